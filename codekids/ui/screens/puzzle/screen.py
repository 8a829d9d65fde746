"""The puzzle screen: its regions joined, keys that work everywhere, and time.

The screen asks the session and shows what it says; it decides nothing about a
run. Whatever happens, `refresh` brings every region up to date.
"""

from __future__ import annotations

from codekids.engine.timeline import Recording
from codekids.lessons.judge import Verdict
from codekids.lessons.kinds.result import Result
from codekids.ui.events import Event, Key
from codekids.ui.playback import Speed
from codekids.ui.screens.lesson_bar import step_dots, step_strip
from codekids.ui.screens.parts import bar_height
from codekids.ui.screens.puzzle.asking import Asking
from codekids.ui.screens.puzzle.ending import Ending
from codekids.ui.screens.puzzle.facts import Facts
from codekids.ui.screens.puzzle.goals import Goals
from codekids.ui.screens.puzzle.goals_panel import GoalLine
from codekids.ui.screens.puzzle.head import Head
from codekids.ui.screens.puzzle.hints import Hints
from codekids.ui.screens.puzzle.layout import (
    PuzzleLayout,
    Tab,
    goals_in_a_line,
    goals_width,
    puzzle_layout,
)
from codekids.ui.screens.puzzle.modes import next_mode
from codekids.ui.screens.puzzle.problem import ProblemAtLine
from codekids.ui.screens.puzzle.program import ProgramPane
from codekids.ui.screens.puzzle.region import stand
from codekids.ui.screens.puzzle.timeline import TimelineFoot
from codekids.ui.screens.puzzle.verdict_dialog import VerdictDialog
from codekids.ui.screens.puzzle.words import WordsColumn
from codekids.ui.screens.puzzle.world import WorldPane
from codekids.ui.screens.settings import SettingsDialog
from codekids.ui.session import PuzzleSession
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.dialog import Dialog, Strip
from codekids.ui.widgets.root import Root
from codekids.ui.widgets.stage import Stage
from codekids.ui.widgets.tabs import Segmented


