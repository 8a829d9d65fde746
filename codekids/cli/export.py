"""`codekids export`: all that is kept about one child, to take home."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from codekids.cli.club import done, learner_named, open_club, print_text
from codekids.cli.options import Refusal, common


def add(commands: Any) -> None:
    """Add `export` to the command line."""
    parser = commands.add_parser(
        "export", parents=[common()], help="all that is kept about a child, as a ZIP to take home"
    )
    parser.add_argument("learner", metavar="LEARNER")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE.zip")
    parser.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    """Write it; 0 when the file is there."""
    from codekids.progress.club import read_club
    from codekids.progress.export import export_learner

    if options.out.suffix.lower() != ".zip":
        raise Refusal("cli.picture_kind", file=str(options.out), known=".zip")
    with open_club(options) as store:
        club = read_club(store)
        learner = learner_named([*club.learners, *club.removed], options.learner)
        try:
            done(export_learner(store, learner.id, options.out, options.lang))
        except OSError as error:
            raise Refusal(
                "cli.cannot_write", file=str(options.out), why=error.strerror or str(error)
            ) from None
    print_text("librarian.exported", options, name=learner.name, file=str(options.out))
    return 0
