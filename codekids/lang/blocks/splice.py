"""Changes of a text: stretches replaced, and where every line went.

Pure text; which blocks a line carries is the workspace's business.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from codekids.lang.blocks.cut import Text

# Where a line was: the sheet ("" is the program, else a loose piece), its 1-based number, and
# which of the statements that start on it is meant (`if x: move()` has two).
Origin = tuple[str, int, int]

MOST_COMPARED = 2_000_000  # pairs of lines; a larger change is matched by position only


@dataclass(frozen=True, slots=True)
class Splice:
    """`text` instead of [start, end); `origins` says where its lines come from, the first one first."""

    start: int
    end: int
    text: str
    origins: tuple[Origin | None, ...] = ()
    whole: bool = False  # whole lines: the one at `start` is replaced too


@dataclass(frozen=True, slots=True)
class Change:
    """At `start`, `removed` gave way to `inserted`: enough to go forth and back."""

    start: int
    removed: str
    inserted: str

    def forth(self, text: str) -> str:
        """The text after, from the one before."""
        return text[: self.start] + self.inserted + text[self.start + len(self.removed) :]

    def back(self, text: str) -> str:
        """The text before, from the one after."""
        return text[: self.start] + self.removed + text[self.start + len(self.inserted) :]


def overlapping(splices: Iterable[Splice]) -> bool:
    """Whether two of them touch the same characters."""
    last = -1
    for splice in in_order(splices):
        if splice.start < last:
            return True
        last = splice.end
    return False


def in_order(splices: Iterable[Splice]) -> list[Splice]:
    """From the start of the text to its end; something put in comes before what is taken out there."""
    return sorted(splices, key=lambda splice: (splice.start, splice.end))


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with all of them made at once; their offsets are those of the text before."""
    parts, last = [], 0
    for splice in in_order(splices):
        parts += [text[last : splice.start], splice.text]
        last = splice.end
    return "".join([*parts, text[last:]])


def lines_after(
    lines: Iterable[Origin], before: Text, after: Text, splices: Iterable[Splice]
) -> dict[tuple[int, int], Origin]:
    """Which old line each new one is: (line, nth statement on it) -> origin. `lines` are those asked for."""
    ordered = in_order(splices)
    starts = [splice.start for splice in ordered]
    shifts = [0]
    for splice in ordered:
        shifts.append(shifts[-1] + len(splice.text) - (splice.end - splice.start))
    found: dict[tuple[int, int], Origin] = {}
    for origin in lines:
        _, line, nth = origin
        offset = before.start_of(line)
        index = bisect_right(starts, offset)
        if any(_removes(splice, offset) for splice in ordered[max(index - 4, 0) : index]):
            continue
        if index and ordered[index - 1].start == offset < ordered[index - 1].end:
            index -= 1  # its first characters change, the line stays
        new = offset + shifts[index]
        number = after.line_at(new)
        if after.start_of(number) == new:
            found[number, nth] = origin
    for index, splice in enumerate(ordered):
        number = after.line_at(splice.start + shifts[index])
        for step, moved in enumerate(splice.origins):
            if moved is not None:
                sheet, line, nth = moved
                found[number + step, 0] = moved
                if nth == 0:  # of `if x: move()` the second comes along
                    found[number + step, 1] = (sheet, line, 1)
    return found


def _removes(splice: Splice, offset: int) -> bool:
    if splice.whole and splice.start == offset < splice.end:
        return True
    return splice.start < offset < splice.end


def difference(old: str, new: str) -> Change:
    """The one shortest stretch that turns one text into the other."""
    start = 0
    most = min(len(old), len(new))
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return Change(start, old[start : len(old) - end], new[start : len(new) - end])


def matched_lines(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """New line -> old line (1-based) after someone typed; how far in a line is does not count.

    A changed line keeps its place among its neighbours; one that was cut and pasted is
    found again if it is the only one of its kind.
    """
    old = [line.strip() for line in old]
    new = [line.strip() for line in new]
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    found = {index + 1: index + 1 for index in range(first)}
    found.update({len(new) - index: len(old) - index for index in range(last)})
    here, there = old[first : len(old) - last], new[first : len(new) - last]
    if len(here) * len(there) > MOST_COMPARED:
        blocks = [("replace", 0, len(here), 0, len(there))]
    else:
        blocks = SequenceMatcher(None, here, there, autojunk=False).get_opcodes()  # type: ignore[assignment]
    gone: list[int] = []
    came: list[int] = []
    replaced: list[tuple[int, int]] = []
    for kind, a, b, c, d in blocks:
        if kind == "equal":
            found.update({first + c + k + 1: first + a + k + 1 for k in range(b - a)})
            continue
        gone += range(a, b)
        came += range(c, d)
        replaced += zip(range(a, b), range(c, d), strict=False)
    _moved(here, there, gone, came, first, found)
    taken = set(found.values())
    for a, c in replaced:
        if first + c + 1 not in found and first + a + 1 not in taken:
            found[first + c + 1] = first + a + 1
    return found


def _moved(
    here: Sequence[str],
    there: Sequence[str],
    gone: list[int],
    came: list[int],
    first: int,
    found: dict[int, int],
) -> None:
    left: dict[str, list[int]] = {}
    for index in gone:
        left.setdefault(here[index], []).append(index)
    arrived: dict[str, list[int]] = {}
    for index in came:
        arrived.setdefault(there[index], []).append(index)
    for line, places in arrived.items():
        if line and len(places) == 1 and len(left.get(line, ())) == 1:
            found[first + places[0] + 1] = first + left[line][0] + 1
