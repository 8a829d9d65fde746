"""What a kind of lesson asks beside the program: a prediction, lines to put in order, a question.

`lesson.screen` names the kind. A kind that needs nothing of its own has no entry
in `PANELS` and is played with the program alone. A panel is made with the screen
and lives as long; its state and its rules are those of `codekids.lessons.kinds`.

Which step of a lesson is on says the visit (`codekids.ui.visit`): a panel that is
done with its step tells `desk.shell.visit`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Literal, Protocol

from codekids.lang.problems import Message
from codekids.lessons.judge import Verdict
from codekids.lessons.kinds.result import Result
from codekids.ui.geometry import Rect
from codekids.ui.screens.puzzle.modes import Mode
from codekids.ui.screens.puzzle.region import Desk
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget


class KindPanel(Protocol):
    """The panel of one kind, as the pane of the program knows it."""

    @property
    def widget(self) -> Widget:
        """What stands in the pane; it may hold others."""

    @property
    def where(self) -> Literal["beside", "over"]:
        """ "beside": above the editor, as high as it needs. "over": in the editor's place. May change."""

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs beside the editor when it is so wide; it gets two thirds of the pane at most."""

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`."""

    def refresh(self) -> None:
        """Show what the session says."""

    def targets(self) -> Iterable[Widget]:
        """Where the keys may go, the first one first."""

    def look_as(self, mode: Mode) -> None:
        """Programs are looked at as blocks, as text, or both."""

    @property
    def title(self) -> str:
        """What the pane is called; "" for "Programul meu"."""

    @property
    def can_undo(self) -> bool:
        """In the editor's place: whether there is something to take back."""

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again."""

    def undo(self) -> None:
        """Take the last change back."""

    def redo(self) -> None:
        """Do it again."""

    def lock(self) -> Message | None:
        """Why Run waits ("say first what you expect"); None: it may be pressed."""

    def hold(self, why: Message) -> None:
        """Run was pressed, and waits: say why, and take the keys."""

    def result(self, verdict: Verdict) -> Result:
        """What a run is worth. Asked on the run's own thread."""

    def judged(self, verdict: Verdict) -> bool:
        """The run has been played to its end. True: the panel says what follows, no dialog is needed."""


# lesson.screen -> "module:class"; the class is called with the desk. Imported when such a lesson is opened.
PANELS: Mapping[str, str] = {
    "predict": "codekids.ui.kinds.predict_panel:PredictPanel",
    "run": "codekids.ui.kinds.reading:ReadPanel",
    "parsons": "codekids.ui.kinds.parsons_panel:ParsonsPanel",
    "gap": "codekids.ui.kinds.gap_panel:GapPanel",
    "fix": "codekids.ui.kinds.fix_panel:FixPanel",
    "project": "codekids.ui.kinds.project_panel:open_project",
}


def panel_for(desk: Desk) -> KindPanel | None:
    """The panel of the step that is on, or None: its kind needs none."""
    path = PANELS.get(desk.session.lesson.screen)
    if path is None:
        return None
    module, _, name = path.partition(":")
    panel: KindPanel = getattr(import_module(module), name)(desk)
    desk.session.judge = panel.result
    return panel
