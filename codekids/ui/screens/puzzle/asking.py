"""A program that asks: the dialog of input()."""

from __future__ import annotations

from collections.abc import Callable

from codekids.ui import theme as look
from codekids.ui.screens.puzzle.region import Desk, Region
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.dialog import Dialog
from codekids.ui.widgets.field import TextField


class Asking(Region):
    """Open as long as the program waits; Esc stops the program (`on_stop`)."""

    def __init__(self, desk: Desk, on_stop: Callable[[], None]) -> None:
        super().__init__(desk)
        self.on_stop = on_stop
        self.dialog: Dialog | None = None

    def refresh(self) -> None:
        question = self.session.question
        if question is None:
            self._close()
        elif self.dialog is None and self.desk.view is not None:
            field = TextField(self.say("window.your_answer"), on_enter=self._answer)
            send = Button(self.say("window.answer"), lambda: self._answer(field.text), "go")
            self.dialog = Dialog(
                self.say("window.asks"),
                question,
                [Button(self.say("window.stop"), self.on_stop, icon="stop"), send],
                on_escape=self.on_stop,
                content=field,
                content_height=look.FIELD_HEIGHT + 26,
            )
            self.dialog.show(self.desk.root, self.desk.view)
            self.desk.root.give_focus(field)

    def _answer(self, text: str) -> None:
        self._close()
        self.session.answer(text)
        self.desk.refresh()

    def _close(self) -> None:
        if self.dialog is not None:
            self.desk.root.close(self.dialog)
            self.dialog = None
