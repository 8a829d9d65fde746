"""A workspace: a program seen as blocks, with the loose pieces that lie beside it.

`view` makes one from a text and, given the one before, keeps the ids of the blocks that
are still there, and so their places and whether they are folded. A text that cannot be
parsed keeps the last good blocks, with the reason in `stale`.

Workspaces are values: an edit gives a new one, undo goes back to the old.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeGuard

from codekids.lang.blocks import cut, dress
from codekids.lang.blocks.block import Block, Mouth, Row, Slot
from codekids.lang.blocks.cut import TOO_DEEP, Text
from codekids.lang.blocks.splice import Origin, matched_lines
from codekids.lang.dialect import Dialect
from codekids.lang.problems import Problem
from codekids.lang.source import BOM, UNREADABLE, read_source

START = "start"  # the id of the hat over the program
PROGRAM = ""  # the sheet that is the program; the others are loose pieces, by id

Ids = Mapping[tuple[int, int], str]  # (line, nth statement that starts on it) -> id


@dataclass(frozen=True, slots=True)
class Piece:
    """Blocks that hang on nothing: a stack, or one reporter. Never part of the program."""

    id: str
    text: str
    x: float  # in the block view's own unit, as the editor gave it
    y: float
    blocks: tuple[Block, ...] = ()
    reporter: bool = False


@dataclass(frozen=True, slots=True)
class Stack:
    """What hangs together in the view."""

    id: str  # START, the id of a `def`, or of a piece
    kind: Literal["start", "define", "loose"]
    blocks: tuple[Block, ...]
    x: float | None = None  # None: nobody moved it yet
    y: float | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """A block and where it is."""

    block: Block
    sheet: str  # PROGRAM or the id of a loose piece
    parent: Block | None = None
    row: int = 0
    slot: Slot | None = None  # of the parent: the block is a reporter in it
    mouth: Mouth | None = None  # of the parent: the block stands in it
    siblings: tuple[Block, ...] = ()  # all that stand there
    index: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Workspace:
    """A program and its block view."""

    text: str  # the program as it is now, without its BOM
    blocks: tuple[Block, ...]  # at the top of the program, in order
    cut_text: str  # what the blocks were cut from; another text only while `stale`
    bom: bool = False
    loose: tuple[Piece, ...] = ()
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # of START and of `def`s
    folded: frozenset[str] = frozenset()
    stale: Problem | None = None  # why the blocks are not those of `text`
    dialect: Dialect | None = None
    functions: frozenset[str] = frozenset()  # what the program defines
    next_id: int = 1
    _found: dict[str, Where] = field(default_factory=dict, repr=False)

    @property
    def source(self) -> str:
        """The program as it is written to a file."""
        return BOM + self.text if self.bom else self.text

    @property
    def stacks(self) -> tuple[Stack, ...]:
        """What hangs under the start hat, each `def` at the top, then the loose pieces."""
        main = tuple(block for block in self.blocks if not is_hat(block))
        found = [Stack(START, "start", main, *self.places.get(START, ()))]
        for block in self.blocks:
            if is_hat(block):
                found.append(Stack(block.id, "define", (block,), *self.places.get(block.id, ())))
        found += [Stack(piece.id, "loose", piece.blocks, piece.x, piece.y) for piece in self.loose]
        return tuple(found)

    def find(self, id: str) -> Where | None:
        """The block of that id, in the program or in a loose piece."""
        if not self._found:
            _index(self._found, self.blocks, PROGRAM)
            for piece in self.loose:
                _index(self._found, piece.blocks, piece.id)
        return self._found.get(id)

    def sheet_text(self, sheet: str) -> str:
        """The text that the blocks of a sheet were cut from."""
        return self.cut_text if sheet == PROGRAM else self.piece(sheet).text

    def sheet_blocks(self, sheet: str) -> tuple[Block, ...]:
        """The blocks of a sheet."""
        return self.blocks if sheet == PROGRAM else self.piece(sheet).blocks

    def piece(self, id: str) -> Piece:
        """A loose piece. Raises KeyError."""
        for piece in self.loose:
            if piece.id == id:
                return piece
        raise KeyError(id)

    def text_of(self, id: str) -> str:
        """The Python of one block, to the letter; "" for a block that is not there."""
        where = self.find(id)
        if where is None:
            return ""
        return self.sheet_text(where.sheet)[where.block.start : where.block.end]

    def head_of(self, id: str) -> str:
        """The Python of one block without what is in its mouths, and of the first row only."""
        where = self.find(id)
        text = self.text_of(id)
        if where is None or not where.block.mouths:
            return text
        return text[: where.block.mouths[0].colon - where.block.start]

    def at_line(self, line: int) -> Block | None:
        """The innermost statement of the program on a line, to light up while it plays."""
        found, blocks = None, self.blocks
        while True:
            inside = [block for block in blocks if block.first_line <= line <= block.last_line]
            if not inside:
                return found
            # Of `if x: move()` the head is meant: it is what runs first on that line.
            found = inside[0]
            blocks = tuple(
                inner for mouth in found.mouths if not mouth.inline or mouth.first_line > found.line
                for inner in mouth.blocks
            )  # fmt: skip


def is_hat(block: Block) -> bool:
    """A `def` at the top of the program, which is a stack of its own."""
    return block.shape == "hat"


def _index(found: dict[str, Where], blocks: Sequence[Block], sheet: str) -> None:
    pending = [Where(block, sheet, siblings=tuple(blocks), index=index) for index, block in enumerate(blocks)]
    while pending:
        where = pending.pop()
        block = where.block
        found[block.id] = where
        for number, row in enumerate(block.rows):
            pending += _inside(block, number, row, sheet)


def _inside(block: Block, number: int, row: Row, sheet: str) -> list[Where]:
    found = [Where(slot.block, sheet, block, number, slot) for slot in row.slots if slot.block is not None]
    if row.mouth is not None:
        standing = row.mouth.blocks
        found += [
            Where(inner, sheet, block, number, None, row.mouth, standing, index)
            for index, inner in enumerate(standing)
        ]
    return found


# -- making workspaces


def view(text: str, last: Workspace | None = None, dialect: Dialect | None = None) -> Workspace:
    """The blocks of a program. Never raises.

    With the workspace before (`last`), blocks that are still there keep their ids, loose pieces
    stay, and a text that cannot be parsed keeps the last blocks and says why in `stale`; without
    one it is a single grey block. A BOM is set aside. `dialect` None: that of `last`.
    """
    bom = text.startswith(BOM)
    text = text.removeprefix(BOM)
    if last is not None:
        dialect = dialect or last.dialect
        if text == last.cut_text and dialect is last.dialect:
            return replace(last, text=text, bom=bom, stale=None)
    try:
        if UNREADABLE.search(text):
            raise SyntaxError
        tree = cut.parse(text)
        ids = {} if last is None else _kept_ids(last, text)
        blocks, functions, next_id = blocks_of(text, tree, ids, last.next_id if last else 1, dialect)
    except (SyntaxError, *TOO_DEEP):
        return _not_parsed(text, bom, last, dialect)
    if last is None:
        return Workspace(text, blocks, text, bom, dialect=dialect, functions=functions, next_id=next_id)
    made = replace(
        last, text=text, blocks=blocks, cut_text=text, bom=bom, stale=None,
        dialect=dialect, functions=functions, next_id=next_id, _found={},
    )  # fmt: skip
    if functions != last.functions or dialect is not last.dialect:
        made = replace(made, loose=tuple(redressed(piece, made) for piece in made.loose))
    return tidied(made)


def reconcile(old: Workspace, new_text: str) -> Workspace:
    """The workspace after someone typed: `view` with the one before."""
    return view(new_text, old)


def blocks_of(
    text: str,
    tree: ast.Module,
    ids: Ids,
    next_id: int,
    dialect: Dialect | None,
    functions: frozenset[str] | None = None,
    top: bool = True,
) -> tuple[tuple[Block, ...], frozenset[str], int]:
    """Blocks, names defined (or the `functions` given) and the next free id.

    At the `top` of a program, and not of a loose piece, a `def` wears a hat.

    Raises one of TOO_DEEP for what is nested too deeply for this stack.
    """
    lines = Text(text)
    tiles = cut.cut(lines, tree)
    used = set(ids.values())
    line, nth = 0, 0
    given: set[str] = set()
    for tile in cut.walk(tiles):
        line, nth = tile.line, nth + 1 if tile.line == line else 0
        id = ids.get((line, nth), "")
        while not id or id in given:
            id = str(next_id)
            next_id += 1
            if id in used:
                id = ""
        tile.id = id
        given.add(id)
    known = dress.functions_of(tree) if functions is None else functions
    return dress.Dresser(lines, dialect, known).blocks(tiles, top), known, next_id


def _not_parsed(text: str, bom: bool, last: Workspace | None, dialect: Dialect | None) -> Workspace:
    problems = read_source(text).problems
    problem = problems[0] if problems else Problem(1, 0, "source.too_deep")
    if last is not None and last.blocks:
        return replace(last, text=text, bom=bom, stale=problem)
    lines = Text(text)
    end_line, end_column = lines.place(len(text))
    row = Row("block.python", (Slot("code", "field", 0, len(text), (), None, text),))
    id = last.next_id if last else 1
    grey = Block(
        str(id), "python", "python", "code", "stack", (row,), 0, len(text),
        1, 0, end_line, end_column, 1, end_line, "", text,
    )  # fmt: skip
    if last is not None:
        return replace(last, text=text, blocks=(grey,), cut_text=text, bom=bom, stale=problem, next_id=id + 1,
                       _found={})  # fmt: skip
    return Workspace(text, (grey,), text, bom, stale=problem, dialect=dialect, next_id=id + 1)


def _kept_ids(last: Workspace, text: str) -> Ids:
    old, new = Text(last.cut_text), Text(text)
    lines = matched_lines(
        [old.line(number) for number in range(1, len(old) + 1)],
        [new.line(number) for number in range(1, len(new) + 1)],
    )
    by_line: dict[int, list[tuple[int, str]]] = {}
    for (_, line, nth), id in origins(last, PROGRAM).items():
        by_line.setdefault(line, []).append((nth, id))
    return {(now, nth): id for now, was in lines.items() for nth, id in by_line.get(was, ())}


def statements(blocks: Sequence[Block]) -> list[Block]:
    """All that stand in stacks, comments too, as one reads them; no reporters."""
    found: list[Block] = []
    pending = list(reversed(blocks))
    while pending:
        block = pending.pop()
        found.append(block)
        for mouth in reversed(block.mouths):
            pending += reversed(mouth.blocks)
    return found


def origins(workspace: Workspace, sheet: str) -> dict[Origin, str]:
    """The id of the block that starts on each line of a sheet."""
    found: dict[Origin, str] = {}
    line, nth = 0, 0
    for block in statements(workspace.sheet_blocks(sheet)):
        line, nth = block.line, nth + 1 if block.line == line else 0
        found[sheet, line, nth] = block.id
    return found


def piece_of(
    text: str, x: float, y: float, reporter: bool, workspace: Workspace, ids: Ids, next_id: int, id: str = ""
) -> tuple[Piece, int]:
    """A loose piece from its text. Raises SyntaxError or one of TOO_DEEP."""
    if not id:
        id, next_id = str(next_id), next_id + 1
    if reporter:
        if not text.strip():
            raise SyntaxError
        try:
            node = cut.parse(text, "eval").body
        except SyntaxError:
            text = f"({text})"
            node = cut.parse(text, "eval").body
        blocks: tuple[Block, ...] = (
            dress.reporter(Text(text), node, id, workspace.dialect, workspace.functions),
        )
    else:
        blocks, _, next_id = blocks_of(
            text, cut.parse(text), ids, next_id, workspace.dialect, workspace.functions, top=False
        )
    return Piece(id, text, x, y, blocks, reporter), next_id


def redressed(piece: Piece, workspace: Workspace) -> Piece:
    """A piece seen anew, after what the program defines has changed."""
    ids = {(line, nth): id for (_, line, nth), id in _piece_origins(piece).items()}
    return piece_of(
        piece.text, piece.x, piece.y, piece.reporter, workspace, ids, workspace.next_id, piece.id
    )[0]


def _piece_origins(piece: Piece) -> dict[Origin, str]:
    return origins(Workspace("", (), "", loose=(piece,)), piece.id)


def tidied(workspace: Workspace) -> Workspace:
    """Without places and folds of blocks that are gone."""
    if not workspace.places and not workspace.folded:
        return workspace
    places = {
        id: place for id, place in workspace.places.items() if id == START or workspace.find(id) is not None
    }
    folded = frozenset(id for id in workspace.folded if workspace.find(id) is not None)
    return replace(workspace, places=places, folded=folded)


def fold(workspace: Workspace, id: str, folded: bool) -> Workspace:
    """One block shown as a single row, or opened again. The program stays."""
    if workspace.find(id) is None:
        return workspace
    return replace(workspace, folded=workspace.folded | {id} if folded else workspace.folded - {id})


def put(workspace: Workspace, id: str, x: float, y: float) -> Workspace:
    """A stack (START, a `def`, a loose piece) at another place. The program stays."""
    loose = tuple(replace(piece, x=x, y=y) if piece.id == id else piece for piece in workspace.loose)
    if loose != workspace.loose:
        return replace(workspace, loose=loose, _found={})
    where = workspace.find(id)
    if id == START or (where is not None and is_hat(where.block)):
        return replace(workspace, places={**workspace.places, id: (x, y)})
    return workspace


# -- keeping what is not in the source


def to_data(workspace: Workspace) -> dict[str, Any]:
    """What the source does not hold, as plain JSON: loose pieces, places, what is folded.

    Blocks are named by their number in reading order.
    """
    numbers = {block.id: number for number, block in enumerate(statements(workspace.blocks))}
    return {
        "loose": [
            {"text": piece.text, "x": piece.x, "y": piece.y, "reporter": piece.reporter}
            for piece in workspace.loose
        ],
        "places": [
            [-1 if id == START else numbers[id], x, y]
            for id, (x, y) in workspace.places.items()
            if id == START or id in numbers
        ],
        "folded": sorted(numbers[id] for id in workspace.folded if id in numbers),
        "count": len(numbers),
    }


def from_data(
    text: str,
    data: Mapping[str, Any] | None,
    dialect: Dialect | None = None,
    last: Workspace | None = None,
) -> Workspace:
    """The workspace of a source and what `to_data` kept. Never raises: what it cannot use it leaves out.

    Places and folds are given up if the program has another number of blocks than then.
    Blocks that are in `last` too keep their ids; of its floor nothing stays.
    """
    if last is not None:
        last = replace(last, loose=(), places={}, folded=frozenset(), _found={})
    made = view(text, last, dialect)
    data = data if isinstance(data, Mapping) else {}
    next_id, loose = made.next_id, []
    for item in _items(data.get("loose")):
        if not isinstance(item, Mapping) or not isinstance(item.get("text"), str):
            continue
        x, y = item.get("x"), item.get("y")
        if not _is_number(x) or not _is_number(y):
            continue
        try:
            piece, next_id = piece_of(
                item["text"], float(x), float(y), item.get("reporter") is True, made, {}, next_id
            )
        except (SyntaxError, *TOO_DEEP):
            continue
        if piece.blocks:
            loose.append(piece)
    made = replace(made, loose=tuple(loose), next_id=next_id, _found={})
    ids = [block.id for block in statements(made.blocks)]
    if data.get("count") != len(ids):
        return made
    for item in _items(data.get("places")):
        if isinstance(item, list) and len(item) == 3 and all(map(_is_number, item)):
            number = int(item[0])
            if -1 <= number < len(ids):
                made = put(made, START if number == -1 else ids[number], float(item[1]), float(item[2]))
    for item in _items(data.get("folded")):
        if isinstance(item, int) and 0 <= item < len(ids):
            made = fold(made, ids[item], True)
    return made


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9
