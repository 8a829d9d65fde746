"""What stands on a block: words and slots, in the order each language needs.

A pattern of the catalogue says where the slots go: "repetă de {times} ori". A slot the
pattern does not name comes at the end; one it names that is not there is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from string import Formatter

from codekids.lang import catalogue
from codekids.lang.blocks.block import Block, Category, Row, Slot

Part = str | Slot  # a word or several, or a place for something

_OPERATORS = {
    "+": "block.operator.plus", "-": "block.operator.minus", "*": "block.operator.times",
    "/": "block.operator.divide", "//": "block.operator.whole", "%": "block.operator.rest",
    "**": "block.operator.power", "==": "block.operator.equal", "!=": "block.operator.not_equal",
    "<": "block.operator.less", ">": "block.operator.more", "<=": "block.operator.at_most",
    ">=": "block.operator.at_least", "in": "block.operator.in", "not in": "block.operator.not_in",
    "and": "block.operator.and", "or": "block.operator.or",
}  # fmt: skip

_EVERYTHING = ("arguments", "items")  # all the slots the pattern does not name


def parts(block: Block, row: Row, lang: str) -> tuple[Part, ...]:
    """The words and slots of one row of a block, from left to right."""
    named = {slot.name: slot for slot in row.slots}
    hidden = _hidden(block)
    pieces = pattern(row.label, lang)
    asked = {name for _, name in pieces if name}
    rest = [slot for slot in row.slots if slot.name not in asked and slot.name not in hidden]
    found: list[Part] = []
    for word, name in pieces:
        if word.strip():
            found.append(word.strip())
        if not name:
            continue
        if name in named:
            found.append(named[name])
        elif name in _EVERYTHING:
            found += rest
            rest = []
        elif name == "name" and block.name:
            found.append(block.name)
        elif name == "value" and not block.slots:
            found.append(block.value)
    return (*found, *rest)


def _hidden(block: Block) -> tuple[str, ...]:
    """Slots that are in the text and not on the block: the variable nobody asks for."""
    return ("variable",) if block.kind == "repeat" else ()


@cache
def pattern(label: str, lang: str) -> tuple[tuple[str, str], ...]:
    """The label's pattern as (words, name of the slot after them) pairs."""
    written = catalogue.text(label, lang)
    if written == label and label.endswith(".with"):
        label = label.removesuffix(".with")
        written = catalogue.text(label, lang)
    if written == label:
        written = "{name} {arguments}"  # a command no catalogue knows shows its Python name
    return tuple((words, name or "") for words, name, _, _ in Formatter().parse(written))


def choice_label(choice: str, lang: str) -> str:
    """How one entry of a list to choose from reads: "and" is "și"; a name is itself."""
    key = _OPERATORS.get(choice)
    return catalogue.text(key, lang) if key else choice


def category_label(category: Category, lang: str) -> str:
    """The name of a category on the palette."""
    return catalogue.text(f"block.category.{category}", lang)


def slot_text(slot: Slot, lang: str) -> str:
    """What a slot says when it holds no block to drag: its choice, its typed text, or nothing."""
    return choice_label(slot.text, lang) if slot.shape == "square" else slot.text


def literal_text(slot: Slot, lang: str) -> str:
    """What a number or text in a slot says; of a thing or colour of the world its word: "apple" is "măr"."""
    block = slot.block
    if block is None:
        return ""
    if block.kind == "text" and block.value.isidentifier():
        return word_label(slot.name, block.value, lang)
    return block.value


def word_label(slot: str, value: str, lang: str) -> str:
    """What a text in a slot of that name is called: in "thing" "apple" is "măr"; else the text itself."""
    form = {"thing": "thing.{}.bare", "colour": "colour.{}"}.get(slot, "")
    key = form.format(value)
    word = catalogue.text(key, lang) if key else value
    return value if word == key else word


def row_text(block: Block, row: Row, lang: str) -> str:
    """One row as a line of text; what stands in slots between brackets of its shape."""
    return spaced(
        part if isinstance(part, str) else part.prefix + _filled(part, lang)
        for part in parts(block, row, lang)
    )


def spaced(words: Iterable[str]) -> str:
    """Words and fillings as a line; no space before a comma or a question mark."""
    return re.sub(r" (?=[,?°])", "", " ".join(words)).strip()


def _filled(slot: Slot, lang: str) -> str:
    if not slot.takes_blocks:
        return f"[{slot_text(slot, lang)}]" if slot.shape == "square" else slot.text
    opening, closing = ("<", ">") if slot.shape == "hexagon" else ("(", ")")
    inside = "" if slot.block is None else block_text(slot.block, lang)
    if slot.block is not None and slot.block.kind == "text":
        inside = _quoted(literal_text(slot, lang), lang)
    return f"{opening}{inside}{closing}"


def block_text(block: Block, lang: str) -> str:
    """A block without its mouths as a line of text."""
    if block.kind == "text":
        return _quoted(block.value, lang)
    return row_text(block, block.rows[0], lang)


def _quoted(text: str, lang: str) -> str:
    return f"“{text}”" if lang == "en" else f"„{text}”"


def outline(blocks: Sequence[Block], lang: str, depth: int = 0) -> list[str]:
    """The blocks as indented lines, as `codekids blocks` prints them."""
    lines: list[str] = []
    pad = "    " * depth
    for block in blocks:
        for row in block.rows:
            shown = row_text(block, row, lang)
            if block.kind == "comment":
                shown = f"# {shown}"
            elif block.kind == "python":
                shown = f"⟨{shown}⟩"
            lines += [pad + line for line in shown.splitlines() or [""]]
            if row.mouth is not None:
                lines += outline(row.mouth.blocks, lang, depth + 1)
    return lines
