"""`codekids blocks FILE`: a program as blocks, on the terminal."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from codekids.cli.options import EXIT_PROBLEM, EXIT_SOLVED, Refusal, common
from codekids.lang import catalogue


def add(commands: Any) -> None:
    """Add `blocks` to the command line."""
    parser = commands.add_parser("blocks", parents=[common(data=False)], help="the block view of a program")
    parser.add_argument("file", metavar="FILE", help="the program; - reads it from standard input")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--json", action="store_true", help="the tree of blocks as one JSON object")
    what.add_argument(
        "--round-trip", action="store_true", help="the source, joined from its blocks, byte for byte"
    )
    parser.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    """Print the blocks; 2 when the text cannot be parsed, so that there is but one grey block."""
    from codekids.lang.blocks.describe import described
    from codekids.lang.blocks.join import source_of
    from codekids.lang.blocks.labels import outline
    from codekids.lang.blocks.workspace import view

    # Bytes that are no UTF-8 come back as they went in.
    workspace = view(read_bytes(options.file).decode("utf-8", "surrogateescape"))
    if options.round_trip:
        sys.stdout.flush()
        sys.stdout.buffer.write(source_of(workspace).encode("utf-8", "surrogateescape"))
        sys.stdout.buffer.flush()
        return EXIT_SOLVED
    problem = workspace.stale
    if options.json:
        data = described(workspace, options.lang)
        data["problem"] = None
        if problem is not None:
            text = catalogue.in_all_languages(problem.message)
            data["problem"] = {
                "line": problem.line,
                "column": problem.column,
                "key": problem.key,
                "text": text,
            }
        # A lone surrogate has no UTF-8; JSON can spell it.
        print(json.dumps(data, ensure_ascii=problem is not None, separators=(",", ":")))
    else:
        lines = outline(workspace.blocks, options.lang)
        print("\n".join([catalogue.text("block.start", options.lang), *lines]))
        if problem is not None:
            print(f"codekids: {catalogue.say(problem.message, options.lang)}", file=sys.stderr)
    return EXIT_SOLVED if problem is None else EXIT_PROBLEM


def read_bytes(name: str) -> bytes:
    """A file as it is, or standard input for "-"."""
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except FileNotFoundError:
        raise Refusal("cli.no_such_file", file=name) from None
    except IsADirectoryError:
        raise Refusal("cli.is_a_folder", file=name) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Refusal("cli.cannot_read", file=name, why=why) from None
