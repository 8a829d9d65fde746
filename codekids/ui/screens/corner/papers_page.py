"""The section of the papers: login cards, the table, and the folder they are put in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codekids.progress.rows import Learner
from codekids.ui.screens.corner.labelled import Labelled
from codekids.ui.screens.corner.page import Page
from codekids.ui.screens.corner.papers import CARDS, TABLE, keep_file, papers_folder, print_cards, write_table
from codekids.ui.screens.corner.places import Place, places
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.dropdown import Dropdown
from codekids.ui.widgets.rows import Row, RowList

if TYPE_CHECKING:
    from codekids.ui.screens.corner.screen import CornerScreen

ICONS = {"data": "home", "desktop": "grid", "documents": "doc", "drive": "usb"}


class PapersPage(Page):
    """For whom, where, and what."""

    def __init__(self, corner: CornerScreen) -> None:
        super().__init__(corner, corner.say("papers"))
        say = self.say
        groups = [("", say("all_children")), *((str(one.id), one.name) for one in self.club.circles)]
        self.group = Dropdown(say("for_whom"), groups, "", lambda _: None)
        self.found: list[Place] = []
        self.list = RowList(say("where"), self._choose)
        self.cards = Button(say("cards"), self._print, "confirm", icon="print")
        self.table = Button(say("table"), self._save_table, icon="save")
        self.build(say("papers_purpose"), heads=(Labelled(say("for_whom"), self.group),), body=self.list)
        self.offer(self.cards, self.table)
        data = corner.journal.store.folder
        self.corner.do(lambda _: places(data), self._looked, queued=True)

    def first(self) -> Widget:
        return self.cards

    @property
    def folder(self) -> Path:
        """Where the next file goes."""
        return papers_folder(self.corner.journal)

    def _looked(self, answer: object) -> None:
        if isinstance(answer, list):
            self.found = answer
            self.refresh()
            self.list.choose_key(str(self.folder))

    def refresh(self) -> None:
        """The places, with a tick at the chosen one; it stays in the list though its stick is away."""
        chosen = self.folder
        found = list(self.found)
        if all(place.path != chosen for place in found):
            found.append(Place("drive", chosen))
        self.list.show(
            [
                Row(
                    str(place.path),
                    self.say(f"place_{place.kind}"),
                    str(place.path),
                    icon=ICONS[place.kind],
                    tick=place.path == chosen,
                )
                for place in found
            ]
        )

    def _choose(self, row: Row) -> None:
        self.corner.journal.set_setting("papers_folder", str(row.key))
        self.refresh()
        self.tell(self.say("place_chosen", folder=str(row.key)))

    def _children(self) -> list[Learner]:
        circle = next((one for one in self.club.circles if str(one.id) == self.group.chosen), None)
        found = self.club.learners if circle is None else self.club.members(circle.id)
        return [one for one in found if one.name]

    def _print(self) -> None:
        children, path = self._children(), self.folder / CARDS
        assets, lang = self.shell.assets, self.shell.lang
        if not children:
            self.tell(self.shell.say("librarian.nobody"))
            return
        where = self.shell.say("librarian.cards", n=len(children), file=str(path))
        keep_file(self, path, where, lambda store: print_cards(store, children, path, assets, lang))

    def _save_table(self) -> None:
        children, club, path, lang = self._children(), self.club, self.folder / TABLE, self.shell.lang
        packs = self.corner.packs
        titles = {pack.id: self.shell.pick(pack.title) for pack in packs}
        titles |= {one.id: self.shell.pick(one.title) for pack in packs for one in pack.lessons}
        where = self.shell.say("librarian.table", n=len(children), file=str(path))
        keep_file(self, path, where, lambda _: write_table(club, children, packs, titles, path, lang))
