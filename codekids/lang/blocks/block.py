"""What a block view is made of: blocks, their rows, slots and mouths.

`start` and `end` are 0-based character offsets in the text the block was cut from
(the program without its BOM, or a loose piece), the end exclusive. Lines are 1-based,
columns 0-based characters, as in `ast`.

A block is drawn as rows. A row has a label, whose catalogue pattern places the slots
in the order of each language, and may have a mouth under it: `if … elif … else` is one
block of three rows. Blocks are values; a new text gives new blocks with the old ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

EMPTY = "___"  # an empty slot in the text: it parses, and nobody calls a variable so

Category = Literal[
    "events", "motion", "pen", "looks", "sound", "control",
    "sensing", "operators", "variables", "lists", "own", "python",
]  # fmt: skip
CATEGORIES: tuple[Category, ...] = (
    "events", "motion", "pen", "looks", "sound", "control",
    "sensing", "operators", "variables", "lists", "own", "python",
)  # fmt: skip

# "field": a literal drawn inside its slot, no block to drag: a number, a text.
BlockShape = Literal["stack", "c", "hat", "cap", "round", "hexagon", "field"]
# "square": a list to choose from. "field": something to type. Neither takes a block.
SlotShape = Literal["round", "hexagon", "square", "field"]
Value = Literal["number", "text", "boolean", "list", "any"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a row for a reporter, a choice or typed text."""

    name: str  # in the label's pattern: "times"
    shape: SlotShape
    start: int  # of what fills it, without brackets around; start == end: not written at all
    end: int
    accepts: tuple[Value, ...] = ("any",)
    block: Block | None = None  # None in a round or hexagonal slot: empty
    text: str = ""  # square, field: what it says, as in the source
    choices: tuple[str, ...] = ()  # square: what else it may say; empty: the program's variables
    prefix: str = ""  # what stands before it, to the letter: "steps="
    default: str = ""  # what a new one is filled with, as Python
    level: int = 0  # how tightly its text must bind, see `brackets`

    @property
    def takes_blocks(self) -> bool:
        """Round and hexagonal slots do."""
        return self.shape in ("round", "hexagon")

    @property
    def is_empty(self) -> bool:
        """A slot for a block with nothing in it."""
        return self.block is None and self.shape in ("round", "hexagon")


@dataclass(frozen=True, slots=True)
class Mouth:
    """Where the blocks of a suite stand."""

    blocks: tuple[Block, ...]  # without the `pass` of an empty one
    indent: str  # what its lines start with
    first_line: int  # where a block put in at the top goes
    filler: int = 0  # the line of the `pass` that only keeps it open; 0: none
    inline: bool = False  # on the line of its head: `if x: move()`
    colon: int = 0  # offset just after the colon of its head


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a block: a label with slots, and perhaps a mouth below."""

    label: str  # a catalogue key: "block.repeat"
    slots: tuple[Slot, ...] = ()
    mouth: Mouth | None = None
    start: int = 0  # offset of its first word: that of `else`


@dataclass(frozen=True, slots=True)
class Block:
    """One block: a statement or an expression of the program."""

    id: str  # "7"; of a reporter the way to it: "7/condition/left", "7/1/condition" in the second row
    kind: str  # "repeat", "if", "command", "call", "number", "python" …
    category: Category
    icon: str  # assets/icons/<icon>.svg, or ""
    shape: BlockShape
    rows: tuple[Row, ...]
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    first_line: int = 0  # statements own whole lines: from here (the comments of a `def` too) …
    last_line: int = 0  # … to here, inclusive (comments in its last mouth too)
    name: str = ""  # the word it calls or names: "move"
    value: str = ""  # a literal's value as shown, a grey block's text
    answers: Value = "any"  # of a reporter
    note: str = ""  # the comment at its end or, for a `def`, above it

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots of all rows."""
        return tuple(slot for row in self.rows for slot in row.slots)

    @property
    def mouths(self) -> tuple[Mouth, ...]:
        """Its mouths, top first."""
        return tuple(row.mouth for row in self.rows if row.mouth is not None)

    @property
    def is_reporter(self) -> bool:
        """Stands in a slot, not in a stack."""
        return self.shape in ("round", "hexagon", "field")

    @property
    def is_statement(self) -> bool:
        """Python needs one in every mouth; a comment does not count."""
        return self.kind != "comment" and self.shape not in ("round", "hexagon", "field")

    def slot(self, name: str) -> Slot | None:
        """The slot of that name; in the second row and below "1/condition", "2/condition" …"""
        found = self.slot_names()
        return found.get(name)

    def slot_names(self) -> dict[str, Slot]:
        """Slots by the name that tells them apart within the block."""
        return {slot_key(index, slot): slot for index, row in enumerate(self.rows) for slot in row.slots}

    def walk(self) -> Iterator[Block]:
        """The block and everything in it, as one reads it."""
        yield self
        for row in self.rows:
            for slot in row.slots:
                if slot.block is not None:
                    yield from slot.block.walk()
            if row.mouth is not None:
                for block in row.mouth.blocks:
                    yield from block.walk()


def slot_key(row: int, slot: Slot) -> str:
    """The name of a slot within its block."""
    return f"{row}/{slot.name}" if row else slot.name


def fits(slot: Slot, block: Block) -> bool:
    """Whether a reporter may go into a slot; what nobody can tell fits everywhere."""
    return slot.takes_blocks and block.is_reporter and fits_value(slot, block.answers)


def fits_value(slot: Slot, value: Value) -> bool:
    """Whether a slot takes a kind of value."""
    return "any" in slot.accepts or value == "any" or value in slot.accepts
