"""`codekids bench`: our own figures (see `figures.py`)."""

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
    """Measure and print, each figure as it comes."""
    import json
    from dataclasses import asdict

    from codekids.cli.figures import measure

    figures = []
    for figure in measure(options.quick):
        figures.append(figure)
        if not options.json:
            mark = "✓" if figure.kept else "✗"
            told = f"{mark} {figure.name}: {figure.value:.3g} {figure.unit} ({figure.target})"
            print(f"{told}  {figure.what}", flush=True)
    if options.json:
        print(json.dumps([asdict(figure) | {"kept": figure.kept} for figure in figures], indent=1))
    return 0
