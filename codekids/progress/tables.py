"""The club as a table for a spreadsheet.

UTF-8 with a byte order mark and `;`, as a Romanian or Hungarian Excel expects.
A name that a spreadsheet would take for a formula is written as text.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from codekids.lang import catalogue
from codekids.progress.club import Club
from codekids.progress.rows import Learner

COLUMNS = (
    *("name", "age_band", "circles", "pack", "lesson", "tries", "hints", "stars"),
    *("solved", "together", "minutes", "last"),
)
DANGEROUS = "=+-@\t\r"


def club_table(
    club: Club,
    items: Sequence[str],
    lang: str,
    *,
    titles: Mapping[str, str] | None = None,
    learners: Iterable[Learner] | None = None,
) -> bytes:
    """A row for each learner and each lesson that was opened, in the order of `items`, then any other lesson.

    `titles` says what a lesson or pack is called; else its id stands there. Days are those of UTC.
    """
    said = titles or {}
    places = {item: place for place, item in enumerate(items)}
    lines = [[catalogue.text(f"table.{name}", lang) for name in COLUMNS]]
    yes, no = catalogue.text("table.yes", lang), catalogue.text("table.no", lang)
    for learner in club.learners if learners is None else learners:
        circles = ", ".join(circle.name for circle in club.circles_of(learner.id))
        standing = club.standing(learner.id).items
        for item in sorted(standing, key=lambda item: (places.get(item, len(places)), item)):
            one = standing[item]
            pack = item.partition("/")[0]
            lines.append(
                [
                    *(learner.name, learner.age_band, circles, said.get(pack, pack), said.get(item, item)),
                    *(str(one.tries), str(one.hints), str(one.stars), _day(one.solved_at)),
                    *(yes if one.together else no, str(round(one.milliseconds / 60_000)), _day(one.last_at)),
                ]
            )
    return table_bytes(lines)


def table_bytes(lines: Iterable[Sequence[str]]) -> bytes:
    """Lines of cells as a file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([[as_text(cell) for cell in line] for line in lines])
    return out.getvalue().encode("utf-8-sig", "replace")


def as_text(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet would start to calculate.

    Also after spaces, and for the wide forms of the signs. A whole number stays one.
    """
    plain = cell.replace("\0", "")
    seen = unicodedata.normalize("NFKC", plain.lstrip(" \u00a0\u3000\n\v\f\ufeff\u200b\u200e\u200f"))
    return f"'{plain}" if seen[:1] and seen[0] in DANGEROUS else plain


def _day(at: int | None) -> str:
    if not at:
        return ""
    try:
        return datetime.fromtimestamp(at / 1000, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
