"""The palette: a rail of categories, each a picture and a word, and the blocks of the chosen one.

It only draws, and tells what is under a point; what is done with it the block editor decides.
"""

from __future__ import annotations

from codekids.lang.blocks.labels import category_label
from codekids.lang.blocks.palette import Offer, Shelf
from codekids.ui import theme as look
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.blocks.drawing import CATEGORY_ICON, colours, draw_blocks, measure
from codekids.ui.widgets.blocks.layout import BlockLayout, lay_out_blocks

RAIL = 72  # pixels at 100 %
TAB = 66  # height of a category
GAP = 14
SMALLEST = 0.6  # of the usual size, for blocks that are wider than the palette


class Palette(Widget):
    """`shelves` on offer, the `chosen` one open; `marked` is the offer the keyboard stands on, or -1."""

    clips = True

    def __init__(self, name: str, lang: str, bin_words: str = "", help_words: str = "") -> None:
        super().__init__(name, "list")
        self.lang = lang
        self.bin = False  # blocks are held over it: letting go deletes them
        self.bin_words = bin_words
        self.help_words = help_words
        self.shelves: tuple[Shelf, ...] = ()
        self.chosen = 0
        self.marked = -1
        self.offset = 0  # pixels scrolled, of the blocks
        self.rail_offset = 0
        self.base = 1.0  # the size of blocks, for beginners larger
        self.wide = True  # the blocks are seen, not only the rail
        self._laid: list[tuple[Offer, BlockLayout, Rect]] = []
        self._key: object = None
        self._scale = 1.0

    @property
    def shelf(self) -> Shelf | None:
        """The open one."""
        return self.shelves[min(self.chosen, len(self.shelves) - 1)] if self.shelves else None

    def fill(self, shelves: tuple[Shelf, ...]) -> None:
        """What is on offer now; the open category stays open if it is still there."""
        if shelves == self.shelves:
            return
        category = self.shelf.category if self.shelf is not None else ""
        self.shelves = shelves
        self.chosen = next((i for i, shelf in enumerate(shelves) if shelf.category == category), 0)
        self.touch()

    def choose(self, index: int) -> None:
        """Open a category."""
        if self.shelves:
            self.chosen, self.offset = index % len(self.shelves), 0
            self.touch()

    def scroll(self, pixels: int, x: int) -> None:
        """Roll the rail or the blocks, whichever is under x."""
        rail = x < self.rect.x + round(RAIL * self._scale)
        if rail:
            most = round(TAB * self._scale) * len(self.shelves) + 16 - self.rect.h
            self.rail_offset = max(0, min(most, self.rail_offset + pixels))
        else:
            low = max((rect.bottom for _, _, rect in self._laid), default=0)
            self.offset = max(0, min(low + self.offset - self.rect.bottom + 24, self.offset + pixels))
        self.touch()

    def arrange(self, view: View) -> None:
        """Lay out the blocks of the open category."""
        self._scale = view.scale
        key = (self.shelf, view.scale, self.base, self.rect, self.offset, self.lang, self.wide)
        if key == self._key:
            return
        self._key = key
        self._laid = []
        if self.shelf is None or not self.wide:
            return
        x = self.rect.x + view.px(RAIL) + view.px(8)
        y = self.rect.y + view.px(20) - self.offset
        share = self._shared(view, x)
        for offer in self.shelf.offers:
            layout = self._fitted(view, offer, x, y, share)
            rect = layout.boxes[0].rect
            self._laid.append((offer, layout, rect))
            y = rect.bottom + view.px(GAP)

    def _shared(self, view: View, x: int) -> float:
        """The size at which all blocks of the shelf have room: as on the floor, or down to nine tenths."""
        offers = self.shelf.offers if self.shelf is not None else ()
        for share in (self.base, 1.0):
            if all(self._laid_at(view, offer, x, 0, share) is not None for offer in offers):
                return share
        return 0.9

    def _fitted(self, view: View, offer: Offer, x: int, y: int, most: float) -> BlockLayout:
        """A block in the size of its shelf, or smaller where there is no room for it."""
        for share in (most, 0.8, 0.7):
            layout = self._laid_at(view, offer, x, y, share)
            if layout is not None:
                return layout
        pencil = view.onto(view.surface)
        pencil.scale = view.scale * SMALLEST
        return lay_out_blocks((offer.block,), measure(pencil), self.lang, pencil.scale, x, y)

    def _laid_at(self, view: View, offer: Offer, x: int, y: int, share: float) -> BlockLayout | None:
        room = self.rect.right - x - view.px(50 if offer.left is not None else 6)
        pencil = view.onto(view.surface)
        pencil.scale = view.scale * share
        layout = lay_out_blocks((offer.block,), measure(pencil), self.lang, pencil.scale, x, y)
        return layout if layout.boxes[0].rect.w <= room else None

    def tab_rect(self, index: int) -> Rect:
        """Where a category stands on the rail."""
        h = round(TAB * self._scale)
        y = self.rect.y + 8 + index * h - self.rail_offset
        return Rect(self.rect.x + 4, y, round(RAIL * self._scale) - 8, h - 4)

    def tab_at(self, x: int, y: int) -> int | None:
        """The category under a point."""
        return next((i for i in range(len(self.shelves)) if self.tab_rect(i).contains(x, y)), None)

    def offer_at(self, x: int, y: int) -> tuple[Offer, Rect] | None:
        """The block on offer under a point, and where it stands."""
        for offer, _, rect in self._laid:
            if rect.contains(x, y):
                return offer, rect
        return None

    def offer_rect(self, code: str) -> Rect:
        """Where the block with this Python stands; NOWHERE if its category is not open."""
        return next((rect for offer, _, rect in self._laid if offer.code == code), NOWHERE)

    def grip_on_floor(self, code: str, grip: tuple[int, int], scale: float) -> tuple[int, int]:
        """A point of the block with this Python here, on the same block on the floor, which may be larger."""
        found = (layout.measures.scale for offer, layout, _ in self._laid if offer.code == code)
        here = next(found, scale)
        return round(grip[0] * scale / here), round(grip[1] * scale / here)

    def reveal(self, view: View) -> None:
        """Roll so that the marked block is seen."""
        self.arrange(view)
        if 0 <= self.marked < len(self._laid):
            rect = self._laid[self.marked][2]
            if rect.bottom > self.rect.bottom - 8:
                self.offset += rect.bottom - self.rect.bottom + 24
            elif rect.y < self.rect.y + 8:
                self.offset = max(0, self.offset - (self.rect.y + 24 - rect.y))

    def draw(self, view: View) -> None:
        self.arrange(view)
        view.card(self.rect)
        rail = view.px(RAIL)
        if self.wide:
            view.seam(self.rect.x + rail, self.rect.y + 10, self.rect.h - 20, upright=True)
        with view.clip(self.rect.inset(2)):
            for index, shelf in enumerate(self.shelves):
                self._tab(view, index, shelf)
        with view.clip(self.rect.inset(2).split_left(rail)[1]):
            for index, (offer, layout, rect) in enumerate(self._laid):
                self._offer(view, index, offer, layout, rect)
        if self.bin:
            self._draw_bin(view)
        else:
            self._draw_help(view)

    def _draw_help(self, view: View) -> None:
        """What the numbers mean, and the key: where there is room under the blocks."""
        if not self.wide or self.shelf is None or not self.help_words:
            return
        counted = any(offer.left is not None for shelf in self.shelves for offer in shelf.offers)
        said = self.help_words if counted else self.help_words.rpartition("\n")[2]
        x = self.rect.x + view.px(RAIL + 10)
        w = self.rect.right - x - view.px(12)
        h = view.paragraph_size(said, w - view.px(28), look.SECONDARY)[1] + view.px(24)
        low = max((rect.bottom for _, _, rect in self._laid), default=0)
        box = Rect(x, self.rect.bottom - h - view.px(12), w, h)
        if box.y < low + view.px(24):
            return
        border = view.colours.edge if view.theme.high_contrast else None
        view.round_rect(box, view.colours.well, look.RADIUS_BUTTON, border, 2 if border else 0)
        view.paragraph(said, box.inset(view.px(14), view.px(12)), look.SECONDARY, view.colours.soft)

    def _draw_bin(self, view: View) -> None:
        """What letting go here does: deleting."""
        colours = view.colours
        view.round_rect(self.rect, colours.red_tint, look.RADIUS_CARD, colours.red, 3)
        x, y = self.rect.centre
        side = min(view.px(56), self.rect.w - 16)
        view.icon("trash", Rect(x - side // 2, y - side, side, side), colours.red)
        if self.wide:
            words = Rect(self.rect.x + 16, y + view.px(12), self.rect.w - 32, view.px(80))
            view.paragraph(self.bin_words, words, look.BODY, colours.red, align="centre")

    def _tab(self, view: View, index: int, shelf: Shelf) -> None:
        rect = self.tab_rect(index)
        fill, ink, edge = colours(view, shelf.category)
        if index == self.chosen:
            view.round_rect(rect, view.colours.blue_tint, look.RADIUS_CHIP)
        x, y = rect.centre[0], rect.y + view.px(22)
        view.disc(x, y, view.px(16), fill, edge, 2)
        side = view.px(20)
        icon = Rect(x - side // 2, y - side // 2, side, side)
        view.picture(f"icons/{CATEGORY_ICON[shelf.category]}.svg", icon, ink=ink)
        word = category_label(shelf.category, self.lang)
        size: float = look.SMALLEST
        while size > 9 and view.text_size(word, size)[0] > rect.w:
            size -= 1
        row = Rect(rect.x, rect.y + view.px(40), rect.w, view.px(20))
        view.text(word, row, size, strong=False, align="centre")

    def _offer(self, view: View, index: int, offer: Offer, layout: BlockLayout, rect: Rect) -> None:
        pencil = view.onto(view.surface)
        pencil.scale = layout.measures.scale
        draw_blocks(pencil, layout.boxes, layout, 0, 0)
        if offer.left == 0:
            faded = Rect(rect.x - 2, rect.y - 1, rect.w + 4, rect.h + view.px(11))
            view.tint(faded, view.colours.paper, 150)
            if view.theme.high_contrast:
                view.round_rect(faded, None, 6, view.colours.edge, 2, dashed=True)
        if index == self.marked:
            view.round_rect(rect.inset(-5), None, 8, view.colours.ink, 6)
            view.round_rect(rect.inset(-4), None, 8, view.colours.sun, 4)
        if offer.left is not None:
            pill = Rect(self.rect.right - view.px(42), rect.centre[1] - view.px(13), view.px(32), view.px(26))
            fill = view.colours.red_tint if offer.left == 0 else view.colours.well
            view.round_rect(pill, fill, pill.h // 2, view.colours.edge, 2)
            view.text(str(offer.left), pill, look.SMALLEST, align="centre")
