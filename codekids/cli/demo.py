"""`codekids demo`: a solved lesson plays by itself."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from codekids.cli.content import packs_of
from codekids.cli.folders import Folders, find_folders
from codekids.cli.options import Refusal, common
from codekids.lang import catalogue
from codekids.lessons.lesson import Lesson, Pack

PLAYED = "culege-merele"  # the lesson of the demo: apples, a route, a bag
NAME = "codekids-demo.gif"
KINDS = (".gif", ".png", ".webp")


def add(commands: Any) -> None:
    """Add `demo` to the command line."""
    parser = commands.add_parser("demo", parents=[common()], help="a solved lesson plays by itself")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="write an animated picture (.gif .png .webp) instead of a window",
    )
    parser.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    """Play in the window; into a picture where there is no screen, or where one is asked for."""
    from codekids.cli.window import play_demo
    from codekids.ui.app import has_display

    folders = find_folders(options.data)
    if options.out is None and has_display():
        packs = packs_of(folders, options.lang)
        return play_demo(folders, demo_lesson(folders, packs), packs, options.lang)
    if options.out is None:
        print(catalogue.text("cli.no_screen", options.lang))
    return write_demo(folders, options.out or Path(NAME), options.lang)


def demo_lesson(folders: Folders, packs: list[Pack]) -> Lesson:
    """The lesson that is played: a known one, else the first there is."""
    lessons = [lesson for pack in packs for lesson in pack.lessons if lesson.solution]
    if not lessons:
        raise Refusal("cli.no_lessons", folder=str(folders.lessons))
    return next((lesson for lesson in lessons if lesson.id.endswith(f"/{PLAYED}")), lessons[0])


def write_demo(folders: Folders, out: Path, lang: str) -> int:
    """Write the animated picture and say where it is."""
    from codekids.papers.animation import write_animation
    from codekids.ui.pictures import demo_frames

    if out.suffix.lower() not in KINDS:
        raise Refusal("cli.picture_kind", file=str(out), known=" ".join(KINDS))
    packs = packs_of(folders, lang)
    frames = demo_frames(demo_lesson(folders, packs), lang=lang, assets=folders.assets, packs=packs)
    try:
        write_animation(frames, out)
    except OSError as error:
        raise Refusal("cli.cannot_write", file=str(out), why=error.strerror or str(error)) from None
    print(catalogue.text("cli.demo.written", lang, file=str(out.resolve())))
    return 0
