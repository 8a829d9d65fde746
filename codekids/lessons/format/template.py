"""Starting files for teachers: a lesson of each kind and a pack, commented, that already pass the doctor.

The texts are the files beside, in templates/; `{id}`, `{file}` and `{folder}` are filled in.
"""

from __future__ import annotations

from pathlib import Path

from codekids.lessons.format.cache import PACK_FILE
from codekids.lessons.format.values import SLUG
from codekids.lessons.format.words import KINDS, fold

FOLDER = Path(__file__).resolve().parent / "templates"
# What `--kind` takes: the kinds of lessons, and a lesson of several steps.
TEMPLATES = (*KINDS, "steps")


def lesson_template(path: Path, kind: str = "puzzle") -> dict[Path, str]:
    """The file of a new lesson, `kind` one of TEMPLATES: its text by path. The id comes from the name."""
    return {path: _text(kind, id=_id(path.stem, "lectia-mea"), file=path.name)}


def pack_template(folder: Path) -> dict[Path, str]:
    """The files of a new pack with one lesson: their texts by path."""
    lesson = "prima-lectie"
    text = _text("pack", id=_id(folder.name, "pachetul-meu"), folder=folder.name, lesson=lesson)
    return {folder / PACK_FILE: text, **lesson_template(folder / f"{lesson}.yaml")}


def _text(name: str, **filled: str) -> str:
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    for mark, value in filled.items():
        text = text.replace(f"{{{mark}}}", value)
    return text


def _id(name: str, otherwise: str) -> str:
    """A valid id out of a file's name: "Lecția Mea.v2" gives "lectia-mea-v2"."""
    found = "-".join("".join(c if c.isalnum() else " " for c in fold(name)).split())
    return found if SLUG.fullmatch(found) and len(found) <= 60 else otherwise
