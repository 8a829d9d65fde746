"""The lesson doctor: reads lessons as strictly as can be and tries what they promise.

Every solution must solve its lesson in every starting world, every wrong
program and the starting program must not. Programs run in the sandbox only.
An error keeps a lesson from being good for a club; a warning is worth a look.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codekids.lang.problems import Argument
from codekids.lessons.doctor.checkup import Checkup, Data
from codekids.lessons.doctor.checkup import fault as _fault
from codekids.lessons.doctor.checkup_kinds import (
    check_example,
    check_fix,
    check_gap,
    check_parsons,
    check_predict,
    check_project,
    check_sections,
    check_subgoals,
    check_unplugged,
)
from codekids.lessons.doctor.checkup_programs import (
    check_goals,
    check_limits,
    check_phrases,
    check_pictures,
    check_programs,
    check_toolbox,
)
from codekids.lessons.doctor.checkup_questions import check_parts, check_questions
from codekids.lessons.doctor.checkup_texts import check_hints, check_misconceptions, check_texts
from codekids.lessons.format.cache import PACK_FILE
from codekids.lessons.format.compiler import Reading, read_lesson
from codekids.lessons.format.findings import Fault, Finding, Loc, findings_of
from codekids.lessons.format.model import check_pack
from codekids.lessons.format.words import nearest
from codekids.lessons.format.yaml_reader import MOST_BYTES, Document, read_yaml
from codekids.lessons.lesson import Lesson

if TYPE_CHECKING:
    from codekids.engine.sandbox import Workers


def check_paths(paths: Iterable[Path], workers: Workers, lang: str = "ro") -> list[Finding]:
    """Everything wrong with files, packs and folders of packs, in the order given.

    Never raises for what the files hold; a path that is not there is a finding.
    """
    doctor = _Doctor(workers, lang)
    with _fewer_collections():
        for path in paths:
            doctor.check(path)
        doctor.look_back()
        doctor.look_at_openings()
    return doctor.findings


@contextmanager
def _fewer_collections() -> Iterator[None]:
    """Syntax trees are many small objects that die by themselves; looking through them costs a tenth."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def check_lesson_bytes(
    content: bytes, path: Path, workers: Workers, lang: str = "ro", pack_id: str = ""
) -> list[Finding]:
    """Everything wrong with one lesson file."""
    return findings_of(_lesson_faults(read_lesson(content, pack_id), workers, lang), path, lang)


