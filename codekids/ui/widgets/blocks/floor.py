"""The floor the blocks stand on: its card, how far it is scrolled and zoomed, and what is lit up.

Three layouts of one workspace are kept: `full` (nothing is carried), `closed` (without what is
carried, for snapping), and `shown` (with room where it would go). While something is dragged the
floor is a kept picture, drawn anew only when the place changes.
"""

from __future__ import annotations

from collections.abc import Hashable

from codekids.lang import catalogue
from codekids.lang.blocks.edits import InSlot
from codekids.lang.blocks.rules import count_blocks
from codekids.lang.blocks.workspace import START, Workspace
from codekids.ui import theme as look
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.blocks.drawing import Hanging, draw_blocks, draw_ring, hanging, measure
from codekids.ui.widgets.blocks.editing import Editing
from codekids.ui.widgets.blocks.layout import MARGIN, BlockBox, BlockLayout, lay_out, lay_out_blocks
from codekids.ui.widgets.blocks.snapping import slot_rect
from codekids.ui.widgets.scroll import draw_bar, thumb

ZOOMS = (0.6, 0.75, 0.9, 1.0, 1.25, 1.5)
USUAL = 3
HEAD = 48  # pixels at 100 %
FOOT = 68
LOW = 380  # pixels at 100 %: a lower floor has its buttons in the head
LARGEST = 1.5  # text scale that blocks follow where the floor is low: some of the program must be seen
SQUARES = 12  # most blocks of a budget that are drawn as squares
FADED = 140
RIM = 28  # pixels around a block for its ring and arrow


