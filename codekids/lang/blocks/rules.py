"""What a lesson allows: which blocks, how many, what of the start stays. The same for blocks and text.

`apply_within` is `edits.apply` under the rules; `limit_problems` says the same of a
program that was typed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from codekids.lang import measure
from codekids.lang.blocks import cut, edits
from codekids.lang.blocks.block import EMPTY, Block
from codekids.lang.blocks.cut import Text
from codekids.lang.blocks.edits import (
    AddRow,
    AddSlot,
    Delete,
    Edit,
    InSlot,
    Loose,
    Move,
    Outcome,
    RemoveRow,
    RemoveSlot,
    Rename,
    SetField,
    Wrap,
)
from codekids.lang.blocks.palette import brought_along, is_language_word, word_of, words_used
from codekids.lang.blocks.stacks import followers
from codekids.lang.blocks.workspace import Workspace, statements, view
from codekids.lang.lines import character_column
from codekids.lang.problems import Message, Problem
from codekids.lang.source import Program
from codekids.lang.tree import walk


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits of one lesson. Made by `rules_for`, which finds the ids of the starter blocks."""

    toolbox: tuple[str, ...] = ()  # empty: everything
    counts: Mapping[str, int] = field(default_factory=dict)  # most blocks of a word
    max_blocks: int | None = None  # as the goal counts them
    required: tuple[str, ...] = ()  # words the program must have
    locked: frozenset[str] = frozenset()  # ids of blocks that stay as and where they are
    kept: frozenset[str] = frozenset()  # ids of blocks that may move but not go
    locked_lines: tuple[tuple[int, str], ...] = ()  # lines of the starter, and what stands there


def rules_for(
    start: Workspace,
    toolbox: Iterable[str] = (),
    counts: Mapping[str, int] | None = None,
    max_blocks: int | None = None,
    required: Iterable[str] = (),
    locked_lines: Iterable[int] = (),
    kept_lines: Iterable[int] = (),
) -> Rules:
    """The rules of a lesson for a workspace that shows its starting program; lines are 1-based.

    A compound block is locked with the line of its head alone: its mouth may be filled.
    """
    text = Text(start.text)
    locked, kept = set(locked_lines), set(kept_lines)
    blocks = statements(start.blocks)
    return Rules(
        tuple(toolbox),
        dict(counts or {}),
        max_blocks,
        tuple(required),
        frozenset(block.id for block in blocks if block.line in locked),
        frozenset(block.id for block in blocks if block.line in kept),
        tuple((line, text.line(line).strip()) for line in sorted(locked) if 1 <= line <= len(text)),
    )


def apply_within(workspace: Workspace, edit: Edit, rules: Rules) -> Outcome:
    """Carry out an edit if the lesson allows it. A refused one leaves the workspace as it was."""
    refused = _held(workspace, edit, rules)
    if refused is not None:
        return Outcome(workspace, "", refused)
    outcome = edits.apply(workspace, edit)
    if outcome.refused is None:
        refused = _too_much(workspace, outcome.workspace, rules)
        if isinstance(edit, Rename) and any(
            workspace.head_of(id) != outcome.workspace.head_of(id) for id in rules.locked
        ):
            refused = Message("blocks.locked")
        if refused is not None:
            return Outcome(workspace, "", refused)
    return outcome


def refusal(workspace: Workspace, edit: Edit, rules: Rules) -> Message | None:
    """Why an edit cannot be made; None: it can."""
    return apply_within(workspace, edit, rules).refused


def is_locked(block: Block, rules: Rules) -> bool:
    """Whether a block, or a reporter in it, is part of the lesson and stays."""
    return block.id.split("/")[0] in rules.locked


def _held(workspace: Workspace, edit: Edit, rules: Rules) -> Message | None:
    """What locked and kept blocks say to an edit."""
    changed: list[str] = []
    place = getattr(edit, "place", None)
    if isinstance(place, InSlot):
        changed.append(place.block)
    if isinstance(edit, SetField | AddRow | RemoveRow | AddSlot | RemoveSlot):
        changed.append(edit.block)
    goes: list[str] = []
    if isinstance(edit, Move | Delete | Wrap):
        where = workspace.find(edit.block)
        if where is not None and where.block.is_reporter:
            changed.append(edit.block)
        elif where is not None:
            goes = [inner.id for block in followers(where, edit.below) for inner in block.walk()]
    if isinstance(edit, RemoveRow):
        where = workspace.find(edit.block)
        if where is not None and 0 <= edit.row < len(where.block.rows):
            mouth = where.block.rows[edit.row].mouth
            goes = [inner.id for block in (mouth.blocks if mouth else ()) for inner in block.walk()]
    if any(id.split("/")[0] in rules.locked for id in [*changed, *goes]):
        return Message("blocks.locked")
    leaves = isinstance(edit, Delete | RemoveRow) or isinstance(place, Loose)
    if leaves and any(id in rules.kept for id in goes):
        return Message("blocks.kept")
    return None


