"""What may stand in the pane of the program: the text editor here; blocks, or both side by side, elsewhere.

There is one program, `session.document`, and one undo. An editor changes the
document, then calls the `on_change` it was made with; it hears `refresh` when
somebody else changed it (a repair, a word, the demo). `ProgramPane.hold` puts
another editor into the pane; the program, the caret and the undo stay.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from codekids.lang.completion import complete
from codekids.lang.dialect import Dialect
from codekids.lang.problems import Problem
from codekids.ui.document import Document
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.bubble import ErrorBubble, Tone
from codekids.ui.widgets.editor import CodeEditor


class ProgramEditor(Protocol):
    """An editor of the session's document, as the pane knows it."""

    @property
    def widget(self) -> Widget:
        """What stands in the pane; it may hold others."""

    @property
    def target(self) -> Widget:
        """The widget, itself or inside, that gets the keys."""

    @property
    def has_own_words(self) -> bool:
        """It brings what can be written, so the list of words and its column are not shown."""

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`."""

    def refresh(self) -> None:
        """The document was changed by somebody else."""

    def settle(self) -> None:
        """Write what is still being typed somewhere into the document: it is about to run, or to be left."""

    def set_now(self, line: int | None) -> None:
        """Mark the line that runs (1-based), or none, and keep it in sight."""

    def show_problem(self, problem: Problem, bubble: ErrorBubble, tone: Tone) -> None:
        """Mark the line and span of the problem, with the bubble beside it. Its line is at least 1."""

    def clear_problem(self) -> None:
        """Take mark and bubble away."""

    def undo(self) -> None:
        """Take the last change back."""

    def redo(self) -> None:
        """Do it again."""


class TextEditing:
    """The program as Python text, with completion of what the lesson offers."""

    has_own_words = False

    def __init__(
        self, document: Document, dialect: Dialect, name: str, words_name: str, on_change: Callable[[], None]
    ) -> None:
        self.editor = CodeEditor(
            document,
            name,
            colouring=_colour,
            completing=partial(complete, dialect=dialect),
            completion_name=words_name,
            on_change=on_change,
        )

    @property
    def widget(self) -> CodeEditor:
        return self.editor

    @property
    def target(self) -> Widget:
        return self.editor

    def arrange(self, view: View, rect: Rect) -> None:
        self.editor.place(rect)

    def refresh(self) -> None:
        self.editor.document_changed()

    def settle(self) -> None:
        """What is typed stands in the document at once."""

    def set_now(self, line: int | None) -> None:
        self.editor.set_now(line)

    def show_problem(self, problem: Problem, bubble: ErrorBubble, tone: Tone) -> None:
        self.editor.show_problem(problem.line, problem.column, problem.end_column, bubble, tone)

    def clear_problem(self) -> None:
        self.editor.clear_problem()

    def undo(self) -> None:
        self.editor.undo()

    def redo(self) -> None:
        self.editor.redo()


def _colour(text: str) -> Sequence[Sequence[tuple[str, str]]]:
    """Pygments is imported with the first line of code, after the first frame."""
    from codekids.lang.colouring import colour

    return colour(text)