class PuzzleScreen:
    """One lesson on the screen; the `Desk` of its regions."""

    def __init__(self, shell: Shell, session: PuzzleSession) -> None:
        self.shell = shell
        self.session = session
        self.lesson = session.lesson
        self.root = Root(shell.pick(self.lesson.title))
        self.view: View | None = None
        self.place: PuzzleLayout | None = None
        self._tab: Tab = "program"
        self._ticked: tuple[Recording, int] | None = None  # where the playback stood at the last tick
        self._build()
        session.on_change = self.refresh
        self.refresh()

    def _build(self) -> None:
        say = self.shell.say
        # The world first: what a kind of lesson asks may lie over its map.
        self.world = WorldPane(self)
        self.program = ProgramPane(self)
        self.steps = step_strip(self.shell, self.shell.visit) if self.shell.visit is not None else None
        self.words = WordsColumn(self, self.program.dialect, self.program.write)
        self.goals = Goals(self)
        self.facts = Facts(self)
        self.foot = TimelineFoot(self)
        self.head = Head(
            self, self.leave, self.open_hint, self.open_settings,
            self.program.modes, self.program.mode, self.choose_mode,
        )  # fmt: skip
        self.hints = Hints(self, self.head.hint)
        self.problem = ProblemAtLine(self, self.program, self.words)
        self.ending = Ending(self, self.goals, self.leave)
        self.asking = Asking(self, self.foot.stop)
        self.settings = SettingsDialog(self.shell, self.root)
        tabs = [("task", say("window.tab_task"), None), ("program", say("window.tab_program"), None)]
        self.tabs = Segmented(
            "", [*tabs, ("world", say("window.tab_world"), None)], "program", self.choose_tab
        )
        self.regions = (
            self.program, self.world, self.goals, self.facts, self.foot, self.problem, self.head, self.asking,
        )  # fmt: skip
        # The order is that of the keyboard: the task, the program, its words, the timeline, the bar.
        self.root.add(*self.world.widgets, self.tabs, *self.goals.widgets)
        self.root.add(*self.program.widgets, *self.words.widgets, *self.facts.widgets, self.foot.bar)
        if self.steps is not None:
            self.root.add(self.steps)
        self.root.add(*self.head.widgets, self.hints.panel)
        self.root.give_focus(self.program.target)

    # -- what others look at -------------------------------------------------------------

    @property
    def editor(self) -> Widget:
        """What edits the program now."""
        return self.program.editor.widget

    @property
    def strip(self) -> Strip:
        """What is quietly told at the top: the disk, the clock."""
        return self.head.strip

    @property
    def verdict_dialog(self) -> VerdictDialog | None:
        """The dialog of a success, while it is open."""
        return self.ending.dialog

    @property
    def ask_dialog(self) -> Dialog | None:
        """The dialog of input(), while the program waits."""
        return self.asking.dialog

    def goal_lines(self) -> list[GoalLine]:
        """The goals as they stand now, in words."""
        return self.goals.lines()

    @property
    def stage(self) -> Stage:
        """Where the map is drawn."""
        return self.world.stage

    def lit_cell(self) -> tuple[int, int] | None:
        return self.hints.lit_cell() or self.problem.lit_cell()

    def lit_line(self) -> int | None:
        return self.hints.lit_line()

    # -- keeping in step ---------------------------------------------------------------

    def refresh(self) -> None:
        """Bring every region up to what the session says."""
        for region in self.regions:
            region.refresh()

    def look_at(self, tab: Tab) -> None:
        """Where one part shows at a time: bring this one up."""
        if self.place is not None and self.place.shape == "tabs":
            self.tabs.choose(tab)

    # -- where it is -----------------------------------------------------------------

    def lay_out(self) -> None:
        """Place everything anew; nothing before the first layout."""
        if self.view is not None:
            self.layout(self.view, self.view.rect[2:])

    def layout(self, view: View, size: tuple[int, int]) -> None:
        """Place everything for this size and text scale."""
        self.view = view
        in_a_line = goals_in_a_line(size, view.scale)
        self.place = place = puzzle_layout(
            size,
            view.scale,
            bar_height=bar_height(view, size[0]),
            timeline_height=self.foot.bar.height_for(view, size[0] / view.scale),
            goals_height=self.goals.measure(view, goals_width(size, view.scale), in_a_line=in_a_line),
            strip_height=self.head.strip_height(view, size[0]),
            tabs_height=view.px(48),
            tab=self._tab,
            left_handed=view.theme.left_handed,
            steps_height=self.steps.height_for(view) if self.steps is not None else 0,
            with_words=not (self.program.editor.has_own_words or self.program.is_covered),
            with_facts=self.program.tells_facts,
        )
        stand(self.tabs, place.tabs)
        if self.steps is not None:
            self.steps.arrange(view, place.steps)
        for region in (self.head, self.words, self.program, self.goals, self.world, self.facts, self.foot):
            region.lay_out(view, place)
        self.hints.lay_out(view, place)
        if self.settings.is_open:
            self.settings.arrange(view)
        for dialog in (
            self.ending.dialog,
            self.asking.dialog,
            self.goals.more.dialog,
            self.facts.more.dialog,
        ):
            if dialog is not None and dialog.house is not None:
                dialog.arrange(view)
        self.refresh()

    # -- what the child does -------------------------------------------------------------

    def run(self) -> None:
        """The green button; where the panel of a kind says why it must wait, nothing runs."""
        panel = self.program.panel
        waits = panel.lock() if panel is not None else None
        if panel is not None and waits is not None:
            self.look_at("program")
            panel.hold(waits)
            return
        self.program.editor.settle()
        self.close_hint()
        for list_of_words in list(self.root.overlays):
            self.root.close(list_of_words.widget)
        self.shell.hear("run")
        self.session.run()
        self.look_at("world")
        self.refresh()

    def set_speed(self, speed: Speed) -> None:
        """How fast runs play."""
        self.foot.set_speed(speed)

    def edited(self) -> None:
        """The program may have changed."""
        self.program.edited()

    def choose_tab(self, tab: str) -> None:
        """Where one part shows at a time: this one."""
        self._tab = tab  # type: ignore[assignment]
        self.lay_out()

    def choose_mode(self, mode: str) -> None:
        """See the program as blocks, as text, or both."""
        self.program.look_as(mode)  # type: ignore[arg-type]
        self.head.modes.set(chosen=self.program.mode)
        self.lay_out()

    def leave(self) -> None:
        """Back to the map."""
        self.program.editor.settle()
        self.shell.open_map(self.session.whole)

    def open_settings(self) -> None:
        """What the gear does."""
        if self.view is not None:
            self.settings.open(self.view)

    def open_hint(self) -> None:
        """The Hint button: open it, or put it away."""
        self.hints.toggle()

    def close_hint(self) -> None:
        """Put the hint away, if one is open."""
        self.hints.close()

    def back_to_program(self) -> None:
        """The keys go to the program again."""
        self.root.give_focus(self.program.target)

    # -- events and time --------------------------------------------------------------------

    def handle(self, event: Event) -> bool:
        """Keys that work everywhere come first, then whoever has the focus."""
        if isinstance(event, Key) and event.pressed and self.root.modal is None and self._shortcut(event):
            return True
        answered = self.root.handle(event)
        # Whatever was pressed may have moved the caret or the text.
        self.session.edited()
        if isinstance(event, Key) and event.pressed and event.name == "escape" and not answered:
            self.close_hint()
            return True
        return answered

    def _shortcut(self, event: Key) -> bool:
        playback = self.session.playback
        match event:
            case Key(name="enter", ctrl=True):
                self.run()
            case Key(name="escape") if self.session.busy:
                self.foot.stop()
            case Key(name="f7") if playback.length:
                self.foot.move(playback.back)
            case Key(name="f8"):
                self.foot.move(self.session.step)
            case Key(name="z" | "y", ctrl=True):
                return self.program.undo_covered(again=event.shift or event.name == "y")
            case Key(name="f6"):
                self._leave_editor()
            case Key(name="f9") if len(self.program.modes) > 1:
                self.choose_mode(next_mode(self.program.mode, self.program.modes))
            case _:
                return False
        return True

    def _leave_editor(self) -> None:
        """F6: out of the editor to the Run button, and back."""
        target, focus = self.program.target, self.root.focus
        inside = focus is not None and focus is not self.foot.bar.run_button and focus in self.program.inside
        self.root.give_focus(self.foot.bar.run_button if inside else target, visible=True)

    def tick(self, seconds: float) -> bool:
        """Let the run play on; True while something moves."""
        session = self.session
        moving = session.tick(seconds)
        here = (session.playback.recording, session.playback.index)
        if moving and here == self._ticked:
            # Between two moments only the hero and the knob move.
            self.world.refresh()
            self.foot.refresh_knob()
            return True
        self._ticked = here
        self.refresh()
        self.world.hear_step()
        verdict = session.verdict_due()
        if verdict is not None:
            self._judged(verdict)
            self.refresh()
            return True  # the stars are still to come: the window must not sleep now
        return moving

    def _judged(self, verdict: Verdict) -> None:
        """The run has been played to its end."""
        panel = self.program.panel
        if panel is not None and panel.judged(verdict):
            return
        self.finish(self.session.judge(verdict))
        self.ending.show(verdict)

    def finish(self, result: Result) -> None:
        """The step that is on has this result."""
        visit, session = self.shell.visit, self.session
        if visit is None:
            return
        visit.finish(result, session.told_stars)
        whole = visit.course.result()
        if whole.solved:
            session.best_stars = max(session.best_stars, whole.stars)
        if self.steps is not None:
            self.steps.show(step_dots(self.shell, visit))
            self.lay_out()

    def celebrate(self) -> None:
        """The whole lesson is solved: stars, and the way on."""
        self.ending.celebrate()
