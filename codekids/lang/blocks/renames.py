"""A variable, parameter or own command called otherwise, everywhere at once."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from codekids.lang.blocks import cut
from codekids.lang.blocks.cut import Text
from codekids.lang.blocks.draft import Draft, Refused, finished
from codekids.lang.blocks.fields import name as checked_name
from codekids.lang.blocks.places import Rename
from codekids.lang.blocks.splice import Splice
from codekids.lang.blocks.workspace import PROGRAM, Workspace
from codekids.lang.tree import walk


def rename(workspace: Workspace, edit: Rename) -> tuple[Workspace, str]:
    """Carry out a Rename; loose pieces take part. Raises Refused, also where a use cannot be placed."""
    to = checked_name(edit.to)
    draft = Draft(workspace)
    for piece in (None, *workspace.loose):
        sheet, source = (PROGRAM, workspace.text) if piece is None else (piece.id, piece.text)
        is_value = piece is not None and piece.reporter
        tree = cut.parse(source, "eval") if is_value else cut.parse(source)
        if to != edit.name and _names(tree) & {to}:
            raise Refused("blocks.name_taken", name=to)
        for start in _uses(tree, Text(source), edit.name, workspace.functions):
            if not source.startswith(edit.name, start):
                raise Refused("blocks.does_not_fit")
            draft.splice(sheet, Splice(start, start + len(edit.name), to))
    if not draft.splices:
        raise Refused("blocks.gone")
    return finished(draft)[0], ""


def _names(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in walk(tree):
        for field in ("id", "arg", "name"):
            value = getattr(node, field, None)
            if isinstance(value, str):
                found.add(value)
        if isinstance(node, ast.Global | ast.Nonlocal):
            found.update(node.names)
    return found


def _uses(tree: ast.AST, text: Text, name: str, functions: frozenset[str]) -> Iterator[int]:
    """The offset of each use. Raises Refused for one whose place `ast` does not tell."""
    for node in walk(tree):
        if (isinstance(node, ast.Name) and node.id == name) or (
            isinstance(node, ast.arg) and node.arg == name
        ):
            yield text.offset(node.lineno, node.col_offset)
        elif isinstance(node, ast.keyword) and node.arg == name:
            # Only what the program defines has its parameters called otherwise; `print(end="")` stays.
            if _called_by(tree, node) in functions:
                yield text.offset(node.lineno, node.col_offset)
        elif isinstance(node, ast.FunctionDef) and node.name == name:
            start = text.start(node)
            found = re.compile(r"def[ \t\f]+").match(text.text, start)
            if found is None:
                raise Refused("blocks.does_not_fit")
            yield found.end()
        elif isinstance(node, ast.Global | ast.Nonlocal):
            if name in node.names:
                raise Refused("blocks.does_not_fit")
        elif name in (
            getattr(node, "name", None),
            getattr(node, "asname", None),
            getattr(node, "rest", None),
        ):
            raise Refused("blocks.does_not_fit")


def _called_by(tree: ast.AST, keyword: ast.keyword) -> str:
    for node in walk(tree):
        if isinstance(node, ast.Call) and any(item is keyword for item in node.keywords):
            return getattr(node.func, "id", "")
    return ""
