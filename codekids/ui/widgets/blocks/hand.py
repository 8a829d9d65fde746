"""The mouse: press, drag, let go; a click that picks and a second one that places.

Every pointer event of palette and floor comes here, because a drag begins in one and ends in the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codekids.lang.blocks.palette import Offer
from codekids.lang.problems import Message
from codekids.ui.events import PointerDown
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.widgets.blocks.cursor import Stop
from codekids.ui.widgets.blocks.layout import BlockBox, SlotBox

if TYPE_CHECKING:
    from codekids.ui.widgets.blocks.editor import BlockEditor

DRAG = 5  # pixels the pointer moves before a press becomes a drag
DRAG_OUT = 10  # out of the palette
EDGE = 36  # pixels from the edge of the floor where a drag rolls it
ROLL = 420  # pixels a second


class Press(NamedTuple):
    """Where the button went down, and on what."""

    x: int
    y: int
    box: BlockBox | None = None
    slot: SlotBox | None = None
    offer: Offer | None = None
    grip: tuple[int, int] = (0, 0)  # from the upper left of the block
    single: bool = False  # without what hangs under it
    copy: bool = False
    again: bool = False  # on the block that was chosen already


class Hand:
    """What the mouse is doing in one block editor."""

    def __init__(self, editor: BlockEditor) -> None:
        self.editor = editor
        self.pointer = (0, 0)
        self._press: Press | None = None
        self._pan: tuple[int, int] | None = None
        self._grip = (0, 0)

    @property
    def drags(self) -> bool:
        """Something hangs from the pointer."""
        return self.editor.editing.carry is not None and self.editor.floor.by_mouse

    def down(self, event: PointerDown) -> None:
        """The left button went down."""
        editor, x, y = self.editor, event.x, event.y
        editor.editing.refused = None
        editor.entry.close(keep=True)
        self.pointer = (x, y)
        if self.drags:
            self._drop(x, y)
            return
        editor.editing.cancel()
        editor.palette.marked = -1
        if editor.palette.rect.contains(x, y):
            self._down_on_palette(x, y)
            return
        editor.close_flyout()
        hit = (
            editor.floor.full().hit(*editor.floor.inside(x, y)) if editor.floor.area.contains(x, y) else None
        )
        if hit is None:
            self._pan = (x, y)
            return
        box, slot = hit
        again = editor.editing.cursor == Stop(box.block.id)
        fx, fy = editor.floor.inside(x, y)
        grip = (round(fx - box.rect.x), round(fy - box.rect.y))
        self._press = Press(x, y, box, slot, None, grip, event.shift, event.ctrl, again)
        editor.editing.cursor = Stop(box.block.id)

    def _down_on_palette(self, x: int, y: int) -> None:
        palette = self.editor.palette
        tab = palette.tab_at(x, y)
        if tab is not None:
            again = palette.wide and tab == palette.chosen
            palette.choose(tab)
            if again:
                self.editor.close_flyout()
            else:
                self.editor.open_flyout()
        found = palette.offer_at(x, y)
        if found is not None:
            offer, rect = found
            self._press = Press(x, y, offer=offer, grip=(x - rect.x, y - rect.y))

    def menu(self, x: int, y: int) -> None:
        """The right button: what can be done with the block there, or with the floor."""
        editor = self.editor
        if self.drags:
            self.let_go()
            return
        editor.entry.close(keep=True)
        if not editor.floor.area.contains(x, y):
            return
        hit = editor.floor.full().hit(*editor.floor.inside(x, y))
        at = Rect(x, y - 4, 8, 8)
        if hit is None:
            editor.menus.for_floor(at)
            return
        editor.editing.cursor = Stop(_draggable(hit[0]))
        editor.menus.for_block(at)

    def move(self, x: int, y: int, held: bool) -> bool:
        """The pointer moved; False: it meant nothing here."""
        editor = self.editor
        was = self.rect()
        self.pointer = (x, y)
        press = self._press
        if held and press is not None and editor.editing.carry is None:
            far = DRAG if press.offer is None else DRAG_OUT
            if abs(x - press.x) + abs(y - press.y) >= far:
                self._lift()
        elif held and self._pan is not None:
            editor.floor.scroll(self._pan[0] - x, self._pan[1] - y)
            self._pan = (x, y)
            return True
        if not self.drags:
            self._hover(x, y)
            return False
        self._follow(was)
        if self._roll() != (0, 0) and editor.house is not None:
            editor.house.animate(editor)
        return True

    def _follow(self, was: Rect) -> None:
        """What is dragged comes along, and the place it would go to opens."""
        editor = self.editor
        editing, floor, palette = editor.editing, editor.floor, editor.palette
        carry = editing.carry
        assert carry is not None
        x, y = self.pointer
        fx, fy = floor.inside(x - self._grip[0], y - self._grip[1])
        before = carry.place
        over = palette.rect.contains(x, y)
        if over:
            editing.nowhere()
        else:
            half = floor.carried_size()[1] / 2 if carry.answers else 0
            editing.follow(floor.closed(), fx, fy + half, floor.inside(x, y))
        palette.set(bin=over and bool(carry.block) and not carry.copy)
        changed = editing.carry is not None and editing.carry.place != before
        if changed or not floor.is_still or editor.house is None:
            editor.say_focus()
            editor.touch()
        else:
            editor.house.damage(was.union(self.rect()).intersection(editor.rect))

    def _hover(self, x: int, y: int) -> None:
        editor = self.editor
        hit = None
        if editor.floor.area.contains(x, y) and not editor.palette.rect.contains(x, y):
            hit = editor.floor.full().hit(*editor.floor.inside(x, y))
        editor.hover(hit[0].block.id.split("/")[0] if hit is not None else "")

    def _lift(self) -> None:
        """What was pressed comes along with the pointer."""
        editor = self.editor
        press, self._press = self._press, None
        if press is None:
            return
        self._grip = press.grip
        if press.offer is not None:
            if press.offer.left == 0:
                editor.editing.refused = Message("blockeditor.none_left")
            elif editor.editing.take(press.offer.code):
                self._grip = editor.palette.grip_on_floor(
                    press.offer.code, press.grip, editor.floor.pixels(1000) / 1000
                )
                editor.close_flyout()
        elif press.box is not None:
            editor.editing.pick(_draggable(press.box), below=not press.single, copy=press.copy)
        editor.floor.by_mouse = editor.editing.carry is not None
        if editor.floor.by_mouse and editor.floor.view is not None:
            editor.floor.hanging(editor.floor.view)
        editor.hover("")
        editor.changed()

    def up(self, x: int, y: int) -> None:
        """The left button was let go."""
        editor = self.editor
        self._pan = None
        press, self._press = self._press, None
        if self.drags:
            self._drop(x, y)
        elif press is not None and press.slot is not None and press.box is not None:
            slot = press.slot.slot
            if not slot.takes_blocks or slot.block is None or slot.block.shape == "field":
                editor.entry.open(Stop(press.box.block.id, press.slot.key))
        elif press is not None and (press.offer is not None or press.again):
            # Click to pick, click to place: for hands that cannot hold and move at once.
            self._press = press
            self._lift()
        editor.changed()

    def _drop(self, x: int, y: int) -> None:
        editor = self.editor
        editing, floor = editor.editing, editor.floor
        if editor.palette.rect.contains(x, y):
            editing.throw_away()
        else:
            inside = floor.rect.contains(x, y)
            at = floor.inside(x - self._grip[0], y - self._grip[1]) if inside else None
            editing.drop(floor.closed(), at, floor.carried_size(), floor.inside(x, y))
        self._end()

    def let_go(self) -> None:
        """Forget what the mouse was doing; what was carried is back where it was."""
        self.editor.editing.cancel()
        self._press = self._pan = None
        self._end()

    def _end(self) -> None:
        self.editor.floor.by_mouse = False
        self.editor.palette.set(bin=False)
        self.editor.changed()

    # -- a drag near the edge rolls the floor

    def _roll(self) -> tuple[int, int]:
        area = self.editor.floor.area
        x, y = self.pointer
        if not self.editor.floor.rect.contains(x, y):
            return 0, 0
        down = 1 if y > area.bottom - EDGE else -1 if y < area.y + EDGE else 0
        right = 1 if x > area.right - EDGE else 0
        return right, down

    def tick(self, seconds: float) -> bool:
        """Time passed while something is dragged near the edge; False: nothing to roll."""
        right, down = self._roll() if self.drags else (0, 0)
        step = max(1, round(ROLL * min(seconds, 0.1)))
        if (right, down) == (0, 0) or not self.editor.floor.scroll(right * step, down * step):
            return False
        self._follow(self.rect())
        self.editor.touch()
        return True

    # -- what hangs from the pointer

    def place(self) -> tuple[int, int]:
        """The upper left of the block that is dragged, in the window."""
        return self.pointer[0] - self._grip[0], self.pointer[1] - self._grip[1]

    def rect(self) -> Rect:
        """What must be drawn again when the pointer moves."""
        floor = self.editor.floor
        if not self.drags or floor.view is None:
            return NOWHERE
        made = floor.hanging(floor.view)
        if made is None:
            return NOWHERE
        x, y = self.place()
        return Rect(x + made.left, y + made.top, made.sheet.rect.w, made.sheet.rect.h)


def _draggable(box: BlockBox) -> str:
    """A number or text typed in a slot comes with the block around it."""
    id = box.block.id
    return id.rsplit("/", 1)[0] if box.block.shape == "field" and "/" in id else id
