"""A project whose map is drawn, too: paint it, walk it, and let a friend find the way."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Literal
from uuid import UUID

from codekids.lang.problems import Message
from codekids.lessons.judge import Verdict
from codekids.lessons.kinds.map_draft import MapDraft
from codekids.ui import theme as look
from codekids.ui.kinds.map_brush import MapBrush
from codekids.ui.kinds.page_panel import Feedback
from codekids.ui.kinds.painting import SizeRow, ToolBox, tool_word, tools_of
from codekids.ui.kinds.project_panel import ProjectPanel
from codekids.ui.kinds.switch_row import SwitchRow
from codekids.ui.screens.parts import ScrollDialog, Stack
from codekids.ui.screens.puzzle.region import Desk
from codekids.ui.visit import course_item
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.label import Paragraph
from codekids.ui.widgets.scroll import ScrollView
from codekids.world.goals import Cell
from codekids.world.grid import GridWorld

Mode = Literal["map", "program"]


class MapProjectPanel(ProjectPanel):
    """Two sides of one project: the map, drawn on the stage itself, and the program that walks it."""

    def __init__(self, desk: Desk) -> None:
        visit = desk.shell.visit
        kept = visit.course.answered if visit is not None else {}
        world = desk.session.lesson.cases[0].world
        assert isinstance(world, GridWorld)
        self.draft = MapDraft.from_data(kept.get("map")) or MapDraft.of(world)
        self.proof = str(kept.get("proof", ""))  # the map on which Ari got to the flag
        self.mode: Mode = "program" if kept.get("mode") == "program" else "map"
        self.tool = "wall"
        self.friends: ScrollDialog | None = None
        desk.session.use_world(self.draft.world())
        self.brush = MapBrush(desk.shell.say("kinds.paint_map"), self._square_said(desk), self._paint)
        desk.stage.add(self.brush)
        super().__init__(desk)

    @property
    def where(self) -> Literal["beside", "over"]:  # type: ignore[override]
        return "over" if self.looking or self.mode == "map" else "beside"

    @property
    def title(self) -> str:
        return self.say("kinds.the_map") if self.mode == "map" else ""

    def _square_said(self, desk: Desk) -> Callable[[Cell], str]:
        def said(cell: Cell) -> str:
            place = desk.shell.say("kinds.cell", column=cell[0], row=cell[1])
            return f"{place}, {tool_word(desk.shell, self.draft.at(cell))}"

        return said

    # -- the map ---------------------------------------------------------------------

    def _paint(self, cell: Cell, first: bool) -> None:
        tool = self.tool
        if tool == "hero" and not first and cell == self.draft.hero:
            return
        self._change(self.draft.paint(cell, tool), new_stroke=first)

    def _resize(self, columns: int, rows: int) -> None:
        self._change(self.draft.resized(self.draft.columns + columns, self.draft.rows + rows))

    def _change(self, draft: MapDraft, *, new_stroke: bool = True) -> None:
        if draft == self.draft:
            return
        if new_stroke:
            self.remember()
        self.take(draft)

    def current(self) -> MapDraft:
        return self.draft

    def take(self, state: MapDraft) -> None:
        self.draft = state
        self.checks = ()
        self.session.use_world(state.world())
        self.keep_all()
        self.desk.refresh()

    def keep_all(self) -> None:
        """Map, proof and ticks belong together."""
        self.keep(
            {**self.state.to_data(), "map": self.draft.to_data(), "proof": self.proof, "mode": self.mode}
        )

    def _choose_tool(self, tool: str) -> None:
        self.tool = tool
        self.shell.hear("click")

    def _turn(self, mode: str) -> None:
        """To the map, or to the program."""
        self.mode = "program" if mode == "program" else "map"
        self.looking = False
        self.session.stop()
        self.keep_all()
        self._built = None
        self._build()
        self.desk.lay_out()
        if self.mode == "program":
            self.desk.back_to_program()
        else:
            self.desk.root.give_focus(self.brush)

    # -- what is shown -----------------------------------------------------------------

    def refresh(self) -> None:
        self.brush.follow()
        self.brush.show(None, locked=self.mode != "map")
        super().refresh()

    def _build(self) -> None:
        if self.mode != "map":
            super()._build()
            return
        key = (self.mode, self.draft, self.can_undo, self.can_redo)
        if key == self._built:
            return
        kinds_before = getattr(self, "_tools_for", None)
        self._built = key
        tools = tools_of(self.draft)
        if kinds_before != tools:
            self._tools_for = tools
            self._box = ToolBox(self.shell, tools, self.tool, self.lesson.skin, self._choose_tool)
            self._size = SizeRow(self.shell, self._resize, self.undo, self.redo)
        self._size.show((self.draft.columns, self.draft.rows), can_undo=self.can_undo, can_redo=self.can_redo)
        found: list[Widget] = [
            self._switch(),
            Paragraph(self.say("kinds.paint_how"), look.BODY, line_height=25),
            self._box,
            self._size,
        ]
        if not self.draft.has_goal:
            found.append(Feedback(self.say("kinds.needs_flag"), False, "flag"))
        friend = Button(self.say("kinds.friends_maps"), self._ask_friends, icon="people")
        on = Button(self.say("kinds.to_program"), partial(self._turn, "program"), "go", icon="code")
        self.show(found, [friend, on])

    def above(self) -> list[Widget]:
        return [self._switch()]

    def _switch(self) -> SwitchRow:
        choices = [
            ("map", self.say("kinds.the_map"), "map"),
            ("program", self.say("kinds.the_program"), "code"),
        ]
        return SwitchRow(self.say("kinds.map_or_program"), choices, self.mode, self._turn)

    # -- the run -------------------------------------------------------------------------

    def lock(self) -> Message | None:
        return None if self.draft.has_goal else Message("kinds.needs_flag")

    def judged(self, verdict: Verdict) -> bool:
        super().judged(verdict)
        if any(state.check.kind == "solvable" and state.met for state in self.checks):
            self.proof = self.draft.text()[0]
            self.keep_all()
        return True

    # -- a friend's map --------------------------------------------------------------------

    def _ask_friends(self) -> None:
        """Whose maps are there? Read behind the window's back."""
        services, item = self.shell.services, course_item(self.session.whole.id)
        here = services.seat.learners if services.seat is not None else (services.learner,)
        others = [one for one in services.journal.club.learners if one.id not in here and one.name]

        def read(store: Any) -> list[tuple[str, UUID, str]]:
            drafts = [(one.name, one.id, store.draft(one.id, item)) for one in others]
            return [(name, id_, draft.view) for name, id_, draft in drafts if draft is not None]

        def arrived(found: object) -> None:
            maps = proved_maps(found if isinstance(found, list) else [])
            services.notify(lambda: self._show_friends(maps))

        services.journal.do(read, arrived)

    def _show_friends(self, maps: list[tuple[str, MapDraft]]) -> None:
        view = self.desk.view
        if view is None or self.shell.visit is not self.visit:
            return
        buttons: list[Widget] = [
            FriendButton(self.say("kinds.map_of", name=name), partial(self._play, draft))
            for name, draft in maps
        ]
        stack = Stack(buttons or [Paragraph(self.say("kinds.no_friends_maps"), look.BODY, line_height=25)])
        close = Button(self.say("window.close"), self._close_friends, "confirm")
        scroll = ScrollView(stack, self.say("kinds.friends_maps"))
        width = min(view.px(look.DIALOG_WIDTH), view.rect.w - 32) - 2 * view.px(28)
        height = min(stack.height_for(view, width - 16), view.rect.h - view.px(56 + 40 + 120) - 30)
        self.friends = ScrollDialog(
            self.say("kinds.friends_maps"), "", [close], on_escape=self._close_friends,
            content=scroll, content_height=round(height / view.scale), width=look.DIALOG_WIDTH,
        )  # fmt: skip
        self.friends.show(self.desk.root, view)

    def _close_friends(self) -> None:
        if self.friends is not None:
            self.desk.root.close(self.friends)
            self.friends = None

    def _play(self, draft: MapDraft) -> None:
        self._close_friends()
        if self.visit is not None:
            self.shell.play_map(self.visit, draft)


class FriendButton(Button):
    """A friend's map in a list, as wide as it."""

    def height_for(self, view: Any, width: int) -> int:
        """Pixels it needs."""
        return int(view.px(look.BUTTON_HEIGHT))


def proved_maps(found: list[tuple[str, UUID, str]]) -> list[tuple[str, MapDraft]]:
    """Whose map was walked to its flag by its own author, and is still as it was then."""
    maps = []
    for name, _, text in found:
        try:
            data = json.loads(text)
        except ValueError:
            continue
        answers = data.get("answers") if isinstance(data, dict) else None
        for kept in answers.values() if isinstance(answers, dict) else ():
            if not isinstance(kept, Mapping) or not kept.get("proof"):
                continue
            draft = MapDraft.from_data(kept.get("map"))
            if draft is not None and draft.has_goal and draft.text()[0] == kept["proof"]:
                maps.append((name, draft))
    return maps
