"""`codekids assign`: which packs are for whom, and when."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from codekids.cli.club import (
    circle_named,
    day_named,
    done,
    learner_named,
    listed,
    open_club,
    print_text,
    short_id,
    titles_of,
    today_of,
)
from codekids.cli.folders import find_folders
from codekids.cli.options import Refusal, common
from codekids.lang import catalogue

if TYPE_CHECKING:
    from codekids.lessons.lesson import Pack
    from codekids.progress.assignments import Assignment, Target
    from codekids.progress.club import Club
    from codekids.progress.store import Store


def add(commands: Any) -> None:
    """Add `assign` to the command line."""
    parser = commands.add_parser(
        "assign", parents=[common()], help="give a pack to all, to a circle or to a child"
    )
    parser.add_argument("pack", nargs="?", metavar="PACK")
    parser.add_argument("--to", default="all", metavar="all|circle:NAME|learner:NAME")
    parser.add_argument("--lessons", default="", metavar="ID,ID", help="only these; else the whole pack")
    parser.add_argument("--from", dest="first_day", metavar="DATE", help="2025-10-06 or 6.10.2025")
    parser.add_argument("--until", dest="last_day", metavar="DATE", help="the last day, included")
    parser.add_argument("--mode", choices=("solo", "pair"), default="", help="alone or in pairs; else either")
    parser.add_argument("--list", action="store_true", help="what was given out, also what is over")
    parser.add_argument("--end", metavar="ID", help="end the assignment of that id in the list")
    parser.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    """Do it; 0 when it was done."""
    from codekids.progress.club import read_club

    if sum((options.pack is not None, options.list, options.end is not None)) != 1:
        raise Refusal("librarian.assign_what")
    first_day, last_day = day_named(options.first_day), day_named(options.last_day)
    with open_club(options, make=options.pack is not None) as store:
        club = read_club(store)
        if options.end is not None:
            return _end(store, club, options)
        from codekids.cli.content import packs_of

        packs = packs_of(find_folders(options.data), options.lang)
        if options.list:
            return _list(store, club, packs, options)
        from codekids.progress.assignments import assign

        pack = _pack(packs, options.pack)
        target, target_id = _target(club, options.to)
        one = done(
            assign(
                store,
                pack.id,
                target,
                target_id,
                lessons=_lessons(pack, options.lessons),
                first_day=first_day,
                last_day=last_day,
                mode=options.mode,
            )
        )
        to = _to(read_club(store), one, options)
        print_text("librarian.assigned", options, pack=titles_of(packs, options.lang)[pack.id], to=to)
    return 0


def _pack(packs: list[Pack], name: str) -> Pack:
    found = next((pack for pack in packs if pack.id == name), None)
    if found is None:
        raise Refusal("librarian.no_such_pack", name=name, known=listed([pack.id for pack in packs]))
    return found


def _lessons(pack: Pack, text: str) -> list[str]:
    """Full ids of the lessons named by full or short ones."""
    known = {lesson.id: lesson.id for lesson in pack.lessons}
    known |= {id_.partition("/")[2]: id_ for id_ in known}
    lessons = []
    for name in filter(None, (part.strip() for part in text.split(","))):
        if name not in known:
            raise Refusal(
                "cli.no_such_lesson", name=name, known=listed([lesson.id for lesson in pack.lessons])
            )
        lessons.append(known[name])
    return lessons


def _target(club: Club, text: str) -> tuple[Target, Any]:
    kind, _, name = text.partition(":")
    if text == "all":
        return "all", None
    if kind == "circle" and name:
        return "circle", circle_named(club, name).id
    if kind == "learner" and name:
        return "learner", learner_named(club.learners, name).id
    raise Refusal("librarian.to_whom", text=text)


def _to(club: Club, one: Assignment, options: argparse.Namespace) -> str:
    """For whom, in words."""
    if one.target == "all":
        return catalogue.text("librarian.all", options.lang)
    among = (
        (*club.circles, *club.removed_circles) if one.target == "circle" else (*club.learners, *club.removed)
    )
    name = next((each.name for each in among if each.id == one.target_id), "–")
    return catalogue.text(f"librarian.to_{one.target}", options.lang, name=name)


def _list(store: Store, club: Club, packs: list[Pack], options: argparse.Namespace) -> int:
    titles = titles_of(packs, options.lang)
    today = today_of(store)
    if not club.assignments:
        print_text("librarian.nothing_assigned", options)
    for one in club.assignments:
        days = f"{one.first_day or ''} – {one.last_day or ''}" if one.first_day or one.last_day else ""
        state = "over" if one.over(today) else "runs" if one.runs(today) else "later"
        words = [
            short_id(one.id),
            titles.get(one.pack, one.pack),
            *([", ".join(lesson.partition("/")[2] for lesson in one.lessons)] if one.lessons else []),
            _to(club, one, options),
            days.strip(),
            catalogue.text(f"librarian.{state}", options.lang),
        ]
        print("  ".join(word for word in words if word))
    return 0


def _end(store: Store, club: Club, options: argparse.Namespace) -> int:
    from codekids.progress.assignments import end_assignment

    wanted = options.end.replace("-", "").lower()
    found = [one for one in club.assignments if wanted and one.id.hex.startswith(wanted)]
    if len(found) != 1:
        ids = [short_id(one.id) for one in club.assignments if one.ended is None]
        raise Refusal("librarian.no_such_assignment", name=options.end, known=listed(ids))
    done(end_assignment(store, found[0].id))
    print_text("librarian.ended", options, pack=found[0].pack, to=_to(club, found[0], options))
    return 0
