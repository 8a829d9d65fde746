"""Statements moved about: whole lines taken out, put in, pushed right or left.

Only the lines of the moved blocks change, and of those only how far in they start.
Lines inside a text of three quotes stay as they are: their spaces are the text's.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass

from codekids.lang.blocks import cut
from codekids.lang.blocks.block import Block, Mouth
from codekids.lang.blocks.cut import TOO_DEEP, Text
from codekids.lang.blocks.draft import Draft, Refused
from codekids.lang.blocks.splice import Origin, Splice
from codekids.lang.blocks.workspace import PROGRAM, Where, Workspace, is_hat, statements
from codekids.lang.tree import walk

UNIT = "    "
_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Line:
    """One line on its way: without the space its suite gives it."""

    text: str
    end: str  # its line end; "" for the last of a text
    origin: Origin | None = None
    fixed: bool = False  # not to be pushed: blank, or inside a text


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that are whole statements."""

    lines: tuple[Line, ...]
    has_statement: bool  # more than comments


@dataclass(frozen=True, slots=True)
class Spot:
    """Where lines can be put in."""

    sheet: str
    offset: int
    indent: str
    owner: Block | None = None  # the block whose mouth it is in
    mouth: Mouth | None = None


# -- chunks


def template(code: str, unit: str = UNIT) -> Chunk:
    """Python from the palette as a chunk; four spaces there are one `unit` here.

    Raises Refused if it does not parse by itself.
    """
    code = code.strip("\r\n").rstrip()
    if not code:
        raise Refused("blocks.not_python")
    try:
        tree = cut.parse(code)
    except (SyntaxError, *TOO_DEEP):
        raise Refused("blocks.not_python") from None
    lines = Text(code)
    fixed = _inside_texts(tree)
    found = []
    for number in range(1, len(lines) + 1):
        line = lines.line(number)
        bare = line.lstrip(" ")
        if number not in fixed and unit != UNIT:
            steps, rest = divmod(len(line) - len(bare), len(UNIT))
            line = unit * steps + " " * rest + bare
        found.append(Line(line, "", None, number in fixed or not bare))
    return Chunk(tuple(found), bool(tree.body))


def taken(workspace: Workspace, sheet: str, blocks: Sequence[Block], indent: str) -> Chunk:
    """The lines of blocks that follow each other in one suite, blank ones between them too.

    Raises Refused where tabs and spaces are mixed so that the lines cannot be pushed together.
    """
    text = Text(workspace.sheet_text(sheet))
    fixed = _fixed_lines(workspace, sheet, blocks)
    code_lines = {block.line for block in statements(blocks) if block.kind != "comment"}
    origin_of = _nth_on_line(blocks, sheet)
    found: list[Line] = []
    for first, last in joined(line_ranges(blocks), text):
        for number in range(first, last + 1):
            whole = text.full_line(number)
            line = whole.rstrip("\r\n")
            origin = origin_of.get(number)
            end = whole[len(line) :]
            if number in fixed or not line.strip():
                found.append(Line(line, end, origin, True))
            elif line.startswith(indent):
                found.append(Line(line[len(indent) :], end, origin))
            elif line.lstrip().startswith("#"):
                found.append(Line(line.lstrip(), end, origin))
            elif number in code_lines:
                raise Refused("blocks.does_not_fit")
            else:
                found.append(Line(line, end, origin, True))  # goes on a line above, in brackets
    return Chunk(tuple(found), any(block.is_statement for block in blocks))


def line_ranges(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """First and last line of each."""
    return [(block.first_line, block.last_line) for block in blocks]


def joined(ranges: list[tuple[int, int]], text: Text) -> list[tuple[int, int]]:
    """Ranges with only blank lines between them made one."""
    found: list[tuple[int, int]] = []
    for first, last in ranges:
        if found and all(not text.line(number).strip() for number in range(found[-1][1] + 1, first)):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _nth_on_line(blocks: Sequence[Block], sheet: str) -> dict[int, Origin]:
    return {block.line: (sheet, block.line, 0) for block in reversed(statements(blocks))}


def _fixed_lines(workspace: Workspace, sheet: str, blocks: Sequence[Block]) -> frozenset[int]:
    text = workspace.sheet_text(sheet)
    lines = Text(text)
    first, last = blocks[0].first_line, blocks[-1].last_line
    code = text[lines.start_of(first) : lines.start_of(last + 1)]
    if '"""' not in code and "'''" not in code and "\\" not in code:
        return frozenset()
    return _inside_texts(cut.parse(text))


def _inside_texts(tree: ast.AST) -> frozenset[int]:
    """Lines that start inside a text."""
    found: set[int] = set()
    for node in walk(tree):
        if isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
        ):
            found.update(range(node.lineno + 1, (node.end_lineno or node.lineno) + 1))
    return frozenset(found)


# -- spots


def newline(text: str, offset: int) -> str:
    """The line end in use just before an offset, or else the first of the text."""
    ends = [*_END.finditer(text, max(offset - 400, 0), offset)]
    found = ends[-1] if ends else _END.search(text)
    return found.group() if found else "\n"


def indent_of(where: Where) -> str:
    """What the lines of the suite a block stands in start with."""
    return where.mouth.indent if where.mouth is not None else ""


def unit_at(workspace: Workspace, sheet: str, id: str = "") -> str:
    """One step to the right, as it is done around a block, or else anywhere in the text."""
    where = workspace.find(id) if id else None
    while where is not None:
        for mouth in where.block.mouths:
            if not mouth.inline and len(mouth.indent) > len(indent_of(where)):
                return mouth.indent[len(indent_of(where)) :]
        where = workspace.find(where.parent.id) if where.parent is not None else None
    for block in statements(workspace.sheet_blocks(sheet)):
        for mouth in block.mouths:
            if not mouth.inline and mouth.indent:
                outer = indent_of(workspace.find(block.id))  # type: ignore[arg-type]
                return mouth.indent[len(outer) :] or UNIT
    return UNIT


