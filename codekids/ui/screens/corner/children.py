"""The section of the children: everybody and every lesson of a pack in one grid."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from codekids.progress.club import GridRow
from codekids.progress.names import comparable
from codekids.ui.geometry import Rect
from codekids.ui.screens.corner.labelled import Labelled
from codekids.ui.screens.corner.lists import stuck_in
from codekids.ui.screens.corner.page import Page
from codekids.ui.screens.corner.welcome import Welcome
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.dropdown import Dropdown
from codekids.ui.widgets.field import TextField
from codekids.ui.widgets.table import Table, is_stuck

if TYPE_CHECKING:
    from codekids.ui.screens.corner.screen import CornerScreen

MOST_STUCK = 3  # that are named; the grid shows them all


class ChildrenPage(Page):
    """Search, choose, open; what a cell shows is also said in words."""

    def __init__(self, corner: CornerScreen) -> None:
        super().__init__(corner, corner.say("children"))
        say, pack = self.say, corner.pack
        self._showing = False
        self.search = TextField(
            say("search"),
            on_change=lambda _: self._searched(),
            on_enter=lambda _: self._to_the_found(),
            clipboard=corner.clipboard,
        )
        options = [(one.id, self.shell.pick(one.title)) for one in corner.packs]
        self.pack = Dropdown(say("pack"), options, pack.id if pack else "", self._choose_pack)
        self.table = Table(say("children"), say("children"), self._chosen, self._open)
        self.open = Button(say("open_child"), lambda: self._open(self.table.row, self.table.column),
                           "confirm", icon="eye")  # fmt: skip
        self.add_many = Button(say("add_children"), self._add, icon="plus")
        self.removed = Button(say("removed_list"), self._show_removed, icon="undo")
        steps = tuple(say(f"welcome_{number}") for number in range(1, 5))
        self.welcome = Welcome(say("welcome"), steps)
        self.build("", heads=(self.search, Labelled(say("pack"), self.pack)), body=self.table)
        self.add(self.welcome)
        self.offer(self.open, self.add_many, self.removed)

    def first(self) -> Widget:
        return self.table if self.table.rows else self.add_many

    def refresh(self) -> None:
        """The children that were searched for; before anything is chosen, who is stuck."""
        pack = self.corner.pack
        items = [lesson.id for lesson in pack.lessons] if pack else []
        wanted = searchable(self.search.text.strip())
        children = [one for one in self.club.learners if one.name and wanted in searchable(one.name)]
        self._showing = True  # nobody has chosen another cell
        self.table.show(self.club.grid(items, children), len(items))
        self._showing = False
        new = not any(one.name for one in self.club.learners)
        self.welcome.set(visible=new)
        self.table.set(visible=not new)
        for head in self.heads:
            head.set(visible=not new)
        self.add_many.set(kind="go" if new else "secondary")
        self.open.set(visible=bool(children))
        self.removed.set(visible=bool(self.club.removed or self.club.removed_circles))
        if not self.told.icon:
            self.told.say(self._summary())

    def _summary(self) -> str:
        if self.welcome.visible:
            return ""
        if not self.table.rows:
            return self.say("nobody_found")
        pack = self.corner.pack
        stuck = stuck_in(self.club, pack) if pack else []
        if not stuck:
            return self.say("choose_child")
        named = ", ".join(f"{one.name} ({place + 1})" for one, place in stuck[:MOST_STUCK])
        more = len(stuck) - MOST_STUCK
        return self.say("stuck_many" if more > 0 else "stuck", names=named, more=more)

    def _searched(self) -> None:
        self.told.say("")
        self.refresh()
        self.corner.lay_out_again()

    def _to_the_found(self) -> None:
        """Enter in the search: to the children that were found."""
        if self.table.rows:
            self.corner.root.give_focus(self.table, visible=True)
            self.table.choose(0, self.table.column)

    def _choose_pack(self, id_: str) -> None:
        self.corner.pack_id = id_
        self.told.say("")
        self.refresh()
        self.corner.lay_out_again()

    def _row(self) -> GridRow | None:
        return self.table.rows[self.table.row] if self.table.rows else None

    def _chosen(self, row: int, column: int) -> None:
        """Say in words what the chosen cell tells."""
        one, pack = self._row(), self.corner.pack
        if one is None or pack is None or not pack.lessons or self._showing:
            return
        lesson = pack.lessons[column]
        cell = one.standing.items.get(lesson.id)
        args: dict[str, str | int] = {
            "name": one.learner.name,
            "lesson": f"{column + 1}. {self.shell.pick(lesson.title)}",
        }
        if cell is None:
            words = self.say("not_opened", **args)
        elif is_stuck(cell):
            words = self.say("cell_stuck", tries=cell.tries, hints=cell.hints, **args)
        else:
            words = self.say("cell", stars=cell.stars, tries=cell.tries, hints=cell.hints, **args)
        high = self.told.rect.h
        self.told.say(words)
        if self.view is not None and self.told.height_for(self.view, self.told.rect.w) > high:
            self.corner.lay_out_again()

    def arrange_body(self, view: View, rect: Rect) -> None:
        super().arrange_body(view, rect)
        self.welcome.place(rect)

    # -- what can be done --------------------------------------------------------

    def _open(self, row: int, column: int) -> None:
        from codekids.ui.screens.corner.child import ChildPage

        one = self._row()
        if one is not None:
            item = one.items[column] if column < len(one.items) else ""
            self.corner.go_to(ChildPage(self.corner, one.learner, item))

    def _add(self) -> None:
        from codekids.ui.screens.corner.add_many import AddPage

        self.corner.go_to(AddPage(self.corner))

    def _show_removed(self) -> None:
        from codekids.ui.screens.corner.removed import RemovedPage

        self.corner.go_to(RemovedPage(self.corner))


def searchable(name: str) -> str:
    """Without the marks above and below letters: not every keyboard has them."""
    apart = unicodedata.normalize("NFD", comparable(name))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