@dataclass(slots=True)
class _Doctor:
    workers: Workers
    lang: str
    findings: list[Finding] = field(default_factory=list)
    pack_ids: dict[str, Path] = field(default_factory=dict)
    openings: dict[str, tuple[Path, Document, list[str]]] = field(default_factory=dict)  # what packs wait for
    concepts: set[str] = field(default_factory=set)  # of every lesson in a pack
    reviews: list[tuple[Path, Reading]] = field(default_factory=list)
    seen: set[Path] = field(default_factory=set)

    def check(self, path: Path) -> None:
        """A lesson file, a pack.yaml, a pack folder, or a folder of such."""
        if path.is_dir():
            if (path / PACK_FILE).is_file():
                self.pack(path)
                return
            inside = sorted(child for child in path.iterdir() if not child.name.startswith("."))
            found = [child for child in inside if child.suffix == ".yaml" and child.is_file()]
            found += [child for child in inside if child.is_dir() and any(child.rglob("*.yaml"))]
            for child in found:
                self.check(child)
            if not found:
                self.tell(path, Fault(1, 1, (), "lessons.no_lessons_here"))
        elif path.name == PACK_FILE:
            self.pack(path.parent)
        else:
            content = self.read(path)
            if content is not None:
                self.findings += check_lesson_bytes(content, path, self.workers, self.lang)

    def tell(self, path: Path, *faults: Fault) -> None:
        self.findings += findings_of(faults, path, self.lang)

    def read(self, path: Path) -> bytes | None:
        try:
            with path.open("rb") as file:
                return file.read(MOST_BYTES + 1)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            self.tell(path, Fault(1, 1, (), "lessons.cannot_read", {"why": why}))
            return None

    def pack(self, folder: Path) -> None:
        """`pack.yaml`, every lesson beside it, and whether the two agree."""
        if folder.resolve() in self.seen:
            return
        self.seen.add(folder.resolve())
        path = folder / PACK_FILE
        content = self.read(path)
        if content is None:
            return
        document = read_yaml(content)
        data, faults = check_pack(document)
        pack_id = data["id"] if data else folder.name
        if data and pack_id in self.pack_ids:
            args = {"name": pack_id, "other": self.pack_ids[pack_id].as_posix()}
            faults.append(_fault(document, ("id",), "lessons.pack_twice", args))
        self.pack_ids.setdefault(pack_id, path)
        readings: dict[Path, Reading] = {}
        for lesson_path in sorted(folder.glob("*.yaml")):
            lesson_content = None if lesson_path.name == PACK_FILE else self.read(lesson_path)
            if lesson_content is not None:
                readings[lesson_path] = read_lesson(lesson_content, pack_id)
        taught = _taught_before(readings.values(), data["lessons"] if data else [])
        files: dict[str, Path] = {}
        lesson_findings: list[Finding] = []
        for lesson_path, reading in readings.items():
            known = taught.get(id(reading), frozenset())
            lesson_faults = _lesson_faults(reading, self.workers, self.lang, known)
            lesson_faults += _identity(reading, lesson_path, files)
            lesson_findings += findings_of(lesson_faults, lesson_path, self.lang)
            self.concepts |= set(reading.lesson.concepts) if reading.lesson else set()
            if reading.lesson and reading.lesson.review:
                self.reviews.append((lesson_path, reading))
        for other in sorted(folder.glob("*.yml")):
            args = {"file": other.name, "name": f"{other.stem}.yaml"}
            faults.append(_fault(document, (), "lessons.other_ending", args, warning=True))
        if data:
            faults += _listing(document, data["lessons"], files)
            self.openings[pack_id] = (path, document, _waits_for(data))
        self.tell(path, *faults)
        self.findings += lesson_findings

    def look_at_openings(self) -> None:
        """A pack waits for others that are there, and no two for each other, as far as packs were seen."""
        for pack_id, (path, document, wanted) in self.openings.items():
            for index, other in enumerate(wanted):
                loc: Loc = ("opens_after", "packs", index)
                args: dict[str, Argument] = {"name": other[:40]}
                if pack_id == other or self._leads_back(other, pack_id):
                    self.tell(path, _fault(document, loc, "lessons.opens_never", args))
                elif other not in self.pack_ids and len(self.pack_ids) > 1:
                    self.tell(path, _fault(document, loc, "lessons.opens_unknown", args, warning=True))

    def _leads_back(self, start: str, goal: str) -> bool:
        """Whether `start` waits for `goal`, through others too."""
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            here = waiting.pop()
            if here not in seen and here in self.openings:
                seen.add(here)
                waiting += self.openings[here][2]
        return goal in {one for here in seen for one in self.openings[here][2]}

    def look_back(self) -> None:
        """A review asks for concepts that some lesson teaches, as far as those lessons were seen."""
        for path, reading in self.reviews:
            assert reading.lesson is not None and reading.lesson.review is not None
            review = reading.lesson.review
            if len(self.pack_ids) < 2 and not set(review.packs) <= self.pack_ids.keys():
                continue
            for index, concept in enumerate(review.concepts):
                if concept not in self.concepts:
                    loc: Loc = ("review", "concepts", index)
                    args: dict[str, Argument] = {"name": concept[:40]}
                    self.tell(path, _fault(reading.document, loc, "lessons.never_taught", args, warning=True))


def _waits_for(data: dict[str, Any]) -> list[str]:
    return list((data.get("opens_after") or {}).get("packs", ()))


