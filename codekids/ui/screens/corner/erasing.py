"""Erasing a child for ever: asked once in words, and once by having the name written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from codekids.lang.problems import Message
from codekids.progress.erasure import Erased, erase_learner
from codekids.progress.names import same_name
from codekids.progress.rows import Learner
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.dialog import Dialog
from codekids.ui.widgets.field import TextField

if TYPE_CHECKING:
    from codekids.ui.screens.corner.page import Page

WIDTH = 720


class Erasing:
    """Two questions about one child; `on_erased` gets the sentence that tells how it went."""

    def __init__(self, page: Page, child: Learner, on_erased: Callable[[str | Message], None]) -> None:
        self.page, self.child, self.on_erased = page, child, on_erased

    def ask(self) -> None:
        """Once: is it this that is wanted? "Remove" could be taken back."""
        say = self.page.say
        buttons = [
            Button(say("erase_go_on"), self._ask_again, "stop", icon="trash"),
            Button(say("leave_it"), self._close, "confirm", icon="left"),
        ]
        dialog = Dialog(
            say("erase_title", name=self.child.name), say("erase_first"), buttons,
            on_escape=self._close, width=WIDTH,
        )  # fmt: skip
        self.page.corner.ask(dialog)
        self.page.corner.root.give_focus(buttons[-1])

    def _ask_again(self) -> None:
        """Twice: the name, in one's own hand."""
        say = self.page.say
        name = TextField(say("name_once_more"), on_enter=lambda _: self._erase(name.text))
        dialog = Dialog(
            say("erase_title", name=self.child.name),
            self.page.shell.say("librarian.erase_ask", name=self.child.name),
            [
                Button(say("erase"), lambda: self._erase(name.text), "stop", icon="trash"),
                Button(say("leave_it"), self._close, "confirm", icon="left"),
            ],
            on_escape=self._close,
            content=name,
            content_height=76,
            width=WIDTH,
        )
        self.page.corner.ask(dialog)
        self.page.corner.root.give_focus(name)

    def _close(self) -> None:
        self.page.corner.close_dialog()

    def _erase(self, typed: str) -> None:
        self._close()
        child = self.child
        if not same_name(typed.strip(), child.name):
            self.page.tell(Message("librarian.not_erased", {"name": child.name}))
            return

        def then(answer: Erased) -> None:
            said = self.page.shell.say("librarian.erased", name=child.name)
            self.on_erased(answer.trouble or said)

        self.page.do(lambda store: erase_learner(store, child.id), then)