class Floor(Widget):
    """Draws `editing`; positions inside it are pixels of the floor, from `origin` on."""

    def __init__(self, editing: Editing, lang: str, title: str) -> None:
        super().__init__("", "none")
        self.editing = editing
        self.lang = lang
        self.title = title
        self.view: View | None = None
        self.base = 1.0  # the size of blocks at zoom 1, for beginners larger
        self.zoom = USUAL
        self.offset = (0, 0)  # pixels scrolled
        self.running = ""  # the id of the block that runs
        self.pointed = ""  # the id of the block under the pointer, here or on its line
        self.problem = ("", "")  # a block, and a slot of it or ""
        self.below = 0  # pixels of free floor asked for under the last block, for a bubble
        self.by_mouse = False  # what is carried hangs from the pointer
        self.shows_cursor = False
        self._kept: dict[str, tuple[Hashable, BlockLayout]] = {}
        self._still: tuple[Hashable, View] | None = None
        self._hanging: tuple[Hashable, Hanging | None] | None = None
        self._counted: tuple[Workspace | None, int] = (None, 0)

    # -- measures

    @property
    def low(self) -> bool:
        """No room for a foot."""
        return self.view is not None and self.rect.h < self.view.px(LOW)

    @property
    def area(self) -> Rect:
        """Where blocks are seen, in the window."""
        if self.view is None:
            return NOWHERE
        head = self.view.px(HEAD)
        foot = 3 if self.low else self.view.px(FOOT)
        return Rect(self.rect.x + 3, self.rect.y + head, self.rect.w - 6, max(0, self.rect.h - head - foot))

    @property
    def origin(self) -> tuple[int, int]:
        """Where the floor begins, in the window."""
        return self.area.x - self.offset[0], self.area.y - self.offset[1]

    def inside(self, x: float, y: float) -> tuple[float, float]:
        """A point of the window, on the floor."""
        return x - self.origin[0], y - self.origin[1]

    def pencil(self, view: View) -> View:
        """A pencil at the size of the blocks."""
        pencil = view.onto(view.surface)
        pencil.scale = self._scale(view)
        return pencil

    def _scale(self, view: View) -> float:
        # Large text is large enough for a beginner, too.
        grown = max(view.scale, self.base) if view.scale > 1 else self.base
        return (min(grown, LARGEST) if self.low else grown) * ZOOMS[self.zoom]

    def pixels(self, length: float) -> int:
        """A length at 100 % in pixels of the blocks."""
        assert self.view is not None, "arrange the block editor before it gets events"
        return round(length * self._scale(self.view))

    # -- layouts

    def full(self) -> BlockLayout:
        """Where all the blocks stand."""
        return self._layout("full", frozenset(), None)

    def closed(self) -> BlockLayout:
        """Where those stand that are not carried."""
        return self._layout("closed", self.editing.hidden(), None)

    def shown(self) -> BlockLayout:
        """What is drawn: with room for what is carried."""
        gap = self.editing.gap("shape" if self.by_mouse else "block")
        return self._layout("shown", self.editing.hidden(), gap)

    def _layout(self, name: str, hidden: frozenset[str], gap: object) -> BlockLayout:
        assert self.view is not None, "arrange the block editor before it gets events"
        pencil = self.pencil(self.view)
        workspace = self.editing.workspace
        key = (id(workspace), workspace, pencil.scale, self.lang, id(pencil.theme), hidden, gap)
        kept = self._kept.get(name)
        if kept is None or kept[0] != key:
            made = lay_out(workspace, measure(pencil), self.lang, pencil.scale, hidden, gap)  # type: ignore[arg-type]
            kept = self._kept[name] = (key, made)
        return kept[1]

    # -- what is lit up

    def light(self, running: str | None = None, pointed: str | None = None) -> bool:
        """Light up other blocks, by id ("" none; None: as before); draws again only what that changes."""
        changed: set[str] = set()
        if running is not None and running != self.running:
            changed |= {self.running, running}
            self.running = running
        if pointed is not None and pointed != self.pointed:
            changed |= {self.pointed, pointed}
            self.pointed = pointed
        if self.shows_cursor:
            changed |= {self.editing.cursor.block} if changed else set()  # it gives way to what runs
        for id in changed:
            box = self.shown().by_id.get(id) if self.view is not None else None
            if box is not None and self.house is not None:
                self.house.damage(box.rect.moved(*self.origin).inset(-RIM).intersection(self.rect))
        return bool(changed)

    # -- scrolling

    def scroll(self, dx: int, dy: int) -> bool:
        """Roll by so many pixels, as far as there is something; whether it moved."""
        layout, area = self.full(), self.area
        room = max(self.pixels(60), self.below)
        most_x = max(0, layout.width + room - area.w)
        most_y = max(0, layout.height + room - area.h)
        x = max(0, min(max(most_x, self.offset[0]), self.offset[0] + dx))
        y = max(0, min(max(most_y, self.offset[1]), self.offset[1] + dy))
        return self.set(offset=(x, y))

    def zoom_to(self, zoom: int) -> None:
        """One of ZOOMS, by its index; what is in the upper left corner stays there."""
        zoom = max(0, min(len(ZOOMS) - 1, zoom))
        grown = ZOOMS[zoom] / ZOOMS[self.zoom]
        if self.set(zoom=zoom):
            self.offset = (round(self.offset[0] * grown), round(self.offset[1] * grown))
            self.scroll(0, 0)

    def reveal(self, id: str) -> None:
        """Roll so far that a block's head is seen."""
        if self.view is None or self.area.empty:
            return
        layout = self.shown()
        box = layout.by_id.get(id)
        if box is None:
            box = next((one for one in layout.boxes if one.ghost), None)
        if box is not None:
            self._reveal_rect(box.rows[0].rect)

    def _reveal_rect(self, rect: Rect) -> None:
        area = self.area
        seen = rect.moved(*self.origin)
        up = min(0, seen.y - area.y - self.pixels(24))
        down = max(0, seen.bottom + self.pixels(56) - area.bottom)
        left = min(0, seen.x - area.x - self.pixels(24))
        right = max(0, min(seen.right - area.right + 24, seen.x - area.x - 24))
        self.scroll(left or right, up or (min(down, max(0, seen.y - area.y))))

    # -- drawing

    def forget_drag(self) -> None:
        """Nothing is dragged any more: throw away what was kept for it."""
        self._still = self._hanging = None

    @property
    def is_still(self) -> bool:
        """The floor is a kept picture now."""
        return self._still is not None

    def draw(self, view: View) -> None:
        self.view = view
        if self.editing.carry is None or not self.by_mouse:
            self._still = None
            self._draw(view)
            return
        key = (self.shown(), self.rect, self.offset, self.running)
        if self._still is None or self._still[0] != key:
            sheet = (
                self._still[1] if self._still is not None else view.layer(*view.rect[2:], view.colours.sky)
            )
            with sheet.clip(self.rect.inset(-12)):
                self._draw(sheet)
            self._still = (key, sheet)
        spot = self.rect.inset(-8)
        view.blit(self._still[1].surface, spot.x, spot.y, spot)

    def _draw(self, view: View) -> None:
        view.card(self.rect)
        self._draw_head(view)
        editing, area = self.editing, self.area
        pencil, layout = self.pencil(view), self.shown()
        ox, oy = self.origin
        with view.clip(area):
            draw_blocks(pencil, layout.boxes, layout, ox, oy, self._badges())
            self._draw_invitation(pencil, layout, ox, oy)
            self._draw_slot_marker(pencil, layout, ox, oy)
            self._draw_rings(pencil, layout, ox, oy)
            if editing.workspace.stale is not None:
                view.tint(area, view.colours.paper, FADED)
        if not self.low:
            view.seam(self.rect.x + view.px(16), area.bottom, self.rect.w - view.px(32))
        track = Rect(area.right - 9, area.y + 4, 8, area.h - 8)
        total = max(layout.height - self.pixels(MARGIN), self.offset[1] + track.h)
        draw_bar(view, track, total, self.offset[1])
        self._draw_level_bar(view, layout.width - self.pixels(MARGIN) + 12)

    def _draw_level_bar(self, view: View, total: int) -> None:
        """What `draw_bar` is upright, lying at the lower edge."""
        area = self.area
        track = Rect(area.x + 6, area.bottom - 9, area.w - 24, 8)
        if total <= area.w:
            return
        view.round_rect(track, view.colours.well, 4)
        knob = thumb(Rect(0, track.x, 8, track.w), total, min(self.offset[0], total - track.w))
        view.round_rect(Rect(knob.y, track.y + 2, knob.h, 4), view.colours.edge, 2)

    def _draw_head(self, view: View) -> None:
        head = Rect(self.rect.x + view.px(20), self.rect.y, self.rect.w - view.px(40), view.px(HEAD))
        if not self.low:
            view.text(self.title, head, look.BODY, view.colours.heading, strong=True)
            view.seam(self.rect.x + view.px(16), head.bottom - 2, self.rect.w - view.px(32))
        self._draw_budget(view, head)

    def _draw_budget(self, view: View, head: Rect) -> None:
        """So many squares as the lesson allows blocks, and in words."""
        most = self.editing.rules.max_blocks
        if most is None:
            return
        if self._counted[0] is not self.editing.workspace:
            self._counted = (self.editing.workspace, count_blocks(self.editing.workspace))
        used = self._counted[1]
        said = catalogue.text("blockeditor.budget", self.lang, used=used, n=most)
        words = view.text_size(said, look.SECONDARY)[0]
        title = 0 if self.low else view.text_size(self.title, look.BODY, strong=True)[0] + view.px(12)
        if words > head.w - title:
            said = f"{used} / {most}"
            words = view.text_size(said, look.SECONDARY)[0]
        over = used > most
        place = head if not self.low else head.split_left(words)[0]
        align = "left" if self.low else "right"
        view.text(said, place, look.SECONDARY, view.colours.red if over else view.colours.soft, align=align)  # type: ignore[arg-type]
        side, gap = view.px(15), view.px(4)
        squares = most * (side + gap)
        if most > SQUARES or squares + words + view.px(8) > head.w - title or self.low:
            return
        x = head.right - words - view.px(8) - squares
        for number in range(most):
            box = Rect(x + number * (side + gap), head.centre[1] - side // 2, side, side)
            fill = view.colours.blue if number < used else view.colours.paper
            view.round_rect(box, fill, 4, view.colours.edge if number >= used else view.colours.blue_deep, 2)

    def _badges(self) -> dict[str, str]:
        rules = self.editing.rules
        return {**dict.fromkeys(rules.kept, "lock"), **dict.fromkeys(rules.locked, "lock")}

    def _draw_invitation(self, pencil: View, layout: BlockLayout, ox: int, oy: int) -> None:
        """Under a hat with nothing: where the first block goes."""
        hat = layout.by_id.get(START)
        if hat is None or self.editing.workspace.blocks or any(box.ghost for box in layout.boxes):
            return
        said = catalogue.text("blockeditor.first", self.lang)
        size = look.SECONDARY
        most = self.area.right - hat.rect.x - ox - pencil.px(48)
        w, h = pencil.paragraph_size(said, most - pencil.px(24), size)
        rect = Rect(
            hat.rect.x + ox, hat.rect.bottom + oy + pencil.px(12), w + pencil.px(24), h + pencil.px(16)
        )
        pencil.round_rect(rect, None, 8, pencil.colours.edge, 2, dashed=True)
        inner = rect.inset(pencil.px(12), pencil.px(8))
        pencil.paragraph(said, Rect(inner.x, inner.y, inner.w + 4, inner.h), size, pencil.colours.soft)

    def _draw_slot_marker(self, pencil: View, layout: BlockLayout, ox: int, oy: int) -> None:
        """A ring about the slot that a dragged reporter would go into; what it would push out is faded."""
        place = self.editing.carry.place if self.editing.carry is not None else None
        if not isinstance(place, InSlot) or not self.by_mouse:
            return
        rect = slot_rect(layout, place).moved(ox, oy)
        if rect.empty:
            return
        where = self.editing.workspace.find(place.block)
        slot = where.block.slot(place.slot) if where is not None else None
        if slot is not None and slot.block is not None and slot.block.shape != "field":
            pencil.tint(rect, pencil.colours.paper, FADED)
        pencil.round_rect(rect.inset(-5), None, rect.h // 2 + 5, pencil.colours.ink, 7)
        pencil.round_rect(rect.inset(-4), None, rect.h // 2 + 4, pencil.colours.sun, 4)

    def _draw_rings(self, pencil: View, layout: BlockLayout, ox: int, oy: int) -> None:
        running = layout.by_id.get(self.running)
        hovered = layout.by_id.get(self.pointed)
        if hovered is not None and hovered is not running:
            draw_ring(pencil, hovered, layout, ox, oy, "hover")
        self._draw_problem(pencil, layout, ox, oy)
        if running is not None:
            draw_ring(pencil, running, layout, ox, oy, "now")
        if not self.shows_cursor or running is not None:
            return  # what runs now is the one yellow thing
        ghost = next((box for box in layout.boxes if box.ghost == "block"), None)
        if self.editing.carry is not None:
            if ghost is not None:
                draw_ring(pencil, ghost, layout, ox, oy, "chosen")
            return
        cursor = self.editing.cursor
        box = layout.by_id.get(cursor.block)
        if box is None:
            return
        slot = next((slot for slot in box.slots if cursor.slot and slot.key == cursor.slot), None)
        if slot is not None:
            _slot_ring(pencil, slot.rect.moved(ox, oy), pencil.colours.sun)
        elif box is not running:
            draw_ring(pencil, box, layout, ox, oy, "chosen")

    def _draw_problem(self, pencil: View, layout: BlockLayout, ox: int, oy: int) -> None:
        box = layout.by_id.get(self.problem[0])
        if box is None:
            return
        slot = next((slot for slot in box.slots if self.problem[1] and slot.key == self.problem[1]), None)
        if slot is not None:
            _slot_ring(pencil, slot.rect.moved(ox, oy), pencil.colours.red)
        else:
            draw_ring(pencil, box, layout, ox, oy, "problem")

    # -- what hangs from the pointer

    def hanging(self, view: View) -> Hanging | None:
        """The picture of what is dragged, kept while it is the same."""
        carry = self.editing.carry
        if carry is None:
            return None
        pencil = self.pencil(view)
        key = (carry.block, carry.code, carry.copy, pencil.scale, self.lang, id(view.theme))
        if self._hanging is None or self._hanging[0] != key:
            folded = self.editing.workspace.folded
            hat = carry.block == START
            layout = lay_out_blocks(
                carry.blocks, measure(pencil), self.lang, pencil.scale, folded=folded, hat=hat
            )
            self._hanging = (key, hanging(pencil, layout, 2 * self.rect.h))
        return self._hanging[1]

    def carried_size(self) -> tuple[int, int]:
        """Width and height of what is carried, in pixels; (0, 0) if nothing is."""
        made = self._hanging[1] if self._hanging is not None else None
        return made.size if made is not None else (0, 0)

    def box_of(self, id: str) -> BlockBox | None:
        """A block as it is shown now."""
        return self.shown().by_id.get(id)


def _slot_ring(pencil: View, rect: Rect, colour: str) -> None:
    pencil.round_rect(rect.inset(-5), None, rect.h // 2 + 5, pencil.colours.ink, 6)
    pencil.round_rect(rect.inset(-4), None, rect.h // 2 + 4, colour, 4)
