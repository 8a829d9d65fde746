"""The librarian's key: with the PIN the last rung of help opens before four tries were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codekids.lang.problems import Message
from codekids.ui import theme as look
from codekids.ui.screens.puzzle.region import Desk
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from codekids.progress.logins import PinChecked


class LibraryKey:
    """Asks for the PIN in a dialog; `on_right` hears when it was the right one."""

    def __init__(self, desk: Desk, on_right: Callable[[], None]) -> None:
        self.desk = desk
        self.on_right = on_right
        self.dialog: Dialog | None = None

    def ask(self, words: str = "") -> None:
        """Open the dialog; `words` in the place of the first sentence."""
        view = self.desk.view
        if view is None:
            return
        from codekids.ui.screens.corner.gate import PinField

        self.close()
        say = self.desk.shell.say
        field = PinField(say("corner.pin"), longest=12, on_enter=lambda _: self._try(field.pin))
        go = Button(say("puzzle.open"), lambda: self._try(field.pin), "confirm", icon="unlock")
        self.dialog = Dialog(
            say("puzzle.turn_key"),
            words or say("puzzle.key_asks"),
            [Button(say("window.close"), self.close), go],
            on_escape=self.close,
            content=field,
            content_height=look.FIELD_HEIGHT + 26,
        )
        self.dialog.show(self.desk.root, view)
        self.desk.root.give_focus(field)

    def close(self) -> None:
        """Put it away."""
        if self.dialog is not None:
            self.desk.root.close(self.dialog)
            self.dialog = None

    def _try(self, pin: str) -> None:
        from codekids.progress.logins import check_pin

        shell = self.desk.shell
        notify = shell.services.notify
        # The PIN is proven behind the window's back: it is made to cost time.
        shell.club_journal.do(
            lambda store: check_pin(store, pin), lambda answer: notify(lambda: self._checked(answer))
        )

    def _checked(self, answer: PinChecked | Message) -> None:
        shell = self.desk.shell
        if self.dialog is None:
            return
        if isinstance(answer, Message):
            self.ask(shell.say_message(answer))
        elif answer.right:
            self.close()
            self.on_right()
        elif answer.seconds:
            self.ask(shell.say("puzzle.key_wait", seconds=answer.seconds))
        else:
            self.ask(shell.say("puzzle.key_wrong"))
