"""What the block view costs, and that a storm of edits harms nothing. For `codekids bench` and the tests."""

from __future__ import annotations

import ast
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from codekids.lang.blocks import cut, sample
from codekids.lang.blocks.block import Block
from codekids.lang.blocks.cut import Text
from codekids.lang.blocks.edits import (
    AddRow,
    AddSlot,
    After,
    AtStart,
    Before,
    Delete,
    Duplicate,
    Edit,
    Insert,
    Inside,
    InSlot,
    Loose,
    Move,
    Place,
    RemoveRow,
    RemoveSlot,
    SetField,
    Wrap,
    apply,
)
from codekids.lang.blocks.splice import Change
from codekids.lang.blocks.stacks import followers
from codekids.lang.blocks.workspace import PROGRAM, Where, Workspace, statements, view

STACKS = (
    "move()", "turn_left()", 'say("Ari")', "say(___)", "for pas in range(4):\n    pass",
    "if ___:\n    pass", "if ___:\n    pass\nelse:\n    pass", "while True:\n    pass", "scor = 0",
    "scor += 1", "# notă", "return ___", "def f(a):\n    return a", 'x = """\n  doi\n"""', "break",
)  # fmt: skip
REPORTERS = ("7", '"măr"', "scor", "a + b", "a * b", "a and b", "not a", "object_here()", "-x", "___ == ___",
             "[1, 2]", "x if y else z", "lambda: 0", "a ** b", "l[0]", "(a, b)", "True")  # fmt: skip
TYPED = (
    "3",
    "-4",
    "3,5",
    "măr",
    "x1",
    "a b",
    "and",
    "*",
    "+",
    "==",
    "in",
    "or",
    'spune "da"',
    "",
    "a, b=2",
    "x = 1",
)


def ratio(blocks: int = 300, repeats: int = 7) -> float:
    """Time from source to blocks against `ast.parse` of the same text; the best of `repeats` of each."""
    text = sample.program(Random(300), blocks, tame=True)
    return _best(lambda: view(text), repeats) / _best(lambda: ast.parse(text), repeats)


def edit_ratio(blocks: int = 300, repeats: int = 7) -> float:
    """Time of one edit, new blocks included, against `ast.parse` of the same text."""
    text = sample.program(Random(300), blocks, tame=True)
    workspace = view(text)
    edit = Insert("move()", AtStart())
    return _best(lambda: apply(workspace, edit), repeats) / _best(lambda: ast.parse(text), repeats)


def _best(work: Callable[[], object], repeats: int) -> float:
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


@dataclass(frozen=True, slots=True)
class Storm:
    """What came of many random edits."""

    made: int
    refused: int


