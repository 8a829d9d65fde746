"""Our own figure: how many lessons the doctor examines in a second, on one core.

CPU seconds of this process and of its sandbox workers, so that a busy machine
does not change the figure. Examining is the slowest thing done to lessons: each
solution, wrong program and distractor is run in every starting world.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROUND = 3


@dataclass(frozen=True, slots=True)
class Rate:
    """Lessons examined, and the seconds it took."""

    lessons: int
    seconds: float  # CPU seconds where the system tells them for workers too, else seconds by the clock

    @property
    def a_second(self) -> float:
        """Lessons a second."""
        return self.lessons / self.seconds if self.seconds else 0.0


def check_rate(lessons_dir: Path, times: int = 3) -> Rate:
    """Examine every lesson of a folder some times over; the quickest round counts, after one to warm up.

    A round goes over the folder `ROUND` times, as over a larger one, with one worker.
    """
    from codekids.engine.sandbox import Workers
    from codekids.lessons.doctor.examine import check_paths

    lessons = sum(path.name != "pack.yaml" for path in lessons_dir.rglob("*.yaml"))
    rounds = []
    for _ in range(times + 1):
        before = _spent()
        with Workers() as workers:
            for _ in range(ROUND):
                check_paths([lessons_dir], workers)
        rounds.append(_spent() - before)
    return Rate(ROUND * lessons, min(rounds[1:]))


def template_rate(times: int = 3) -> Rate:
    """The same for a folder with a starting file of every kind."""
    from codekids.lessons.format.template import TEMPLATES, lesson_template

    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for kind in TEMPLATES:
            for path, text in lesson_template(Path(folder, f"{kind}.yaml"), kind).items():
                path.write_text(text, encoding="utf-8")
        return check_rate(Path(folder), times)


def _spent() -> float:
    """Seconds of work so far. A worker's count when it has ended, so start and end belong inside a round."""
    if os.name == "posix":
        import resource

        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime
    return time.perf_counter()
