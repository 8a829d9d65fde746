"""The section of the circles: who meets when. One circle has a page of its own, with everybody to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codekids.lang.problems import Message
from codekids.progress import roster
from codekids.progress.rows import Circle
from codekids.ui.screens.corner.days import weekday
from codekids.ui.screens.corner.labelled import Labelled
from codekids.ui.screens.corner.page import Page
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.dropdown import Dropdown
from codekids.ui.widgets.field import TextField
from codekids.ui.widgets.rows import Row, RowList

if TYPE_CHECKING:
    from codekids.ui.screens.corner.screen import CornerScreen


class CirclesPage(Page):
    """Every circle with its day and its children; a new one by its name."""

    def __init__(self, corner: CornerScreen) -> None:
        super().__init__(corner, corner.say("circles"))
        say = self.say
        self.new = TextField(
            say("new_circle"),
            placeholder=say("new_circle_hint"),
            on_enter=self._make,
            clipboard=corner.clipboard,
        )
        self.list = RowList(say("circles"), self._open, empty=say("no_circles"))
        self.open = Button(say("open_circle"), self._open_chosen, "confirm", icon="eye")
        self.make = Button(say("make_circle"), lambda: self._make(self.new.text), icon="plus")
        self.build(say("circles_purpose"), heads=(self.new,), body=self.list)
        self.offer(self.open, self.make)

    def first(self) -> Widget:
        return self.list if self.list.rows else self.new

    def refresh(self) -> None:
        rows = []
        for circle in sorted(self.club.circles, key=in_week):
            parts = [
                when(circle, self.shell.lang),
                self.say("n_children", n=len(self.club.members(circle.id))),
            ]
            rows.append(Row(circle.id, circle.name, " · ".join(filter(None, parts)), icon="people"))
        self.list.show(rows)
        self.open.set(visible=bool(rows))

    def _open_chosen(self) -> None:
        if self.list.chosen is not None:
            self._open(self.list.chosen)

    def _open(self, row: Row) -> None:
        circle = next((one for one in self.club.circles if one.id == row.key), None)
        if circle is not None:
            self.corner.go_to(CirclePage(self.corner, circle))

    def _make(self, name: str) -> None:
        if not name.strip():
            self.tell(Message("corner.circle_nameless"))
            self.corner.root.give_focus(self.new)
            return

        def then(circle: Circle) -> None:
            self.new.say("")
            page = CirclePage(self.corner, circle)
            self.corner.go_to(page)
            page.tell(self.say("circle_made", name=circle.name))

        self.do(lambda store: roster.add_circle(store, name), then)


class CirclePage(Page):
    """Name, day and hour are kept with the button; a tick counts at once."""

    def __init__(self, corner: CornerScreen, circle: Circle) -> None:
        super().__init__(corner, circle.name)
        say = self.say
        self.circle = circle
        self.name_field = TextField(
            say("name"), text=circle.name, on_enter=lambda _: self._save(), clipboard=corner.clipboard
        )
        days = [("", say("no_weekday"))]
        days += [(str(number), weekday(number, self.shell.lang)) for number in range(1, 8)]
        self.day = Dropdown(say("weekday"), days, str(circle.weekday or ""), lambda _: self._save())
        self.hour = TextField(
            say("hour"),
            text=circle.starts,
            placeholder=say("hour_hint"),
            longest=20,
            on_enter=lambda _: self._save(),
        )
        self.list = RowList(say("members"), self._tick, empty=self.shell.say("librarian.nobody"))
        self.save = Button(say("save"), self._save, "confirm", icon="check")
        self.give = Button(say("give"), self._give, icon="book")
        self.remove_button = Button(say("remove_circle"), self._remove, icon="x")
        heads = (self.name_field, Labelled(say("weekday"), self.day), self.hour)
        self.build(say("circle_purpose"), heads=heads, body=self.list)
        self.offer(self.save, self.give, self.remove_button)

    def gone(self) -> Message | None:
        gone = all(one.id != self.circle.id for one in self.club.circles)
        return Message("progress.no_such_circle") if gone else None

    def refresh(self) -> None:
        """Everybody, with a tick for the members."""
        circle = next((one for one in self.club.circles if one.id == self.circle.id), self.circle)
        self.circle, self.title = circle, circle.name
        self.corner.bar.set(title=self.title, name=self.title)
        rows = []
        for child in self.club.learners:
            if child.name:
                others = [one.name for one in self.club.circles_of(child.id) if one.id != circle.id]
                more = self.say("also_in", names=", ".join(others)) if others else ""
                rows.append(
                    Row(
                        child.id, child.name, more, picture=f"avatars/{child.avatar}.svg",
                        tick=child.id in circle.members,
                    )
                )  # fmt: skip
        self.list.show(rows)

    def leaving(self) -> None:
        """What was typed and not kept with a key is kept now, if it can be."""
        circle, name, hour = self.circle, self.name_field.text, hour_of(self.hour.text)
        if self.gone() is None and hour is not None and (name, hour) != (circle.name, circle.starts):
            day = int(self.day.chosen or 0) or None
            self.corner.journal.do(lambda store: roster.change_circle(store, circle.id, name, day, hour))

    def _tick(self, row: Row) -> None:
        child = self.club.learner(row.key)  # type: ignore[arg-type]
        if child is None:
            return
        circle, inside = self.circle, child.id in self.circle.members
        # A second tick may come before the first is on the disk.
        members = self.circle.members ^ {child.id}
        self.circle = Circle(
            circle.id, circle.name, circle.weekday, circle.starts, circle.created, circle.removed, members
        )
        key = "left" if inside else "joined"

        def change(store: roster.Store) -> None:
            (roster.leave if inside else roster.join)(store, circle.id, child.id)

        def then(_: None) -> None:
            self.tell(self.say(key, name=child.name, circle=circle.name, n=len(members)))

        self.do(change, then, queued=True)

    def _save(self) -> None:
        circle, name, day = self.circle, self.name_field.text, int(self.day.chosen or 0) or None
        hour = hour_of(self.hour.text)
        if hour is None:
            self.tell(Message("corner.not_an_hour", {"text": self.hour.text}))
            self.corner.root.give_focus(self.hour)
            return

        def then(changed: Circle) -> None:
            self.hour.say(changed.starts)
            self.tell(self.say("saved", name=changed.name))

        self.do(lambda store: roster.change_circle(store, circle.id, name, day, hour), then)

    def _give(self) -> None:
        from codekids.ui.screens.corner.give import GivePage

        self.corner.go_to(GivePage(self.corner, self.circle.id))

    def _remove(self) -> None:
        circle = self.circle
        words = self.say("circle_removed", name=circle.name)
        self.do(lambda store: roster.remove_circle(store, circle.id), lambda _: self.corner.close_page(words))


def in_week(circle: Circle) -> tuple[int, str, str]:
    """Circles stand in the order of the week, those without a day last."""
    return circle.weekday or 8, circle.starts.rjust(5, "0"), circle.name


def when(circle: Circle, lang: str) -> str:
    """The day and hour of a circle, as far as they are known."""
    day = weekday(circle.weekday, lang) if circle.weekday else ""
    return " ".join(filter(None, (day, circle.starts)))


def hour_of(text: str) -> str | None:
    """ "16:30" for what was typed: 16:30, 16.30, 1630, 16; "" for nothing, None for no hour."""
    plain = text.strip().replace(".", ":").replace(",", ":")
    if not plain:
        return ""
    if plain.isascii() and plain.isdigit() and len(plain) in {3, 4}:
        plain = f"{plain[:-2]}:{plain[-2:]}"
    hours, _, minutes = plain.partition(":")
    minutes = minutes or "00"
    numbers = hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()
    if not numbers or int(hours) > 23 or len(minutes) != 2 or int(minutes) > 59:
        return None
    return f"{int(hours)}:{minutes}"
