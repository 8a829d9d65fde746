"""What became of a pasted list of names, and who is stuck: worked out without a window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from codekids.lang.problems import Message
from codekids.lessons.lesson import Pack
from codekids.progress.club import Club
from codekids.progress.roster import Added
from codekids.progress.rows import Learner
from codekids.ui.widgets.table import is_stuck

LONGEST_QUOTE = 24  # characters of a line that are said again


@dataclass(frozen=True, slots=True)
class Note:
    """What a librarian should know about a line: the line, and what it lacks."""

    about: Message
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the adding of a list went."""

    added: tuple[Learner, ...]
    left: tuple[str, ...]  # lines that wait to be mended, as they were written
    notes: tuple[Note, ...]  # one for each such line, numbered as in `left`; then other remarks


def outcome(results: Sequence[Added], lines: Sequence[str] = ()) -> Outcome:
    """Sorts what `roster.add_learners` answered: children, lines to mend, names that were made simpler.

    `lines` are all that were given: those beyond what can be added at once are kept too.
    """
    added: list[Learner] = []
    left: list[str] = []
    notes: list[Note] = []
    remarks: list[Note] = []
    for one in results:
        if one.learner is not None:
            added.append(one.learner)
            typed = one.text.split(",")[0].split(";")[0].split("\t")[0].strip()
            if one.problem is not None:
                remarks.append(Note(Message("corner.added_but", {"name": one.learner.name}), one.problem))
            elif plain(typed) != plain(one.learner.name):
                changed = {"text": quote(typed), "name": one.learner.name}
                remarks.append(Note(Message("corner.name_changed", changed)))
        elif one.problem is not None and one.text:
            left.append(one.text)
            kept: dict[str, str | int] = {"line": len(left), "text": quote(one.text)}
            notes.append(Note(Message("corner.line_kept", kept), one.problem))
        elif one.problem is not None:
            left += [line for line in lines[one.line - 1 :] if line.strip()]
            remarks.append(Note(one.problem))
    return Outcome(tuple(added), tuple(left), (*notes, *remarks))


def plain(name: str) -> str:
    """A name without the differences nobody would call one: spaces, unseen signs, old cedillas."""
    name = "".join(sign for sign in name if sign.isspace() or sign.isprintable())
    old = str.maketrans("şţŞŢ’", "șțȘȚ'")
    return " ".join(name.translate(old).split())


def quote(text: str) -> str:
    """So much of a line that it is known again, and nothing that could turn a sentence round."""
    seen = "".join(sign for sign in text if sign.isprintable())
    return seen if len(seen) <= LONGEST_QUOTE else seen[: LONGEST_QUOTE - 1] + "…"


def stuck_in(club: Club, pack: Pack) -> list[tuple[Learner, int]]:
    """Who tries and does not get on in this pack, and in which lesson (0-based), most tries first."""
    found: list[tuple[int, Learner, int]] = []
    for learner in club.learners:
        items = club.standing(learner.id).items
        for place, lesson in enumerate(pack.lessons):
            cell = items.get(lesson.id)
            if cell is not None and is_stuck(cell):
                found.append((-cell.tries, learner, place))
                break
    found.sort(key=lambda one: one[0])
    return [(learner, place) for _, learner, place in found]
