"""How blocks look. Outlines are smooth polygons, which the view keeps by size and colour.

A block with a mouth is drawn in parts (heads, arms, foot), so that a long one needs no large picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple

import pygame

from codekids.lang.blocks.block import CATEGORIES, Row
from codekids.ui import theme as look
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.view import View
from codekids.ui.widgets.blocks.layout import BlockBox, BlockLayout, RowBox, SlotBox

INK = "#1B2440"
WHITE = "#FFFFFF"
PAPER = "#FFFDF7"
EDGE = 1.5
NOTCH_X, NOTCH_W, NOTCH_H = 12, 36, 8
SHADOW = (6, 8)  # pixels that what hangs from the pointer throws its shadow to the right and down
SHADOW_ALPHA = 60
HANGING = 16  # pixels around what is carried, for hats and tabs

CATEGORY_ICON = {
    "events": "bolt", "motion": "foot", "pen": "pencil", "looks": "say", "sound": "note", "control": "loop",
    "sensing": "eye", "operators": "maths", "variables": "box", "lists": "list", "own": "func",
    "python": "code",
}  # fmt: skip

_CONTRAST = {
    "motion": "#6CB8F0", "variables": "#FF9A57", "operators": "#6FE0BF", "lists": "#E0B48C",
    "own": "#C3BCFF", "python": "#D5DBE5",
}  # fmt: skip
assert set(CATEGORY_ICON) == set(CATEGORIES)

Points = list[tuple[float, float]]


def colours(view: View, category: str) -> tuple[str, str, str]:
    """Fill, text and outline of a category in this theme."""
    fill, ink = look.CATEGORY["maths" if category == "operators" else category]
    if view.theme.high_contrast:
        bright = _CONTRAST.get(category, fill)
        return "#000000", bright, bright
    return fill, ink, look.darker(fill, 0.6 if ink == INK else 0.72)


def measure(view: View) -> Callable[[str, bool], int]:
    """The width of words on a block, for the layout."""

    def width(text: str, code: bool) -> int:
        return view.text_size(text, look.BLOCK - 1 if code else look.BLOCK, strong=not code, code=code)[0]

    return width


def draw_blocks(
    view: View, boxes: Iterable[BlockBox], layout: BlockLayout, dx: int, dy: int,
    badges: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Draw boxes moved by (dx, dy): those that are in sight. `badges` are small pictures, by block."""
    late: list[tuple[BlockBox, str]] = []
    for box in boxes:
        if not view.shows(box.rect.moved(dx, dy).inset(-view.px(10))):
            continue
        if box.ghost == "shape":
            _silhouette(view, box, layout, dx, dy)
        else:
            _block(view, box, layout, dx, dy)
        if badges and box.block.id in badges:
            late.append((box, badges[box.block.id]))
    for box, icon in late:
        _badge(view, box, icon, dx, dy)


def _silhouette(view: View, box: BlockBox, layout: BlockLayout, dx: int, dy: int) -> None:
    """The grey shape of a block that would come here."""
    grey, edge = view.colours.line, view.colours.edge
    for points in outline_parts(box, layout.measures.scale, dx, dy):
        view.polygon(points, grey, edge, EDGE)
    for row in box.rows:
        if row.mouth:
            _arm(view, row, layout.measures.arm, round(EDGE), dx, dy, grey, edge)


