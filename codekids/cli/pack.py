"""`codekids pack install FOLDER`: a teacher's pack reaches the map of this club."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from codekids.cli.folders import find_folders
from codekids.cli.options import Refusal, common
from codekids.lang import catalogue


def add(commands: Any) -> None:
    """Add `pack` to the command line."""
    parser = commands.add_parser("pack", parents=[common()], help="put a pack of your own on the club's map")
    parser.add_argument("what", choices=("install",))
    parser.add_argument("path", metavar="FOLDER", type=Path, help="the folder with the pack.yaml")
    parser.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    """Examine the pack, then copy it; with an error in it nothing is copied."""
    from codekids.engine.sandbox import Workers
    from codekids.lessons.doctor.examine import check_paths
    from codekids.lessons.format.cache import PACK_FILE, load_packs, pack_in
    from codekids.lessons.install import install_pack

    folder = options.path.parent if options.path.name == PACK_FILE else options.path
    if not folder.exists():
        raise Refusal("cli.no_such_file", file=str(folder))
    if not (folder / PACK_FILE).is_file():
        raise Refusal("cli.pack.none", folder=str(folder))
    with Workers() as workers:
        findings = check_paths([folder], workers, lang=options.lang)
    for finding in findings:
        print(finding.as_line())
    pack = pack_in(folder, options.lang)
    if pack is None or any(finding.severity == "error" for finding in findings):
        raise Refusal("cli.pack.broken", folder=str(folder))
    folders = find_folders(options.data)
    if pack.id in {shipped.id for shipped in load_packs(folders.lessons, folders.cache, options.lang)}:
        raise Refusal("cli.pack.taken", name=pack.id)
    try:
        there = install_pack(folder, pack.id, folders.own_lessons)
    except OSError as error:
        raise Refusal(
            "cli.cannot_write", file=str(folders.own_lessons), why=error.strerror or str(error)
        ) from None
    title = pack.title.get(options.lang) or next(iter(pack.title.values()))
    print(catalogue.text("cli.pack.installed", options.lang, title=title, folder=str(there)))
    return 0
