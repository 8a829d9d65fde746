"""`codekids progress`: stars, tries and hints, of the club, a circle or a child."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codekids.cli.club import circle_named, learner_named, open_club, print_text, titles_of
from codekids.cli.folders import find_folders
from codekids.cli.options import Refusal, common
from codekids.cli.report import NO_STAR, STAR
from codekids.lang import catalogue

if TYPE_CHECKING:
    from codekids.progress.club import Club
    from codekids.progress.rows import Learner
    from codekids.progress.store import Store


def add(commands: Any) -> None:
    """Add `progress` to the command line."""
    parser = commands.add_parser("progress", parents=[common()], help="stars, tries and hints of the club")
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--learner", metavar="NAME", help="one child, lesson by lesson")
    whose.add_argument("--circle", metavar="NAME", help="the children of a circle")
    parser.add_argument(
        "--mistakes", action="store_true", help="which mistakes are made, and how often mended"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON")
    form.add_argument("--csv", type=Path, metavar="FILE", help="into a table for a spreadsheet")
    parser.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    """Show it; 0 always, unless it cannot be read or written."""
    from codekids.cli.content import packs_of
    from codekids.progress.club import read_club

    with open_club(options) as store:
        club = read_club(store)
        learners = _whose(club, options)
        titles = titles_of(packs_of(find_folders(options.data), options.lang), options.lang)
        if options.mistakes:
            return _print_mistakes(store, learners, options)
        if options.csv is not None:
            return _write_table(store, club, learners, titles, options)
        if options.json:
            print(json.dumps(_as_json(club, learners), ensure_ascii=False, indent=1))
        elif not learners:
            print_text("librarian.nobody", options)
        elif options.learner is not None:
            _print_lessons(club, learners[0], titles, options)
        else:
            _print_learners(club, learners, options)
    return 0


def _whose(club: Club, options: argparse.Namespace) -> list[Learner]:
    if options.learner is not None:
        return [learner_named(club.learners, options.learner)]
    if options.circle is not None:
        return list(club.members(circle_named(club, options.circle).id))
    return list(club.learners)


def _print_mistakes(store: Store, learners: list[Learner], options: argparse.Namespace) -> int:
    """Kinds of mistakes, the most frequent first; of the whole club, a circle or a child."""
    from codekids.progress.mistakes import mistakes_of

    if options.csv is not None:
        raise Refusal("librarian.mistakes_no_table")
    counts = mistakes_of(store.events(), frozenset(one.id for one in learners))
    if options.json:
        print(json.dumps({"mistakes": [asdict(one) for one in counts]}, ensure_ascii=False, indent=1))
        return 0
    if not counts:
        print_text("librarian.no_mistakes", options)
    for one in counts:
        what = catalogue.text(f"mistake.{one.kind}", options.lang)
        print_text(
            "librarian.mistake_line", options, what=what, n=one.made, mended=one.mended, learners=one.learners
        )
    return 0


def _as_json(club: Club, learners: list[Learner]) -> dict[str, Any]:
    """Times are milliseconds since 1970, UTC."""
    return {
        "learners": [
            {
                "id": str(one.id),
                "name": one.name,
                "age_band": one.age_band,
                "circles": [circle.name for circle in club.circles_of(one.id)],
                "stars": club.standing(one.id).stars,
                "solved": club.standing(one.id).solved,
                "lessons": {
                    item: {
                        "tries": cell.tries,
                        "hints": cell.hints,
                        "stars": cell.stars,
                        "solved_at": cell.solved_at,
                        "together": cell.together,
                        "milliseconds": cell.milliseconds,
                        "last_at": cell.last_at,
                    }
                    for item, cell in sorted(club.standing(one.id).items.items())
                },
            }
            for one in learners
        ]
    }


def _print_learners(club: Club, learners: list[Learner], options: argparse.Namespace) -> None:
    for one in learners:
        standing = club.standing(one.id)
        name = one.name or catalogue.text("librarian.nameless", options.lang, id=str(one.id))
        solved = catalogue.text("librarian.solved", options.lang, n=standing.solved)
        print(f"{name:<24}  {STAR} {standing.stars:<4} {solved:<24} {_day(standing.last_at)}".rstrip())


def _print_lessons(club: Club, learner: Learner, titles: dict[str, str], options: argparse.Namespace) -> None:
    standing = club.standing(learner.id).items
    if not standing:
        print_text("librarian.nothing_yet", options, name=learner.name)
    known = [item for item in titles if item in standing]
    for item in [*known, *sorted(standing.keys() - titles.keys())]:
        cell = standing[item]
        tries = catalogue.text("librarian.tries", options.lang, n=cell.tries)
        hints = catalogue.text("librarian.hints", options.lang, n=cell.hints)
        together = catalogue.text("librarian.together", options.lang) if cell.together else ""
        stars = STAR * cell.stars + NO_STAR * (3 - cell.stars)
        print(f"{stars}  {titles.get(item, item):<32} {tries}, {hints}  {together}".rstrip())


def _write_table(
    store: Store, club: Club, learners: list[Learner], titles: dict[str, str], options: argparse.Namespace
) -> int:
    from codekids.progress import audit
    from codekids.progress.export import write_whole
    from codekids.progress.tables import club_table

    table = club_table(club, list(titles), options.lang, titles=titles, learners=learners)
    try:
        write_whole(options.csv, table)
    except OSError as error:
        raise Refusal("cli.cannot_write", file=str(options.csv), why=error.strerror or str(error)) from None
    audit.note_now(store, "export_table", count=len(learners))
    print_text("librarian.table", options, n=len(learners), file=str(options.csv))
    return 0


def _day(at: int) -> str:
    from codekids.progress.assignments import day_of

    return str(day_of(at) or "") if at else ""
