"""One line to read aloud for whatever has the focus: a block, a slot, a place to drop at."""

from __future__ import annotations

from codekids.lang import catalogue
from codekids.lang.blocks.block import Block, Row, Slot
from codekids.lang.blocks.labels import literal_text, parts, slot_text, spaced

LONGEST = 200  # characters; a grey block may hold a whole class


def spoken(block: Block, lang: str) -> str:
    """A block as one says it: "repetă de 4 ori, 2 blocuri înăuntru"."""
    said = [_row(block, row, lang) for row in block.rows]
    if block.kind == "python" and not block.is_reporter:
        said[0] = catalogue.text("blocks.spoken.python", lang, code=_one_line(said[0]))
    elif block.kind == "comment":
        said[0] = catalogue.text("blocks.spoken.comment", lang, text=said[0])
    if block.mouths:
        inside = sum(len(mouth.blocks) for mouth in block.mouths)
        said = said[:1]
        said.append(
            catalogue.text("blocks.spoken.inside", lang, n=inside)
            if inside
            else catalogue.text("blocks.spoken.empty", lang)
        )
    return _one_line(", ".join(said))


def spoken_slot(block: Block, slot: Slot, lang: str) -> str:
    """A slot as one says it: what goes there, then what is there."""
    if slot.shape in ("square", "field"):
        what = catalogue.text("blocks.slot.square" if slot.shape == "square" else "blocks.slot.field", lang)
        return f"{what}: {_one_line(slot_text(slot, lang)) or catalogue.text('blocks.spoken.empty', lang)}"
    wanted = slot.accepts[0] if slot.accepts and "any" not in slot.accepts else "any"
    what = catalogue.text(f"blocks.slot.{wanted}", lang)
    return f"{what}: {_slot(slot, lang)}"


def _row(block: Block, row: Row, lang: str) -> str:
    return spaced(part if isinstance(part, str) else _slot(part, lang) for part in parts(block, row, lang))


def _slot(slot: Slot, lang: str) -> str:
    if not slot.takes_blocks:
        return slot_text(slot, lang)
    if slot.block is None:
        return catalogue.text("blocks.spoken.empty", lang)
    if slot.block.shape == "field":
        return literal_text(slot, lang)
    return _row(slot.block, slot.block.rows[0], lang)


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