def _badge(view: View, box: BlockBox, icon: str, dx: int, dy: int) -> None:
    row = box.rows[0].rect.moved(dx, dy)
    radius = view.px(11)
    x, y = row.right - view.px(2), row.y + view.px(4)
    view.disc(x, y, radius, view.colours.paper, view.colours.edge, 2)
    side = view.px(14)
    view.icon(icon, Rect(x - side // 2, y - side // 2, side, side), view.colours.ink)


def _block(view: View, box: BlockBox, layout: BlockLayout, dx: int, dy: int) -> None:
    block = box.block
    fill, ink, edge = colours(view, block.category)
    if block.kind == "comment":
        fill, ink, edge = view.colours.sun_tint, view.colours.ink, view.colours.sun_edge
    rect = box.rect.moved(dx, dy)
    if block.shape == "field":
        view.round_rect(rect, _paper(view), rect.h // 2, edge, 2)
        ink = _on_paper(view)
    elif block.shape == "hexagon":
        view.polygon(hexagon(rect), fill, edge, EDGE)
    elif block.shape == "round":
        view.round_rect(rect, fill, min(rect.h // 2, view.px(20)), edge, 2)
    else:
        _body(view, box, layout, dx, dy, fill, edge)
    if box.icon is not None:
        view.picture(f"icons/{block.icon}.svg", box.icon.moved(dx, dy), ink=ink)
    for slot in box.slots:
        _slot(view, box, slot, dx, dy, fill, ink, edge)
    for word in box.words:
        image = view.text_image(word.text, look.BLOCK, ink, strong=True)
        view.blit(image, word.x + dx, word.y + dy - image.get_height() // 2)
    if block.note:
        note = "# " + block.note.split("\n")[0].lstrip("# ")
        row = box.rows[0].rect.moved(dx, dy)
        image = view.text_image(note[:60], look.SECONDARY, view.colours.soft)
        view.blit(image, row.right + view.px(12), row.centre[1] - image.get_height() // 2)


class Hanging(NamedTuple):
    """What hangs from the pointer, as a picture; (left, top): where it begins, from the block's corner."""

    sheet: View
    left: int
    top: int
    size: tuple[int, int]  # of the blocks alone


def hanging(view: View, layout: BlockLayout, tallest: int) -> Hanging | None:
    """A stack lifted off the floor, with its shadow; what is longer than `tallest` pixels is cut off."""
    if not layout.boxes:
        return None
    first, around = layout.boxes[0].rect, NOWHERE
    for box in layout.boxes:
        around = around.union(box.rect)
    size = (around.w, around.h)
    around = around.inset(-HANGING)
    around = Rect(around.x, around.y, around.w, min(around.h, tallest))
    blocks = view.layer(around.w, around.h)
    draw_blocks(blocks, layout.boxes, layout, -around.x, -around.y)
    if view.theme.high_contrast:
        return Hanging(blocks, around.x - first.x, around.y - first.y, size)
    sheet = view.layer(around.w, around.h)
    shadow = blocks.surface.copy()
    shadow.fill((0, 0, 0, 255), special_flags=pygame.BLEND_RGBA_MULT)
    shadow.set_alpha(SHADOW_ALPHA)
    sheet.blit(shadow, *SHADOW)
    sheet.blit(blocks.surface, 0, 0)
    return Hanging(sheet, around.x - first.x, around.y - first.y, size)


def _paper(view: View) -> str:
    return "#000000" if view.theme.high_contrast else WHITE


def _on_paper(view: View) -> str:
    return WHITE if view.theme.high_contrast else INK


def hexagon(rect: Rect) -> Points:
    """The corners of a hexagonal block or slot."""
    slant = min(rect.h / 2, rect.w / 4)
    middle = rect.y + rect.h / 2
    return [
        (rect.x, middle),
        (rect.x + slant, rect.y),
        (rect.right - slant, rect.y),
        (rect.right, middle),
        (rect.right - slant, rect.bottom),
        (rect.x + slant, rect.bottom),
    ]


def _slot(view: View, box: BlockBox, slot: SlotBox, dx: int, dy: int, fill: str, ink: str, edge: str) -> None:
    rect = slot.rect.moved(dx, dy)
    if slot.filled:
        return
    contrast = view.theme.high_contrast
    if slot.slot.shape == "square":
        view.round_rect(rect, "#000000" if contrast else look.darker(fill, 0.84), 4, edge, 1)
        view.text(slot.text, rect.inset(view.px(10), 0), look.BLOCK, ink, strong=True)
        side = view.px(14)
        arrow = Rect(rect.right - side - view.px(6), rect.centre[1] - side // 2, side, side)
        view.picture("icons/down.svg", arrow, ink=ink)
        return
    if box.block.kind == "python":
        for number, line in enumerate(slot.text.split("\n")):
            image = view.text_image(line, look.BLOCK - 1, ink, code=True) if line.strip() else None
            if image is not None:
                top = rect.y + view.px(24) * number + (view.px(24) - image.get_height()) // 2
                view.blit(image, rect.x, top)
        return
    empty = slot.slot.is_empty
    if slot.slot.shape == "hexagon":
        view.polygon(hexagon(rect), "#000000" if contrast else look.darker(fill, 0.72), edge, EDGE)
        pen = ink
    else:
        radius = view.px(4) if slot.slot.shape == "field" else rect.h // 2
        view.round_rect(rect, _paper(view), radius, edge, 2 if contrast else 1)
        pen = _on_paper(view)
    # An empty place asks for something, and is seen to.
    said = "?" if empty else slot.text
    soft = view.colours.soft if pen == INK else pen
    view.text(said, rect, look.BLOCK, soft if empty else pen, strong=True, align="centre")


# -- outlines of blocks that stand in stacks


def _notch(x: float, y: float, k: float, back: bool = False) -> Points:
    """The curve of a notch or tab whose upper edge starts at (x, y), left to right or back."""
    w, h = NOTCH_W * k, NOTCH_H * k
    shape = [(0, 0), (2, 0.5), (4, 2), (9, 6.5), (12, 8), (24, 8), (27, 6.5), (32, 2), (34, 0.5), (36, 0)]
    points = [(x + px / 36 * w, y + py / 8 * h) for px, py in shape]
    return points[::-1] if back else points


def _row_points(row: Rect, k: float, top: str, tab: float | None, bottom: int) -> Points:
    """The outline of a head or foot. `top`: "notch", "hat", "closed" or "mouth"; `tab`: its left, or None."""
    r = 4 * k
    x, y, right = row.x, row.y, row.right
    points: Points = []
    if top == "hat":
        w, h = min(96 * k, row.w), 22 * k
        for step in range(13):
            t = step / 12
            rise = 4 * t * (1 - t) * h
            points.append((x + w * t, y - min(rise, h)))
    elif top == "notch":
        points += [(x, y + r), (x + r * 0.3, y + r * 0.3), (x + r, y)]
        points += _notch(x + NOTCH_X * k, y, k)
    elif top == "mouth":
        arm = 16 * k
        points += [(x, y), (x + arm, y)]
        points += _notch(x + arm + NOTCH_X * k, y, k)
    elif top == "closed":  # under a block that nothing can hang from
        points.append((x, y))
    else:
        points += [(x, y + r), (x + r, y)]
    points += [(right - r, y), (right - r * 0.3, y + r * 0.3), (right, y + r)]
    points += [(right, bottom - r), (right - r * 0.3, bottom - r * 0.3), (right - r, bottom)]
    if tab is not None:
        points += _notch(tab, bottom, k, back=True)
    points += [(x + r, bottom), (x + r * 0.3, bottom - r * 0.3), (x, bottom - r)]
    return points


def _ends(row: Row) -> bool:
    return row.mouth is not None and bool(row.mouth.blocks) and row.mouth.blocks[-1].shape == "cap"


def outline_parts(box: BlockBox, k: float, dx: int = 0, dy: int = 0) -> list[Points]:
    """The outlines of the heads and the foot of a block in a stack, top first."""
    found: list[Points] = []
    x = box.rect.x + dx
    for index, row in enumerate(box.rows):
        rect = row.rect.moved(dx, dy)
        top = ("hat" if box.block.shape == "hat" else "notch") if index == 0 else "mouth"
        tab: float | None = x + NOTCH_X * k if box.open_below else None
        if row.mouth:
            tab = x + (16 + NOTCH_X) * k
        if index and _ends(box.block.rows[index - 1]):
            top = "closed"
        found.append(_row_points(rect, k, top, tab, rect.bottom))
    last = box.rows[-1]
    if last.mouth:
        top_of_foot = last.rect.bottom + last.mouth + dy
        foot = Rect(x, top_of_foot, box.rect.w, box.rect.bottom + dy - top_of_foot)
        tab = x + NOTCH_X * k if box.open_below else None
        top = "closed" if _ends(box.block.rows[len(box.rows) - 1]) else "mouth"
        found.append(_row_points(foot, k, top, tab, foot.bottom))
    return found


def _body(view: View, box: BlockBox, layout: BlockLayout, dx: int, dy: int, fill: str, edge: str) -> None:
    width = 2.5 if view.theme.high_contrast else EDGE
    for points in outline_parts(box, layout.measures.scale, dx, dy):
        view.polygon(points, fill, edge, width)
    arm = layout.measures.arm
    line = max(1, round(width))
    for row in box.rows:
        if row.mouth:
            _arm(view, row, arm, line, dx, dy, fill, edge)


def _arm(view: View, row: RowBox, arm: int, line: int, dx: int, dy: int, fill: str, edge: str) -> None:
    """The upright between two heads; it covers the outlines where they meet."""
    top, bottom = row.rect.bottom + dy, row.rect.bottom + row.mouth + dy
    x = row.rect.x + dx
    lap = 6
    view.rect_fill(Rect(x, top - lap, arm, bottom - top + 2 * lap), fill)
    view.rect_fill(Rect(x - 1, top - lap, line, bottom - top + 2 * lap), edge)
    view.rect_fill(Rect(x + arm - 1, top, line, bottom - top), edge)


Lit = Literal["now", "chosen", "hover", "problem"]


def draw_ring(view: View, box: BlockBox, layout: BlockLayout, dx: int, dy: int, lit: Lit) -> None:
    """A line around a block: yellow for the chosen one, yellow in ink with an arrow for what runs now,
    red for a problem, blue under the pointer. Of a block with mouths its head alone.
    """
    colours = view.colours
    colour = {"hover": colours.blue, "problem": colours.red}.get(lit, colours.sun)
    width = 3.0 if lit == "hover" else 4.5
    rect = box.rows[0].rect.moved(dx, dy) if box.block.mouths else box.rect.moved(dx, dy)
    if box.block.is_reporter:
        radius = min(rect.h // 2, view.px(20))
        if lit == "now":
            view.round_rect(rect.inset(-5), None, radius + 5, colours.ink, 8)
        view.round_rect(rect.inset(-3), None, radius + 3, colour, 4)
        return
    points = outline_parts(box, layout.measures.scale, dx, dy)[0]
    if lit in ("now", "chosen"):
        view.polygon(points, None, colours.ink, 8)
    view.polygon(points, None, colour, width)
    if lit == "now":
        x, y = rect.x - 10, rect.y + rect.h // 2
        view.polygon([(x, y), (x - 15, y - 10), (x - 15, y + 10)], colour, colours.ink, 2)