def _taught_before(readings: Iterable[Reading], order: list[str]) -> dict[int, frozenset[str]]:
    """The concepts of the lessons that come before each, in the order of the pack; by id of the reading."""
    by_id = {reading.data["id"]: reading for reading in readings if reading.data is not None}
    taught: dict[int, frozenset[str]] = {}
    so_far: frozenset[str] = frozenset()
    for lesson_id in order:
        reading = by_id.get(lesson_id)
        if reading is not None and reading.data is not None:
            taught[id(reading)] = so_far
            so_far |= set(reading.data["concepts"])
    return taught


def _identity(reading: Reading, path: Path, files: dict[str, Path]) -> list[Fault]:
    """Whether the lesson's id is its own, and the name of its file. Adds it to `files`, by id."""
    node = reading.document.node_at(("id",))
    if node is None or node is reading.document.root or not isinstance(node.value, str):
        files.setdefault(path.stem, path)
        return []
    lesson_id = node.value
    if lesson_id in files:
        args: dict[str, Argument] = {"name": lesson_id[:60], "other": files[lesson_id].name}
        return [_fault(reading.document, ("id",), "lessons.id_twice", args)]
    files[lesson_id] = path
    if lesson_id != path.stem:
        args = {"name": lesson_id[:60], "file": path.name}
        return [_fault(reading.document, ("id",), "lessons.other_file_name", args, warning=True)]
    return []


def _listing(document: Document, listed: list[str], files: dict[str, Path]) -> list[Fault]:
    """Whether `lessons:` and the files beside it agree."""
    faults = []
    for index, lesson_id in enumerate(listed):
        if lesson_id in listed[:index]:
            faults.append(_fault(document, ("lessons", index), "lessons.listed_twice", {"name": lesson_id}))
        elif lesson_id not in files:
            meant = nearest(lesson_id, files.keys() - set(listed))
            if meant:
                args: dict[str, Argument] = {"seen": lesson_id, "meant": meant}
                faults.append(_fault(document, ("lessons", index), "lessons.no_such_lesson_meant", args))
            else:
                args = {"name": lesson_id}
                faults.append(_fault(document, ("lessons", index), "lessons.no_such_lesson", args))
    for lesson_id, path in files.items():
        if lesson_id not in listed:
            args = {"name": lesson_id[:60], "file": path.name}
            faults.append(_fault(document, ("lessons",), "lessons.not_listed", args, warning=True))
    return faults


def _lesson_faults(
    reading: Reading, workers: Workers, lang: str, taught: frozenset[str] = frozenset()
) -> list[Fault]:
    """Everything wrong with one file that was read, steps and all."""
    faults = list(reading.faults)
    if reading.lesson is None or reading.data is None:
        return faults
    whole = Checkup(
        reading.document, reading.data, reading.lesson, workers, lang, faults=faults, taught=taught
    )
    check_texts(whole)
    check_misconceptions(whole)
    check_sections(whole)
    check_parts(whole)
    if reading.lesson.steps:
        check_questions(whole)
    for loc, data, step in _steps(reading.data, reading.lesson):
        checkup = Checkup(reading.document, data, step, workers, lang, loc, faults)
        for examination in EXAMINATIONS:
            examination(checkup)
    return faults


def _steps(data: Data, lesson: Lesson) -> Iterator[tuple[Loc, Data, Lesson]]:
    """What is played, with its data and its place: the steps, a worked example and its change, or all."""
    if not lesson.steps:
        yield (), data, lesson
    elif "steps" in data:
        for index, step in enumerate(lesson.steps):
            yield ("steps", index), data["steps"][index], step
    else:
        yield (), data, lesson.steps[0]
        yield ("modify",), data["modify"], lesson.steps[1]


EXAMINATIONS = (
    check_toolbox,
    check_limits,
    check_goals,
    check_pictures,
    check_hints,
    check_phrases,
    check_predict,
    check_parsons,
    check_gap,
    check_fix,
    check_subgoals,
    check_example,
    check_project,
    check_unplugged,
    check_questions,
    check_programs,
)
