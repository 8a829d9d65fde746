"""A dropdown with its label above, as tall as a text field beside it."""

from __future__ import annotations

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.dropdown import Dropdown


class Labelled(Widget):
    """A dropdown with its label above, as high as a text field."""

    def __init__(self, label: str, dropdown: Dropdown) -> None:
        super().__init__("", "group")
        self.label, self.dropdown = label, dropdown
        self.add(dropdown)

    def height_for(self, view: View) -> int:
        """Pixels of both."""
        return view.px(look.FIELD_HEIGHT) + view.px(26)

    def arrange(self, view: View, rect: Rect) -> None:
        """Take a place."""
        self.place(rect)
        self.dropdown.place(rect.split_top(view.px(24), view.px(2))[1])

    def draw(self, view: View) -> None:
        head = Rect(self.rect.x, self.rect.y, self.rect.w, view.px(24))
        view.text(self.label, head, look.SECONDARY, view.colours.soft)
