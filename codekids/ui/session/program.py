"""The text of a sitting: opened as it was left, handed to the journal with its undo at each change."""

from __future__ import annotations

import json
import logging
from typing import Any

from codekids.lang.completion import indent_after
from codekids.lang.problems import Fix
from codekids.lessons.lesson import Lesson
from codekids.ui.document import Document, Place
from codekids.ui.services import Services


class Writing:
    """The program of one learner at one lesson. It is never lost: the journal saves when the keys pause."""

    def __init__(self, lesson: Lesson, services: Services, key: str, *, afresh: bool = False) -> None:
        """`key` is the name of the draft.

        `afresh` puts the lesson's own program in the place of what was left; undo brings that back.
        """
        self.lesson = lesson
        self.services = services
        self.key = key
        self.seen: dict[str, Any] = {}  # how it was looked at, and what of that the text does not hold
        self.document = self._opened(afresh)
        self._saved_version = self.document.version

    def _opened(self, afresh: bool) -> Document:
        draft = self.services.journal.draft(self.services.learner, self.key)
        if draft is None:
            return Document(self.lesson.start.rstrip("\n"), indent_after=indent_after)
        document = Document(draft.text, indent_after=indent_after)
        self.seen = self._read(draft.view)
        if draft.history:
            try:
                data = json.loads(draft.history)
                document = Document.from_data({**data, "text": draft.text}, indent_after=indent_after)
            except (ValueError, TypeError, AttributeError):
                logging.getLogger(__name__).warning("the undo history of %s cannot be read", self.key)
        if afresh:
            document.set_text(self.lesson.start.rstrip("\n"))
        return document

    def _read(self, view: str) -> dict[str, Any]:
        try:
            seen = json.loads(view) if view else {}
        except ValueError:
            logging.getLogger(__name__).warning("how %s was looked at cannot be read", self.key)
            return {}
        return seen if isinstance(seen, dict) else {}

    def remember(self, name: str, value: object) -> None:
        """Something of how the program is looked at, kept beside it: plain JSON."""
        self.seen[name] = value
        self.keep()

    def edited(self) -> None:
        """Call after whatever may have changed the document: the draft is kept."""
        if self.document.version != self._saved_version:
            self._saved_version = self.document.version
            self.keep()

    def keep(self) -> None:
        """Hand the program to the journal."""
        data = self.document.to_data()
        text = data.pop("text")
        row, column = self.document.caret
        cursor = sum(len(line) + 1 for line in self.document.lines[:row]) + column
        self.services.journal.save_draft(
            self.services.learner,
            self.key,
            text,
            cursor,
            json.dumps(data, ensure_ascii=False),
            json.dumps(self.seen, ensure_ascii=False) if self.seen else "",
        )

    def mend(self, fix: Fix) -> None:
        """Write a repair, as one change that undo takes back."""
        end_line = fix.end_line or fix.line
        self.document.replace(Place(fix.line - 1, fix.column), Place(end_line - 1, fix.end_column), fix.text)
        self.edited()
