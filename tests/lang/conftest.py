"""The words of the grid world, as the tests of `lang` need them; and programs cut out of a text file."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from codekids.lang.dialect import Dialect, Signature

HERE = Path(__file__).resolve().parent

SIGNATURES = (
    Signature("move", ("steps",)),
    Signature("turn_left"),
    Signature("turn_right"),
    Signature("take", ("thing",)),
    Signature("put", ("thing",)),
    Signature("build_wall"),
    Signature("paint", ("colour",), 1),
    Signature("say", ("text",), 1),
    Signature("done"),
    Signature("pause", ("ms",), 1),
    Signature("front_is_clear", answers=True),
    Signature("right_is_clear", answers=True),
    Signature("wall_in_front", answers=True),
    Signature("object_here", ("thing",), answers=True),
    Signature("carries_object", ("thing",), answers=True),
    Signature("at_goal", answers=True),
    Signature("column", answers=True),
    Signature("row", answers=True),
)
GRID = Dialect({signature.name: signature for signature in SIGNATURES})
FIRST_STEPS = Dialect(GRID.commands, ("move", "turn_left", "take", "object_here", "if", "for"))


@pytest.fixture
def grid() -> Dialect:
    """All words of the grid."""
    return GRID


@pytest.fixture
def first_steps() -> Dialect:
    """A lesson that offers a few of them."""
    return FIRST_STEPS


MARK = re.compile(r"[ ]*### (?P<line>\d+) (?P<key>[\w.]+)(?: => (?P<fixed>.*))?$", re.MULTILINE)


@dataclass(frozen=True)
class Faulty:
    """A program of a data file without its marks, and the marks: (line, key, the mended line or None)."""

    text: str
    marks: tuple[tuple[int, str, str | None], ...]


def faulty_program(marked: str) -> Faulty:
    marks = tuple((int(mark["line"]), mark["key"], mark["fixed"]) for mark in MARK.finditer(marked))
    return Faulty(MARK.sub("", marked), marks)


def programs(name: str) -> list[str]:
    """The programs of a data file, cut at lines of three hyphens; lines that start with `##! ` are notes."""
    text = (HERE / name).read_text(encoding="utf-8")
    kept = "\n".join(line for line in text.split("\n") if not line.startswith("##! "))
    return [program.strip("\n") for program in re.split(r"^---$", kept, flags=re.MULTILINE)]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`faulty` and `right` are filled from the data files: folder faulty/, right.txt."""
    if "faulty" in metafunc.fixturenames:
        files = sorted((HERE / "faulty").glob("*.txt"))
        cases = [faulty_program(program) for file in files for program in programs(f"faulty/{file.name}")]
        metafunc.parametrize("faulty", cases, ids=[case.text.split("\n")[0][:40] for case in cases])
    if "right" in metafunc.fixturenames:
        texts = programs("right.txt")
        metafunc.parametrize("right", texts, ids=[text.split("\n")[0][:40] for text in texts])


@pytest.fixture(scope="session")
def grid_of_all_words() -> Dialect:
    """As `grid`, for tests that hypothesis runs many times."""
    return GRID