def storm(programs: int = 50, edits: int = 1000, seed: int = 1, size: int = 25) -> Storm:
    """Random edits on random programs, each checked. Raises AssertionError with the first that harms."""
    made = refused = 0
    for number in range(programs):
        random = Random(seed * 100_003 + number)
        workspace = view(sample.program(random, size, tame=number % 2 == 0))
        first = workspace
        history: list[Change] = []
        for step in range(edits):
            edit = random_edit(workspace, random)
            outcome = apply(workspace, edit)
            if outcome.refused is not None:
                assert outcome.workspace is workspace
                refused += 1
                continue
            wrong = harm(workspace, edit, outcome.workspace)
            assert not wrong, f"program {number}, step {step}, {edit}: {wrong}"
            history.append(outcome.change(workspace))
            if len(outcome.workspace.blocks) > 60:
                # Keep it the size of a child's program: take half of it away again.
                half = outcome.workspace.blocks[len(outcome.workspace.blocks) // 2].id
                smaller = apply(outcome.workspace, Delete(half, below=True))
                history.append(smaller.change(outcome.workspace))
                outcome = smaller
            workspace = outcome.workspace
            made += 1
        text = workspace.text
        for change in reversed(history):
            text = change.back(text)
        assert text == first.text, f"program {number}: undo does not lead back"
    return Storm(made, refused)


def random_edit(workspace: Workspace, random: Random) -> Edit:
    """An edit a child might try, sensible or not."""
    stacks = [block.id for block in statements(workspace.blocks)]
    for piece in workspace.loose:
        stacks += [block.id for block in statements(piece.blocks)]
    everything = [
        inner.id
        for blocks in (workspace.blocks, *(piece.blocks for piece in workspace.loose))
        for block in blocks
        for inner in block.walk()
    ]
    if not stacks:
        return Insert(random.choice(STACKS), AtStart())
    any_block, any_stack = random.choice(everything), random.choice(stacks)
    below = random.random() < 0.3
    kind = random.randrange(13)
    if kind < 3:
        return Insert(random.choice(STACKS), _place(random, stacks))
    if kind == 3:
        return Insert(random.choice(REPORTERS), _slot(workspace, random, everything))
    if kind < 6:
        return Move(any_stack, _place(random, stacks), below)
    if kind == 6:
        goes_to = _slot(workspace, random, everything) if random.random() < 0.7 else Loose(1, 2)
        return Move(any_block, goes_to, below)
    if kind == 7:
        return Delete(any_block, below)
    if kind == 8:
        return Duplicate(any_block, below)
    if kind < 11:
        place = _slot(workspace, random, everything)
        return SetField(place.block, place.slot, random.choice(TYPED))
    if kind == 11:
        return Wrap(any_stack, random.choice(STACKS), below)
    odd: list[Edit] = [AddRow(any_stack, random.choice(["elif", "else"])), RemoveRow(any_stack, 1)]
    return random.choice([*odd, AddSlot(any_block), RemoveSlot(any_block)])


def _place(random: Random, stacks: list[str]) -> Place:
    block = random.choice(stacks)
    places: list[Place] = [
        After(block),
        Before(block),
        Inside(block),
        Inside(block, 1),
        AtStart(),
        Loose(1, 2),
    ]
    return random.choice(places)


def _slot(workspace: Workspace, random: Random, ids: list[str]) -> InSlot:
    for _ in range(8):
        where = workspace.find(random.choice(ids))
        names = list(where.block.slot_names()) if where is not None else []
        if where is not None and names:
            return InSlot(where.block.id, random.choice(names))
    return InSlot(ids[0], "value")


def harm(before: Workspace, edit: Edit, after: Workspace) -> str:
    """What an edit did that it must not; "" if nothing.

    The result parses; every line that is not of a block named in the edit is there, to the
    byte and in order; every other block has its id, and its head the same text.
    """
    try:
        cut.parse(after.text)
        for piece in after.loose:
            cut.parse(piece.text, "eval") if piece.reporter else cut.parse(piece.text)
    except SyntaxError as error:
        return f"does not parse: {error}"
    touched = _touched(before, edit)
    old, new = Text(before.text), Text(after.text)
    free = touched.get(PROGRAM, set())
    kept = [old.full_line(number) for number in range(1, len(old) + 1) if number not in free]
    lines = iter([new.full_line(number) for number in range(1, len(new) + 1)])
    for line in kept:
        if not any(line == other or (line == line.rstrip("\r\n") == other.rstrip("\r\n")) for other in lines):
            return f"line lost: {line!r}"
    for sheet in (PROGRAM, *(piece.id for piece in before.loose)):
        for block in statements(before.sheet_blocks(sheet)):
            last = block.line if block.mouths else block.end_line
            if not set(range(block.first_line, last + 1)) & touched.get(sheet, set()):
                now = after.find(block.id)
                if now is None and block.kind == "pass":
                    continue  # alone in its mouth now, it shows as an empty one; its line was looked at
                if now is None and block.kind == "comment" and _is_note(after, before.text_of(block.id)):
                    continue  # it came to stand right above a `def`, and belongs to that now
                if now is None or after.head_of(block.id) != before.head_of(block.id):
                    return f"block {block.id} at line {block.line} lost its id or its text"
    return ""


def _is_note(workspace: Workspace, comment: str) -> bool:
    sheets = (workspace.blocks, *(piece.blocks for piece in workspace.loose))
    return any(comment in block.note for blocks in sheets for block in blocks)


def _touched(before: Workspace, edit: Edit) -> dict[str, set[int]]:
    """The lines each sheet may change in: those of the blocks and slots the edit names."""
    found: dict[str, set[int]] = {}
    named = [getattr(edit, "block", "")]
    place = getattr(edit, "place", None)
    target = getattr(place, "block", "")
    for id in named:
        where = before.find(id)
        if where is None:
            continue
        block = _statement(before, where)
        owner = before.find(block.id)
        moved = (
            followers(owner, getattr(edit, "below", False))
            if owner and not where.block.is_reporter
            else (block,)
        )
        for item in moved:
            whole = isinstance(edit, Move | Delete | Wrap | RemoveRow) and not where.block.is_reporter
            last = item.last_line if whole else item.end_line
            found.setdefault(where.sheet, set()).update(range(item.first_line, last + 1))
        for first, second in pairwise(moved):
            text = Text(before.sheet_text(where.sheet))
            gap = range(first.last_line, second.first_line)
            found[where.sheet].update(line for line in gap if not text.line(line).strip())
        _heads(before, where, found)
        if isinstance(edit, AddRow | RemoveRow):
            found[where.sheet].update(range(block.first_line, block.last_line + 1))
    where = before.find(target)
    if where is not None:
        block = _statement(before, where)
        if isinstance(place, InSlot):
            found.setdefault(where.sheet, set()).update(range(block.line, block.end_line + 1))
        else:
            lines = found.setdefault(where.sheet, set())
            if isinstance(place, Inside):
                lines.update(m.filler for m in where.block.mouths if m.filler)
                lines.update(m.first_line for m in where.block.mouths if m.inline)
            _heads(before, where, found)
    return found


def _heads(before: Workspace, where: Where, found: dict[str, set[int]]) -> None:
    """The line of a head with its body beside it, which is opened; and the `pass` of an empty mouth."""
    if where.mouth is not None and where.mouth.inline:
        found.setdefault(where.sheet, set()).add(where.mouth.first_line)
    if where.mouth is not None and where.mouth.filler:
        found.setdefault(where.sheet, set()).add(where.mouth.filler)


def _statement(before: Workspace, where: Where) -> Block:
    while where.block.is_reporter and where.parent is not None:
        up = before.find(where.parent.id)
        assert up is not None
        where = up
    return where.block
