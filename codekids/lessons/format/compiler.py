"""The bytes of lesson files become plain, checked data: the slow half of reading a pack.

Only here do YAML and pydantic come in. `read_lesson` is also what the doctor
and a single lesson file use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from codekids.lessons.format.build import Flaw, build_cases, build_lesson
from codekids.lessons.format.cache import PACK_FILE
from codekids.lessons.format.findings import Fault
from codekids.lessons.format.model import check_lesson, check_pack, check_world
from codekids.lessons.format.yaml_reader import Document, read_yaml
from codekids.lessons.lesson import Lesson


@dataclass(frozen=True, slots=True)
class Reading:
    """What a lesson file gave. `data` and `lesson` are None when it cannot be played."""

    document: Document
    data: dict[str, Any] | None
    lesson: Lesson | None
    faults: list[Fault]  # warnings too

    @property
    def errors(self) -> list[Fault]:
        """The faults that keep the lesson from being played, in reading order."""
        found = [fault for fault in self.faults if fault.severity == "error"]
        return sorted(found, key=lambda fault: (fault.line, fault.column))


def read_lesson(content: bytes, pack_id: str = "") -> Reading:
    """Read, check and build one lesson file. Never raises, whatever the bytes."""
    document = read_yaml(content)
    data, faults = check_lesson(document)
    if data is None:
        world = check_world(document)
        # Of a map that was cut off, what else seems wrong is no news.
        cut = any(fault.key == "lessons.yaml.map_row" for fault in faults)
        flaws = build_cases(world)[1] if world and not cut else []
        return Reading(document, None, None, faults + [_at_its_place(document, flaw) for flaw in flaws])
    built = build_lesson(data, pack_id)
    if isinstance(built, Lesson):
        return Reading(document, data, built, faults)
    return Reading(document, None, None, faults + [_at_its_place(document, flaw) for flaw in built])


def read_pack(content: bytes) -> tuple[dict[str, Any] | None, list[Fault]]:
    """Read and check a `pack.yaml`: plain data, None where it cannot be used, and every fault."""
    return check_pack(read_yaml(content))


def _at_its_place(document: Document, flaw: Flaw) -> Fault:
    if flaw.row is None:
        line, column = document.place_of(flaw.loc)
    else:
        line, column = document.place_inside(flaw.loc, flaw.row, flaw.column)
    return Fault(line, column, flaw.loc, flaw.key, flaw.args)


def compile_pack(folder: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    """A pack as plain data: {"pack", "lessons", "broken"}. `files` are its *.yaml by name.

    `broken` lists [lesson id, file, line, key, args] of the first error of each
    lesson that cannot be played. Without a readable pack.yaml the lessons stand
    in the order of their file names.
    """
    pack, pack_faults = read_pack(files[PACK_FILE])
    broken = []
    if pack is None:
        first = min(pack_faults, key=lambda fault: (fault.severity, fault.line, fault.column))
        broken.append([folder, PACK_FILE, first.line, first.key, dict(first.args)])
    pack_id = pack["id"] if pack else folder
    by_id: dict[str, dict[str, Any]] = {}
    faulty: dict[str, list[Any]] = {}
    for name in sorted(files.keys() - {PACK_FILE}):
        stem = name.removesuffix(".yaml")
        reading = read_lesson(files[name], pack_id)
        if reading.data is None:
            first = reading.errors[0]
            lesson_id = _claimed_id(reading.document) or stem
            faulty.setdefault(lesson_id, [lesson_id, name, first.line, first.key, dict(first.args)])
        else:
            by_id.setdefault(reading.data["id"], reading.data)
    order = pack["lessons"] if pack else list(by_id)
    lessons = []
    for lesson_id in dict.fromkeys(order):
        if lesson_id in by_id:
            lessons.append(by_id[lesson_id])
        elif lesson_id in faulty:
            broken.append(faulty[lesson_id])
        else:
            broken.append([lesson_id, PACK_FILE, 1, "lessons.no_such_lesson", {"name": lesson_id}])
    if pack is None:
        broken += faulty.values()
    return {
        "pack": pack or {"id": folder, "title": {"ro": folder}, "lessons": order},
        "lessons": lessons,
        "broken": broken,
    }


def _claimed_id(document: Document) -> str:
    """The id a broken file gives itself, as far as it can be read."""
    node = document.node_at(("id",))
    return node.value if node is not document.root and node and isinstance(node.value, str) else ""