def spot_after(workspace: Workspace, where: Where) -> Spot:
    """Below a block; at the top of a program below the `def`s that follow it, so that it may call them."""
    last, index = where.block.last_line, where.index + 1
    if where.sheet == PROGRAM and where.parent is None:
        while index < len(where.siblings) and is_hat(where.siblings[index]):
            last, index = where.siblings[index].last_line, index + 1
    text = Text(workspace.sheet_text(where.sheet))
    return Spot(where.sheet, text.start_of(last + 1), indent_of(where), where.parent, where.mouth)


def spot_before(workspace: Workspace, where: Where) -> Spot:
    """Above a block."""
    text = Text(workspace.sheet_text(where.sheet))
    offset = text.start_of(where.block.first_line)
    return Spot(where.sheet, offset, indent_of(where), where.parent, where.mouth)


def spot_inside(workspace: Workspace, where: Where, mouth: Mouth) -> Spot:
    """At the top of a mouth."""
    text = Text(workspace.sheet_text(where.sheet))
    return Spot(where.sheet, text.start_of(mouth.first_line), mouth.indent, where.block, mouth)


def spot_at_start(workspace: Workspace) -> Spot:
    """Under the start hat: above the first block there, or where the program ends."""
    text = Text(workspace.text)
    main = [block for block in workspace.blocks if not is_hat(block)]
    offset = text.start_of(main[0].first_line) if main else len(workspace.text)
    return Spot(PROGRAM, offset, "")


# -- putting in and taking out


def put_in(draft: Draft, spot: Spot, chunk: Chunk) -> Splice:
    """Put lines at a spot; the `pass` of an empty mouth gives way."""
    source = draft.workspace.sheet_text(spot.sheet)
    end = newline(source, spot.offset)
    text, where_from = written(chunk, spot.indent, end)
    if spot.offset == len(source) and source and not source.endswith(("\n", "\r")):
        # The last line has no end, so the new last line has none; the old one gets one, if it stays.
        text = text[: len(text) - len(chunk.lines[-1].end or end)]
        leaves = draft.splices.get(spot.sheet, ())
        if not any(splice.whole and splice.end == len(source) and not splice.text for splice in leaves):
            text, where_from = end + text, (None, *where_from)
    splice = draft.splice(spot.sheet, Splice(spot.offset, spot.offset, text, where_from))
    if spot.mouth is not None and spot.mouth.filler and chunk.has_statement:
        lines = Text(source)
        start, stop = lines.start_of(spot.mouth.filler), lines.start_of(spot.mouth.filler + 1)
        draft.splice(spot.sheet, Splice(start, stop, "", (), True))
    return splice


def written(chunk: Chunk, indent: str, end: str) -> tuple[str, tuple[Origin | None, ...]]:
    """The lines of a chunk pushed in, each with a line end, and where they come from."""
    text = "".join(
        (line.text if line.fixed else indent + line.text) + (line.end or end) for line in chunk.lines
    )
    return text, tuple(line.origin for line in chunk.lines)


def take_out(
    draft: Draft, sheet: str, blocks: Sequence[Block], where: Where, replaced: bool = False
) -> list[tuple[int, int]]:
    """Take the lines of blocks out; a mouth left without a statement gets a `pass`.

    `replaced`: a statement comes into the same mouth, so none is needed. Gives the stretches
    taken out.
    """
    source = draft.workspace.sheet_text(sheet)
    text = Text(source)
    gone = {block.id for block in blocks}
    stays = any(block.is_statement and block.id not in gone for block in where.siblings)
    # A mouth held open by its `pass` alone never loses it here: it holds only comments.
    filled = stays or replaced or where.mouth is None or bool(where.mouth.filler)
    stretches = []
    for first, last in joined(line_ranges(blocks), text):
        start, stop = text.start_of(first), text.start_of(last + 1)
        filler = ""
        if not filled:
            had_end = source[stop - 1 : stop] in ("\n", "\r")
            filler = indent_of(where) + "pass" + (newline(source, start) if had_end else "")
            filled = True
        draft.splice(sheet, Splice(start, stop, filler, (), True))
        stretches.append((start, stop))
    return stretches


def followers(where: Where, below: bool) -> tuple[Block, ...]:
    """A block and, with `below`, all that hangs under it; at the top of a program `def`s hang apart."""
    if not below or is_hat(where.block):
        return (where.block,)
    rest = where.siblings[where.index + 1 :]
    if where.sheet == PROGRAM and where.parent is None:
        rest = tuple(block for block in rest if not is_hat(block))
    return (where.block, *rest)


def opened(draft: Draft, where: Where, mouth: Mouth) -> None:
    """`if x: move()` on two lines, so that whole lines can be moved."""
    source = draft.workspace.sheet_text(where.sheet)
    text = Text(source)
    line = text.line_at(mouth.colon)
    stop = mouth.colon
    while stop < len(source) and source[stop] in " \t\f":
        stop += 1
    outer = indent_of(where)
    unit = unit_at(draft.workspace, where.sheet, where.block.id)
    pushed = newline(source, mouth.colon) + outer + unit
    # On the line of an `elif` or `else` the body is the first statement, on that of the head the second.
    nth = 1 if line == where.block.line else 0
    draft.splice(where.sheet, Splice(mouth.colon, stop, pushed, (None, (where.sheet, line, nth))))
