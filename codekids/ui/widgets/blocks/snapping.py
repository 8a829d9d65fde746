"""Where what is carried would go: the nearest place within reach, and free floor for what goes nowhere.

Pixels of the floor, as in `layout`. Snapping is worked out on the layout without the carried blocks
and without a gap, so that the gap it opens does not move the places it compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot

from codekids.lang.blocks.edits import After, AtStart, Before, Inside, InSlot, Place
from codekids.lang.blocks.workspace import START
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.widgets.blocks.layout import BlockLayout, SlotBox

SNAP_RADIUS = 28  # pixels at 100 %
FAVOUR = 8  # how much nearer another place must be before the marker leaves this one
APART = 24  # pixels at 100 % between stacks that were pushed apart
RIM = 3  # pixels around a slot where the pointer still means it
NEAREST = 12  # stacks whose edges are tried


def anchor(layout: BlockLayout, place: Place) -> tuple[int, int] | None:
    """The point of a place: the upper left of a block that would go there; in a slot its left middle."""
    if isinstance(place, AtStart):
        hat = layout.by_id.get(START)
        return (hat.rect.x, hat.rect.bottom) if hat is not None else None
    if not isinstance(place, After | Before | Inside | InSlot):
        return None
    box = layout.by_id.get(place.block)
    if box is None:
        return None
    if isinstance(place, After):
        return box.rect.x, box.rect.bottom
    if isinstance(place, Before):
        return box.rect.x, box.rect.y
    if isinstance(place, Inside):
        mouths = [row for row in box.rows if row.mouth]
        if place.mouth >= len(mouths):
            return None
        return box.rect.x + layout.measures.arm, mouths[place.mouth].rect.bottom
    rect = slot_rect(layout, place)
    return None if rect.empty else (rect.x, rect.y + rect.h // 2)


def slot_rect(layout: BlockLayout, place: InSlot) -> Rect:
    """Where a slot is; NOWHERE if it is not shown."""
    box = layout.by_id.get(place.block)
    slots = box.slots if box is not None else ()
    return next((slot.rect for slot in slots if slot.key == place.slot), NOWHERE)


def snap(
    layout: BlockLayout,
    places: Sequence[Place],
    x: float,
    y: float,
    current: Place | None = None,
    radius: float = SNAP_RADIUS,
    pointer: tuple[float, float] | None = None,
) -> Place | None:
    """The nearest place within `radius` (pixels at 100 %).

    (x, y) is the upper left of what is carried, of a reporter its left middle. The slot under
    the `pointer` comes first, of two around each other the inner one. `current` is
    favoured, so that the marker does not flicker.
    """
    best, best_distance = None, float("inf")
    for place in places:
        distance = _distance(layout, place, x, y, pointer)
        if distance is None:
            continue
        if place == current and distance >= 1:
            distance = max(1.0, distance - layout.measures.px(FAVOUR))
        if distance < best_distance:
            best, best_distance = place, distance
    return best if best_distance <= layout.measures.px(radius) else None


def _distance(
    layout: BlockLayout, place: Place, x: float, y: float, pointer: tuple[float, float] | None
) -> float | None:
    point = anchor(layout, place)
    if point is None:
        return None
    distance = hypot(point[0] - x, point[1] - y)
    if pointer is None or not isinstance(place, InSlot):
        return distance
    rect = slot_rect(layout, place)
    return min(0.9, rect.w / 2000) if rect.inset(-RIM).contains(*pointer) else distance


def slot_at(layout: BlockLayout, x: float, y: float) -> SlotBox | None:
    """The innermost slot under a point."""
    for box in reversed(layout.boxes):
        for slot in box.slots:
            if slot.rect.contains(x, y):
                return slot
    return None


def stack_rects(layout: BlockLayout) -> list[Rect]:
    """The rectangle around each stack on the floor."""
    found: dict[str, Rect] = {}
    for box in layout.boxes:
        found[box.stack] = found.get(box.stack, NOWHERE).union(box.rect)
    return list(found.values())


def free_spot(wanted: Rect, taken: Iterable[Rect], apart: int) -> tuple[int, int]:
    """The upper left nearest to that of `wanted` where it lies on nothing: stacks bump apart."""
    grown = [rect.inset(-apart + 1) for rect in taken]

    def free(x: int, y: int) -> bool:
        here = Rect(x, y, wanted.w, wanted.h)
        return x >= 0 and y >= 0 and not any(here.overlaps(rect) for rect in grown)

    if free(wanted.x, wanted.y):
        return wanted.x, wanted.y
    near = sorted(grown, key=lambda rect: abs(rect.x - wanted.x) + abs(rect.y - wanted.y))[:NEAREST]
    columns = [wanted.x, *(rect.right for rect in near), *(rect.x - wanted.w for rect in near)]
    lines = [wanted.y, *(rect.bottom for rect in near), *(rect.y - wanted.h for rect in near)]
    spots = [(x, y) for x in columns for y in lines if free(x, y)]
    return min(spots, key=lambda spot: hypot(spot[0] - wanted.x, spot[1] - wanted.y), default=wanted[:2])
