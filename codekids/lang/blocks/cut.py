"""A text cut into tiles: one for each statement and each line of comment, nested as its suites are.

Tiles own whole lines and never overlap, so whatever is done to one leaves the lines of
the others alone; joining them with the blank lines between gives the text back.
`ast` gives the places. What it has no node for (the colon of a head, `else`) is found
in the gap between two nodes, where only brackets, comments and that word can stand.
"""

from __future__ import annotations

import ast
import re
import warnings
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal, overload

from codekids.lang import source
from codekids.lang.lines import LINE_END, character_column

TOO_DEEP = (ValueError, RecursionError, MemoryError, SystemError)  # CPython gives up on nesting in four ways

_COLON = re.compile(r"(?:[^:#]|#[^\r\n]*)*:")
_PLAIN_DEF = re.compile(r"def[ \t]+\w+[ \t]*\([^()#:\"'\\]*\)[ \t]*:")
_DEF_NAME = re.compile(r"def[ \t\f]+(\w+)")
_BLANK = re.compile(r"[ \t\f]*\Z")
_COMMENT = re.compile(r"([ \t\f]*)#")


class Grey(Exception):
    """This statement cannot be shown opened up; it becomes one grey block."""


@dataclass(slots=True)
class Suite:
    """The tiles of one clause: `first` and `last` are its lines, without the head's."""

    tiles: list[Tile]
    head: int  # offset of the clause's first word
    colon: int  # offset just after its colon
    inline: bool
    indent: str
    first: int


@dataclass(slots=True)
class Tile:
    """A statement, several that share lines, or (without nodes) a line of comment."""

    nodes: list[ast.stmt]
    first: int  # with the comments above a `def`
    line: int
    last: int
    suites: list[Suite] = field(default_factory=list)
    id: str = ""

    @property
    def is_filler_node(self) -> bool:
        """A `pass`."""
        return len(self.nodes) == 1 and isinstance(self.nodes[0], ast.Pass)


@overload
def parse(text: str) -> ast.Module: ...
@overload
def parse(text: str, mode: Literal["eval"]) -> ast.Expression: ...
def parse(text: str, mode: str = "exec") -> ast.AST:
    """The tree of a text, also of one that does not compile (`return` outside a `def`).

    Raises SyntaxError or one of TOO_DEEP.
    """
    # The lock is that of `source`: catch_warnings changes state of the whole process.
    with source.warnings_lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text, mode=mode)


