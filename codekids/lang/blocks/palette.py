"""The palette of a lesson: which blocks it offers, in which order, and how many of each are left.

A toolbox is a list of words: commands and sensors of the world, Python's keywords and
builtins, and `variables`, `operators`, `lists` for what has no word. Empty: everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from codekids.lang.blocks.block import CATEGORIES, EMPTY, Block, Category
from codekids.lang.blocks.templates import template_block
from codekids.lang.blocks.words import PARAMETERS, WORDS, word
from codekids.lang.blocks.workspace import Workspace, is_hat, statements
from codekids.lang.dialect import Dialect

# What a word brings, as Python. `{variable}` is a variable of the program, or VARIABLE.
VARIABLE = "scor"
TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "for": ("for pas in range(4):\n    pass",),
    "range": ("for numar in range(1, 5):\n    print(numar)",),
    "while": (f"while {EMPTY}:\n    pass", "while True:\n    pass"),
    "if": (f"if {EMPTY}:\n    pass",),
    "elif": (f"if {EMPTY}:\n    pass\nelif {EMPTY}:\n    pass\nelse:\n    pass",),
    "else": (f"if {EMPTY}:\n    pass\nelse:\n    pass",),
    "break": ("break",),
    "continue": ("continue",),
    "def": ("def comanda_mea():\n    pass",),
    "return": (f"return {EMPTY}",),
    "and": (f"{EMPTY} and {EMPTY}",),
    "or": (f"{EMPTY} or {EMPTY}",),
    "not": (f"not {EMPTY}",),
    "True": ("True",),
    "False": ("False",),
    "in": (f"{EMPTY} in {EMPTY}",),
    "import": ("import math",),
    "variables": ("{variable} = 0", "{variable} += 1"),
    "operators": (
        f"{EMPTY} + {EMPTY}", f"{EMPTY} - {EMPTY}", f"{EMPTY} * {EMPTY}", f"{EMPTY} / {EMPTY}",
        f"{EMPTY} == {EMPTY}", f"{EMPTY} < {EMPTY}", f"{EMPTY} > {EMPTY}",
    ),
    "lists": ("lista = [1, 2, 3]", f"for element in {EMPTY}:\n    pass", f"{EMPTY}[0]",
              f"{EMPTY}.append({EMPTY})"),
}  # fmt: skip

EVERYTHING = (
    "for", "range", "while", "if", "else", "break", "print", "input", "and", "or", "not", "True", "operators",
    "variables", "lists", "len", "int", "str", "def", "return",
)  # fmt: skip

# The toolbox word of a block that is no call.
_WORD_OF_KIND: Mapping[str, str] = {
    "repeat": "for", "repeat_with": "for", "count": "for", "for_each": "for", "while": "while",
    "forever": "while", "if": "if", "define": "def", "return": "return", "break": "break",
    "continue": "continue", "import": "import", "assign": "variables", "change": "variables",
    "variable": "variables", "set_item": "lists", "list": "lists", "item": "lists", "not": "not",
    "arithmetic": "operators", "negative": "operators", "compare": "operators", "contains": "in",
    "true": "True", "false": "False",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """One block on the palette."""

    word: str  # of the toolbox
    code: str  # what `Insert` takes
    block: Block  # how it looks
    left: int | None = None  # how many more; None: as many as you like

    @property
    def category(self) -> Category:
        """Where it stands."""
        return self.block.category


@dataclass(frozen=True, slots=True)
class Shelf:
    """One category of the palette."""

    category: Category
    offers: tuple[Offer, ...]


def palette(
    workspace: Workspace, toolbox: Sequence[str] = (), counts: Mapping[str, int] | None = None
) -> tuple[Shelf, ...]:
    """The shelves of a lesson, in the order of CATEGORIES; empty ones are left out.

    `counts` says how many blocks a word may have in all, loose ones too. Own commands and
    variables of the program come by themselves, where the lesson offers `def` and `variables`.
    """
    used = words_used(workspace)
    shelves: dict[Category, list[Offer]] = {}
    seen: set[str] = set()
    for name, code in _codes(workspace, toolbox):
        if code in seen:
            continue
        seen.add(code)
        block = template_block(code, workspace)
        left = None if counts is None or name not in counts else max(counts[name] - used[name], 0)
        shelves.setdefault(block.category, []).append(Offer(name, code, block, left))
    return tuple(Shelf(category, tuple(shelves[category])) for category in CATEGORIES if category in shelves)


def _codes(workspace: Workspace, toolbox: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Word and Python of each block on offer."""
    dialect = workspace.dialect
    commands = tuple(dialect.commands) if dialect is not None else ()
    words = toolbox or (dialect.toolbox if dialect is not None else ()) or (*commands, *EVERYTHING)
    names = variables(workspace)
    for name in words:
        for code in TEMPLATES.get(name, ()) or call_codes(name, dialect):
            yield name, code.replace("{variable}", names[0] if names else VARIABLE)
        if name == "variables":
            yield from (("variables", variable) for variable in names)
        if name == "def":
            for code in _own_calls(workspace):
                yield "def", code


