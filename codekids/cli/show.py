"""`codekids show`: one screen as a picture, without a display."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from codekids.cli.content import named_lesson, packs_of
from codekids.cli.folders import find_folders
from codekids.cli.options import Refusal, common
from codekids.cli.run import read_program
from codekids.lang import catalogue


def add(commands: Any) -> None:
    """Add `show` to the command line."""
    parser = commands.add_parser("show", parents=[common()], help="draw a lesson's screen into a picture")
    parser.add_argument("--lesson", required=True, metavar="ID|LESSON.yaml")
    parser.add_argument("--code", metavar="FILE", help="the program; without it, the lesson's start program")
    parser.add_argument(
        "--step", type=int, metavar="N", help="after this many moments; without it, at the end"
    )
    parser.add_argument("--size", type=_size, default=(1280, 720), metavar="WxH")
    parser.add_argument(
        "--text", type=int, choices=(100, 125, 150, 200), default=100, help="text size in percent"
    )
    parser.add_argument("--theme", choices=("light", "contrast"), default="light")
    parser.add_argument(
        "--view",
        choices=("text", "blocks", "both", "sheet"),
        default="text",
        help="how the program is seen; sheet: it alone, as blocks",
    )
    parser.add_argument(
        "--part", type=int, default=1, metavar="N", help="of a lesson of several steps the Nth, from 1"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="x.png")
    parser.set_defaults(command=command)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (
        width.isdigit() and height.isdigit() and 600 <= int(width) <= 4000 and 400 <= int(height) <= 3000
    ):
        raise argparse.ArgumentTypeError("WxH, from 600x400 to 4000x3000")
    return int(width), int(height)


def command(options: argparse.Namespace) -> int:
    """Draw and write; 0 when the picture is there."""
    from codekids.engine.run import dialect_of
    from codekids.ui.pictures import StepOutside, picture_of_puzzle

    folders = find_folders(options.data)
    lesson = named_lesson(options.lesson, folders, options.lang)
    if options.out.suffix.lower() != ".png":
        raise Refusal("cli.picture_kind", file=str(options.out), known=".png")
    code = read_program(options.code).text if options.code else None
    if options.view == "sheet":
        from codekids.ui.widgets.blocks.picture import picture_of_blocks

        text = lesson.start if code is None else code
        # As large as the program: whoever prints it wants all of it.
        picture = picture_of_blocks(
            text,
            lang=options.lang,
            scale=options.text / 100,
            theme=options.theme,
            assets=folders.assets,
            dialect=dialect_of(lesson.cases[0].world, lesson.toolbox),
        )
        return _written(picture, options)
    try:
        picture = picture_of_puzzle(
            lesson,
            code,
            step=options.step,
            mode=options.view,
            lang=options.lang,
            size=options.size,
            scale=options.text / 100,
            theme=options.theme,
            assets=folders.assets,
            packs=packs_of(folders, options.lang),
            part=options.part,
        )
    except StepOutside as outside:
        raise Refusal("cli.no_such_step", n=outside.most) from None
    return _written(picture, options)


def _written(picture: tuple[tuple[int, int], bytes], options: argparse.Namespace) -> int:
    """Write the picture and say where it is."""
    from codekids.papers.animation import write_picture

    try:
        write_picture(*picture, options.out)
    except OSError as error:
        raise Refusal("cli.cannot_write", file=str(options.out), why=error.strerror or str(error)) from None
    print(catalogue.text("cli.show.written", options.lang, file=str(options.out)))
    return 0
