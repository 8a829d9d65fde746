"""`codekids erase`: a child's data gone for good, without a trace."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from codekids.cli.club import done, learner_named, open_club, print_text
from codekids.cli.options import EXIT_NOT_SOLVED, Refusal, common
from codekids.lang import catalogue


def add(commands: Any) -> None:
    """Add `erase` to the command line."""
    parser = commands.add_parser(
        "erase", parents=[common()], help="erase a child's data for good; `learners remove` can be undone"
    )
    parser.add_argument("learner", metavar="LEARNER")
    parser.add_argument("--yes", action="store_true", help="do not ask for the name again")
    parser.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    """Ask, then erase; 0 when not a byte is left, 1 when another window must be closed first."""
    from codekids.progress.club import read_club
    from codekids.progress.erasure import erase_learner

    with open_club(options) as store:
        club = read_club(store)
        learner = learner_named([*club.learners, *club.removed], options.learner)
        if not options.yes:
            _ask(learner.name or str(learner.id), options)
        erased = done(erase_learner(store, learner.id))
    print_text("librarian.erased", options, name=learner.name or options.learner)
    if erased.trouble:
        print(
            f"codekids: {catalogue.text(erased.trouble.key, options.lang, **erased.trouble.args)}",
            file=sys.stderr,
        )
        return EXIT_NOT_SOLVED
    return 0


def _ask(name: str, options: argparse.Namespace) -> None:
    """Has the name typed again. Raises Refusal where nobody can type, or another name was typed."""
    if not sys.stdin.isatty():
        raise Refusal("librarian.cannot_ask", name=name)
    print_text("librarian.erase_ask", options, name=name)
    try:
        typed = input("> ")
    except (EOFError, UnicodeDecodeError):
        typed = ""
    if typed.strip() != name:
        raise Refusal("librarian.not_erased", name=name)
