"""Where papers can be put: beside the club's data, on the desk of the computer, or on a stick.

Looking at drives can take a while; do it off the drawing thread.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

Kind = Literal["data", "desktop", "documents", "drive"]
FIRST_DRIVE, LAST_DRIVE = "C", "Z"


class Place(NamedTuple):
    """A folder to put files in."""

    kind: Kind
    path: Path


def places(data: Path | None, home: Path | None = None, drives: list[Path] | None = None) -> list[Place]:
    """The data folder first, then what this computer has; each folder once. `home` and `drives` for tests."""
    found = [Place("data", data)] if data else []
    home = home or Path.home()
    for kind, names in (("desktop", ("Desktop", "Birou")), ("documents", ("Documents", "Documente"))):
        found += [Place(kind, home / name) for name in names]  # type: ignore[arg-type]
    found += [Place("drive", drive) for drive in (_drives() if drives is None else drives)]
    kept: list[Place] = []
    for place in found:
        known = any(place.path == one.path for one in kept)
        if not known and (place.kind == "data" or _is_folder(place.path)):
            kept.append(place)
    return kept


def file_name(name: str, mark: str) -> str:
    """A file's name that every computer takes, made of a child's name and some letters that are its own."""
    plain = re.sub(r"[^\w-]+", "-", name).strip("-")
    return f"codekids-{plain}-{mark[:8]}.zip"


def _drives() -> list[Path]:
    if sys.platform == "win32":
        return [Path(f"{letter}:\\") for letter in map(chr, range(ord(FIRST_DRIVE), ord(LAST_DRIVE) + 1))]
    user = os.environ.get("USER", "")
    parents = [Path("/media", user), Path("/run/media", user), Path("/Volumes")]
    return sorted({one for parent in parents for one in _inside(parent)})


def _inside(folder: Path) -> Iterator[Path]:
    try:
        yield from [one for one in folder.iterdir() if one.is_dir()]
    except OSError:
        return


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False
