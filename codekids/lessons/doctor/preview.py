"""One lesson file as its teacher is just writing it: the lesson, if it is one, and what the doctor says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from codekids.lessons.doctor.examine import check_paths
from codekids.lessons.format.compiler import read_lesson
from codekids.lessons.format.findings import Finding
from codekids.lessons.format.yaml_reader import MOST_BYTES
from codekids.lessons.lesson import Lesson

if TYPE_CHECKING:
    from codekids.engine.sandbox import Workers

Stamp = tuple[int, int]  # nanoseconds of the last change, bytes


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file holds at one moment. Without a lesson there is at least one finding that says why."""

    lesson: Lesson | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """Findings that keep the lesson from being played in a club."""
        return sum(finding.severity == "error" for finding in self.findings)


def stamp_of(path: Path) -> Stamp | None:
    """By what it is seen that the file was saved; None: it cannot be looked at now."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def look_at(path: Path, workers: Workers, lang: str) -> Looked:
    """Read and examine the file. Whatever its bytes are, nothing is raised; programs run in the sandbox."""
    findings = tuple(check_paths([path], workers, lang))
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        return Looked(None, findings)
    return Looked(read_lesson(content).lesson, findings)
