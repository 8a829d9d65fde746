"""A brush over the map: drag to paint squares, or go with the arrows and press Enter."""

from __future__ import annotations

from collections.abc import Callable

from codekids.ui.events import Event, Key, PointerDown, PointerMove, PointerUp
from codekids.ui.kinds.cell_marker import WAYS, CellMarker
from codekids.ui.view import View
from codekids.world.goals import Cell


class MapBrush(CellMarker):
    """Lies over a `Stage`, as its child. `on_paint` gets a square, and whether a stroke begins there."""

    def __init__(
        self, name: str, said: Callable[[Cell], str], on_paint: Callable[[Cell, bool], None]
    ) -> None:
        super().__init__(name, said, lambda cell: None)
        self.on_paint = on_paint
        self._last: Cell | None = None  # painted in this stroke

    def handle(self, event: Event) -> bool:
        if self.locked:
            return False
        match event:
            case PointerDown(x=x, y=y, button=1):
                self._stroke(self.cell_at(x, y), first=True)
                return True
            case PointerMove(x=x, y=y, held=True):
                cell = self.cell_at(x, y)
                if cell != self._last:
                    self._stroke(cell, first=False)
                return True
            case PointerUp():
                self._last = None
                return True
            case Key(name="enter" | "space", ctrl=False, alt=False) if event.pressed:
                self._stroke(self.cursor or self._start(), first=True)
                return True
            case Key(name=name, ctrl=False, alt=False) if event.pressed and name in WAYS:
                return self._key(name)
        return False

    def _stroke(self, cell: Cell | None, *, first: bool) -> None:
        self._last = cell
        if cell is not None:
            self.cursor = cell
            self.on_paint(cell, first)

    def draw(self, view: View) -> None:
        if self.locked:
            return
        # A dashed frame says: here one may draw.
        view.round_rect(self.rect, None, 10, view.colours.ink, 3, dashed=True)
        if self.ringed:
            view.focus_ring(self._cell_rect(self.cursor or self._start()).inset(4), 10)
