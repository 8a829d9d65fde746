"""The gaps of a program in its blocks: an empty slot for each, where every gap is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codekids.lessons.kinds.gap import gaps_of
from codekids.ui.geometry import Rect

if TYPE_CHECKING:
    from codekids.lang.dialect import Dialect
    from codekids.ui.view import View
    from codekids.ui.widgets.blocks.layout import BlockBox, BlockLayout

SHARES = (1.0, 0.9, 0.8, 0.7, 0.6)  # of the usual size, until the blocks fit the width

Path = tuple[int, int]  # which statement, which slot of it


class GapBlocks(NamedTuple):
    """A program laid out as blocks: at what share of the usual size, and where its gaps are."""

    layout: BlockLayout
    share: float
    gaps: tuple[Rect, ...]
    now: Rect | None  # the block that runs


def gap_paths(program: str, dialect: Dialect | None) -> tuple[Path, ...] | None:
    """The slots that the gaps are, in reading order; None: some gap is no empty slot of a statement."""
    from codekids.lang.blocks.workspace import view as view_of
    from codekids.ui.widgets.blocks.layout import lay_out

    layout = lay_out(view_of(program, dialect=dialect), lambda text, code: 8 * len(text), "en")
    paths = tuple(
        (number, index)
        for number, box in enumerate(_statements(layout))
        for index, slot in enumerate(box.slots)
        if slot.slot.block is None and not slot.slot.text and slot.slot.shape in ("round", "hexagon")
    )
    return paths if paths and len(paths) == len(gaps_of(program)) else None


def lay_out_gaps(
    view: View,
    source: str,
    paths: tuple[Path, ...],
    lang: str,
    dialect: Dialect | None,
    width: int,
    line: int | None,
) -> GapBlocks | None:
    """The filled program in at most `width` pixels; None where what fills it makes other blocks of it."""
    from codekids.lang.blocks.workspace import view as view_of
    from codekids.ui.widgets.blocks.drawing import measure
    from codekids.ui.widgets.blocks.layout import lay_out

    workspace = view_of(source, dialect=dialect)
    pencil = view.onto(view.surface)
    for share in SHARES:
        pencil.scale = view.scale * share
        layout = lay_out(workspace, measure(pencil), lang, pencil.scale)
        if layout.width <= width:
            break
    statements = _statements(layout)
    gaps = []
    for number, index in paths:
        if number >= len(statements) or index >= len(statements[number].slots):
            return None
        gaps.append(statements[number].slots[index].rect)
    block = workspace.at_line(line) if line is not None else None
    box = layout.by_id.get(block.id) if block is not None else None
    return GapBlocks(layout, share, tuple(gaps), box.rows[0].rect if box else None)


def _statements(layout: BlockLayout) -> list[BlockBox]:
    return [box for box in layout.boxes if not box.block.is_reporter]
