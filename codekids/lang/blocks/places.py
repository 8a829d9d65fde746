"""What can be done to a workspace, as values: places for blocks, and edits.

`edits.apply` carries them out.
"""

from __future__ import annotations

from dataclasses import dataclass

# -- places


@dataclass(frozen=True, slots=True)
class After:
    """Under a block."""

    block: str


@dataclass(frozen=True, slots=True)
class Before:
    """Above a block."""

    block: str


@dataclass(frozen=True, slots=True)
class Inside:
    """At the top of a mouth of a block, counted from 0."""

    block: str
    mouth: int = 0


@dataclass(frozen=True, slots=True)
class InSlot:
    """In a slot of a block. A reporter that was there comes to lie loose at (x, y)."""

    block: str
    slot: str  # its name within the block: "condition", in the second row "1/condition"
    x: float = 0
    y: float = 0


@dataclass(frozen=True, slots=True)
class AtStart:
    """Right under the start hat."""


@dataclass(frozen=True, slots=True)
class Loose:
    """On the free floor; not part of the program."""

    x: float
    y: float


Place = After | Before | Inside | InSlot | AtStart | Loose

# -- edits


@dataclass(frozen=True, slots=True)
class Insert:
    """A new block, from the palette: Python with `___` for empty slots, a `pass` in empty mouths."""

    code: str
    place: Place


@dataclass(frozen=True, slots=True)
class Move:
    """A block to another place; `below`: with all that hangs under it."""

    block: str
    place: Place
    below: bool = True


@dataclass(frozen=True, slots=True)
class Delete:
    """A block gone; in its slot, or a mouth it leaves empty, stays an empty place."""

    block: str
    below: bool = False


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A second one of a block: a stack right under the first, a reporter loose; or at `place`."""

    block: str
    below: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class SetField:
    """What a child types into a slot, or chooses from its list.

    In a round slot numbers and texts are told apart by themselves. A text comes without
    quotes. Grey Python comes as `code_of` gives it.
    """

    block: str
    slot: str
    text: str


@dataclass(frozen=True, slots=True)
class Wrap:
    """A block (`below`: and all under it) into the first mouth of a new one."""

    block: str
    code: str
    below: bool = False


@dataclass(frozen=True, slots=True)
class AddRow:
    """`elif ___` or `else` added to an `if`."""

    block: str
    word: str  # "elif" or "else"


@dataclass(frozen=True, slots=True)
class RemoveRow:
    """A row of an `if` taken away, not the first; what was in its mouth comes to lie loose at (x, y)."""

    block: str
    row: int
    x: float = 0
    y: float = 0


@dataclass(frozen=True, slots=True)
class AddSlot:
    """One more slot at the end of a call or a list."""

    block: str


@dataclass(frozen=True, slots=True)
class RemoveSlot:
    """The last slot of a call or a list taken away; a reporter in it comes to lie loose at (x, y)."""

    block: str
    x: float = 0
    y: float = 0


@dataclass(frozen=True, slots=True)
class Rename:
    """A variable, a parameter or an own command called `to`, in all its uses."""

    name: str
    to: str


Edit = (
    Insert | Move | Delete | Duplicate | SetField | Wrap | AddRow | RemoveRow | AddSlot | RemoveSlot | Rename
)
