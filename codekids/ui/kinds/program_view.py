"""A program to read: as text with its colours, or as blocks, with labels over its parts.

Nothing in it can be changed. Lines are 1-based.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget

if TYPE_CHECKING:
    from codekids.lang.dialect import Dialect
    from codekids.ui.widgets.blocks.layout import BlockLayout

PITCH = 31  # pixels of a line at 100 %
SMALLEST_CODE = 14
LABEL_ROW = 34


class PartLabel(NamedTuple):
    """A label over some lines; `shown` is false until it was revealed."""

    text: str
    first: int
    last: int
    shown: bool = True


class ProgramView(Widget):
    """A program on a sheet. `blocks` shows it as blocks, where it can be shown so."""

    clips = True

    def __init__(
        self,
        text: str,
        lang: str,
        *,
        blocks: bool = False,
        dialect: Dialect | None = None,
        labels: Sequence[PartLabel] = (),
        hidden: str = "?",
    ) -> None:
        super().__init__(text, "text")
        self.text = text.rstrip("\n")
        self.lang = lang
        self.blocks = blocks
        self.dialect = dialect
        self.labels = tuple(labels)
        self.hidden = hidden  # stands where a label is not revealed yet
        self.now: int | None = None
        self._laid: tuple[object, BlockLayout] | None = None

    def show(self, text: str) -> None:
        """Another program."""
        self.set(text=text.rstrip("\n"), name=text)

    # -- how large -------------------------------------------------------------

    def _rows(self) -> list[tuple[int, PartLabel | None]]:
        """What stands below one another: lines by number, and labels (0, label)."""
        rows: list[tuple[int, PartLabel | None]] = []
        for number in range(1, len(self._lines) + 1):
            rows += [(0, label) for label in self.labels if label.first == number]
            rows.append((number, None))
        return rows

    @property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        if self.blocks:
            return self._layout(view, width)[1].height + view.px(6)
        heights = (self._row_height(view, width, label) for _, label in self._rows())
        return sum(heights) + 2 * view.px(10)

    def _row_height(self, view: View, width: int, label: PartLabel | None) -> int:
        if label is None:
            return view.px(PITCH)
        words = self._label_text(label)
        room = width - 2 * view.px(10) - view.px(44)
        return max(
            view.px(LABEL_ROW),
            view.paragraph_size(words, room, look.SECONDARY, strong=True, line_height=21)[1] + view.px(12),
        )

    def _label_text(self, label: PartLabel) -> str:
        return label.text if label.shown else self.hidden

    def _layout(self, view: View, width: int) -> tuple[float, BlockLayout]:
        """The blocks, smaller where they would be too wide, and their share of the usual size."""
        from codekids.lang.blocks.workspace import view as view_of
        from codekids.ui.widgets.blocks.drawing import measure
        from codekids.ui.widgets.blocks.layout import lay_out

        key = (self.text, width, view.scale, self.lang)
        if self._laid is not None and self._laid[0] == key:
            return self._share, self._laid[1]
        workspace = view_of(self.text, dialect=self.dialect)
        pencil = view.onto(view.surface)
        room = width - (view.px(230) if self.labels else 0)
        for share in (1.0, 0.9, 0.8, 0.7, 0.6):
            pencil.scale = view.scale * share
            layout = lay_out(workspace, measure(pencil), self.lang, pencil.scale)
            if layout.width <= room:
                break
        self._share: float = share
        self._laid = (key, layout)
        self._workspace = workspace
        return share, layout

    # -- drawing ---------------------------------------------------------------

    def draw(self, view: View) -> None:
        colours = view.colours
        edge = colours.edge if view.theme.high_contrast else None
        view.round_rect(self.rect, colours.well, look.RADIUS_CHIP, edge, 2)
        if self.blocks:
            self._draw_blocks(view)
        else:
            self._draw_text(view)

    def _draw_blocks(self, view: View) -> None:
        from codekids.ui.widgets.blocks.drawing import draw_blocks

        share, layout = self._layout(view, self.rect.w)
        pencil = view.onto(view.surface)
        pencil.scale = view.scale * share
        draw_blocks(pencil, layout.boxes, layout, self.rect.x, self.rect.y)
        self._number_blocks(view, layout)
        block = self._workspace.at_line(self.now) if self.now else None
        running = layout.by_id.get(block.id) if block is not None else None
        if running is not None:
            ring_of_now(view, running.rows[0].rect.moved(self.rect.x, self.rect.y))
        for label in self.labels:
            blocks = [self._workspace.at_line(line) for line in (label.first, label.last)]
            boxes = [layout.by_id.get(block.id) for block in blocks if block is not None]
            tops = [box.rect.y for box in boxes if box is not None]
            lows = [box.rect.bottom for box in boxes if box is not None]
            if tops:
                first = boxes[0]
                low = first.rows[0].rect.bottom + first.rect.y if first and label.last == label.first else 0
                spot = Rect(
                    self.rect.x + layout.width + view.px(4),
                    self.rect.y + tops[0],
                    max(view.px(90), self.rect.w - layout.width - view.px(14)),
                    (low or max(lows)) - tops[0],
                )
                self._draw_side_label(view, spot, label)

    def _number_blocks(self, view: View, layout: BlockLayout) -> None:
        """The numbers of the lines at the left edge: questions speak of them."""
        seen: set[str] = set()
        for number in range(1, len(self._lines) + 1):
            block = self._workspace.at_line(number)
            box = layout.by_id.get(block.id) if block is not None else None
            if block is None or box is None or block.id in seen:
                continue
            seen.add(block.id)
            row = box.rows[0].rect
            spot = Rect(self.rect.x + 2, self.rect.y + row.y, view.px(22), row.h)
            view.text(str(number), spot, look.SMALLEST, view.colours.soft, code=True, align="centre")

    def _draw_side_label(self, view: View, spot: Rect, label: PartLabel) -> None:
        colours = view.colours
        bracket = view.px(8)
        view.rect_fill(Rect(spot.x, spot.y + 2, 3, spot.h - 4), colours.sun_edge)
        words = self._label_text(label)
        room = spot.w - bracket - view.px(16)
        height = view.paragraph_size(words, room, look.SECONDARY, strong=True, line_height=20)[1]
        box = Rect(spot.x + bracket, spot.y + 2, spot.w - bracket, height + view.px(12))
        view.round_rect(
            box, colours.sun_tint, look.RADIUS_CHIP, colours.sun_edge if view.theme.high_contrast else None, 2
        )
        view.paragraph(words, box.inset(view.px(8), view.px(6)), look.SECONDARY, colours.sun_text,
                       strong=True, line_height=20)  # fmt: skip

    def _draw_text(self, view: View) -> None:
        from codekids.lang.colouring import colour

        pieces = colour(self.text)
        size = self._code_size(view)
        numbers = view.px(30)
        y = self.rect.y + view.px(10)
        x = self.rect.x + view.px(10)
        for number, label in self._rows():
            height = self._row_height(view, self.rect.w, label)
            if label is not None:
                words = self._label_text(label)
                box = Rect(x + numbers, y + 2, self.rect.w - 2 * view.px(10) - numbers, height - 4)
                view.round_rect(box, view.colours.sun_tint, look.RADIUS_CHIP,
                                view.colours.sun_edge if view.theme.high_contrast else None, 2)  # fmt: skip
                view.paragraph(words, box.inset(view.px(10), view.px(5)), look.SECONDARY,
                               view.colours.sun_text, strong=True, line_height=21)  # fmt: skip
                y += height
                continue
            row = Rect(self.rect.x, y, self.rect.w, height)
            if number == self.now:
                view.rect_fill(row, view.colours.now_line)
            if any(one.first <= number <= one.last for one in self.labels):
                view.rect_fill(Rect(x + numbers - view.px(8), y, 3, height), view.colours.sun_edge)
            spot = Rect(x, y, numbers - view.px(12), height)
            view.text(str(number), spot, look.SMALLEST, view.colours.soft, code=True, align="right")
            image = view.code_line(tuple(pieces[number - 1]), size)
            view.blit(image, x + numbers, y + (height - image.get_height()) // 2)
            y += height

    def _code_size(self, view: View) -> float:
        longest = max(len(line) for line in self._lines)
        room = self.rect.w - view.px(10) - view.px(30) - view.px(10)
        size = float(look.CODE)
        while size > SMALLEST_CODE and view.code_cell(size) * longest > room:
            size -= 1
        return size


def ring_of_now(view: View, row: Rect) -> None:
    """The mark of the block that runs: sun inside ink, as on the workspace."""
    spot = row.inset(-4)
    view.round_rect(spot, None, look.RADIUS_CHIP, view.colours.ink, 7)
    view.round_rect(spot.inset(2), None, look.RADIUS_CHIP, view.colours.sun, 4)
