"""What was done to a block program: one step back, one forth, and all of it kept while the window is closed.

A step is the workspace before an edit, loose pieces and places included; steps of an earlier sitting
are made into workspaces when they are needed. Knows no window.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from codekids.lang.blocks.splice import Change, difference
from codekids.lang.blocks.workspace import Workspace, from_data, to_data

KEPT = 500  # workspaces in the history
SAVED = 150  # of them, what is kept on disk


class Past(NamedTuple):
    """A workspace of an earlier sitting, made when it is needed."""

    source: str
    floor: Mapping[str, Any]  # what `workspace.to_data` gave


Step = Workspace | Past


class _Told(NamedTuple):
    """A step as it is kept; it holds what it tells of, so that their ids stay theirs."""

    step: Step
    nearer: Step
    data: list[Any]


class History:
    """Steps back and forth from a workspace; whoever holds that one passes it in as `now`."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._known: dict[tuple[int, int], _Told] = {}

    def push(self, before: Workspace) -> None:
        """Something was done; there is nothing to do again any more."""
        self._done.append(before)
        del self._done[:-KEPT]
        self._undone.clear()

    def clear(self) -> None:
        self._done.clear()
        self._undone.clear()

    def _sides(self, back: bool) -> tuple[list[Step], list[Step]]:
        return (self._done, self._undone) if back else (self._undone, self._done)

    def can(self, back: bool) -> bool:
        """Whether there is a step back (or forth)."""
        return bool(self._sides(back)[0])

    def only_floor(self, now: Workspace, back: bool) -> bool:
        """Whether the next step moves only loose things and leaves the text."""
        steps = self._sides(back)[0]
        return bool(steps) and steps[-1].source == now.source

    def step(self, now: Workspace, back: bool) -> Workspace | None:
        """The workspace one step back (or forth); None: there is none."""
        source, other = self._sides(back)
        if not source:
            return None
        other.append(now)
        return _made(source.pop(), now)

    def went(self, now: Workspace, text: str) -> Workspace | None:
        """If the text is that of the next other text back or forth: the workspace there, loose pieces too."""
        for back in (True, False):
            steps = self._sides(back)[0]
            count = next((n for n, one in enumerate(reversed(steps), 1) if one.source != now.source), 0)
            if not count or steps[-count].source != text:
                continue
            for _ in range(count):
                now = self.step(now, back) or now
            return now
        return None

    def to_data(self, now: Workspace) -> dict[str, Any]:
        """The newest steps as plain JSON, each as the difference from the one nearer to now."""
        return {
            "text": now.source,
            "done": self._told(now, self._done),
            "undone": self._told(now, self._undone),
        }

    def _told(self, now: Workspace, steps: list[Step]) -> list[list[Any]]:
        """What was told before is known: after an edit only the newest step is new."""
        found: list[list[Any]] = []
        nearer: Step = now
        known: dict[tuple[int, int], _Told] = {}
        for step in reversed(steps[-SAVED:]):
            key = (id(step), id(nearer))
            told = known[key] = self._known.get(key) or _Told(step, nearer, _step_told(step, nearer))
            found.append(told.data)
            nearer = step
        self._known = {**self._known, **known} if len(self._known) < 4 * SAVED else known
        return found

    def restore(self, now: Workspace, data: Mapping[str, Any]) -> None:
        """What `to_data` gave, if it is of the program that is here. What is damaged is left out."""
        if data.get("text") == now.source:
            self._done = _heard(now.source, data.get("done"))
            self._undone = _heard(now.source, data.get("undone"))


def _made(step: Step, now: Workspace) -> Workspace:
    if isinstance(step, Workspace):
        return step
    return from_data(step.source, step.floor, now.dialect, now)


def _step_told(step: Step, nearer: Step) -> list[Any]:
    change = difference(step.source, nearer.source)
    floor = step.floor if isinstance(step, Past) else to_data(step)
    return [change.start, change.removed, change.inserted, floor]


def _heard(text: str, told: object) -> list[Step]:
    found: list[Step] = []
    for step in told if isinstance(told, list) else []:
        try:
            start, removed, inserted, floor = step
            text = Change(int(start), str(removed), str(inserted)).back(text)
            found.insert(0, Past(text, floor if isinstance(floor, dict) else {}))
        except (TypeError, ValueError):
            break
    return found
