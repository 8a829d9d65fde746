"""`codekids learners`: the list of children, their cards, removing and taking back."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codekids.cli.club import circle_named, done, learner_named, open_club, print_text
from codekids.cli.folders import find_folders
from codekids.cli.options import EXIT_USAGE, Refusal, common
from codekids.lang import catalogue

if TYPE_CHECKING:
    from codekids.progress.rows import Learner
    from codekids.progress.store import Store

ACTIONS = ("list", "add", "remove", "restore", "rename", "circle", "pictures", "card")
LONGEST_FILE = 200_000  # bytes of a list of names


def add(commands: Any) -> None:
    """Add `learners` to the command line."""
    parser = commands.add_parser(
        "learners",
        parents=[common()],
        help="the children of the club: list, add, remove, cards",
        description="list; add NAME...; add --file lines.txt; remove NAME; restore NAME; rename OLD NEW;"
        " circle NAME... --circle CIRCLE; pictures NAME (new ones); card [NAME...] --out cards.pdf",
    )
    parser.add_argument("action", nargs="?", choices=ACTIONS, default="list", metavar="|".join(ACTIONS))
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument(
        "--file", type=Path, metavar="lines.txt", help="a child on each line: name, age band, circle"
    )
    parser.add_argument("--age-band", default="", metavar="9-10|11-12|13-15", help="of those who are added")
    parser.add_argument("--circle", default="", metavar="CIRCLE", help="of those who are added or listed")
    parser.add_argument("--out", type=Path, metavar="cards.pdf", help="where the cards go")
    parser.add_argument("--removed", action="store_true", help="list who was removed and can be restored")
    parser.add_argument("--json", action="store_true", help="the list as JSON")
    parser.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    """Do it; 0 when all of it was done."""
    actions: dict[str, Callable[[Store, argparse.Namespace], int]] = {
        "list": _list,
        "add": _add,
        "remove": _remove,
        "restore": _restore,
        "rename": _rename,
        "circle": _circle,
        "pictures": _pictures,
        "card": _card,
    }
    wanted = {"list": 0, "add": 0, "card": 0, "rename": 2}.get(options.action, 1)
    if len(options.names) < wanted or (options.action == "rename" and len(options.names) != wanted):
        raise Refusal("librarian.names_missing", action=options.action)
    with open_club(options, make=options.action == "add") as store:
        return actions[options.action](store, options)


def _list(store: Store, options: argparse.Namespace) -> int:
    from codekids.progress.club import read_club

    club = read_club(store)
    shown = club.members(circle_named(club, options.circle).id) if options.circle else club.learners
    shown = club.removed if options.removed else shown
    if options.json:
        found = [
            {
                "id": str(one.id),
                "name": one.name,
                "avatar": one.avatar,
                "age_band": one.age_band,
                "circles": [circle.name for circle in club.circles_of(one.id)],
                "stars": club.standing(one.id).stars,
                "removed": one.removed is not None,
            }
            for one in shown
        ]
        print(json.dumps({"learners": found}, ensure_ascii=False, indent=1))
        return 0
    if not shown:
        print_text("librarian.nobody", options)
    for one in shown:
        circles = ", ".join(circle.name for circle in club.circles_of(one.id))
        name = one.name or catalogue.text("librarian.nameless", options.lang, id=str(one.id))
        print(f"{name:<24}  {one.age_band:<5}  ★ {club.standing(one.id).stars:<4} {circles}".rstrip())
    return 0


def _add(store: Store, options: argparse.Namespace) -> int:
    from codekids.progress.names import age_band_of
    from codekids.progress.roster import add_learners

    if bool(options.names) == bool(options.file):
        raise Refusal("librarian.names_missing", action="add")
    if age_band_of(options.age_band) is None:
        raise Refusal("progress.age_band", text=options.age_band)
    for text in (*options.names, options.circle):
        # On the command line each argument is one name: a comma in it would start something else.
        if any(sign in text for sign in ",;\t\n\r"):
            raise Refusal("librarian.one_name", text=text)
    lines = _lines(options.file) if options.file else options.names
    added = add_learners(store, [_line(line, options) for line in lines])
    for one in added:
        if one.learner:
            print_text("librarian.added", options, name=one.learner.name)
        if one.problem:
            why = catalogue.say(one.problem, options.lang)
            where = (
                catalogue.text("cli.line", options.lang, line=one.line)
                if options.file
                else one.text.split(",")[0]
            )
            print(f"codekids: {where}: {why}", file=sys.stderr)
    if not added:
        raise Refusal("librarian.empty_file", file=str(options.file or ""))
    return EXIT_USAGE if any(one.problem for one in added) else 0


def _line(line: str, options: argparse.Namespace) -> str:
    """A line with what was said for all of them before what it says itself."""
    name, sign, rest = line.replace(";", ",").replace("\t", ",").partition(",")
    if not line.strip():
        return ""
    return f"{name},{options.age_band},{options.circle}{sign}{rest}"


def _lines(path: Path) -> list[str]:
    try:
        body = path.read_bytes()
    except FileNotFoundError:
        raise Refusal("cli.no_such_file", file=str(path)) from None
    except IsADirectoryError:
        raise Refusal("cli.is_a_folder", file=str(path)) from None
    except OSError as error:
        raise Refusal("cli.cannot_read", file=str(path), why=error.strerror or str(error)) from None
    try:
        if len(body) > LONGEST_FILE or b"\0" in body.removeprefix(b"\xff\xfe"):
            raise UnicodeError
        return body.decode("utf-8-sig").splitlines()
    except UnicodeError:
        raise Refusal("librarian.not_text", file=str(path)) from None


def _remove(store: Store, options: argparse.Namespace) -> int:
    from codekids.progress.club import read_club
    from codekids.progress.roster import remove_learner

    for learner in _named(list(read_club(store).learners), options):
        done(remove_learner(store, learner.id))
        print_text("librarian.removed", options, name=learner.name)
    return 0


def _restore(store: Store, options: argparse.Namespace) -> int:
    from codekids.progress.club import read_club
    from codekids.progress.roster import restore_learner

    for learner in _named(list(read_club(store).removed), options):
        print_text("librarian.restored", options, name=done(restore_learner(store, learner.id)).name)
    return 0


def _rename(store: Store, options: argparse.Namespace) -> int:
    from codekids.progress.club import read_club
    from codekids.progress.roster import change_learner

    old, new = options.names
    learner = learner_named(read_club(store).learners, old)
    changed = done(change_learner(store, learner.id, name=new))
    print_text("librarian.renamed", options, old=learner.name or old, name=changed.name)
    return 0


def _circle(store: Store, options: argparse.Namespace) -> int:
    from codekids.progress.club import read_club
    from codekids.progress.roster import add_circle, circle_named, join

    if not options.circle:
        raise Refusal("librarian.circle_missing")
    learners = _named(list(read_club(store).learners), options)
    circle = circle_named(store, options.circle) or done(add_circle(store, options.circle))
    for learner in learners:
        join(store, circle.id, learner.id)
        print_text("librarian.joined", options, name=learner.name, circle=circle.name)
    return 0


def _pictures(store: Store, options: argparse.Namespace) -> int:
    from codekids.progress.club import read_club
    from codekids.progress.logins import new_pictures

    for learner in _named(list(read_club(store).learners), options):
        words = [
            catalogue.text(f"picture.{one}", options.lang) for one in done(new_pictures(store, learner.id))
        ]
        print_text("librarian.pictures", options, name=learner.name, words=", ".join(words))
    return 0


def _card(store: Store, options: argparse.Namespace) -> int:
    from codekids.progress import audit
    from codekids.progress.club import read_club

    if options.out is None or options.out.suffix.lower() != ".pdf":
        raise Refusal("cli.picture_kind", file=str(options.out or "--out"), known=".pdf")
    club = read_club(store)
    learners = _named(list(club.learners), options) if options.names else list(club.learners)
    if options.circle and not options.names:
        learners = list(club.members(circle_named(club, options.circle).id))
    if not learners:
        raise Refusal("librarian.nobody")
    try:
        _print_cards(store, learners, options)
    except OSError as error:
        why = error.strerror or str(error)
        raise Refusal("cli.cannot_write", file=str(options.out), why=why) from None
    audit.note_now(store, "print_cards", count=len(learners))
    print_text("librarian.cards", options, n=len(learners), file=str(options.out))
    return 0


def _print_cards(store: Store, learners: list[Learner], options: argparse.Namespace) -> None:
    from codekids.papers.cards import Card, Picture, write_cards
    from codekids.progress.logins import new_pictures, pictures_of
    from codekids.ui.card_pictures import card_picture

    assets = find_folders(options.data).assets
    drawn: dict[str, Picture] = {}

    def picture(name: str) -> Picture:
        if name not in drawn:
            drawn[name] = card_picture(assets, name)
        return drawn[name]

    cards = []
    for one in learners:
        word = pictures_of(store, one.id) or done(new_pictures(store, one.id))
        cards.append(
            Card(
                one.name,
                picture(f"avatars/{one.avatar}"),
                [
                    (picture(f"words/{part}"), catalogue.text(f"picture.{part}", options.lang))
                    for part in word
                ],
            )
        )
    write_cards(cards, options.out, options.lang)


def _named(learners: list[Learner], options: argparse.Namespace) -> list[Learner]:
    """All must be there before anything is done to one of them."""
    return [learner_named(learners, name) for name in options.names]
