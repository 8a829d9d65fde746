"""Palette Python as blocks: how it looks before it is part of a program, and whether it is a value."""

from __future__ import annotations

from codekids.lang.blocks import brackets, cut, dress
from codekids.lang.blocks.block import Block
from codekids.lang.blocks.cut import TOO_DEEP, Text
from codekids.lang.blocks.draft import Refused
from codekids.lang.blocks.words import word
from codekids.lang.blocks.workspace import Workspace, blocks_of


def is_reporter(code: str) -> bool:
    """Whether palette Python is a value rather than something to do. Calls are: see `template_block`."""
    try:
        cut.parse(code, "eval")
    except (SyntaxError, *TOO_DEEP):
        return False
    return True


def template_block(code: str, workspace: Workspace | None = None) -> Block:
    """The block that palette Python stands for. A call is a reporter if its word answers.

    Raises Refused if it is no Python.
    """
    return template_blocks(code, workspace)[0]


def template_blocks(code: str, workspace: Workspace | None = None) -> tuple[Block, ...]:
    """The blocks that Python stands for: those of a stack, or one reporter. Raises Refused if it is none."""
    dialect = workspace.dialect if workspace is not None else None
    functions: frozenset[str] = workspace.functions if workspace is not None else frozenset()
    written = code.strip("\r\n")
    try:
        tree = cut.parse(written)
        blocks, _, _ = blocks_of(written, tree, {}, 1, dialect, functions | dress.functions_of(tree))
    except (SyntaxError, *TOO_DEEP):
        raise Refused("blocks.not_python") from None
    if not blocks:
        raise Refused("blocks.not_python")
    block = blocks[0]
    if not is_reporter(code.strip()):
        return blocks
    text = Text(code.strip())
    answer = dress.reporter(text, cut.parse(code.strip(), "eval").body, "1", dialect, functions)
    if answer.kind in ("command", "call", "method"):
        known = word(answer.name, dialect) if answer.kind == "command" else None
        return (answer if known is not None and known.answers else block,)
    return (answer,)


def reporter_block(code: str, workspace: Workspace) -> Block:
    """The reporter that Python stands for. Raises Refused if it is no value."""
    try:
        brackets.bracketed(code, brackets.LOOSE)
        try:
            node = cut.parse(code, "eval").body
        except SyntaxError:
            code = f"({code})"
            node = cut.parse(code, "eval").body
    except (SyntaxError, *TOO_DEEP):
        raise Refused("blocks.wants.reporter") from None
    return dress.reporter(Text(code), node, "1", workspace.dialect, workspace.functions)
