"""A child's program as text: read, cut into lines, parsed, never run.

`read_source` takes whatever a file or an editor holds and never raises: what
cannot be read is a Problem. Lines are 1-based, columns 0-based characters.
"""

from __future__ import annotations

import ast
import re
import threading
import warnings
from dataclasses import dataclass, field

from codekids.lang.lines import split_lines
from codekids.lang.problems import Problem

LARGEST = 64 * 1024  # bytes of UTF-8; a program by hand has a few thousand
BOM = "\ufeff"
UNREADABLE = re.compile("[\0\ud800-\udfff]")  # NUL, and halves of surrogate pairs

# warnings.catch_warnings changes state of the whole process; two threads inside it could leave it changed.
warnings_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Program:
    """A program as written. `tree` is None when there are problems, and then it cannot run."""

    text: str  # to the letter, line ends too; without the BOM
    bom: bool = False  # a BOM stood before it, and goes back when the file is written
    lines: tuple[str, ...] = ("",)  # without line ends
    tree: ast.Module | None = field(default=None, compare=False, repr=False)
    problems: tuple[Problem, ...] = field(default=(), hash=False)  # at most one: what unblocks the rest


def read_source(text: str | bytes) -> Program:
    """Read a program. Never raises.

    Bytes are taken as UTF-8. NUL bytes, bytes that are no UTF-8, more than 64 kB and
    anything CPython cannot compile give one Problem and no tree.
    """
    if len(text) > LARGEST:
        shown = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
        return _unreadable(shown.removeprefix(BOM), 1, 0, "source.too_large", shown.startswith(BOM))
    if isinstance(text, bytes):
        try:
            decoded = text.decode("utf-8")
        except UnicodeDecodeError as error:
            before = split_lines(text[: error.start].decode("utf-8", "replace"))
            shown = text.decode("utf-8", "replace")
            return _unreadable(shown, len(before), len(before[-1]), "source.undecodable")
    else:
        decoded = text
    bom = decoded.startswith(BOM)
    decoded = decoded.removeprefix(BOM)
    strange = UNREADABLE.search(decoded)
    if strange:
        before = split_lines(decoded[: strange.start()])
        key = "source.nul" if strange.group() == "\0" else "source.undecodable"
        return _unreadable(decoded, len(before), len(before[-1]), key, bom)
    if len(decoded.encode("utf-8")) > LARGEST:
        return _unreadable(decoded, 1, 0, "source.too_large", bom)
    return _parse(decoded, bom)


def _unreadable(text: str, line: int, column: int, key: str, bom: bool = False) -> Program:
    # Half a surrogate pair cannot be drawn, saved or sent, so it does not travel on.
    text = UNREADABLE.sub("\ufffd", text)
    return Program(text, bom, split_lines(text), None, (Problem(line, column, key),))


def _parse(text: str, bom: bool) -> Program:
    lines = split_lines(text)
    try:
        tree = compile_tree(text)
    except SyntaxError as error:
        from codekids.lang.explain import syntax  # forty rules that a right program has no need of

        return Program(text, bom, lines, None, (syntax.explain(text, error, still_wrong),))
    except (ValueError, RecursionError, MemoryError, SystemError) as error:
        # All four are ways CPython gives up on what is nested too deeply for its stack.
        from codekids.lang.explain import syntax

        line = syntax.deepest_line(lines)
        return Program(text, bom, lines, None, (Problem(line, 0, "source.too_deep", python=str(error)),))
    return Program(text, bom, lines, tree)


def compile_tree(text: str) -> ast.Module:
    """The tree of a text that CPython can also compile; nothing runs.

    Raises SyntaxError, ValueError, RecursionError or MemoryError.
    """
    with warnings_lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(text, "<program>")
        compile(text, "<program>", "exec", dont_inherit=True)  # `return` at top level shows only here
    return tree


def still_wrong(text: str) -> SyntaxError | None:
    """The first complaint about a text; None when it compiles."""
    try:
        compile_tree(text)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError, SystemError) as error:
        return SyntaxError(str(error), ("<program>", 1, 1, ""))
    return None
