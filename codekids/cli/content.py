"""The lessons a command line names: full id, short id, or a file."""

from __future__ import annotations

from pathlib import Path

from codekids.cli.folders import Folders
from codekids.cli.options import Refusal
from codekids.lessons.format.cache import Ambiguous, load_lesson_file, load_packs
from codekids.lessons.format.cache import find_lesson as find_in_packs
from codekids.lessons.lesson import Lesson, Pack

NAMES_SHOWN = 6


def packs_of(folders: Folders, lang: str) -> list[Pack]:
    """Every pack that came with the program, then those of the club."""
    return load_packs(folders.lessons, folders.cache, lang, folders.own_lessons)


def named_lesson(name: str, folders: Folders, lang: str) -> Lesson:
    """The lesson of that name. Raises Refusal, with what there is instead."""
    if name.endswith((".yaml", ".yml")):
        return lesson_in_file(Path(name), lang)
    packs = packs_of(folders, lang)
    found = find_in_packs(packs, name)
    if isinstance(found, Lesson):
        return found
    if isinstance(found, Ambiguous):
        raise Refusal("cli.several_lessons", name=name, known=", ".join(found.ids))
    for pack in packs:
        for lesson_id, why in pack.broken:
            if name in (lesson_id, f"{pack.id}/{lesson_id}"):
                raise Refusal("cli.broken_lesson", why=why)
    known = [lesson.id for pack in packs for lesson in pack.lessons]
    if not known:
        raise Refusal("cli.no_lessons", folder=str(folders.lessons))
    known.sort(key=lambda lesson_id: -_likeness(name, lesson_id))
    shown = ", ".join(known[:NAMES_SHOWN]) + (", …" if len(known) > NAMES_SHOWN else "")
    raise Refusal("cli.no_such_lesson", name=name, known=shown)


def _likeness(name: str, lesson_id: str) -> float:
    """How much a typed name looks like a lesson's: the nearest ones are told first."""
    from difflib import SequenceMatcher

    return max(
        SequenceMatcher(None, name, known).ratio() for known in (lesson_id, lesson_id.rpartition("/")[2])
    )


def lesson_in_file(path: Path, lang: str) -> Lesson:
    """The lesson of a file. Raises Refusal with the first thing that is wrong with it."""
    try:
        found = load_lesson_file(path, lang)
    except FileNotFoundError:
        raise Refusal("cli.no_such_file", file=str(path)) from None
    except IsADirectoryError:
        raise Refusal("cli.is_a_folder", file=str(path)) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Refusal("cli.cannot_read", file=str(path), why=why) from None
    if isinstance(found, Lesson):
        return found
    raise Refusal("cli.broken_lesson", why=found[0].as_line())