def _too_much(before: Workspace, after: Workspace, rules: Rules) -> Message | None:
    """What is more than the lesson allows, if the edit made it more."""
    was, now = words_used(before), words_used(after)
    for word in now:
        if now[word] <= was[word]:
            continue
        if word in rules.counts and now[word] > rules.counts[word]:
            return Message("blocks.limit.word", {"word": word, "n": rules.counts[word]})
        if _not_offered(word, after, rules) and word not in was:
            return Message("blocks.not_offered", {"word": word})
    if rules.max_blocks is not None and before.text != after.text:
        count = count_blocks(after)
        if count > rules.max_blocks and count > count_blocks(before):
            return Message("blocks.limit.blocks", {"n": rules.max_blocks})
    return None


def _not_offered(word: str, workspace: Workspace, rules: Rules) -> bool:
    if not rules.toolbox or word in rules.toolbox or word in workspace.functions:
        return False
    if word in brought_along(rules.toolbox):
        return False
    # Variables, sums and lists are typed as well as dragged; no lesson means to forbid a number.
    return word not in ("variables", "operators", "lists") and is_language_word(word, workspace.dialect)


def count_blocks(workspace: Workspace) -> int:
    """Blocks of the program as the goal `max_blocks` counts them; 0 while it cannot be parsed."""
    if workspace.stale is not None:
        return 0
    tree = cut.parse(workspace.text)
    text = Text(workspace.text)
    lines = tuple(text.line(number) for number in range(1, len(text) + 1))
    return measure.count_blocks(Program(workspace.text, workspace.bom, lines, tree))


def missing(program: Program, rules: Rules) -> tuple[str, ...]:
    """Required words the program does not have yet."""
    found = measure.constructs(program)
    return tuple(word for word in rules.required if word not in found)


def limit_problems(program: Program, rules: Rules) -> list[Problem]:
    """What in a program, however it was made, is more or less than the lesson allows; top line first.

    A program that cannot be parsed has its own problem and gives none here.
    """
    if program.tree is None:
        return []
    workspace = view(program.text)
    found: list[Problem] = []
    used: dict[str, int] = {}
    for block in (inner for outer in workspace.blocks for inner in outer.walk()):
        word = word_of(block)
        if not word:
            continue
        used[word] = used.get(word, 0) + 1
        if word in rules.counts and used[word] == rules.counts[word] + 1:
            found.append(_at(block, "blocks.limit.word", {"word": word, "n": rules.counts[word]}))
        elif used[word] == 1 and _not_offered(word, workspace, rules):
            found.append(_at(block, "blocks.not_offered", {"word": word}))
    if rules.max_blocks is not None and count_blocks(workspace) > rules.max_blocks:
        found.append(Problem(1, 0, "blocks.limit.blocks", {"n": rules.max_blocks}))
    found += [Problem(1, 0, "blocks.limit.required", {"word": word}) for word in missing(program, rules)]
    found += _locked_lines_gone(program, rules)
    return sorted(found, key=lambda problem: (problem.line, problem.column))


def _at(block: Block, key: str, args: Mapping[str, str | int]) -> Problem:
    return Problem(block.line, block.column, key, args, block.end_line, block.end_column)


def _locked_lines_gone(program: Program, rules: Rules) -> list[Problem]:
    lines = iter([line.strip() for line in program.lines])
    for number, code in rules.locked_lines:
        if not any(line == code for line in lines):
            return [Problem(1, 0, "blocks.limit.locked", {"start_line": number, "code": code})]
    return []


def empty_slots(program: Program) -> list[Problem]:
    """The slots (`___`) that nobody filled, in reading order: what Run says instead of running."""
    if program.tree is None or EMPTY not in program.text:
        return []
    found = []
    for node in walk(program.tree):
        name = getattr(node, "id", None) or getattr(node, "arg", None)
        if name != EMPTY or not isinstance(node, ast.expr | ast.arg):
            continue
        line = program.lines[node.lineno - 1]
        start = character_column(line, node.col_offset)
        found.append(Problem(node.lineno, start, "blocks.empty_slot", {}, node.lineno, start + len(EMPTY)))
    return sorted(found, key=lambda problem: (problem.line, problem.column))
