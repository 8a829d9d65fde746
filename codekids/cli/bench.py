"""`codekids bench`: our own figures, each a ratio within one run on this machine."""

from __future__ import annotations

import argparse
from typing import Any

from codekids.cli.options import common


def add(commands: Any) -> None:
    """Add `bench` to the command line."""
    parser = commands.add_parser("bench", parents=[common(data=False)], help="our own figures, as ratios")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions: a first look, not a figure")
    parser.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    """Measure and print."""
    return 0
