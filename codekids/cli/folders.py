"""Where things are: the content that came with the program, and the data folder of this club.

Worked out once, here; every other room is handed paths.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def content(name: str) -> Path:
    """The folder `name` ("lessons", "assets"): inside an installed package, else beside it in a checkout.

    The path is taken from this file, never searched for: an editable install
    may leave an old copy of the content elsewhere.
    """
    inside = PACKAGE / "_data" / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def shipped_cache() -> Path | None:
    """The lessons already compiled when the wheel was built; None in a checkout."""
    path = PACKAGE / "_data" / "lessons.json"
    return path if path.is_file() else None


@dataclass(frozen=True, slots=True)
class Folders:
    """The places one start of the program uses."""

    lessons: Path
    assets: Path
    data: Path  # progress, drafts, caches; may not exist yet

    @property
    def own_lessons(self) -> Path:
        """The packs this club added, each in a folder; may not exist."""
        return self.data / "lessons"

    @property
    def cache(self) -> Path:
        """The lesson cache this program may write."""
        return self.data / "cache" / "lessons.json"


def find_folders(data: Path | None = None) -> Folders:
    """The folders of this start. `data` is the club on a stick: everything kept in one folder."""
    if data is None:
        from platformdirs import user_data_path

        data = user_data_path("codekids", appauthor=False)
    return Folders(lessons=content("lessons"), assets=content("assets"), data=data)
