"""A region of the puzzle screen, and what it may ask of the screen it is part of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from codekids.lang.problems import Argument
from codekids.ui.geometry import Rect
from codekids.ui.screens.puzzle.layout import PuzzleLayout, Tab
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget

if TYPE_CHECKING:
    from codekids.lessons.kinds.result import Result
    from codekids.ui.session import PuzzleSession
    from codekids.ui.shell import Shell
    from codekids.ui.widgets.root import Root
    from codekids.ui.widgets.stage import Stage


class Desk(Protocol):
    """The screen, as its regions know it. What one region means for another goes through here."""

    shell: Shell
    session: PuzzleSession
    root: Root
    view: View | None  # None until the screen is laid out
    place: PuzzleLayout | None

    def refresh(self) -> None:
        """Bring every region up to what the session says."""

    def lay_out(self) -> None:
        """Place everything anew: something needs another height. Nothing before the first layout."""

    def look_at(self, tab: Tab) -> None:
        """Where one part shows at a time: bring this one up."""

    def run(self) -> None:
        """Press Run."""

    def back_to_program(self) -> None:
        """The keys go to the program again."""

    def close_hint(self) -> None:
        """Put the hint away, if one is open."""

    @property
    def stage(self) -> Stage:
        """Where the map is drawn; what lies over it is its child."""

    def finish(self, result: Result) -> None:
        """The step that is on has this result."""

    def celebrate(self) -> None:
        """The whole lesson is solved: stars, and the way on."""

    def lit_cell(self) -> tuple[int, int] | None:
        """(column, row) of the map that is lit: what is being read speaks of it."""

    def lit_line(self) -> int | None:
        """The line (1-based) that is pointed at while nothing runs."""


class Region:
    """A part of the screen: its widgets, where they stand, what they show."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.shell = desk.shell
        self.session = desk.session
        self.lesson = desk.session.lesson

    def say(self, key: str, **args: Argument) -> str:
        """A sentence of the catalogue."""
        return self.shell.say(key, **args)

    def refresh(self) -> None:
        """Show what the session says; what has not changed is not drawn again."""

    def lay_out(self, view: View, place: PuzzleLayout) -> None:
        """Stand where the layout says."""


def stand(widget: Widget, rect: Rect) -> None:
    """Stand there, or be hidden where there is no place."""
    widget.set(visible=not rect.empty)
    widget.place(rect)
