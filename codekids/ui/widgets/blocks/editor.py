"""The block editor: palette and floor, worked by mouse or by keyboard alone.

What is being done is kept in `Editing`, which knows no window. `Hand` turns the pointer into its calls,
`Keys` the keyboard, `Entry` writes in slots, `Floor` draws. This file is what the screen sees of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from codekids.lang import catalogue
from codekids.lang.blocks.palette import palette
from codekids.lang.blocks.rules import Rules
from codekids.lang.blocks.splice import Change
from codekids.lang.blocks.spoken import spoken, spoken_slot
from codekids.lang.blocks.targets import spoken_place
from codekids.lang.blocks.workspace import START, Workspace
from codekids.lang.problems import Message
from codekids.ui import theme as look
from codekids.ui.events import Event, Key, PointerDown, PointerMove, PointerUp, Text, Wheel
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.blocks.comfort import Comfort
from codekids.ui.widgets.blocks.editing import Editing
from codekids.ui.widgets.blocks.entry import Entry
from codekids.ui.widgets.blocks.floor import FOOT, HEAD, USUAL, Floor
from codekids.ui.widgets.blocks.hand import Hand
from codekids.ui.widgets.blocks.keys import Keys
from codekids.ui.widgets.blocks.layout import BlockLayout
from codekids.ui.widgets.blocks.menus import Menus
from codekids.ui.widgets.blocks.palette import RAIL, Palette
from codekids.ui.widgets.blocks.problem import ProblemAtBlock
from codekids.ui.widgets.bubble import ErrorBubble
from codekids.ui.widgets.button import IconButton

PALETTE_WIDTH = 358
WIDE = 760  # pixels at 100 %: from here on the blocks of the palette stay open
FLYOUT = 300


class BlockEditor(Widget):
    """`editing` holds the program; `on_edit` hears of every change of its text, `on_floor` of what
    changes beside it.

    `on_hover` gets the 1-based line of the block under the pointer, or None. `words` are what a slot of
    that name is mostly filled with: {"colour": ("red", "blue")}. `can_step`: whether `on_undo` (True)
    or `on_redo` (False) would do something.
    """

    def __init__(
        self,
        workspace: Workspace,
        lang: str,
        rules: Rules | None = None,
        on_edit: Callable[[Change], None] | None = None,
        on_undo: Callable[[], None] | None = None,
        on_redo: Callable[[], None] | None = None,
        on_hover: Callable[[int | None], None] | None = None,
        on_floor: Callable[[], None] | None = None,
        words: Mapping[str, Sequence[str]] | None = None,
        can_step: Callable[[bool], bool] = lambda back: False,
    ) -> None:
        super().__init__(catalogue.text("blockeditor.name", lang), "editor")
        self.focusable = True
        self.lang = lang
        self.editing = Editing(workspace, rules, on_edit, on_floor)
        self.on_undo, self.on_redo, self.on_hover = on_undo, on_redo, on_hover
        self.palette = Palette(self.say("palette"), lang, self.say("bin"), self.say("help"))
        self.words = words or {}
        self.can_step = can_step
        self.floor = Floor(self.editing, lang, self.say("name"))
        self.entry = Entry(self)
        self.hand = Hand(self)
        self.keys = Keys(self)
        self.menus = Menus(self)
        self.at_block = ProblemAtBlock(self)
        self._rail = self.rect
        self.bin = IconButton("trash", self.say("delete"), self.delete)
        self.back = IconButton("undo", self.say("undo"), self.undo)
        self.forth = IconButton("redo", self.say("redo"), self.redo)
        self.more = IconButton("dots", self.say("more"), lambda: self.menus.for_floor(self.more.rect))
        self.buttons = [self.bin, self.back, self.forth, self.more]
        self.add(self.floor, *self.buttons, self.palette)
        self.changed()

    def say(self, word: str) -> str:
        """One of the editor's own words."""
        return catalogue.text(f"blockeditor.{word}", self.lang)

    # -- what the screen calls

    def arrange(self, rect: Rect, view: View) -> None:
        """Stand at `rect`: the palette at its left (or right, for the left hand), the floor beside it."""
        self.place(rect)
        self.floor.view = view
        wide = rect.w >= view.px(WIDE)
        width = view.px(PALETTE_WIDTH if wide else RAIL)
        if view.theme.left_handed:
            floor, self._rail = rect.split_right(width, view.px(look.GAP))
        else:
            self._rail, floor = rect.split_left(width, view.px(look.GAP))
        self.palette.wide = wide
        self.palette.place(self._rail)
        self.floor.place(floor)
        self._arrange_buttons(view)
        self.floor.scroll(0, 0)

    def _arrange_buttons(self, view: View) -> None:
        floor = self.floor
        side = min(view.px(48), (floor.rect.w - view.px(24)) // len(self.buttons) - view.px(6))
        if floor.low:
            side = min(side, view.px(HEAD) - 8)
            y = floor.rect.y + (view.px(HEAD) - side) // 2
        else:
            y = floor.rect.bottom - (view.px(FOOT) + side) // 2
        x = floor.rect.right - view.px(12) - side
        for button in (self.more, self.forth, self.back):
            button.place(Rect(x, y, side, side))
            x -= side + view.px(6)
        self.bin.place(Rect(x if floor.low else floor.rect.x + view.px(16), y, side, side))

    def set_comfort(self, comfort: Comfort) -> None:
        """Larger blocks that snap from farther away, for beginners."""
        self.editing.snap_radius = comfort.snap_radius
        self.palette.base = comfort.scale
        if self.floor.set(base=comfort.scale):
            self.changed()

    def set_text(self, text: str) -> None:
        """The program as it is in the text editor now."""
        if text == self.editing.workspace.source:
            return
        self.entry.close()
        self.hand.let_go()
        self.editing.set_text(text)
        self.changed()

    def set_workspace(self, workspace: Workspace) -> None:
        """Another program, with a history of its own."""
        self.entry.close()
        self.hand.let_go()
        self.editing.start_with(workspace)
        self.changed()

    def set_running(self, line: int | None) -> None:
        """Light up the block of a 1-based line; None: nothing runs."""
        block = self.editing.workspace.at_line(line) if line else None
        if self.floor.light(running=block.id if block is not None else "") and block is not None:
            self.floor.reveal(block.id)

    def set_hovered(self, line: int | None) -> None:
        """Light up the block of a line the pointer is on elsewhere."""
        block = self.editing.workspace.at_line(line) if line else None
        self.floor.light(pointed=block.id if block is not None else "")

    def show_problem(self, line: int, column: int, bubble: ErrorBubble | None = None) -> None:
        """Ring the block of a line (1-based), or the empty slot at a column of it; the bubble below it."""
        self.at_block.show(line, column, bubble)

    def clear_problem(self) -> None:
        """Take the ring and the bubble away."""
        self.at_block.clear()

    @property
    def bubble(self) -> ErrorBubble | None:
        """The bubble that is shown."""
        return self.at_block.bubble

    def set_locked(self, locked: bool) -> None:
        """During a run nothing can be changed."""
        if locked == self.editing.locked:
            return
        self.editing.locked = locked
        if locked:
            self.hand.let_go()
            self.entry.close()
            self.menus.close()
        self.changed()

    def set_lang(self, lang: str) -> None:
        """Another language, even in the middle of a drag."""
        self.lang = self.palette.lang = self.floor.lang = lang
        self.palette.bin_words, self.palette.help_words = self.say("bin"), self.say("help")
        self.floor.title = self.say("name")
        self.palette.name = self.say("palette")
        for button, word in zip(self.buttons, ("delete", "undo", "redo", "more"), strict=True):
            button.say(self.say(word))
        self.changed()

    # -- commands

    def undo(self) -> None:
        """One step back, here or in the history of the text if that was given."""
        self._history(None if self.editing.only_floor(True) else self.on_undo, self.editing.undo)

    def redo(self) -> None:
        """One step forth again."""
        self._history(None if self.editing.only_floor(False) else self.on_redo, self.editing.redo)

    def _history(self, elsewhere: Callable[[], None] | None, here: Callable[[], bool]) -> None:
        self.entry.close()
        self.hand.let_go()
        if self.editing.locked:
            self.editing.refused = Message("blockeditor.running")
        elif elsewhere is not None:
            elsewhere()
        else:
            here()
        self.changed()

    def delete(self) -> None:
        """The block under the cursor gone."""
        self.editing.delete()
        self.changed()

    def duplicate(self) -> None:
        """A second one of the block under the cursor."""
        self.editing.duplicate()
        self.changed()

    def detach(self) -> None:
        """The block under the cursor, with what hangs under it, off to the free floor."""
        self.editing.detach(self.floor.full())
        self.changed()

    def tidy(self) -> None:
        """The stacks in order, the view at the beginning."""
        self.editing.tidy()
        self.floor.offset = (0, 0)
        self.changed()

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller blocks."""
        self.floor.zoom_to(self.floor.zoom + steps)
        self.changed()

    def zoom_usual(self) -> None:
        """Blocks of the usual size."""
        self.floor.zoom_to(USUAL)
        self.changed()

    # -- menus

    def after(self, do: Callable[[], object]) -> None:
        """Do what a menu said, and show it."""
        do()
        self.changed()

    # -- the palette where there is little room

    def open_flyout(self) -> None:
        """The blocks of the chosen category beside the rail."""
        view = self.floor.view
        if view is None:
            return
        if not self.palette.wide:
            self.palette.wide = True
            rail = self._rail
            width = min(self.rect.w, rail.w + view.px(FLYOUT))
            x = rail.right - width if view.theme.left_handed else rail.x
            self.palette.place(Rect(x, rail.y, width, rail.h))
        self.palette.arrange(view)
        self.touch()

    def close_flyout(self) -> None:
        """Only the rail again."""
        self.palette.marked = -1
        if self.floor.view is not None and self.rect.w < self.floor.view.px(WIDE):
            self.palette.wide = False
            self.palette.place(self._rail)
        self.touch()

    # -- state into looks

    def changed(self) -> None:
        """Bring palette, words and buttons up to what is being done."""
        editing = self.editing
        self.palette.fill(palette(editing.workspace, editing.rules.toolbox, editing.rules.counts))
        hat = self.editing.cursor.block == START and not self.ringed
        self.floor.shows_cursor = self.focused and self.palette.marked < 0 and not hat
        self.say_focus()
        dragging = self.hand.drags
        for button in self.buttons:
            button.visible = not dragging
        self.show_history()
        if not dragging:
            self.floor.forget_drag()
        self.touch()

    def show_history(self) -> None:
        """Whether there is something to undo, and to do again."""
        self.back.set(enabled=self.editing.can_undo or self.can_step(True))
        self.forth.set(enabled=self.editing.can_redo or self.can_step(False))

    def say_focus(self) -> None:
        """What has the focus, as one says it: the name of the editor."""
        self.name = self._spoken()

    def _spoken(self) -> str:
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
            carried = editing.carry.blocks[0] if editing.carry.blocks else None
            block = where.block if where is not None else carried
            said = spoken(block, lang) if block is not None else editing.carry.code
            place = spoken_place(editing.workspace, editing.carry.place, lang)
            return catalogue.text("blockeditor.moving", lang, block=said, place=place)
        where = editing.workspace.find(editing.cursor.block)
        if where is None:
            return catalogue.text("block.start", lang)
        slot = where.block.slot(editing.cursor.slot) if editing.cursor.slot else None
        if slot is not None:
            return spoken_slot(where.block, slot, lang)
        said = spoken(where.block, lang)
        if editing.cursor.block in editing.rules.locked | editing.rules.kept:
            return catalogue.text("blockeditor.stays", lang, block=said)
        return said

    def hover(self, id: str) -> None:
        """The pointer is on this block."""
        if not self.floor.light(pointed=id):
            return
        where = self.editing.workspace.find(id)
        if self.on_hover is not None:
            self.on_hover(where.block.line if where is not None and where.sheet == "" else None)

    def hover_changed(self, on: bool) -> None:
        if not on:
            self.hover("")

    def layout(self) -> BlockLayout:
        """Where the blocks stand now. Needs `arrange` or a drawing first."""
        return self.floor.full()

    # -- events

    def handle(self, event: Event) -> bool:
        if self.floor.view is None:
            return False
        match event:
            case PointerDown(button=1):
                self.hand.down(event)
                self.changed()
            case PointerDown(button=3):
                self.hand.menu(event.x, event.y)
            case PointerDown():
                return True
            case PointerMove(x=x, y=y):
                return self.hand.move(x, y, event.held)
            case PointerUp(button=1):
                self.hand.up(event.x, event.y)
            case Wheel():
                self._wheel(event)
            case Text(text=text):
                return self.keys.typed(text)
            case Key() if event.pressed:
                return self.keys.press(event)
            case _:
                return False
        return True

    def _wheel(self, event: Wheel) -> None:
        if event.ctrl:
            self.zoom_by(1 if event.dy > 0 else -1)
        elif self.palette.rect.contains(event.x, event.y):
            self.palette.scroll(round(-event.dy * 48), event.x)
        else:
            self.floor.scroll(round(event.dx * 48), round(-event.dy * 48))
            self.touch()

    def focus_moved(self, has: bool) -> None:
        if not has:
            self.entry.close(keep=True)
            self.menus.close()
        super().focus_moved(has)
        self.changed()

    def tick(self, seconds: float) -> bool:
        return self.hand.tick(seconds)

    def covers(self, spot: Rect) -> bool:
        """The kept picture of a drag hides what is behind the floor."""
        inner = self.floor.rect.inset(-8)
        return self.floor.is_still and inner.union(spot) == inner

    # -- drawing: the floor and the palette draw themselves, what lies over them comes last

    def draw(self, view: View) -> None:
        self.floor.view = view
        self.at_block.arrange(view)

    def draw_above(self, view: View) -> None:
        self.floor.view = view
        if self.hand.drags:
            made = self.floor.hanging(view)
            if made is not None:
                x, y = self.hand.place()
                with view.clip(self.rect.inset(-8)):
                    view.blit(made.sheet.surface, x + made.left, y + made.top)
        with view.clip(self.rect):
            self.entry.draw(view)
        self._draw_message(view)
        if self.ringed:
            view.round_rect(self.floor.rect.inset(-1), None, look.RADIUS_CARD, view.colours.ink, 3)

    def _draw_message(self, view: View) -> None:
        """Why something did not happen; for those who use the keyboard, what has the focus."""
        # A bubble says it better.
        stale = self.editing.workspace.stale if self.at_block.bubble is None else None
        if self.editing.refused is None and stale is None and not self.ringed:
            return
        said, calm = self.name, True
        if self.editing.refused is not None:
            said, calm = catalogue.say(self.editing.refused, self.lang), False
        elif stale is not None:
            said, calm = catalogue.text("blocks.stale", self.lang, line=stale.line), False
        room = self.floor.area.inset(view.px(9), 0)
        inner = room.w - view.px(24)
        h = min(view.paragraph_size(said, inner, look.SECONDARY)[1] + view.px(12), room.h)
        rect = Rect(room.x, room.bottom - h - view.px(6), room.w, h)
        fill, edge = (view.colours.well, view.colours.line) if calm else (
            view.colours.sun_tint, view.colours.sun_edge)  # fmt: skip
        view.round_rect(rect, fill, 10, edge, 2)
        with view.clip(rect):
            view.paragraph(said, rect.inset(view.px(12), view.px(6)), look.SECONDARY)
