"""One piece that can be moved: words, a line of code, or blocks."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Literal

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget

if TYPE_CHECKING:
    from codekids.lang.dialect import Dialect
    from codekids.ui.widgets.blocks.layout import BlockLayout

Face = Literal["words", "code", "blocks"]

PAD = 14
GRIP = 22  # pixels at the left, where a hand takes it


class Piece(Widget):
    """A piece on a board. `index` is its number there; what a press does the board says."""

    def __init__(
        self, index: int, text: str, face: Face, lang: str = "ro", dialect: Dialect | None = None
    ) -> None:
        super().__init__(text, "option")
        self.focusable = True
        self.index = index
        self.text = text
        self.lang, self.dialect = lang, dialect
        self.selected = False
        self.held = False  # arrow keys move it
        self.now = False  # it runs
        self.sign: Literal["", "right", "wrong"] = ""
        self.face: Face = face if face != "blocks" or self._can_be_blocks() else "code"
        self._laid: tuple[object, BlockLayout, float] | None = None

    def look_as(self, face: Face) -> None:
        """Show it as blocks or as code."""
        self.set(face=face if face != "blocks" or self._can_be_blocks() else "code")

    def _can_be_blocks(self) -> bool:
        from codekids.lang.source import read_source

        return not read_source(self._whole()).problems

    def _whole(self) -> str:
        """The piece as a program: the head of a loop alone gets a line to hold."""
        bare = textwrap.dedent(self.text)
        last = bare.split("\n")[-1]
        pad = " " * (len(last) - len(last.lstrip()) + 4)
        return f"{bare}\n{pad}pass" if last.rstrip().endswith(":") else bare

    # -- how large ---------------------------------------------------------------

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        if self.face == "blocks":
            layout, _ = self._layout(view, width)
            top = layout.boxes[0].rect.y
            return max(box.rect.bottom for box in layout.boxes) - top + view.px(10)
        if self.face == "code":
            return view.px(18) + view.px(27) * len(self.text.split("\n"))
        room = width - 2 * view.px(PAD) - view.px(GRIP)
        return max(
            view.px(48), view.paragraph_size(self.text, room, look.BODY, line_height=25)[1] + view.px(20)
        )

    def width_for(self, view: View, width: int) -> int:
        """Pixels it would like, `width` at most."""
        if self.face == "blocks":
            layout, _ = self._layout(view, width)
            left = layout.boxes[0].rect.x
            return min(width, max(box.rect.right for box in layout.boxes) - left + view.px(8))
        if self.face == "code":
            longest = max(len(line) for line in textwrap.dedent(self.text).split("\n"))
            wanted = longest * view.code_cell(look.CODE - 1)
        else:
            wanted = view.text_size(self.text, look.BODY)[0] + 4
        return min(width, wanted + 2 * view.px(PAD) + view.px(GRIP))

    def _layout(self, view: View, width: int) -> tuple[BlockLayout, float]:
        from codekids.lang.blocks.workspace import view as view_of
        from codekids.ui.widgets.blocks.drawing import measure
        from codekids.ui.widgets.blocks.layout import lay_out_blocks

        key = (width, view.scale)
        if self._laid is None or self._laid[0] != key:
            source = self._whole()
            workspace = view_of(source, dialect=self.dialect)
            pencil = view.onto(view.surface)
            for share in (0.92, 0.82, 0.72, 0.6):
                pencil.scale = view.scale * share
                layout = lay_out_blocks(workspace.blocks, measure(pencil), self.lang, pencil.scale)
                if layout.boxes[0].rect.w <= width - view.px(8):
                    break
            self._laid = (key, layout, share)
        return self._laid[1], self._laid[2]

    # -- drawing -------------------------------------------------------------------

    def draw(self, view: View) -> None:
        self.draw_at(view, self.rect)
        if self.ringed:
            view.focus_ring(self.rect, look.RADIUS_CHIP)

    def draw_at(self, view: View, rect: Rect) -> None:
        """Draw it anywhere: under the pointer while it is dragged."""
        colours = view.colours
        edge, thick = (colours.sun_edge, 4) if self.held else (colours.blue, 3) if self.selected else ("", 0)
        if self.now:
            edge, thick = colours.sun_edge, 5
        if self.sign:
            edge, thick = (colours.green if self.sign == "right" else colours.red), 3
        if self.face == "blocks":
            self._draw_blocks(view, rect)
            if edge:
                view.round_rect(rect.inset(-3), None, look.RADIUS_CHIP, edge, thick)
            return
        face = (
            colours.now_line
            if self.now
            else colours.sun_tint
            if self.held
            else colours.blue_tint
            if self.selected
            else colours.paper
        )
        if not view.theme.high_contrast:
            view.round_rect(rect.moved(0, 2), colours.shadow, look.RADIUS_CHIP)
        view.round_rect(rect, face, look.RADIUS_CHIP, edge or colours.edge, thick or 2)
        self._draw_grip(view, rect)
        inside = Rect(rect.x + view.px(PAD + GRIP), rect.y, rect.w - 2 * view.px(PAD) - view.px(GRIP), rect.h)
        if self.face == "code":
            self._draw_code(view, inside)
            return
        words = view.paragraph_size(self.text, inside.w, look.BODY, line_height=25)[1]
        spot = Rect(inside.x, inside.y + (inside.h - words) // 2, inside.w, words)
        view.paragraph(self.text, spot, look.BODY, line_height=25)

    def _draw_grip(self, view: View, rect: Rect) -> None:
        x, (_, y) = rect.x + view.px(PAD), rect.centre
        step = view.px(7)
        for row in (-1, 0, 1):
            for column in (0, 1):
                view.disc(x + column * step, y + row * step, max(2, view.px(2)), view.colours.edge)

    def _draw_code(self, view: View, inside: Rect) -> None:
        from codekids.lang.colouring import colour

        bare = textwrap.dedent(self.text)
        pitch = view.px(27)
        top = inside.y + (inside.h - pitch * len(bare.split("\n"))) // 2
        size = look.CODE - 1.0
        longest = max(len(line) for line in bare.split("\n"))
        while size > 13 and view.code_cell(size) * longest > inside.w:
            size -= 1
        for row, pieces in enumerate(colour(bare)):
            image = view.code_line(tuple(pieces), size)
            view.blit(image, inside.x, top + row * pitch + (pitch - image.get_height()) // 2)

    def _draw_blocks(self, view: View, rect: Rect) -> None:
        from codekids.ui.widgets.blocks.drawing import draw_blocks

        layout, share = self._layout(view, rect.w)
        pencil = view.onto(view.surface)
        pencil.scale = view.scale * share
        first = layout.boxes[0].rect
        draw_blocks(pencil, layout.boxes, layout, rect.x - first.x, rect.y - first.y)
