"""`codekids new lesson|pack PATH`: a commented starting file that already passes the doctor."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from codekids.cli.options import Refusal, common
from codekids.lang import catalogue
from codekids.lessons.format.words import KINDS


def add(commands: Any) -> None:
    """Add `new` to the command line."""
    parser = commands.add_parser("new", parents=[common(data=False)], help="start a lesson or a pack")
    parser.add_argument("what", choices=("lesson", "pack"))
    parser.add_argument(
        "path", metavar="PATH", type=Path, help="a .yaml file for a lesson, a folder for a pack"
    )
    parser.add_argument(
        "--kind",
        choices=(*KINDS, "steps"),
        default="puzzle",
        help="the kind of a lesson; steps: several in one file",
    )
    parser.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    """Write the file or files; never over something that is already there."""
    from codekids.lessons.format.template import lesson_template, pack_template

    if options.what == "lesson":
        files = lesson_template(_as_yaml(options.path), options.kind)
    else:
        files = pack_template(options.path)
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            raise Refusal("cli.file_exists", file=str(path)) from None
        except OSError as error:
            raise Refusal("cli.cannot_write", file=str(path), why=error.strerror or str(error)) from None
        print(catalogue.text("cli.new.written", options.lang, file=_typed(path)))
    return 0


def _as_yaml(path: Path) -> Path:
    """The name a pack finds: `drumul` and `drumul.yml` are meant as `drumul.yaml`."""
    if path.suffix.lower() in (".yaml", ".yml"):
        return path.with_suffix(".yaml")
    return path.with_name(f"{path.name}.yaml") if path.name else path


def _typed(path: Path) -> str:
    """The path as it is typed on a command line."""
    return f'"{path}"' if " " in str(path) else str(path)
