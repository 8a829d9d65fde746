"""`codekids check PATH...`: the lesson doctor on the terminal."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from codekids.cli.options import Refusal, common
from codekids.lang import catalogue


def add(commands: Any) -> None:
    """Add `check` to the command line."""
    parser = commands.add_parser(
        "check", parents=[common(data=False)], help="the lesson doctor: files, folders or packs"
    )
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true", help="the findings as a JSON list")
    parser.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    """Print every finding; 0 when there is none that stops a lesson, else 1."""
    from codekids.engine.sandbox import Workers
    from codekids.lessons.doctor.examine import check_paths

    for path in options.paths:
        if not path.exists():
            raise Refusal("cli.no_such_file", file=str(path))
    with Workers() as workers:
        findings = check_paths(options.paths, workers, lang=options.lang)
    errors = sum(finding.severity == "error" for finding in findings)
    if options.json:
        print(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            print(finding.as_line())
        if not findings:
            print(catalogue.text("cli.check.fine", options.lang))
        else:
            print(catalogue.text("cli.check.found", options.lang, n=len(findings)))
    return 1 if errors else 0
