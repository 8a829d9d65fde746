"""How long blocks take: from source to layout, and a frame of a drag."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from codekids.lang.blocks.workspace import view as view_of
from codekids.ui.events import PointerDown, PointerMove
from codekids.ui.geometry import Rect
from codekids.ui.widgets.blocks.drawing import measure
from codekids.ui.widgets.blocks.editor import BlockEditor
from codekids.ui.widgets.blocks.layout import lay_out
from codekids.ui.widgets.blocks.picture import blank_view
from codekids.ui.widgets.root import Root

_PART = "for i in range(4):\n    if x > i:\n        x = x + 1\n    else:\n        print(x)\n"
SIZE = (1280, 720)


def program(blocks: int) -> str:
    """A program of about so many blocks that stand in stacks."""
    return "x = 0\n" + _PART * max(1, blocks // 4)


def layout_times(assets: Path, blocks: int = 300, rounds: int = 9) -> tuple[float, float]:
    """Seconds from source to layout of so many blocks, and of `ast.parse` of the same text; medians."""
    text = program(blocks)
    width = measure(blank_view((1, 1), assets))
    lay_out(view_of(text), width, "ro")  # the fonts, once
    return (
        median(_seconds(lambda: lay_out(view_of(text), width, "ro")) for _ in range(rounds)),
        median(_seconds(lambda: ast.parse(text)) for _ in range(rounds)),
    )


def drag_times(assets: Path, blocks: int = 20, rounds: int = 30) -> tuple[float, float]:
    """Seconds of a frame while a stack of so many blocks is dragged, and of one full-window blit; medians.

    The screen is drawn in memory, with everything that the drag changes.
    """
    view = blank_view(SIZE, assets)
    root = Root("blocks")
    root.place(view.rect)
    editor = BlockEditor(view_of("move()\n" + "turn_left()\nmove()\n" * (blocks // 2)), "ro")
    root.add(editor)
    editor.arrange(Rect(16, 76, 816, 548), view)
    root.draw_all(view)
    box = editor.layout().by_id["2"].rect
    x, y = editor.floor.origin[0] + box.x + 14, editor.floor.origin[1] + box.y + 30
    root.handle(PointerDown(x, y))
    times = []
    for turn in range(rounds):
        root.handle(PointerMove(x + 10 + turn % 9, y + turn % 7, held=True))
        times.append(_seconds(lambda: root.draw_all(view)))
    other = blank_view(SIZE, assets).surface
    blit = median(_seconds(lambda: view.blit(other, 0, 0)) for _ in range(rounds))
    return median(times[3:]), blit


def _seconds(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start
