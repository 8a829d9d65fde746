"""Where every block of a workspace stands: sizes, positions, what is under a point.

While blocks are carried, the stack they left is closed and the place they would go to stands open:
`hidden` names what is carried, `Gap` says what to make room for. Knows no window.

Everything is in pixels of the floor, y downwards, the upper left of the program's stack near
(MARGIN, MARGIN). The measures are those of the design at 100 % times `Measures.scale`. Text is
measured by a callable, so nothing here draws. Places of loose pieces are kept at 100 %.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from codekids.lang import catalogue
from codekids.lang.blocks.block import Block, Row, Slot, slot_key
from codekids.lang.blocks.edits import After, AtStart, Before, Inside, InSlot, Place
from codekids.lang.blocks.labels import literal_text, parts, slot_text
from codekids.lang.blocks.workspace import START, Workspace
from codekids.ui.geometry import Rect

Measure = Callable[[str, bool], int]  # (text, in the code font) -> pixels at the scale in use

# "shape": the grey silhouette of what would come; "block": what would come itself.
Ghost = Literal["", "shape", "block"]

MARGIN = 24


@dataclass(frozen=True, slots=True)
class Measures:
    """The lengths of the blocks in pixels."""

    scale: float = 1.0

    def px(self, length: float) -> int:
        """A design length at this scale."""
        return round(length * self.scale)

    @property
    def row(self) -> int:
        return self.px(48)

    @property
    def arm(self) -> int:
        return self.px(16)

    @property
    def foot(self) -> int:
        return self.px(24)

    @property
    def hat(self) -> int:
        """How far the dome of a hat rises over its row."""
        return self.px(22)


class Word(NamedTuple):
    """Words to draw in a row; (x, y) is the middle of their left edge."""

    text: str
    x: int
    y: int
    code: bool = False


class SlotBox(NamedTuple):
    """A slot on the floor."""

    slot: Slot
    key: str  # its name within the block
    rect: Rect
    text: str = ""  # what it says when no block stands in it
    filled: bool = False  # a block stands in it, and draws itself


class RowBox(NamedTuple):
    """A row: its head, and the height of the mouth under it (0: none)."""

    rect: Rect
    mouth: int = 0


class BlockBox(NamedTuple):
    """A block on the floor."""

    block: Block
    rect: Rect  # without the tab under it
    rows: tuple[RowBox, ...]
    words: tuple[Word, ...]
    slots: tuple[SlotBox, ...]
    icon: Rect | None
    stack: str  # the id of its stack
    open_below: bool  # has a tab: another block can hang under it
    depth: int = 0
    folded: bool = False
    ghost: Ghost = ""  # not there yet

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies on the block itself and not in a mouth of it."""
        if not self.rect.contains(x, y):
            return False
        if not any(row.mouth for row in self.rows):
            return True
        arm = min(row.rect.h for row in self.rows) // 3
        if x < self.rect.x + arm:
            return True
        last = self.rows[-1]
        foot = last.rect.bottom + last.mouth
        return y >= foot or any(row.rect.contains(x, y) for row in self.rows)


class Gap(NamedTuple):
    """Room kept for blocks that are on their way."""

    place: Place
    blocks: tuple[Block, ...]
    ghost: Ghost  # "shape": of the first of them, without what is in its mouths


@dataclass(frozen=True, slots=True)
class BlockLayout:
    """All the blocks on the floor, in drawing order: a block before what is in it."""

    boxes: tuple[BlockBox, ...]
    width: int  # of the floor in use
    height: int
    by_id: dict[str, BlockBox]  # without ghosts
    measures: Measures

    def hit(self, x: float, y: float) -> tuple[BlockBox, SlotBox | None] | None:
        """The block under a point and the slot of it that is there."""
        for box in reversed(self.boxes):
            if box.contains(x, y) and not box.ghost:
                return box, next((slot for slot in box.slots if slot.rect.contains(x, y)), None)
        return None

    def carried(self, ids: Sequence[str]) -> list[BlockBox]:
        """The boxes of these blocks and of everything in them."""
        found: list[BlockBox] = []
        for id in ids:
            box = self.by_id.get(id)
            if box is not None:
                found += [self.by_id[inner.id] for inner in box.block.walk() if inner.id in self.by_id]
        return found


