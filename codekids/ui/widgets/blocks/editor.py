"""The block editor: the palette and the floor, worked by mouse or by keyboard alone.

Every pointer event of both comes here, because a drag begins in one and ends in the other.
What is being done is kept in `Editing`; this file turns events into its calls and draws the state.

Keys: arrows move the cursor (up and down by line, left and right by slot), Enter writes in a slot
or opens the palette, T the palette, M takes the block along (Shift+M with all under it): arrows hop
between the places, Enter puts it down; D doubles, X takes off to the floor, C folds, Delete, Ctrl+Z, Ctrl+Y,
Escape.

The file is long because one drag touches palette, floor and slots in turn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from codekids.lang import catalogue
from codekids.lang.blocks.block import Slot
from codekids.lang.blocks.edits import InSlot, code_of
from codekids.lang.blocks.labels import choice_label, literal_text
from codekids.lang.blocks.palette import Offer, palette, variables
from codekids.lang.blocks.rules import Rules
from codekids.lang.blocks.splice import Change
from codekids.lang.blocks.spoken import spoken, spoken_slot
from codekids.lang.blocks.targets import spoken_place
from codekids.lang.blocks.workspace import START, Workspace
from codekids.lang.problems import Message
from codekids.ui import theme as look
from codekids.ui.document import Document, Place
from codekids.ui.events import Event, Key, PointerDown, PointerMove, PointerUp, Text, Wheel
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.blocks.drawing import draw_blocks, draw_ring, measure
from codekids.ui.widgets.blocks.editing import Editing, Stop
from codekids.ui.widgets.blocks.layout import BlockBox, BlockLayout, SlotBox, anchor, lay_out, lay_out_block
from codekids.ui.widgets.blocks.palette import RAIL, Palette
from codekids.ui.widgets.button import IconButton

PALETTE_WIDTH = 358
WIDE = 760  # pixels at 100 %: from here on the blocks of the palette stay open
FLYOUT = 300
DRAG = 6  # pixels the pointer moves before a press becomes a drag
ZOOMS = (0.6, 0.75, 0.9, 1.0, 1.25, 1.5)
HEAD = 12
CHOICE_ROW = 40
HANGING = 16  # pixels around what is carried, for hats and tabs


class Press(NamedTuple):
    """Where the button went down, and on what."""

    x: int
    y: int
    box: BlockBox | None = None
    slot: SlotBox | None = None
    offer: Offer | None = None
    grip: tuple[int, int] = (0, 0)  # from the upper left of the block
    single: bool = False
    again: bool = False  # on the block that was chosen already


class BlockEditor(Widget):
    """`editing` holds the program; `on_edit` hears of every change of its text."""

    def __init__(
        self,
        workspace: Workspace,
        lang: str,
        rules: Rules | None = None,
        on_edit: Callable[[Change], None] | None = None,
        on_undo: Callable[[], None] | None = None,
        on_redo: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(catalogue.text("blockeditor.name", lang), "editor")
        self.focusable = True
        self.lang = lang
        self.editing = Editing(workspace, rules, on_edit)
        self.on_undo, self.on_redo = on_undo, on_redo
        self.palette = Palette(self._say("palette"), lang)
        self.floor = NOWHERE
        self._rail_only = NOWHERE
        self.zoom = 3
        self.running_block = ""
        self.offset = [0, 0]
        self._press: Press | None = None
        self._pan: tuple[int, int] | None = None
        self._pointer = (0, 0)
        self._grip = (0, 0)
        self._by_mouse = False
        self._typing: Document | None = None
        self._fresh = False  # the first letter replaces what was there
        self._choices: tuple[str, ...] = ()
        self._choice = 0
        self._slot_stop = Stop(START)
        self._layout: BlockLayout | None = None
        self._layout_key: object = None
        self._view: View | None = None
        self._still: tuple[object, View] | None = None  # the floor during a drag
        self._hanging: tuple[object, View, int, int] | None = None
        names = (
            ("trash", "delete", self.delete), ("copy", "duplicate", self.duplicate),
            ("minus", "smaller", lambda: self.zoom_by(-1)), ("plus", "larger", lambda: self.zoom_by(1)),
            ("grid", "tidy", self.tidy), ("undo", "undo", self.undo), ("redo", "redo", self.redo),
        )  # fmt: skip
        self.buttons = [IconButton(icon, self._say(word), press) for icon, word, press in names]
        self.add(*self.buttons, self.palette)
        self._changed()

    def _say(self, word: str) -> str:
        return catalogue.text(f"blockeditor.{word}", self.lang)

    # -- what the screen calls

    def arrange(self, rect: Rect, view: View) -> None:
        """Stand at `rect`: the palette at its left, the floor beside it."""
        self.place(rect)
        self._view = view
        wide = rect.w >= view.px(WIDE)
        width = view.px(PALETTE_WIDTH if wide else RAIL)
        left, self.floor = rect.split_left(width, view.px(look.GAP))
        self.palette.wide = wide
        self._rail_only = left
        self.palette.place(left)
        count = len(self.buttons)
        side = min(view.px(44), (self.floor.w - view.px(24)) // count - view.px(6))
        x, y = self.floor.right - view.px(12) - side, self.floor.bottom - side - view.px(12)
        for button in reversed(self.buttons):
            button.place(Rect(x, y, side, side))
            x -= side + view.px(6)

    def set_text(self, text: str) -> None:
        """The program as it is in the text editor now."""
        self._stop_slot()
        self.editing.set_text(text)
        self._changed()

    def set_running(self, line: int | None) -> None:
        """Light up the block of a 1-based line; None: nothing runs."""
        block = self.editing.workspace.at_line(line) if line else None
        if self.set(running_block=block.id if block is not None else "") and block is not None:
            self._reveal(block.id)

    def set_locked(self, locked: bool) -> None:
        """During a run nothing can be changed."""
        self.editing.locked = locked
        if locked:
            self.editing.cancel()
            self._stop_slot()
        self._changed()

    def set_lang(self, lang: str) -> None:
        """Another language, even in the middle of a drag."""
        self.lang = self.palette.lang = lang
        self._changed()

    # -- commands

    def undo(self) -> None:
        """One step back, here or in the history of the text if that was given."""
        self._history(None if self.editing.only_floor(True) else self.on_undo, self.editing.undo)

    def redo(self) -> None:
        """One step forth again."""
        self._history(None if self.editing.only_floor(False) else self.on_redo, self.editing.redo)

    def _history(self, elsewhere: Callable[[], None] | None, here: Callable[[], bool]) -> None:
        self._stop_slot()
        if elsewhere is not None:
            elsewhere()
        else:
            here()
        self._changed()

    def delete(self) -> None:
        """The block under the cursor gone."""
        self.editing.delete()
        self._changed()

    def duplicate(self) -> None:
        """A second one of the block under the cursor."""
        self.editing.duplicate()
        self._changed()

    def tidy(self) -> None:
        """The stacks in order, the view at the beginning."""
        self.editing.tidy()
        self.offset = [0, 0]
        self._changed()

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller blocks."""
        self.zoom = max(0, min(len(ZOOMS) - 1, self.zoom + steps))
        self._scroll(0, 0)
        self.touch()

    # -- state into looks

    def _changed(self) -> None:
        editing = self.editing
        self.palette.fill(palette(editing.workspace, editing.rules.toolbox, editing.rules.counts))
        self.name = self._spoken()
        # During a drag the buttons are part of the kept picture.
        dragging = editing.carry is not None and self._by_mouse
        for button in self.buttons:
            button.visible = not dragging
        if not dragging:
            self._still = self._hanging = None
        self.touch()

    def covers(self, spot: Rect) -> bool:
        """The kept picture of a drag hides what is behind the floor."""
        return self._still is not None and self.floor.inset(-8).union(spot) == self.floor.inset(-8)

    def _spoken(self) -> str:
        """What has the focus, as one says it."""
        editing, lang = self.editing, self.lang
        if editing.refused is not None:
            return catalogue.say(editing.refused, lang)
        shelf = self.palette.shelf
        if self.palette.marked >= 0 and shelf is not None:
            offer = shelf.offers[min(self.palette.marked, len(shelf.offers) - 1)]
            said = spoken(offer.block, lang)
            if offer.left is None:
                return said
            return catalogue.text("blockeditor.left", lang, block=said, n=offer.left)
        if editing.carry is not None and editing.carry.place is not None:
            where = editing.workspace.find(editing.carry.block)
            said = spoken(where.block, lang) if where is not None else editing.carry.code
            place = spoken_place(editing.workspace, editing.carry.place, lang)
            return catalogue.text("blockeditor.moving", lang, block=said, place=place)
        where = editing.workspace.find(editing.cursor.block)
        if where is None:
            return catalogue.text("block.start", lang)
        slot = where.block.slot(editing.cursor.slot) if editing.cursor.slot else None
        return spoken_slot(where.block, slot, lang) if slot is not None else spoken(where.block, lang)

    def _pencil(self, view: View) -> View:
        pencil = view.onto(view.surface)
        pencil.scale = view.scale * ZOOMS[self.zoom]
        return pencil

    def layout(self) -> BlockLayout:
        """Where the blocks stand now. Needs `arrange` or a drawing first."""
        assert self._view is not None, "arrange the block editor before it gets events"
        pencil = self._pencil(self._view)
        key = (id(self.editing.workspace), self.editing.workspace, pencil.scale, self.lang, pencil.theme)
        if self._layout is None or key != self._layout_key:
            self._layout = lay_out(self.editing.workspace, measure(pencil), self.lang, pencil.scale)
            self._layout_key = key
        return self._layout

    @property
    def _origin(self) -> tuple[int, int]:
        return self.floor.x - self.offset[0], self.floor.y + HEAD - self.offset[1]

    def _on_floor(self, x: int, y: int) -> tuple[int, int]:
        ox, oy = self._origin
        return x - ox, y - oy

    def _scroll(self, dx: int, dy: int) -> None:
        layout = self.layout()
        most_x = max(0, layout.width + 80 - self.floor.w)
        most_y = max(0, layout.height + 160 - self.floor.h)
        self.offset = [
            max(0, min(most_x, self.offset[0] + dx)),
            max(0, min(most_y, self.offset[1] + dy)),
        ]
        self.touch()

    def _reveal(self, id: str) -> None:
        if self._view is None or self.floor.empty:
            return
        box = self.layout().by_id.get(id)
        if box is None:
            return
        rect = box.rows[0].rect.moved(*self._origin)
        low = self.floor.bottom - self._view.px(72)
        if rect.y < self.floor.y + HEAD:
            self._scroll(0, rect.y - self.floor.y - 40)
        elif rect.bottom > low:
            self._scroll(0, rect.bottom - low + 20)

    # -- events

    def handle(self, event: Event) -> bool:
        if self._view is None:
            return False
        match event:
            case PointerDown(button=1):
                self._down(event)
            case PointerDown(button=3):
                return True
            case PointerMove(x=x, y=y):
                return self._move(x, y, event.held)
            case PointerUp(button=1):
                self._up(event.x, event.y)
            case Wheel(x=x, dy=dy, dx=dx):
                if event.ctrl:
                    self.zoom_by(1 if dy > 0 else -1)
                elif self.palette.rect.contains(event.x, event.y):
                    self.palette.scroll(round(-dy * 48), x)
                else:
                    self._scroll(round(dx * 48), round(-dy * 48))
            case Text(text=text) if self._typing is not None:
                if self._fresh:
                    self._typing.select_all()
                self._fresh = False
                self._typing.type(text)
                self.touch()
            case Key() if event.pressed:
                return self._key(event)
            case _:
                return False
        return True

    def focus_moved(self, has: bool) -> None:
        if not has:
            self._stop_slot(keep=True)
        super().focus_moved(has)

    def _close_flyout(self) -> None:
        self.palette.marked = -1
        if self._view is not None and self.rect.w < self._view.px(WIDE):
            self.palette.wide = False
            self.palette.place(self._rail_only)
        self.touch()

    def _open_flyout(self) -> None:
        assert self._view is not None
        if not self.palette.wide:
            self.palette.wide = True
            rail = self._rail_only
            width = min(self.rect.w, rail.w + self._view.px(FLYOUT))
            self.palette.place(Rect(rail.x, rail.y, width, rail.h))
        self.palette.arrange(self._view)
        self.touch()

    # -- the mouse

    def _down(self, event: PointerDown) -> None:
        x, y = event.x, event.y
        self.editing.refused = None
        if self._choices:
            self._click_choice(x, y)
            return
        self._stop_slot(keep=True)
        if self.editing.carry is not None and self._by_mouse:
            self._drop(x, y)
            return
        self.editing.cancel()
        self.palette.marked = -1
        if self.palette.rect.contains(x, y):
            tab = self.palette.tab_at(x, y)
            if tab is not None:
                self.palette.choose(tab)
                self._open_flyout()
            found = self.palette.offer_at(x, y)
            if found is not None:
                offer, rect = found
                self._press = Press(x, y, offer=offer, grip=(x - rect.x, y - rect.y))
            self._changed()
            return
        self._close_flyout()
        hit = self.layout().hit(*self._on_floor(x, y)) if self.floor.contains(x, y) else None
        if hit is None:
            self._pan = (x, y)
            return
        box, slot = hit
        again = self.editing.cursor == Stop(box.block.id)
        fx, fy = self._on_floor(x, y)
        grip = (fx - box.rect.x, fy - box.rect.y)
        self._press = Press(x, y, box, slot, None, grip, event.shift, again)
        self.editing.cursor = Stop(box.block.id)
        self._changed()

    def _move(self, x: int, y: int, held: bool) -> bool:
        was = self._hanging_rect()
        self._pointer = (x, y)
        if held and self._press is not None and self.editing.carry is None:
            if abs(x - self._press.x) + abs(y - self._press.y) >= DRAG:
                self._lift()
        elif held and self._pan is not None:
            self._scroll(self._pan[0] - x, self._pan[1] - y)
            self._pan = (x, y)
            return True
        if self.editing.carry is None or not self._by_mouse:
            return False
        fx, fy = self._on_floor(x - self._grip[0], y - self._grip[1])
        before = self.editing.carry.place
        if self.editing.follow(self.layout(), fx, fy) != before or self._still is None or self.house is None:
            self.name = self._spoken()
            self.touch()
        else:
            self.house.damage(was.union(self._hanging_rect()).intersection(self.rect))
        return True

    def _lift(self) -> None:
        """What was pressed comes along with the pointer."""
        press, self._press = self._press, None
        if press is None:
            return
        self._grip = press.grip
        self._by_mouse = True
        if press.offer is not None:
            if press.offer.left == 0:
                self.editing.refused = Message("blockeditor.none_left")
            elif self.editing.take(press.offer.code):
                self._close_flyout()
        elif press.box is not None:
            id = press.box.block.id
            if press.box.block.shape == "field":
                id = id.rsplit("/", 1)[0]
            self.editing.pick(id, below=not press.single)
        self._changed()

    def _up(self, x: int, y: int) -> None:
        self._pan = None
        press, self._press = self._press, None
        if self.editing.carry is not None and self._by_mouse:
            self._drop(x, y)
        elif press is not None and press.slot is not None and press.box is not None:
            slot = press.slot.slot
            if not slot.takes_blocks or slot.block is None or slot.block.shape == "field":
                self._open_slot(Stop(press.box.block.id, press.slot.key))
        elif press is not None and (press.offer is not None or press.again):
            # Click to pick, click to place: for hands that cannot hold and move at once.
            self._press = press
            self._lift()
            self._pointer = (x, y)
        self._changed()

    def _drop(self, x: int, y: int) -> None:
        if self.palette.rect.contains(x, y):
            self.editing.throw_away()
        else:
            inside = self.floor.contains(x, y)
            at = self._on_floor(x - self._grip[0], y - self._grip[1]) if inside else None
            self.editing.drop(self.layout(), at)
        self._by_mouse = False
        self._changed()

    # -- slots

    def _slot_of(self, stop: Stop) -> Slot | None:
        where = self.editing.workspace.find(stop.block)
        return where.block.slot(stop.slot) if where is not None and stop.slot else None

    def _open_slot(self, stop: Stop) -> None:
        """Write in a slot, or choose from its list."""
        slot = self._slot_of(stop)
        editing = self.editing
        if slot is None or editing.locked or editing.workspace.stale is not None:
            if editing.locked:
                editing.refused = Message("blockeditor.running")
            return
        editing.cursor = self._slot_stop = stop
        if slot.shape == "square":
            self._choices = slot.choices or variables(editing.workspace)
            self._choice = self._choices.index(slot.text) if slot.text in self._choices else 0
        elif slot.shape == "hexagon":
            self._to_palette()
        else:
            where = editing.workspace.find(stop.block)
            text = slot.block.value if slot.block is not None else slot.text
            python = where is not None and where.block.kind == "python"
            if python and where is not None and not where.block.is_reporter and not where.block.mouths:
                text = code_of(editing.workspace, stop.block)
            self._typing = Document(text, single_line=not python)
            self._typing.finish()
            self._fresh = not python
        self._changed()

    def _stop_slot(self, keep: bool = False) -> None:
        """Close what is open in a slot; `keep`: what was typed goes into the program."""
        typing, self._typing = self._typing, None
        self._choices = ()
        if typing is not None and keep:
            slot = self._slot_of(self._slot_stop)
            shown = literal_text(slot, self.lang) if slot is not None and slot.takes_blocks else ""
            was = slot.text if slot is not None and not slot.takes_blocks else shown
            if typing.text != was:
                self.editing.write(self._slot_stop, typing.text)
        self._changed()

    def _choices_rect(self) -> Rect:
        assert self._view is not None
        rect = self._slot_rect()
        row = self._view.px(CHOICE_ROW)
        words = [choice_label(choice, self.lang) for choice in self._choices]
        width = max([self._view.text_size(word, look.BLOCK)[0] for word in words] + [60]) + self._view.px(40)
        h = row * len(words) + 8
        y = min(rect.bottom + 4, max(self.rect.y, self.rect.bottom - h))
        return Rect(min(rect.x, self.rect.right - width), y, width, h)

    def _slot_rect(self) -> Rect:
        box = self.layout().by_id.get(self._slot_stop.block)
        if box is None:
            return NOWHERE
        found = next((slot.rect for slot in box.slots if slot.key == self._slot_stop.slot), box.rect)
        return found.moved(*self._origin)

    def _click_choice(self, x: int, y: int) -> None:
        rect = self._choices_rect()
        if rect.contains(x, y) and self._view is not None:
            self._choice = max(0, min(len(self._choices) - 1, (y - rect.y - 4) // self._view.px(CHOICE_ROW)))
            self._choose()
        else:
            self._stop_slot()

    def _choose(self) -> None:
        choice = self._choices[self._choice]
        self._choices = ()
        self.editing.write(self._slot_stop, choice)
        self._changed()

    # -- the keyboard

    def _key(self, key: Key) -> bool:
        self.editing.refused = None
        if self._typing is not None:
            done = self._typing_key(key)
        elif self._choices:
            done = self._choice_key(key)
        elif self.palette.marked >= 0:
            done = self._palette_key(key)
        elif self.editing.carry is not None:
            done = self._carry_key(key)
        else:
            done = self._cursor_key(key)
        if done:
            self._changed()
        return done

    def _typing_key(self, key: Key) -> bool:
        typing = self._typing
        assert typing is not None
        if key.name == "backspace" and self._fresh:
            typing.select_all()
        if key.name not in ("shift", "ctrl"):
            self._fresh = False
        match key.name:
            case "escape":
                self._stop_slot()
            case "enter" if key.shift and not typing.single_line:
                typing.newline()
            case "enter" | "tab":
                self._stop_slot(keep=True)
            case "backspace":
                typing.backspace()
            case "delete":
                typing.delete()
            case "left":
                typing.left(key.shift)
            case "right":
                typing.right(key.shift)
            case "up":
                typing.up(key.shift)
            case "down":
                typing.down(key.shift)
            case "home":
                typing.home(key.shift)
            case "end":
                typing.line_end(key.shift)
        return True

    def _choice_key(self, key: Key) -> bool:
        match key.name:
            case "escape":
                self._stop_slot()
            case "up" | "left":
                self._choice = max(0, self._choice - 1)
            case "down" | "right":
                self._choice = min(len(self._choices) - 1, self._choice + 1)
            case "enter" | "space":
                self._choose()
            case "tab":
                self._stop_slot()
                return False
        return True

    def _to_palette(self) -> None:
        if self.palette.shelves:
            self._open_flyout()
            self.palette.marked = 0
            self.palette.touch()

    def _palette_key(self, key: Key) -> bool:
        shelf = self.palette.shelf
        if shelf is None:
            return False
        match key.name:
            case "escape" | "t":
                self._close_flyout()
            case "left" | "right":
                self.palette.choose(self.palette.chosen + (1 if key.name == "right" else -1))
                self.palette.marked = 0
            case "up" | "down":
                by = 1 if key.name == "down" else -1
                self.palette.marked = max(0, min(len(shelf.offers) - 1, self.palette.marked + by))
            case "enter" | "space":
                self._insert(shelf.offers[self.palette.marked])
            case _:
                return False
        if self._view is not None:
            self.palette.reveal(self._view)
        self.palette.touch()
        return True

    def _insert(self, offer: Offer) -> None:
        """The chosen block comes where the cursor is, or hops if it cannot stand there."""
        editing = self.editing
        self._close_flyout()
        if offer.left == 0:
            editing.refused = Message("blockeditor.none_left")
            return
        if not editing.take(offer.code) or editing.carry is None:
            return
        if not editing.carry.places:
            editing.cancel()
            editing.refused = Message("blockeditor.no_place")
            return
        editing.hop_near(editing.cursor)
        self._by_mouse = False
        if editing.carry is not None and editing.carry.place in editing.wanted_places(editing.cursor):
            editing.drop(self.layout())
            self._reveal(editing.cursor.block)

    def _carry_key(self, key: Key) -> bool:
        editing = self.editing
        match key.name:
            case "escape":
                editing.cancel()
            case "left" | "up":
                editing.hop(-1)
            case "right" | "down":
                editing.hop(1)
            case "enter" | "space" | "m":
                editing.drop(self.layout())
            case "delete" | "backspace":
                editing.throw_away()
            case _:
                return key.name != "tab"
        self._by_mouse = False
        return True

    def _cursor_key(self, key: Key) -> bool:
        editing = self.editing
        if key.ctrl and not key.alt:
            return self._ctrl_key(key)
        if key.alt:
            return False
        match key.name:
            case "up" | "down" | "left" | "right":
                lines = key.name in ("up", "down")
                editing.step(1 if key.name in ("down", "right") else -1, lines)
                self._reveal(editing.cursor.block)
            case "t":
                self._to_palette()
            case "enter" | "space":
                if editing.cursor.slot:
                    self._open_slot(editing.cursor)
                else:
                    self._to_palette()
            case "m":
                self._take_along(key.shift)
            case "d":
                editing.duplicate()
            case "x":
                editing.detach(self.layout())
            case "c":
                editing.fold(editing.cursor.block)
            case "delete" | "backspace":
                editing.delete()
            case _:
                return False
        return True

    def _take_along(self, below: bool) -> None:
        editing = self.editing
        cursor = editing.cursor
        if cursor.block == START or cursor.slot or not editing.pick(cursor.block, below):
            return
        if editing.carry is not None and not editing.carry.places:
            editing.cancel()
            editing.refused = Message("blockeditor.no_place")
            return
        self._by_mouse = False
        editing.hop_near(editing.cursor)

    def _ctrl_key(self, key: Key) -> bool:
        match key.name:
            case "z" if key.shift:
                self.redo()
            case "z":
                self.undo()
            case "y":
                self.redo()
            case "d":
                self.duplicate()
            case _:
                return False
        return True

    # -- drawing

    def draw(self, view: View) -> None:
        if self._view is None or self.floor.empty:
            self.arrange(self.rect, view)
        self._view = view
        if self.editing.carry is None or not self._by_mouse:
            self._still = None
            self._draw_floor(view)
            return
        # A drag changes nothing on the floor until the drop place changes: keep the picture.
        key = (self._layout_key, self.editing.carry, self.floor, *self.offset, self.running_block)
        if self._still is None or self._still[0] != key:
            sheet = view.layer(*view.rect[2:], view.colours.sky)
            with sheet.clip(self.floor.inset(-12)):
                self._draw_floor(sheet)
                for button in self.buttons:
                    button.draw(sheet)
            self._still = (key, sheet)
        spot = self.floor.inset(-8)
        view.blit(self._still[1].surface, spot.x, spot.y, spot)

    def _draw_floor(self, view: View) -> None:
        view.card(self.floor)
        pencil = self._pencil(view)
        layout = self.layout()
        ox, oy = self._origin
        editing = self.editing
        with view.clip(self.floor.inset(3)):
            draw_blocks(pencil, layout.boxes, layout, ox, oy)
            lifted = NOWHERE
            for box in layout.carried(editing.carried()):
                lifted = lifted.union(box.rect)
            if not lifted.empty:
                faded = lifted.moved(ox, oy).intersection(self.floor)
                pencil.tint(faded, view.colours.paper, 140)
            self._rings(pencil, layout, ox, oy)
            if editing.carry is not None and editing.carry.place is not None:
                self._marker(pencil, layout, ox, oy)
            if editing.workspace.stale is not None:
                view.tint(self.floor.inset(3), view.colours.paper, 150)
        if self.ringed:
            view.round_rect(self.floor, None, look.RADIUS_CARD, view.colours.ink, 3)

    def _rings(self, pencil: View, layout: BlockLayout, ox: int, oy: int) -> None:
        running = layout.by_id.get(self.running_block)
        if running is not None:
            draw_ring(pencil, running, layout, ox, oy, True)
        cursor = self.editing.cursor
        box = layout.by_id.get(cursor.block)
        if box is None or self.editing.carry is not None or self.palette.marked >= 0:
            return
        slot = next((slot for slot in box.slots if cursor.slot and slot.key == cursor.slot), None)
        if slot is not None:
            rect = slot.rect.moved(ox, oy)
            pencil.round_rect(rect.inset(-5), None, rect.h // 2 + 5, pencil.colours.ink, 6)
            pencil.round_rect(rect.inset(-4), None, rect.h // 2 + 4, pencil.colours.sun, 4)
        elif box is not running and self.focused:
            draw_ring(pencil, box, layout, ox, oy, False)

    def _marker(self, pencil: View, layout: BlockLayout, ox: int, oy: int) -> None:
        """The drop place: a grey shape under a yellow edge, or a ring about a slot."""
        carry = self.editing.carry
        place = carry.place if carry is not None else None
        point = anchor(layout, place) if place is not None else None
        if place is None or point is None:
            return
        if isinstance(place, InSlot):
            box = layout.by_id[place.block]
            rect = next(slot.rect for slot in box.slots if slot.key == place.slot).moved(ox, oy)
            pencil.round_rect(rect.inset(-5), None, rect.h // 2 + 5, pencil.colours.ink, 7)
            pencil.round_rect(rect.inset(-4), None, rect.h // 2 + 4, pencil.colours.sun, 4)
            return
        x, y = point[0] + ox, point[1] + oy
        boxes = self._carried_layout(pencil, 0, 0)
        w = boxes.boxes[0].rect.w if boxes is not None else pencil.px(160)
        pencil.tint(Rect(x, y, w, pencil.px(40)), pencil.colours.edge, 115)
        pencil.round_rect(Rect(x - 2, y - 4, w + 4, 9), pencil.colours.sun, 4, pencil.colours.ink, 2)

    def _carried_layout(self, pencil: View, x: int, y: int) -> BlockLayout | None:
        """What is new and carried, standing at (x, y)."""
        carry = self.editing.carry
        if carry is None or carry.block:
            layout = self.layout()
            ids = self.editing.carried()
            boxes = layout.carried(ids) if ids else []
            if ids and ids[0] == START:
                boxes.insert(0, layout.by_id[START])
            return BlockLayout(tuple(boxes), 0, 0, {}, layout.measures) if boxes else None
        block = next((o.block for s in self.palette.shelves for o in s.offers if o.code == carry.code), None)
        if block is None:
            return None
        return lay_out_block(block, measure(pencil), self.lang, pencil.scale, x, y)

    def _carried_picture(self, view: View) -> tuple[View | None, int, int]:
        """What hangs from the pointer as a kept picture, and how far from the block's corner it begins."""
        carry = self.editing.carry
        key = (replace(carry, place=None) if carry is not None else None, self._layout_key, self.lang)
        if self._hanging is None or self._hanging[0] != key:
            made = self._carried_layout(self._pencil(view), 0, 0)
            if made is None:
                return None, 0, 0
            first, around = made.boxes[0].rect, NOWHERE
            for box in made.boxes:
                around = around.union(box.rect)
            around = around.inset(-HANGING)
            around = Rect(around.x, around.y, around.w, min(around.h, 2 * self.rect.h))
            sheet = view.layer(around.w, around.h)
            draw_blocks(self._pencil(sheet), made.boxes, made, -around.x, -around.y)
            self._hanging = (key, sheet, around.x - first.x, around.y - first.y)
        return self._hanging[1:]

    def _hanging_rect(self) -> Rect:
        if self._hanging is None:
            return NOWHERE
        _, sheet, left, top = self._hanging
        x, y = self._pointer[0] - self._grip[0], self._pointer[1] - self._grip[1]
        return Rect(x + left, y + top, sheet.rect.w, sheet.rect.h)

    def draw_above(self, view: View) -> None:
        pencil = self._pencil(view)
        editing = self.editing
        if editing.carry is not None and self._by_mouse:
            x, y = self._pointer[0] - self._grip[0], self._pointer[1] - self._grip[1]
            picture, left, top = self._carried_picture(view)
            if picture is not None:
                with view.clip(self.rect):
                    view.blit(picture.surface, x + left, y + top)
        if self._typing is not None:
            self._draw_typing(view, pencil)
        if self._choices:
            self._draw_choices(view)
        stale = editing.workspace.stale
        if editing.refused is not None or stale is not None:
            message = editing.refused or Message("blocks.stale", {"line": stale.line if stale else 0})
            self._draw_message(view, catalogue.say(message, self.lang))

    def _draw_message(self, view: View, said: str) -> None:
        room = self.floor.inset(view.px(12))
        h = view.paragraph_size(said, room.w - view.px(24), look.SECONDARY)[1] + view.px(16)
        rect = Rect(room.x, room.bottom - view.px(56) - h, room.w, h)
        view.round_rect(rect, view.colours.sun_tint, 10, view.colours.sun_edge, 2)
        view.paragraph(said, rect.inset(view.px(12), view.px(8)), look.SECONDARY)

    def _draw_typing(self, view: View, pencil: View) -> None:
        typing = self._typing
        assert typing is not None
        code = not typing.single_line
        size = look.BLOCK - 1 if code else look.BLOCK
        slot = self._slot_rect()
        widest = max(pencil.text_size(line, size, code=code)[0] for line in typing.lines)
        row = pencil.px(26)
        rect = Rect(
            slot.x, slot.y, max(slot.w, widest + pencil.px(28)), max(slot.h, row * len(typing.lines) + 8)
        )
        view.round_rect(rect, view.colours.paper, 8, view.colours.sun_edge, 3)
        x, y = rect.x + pencil.px(12), rect.y + (rect.h - row * len(typing.lines)) // 2
        caret: Place = typing.caret
        for number, line in enumerate(typing.lines):
            box = Rect(x, y + number * row, rect.w, row)
            if self._fresh and line:
                w = pencil.text_size(line, size, code=code)[0]
                view.rect_fill(Rect(box.x, box.y + 2, w, row - 4), view.colours.selection)
            pencil.text(line, box, size, view.colours.ink, code=code)
            if number == caret.row:
                before = pencil.text_size(line[: caret.column], size, code=code)[0] if caret.column else 0
                view.rect_fill(Rect(box.x + before, box.y + 2, 2, row - 4), view.colours.ink)

    def _draw_choices(self, view: View) -> None:
        rect = self._choices_rect()
        view.round_rect(rect, view.colours.paper, 10, view.colours.edge, 2)
        row = view.px(CHOICE_ROW)
        for number, choice in enumerate(self._choices):
            line = Rect(rect.x + 4, rect.y + 4 + number * row, rect.w - 8, row)
            if number == self._choice:
                view.round_rect(line, view.colours.blue_tint, 8, view.colours.blue, 2)
            view.text(choice_label(choice, self.lang), line.inset(view.px(10), 0), look.BLOCK)
