"""Giving out a pack: which, to whom, from when until when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from codekids.lang.problems import Message
from codekids.progress.assignments import Assignment, Target, assign, day_of
from codekids.ui import theme as look
from codekids.ui.events import Event, Key
from codekids.ui.geometry import Rect
from codekids.ui.screens.corner.circles import in_week
from codekids.ui.screens.corner.days import read_day, span, stepped, written
from codekids.ui.screens.corner.labelled import Labelled
from codekids.ui.screens.corner.page import Page
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button, IconButton
from codekids.ui.widgets.dropdown import Dropdown
from codekids.ui.widgets.field import TextField
from codekids.ui.widgets.rows import Row, RowList

if TYPE_CHECKING:
    from codekids.ui.screens.corner.screen import CornerScreen

UNKNOWN_TODAY = date(2025, 9, 1)  # where stepping begins when the computer's clock is wrong


class DayField(Widget):
    """A day to type, or to step: up and down a day, Page Up and Down a week. Empty is no day."""

    def __init__(
        self, label: str, lang: str, today: date, words: tuple[str, str, str], on_change: Callable[[], None]
    ) -> None:
        """`words` name the two buttons, a day earlier and a day later, and say what no day means."""
        super().__init__("", "group")
        self.today, self.lang = today, lang
        self.on_change = on_change
        self.field = TextField(label, placeholder=words[2], longest=20, on_change=lambda _: on_change())
        self.earlier = IconButton("minus", words[0], lambda: self.step(-1))
        self.later = IconButton("plus", words[1], lambda: self.step(1))
        self.add(self.field, self.earlier, self.later)

    @property
    def day(self) -> date | Message | None:
        """What is in it; a Message where that is no day."""
        return read_day(self.field.text, self.today, self.lang)

    def step(self, days: int) -> None:
        """So many days on."""
        day = self.day
        start = None if isinstance(day, Message) else day
        self.field.say(written(stepped(start, days, self.today), self.lang))
        self.on_change()

    def handle(self, event: Event) -> bool:
        if isinstance(event, Key) and event.pressed and self.field.focused:
            days = {"up": 1, "down": -1, "page up": 7, "page down": -7}.get(event.name)
            if days:
                self.step(days)
                return True
        return False

    def height_for(self, view: View) -> int:
        """Pixels of label and box."""
        return self.field.height_for(view)

    def arrange(self, view: View, rect: Rect) -> None:
        """The buttons stand beside the box."""
        self.place(rect)
        side = min(view.px(look.FIELD_HEIGHT), rect.w // 5)
        room, right = rect.split_right(2 * side + 6, 6)
        self.field.place(room)
        for button, x in ((self.earlier, right.x), (self.later, right.x + side + 6)):
            button.place(Rect(x, rect.bottom - view.px(look.FIELD_HEIGHT), side, view.px(look.FIELD_HEIGHT)))


class GivePage(Page):
    """The sentence says at any moment what the press would do."""

    def __init__(self, corner: CornerScreen, circle: UUID | None = None) -> None:
        super().__init__(corner, corner.say("give"))
        say = self.say
        self.today = day_of(corner.journal.store.now)
        options = [(one.id, self.shell.pick(one.title)) for one in corner.packs]
        pack = corner.pack
        self.pack = Dropdown(say("pack"), options, pack.id if pack else "", lambda _: self._say_it())
        steps = say("day_earlier"), say("day_later")
        today = self.today or UNKNOWN_TODAY
        self.first_day = DayField(
            say("from_when"), self.shell.lang, today, (*steps, say("from_now")), self._say_it
        )
        self.last_day = DayField(
            say("until_when"), self.shell.lang, today, (*steps, say("no_end")), self._say_it
        )
        self.list = RowList(say("to_whom"), lambda _: self.go_on(self.give), lambda _: self._say_it())
        self.give = Button(say("give_it"), self._give, "go", icon="check")
        heads = (Labelled(say("pack"), self.pack), self.first_day, self.last_day)
        self.build("", heads=heads, body=self.list)
        self.offer(self.give)
        self.refresh()
        if circle is not None:
            self.list.choose_key(circle)

    def _day_field(self, label: str, empty: str) -> DayField:
        words = self.say("day_earlier"), self.say("day_later"), self.say(empty)
        return DayField(self.say(label), self.shell.lang, self.today or UNKNOWN_TODAY, words, self._say_it)

    def refresh(self) -> None:
        """All, then circles, then children."""
        circles = sorted(self.club.circles, key=in_week)
        rows = [Row("all", self.say("all_children"), icon="home")]
        rows += [Row(one.id, one.name, icon="people") for one in circles]
        rows += [
            Row(one.id, one.name, picture=f"avatars/{one.avatar}.svg")
            for one in self.club.learners
            if one.name
        ]
        self.list.show(rows)
        if not self.told.icon:
            self._say_it()

    @property
    def target(self) -> tuple[Target, UUID | None]:
        """For whom."""
        row = self.list.chosen
        if row is None or not isinstance(row.key, UUID):
            return "all", None
        circle = any(one.id == row.key for one in self.club.circles)
        return ("circle" if circle else "learner"), row.key

    def _to(self) -> str:
        target, _ = self.target
        row = self.list.chosen
        name = row.words if row else ""
        key = {"all": "to_all", "circle": "to_circle", "learner": "to_child"}[target]
        return self.say(key, name=name) if target != "all" else self.say("to_all")

    def _say_it(self) -> None:
        first, last = self.first_day.day, self.last_day.day
        for day in (first, last):
            if isinstance(day, Message):
                self.told.say(self.shell.say_message(day), "info")
                self.corner.lay_out_again()
                return
        assert not isinstance(first, Message)
        assert not isinstance(last, Message)
        self.told.say(
            self.say("give_says", pack=self.pack.word, to=self._to(), when=span(first, last, self.shell.lang))
        )
        self.corner.lay_out_again()

    def _give(self) -> None:
        first, last, pack = self.first_day.day, self.last_day.day, self.pack.chosen
        for field, day in ((self.first_day, first), (self.last_day, last)):
            if isinstance(day, Message):
                self.tell(day)
                self.corner.root.give_focus(field.field)
                return
        if not pack:
            self.tell(Message("corner.no_packs"))
            return
        target, whom = self.target
        said = self.say("given", pack=self.pack.word, to=self._to())

        def give(store: object) -> Assignment | Message:
            return assign(store, pack, target, whom, first_day=first, last_day=last)  # type: ignore[arg-type]

        self.do(give, lambda _: self.corner.close_page(said))
