"""What the tests of lessons share: real workers, a small lesson to spoil, the shipped packs."""

from pathlib import Path

import pytest

SMALL = """\
id: culege
title: Culege mărul
task: Ia mărul, apoi mergi la steag.
world:
  map: |
    > . A G
  legend:
    A: apple
toolbox: [move, take]
goals:
  - collect: apple
    count: all
  - reach: goal
hints:
  - Câte mere vezi pe hartă?
solution: |
  move(2)
  take()
  move()
wrong:
  - |
    move(3)
"""


@pytest.fixture
def small() -> str:
    """A lesson with nothing wrong with it."""
    return SMALL


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A lessons folder with one pack of two lessons; gives the pack's folder."""
    folder = tmp_path / "lecții cu spații" / "livada"
    folder.mkdir(parents=True)
    lessons = "format: 1\nid: livada\ntitle: În livadă\nlessons:\n  - culege\n  - du\n"
    (folder / "pack.yaml").write_text(lessons, encoding="utf-8")
    (folder / "culege.yaml").write_text(SMALL, encoding="utf-8")
    (folder / "du.yaml").write_text(SMALL.replace("id: culege", "id: du"), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def workers():
    """Real sandbox workers."""
    from codekids.engine.sandbox import Workers

    with Workers() as workers:
        yield workers


@pytest.fixture(scope="session")
def typed():
    """The starting file of a kind, after some replacements: each must be there to be replaced."""
    from codekids.lessons.format.template import lesson_template

    def text(kind: str, *changes: tuple[str, str]) -> str:
        [found] = lesson_template(Path("lectia-mea.yaml"), kind).values()
        for old, new in changes:
            assert old in found, old
            found = found.replace(old, new, 1)
        return found

    return text


@pytest.fixture(scope="session")
def lesson_of(typed):
    """The lesson of such a file."""
    from codekids.lessons.format.compiler import read_lesson

    def read(kind: str, *changes: tuple[str, str]):
        reading = read_lesson(typed(kind, *changes).encode(), "clubul")
        assert reading.lesson is not None, reading.errors
        return reading.lesson

    return read
