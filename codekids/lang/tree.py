"""Every node of a program's syntax tree, for the many rules that look for something anywhere in it."""

from __future__ import annotations

import ast
from collections.abc import Iterable

# Trees with their nodes: the program at hand, its corrected twin, and those of another thread.
_known: list[tuple[ast.Module, tuple[ast.AST, ...]]] = []
MOST_KNOWN = 4


def walk(tree: ast.AST) -> Iterable[ast.AST]:
    """As `ast.walk`; the nodes of a whole program are listed once. It must not change afterwards."""
    if not isinstance(tree, ast.Module):
        return ast.walk(tree)
    for known, nodes in list(_known):
        if known is tree:
            return nodes
    nodes = tuple(ast.walk(tree))
    _known.insert(0, (tree, nodes))
    del _known[MOST_KNOWN:]
    return nodes