class Text:
    """A text with its lines and places."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(end.end() for end in LINE_END.finditer(text))]
        # Only in these lines is a column of bytes not one of characters.
        self.wide: dict[int, str] = {}
        if not text.isascii():
            numbers = range(1, len(self.starts) + 1)
            self.wide = {number: line for number in numbers if not (line := self.line(number)).isascii()}

    def __len__(self) -> int:
        return len(self.starts)

    def line(self, number: int) -> str:
        """A line without its end."""
        return self.full_line(number).rstrip("\r\n")

    def full_line(self, number: int) -> str:
        """A line with its end; empty beyond the text."""
        if number > len(self.starts):
            return ""
        stop = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : stop]

    def start_of(self, number: int) -> int:
        """The offset at which a line starts; beyond the last, the end of the text."""
        return self.starts[number - 1] if number <= len(self.starts) else len(self.text)

    def offset(self, line: int, byte_column: int) -> int:
        """The offset of a place as `ast` gives it."""
        start = self.starts[line - 1]
        if line not in self.wide:
            return start + byte_column
        return start + character_column(self.wide[line], byte_column)

    def start(self, node: ast.stmt | ast.expr | ast.excepthandler) -> int:
        """Where a node starts."""
        return self.offset(node.lineno, node.col_offset)

    def end(self, node: ast.stmt | ast.expr | ast.excepthandler) -> int:
        """Where a node ends."""
        return self.offset(node.end_lineno or node.lineno, node.end_col_offset or 0)

    def line_at(self, offset: int) -> int:
        """The 1-based line an offset is on."""
        return bisect_right(self.starts, offset)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1]


def first_line(node: ast.stmt) -> int:
    """A statement starts at its first decorator."""
    decorators = getattr(node, "decorator_list", None)
    return min([node.lineno, *(item.lineno for item in decorators)]) if decorators else node.lineno


def width(indent: str) -> int:
    """How far in a line starts, as the tokenizer counts: a tab goes to the next 8, a form feed to 0."""
    count = 0
    for char in indent:
        count = 0 if char == "\f" else (count // 8 + 1) * 8 if char == "\t" else count + 1
    return count


def cut(text: Text, tree: ast.Module) -> list[Tile]:
    """The tiles of a program."""
    cutter = _Cutter(text)
    tiles, line = cutter.run(tree.body, 1, len(text) + 1, module=True)
    # Nothing but blank lines may be left; if so, they stay where they are.
    cutter.comments(tiles, line, len(text) + 1, -1)
    return tiles


class _Cutter:
    def __init__(self, text: Text) -> None:
        self.text = text

    def run(
        self, body: list[ast.stmt], line: int, limit: int, module: bool = False
    ) -> tuple[list[Tile], int]:
        """The tiles of the statements of one suite, from `line`; and the next line."""
        tiles: list[Tile] = []
        index = 0
        starts = [first_line(node) for node in body]
        while index < len(body):
            begin = starts[index]
            nodes = [body[index]]
            last = body[index].end_lineno or begin
            index += 1
            while index < len(body) and starts[index] <= last:
                nodes.append(body[index])
                last = max(last, body[index].end_lineno or 0)
                index += 1
            if line < begin:
                begin = self.before(tiles, line, begin, module and isinstance(nodes[0], ast.FunctionDef))
            next_line = starts[index] if index < len(body) else limit
            tile = Tile(nodes, begin, starts[index - len(nodes)], last)
            if len(nodes) == 1:
                self.open(tile, next_line)
            tiles.append(tile)
            line = tile.last + 1
        return tiles, line

    def before(self, tiles: list[Tile], line: int, begin: int, keeps_comments: bool) -> int:
        """Add the comments before a statement; give the first line that belongs to it."""
        own = begin
        while own > line and _strange(self.text.line(own - 1)):
            own -= 1
        if keeps_comments:
            while own > line and _COMMENT.match(self.text.line(own - 1)):
                own -= 1
        self.comments(tiles, line, own, -1)
        return own

    def comments(self, tiles: list[Tile], line: int, limit: int, least: int) -> int:
        """Add a tile for each comment from `line` on, as long as they are `least` far in."""
        after = line
        for number in range(line, limit):
            found = _COMMENT.match(self.text.line(number))
            if found is None:
                continue
            if width(found.group(1)) < least:
                break
            tiles.append(Tile([], number, number, number))
            after = number + 1
        return after

    def open(self, tile: Tile, limit: int) -> None:
        """Cut what is inside a compound statement, if it can be shown opened up."""
        clauses = _clauses(tile.nodes[0], self.text)
        if not clauses:
            return
        try:
            for index, (head, after, body, _) in enumerate(clauses):
                is_last = index + 1 == len(clauses)
                end = limit if is_last else clauses[index + 1][3]
                tile.suites.append(self.suite(head, after, body, end, is_last))
        except Grey:
            tile.suites = []
            return
        if not tile.suites[-1].inline:
            tile.last = max(tile.last, tile.suites[-1].tiles[-1].last)

    def suite(self, head: int, after: int, body: list[ast.stmt], limit: int, is_last: bool) -> Suite:
        """One clause, whose head is written up to `after` or a little further.

        Comments at its end belong to it as far as they are as far in as its statements; those
        before an `else` have nowhere else to go.
        """
        text = self.text.text
        if text[after : after + 1] == ":":
            colon = after
        else:
            found = _COLON.match(text, after)
            if found is None:
                raise Grey
            colon = found.end() - 1
        line = self.text.line_at(colon)
        begin = first_line(body[0])
        start = self.text.start_of(begin)
        if "\\" in text[colon + 1 : start]:
            raise Grey
        if begin == line:
            if (
                len(body) > 1
                or ";" in text[self.text.end(body[0]) : self.text.start_of(line + 1)].split("#")[0]
            ):
                raise Grey
            tile = Tile(list(body), begin, begin, body[0].end_lineno or begin)
            return Suite([tile], head, colon + 1, True, "", begin)
        indent = text[start : self.text.start(body[0])]
        if indent.strip(" \t\f"):
            indent = indent[: len(indent) - len(indent.lstrip(" \t\f"))]  # a decorator stands there
        indent = indent.rpartition("\f")[2]
        tiles, after_last = self.run(body, line + 1, limit)
        self.comments(tiles, after_last, limit, width(indent) if is_last else -1)
        return Suite(tiles, head, colon + 1, False, indent, tiles[0].first)


def _strange(line: str) -> bool:
    """A line before a statement that is neither blank nor comment: a lone backslash."""
    return not _BLANK.match(line) and not _COMMENT.match(line)


# offset of the clause's first word, offset up to which the head is known, body, first line of the clause
_Clause = tuple[int, int, list[ast.stmt], int]


def _clauses(node: ast.stmt, text: Text) -> list[_Clause]:
    """The clauses of a compound statement; empty for one that stays closed (or is simple)."""
    start = text.start(node)
    if isinstance(node, ast.If):
        return _if_clauses(node, text)
    if isinstance(node, ast.While):
        return [(start, text.end(node.test), node.body, node.lineno), *_else(node, text)]
    if isinstance(node, ast.For):
        return [(start, text.end(node.iter), node.body, node.lineno), *_else(node, text)]
    if isinstance(node, ast.FunctionDef):
        if node.decorator_list or getattr(node, "type_params", None):
            return []
        return [(start, _end_of_def(node, text), node.body, node.lineno)]
    if isinstance(node, ast.ClassDef):
        if node.decorator_list or getattr(node, "type_params", None):
            return []
        bases = [*node.bases, *(keyword.value for keyword in node.keywords)]
        return [(start, max([start, *map(text.end, bases)]), node.body, node.lineno)]
    if isinstance(node, ast.With):
        parts = [item.optional_vars or item.context_expr for item in node.items]
        return [(start, text.end(parts[-1]), node.body, node.lineno)]
    if isinstance(node, ast.Try):
        clauses: list[_Clause] = [(start, start, node.body, node.lineno)]
        for handler in node.handlers:
            begin = text.start(handler)
            after = text.end(handler.type) if handler.type else begin
            clauses.append((begin, after, handler.body, handler.lineno))
        before = (node.handlers[-1] if node.handlers else node.body[-1]).end_lineno or 0
        clauses += _word("else", before, node.orelse, text)
        before = (node.orelse[-1].end_lineno or 0) if node.orelse else before
        return clauses + _word("finally", before, node.finalbody, text)
    return []


def _if_clauses(node: ast.If, text: Text) -> list[_Clause]:
    clauses: list[_Clause] = []
    while True:
        clauses.append((text.start(node), text.end(node.test), node.body, node.lineno))
        follows = node.orelse
        if len(follows) == 1 and isinstance(follows[0], ast.If) and _is_elif(follows[0], text):
            node = follows[0]
        else:
            return clauses + _else(node, text)


def _is_elif(node: ast.If, text: Text) -> bool:
    return text.text.startswith("elif", text.start(node))


def _else(node: ast.If | ast.While | ast.For, text: Text) -> list[_Clause]:
    return _word("else", node.body[-1].end_lineno or 0, node.orelse, text)


def _word(word: str, before: int, body: list[ast.stmt], text: Text) -> list[_Clause]:
    """The clause that a bare word opens; it starts a line between what was before and its body."""
    if not body:
        return []
    for line in range(before + 1, first_line(body[0]) + 1):
        code = text.line(line)
        bare = code.lstrip(" \t\f")
        if bare.startswith(word):
            start = text.start_of(line) + len(code) - len(bare)
            return [(start, start + len(word), body, line)]
    raise AssertionError(f"no {word} between lines {before} and {body[0].lineno}")


def _end_of_def(node: ast.FunctionDef, text: Text) -> int:
    """Where the last thing of a `def` line that has a place ends; its colon is behind it."""
    start = text.start(node)
    plain = _PLAIN_DEF.match(text.text, start)
    if plain:
        return plain.end() - 1
    arguments = node.args
    parts: list[ast.expr] = [item for item in (*arguments.defaults, *arguments.kw_defaults) if item]
    if node.returns:
        parts.append(node.returns)
    all_arguments = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    all_arguments += [item for item in (arguments.vararg, arguments.kwarg) if item]
    ends = [text.offset(item.end_lineno or 0, item.end_col_offset or 0) for item in all_arguments]
    name = _DEF_NAME.match(text.text, start)
    return max([*ends, *map(text.end, parts), name.end() if name else start])


def walk(tiles: list[Tile]) -> list[Tile]:
    """All tiles as one reads them."""
    found: list[Tile] = []
    pending = tiles[::-1]
    while pending:
        tile = pending.pop()
        found.append(tile)
        for suite in reversed(tile.suites):
            pending += suite.tiles[::-1]
    return found
