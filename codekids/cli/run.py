"""`codekids run FILE`: a program against a lesson or a bare world, without a window."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codekids.cli.folders import find_folders
from codekids.cli.options import (
    EXIT_NOT_SOLVED,
    EXIT_PROBLEM,
    EXIT_SOLVED,
    EXIT_STOPPED,
    Refusal,
    common,
)
from codekids.lang import catalogue
from codekids.lang.source import Program, read_source

if TYPE_CHECKING:
    from codekids.world.world import World

MOST_READ = 1_000_000  # bytes; a program longer than that is too long whatever else it holds
WORLDS = ("grid", "turtle", "stage", "machine", "chart")
EXIT_OF = {
    "solved": EXIT_SOLVED,
    "finished": EXIT_SOLVED,
    "not_solved": EXIT_NOT_SOLVED,
    "problem": EXIT_PROBLEM,
    "out_of_steps": EXIT_STOPPED,
    "stopped": EXIT_STOPPED,
}


def add(commands: Any) -> None:
    """Add `run` to the command line."""
    parser = commands.add_parser("run", parents=[common()], help="run a program against a lesson or a world")
    parser.add_argument("file", metavar="FILE", help="the program; - reads it from standard input")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--lesson", metavar="ID|LESSON.yaml", help="full id, short id where unique, or a file")
    where.add_argument("--world", choices=WORLDS, help="a bare world, without a lesson")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    """Run, print, and give the exit code of the outcome."""
    from codekids.cli import result

    program = read_program(options.file)
    if options.lesson:
        from codekids.cli.content import named_lesson

        lesson = named_lesson(options.lesson, find_folders(options.data), options.lang)
        report = result.of_lesson(program, lesson, ask=answers(options))
    elif options.world == "grid":
        report = result.of_world(program, bare_grid(), ask=answers(options))
    else:
        raise Refusal("cli.no_such_world", world=options.world)
    if options.json:
        print(json.dumps(report, ensure_ascii=False, separators=(",", ":")))
    else:
        from codekids.cli.report import as_text

        print(as_text(report, options.lang))
    return EXIT_OF[report["outcome"]]


def answers(options: argparse.Namespace) -> Callable[[str], str | None] | None:
    """Who answers input(): a person or a pipe on standard input; None leaves it to the lesson's cases."""
    if options.file == "-" or sys.stdin is None or sys.stdin.closed:
        return None

    def ask(prompt: str) -> str | None:
        if prompt:
            print(catalogue.text("cli.ask", options.lang, prompt=prompt), file=sys.stderr)
        line = sys.stdin.readline()
        return line.rstrip("\r\n") if line else None

    return ask


def bare_grid() -> World:
    """An empty place to try things in, without a lesson."""
    from codekids.world.grid import grid_world

    return grid_world(10, 10)


def read_program(name: str) -> Program:
    """The program in a file, or on standard input for "-"."""
    try:
        if name == "-":
            return read_source(sys.stdin.buffer.read(MOST_READ))
        with Path(name).open("rb") as file:
            return read_source(file.read(MOST_READ))
    except FileNotFoundError:
        raise Refusal("cli.no_such_file", file=name) from None
    except IsADirectoryError:
        raise Refusal("cli.is_a_folder", file=name) from None
    except (OSError, ValueError) as error:
        raise Refusal(
            "cli.cannot_read", file=name, why=getattr(error, "strerror", None) or str(error)
        ) from None
