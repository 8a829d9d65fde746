"""The door of the corner: the PIN, chosen by whoever comes first, asked for ever after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codekids.lang.problems import Message
from codekids.progress import logins
from codekids.progress.logins import LONGEST_PIN, PinChecked
from codekids.ui import theme as look
from codekids.ui.events import Event, Key
from codekids.ui.geometry import Rect
from codekids.ui.screens.corner.page import Page
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.card import Card
from codekids.ui.widgets.field import TextField
from codekids.ui.widgets.label import Paragraph

if TYPE_CHECKING:
    from codekids.ui.screens.corner.screen import CornerScreen

WIDTH = 620  # design pixels of the sheet


class PinField(TextField):
    """Shows a dot for each digit; `pin` is what was typed. Nothing can be copied out of it."""

    @property
    def pin(self) -> str:
        return self.document.text

    @property
    def text(self) -> str:
        return "•" * len(self.document.text)

    def handle(self, event: Event) -> bool:
        if isinstance(event, Key) and event.ctrl and event.name in {"c", "x"}:
            return True
        return super().handle(event)


class Gate(Page):
    """A sheet in the middle. Right: the corner opens."""

    def __init__(self, corner: CornerScreen) -> None:
        super().__init__(corner, corner.say("title"))
        say = self.say
        self.has_pin = False
        self.sheet = Card()
        self.says = Paragraph(say("set_pin"), look.BODY, role="status")
        folder = corner.journal.store.folder
        self.reset = Paragraph(say("reset", folder=str(folder)) if folder else "", look.SECONDARY)
        self.pin = PinField(say("pin"), longest=LONGEST_PIN, on_enter=self._entered)
        self.again = PinField(say("pin_again"), longest=LONGEST_PIN, on_enter=lambda _: self._try())
        self.enter = Button(say("enter"), self._try, "go", icon="unlock")
        self.add(self.sheet, self.says, self.pin, self.again, self.enter, self.reset)
        self.reset.set(visible=False)
        self.refresh()

    def refresh(self) -> None:
        """A PIN was set by another window, or reset with the data folder in hand."""
        if self.club.has_pin != self.has_pin:
            self.has_pin = self.club.has_pin
            self.again.set(visible=not self.has_pin)
            self.reset.set(visible=self.has_pin and bool(self.reset.text))
            self.says.say(self.say("ask_pin" if self.has_pin else "set_pin"))

    def first(self) -> Widget:
        return self.pin

    def _entered(self, _: str) -> None:
        if self.has_pin:
            self._try()
        elif self.corner.root.focus is self.pin:
            self.corner.root.give_focus(self.again, visible=True)

    def _try(self) -> None:
        pin = self.pin.pin
        if self.has_pin:
            self.do(lambda store: logins.check_pin(store, pin), self._checked)
        elif pin != self.again.pin:
            self.tell(Message("corner.not_same"))
        else:
            self.do(lambda store: logins.set_pin(store, pin), lambda _: self.corner.come_in())

    def _checked(self, answer: PinChecked) -> None:
        if answer.right:
            self.corner.come_in()
            return
        key = "corner.wait" if answer.seconds else "corner.wrong"
        self.tell(Message(key, {"seconds": answer.seconds}))

    def tell(self, words: str | Message, icon: str = "info") -> None:
        """Why the door stays closed; what was typed goes."""
        self.says.say(words if isinstance(words, str) else self.shell.say_message(words))
        self.pin.say("")
        self.again.say("")
        self.corner.root.give_focus(self.pin)
        self.corner.lay_out_again()

    def arrange(self, view: View, rect: Rect) -> None:
        self.place(rect)
        gap, pad = view.px(14), view.px(24)
        width = min(rect.w, view.px(WIDTH))
        inside = width - 2 * pad
        says = self.says.height_for(view, inside)
        field = self.pin.height_for(view)
        button = view.px(look.BUTTON_HEIGHT)
        reset = self.reset.height_for(view, inside) if self.reset.visible else 0
        needed = says + field + button + 2 * gap + 2 * pad + (reset + gap if reset else 0)
        top = rect.y + max(0, min(view.px(60), (rect.h - needed) // 3))
        self.sheet.place(Rect(rect.x + (rect.w - width) // 2, top, width, min(needed, rect.h)))
        rest = self.sheet.rect.inset(pad, min(pad, max(4, pad - (needed - rect.h) // 2)))
        spot, rest = rest.split_top(says, gap)
        self.says.place(spot)
        spot, rest = rest.split_top(field, gap)
        columns = [spot] if self.has_pin else spot.columns(2, view.px(12))
        for one, place in zip((self.pin, self.again), columns, strict=False):
            one.place(place)
        spot, rest = rest.split_top(button, gap)
        self.enter.place(spot.split_left(min(spot.w, view.px(220)))[0])
        self.reset.place(Rect(rest.x, rest.y, rest.w, reset))
