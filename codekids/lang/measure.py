"""How big a program is and what it is made of: for goals such as `max_blocks: 5` and `uses: for`.

All counts are of the program as written, never of a run. A program that cannot
be parsed has no blocks and no constructs.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from functools import lru_cache

from codekids.lang.lines import character_column
from codekids.lang.source import Program
from codekids.lang.tree import walk

# The goals are looked at in every moment of a playback; the program stays the same.
KEPT = 8

_NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}


@lru_cache(maxsize=KEPT)
def count_lines(program: Program) -> int:
    """Lines that hold code: not blank ones, comments, docstrings. A text over three lines is three."""
    held: set[int] = set()
    try:
        for token in tokenize.generate_tokens(io.StringIO("\n".join(program.lines)).readline):
            if token.type not in _NO_CODE:
                held.update(range(token.start[0], token.end[0] + 1))
    except (tokenize.TokenError, SyntaxError):
        stripped = (line.strip() for line in program.lines)
        return sum(bool(line) and not line.startswith("#") for line in stripped)
    if program.tree is not None:
        for docstring in _docstrings(program.tree):
            held.difference_update(range(docstring.lineno, (docstring.end_lineno or docstring.lineno) + 1))
    return len(held)


@lru_cache(maxsize=KEPT)
def count_blocks(program: Program) -> int:
    """Statements and conditions, as a child would count the blocks of the block view.

    Each statement is one. The condition of an `if`, `elif` or `while` is one more,
    unless it is a mere constant (`while True:`). An `elif` belongs to its `if`, so
    only its condition counts; `else` counts nothing; a docstring, a comment and
    the `pass` of an empty mouth neither. So `for pas in range(4): move()` is 2,
    `if object_here(): take()` is 3.
    """
    if program.tree is None:
        return 0
    uncounted = set(map(id, (*_docstrings(program.tree), *_fillers(program.tree))))
    count = 0
    for node in walk(program.tree):
        if isinstance(node, ast.stmt) and id(node) not in uncounted and not _is_elif(node, program):
            count += 1
        if isinstance(node, ast.If | ast.While) and not isinstance(node.test, ast.Constant):
            count += 1
    return count


# The words by which goals name what a program is made of; others of Python's words are not asked for.
_WORDS: dict[type[ast.AST], str] = {
    ast.For: "for",
    ast.AsyncFor: "for",
    ast.comprehension: "for",
    ast.While: "while",
    ast.FunctionDef: "def",
    ast.AsyncFunctionDef: "def",
    ast.ClassDef: "class",
    ast.Return: "return",
    ast.Break: "break",
    ast.Continue: "continue",
    ast.Try: "try",
    ast.With: "with",
    ast.Match: "match",
    ast.Lambda: "lambda",
    ast.Import: "import",
    ast.ImportFrom: "import",
    ast.And: "and",
    ast.Or: "or",
    ast.Not: "not",
}


@lru_cache(maxsize=KEPT)
def constructs(program: Program) -> frozenset[str]:
    """What the program is made of: "for", "while", "if", "elif", "else", "def" … and every called name.

    `a if b else c` has an "if" and an "else", a comprehension a "for"; of
    `turtle.forward(3)` the called name is "forward".
    """
    if program.tree is None:
        return frozenset()
    found: set[str] = set()
    for node in walk(program.tree):
        word = _WORDS.get(type(node))
        if word:
            found.add(word)
        if isinstance(node, ast.If):
            found.add("elif" if _is_elif(node, program) else "if")
            if node.orelse and not _is_elif(node.orelse[0], program):
                found.add("else")
        elif isinstance(node, ast.For | ast.AsyncFor | ast.While | ast.Try) and node.orelse:
            found.add("else")
        elif isinstance(node, ast.IfExp):
            found.update(("if", "else"))
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                found.add(node.func.id)
            elif isinstance(node.func, ast.Attribute):
                found.add(node.func.attr)
    return frozenset(found)


def _is_elif(node: ast.AST, program: Program) -> bool:
    if not isinstance(node, ast.If):
        return False
    line = program.lines[node.lineno - 1]
    return line.startswith("elif", character_column(line, node.col_offset))


def _fillers(tree: ast.Module) -> Iterator[ast.stmt]:
    """Each `pass` that only keeps a mouth open: it stands there alone."""
    for node in walk(tree):
        for field in ("body", "orelse", "finalbody"):
            inside = getattr(node, field, None)
            if node is not tree and isinstance(inside, list) and len(inside) == 1:
                yield from (one for one in inside if isinstance(one, ast.Pass))


def _docstrings(tree: ast.Module) -> Iterator[ast.Expr]:
    for node in walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.body:
            first = node.body[0]
            if (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            ):
                yield first
