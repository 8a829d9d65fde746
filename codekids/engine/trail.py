"""Where a run has been, told from the sites it passed: asked only when something went wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from codekids.engine.instrument import Site

BEGUN = frozenset({"line", "again", "value", "do"})  # these say that the program is on their line
_LINES = BEGUN - {"do"}


class Trail:
    """The sites of a run, batch by batch."""

    def __init__(self, marks: Mapping[str, Site], batches: Sequence[str]) -> None:
        self._marks = marks
        self._batches = batches

    def _backwards(self) -> Iterator[Site]:
        for sites in reversed(self._batches):
            for mark in reversed(sites):
                site = self._marks.get(mark)
                if site is not None:
                    yield site

    @property
    def last(self) -> int:
        """The line last noted; 1 if there is none."""
        for site in self._backwards():
            if site.kind in BEGUN:
                return site.line
        return 1

    @property
    def lines(self) -> frozenset[int]:
        """Every line that was begun."""
        seen: set[str] = set()
        for sites in self._batches:
            seen.update(sites)
        found = (self._marks.get(mark) for mark in seen)
        return frozenset(site.line for site in found if site is not None and site.kind in _LINES)

    @property
    def before_finally(self) -> int:
        """The line last noted before the latest `finally` block was entered; 0 if there was none."""
        inside = False
        for site in self._backwards():
            if inside and site.kind in _LINES:
                return site.line
            inside = inside or site.kind == "finally"
        return 0

    @property
    def passed_finally(self) -> bool:
        """Whether a `finally` block has just ended, and no line began since."""
        for site in self._backwards():
            if site.kind == "finally_done":
                return True
            if site.kind in {"line", "again"}:
                return False
        return False

    def before_handler(self, line: int) -> int:
        """The line last noted before the handler on `line` was last entered; 0 if it never was."""
        inside = False
        for site in self._backwards():
            if inside and site.kind in _LINES:
                return site.line
            inside = inside or (site.kind == "line" and site.line == line)
        return 0
