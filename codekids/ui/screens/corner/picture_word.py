"""The three pictures of a child, for whoever has forgotten them, and new ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from codekids.progress import logins
from codekids.progress.rows import Learner
from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.dialog import Dialog
from codekids.ui.widgets.label import fitting_size

if TYPE_CHECKING:
    from codekids.ui.screens.corner.page import Page


class PictureWord(Widget):
    """Pictures in their order, each with its word."""

    def __init__(self, words: Sequence[tuple[str, str]]) -> None:
        super().__init__(", ".join(word for _, word in words), "picture")
        self.words = words

    def draw(self, view: View) -> None:
        foot = view.px(28)
        for number, (path, word) in enumerate(self.words):
            spot = self.rect.columns(len(self.words), view.px(16))[number]
            view.round_rect(spot, view.colours.well, look.RADIUS_BUTTON, view.colours.edge, 2)
            upper, lower = spot.inset(6).split_bottom(foot)
            side = min(upper.w, upper.h)
            view.picture(path, upper.centred(side, side))
            words = f"{number + 1}. {word}"
            size = fitting_size(view, words, lower.w, look.BODY) or look.SMALLEST
            view.text(words, Rect(*lower), size, align="centre")


class PictureWordDialog:
    """Shows the pictures; gives new ones; opens a card that was missed too often."""

    def __init__(self, page: Page, child: Learner) -> None:
        self.page, self.child = page, child

    def open(self) -> None:
        """Look the pictures up, and show them."""
        child = self.child

        def look_up(store: logins.Store) -> tuple[str, ...]:
            return logins.pictures_of(store, child.id)

        self.page.do(look_up, self._show)

    def _new(self) -> None:
        child = self.child
        self.page.do(lambda store: logins.new_pictures(store, child.id), self._show_new)

    def _show_new(self, word: tuple[str, ...]) -> None:
        words = ", ".join(self.page.shell.say(f"picture.{part}") for part in word)
        self.page.tell(self.page.shell.say("librarian.pictures", name=self.child.name, words=words))
        self._show(word)

    def _show(self, word: tuple[str, ...]) -> None:
        say, corner = self.page.say, self.page.corner
        words = [(f"words/{part}.svg", self.page.shell.say(f"picture.{part}")) for part in word]
        closed = self.page.club.login(self.child.id).state(corner.journal.store.now) == "librarian"
        buttons = [Button(say("new_pictures"), self._new, icon="reset")]
        if closed:
            buttons.append(Button(say("open_card"), self._open_card, icon="unlock"))
        buttons.append(Button(self.page.shell.say("window.ready"), self._close, "confirm", icon="check"))
        message = say("pictures_closed" if closed else "pictures_show" if word else "pictures_none")
        dialog = Dialog(
            say("pictures_of", name=self.child.name), message, buttons, on_escape=self._close,
            content=PictureWord(words) if word else None, content_height=130 if word else 0, width=700,
        )  # fmt: skip
        corner.ask(dialog)
        corner.root.give_focus(buttons[-1])

    def _open_card(self) -> None:
        child = self.child

        def then(_: object) -> None:
            self._close()
            self.page.tell(self.page.say("card_open", name=child.name))

        self.page.do(lambda store: logins.open_login(store, child.id), then)

    def _close(self) -> None:
        self.page.corner.close_dialog()
