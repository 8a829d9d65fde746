"""Text that is read: one line, or a paragraph with `code` on chips."""

from __future__ import annotations

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.view import Align, View
from codekids.ui.widgets.base import Role, Widget


class Label(Widget):
    """One line of text. Too long for its width, it first takes a smaller size (to 16), then two lines."""

    def __init__(
        self,
        text: str,
        size: float = look.BODY,
        *,
        colour: str | None = None,
        strong: bool = False,
        align: Align = "left",
        code: bool = False,
        role: Role = "text",
    ) -> None:
        super().__init__(text, role)
        self.text = text
        self.size = size
        self.colour = colour  # None: the theme's ink
        self.strong = strong
        self.align: Align = align
        self.code = code

    def say(self, text: str) -> None:
        """Show another text."""
        self.set(text=text, name=text)

    def measure(self, view: View) -> tuple[int, int]:
        """Width and height it would like."""
        return view.text_size(self.text, self.size, strong=self.strong, code=self.code)

    def draw(self, view: View) -> None:
        size = fitting_size(view, self.text, self.rect.w, self.size, strong=self.strong, code=self.code)
        if size is not None:
            view.text(
                self.text, self.rect, size, self.colour, strong=self.strong, code=self.code, align=self.align
            )
            return
        small = min(self.size, look.SECONDARY)
        height = view.paragraph_size(
            self.text, self.rect.w, small, strong=self.strong, line_height=small * 1.25
        )[1]
        spot = Rect(self.rect.x, self.rect.y + (self.rect.h - height) // 2, self.rect.w, height)
        view.paragraph(
            self.text,
            spot,
            small,
            self.colour,
            strong=self.strong,
            align=self.align,
            line_height=small * 1.25,
        )


def fitting_size(
    view: View, text: str, width: int, size: float, *, strong: bool = False, code: bool = False
) -> float | None:
    """The largest type size from `size` down to 16 at which one line fits, or None."""
    step = size
    while step >= min(size, look.SECONDARY):
        if view.text_size(text, step, strong=strong, code=code)[0] <= width:
            return step
        step -= 1
    return None


class Paragraph(Widget):
    """Running text, broken to its width; `code` in backticks, **strong** words, newlines."""

    def __init__(
        self,
        text: str,
        size: float = look.BODY,
        *,
        colour: str | None = None,
        align: Align = "left",
        line_height: float | None = None,
        role: Role = "text",
    ) -> None:
        super().__init__(text, role)
        self.text = text
        self.size = size
        self.colour = colour
        self.align: Align = align
        self.line_height = line_height

    def say(self, text: str) -> None:
        """Show another text."""
        self.set(text=text, name=text)

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is `width` wide."""
        return view.paragraph_size(self.text, width, self.size, line_height=self.line_height)[1]

    def draw(self, view: View) -> None:
        view.paragraph(
            self.text, self.rect, self.size, self.colour, align=self.align, line_height=self.line_height
        )


class Picture(Widget):
    """A picture of the assets folder; its name says what it shows."""

    def __init__(self, path: str, name: str = "", *, ink: str | None = None, halo: int = 0) -> None:
        super().__init__(name, "picture")
        self.path = path
        self.ink = ink
        self.halo = halo

    def draw(self, view: View) -> None:
        view.picture(self.path, self.rect, ink=self.ink, halo=self.halo)