def call_codes(name: str, dialect: Dialect | None) -> tuple[str, ...]:
    """How a call of a word stands on the palette: with what it must have; `move` also with a number."""
    known = word(name, dialect)
    if known is None:
        return (f"{name}()",) if name.isidentifier() else ()
    filled = [PARAMETERS.get(parameter, ((), ""))[1] or EMPTY for parameter in known.parameters]
    bare = f"{name}({', '.join(filled[: known.required])})"
    if name == "print":
        return ('print("salut")',)
    if name == "move" and filled:
        return (bare, f"move({filled[0]})")
    return (bare,)


def _own_calls(workspace: Workspace) -> Iterator[str]:
    for block in workspace.blocks:
        if is_hat(block) and block.name.isidentifier():
            written = block.rows[0].slots[1].text
            parameters = [
                part for part in written.split(",") if part.strip() and "=" not in part and "*" not in part
            ]
            yield f"{block.name}({', '.join([EMPTY] * len(parameters))})"


def variables(workspace: Workspace) -> tuple[str, ...]:
    """The names the program gives a value to, first come first."""
    found: dict[str, None] = {}
    for block in statements(workspace.blocks):
        for slot in block.slots:
            if slot.name == "variable" and slot.text.isidentifier() and block.kind != "repeat":
                found[slot.text] = None
    return tuple(found)


def word_of(block: Block) -> str:
    """The toolbox word a block counts for; "" for what has none (numbers, comments, grey)."""
    if block.kind in ("command", "call", "method"):
        return block.name
    if block.kind == "logic":
        return block.name
    return _WORD_OF_KIND.get(block.kind, "")


@lru_cache(maxsize=64)
def brought_along(toolbox: tuple[str, ...]) -> frozenset[str]:
    """The words in the blocks of a toolbox that it does not name itself: `else` comes with its `if`."""
    found: set[str] = set()
    for name in toolbox:
        for code in TEMPLATES.get(name, ()):
            block = template_block(code.replace("{variable}", VARIABLE))
            found.update(word_of(inner) for inner in block.walk())
    return frozenset(found - {""})


def words_used(workspace: Workspace, loose: bool = True) -> Counter[str]:
    """How many blocks each word has, in the program and (`loose`) in the pieces beside it."""
    found: Counter[str] = Counter()
    sheets = [workspace.blocks, *(piece.blocks for piece in workspace.loose if loose)]
    for blocks in sheets:
        for block in blocks:
            found.update(word for inner in block.walk() if (word := word_of(inner)))
    return found


def is_language_word(name: str, dialect: Dialect | None) -> bool:
    """Whether a toolbox can offer a word: a command, or something Python gives."""
    return name in TEMPLATES or name in WORDS or (dialect is not None and name in dialect.commands)
