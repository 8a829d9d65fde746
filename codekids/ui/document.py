"""A text being edited: lines, caret, selection, undo. Knows no window and no Python.

A place is (row, column), both 0-based; a column counts characters, and the one
after the last character is a place too. Every edit, however large, is one
`Change`: it replaces a stretch of text by another. Undo turns it round.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

TAB = 4
KEPT_CHANGES = 500

_WORD = re.compile(r"\w+|[^\w\s]+|\s+")
_NEWLINES = re.compile("\r\n|\r|\x0b|\x0c|\x1c|\x1d|\x1e|\x85|\u2028|\u2029")
_UNTYPABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]")


class Place(NamedTuple):
    """Where a caret can be."""

    row: int
    column: int


class Change(NamedTuple):
    """At `start`, `removed` gave way to `inserted`. Runs of the same `kind` "type" or "erase" merge."""

    start: Place
    removed: str
    inserted: str
    kind: str
    caret: Place  # before
    anchor: Place | None  # before


def end_of(start: Place, text: str) -> Place:
    """Where `text` ends when it begins at `start`."""
    breaks = text.count("\n")
    if not breaks:
        return Place(start.row, start.column + len(text))
    return Place(start.row + breaks, len(text) - text.rindex("\n") - 1)


def typable(text: str) -> str:
    """Line ends as newlines, tabs as four spaces, no control signs."""
    return _UNTYPABLE.sub("", _NEWLINES.sub("\n", text).expandtabs(TAB))


def same_indent(line: str) -> int:
    """The plainest rule for a new line: as far in as the one before."""
    return len(line) - len(line.lstrip(" "))


class Document:
    """Text, caret and history. `indent_after(line before the caret)` gives the spaces of a new line.

    `single_line` keeps newlines out; `longest` (characters, 0: any) cuts what is typed or pasted.
    `version` grows with every change of the text.
    """

    def __init__(
        self,
        text: str = "",
        *,
        indent_after: Callable[[str], int] = same_indent,
        single_line: bool = False,
        longest: int = 0,
    ) -> None:
        self.single_line = single_line
        self.longest = longest
        self.indent_after = indent_after
        self.lines: list[str] = self._clean(text).split("\n")
        self.caret = Place(0, 0)
        self.anchor: Place | None = None  # the other end of the selection
        self.version = 0
        self._wish = 0  # the column that up and down try to keep
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._merging = False

    # -- reading -----------------------------------------------------------

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def line(self) -> str:
        """The line with the caret."""
        return self.lines[self.caret.row]

    @property
    def end(self) -> Place:
        return Place(len(self.lines) - 1, len(self.lines[-1]))

    @property
    def selection(self) -> tuple[Place, Place] | None:
        """The selected stretch, front end first, or None."""
        if self.anchor is None or self.anchor == self.caret:
            return None
        return min(self.anchor, self.caret), max(self.anchor, self.caret)

    @property
    def selected_text(self) -> str:
        return self.between(*self.selection) if self.selection else ""

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def between(self, start: Place, end: Place) -> str:
        """The text from `start` up to `end`."""
        if start.row == end.row:
            return self.lines[start.row][start.column : end.column]
        middle = self.lines[start.row + 1 : end.row]
        return "\n".join([self.lines[start.row][start.column :], *middle, self.lines[end.row][: end.column]])

    def inside(self, row: int, column: int) -> Place:
        """The nearest place of the text."""
        row = max(0, min(row, len(self.lines) - 1))
        return Place(row, max(0, min(column, len(self.lines[row]))))

    def word_before_caret(self) -> str:
        """The letters, digits and underscores that end at the caret."""
        found = re.search(r"\w+$", self.line[: self.caret.column])
        return found[0] if found else ""

    # -- moving ------------------------------------------------------------

    def go(self, place: Place, select: bool = False) -> None:
        """Put the caret somewhere; `select` stretches the selection there."""
        place = self.inside(*place)
        if select:
            self.anchor = self.caret if self.anchor is None else self.anchor
        else:
            self.anchor = None
        self.caret = place
        self._wish = place.column
        self._merging = False

    def left(self, select: bool = False) -> None:
        if self.selection and not select:
            self.go(self.selection[0])
        elif self.caret.column:
            self.go(Place(self.caret.row, self.caret.column - 1), select)
        elif self.caret.row:
            self.go(Place(self.caret.row - 1, len(self.lines[self.caret.row - 1])), select)
        else:
            self.go(self.caret, select)

    def right(self, select: bool = False) -> None:
        if self.selection and not select:
            self.go(self.selection[1])
        elif self.caret.column < len(self.line):
            self.go(Place(self.caret.row, self.caret.column + 1), select)
        elif self.caret.row < len(self.lines) - 1:
            self.go(Place(self.caret.row + 1, 0), select)
        else:
            self.go(self.caret, select)

    def up(self, select: bool = False, rows: int = 1) -> None:
        self._to_row(self.caret.row - rows, select)

    def down(self, select: bool = False, rows: int = 1) -> None:
        self._to_row(self.caret.row + rows, select)

    def _to_row(self, row: int, select: bool) -> None:
        wish = self._wish
        if row < 0:
            self.go(Place(0, 0), select)
        elif row >= len(self.lines):
            self.go(self.end, select)
        else:
            self.go(Place(row, wish), select)
            self._wish = wish

    def word_left(self, select: bool = False) -> None:
        if self.caret.column == 0:
            self.left(select)
            return
        self.go(Place(self.caret.row, self._word_start()), select)

    def word_right(self, select: bool = False) -> None:
        if self.caret.column == len(self.line):
            self.right(select)
            return
        self.go(Place(self.caret.row, self._word_end()), select)

    def _word_start(self) -> int:
        before = self.line[: self.caret.column].rstrip()
        spans = [found.start() for found in _WORD.finditer(before)]
        return spans[-1] if spans else 0

    def _word_end(self) -> int:
        found = _WORD.match(self.line, self.caret.column)
        at = found.end() if found else len(self.line)
        rest = self.line[at:]
        return at + len(rest) - len(rest.lstrip())

    def home(self, select: bool = False) -> None:
        """To the first letter of the line; from there to its very start."""
        first = len(self.line) - len(self.line.lstrip())
        self.go(Place(self.caret.row, 0 if self.caret.column == first else first), select)

    def line_end(self, select: bool = False) -> None:
        self.go(Place(self.caret.row, len(self.line)), select)

    def start(self, select: bool = False) -> None:
        self.go(Place(0, 0), select)

    def finish(self, select: bool = False) -> None:
        self.go(self.end, select)

    def select_all(self) -> None:
        self.go(Place(0, 0))
        self.go(self.end, select=True)

    def select_word(self, place: Place) -> None:
        """The word at a place, as a double click does."""
        place = self.inside(*place)
        self.go(place)
        for found in _WORD.finditer(self.lines[place.row]):
            if found.start() <= place.column < found.end() or found.end() == len(self.lines[place.row]):
                self.go(Place(place.row, found.start()))
                self.go(Place(place.row, found.end()), select=True)
                return

    def select_line(self, row: int) -> None:
        """The whole line with its end, as a third click does."""
        self.go(Place(row, 0))
        self.go(Place(row + 1, 0) if row + 1 < len(self.lines) else self.end, select=True)

    # -- changing ----------------------------------------------------------

    def replace(self, start: Place, end: Place, text: str) -> None:
        """Put `text` where the stretch was; the caret stands after it."""
        self._change(self.inside(*start), self.inside(*end), self._clean(text), "replace")

    def type(self, text: str) -> None:
        """What the keyboard sends: letters, in place of a selection."""
        text = self._clean(text)
        start, end = self.selection or (self.caret, self.caret)
        self._change(start, end, text, "type" if start == end else "replace")

    def paste(self, text: str) -> None:
        """Text from elsewhere, in place of a selection."""
        start, end = self.selection or (self.caret, self.caret)
        self._change(start, end, self._clean(text), "replace")

    def newline(self) -> None:
        """Enter: a new line, as far in as the rule says."""
        if self.single_line:
            return
        start, end = self.selection or (self.caret, self.caret)
        before = self.lines[start.row][: start.column]
        spaces = self.indent_after(before) if before.strip() else same_indent(before)
        rest = self.lines[end.row][end.column :]
        # Spaces that stood after the caret would only push the line further in.
        end = Place(end.row, end.column + len(rest) - len(rest.lstrip(" ")))
        self._change(start, end, "\n" + " " * spaces, "replace")

    def backspace(self, word: bool = False) -> None:
        """Erase before the caret: a sign, a word, or a step of indentation."""
        if self.selection:
            self._change(*self.selection, "", "replace")
            return
        row, column = self.caret
        if column == 0:
            if row:
                self._change(Place(row - 1, len(self.lines[row - 1])), self.caret, "", "replace")
            return
        before = self.line[:column]
        if word:
            start = self._word_start()
        elif before.isspace() and not self.single_line:
            start = (column - 1) // TAB * TAB
        else:
            start = column - 1
        self._change(Place(row, start), self.caret, "", "erase")

    def delete(self, word: bool = False) -> None:
        """Erase after the caret."""
        if self.selection:
            self._change(*self.selection, "", "replace")
            return
        row, column = self.caret
        if column < len(self.line):
            self._change(self.caret, Place(row, self._word_end() if word else column + 1), "", "replace")
        elif row < len(self.lines) - 1:
            self._change(self.caret, Place(row + 1, 0), "", "replace")

    def indent(self) -> None:
        """Tab: spaces up to the next step, or every selected line one step in."""
        if self.selection and self.selection[0].row != self.selection[1].row:
            self._shift_lines(lambda line: " " * TAB + line if line.strip() else line)
        else:
            start, end = self.selection or (self.caret, self.caret)
            self._change(start, end, " " * (TAB - start.column % TAB), "replace")

    def dedent(self) -> None:
        """Shift+Tab: the line, or every selected line, one step out."""
        self._shift_lines(lambda line: line[min(TAB, same_indent(line)) :])

    def _shift_lines(self, shifted: Callable[[str], str]) -> None:
        first, last = self.selection or (self.caret, self.caret)
        # A selection that ends at the start of a line does not mean that line.
        end_row = last.row - 1 if last.row > first.row and last.column == 0 else last.row
        old = self.lines[first.row : end_row + 1]
        new = [shifted(line) for line in old]
        if new == old:
            return
        caret, anchor = self.caret, self.anchor
        self._change(Place(first.row, 0), Place(end_row, len(old[-1])), "\n".join(new), "replace")

        def follow(place: Place) -> Place:
            if first.row <= place.row <= end_row:
                moved = len(new[place.row - first.row]) - len(old[place.row - first.row])
                return self.inside(place.row, place.column + moved)
            return self.inside(*place)

        self.caret, self.anchor = follow(caret), follow(anchor) if anchor is not None else None
        self._wish = self.caret.column

    def set_text(self, text: str) -> None:
        """Another text altogether, as one change that undo takes back."""
        text = self._clean(text)
        if text == self.text:
            return
        row, column = self.caret
        self._change(Place(0, 0), self.end, text, "replace")
        self.go(self.inside(row, column))

    def _clean(self, text: str) -> str:
        text = typable(text)
        return text.replace("\n", " ") if self.single_line else text

    def _change(self, start: Place, end: Place, inserted: str, kind: str) -> None:
        removed = self.between(start, end)
        if self.longest:
            room = self.longest - (sum(map(len, self.lines)) + len(self.lines) - 1 - len(removed))
            inserted = inserted[: max(0, room)]
        if removed == inserted:
            self.go(end_of(start, inserted))
            return
        change = Change(start, removed, inserted, kind, self.caret, self.anchor)
        merged = self._merge(self._done[-1], change) if self._done and self._merging else None
        if merged:
            self._done[-1] = merged
        else:
            self._done.append(change)
            del self._done[:-KEPT_CHANGES]
        self._undone.clear()
        self._apply(start, removed, inserted)
        self.go(end_of(start, inserted))
        self._merging = kind != "replace"

    def _merge(self, last: Change, new: Change) -> Change | None:
        """One change for a run of typing or erasing, word by word."""
        if new.kind != last.kind or "\n" in new.inserted + new.removed:
            return None
        if new.kind == "type" and end_of(last.start, last.inserted) == new.start:
            starts_a_word = last.inserted[-1:].isspace() and not new.inserted[:1].isspace()
            return None if starts_a_word else last._replace(inserted=last.inserted + new.inserted)
        if new.kind == "erase" and end_of(new.start, new.removed) == last.start:
            return last._replace(start=new.start, removed=new.removed + last.removed)
        return None

    def _apply(self, start: Place, removed: str, inserted: str) -> None:
        end = end_of(start, removed)
        fresh = (self.lines[start.row][: start.column] + inserted + self.lines[end.row][end.column :]).split(
            "\n"
        )
        self.lines[start.row : end.row + 1] = fresh
        self.version += 1

    # -- undo --------------------------------------------------------------

    def undo(self) -> bool:
        """Take back the newest change; False when there is none."""
        if not self._done:
            return False
        change = self._done.pop()
        if not self._fits(change.start, change.inserted):
            self._forget()
            return False
        self._apply(change.start, change.inserted, change.removed)
        self._undone.append(change)
        self.caret = self.inside(*change.caret)
        self.anchor = self.inside(*change.anchor) if change.anchor is not None else None
        self._wish, self._merging = self.caret.column, False
        return True

    def redo(self) -> bool:
        """Do again what undo took back; False when there is nothing."""
        if not self._undone:
            return False
        change = self._undone.pop()
        if not self._fits(change.start, change.removed):
            self._forget()
            return False
        self._apply(change.start, change.removed, change.inserted)
        self._done.append(change)
        self.go(end_of(change.start, change.inserted))
        return True

    def _fits(self, start: Place, text: str) -> bool:
        """Whether the text stands there: a history from a damaged file may not match."""
        end = end_of(start, text)
        if start != self.inside(*start) or end != self.inside(*end):
            return False
        return self.between(start, end) == text

    def _forget(self) -> None:
        self._done.clear()
        self._undone.clear()

    # -- keeping -----------------------------------------------------------

    def to_data(self) -> dict[str, Any]:
        """Text, caret and the newest changes as plain lists and dictionaries, for JSON."""

        def plain(change: Change) -> list[Any]:
            return [*change.start, change.removed, change.inserted, *change.caret]

        return {
            "text": self.text,
            "caret": list(self.caret),
            "done": [plain(change) for change in self._done[-KEPT_CHANGES:]],
            "undone": [plain(change) for change in self._undone[-KEPT_CHANGES:]],
        }

    @classmethod
    def from_data(
        cls, data: Mapping[str, Any], *, indent_after: Callable[[str], int] = same_indent
    ) -> Document:
        """What `to_data` gave. A history that cannot be read is left out; the text stays."""

        def change(row: int, column: int, removed: str, inserted: str, *caret: int) -> Change:
            return Change(
                Place(int(row), int(column)), str(removed), str(inserted), "replace", Place(*caret), None
            )

        document = cls(str(data.get("text", "")), indent_after=indent_after)
        try:
            document._done = [change(*entry) for entry in data.get("done", [])]
            document._undone = [change(*entry) for entry in data.get("undone", [])]
            document.go(Place(*data.get("caret", (0, 0))))
        except (TypeError, ValueError):
            document._forget()
        return document