@dataclass(frozen=True, slots=True)
class _Sized:
    """A block laid out at (0, 0)."""

    box: BlockBox
    inside: tuple[tuple[int, int, _Sized], ...]

    def as_ghost(self, kind: Ghost) -> _Sized:
        """The same, marked as not there yet; of a silhouette only the outline remains."""
        inside = tuple((x, y, one.as_ghost(kind)) for x, y, one in self.inside) if kind == "block" else ()
        return _Sized(self.box._replace(ghost=kind), inside)


class _Layer:
    """Lays out one workspace."""

    def __init__(
        self,
        measure: Measure,
        measures: Measures,
        lang: str,
        folded: frozenset[str] = frozenset(),
        hidden: frozenset[str] = frozenset(),
        gap: Gap | None = None,
    ) -> None:
        self.measure = measure
        self.m = measures
        self.lang = lang
        self.folded = folded
        self.hidden = hidden
        self.gap = gap
        self.bare = False  # lay out silhouettes: nothing in the mouths

    def standing(self, blocks: Sequence[Block], top: Place | None) -> list[_Sized]:
        """The blocks of a stack or mouth without the carried ones, and the gap where it belongs.

        `top`: the place right over the first.
        """
        gap = self.gap.place if self.gap is not None else None
        found = self._ghosts() if gap is not None and gap == top else []
        for block in blocks:
            if gap is not None and gap == Before(block.id):
                found += self._ghosts()
            if block.id not in self.hidden:
                found.append(self.sized(block))
            if gap is not None and gap == After(block.id):
                found += self._ghosts()
        return found

    def _ghosts(self) -> list[_Sized]:
        assert self.gap is not None
        kind, blocks = self.gap.ghost, self.gap.blocks
        plain = _Layer(self.measure, self.m, self.lang, self.folded)
        plain.bare = kind == "shape"
        return [plain.sized(block).as_ghost(kind) for block in (blocks[:1] if plain.bare else blocks)]

    def sized(self, block: Block) -> _Sized:
        """One block and what is in it."""
        m = self.m
        if block.is_reporter:
            return self._reporter(block)
        folded = block.id in self.folded and bool(block.mouths)
        top = m.hat if block.shape == "hat" else 0
        y, width = top, 0
        words: list[Word] = []
        slots: list[SlotBox] = []
        inside: list[tuple[int, int, _Sized]] = []
        rows: list[RowBox] = []
        shown = block.rows[:1] if folded else block.rows
        for index, row in enumerate(shown):
            w, h, row_words, row_slots, row_inside = self._row(block, index, row, y)
            words += row_words
            slots += row_slots
            inside += row_inside
            if folded:
                words.append(Word("…", w - m.px(4), y + h // 2))
                w += m.px(20)
            width = max(width, w)
            mouth = 0
            if row.mouth is not None and not folded:
                below = y + h
                top_place = Inside(block.id, sum(1 for one in block.rows[:index] if one.mouth is not None))
                for made in self.standing(() if self.bare else row.mouth.blocks, top_place):
                    inside.append((m.arm, below, made))
                    below += made.box.rect.h
                mouth = max(m.px(24), below - y - h)
            rows.append(RowBox(Rect(0, y, w, h), mouth))
            y += h + mouth
        if rows and rows[-1].mouth:
            y += m.foot
        width = max(width, m.px(96 if block.shape == "hat" else 64))
        if any(row.mouth for row in rows):
            width = max(width, m.px(128))
        rows = [RowBox(Rect(0, row.rect.y, width, row.rect.h), row.mouth) for row in rows]
        icon = self._icon(block, top, rows[0].rect.h)
        open_below = block.shape not in ("cap", "hat")
        box = BlockBox(block, Rect(0, 0, width, y), tuple(rows), tuple(words), tuple(slots), icon, "",
                       open_below, folded=folded)  # fmt: skip
        return _Sized(box, tuple(inside))

    def _icon(self, block: Block, top: int, height: int) -> Rect | None:
        if not block.icon:
            return None
        side = self.m.px(24)
        return Rect(self.m.px(11), top + (height - side) // 2, side, side)

    def _row(
        self, block: Block, index: int, row: Row, y: int
    ) -> tuple[int, int, list[Word], list[SlotBox], list[tuple[int, int, _Sized]]]:
        m = self.m
        least = m.row if index == 0 else m.px(46)
        x = m.px(44) if block.icon and index == 0 else m.px(16)
        return self._line(block, index, row, x, y, least)

    def _line(
        self, block: Block, index: int, row: Row, x: int, y: int, least: int
    ) -> tuple[int, int, list[Word], list[SlotBox], list[tuple[int, int, _Sized]]]:
        """Width, height, words, slots and reporters of one row that starts at (x, y)."""
        m, gap = self.m, self.m.px(8)
        pieces: list[tuple[str | tuple[Slot, str | _Sized], int, int]] = []
        height = least
        for part in parts(block, row, self.lang):
            if isinstance(part, str):
                pieces.append((part, self.measure(part, False), 0))
                continue
            if part.prefix:
                pieces.append((part.prefix, self.measure(part.prefix, False), 0))
            filled = self._in_slot(block, index, part)
            if filled is None and part.block is not None and part.block.shape != "field":
                part = replace(part, block=None)
            if filled is not None:
                made = filled
                pieces.append(((part, made), made.box.rect.w, made.box.rect.h))
                height = max(height, made.box.rect.h + m.px(8 if block.is_reporter else 14))
            else:
                said, w, h = self._slot(block, part)
                pieces.append(((part, said), w, h))
                height = max(height, h + m.px(8 if block.is_reporter else 16))
        words: list[Word] = []
        slots: list[SlotBox] = []
        inside: list[tuple[int, int, _Sized]] = []
        middle = y + height // 2
        for piece, w, h in pieces:
            if isinstance(piece, str):
                words.append(Word(piece, x, middle))
            else:
                slot, filling = piece
                rect = Rect(x, middle - h // 2, w, h)
                if isinstance(filling, _Sized):
                    inside.append((rect.x, rect.y, filling))
                    slots.append(SlotBox(slot, slot_key(index, slot), rect, filled=True))
                else:
                    slots.append(SlotBox(slot, slot_key(index, slot), rect, filling))
            x += w + gap
        return x - gap + m.px(16), height, words, slots, inside

    def _in_slot(self, block: Block, row: int, slot: Slot) -> _Sized | None:
        """The reporter in a slot: not one that is carried away, but one that may come."""
        gap = self.gap
        if gap is not None and gap.ghost == "block" and gap.place == InSlot(block.id, slot_key(row, slot)):
            return self._ghosts()[0]
        inner = slot.block
        if inner is None or inner.shape == "field" or inner.id in self.hidden:
            return None
        return self.sized(inner)

    def _slot(self, block: Block, slot: Slot) -> tuple[str, int, int]:
        """What a slot without a block says, its width and height."""
        m = self.m
        said = literal_text(slot, self.lang) if slot.takes_blocks else slot_text(slot, self.lang)
        if slot.shape == "hexagon":
            return said, max(m.px(48), self.measure(said, False) + m.px(32)), m.px(32)
        if slot.shape == "square":
            return said, max(m.px(48), self.measure(said, False) + m.px(34)), m.px(32)
        if block.kind == "python" and slot.shape == "field":
            lines = said.split("\n")
            w = max(self.measure(line, True) for line in lines)
            return said, w + m.px(8), m.px(24) * len(lines)
        return said, max(m.px(40), self.measure(said, False) + m.px(24)), m.px(32)

    def _reporter(self, block: Block) -> _Sized:
        m = self.m
        if block.shape == "field":
            text = block.value
            w = max(m.px(40), self.measure(text, False) + m.px(24))
            words: list[Word] = [Word(text, m.px(12), m.px(16))]
            rect = Rect(0, 0, w, m.px(32))
            return _Sized(BlockBox(block, rect, (RowBox(rect),), tuple(words), (), None, "", False), ())
        side = m.px(20) if block.shape == "hexagon" else m.px(12)
        w, h, words, slots, inside = self._line(block, 0, block.rows[0], side, 0, m.px(36))
        rect = Rect(0, 0, max(w - m.px(16) + side, m.px(48)), h)
        box = BlockBox(block, rect, (RowBox(rect),), tuple(words), tuple(slots), None, "", False)
        return _Sized(box, tuple(inside))

    def start(self, words: str) -> _Sized:
        """The hat over the program."""
        m = self.m
        w = max(m.px(180), self.measure(words, False) + m.px(60))
        rect = Rect(0, 0, w, m.hat + m.row)
        row = RowBox(Rect(0, m.hat, w, m.row))
        icon = Rect(m.px(11), m.hat + m.px(12), m.px(24), m.px(24))
        block = Block(START, "start", "events", "play", "hat", (), 0, 0, 0, 0, 0, 0)
        word = Word(words, m.px(44), m.hat + m.row // 2)
        return _Sized(BlockBox(block, rect, (row,), (word,), (), icon, START, True), ())


def _flat(sized: _Sized, x: int, y: int, stack: str, found: list[BlockBox], depth: int = 0) -> None:
    """Add a block and what is in it, moved by (x, y), to `found`."""
    box = sized.box
    rows, words, slots, icon = box.rows, box.words, box.slots, box.icon
    found.append(
        BlockBox(
            box.block,
            box.rect.moved(x, y),
            tuple([RowBox(row.rect.moved(x, y), row.mouth) for row in rows]),
            tuple([Word(word.text, word.x + x, word.y + y, word.code) for word in words]),
            tuple(
                [
                    SlotBox(slot.slot, slot.key, slot.rect.moved(x, y), slot.text, slot.filled)
                    for slot in slots
                ]
            ),
            icon.moved(x, y) if icon is not None else None,
            stack,
            box.open_below,
            depth,
            box.folded,
            box.ghost,
        )
    )
    for dx, dy, inner in sized.inside:
        _flat(inner, x + dx, y + dy, stack, found, depth + 1)


def lay_out(
    workspace: Workspace,
    measure: Measure,
    lang: str,
    scale: float = 1.0,
    hidden: frozenset[str] = frozenset(),
    gap: Gap | None = None,
) -> BlockLayout:
    """All the stacks of a workspace. Stacks nobody moved stand one under the other."""
    measures = Measures(scale)
    layer = _Layer(measure, measures, lang, workspace.folded, hidden, gap)
    found: list[BlockBox] = []
    below = measures.px(MARGIN)
    for stack in workspace.stacks:
        x = measures.px(MARGIN if stack.x is None else stack.x)
        y = below if stack.y is None else measures.px(stack.y)
        start = stack.id == START
        sized = layer.standing(stack.blocks, AtStart() if start else None)
        if start and START not in hidden:
            sized.insert(0, layer.start(catalogue.text("block.start", lang)))
        for one in sized:
            _flat(one, x, y, stack.id, found)
            y += one.box.rect.h
        if stack.kind != "loose" and sized:
            below = max(below, y + measures.px(32))
    return _layout(found, measures)


def lay_out_blocks(
    blocks: Sequence[Block], measure: Measure, lang: str, scale: float, x: int = 0, y: int = 0,
    folded: frozenset[str] = frozenset(), hat: bool = False,
) -> BlockLayout:  # fmt: skip
    """A stack by itself at (x, y), for the palette and for what hangs from the pointer."""
    measures = Measures(scale)
    layer = _Layer(measure, measures, lang, folded)
    found: list[BlockBox] = []
    sized = [layer.sized(block) for block in blocks]
    if hat:
        sized.insert(0, layer.start(catalogue.text("block.start", lang)))
    for one in sized:
        _flat(one, x, y, "", found)
        y += one.box.rect.h
    return _layout(found, measures)


def _layout(boxes: list[BlockBox], measures: Measures) -> BlockLayout:
    margin = measures.px(MARGIN)
    return BlockLayout(
        tuple(boxes),
        max((box.rect.right for box in boxes), default=0) + margin,
        max((box.rect.bottom for box in boxes), default=0) + margin,
        {box.block.id: box for box in boxes if not box.ghost},
        measures,
    )
