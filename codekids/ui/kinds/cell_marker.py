"""A square of the map to be marked, over the stage: by a press, or with the arrows and Enter."""

from __future__ import annotations

from collections.abc import Callable

from codekids.ui.events import Event, Key, PointerDown, PointerUp
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.stage import Stage
from codekids.world.goals import Cell

WAYS = {"left": (-1, 0), "right": (1, 0), "up": (0, 1), "down": (0, -1)}


class CellMarker(Widget):
    """Lies over a `Stage`, as its child. `on_mark` gets (column, row)."""

    def __init__(self, name: str, said: Callable[[Cell], str], on_mark: Callable[[Cell], None]) -> None:
        super().__init__(name, "field")
        self.focusable = True
        self.said, self.own_name = said, name
        self.on_mark = on_mark
        self.marked: Cell | None = None
        self.cursor: Cell | None = None
        self.locked = False

    @property
    def _stage(self) -> Stage | None:
        return self.parent if isinstance(self.parent, Stage) else None

    def follow(self) -> None:
        """Lie where the map is now."""
        stage = self._stage
        self.place(stage.board if stage is not None and stage.visible else NOWHERE)

    def show(self, marked: Cell | None, *, locked: bool) -> None:
        """Which square is marked; locked once the program ran."""
        said = f"{self.own_name}: {self.said(marked)}" if marked else self.own_name
        self.set(marked=marked, locked=locked, name=said, focusable=not locked)
        self.touch()

    def accepts(self, x: int, y: int) -> bool:
        return not self.locked and self.rect.contains(x, y)

    def _cell_rect(self, cell: Cell) -> Rect:
        stage = self._stage
        if stage is None or stage.scene is None:
            return NOWHERE
        rows = stage.scene.still.rows
        side = stage.cell
        return Rect(self.rect.x + (cell[0] - 1) * side, self.rect.y + (rows - cell[1]) * side, side, side)

    def cell_at(self, x: int, y: int) -> Cell | None:
        """The square under a point."""
        stage = self._stage
        if stage is None or stage.scene is None or not self.rect.contains(x, y) or not stage.cell:
            return None
        column = (x - self.rect.x) // stage.cell + 1
        row = stage.scene.still.rows - (y - self.rect.y) // stage.cell
        still = stage.scene.still
        return (column, row) if 1 <= column <= still.columns and 1 <= row <= still.rows else None

    def handle(self, event: Event) -> bool:
        if self.locked:
            return False
        match event:
            case PointerDown(button=1):
                return True
            case PointerUp(x=x, y=y, button=1):
                cell = self.cell_at(x, y)
                if cell is not None:
                    self.cursor = cell
                    self.on_mark(cell)
                return True
            case Key(name=name, ctrl=False, alt=False) if event.pressed:
                return self._key(name)
        return False

    def _key(self, name: str) -> bool:
        stage = self._stage
        if stage is None or stage.scene is None:
            return False
        still = stage.scene.still
        here = self.cursor or self.marked or stage.scene.start
        if name in WAYS:
            dx, dy = WAYS[name]
            self.cursor = (
                max(1, min(still.columns, here[0] + dx)),
                max(1, min(still.rows, here[1] + dy)),
            )
            self.name = f"{self.own_name}: {self.said(self.cursor)}"
            self.touch()
            return True
        if name in ("enter", "space"):
            self.cursor = here
            self.on_mark(here)
            return True
        return False

    def draw(self, view: View) -> None:
        colours = view.colours
        if self.marked is not None:
            box = self._cell_rect(self.marked).inset(3)
            view.round_rect(box, None, 10, colours.ink, 6)
            view.round_rect(
                box.inset(1), None, 9, colours.blue if not view.theme.high_contrast else colours.sun, 4
            )
            side = max(16, box.w // 3)
            tag = Rect(box.right - side + 4, box.y - 4, side, side)
            view.disc(*tag.centre, side // 2, colours.paper, colours.ink, 2)
            view.icon("say", tag.inset(max(3, side // 6)), colours.ink)
        if self.ringed:
            view.focus_ring(self._cell_rect(self.cursor or self.marked or self._start()).inset(4), 10)

    def _start(self) -> Cell:
        stage = self._stage
        return stage.scene.start if stage is not None and stage.scene is not None else (1, 1)
