"""The section of the packs: what is given to whom and until when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from codekids.progress import assignments
from codekids.progress.assignments import Assignment, day_of
from codekids.progress.club import Club
from codekids.ui.screens.corner.days import span
from codekids.ui.screens.corner.page import Page
from codekids.ui.shell import Shell
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.rows import Row, RowList

if TYPE_CHECKING:
    from codekids.ui.screens.corner.screen import CornerScreen


class PacksPage(Page):
    """What counts today first, then what comes, then what is over."""

    def __init__(self, corner: CornerScreen) -> None:
        super().__init__(corner, corner.say("packs"))
        say = self.say
        self.list = RowList(say("given_list"), lambda _: self.go_on(self.end), lambda _: self._chosen(),
                            empty=self.shell.say("librarian.nothing_assigned"))  # fmt: skip
        self.give = Button(say("give"), self._give, "confirm", icon="plus")
        self.end = Button(say("end"), self._end, icon="stop")
        self.build(say("packs_purpose"), body=self.list)
        self.offer(self.give, self.end)

    def first(self) -> Widget:
        return self.list if self.list.rows else self.give

    @property
    def today(self) -> date | None:
        """None: the computer's clock is wrong, and nobody knows."""
        return day_of(self.corner.journal.store.now)

    def refresh(self) -> None:
        titles = {pack.id: self.shell.pick(pack.title) for pack in self.corner.packs}
        known = [one for one in self.club.assignments if whom(self.club, one, self.shell)]
        ranked = sorted(known, key=lambda one: (self._rank(one), -one.created))
        rows = []
        for one in ranked:
            state = ("runs", "later", "over")[self._rank(one)]
            parts = [
                whom(self.club, one, self.shell),
                span(one.first_day, one.last_day, self.shell.lang),
                self.shell.say(f"librarian.{state}"),
            ]
            icon = {"runs": "play", "later": "clock", "over": "check"}[state]
            title = titles.get(one.pack, one.pack)
            rows.append(Row(one.id, title, " · ".join(parts), icon=icon, faint=state == "over"))
        self.list.show(rows)
        self._chosen()

    def _rank(self, one: Assignment) -> int:
        if one.over(self.today):
            return 2
        return 0 if one.runs(self.today) else 1

    def _standing(self) -> Assignment | None:
        row = self.list.chosen
        found = next((one for one in self.club.assignments if row and one.id == row.key), None)
        return found if found and not found.over(self.today) else None

    def _chosen(self) -> None:
        if self.end.set(enabled=self._standing() is not None):
            self.end.touch()

    def _give(self) -> None:
        from codekids.ui.screens.corner.give import GivePage

        self.corner.go_to(GivePage(self.corner))

    def _end(self) -> None:
        one = self._standing()
        if one is None:
            return
        said = self.say("ended", pack=self._title(one), to=whom(self.club, one, self.shell))
        self.do(lambda store: assignments.end_assignment(store, one.id), lambda _: self.tell(said))

    def _title(self, one: Assignment) -> str:
        pack = next((pack for pack in self.corner.packs if pack.id == one.pack), None)
        return self.shell.pick(pack.title) if pack else one.pack


def whom(club: Club, one: Assignment, shell: Shell) -> str:
    """For whom it is, in words; "" for somebody who is not here any more."""
    if one.target == "all":
        return shell.say("corner.to_all")
    if one.target == "circle":
        circle = next((each for each in club.circles if each.id == one.target_id), None)
        return shell.say("corner.to_circle", name=circle.name) if circle else ""
    child = club.learner(one.target_id) if one.target_id else None
    return shell.say("corner.to_child", name=child.name) if child else ""
