"""`codekids schema [--out FILE]`: a JSON Schema of lesson and pack files, for editors."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from codekids.cli.options import Refusal, common
from codekids.lang import catalogue


def add(commands: Any) -> None:
    """Add `schema` to the command line."""
    parser = commands.add_parser(
        "schema", parents=[common(data=False)], help="a JSON Schema of lesson and pack files, for editors"
    )
    parser.add_argument("--out", metavar="FILE", type=Path, help="write it there instead of printing it")
    parser.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    """Print the schema, or write it; a file that is there is replaced."""
    from codekids.lessons.format.schema import json_schema

    text = json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"
    if options.out is None:
        print(text, end="")
        return 0
    try:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Refusal("cli.cannot_write", file=str(options.out), why=error.strerror or str(error)) from None
    print(catalogue.text("lessons.schema.written", options.lang, file=str(options.out)))
    return 0
