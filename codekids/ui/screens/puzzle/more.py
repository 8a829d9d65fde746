"""A dialog for what the screen has no room for now: the whole task, the variables and the output."""

from __future__ import annotations

from codekids.ui import theme as look
from codekids.ui.screens.parts import ScrollDialog, Stack
from codekids.ui.screens.puzzle.region import Desk
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.scroll import ScrollView


class MoreDialog:
    """Opened over the screen, closed by its button or Esc."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.dialog: ScrollDialog | None = None

    def open(self, title: str, stack: Stack) -> None:
        """Show these, as high as they need and as the window has."""
        view = self.desk.view
        if view is None:
            return
        scroll = ScrollView(stack, title)
        close = Button(self.desk.shell.say("window.ready"), self.close, "confirm")
        width = min(view.px(look.DIALOG_WIDTH), view.rect.w - 32) - 2 * view.px(28)
        height = stack.height_for(view, width - 16)
        most = view.rect.h - view.px(56 + 40 + 76) - 30
        self.dialog = ScrollDialog(
            title, "", [close], on_escape=self.close, content=scroll,
            content_height=round(min(height, most) / view.scale), width=look.DIALOG_WIDTH,
        )  # fmt: skip
        self.dialog.show(self.desk.root, view)

    def close(self) -> None:
        """Take it away."""
        if self.dialog is not None:
            self.desk.root.close(self.dialog)
            self.dialog = None
