"""What the program holds and writes under the playhead: variables and output, or a drawer for them."""

from __future__ import annotations

from codekids.ui.call_history import CallHistory
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.memory_plan import plan
from codekids.ui.screens.parts import Stack
from codekids.ui.screens.puzzle.facts_panel import FactsCard, Output, VariableLine, Variables
from codekids.ui.screens.puzzle.layout import PuzzleLayout
from codekids.ui.screens.puzzle.memory_panel import MemoryPicture
from codekids.ui.screens.puzzle.more import MoreDialog
from codekids.ui.screens.puzzle.region import Desk, Region, stand
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import IconButton


class Facts(Region):
    """Two columns; where room is short the variables only, and a button for all."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.card = FactsCard(self.say("window.variables"), self.say("window.output"))
        self.variables = Variables(self.say("window.no_variables"))
        self.output = Output(self.say("window.no_output"))
        self.more_button = IconButton("box", self.say("window.facts"), self.open, "secondary")
        self.more = MoreDialog(desk)
        self.history: CallHistory | None = None

    @property
    def widgets(self) -> list[Widget]:
        """In the order of the keyboard."""
        return [self.card, self.variables, self.output, self.more_button]

    def refresh(self) -> None:
        playback = self.session.playback
        values = playback.variables() if playback.length else {}
        changed = playback.changed()
        before = playback.variables_before() if changed else {}
        lines = [
            VariableLine(name, value, before.get(name, ""), name in changed and before.get(name) != value)
            for name, value in values.items()
        ]
        said = []
        moment = playback.moment
        if moment is not None and moment.depth:
            level = self.say("memory.level", n=moment.depth)
            lines.insert(0, VariableLine(f"{moment.function}()", level))
            said.append(f"{moment.function}(): {level}")
        for line in lines[len(said) :]:
            if line.changed and line.old:
                said.append(self.say("window.variable_changed", name=line.name, old=line.old, new=line.value))
            else:
                said.append(self.say("window.variable_is", name=line.name, new=line.value))
        self.variables.show(lines, ". ".join(said))
        text = playback.output()
        timeline = playback.recording.timeline
        if timeline is not None and timeline.output_cut and playback.finished:
            text += "\n" + self.say("window.output_cut")
        self.output.show(text)

    def open(self) -> None:
        """Both at large: the calls that are open, lists as rows of cells, and what was written."""
        view = self.desk.view
        if view is None:
            return
        playback = self.session.playback
        if self.history is None or self.history.recording is not playback.recording:
            self.history = CallHistory(playback.recording)
        memory = MemoryPicture(plan(self.history.at(playback.index)), self.say)
        output = Output(self.output.empty)
        output.show(self.output.text)
        self.more.open(self.say("window.facts"), Stack([memory, output], {output: view.px(100)}))

    def lay_out(self, view: View, place: PuzzleLayout) -> None:
        drawer = place.drawer
        stand(self.card, NOWHERE if drawer else place.facts)
        shown = not place.facts.empty
        self.variables.set(visible=shown)
        self.output.set(visible=shown and not drawer)
        self.more_button.set(visible=shown)
        if not shown:
            return
        if drawer:
            room, button = place.facts.split_right(view.px(36), 8)
            self.more_button.place(button)
            self.variables.place(room)
            return
        inside = place.facts.inset(view.px(14), view.px(10))
        left, right = inside.split_right(round(inside.w * 0.36), view.px(24))
        heads = left.split_top(view.px(26))[0], right.split_top(view.px(26))[0]
        side = view.px(28)
        head, button = heads[0].split_right(side, 4)
        self.more_button.place(Rect(button.x, button.y - (side - button.h) // 2 - view.px(2), side, side))
        self.card.say_columns((head, heads[1]), left.right + view.px(11))
        self.variables.place(left.split_top(view.px(28))[1])
        self.output.place(right.split_top(view.px(28))[1])
