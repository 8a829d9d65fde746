"""`codekids preview LESSON.yaml`: a window that follows the file while its teacher writes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from codekids.cli.folders import content
from codekids.cli.options import Refusal, common
from codekids.lang import catalogue


def add(commands: Any) -> None:
    """Add `preview` to the command line."""
    parser = commands.add_parser(
        "preview", parents=[common(data=False)], help="a lesson as you write it, new at each save"
    )
    parser.add_argument("path", metavar="LESSON.yaml", type=Path)
    parser.add_argument("--out", type=Path, metavar="x.png", help="write a picture instead of a window")
    parser.add_argument("--part", type=int, default=1, metavar="N", help="the step in the picture, from 1")
    parser.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    """The window; a picture and the findings where there is no screen, or where one is asked for.

    0, or 1 where something keeps the lesson from being played, as `check` tells it.
    """
    from codekids.ui.app import WindowError, has_display

    if not options.path.is_file():
        raise Refusal("cli.no_such_file", file=str(options.path))
    try:
        if options.out is None and has_display():
            return _in_window(options)
    except WindowError as error:
        raise Refusal(error.problem.key, **error.problem.args) from None
    if options.out is None:
        print(catalogue.text("kinds.preview.no_screen", options.lang))
    return _in_picture(options, options.out or options.path.with_suffix(".png"))


def _in_window(options: argparse.Namespace) -> int:
    from codekids.engine.sandbox import Workers
    from codekids.lessons.doctor.preview import look_at
    from codekids.ui.preview import open_preview

    with Workers() as workers:
        open_preview(
            options.path,
            lambda: look_at(options.path, workers, options.lang),
            assets=content("assets"),
            lang=options.lang,
        )
    return 0


def _in_picture(options: argparse.Namespace, out: Path) -> int:
    from codekids.engine.sandbox import Workers
    from codekids.lessons.doctor.preview import look_at
    from codekids.papers.animation import write_picture
    from codekids.ui.preview import picture_of_preview

    if out.suffix.lower() != ".png":
        raise Refusal("cli.picture_kind", file=str(out), known=".png")
    with Workers() as workers:
        looked = look_at(options.path, workers, options.lang)
    picture = picture_of_preview(
        options.path, looked, assets=content("assets"), lang=options.lang, stop=options.part
    )
    try:
        write_picture(*picture, out)
    except OSError as error:
        raise Refusal("cli.cannot_write", file=str(out), why=error.strerror or str(error)) from None
    for finding in looked.findings:
        print(finding.as_line())
    print(catalogue.text("cli.show.written", options.lang, file=str(out)))
    return 1 if looked.errors else 0
