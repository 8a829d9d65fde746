"""A child's collection of mended mistakes: what it was, the line before and after, the lesson, the day.

The lines are the child's own text. So the collection is kept among the drafts of
the learner, leaves the computer with an export of that learner only, and is
erased with them; the log knows no more than the kind of a mistake.

Pure: values, and how they are written down.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher

from codekids.lang.problems import Argument, Message

ITEM = "#bugs"  # under which name the collection is kept among the drafts
MOST = 100  # the newest are kept
LONGEST = 200  # characters of a line that is kept
MOST_LINES = 3  # of a repair that took more than one line


@dataclass(frozen=True, slots=True)
class Bug:
    """One mistake that was found and mended."""

    kind: str  # "quotes", as `lang.explain.kinds` names it
    message: Message  # what the child read
    item: str  # full id of the lesson
    day: str  # "2025-10-06", when it was mended
    before: str  # the line as it was, without the spaces around it
    after: str  # as it is now; lines of it joined by newlines; "" where it was taken out


def mended_line(before: str, after: str, line: int) -> tuple[str, str] | None:
    """A line (1-based) of the program before, and what stands in its place after.

    Where that line is as it was, the first change of the program counts: a missing
    bracket is often mended in the line above. None: nothing was changed.
    """
    old, new = before.split("\n"), after.split("\n")
    row = max(0, min(line - 1, len(old) - 1))
    changes = [
        one for one in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if one[0] != "equal"
    ]
    if not changes:
        return None
    _, first, last, new_first, new_last = next(
        (one for one in changes if one[1] <= row < max(one[2], one[1] + 1)), changes[0]
    )
    if first <= row < last and last - first == new_last - new_first:
        return _kept(old[row : row + 1]), _kept(new[new_first + row - first : new_first + row - first + 1])
    return _kept(old[first:last]), _kept(new[new_first:new_last])


def _kept(lines: list[str]) -> str:
    stripped = [line.strip()[:LONGEST] for line in lines if line.strip()]
    return "\n".join(stripped[:MOST_LINES])


def collected(bugs: tuple[Bug, ...], bug: Bug) -> tuple[Bug, ...]:
    """The collection with one more, the newest first; the very same one moves to the top."""
    rest = tuple(one for one in bugs if (one.kind, one.item, one.before) != (bug.kind, bug.item, bug.before))
    return (bug, *rest)[:MOST]


def written(bugs: tuple[Bug, ...]) -> str:
    """The collection as the text of a draft's view."""
    return json.dumps(
        [{**asdict(one), "message": _message_data(one.message)} for one in bugs], ensure_ascii=False
    )


def _message_data(message: Message) -> dict[str, object]:
    return {"key": message.key, "args": dict(message.args)}


def read_bugs(text: str) -> tuple[Bug, ...]:
    """The collection from such a text; what is damaged is left out."""
    try:
        data = json.loads(text) if text else []
    except ValueError:
        return ()
    found = [_bug(one) for one in data] if isinstance(data, list) else []
    return tuple(one for one in found if one is not None)


def _bug(data: object) -> Bug | None:
    if not isinstance(data, dict) or not isinstance(data.get("message"), dict):
        return None
    texts = [data.get(name) for name in ("kind", "item", "day", "before", "after")]
    key, args = data["message"].get("key"), data["message"].get("args")
    if not all(isinstance(text, str) for text in (*texts, key)) or not isinstance(args, dict):
        return None
    kind, item, day, before, after = (str(text) for text in texts)
    return Bug(kind, Message(str(key), _arguments(args)), item, day, before, after)


def _arguments(args: Mapping[str, object]) -> dict[str, Argument]:
    return {str(name): value for name, value in args.items() if isinstance(value, str | int | float)}
