"""What is typed into a field or chosen from its list, as Python."""

from __future__ import annotations

import keyword
import re

from codekids.lang.blocks import brackets
from codekids.lang.blocks.block import Slot, fits_value
from codekids.lang.blocks.draft import Draft, Refused
from codekids.lang.blocks.reporters import fill, fill_span, outer
from codekids.lang.blocks.splice import Splice
from codekids.lang.blocks.stacks import indent_of, newline, template, written
from codekids.lang.blocks.workspace import Where

_NUMBER = re.compile(r"-?(\d+([.,]\d*)?|[.,]\d+)\Z", re.ASCII)
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}


def number(typed: str) -> str | None:
    """A number as Python writes it, from what a child types: "3,5" is 3.5, "007" is 7. None: it is none."""
    typed = typed.strip().replace("−", "-").replace(" ", "")
    if len(typed) > 300 or not _NUMBER.match(typed):
        return None
    sign, digits = ("-", typed[1:]) if typed.startswith("-") else ("", typed)
    whole, point, rest = digits.replace(",", ".").partition(".")
    whole = whole.lstrip("0") or "0"
    return sign + (f"{whole}.{rest or '0'}" if point else whole)


def literal(value: str, quote: str = '"') -> str:
    """A text as Python writes it on one line."""
    if quote in value and ("'" if quote == '"' else '"') not in value:
        quote = "'" if quote == '"' else '"'
    shown = "".join(
        _ESCAPES.get(char) or (char if char.isprintable() or char == "\u00a0" else ascii(char)[1:-1])
        for char in value
    )
    return quote + shown.replace(quote, "\\" + quote) + quote


def name(typed: str) -> str:
    """A name as it was typed. Raises Refused if it cannot be one."""
    typed = typed.strip()
    if not typed.isidentifier() or keyword.iskeyword(typed):
        raise Refused("blocks.not_a_name", seen=typed)
    return typed


def set_value(draft: Draft, where: Where, key: str, slot: Slot, typed: str) -> Splice:
    """Type a number or a text into a slot for a block."""
    held = slot.block.kind if slot.block is not None else ""
    as_number = number(typed)
    keeps_text = held == "text" and fits_value(slot, "text")
    if as_number is not None and fits_value(slot, "number") and not keeps_text:
        return fill(draft, where, key, slot, as_number)
    if fits_value(slot, "text"):
        source = draft.workspace.sheet_text(where.sheet)
        quote = "'" if source[slot.start : slot.start + 1] == "'" else '"'
        return fill(draft, where, key, slot, literal(typed, quote))
    if fits_value(slot, "number"):
        raise Refused("blocks.not_a_number", seen=typed)
    raise Refused(f"blocks.wants.{slot.accepts[0]}")


def set_text(draft: Draft, where: Where, key: str, slot: Slot, typed: str) -> None:
    """Choose from a list, or type what takes no block: a name, parameters, a comment, grey Python."""
    block = where.block
    if slot.choices:
        if typed not in slot.choices:
            raise Refused("blocks.not_a_choice", seen=typed)
        set_operator(draft, where, typed)
        return
    if block.kind == "comment":
        typed = " ".join(re.split(r"[\r\n]+", typed)).strip()
        gap = "" if draft.workspace.sheet_text(where.sheet)[slot.start - 1] in " \t" or not typed else " "
        draft.splice(where.sheet, Splice(slot.start, slot.end, gap + typed))
        return
    if slot.shape == "square" or (slot.name in ("name", "variable") and slot.text.isidentifier()):
        typed = name(typed)
    elif slot.name != "code":
        typed = " ".join(typed.split())
    if slot.name == "code" and block.is_reporter:
        owner = draft.workspace.find(where.parent.id) if where.parent is not None else None
        start, end, level = slot.start, slot.end, brackets.LOOSE
        if owner is not None and where.slot is not None:
            start, end = outer(draft.workspace, owner, where.slot)
            level = where.slot.level
        fill_span(draft, where.sheet, start, end, typed, level)
        return
    if slot.name == "code" and not block.mouths:
        typed = _statement(draft, where, slot, typed)
    draft.splice(where.sheet, Splice(slot.start, slot.end, typed))


def _statement(draft: Draft, where: Where, slot: Slot, typed: str) -> str:
    """Grey Python as typed, starting at the left, pushed to where its block stands."""
    chunk = template(typed)
    if not chunk.has_statement:
        raise Refused("blocks.not_python")
    source = draft.workspace.sheet_text(where.sheet)
    text, _ = written(chunk, indent_of(where), newline(source, slot.start))
    return text[len(indent_of(where)) :].rstrip("\r\n")


def set_operator(draft: Draft, where: Where, operator: str) -> None:
    """Another operator; its operands and the whole get the brackets they now need, and lose none."""
    block, workspace = where.block, draft.workspace
    source = workspace.sheet_text(where.sheet)
    slots = block.rows[0].slots
    operands = [slot for slot in slots if slot.takes_blocks]
    for slot in slots:
        if slot.choices:
            draft.splice(where.sheet, Splice(slot.start, slot.end, operator))
    for index, slot in enumerate(operands):
        left, right = brackets.OPERANDS.get(operator, (0, 0))
        least = {"and": brackets.AND + 1, "or": brackets.OR + 1}.get(operator, brackets.COMPARED)
        if operator in brackets.OPERANDS:
            least = right if index else left
        start, end = outer(workspace, where, slot)
        if start == slot.start and brackets.level(source[start:end]) < least:
            _enclose(draft, where.sheet, start, end)
    if where.slot is None or where.parent is None:
        return
    owner = workspace.find(where.parent.id)
    assert owner is not None
    start, end = outer(workspace, owner, where.slot)
    level = brackets.OPERATOR_LEVEL.get(operator, brackets.COMPARED - 1)
    if start == block.start and level < where.slot.level:
        _enclose(draft, where.sheet, block.start, block.end)


def _enclose(draft: Draft, sheet: str, start: int, end: int) -> None:
    draft.splice(sheet, Splice(start, start, "("))
    draft.splice(sheet, Splice(end, end, ")"))
