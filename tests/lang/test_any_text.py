"""Whatever a child, a file or a torn-off stick holds: nothing crashes, and what is said can be read."""

import re
from pathlib import Path

import pytest

from codekids.lang.catalogue import LANGUAGES, say
from codekids.lang.explain.kinds import kind_of
from codekids.lang.explain.remarks import find_remarks
from codekids.lang.explain.stops import explain_stop
from codekids.lang.names import find_problems
from codekids.lang.problems import Problem
from codekids.lang.source import read_source

HERE = Path(__file__).resolve().parent
RIGHT = re.split(r"^---$", (HERE / "right.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
TWENTY = sorted((text.strip("\n") for text in RIGHT), key=len)[-20:]


def looked_at(text, dialect):
    """Everything that is said about a text, before a run and after one that missed."""
    program = read_source(text)
    found = [*find_problems(program, dialect), *find_remarks(program, dialect)]
    for at in found:
        assert 1 <= at.line <= len(program.lines)
        assert kind_of(at) != "other"
        for lang in LANGUAGES:
            sentence = say(at.message, lang)
            assert 10 < len(sentence) <= 220
            assert sentence.isprintable()
    return found


@pytest.mark.parametrize("text", TWENTY, ids=lambda text: text.split("\n")[0][:40])
def test_a_program_cut_off_at_any_character_is_answered_calmly(text, grid):
    for end in range(len(text)):
        looked_at(text[:end], grid)


@pytest.mark.parametrize("text", TWENTY, ids=lambda text: text.split("\n")[0][:40])
def test_a_program_with_any_character_missing_is_answered_calmly(text, grid):
    for at in range(0, len(text), 3):
        looked_at(text[:at] + text[at + 1 :], grid)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        " ",
        "\t",
        "\\",
        "\ud83d",
        "print('\ud83d')",
        "\0",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        bytes(range(256)),
        "move()" + 400 * " " + "then",
        "repeat" + 400 * " " + "4" + 400 * " " + "x",
        "\ufeffmove()",
        "print('a')\r\rprint(b)",
        "\u2028move()",
        "🐢()",
        "x = '" + "a" * 60_000,
        "(" * 300,
        "if x:\n" * 200,
        "-" * 3000 + "1",
        "f" * 3000 + "()",
        "{{{{[[[[((((",
        "x" + "!" * 400,
        '"' * 401,
        "'''",
        "#",
        "é = ñ + ʼ",
    ],
    ids=lambda text: repr(text)[:30],
)
def test_no_text_is_too_strange(text, grid):
    looked_at(text, grid)


def test_five_thousand_lines_are_answered(grid):
    wrong_at_the_end = "move()\n" * 4999 + "moov()"

    assert [(at.line, at.key) for at in looked_at(wrong_at_the_end, grid)] == [(5000, "name.did_you_mean")]


def test_a_stop_at_a_place_that_does_not_exist_is_told_as_it_is(grid):
    program = read_source("move()")
    for line, column in ((1, 0), (7, 3), (0, 0), (1, 99)):
        for python in ("TypeError: 'str' and 'int'", "IndexError: list index out of range", "KeyError", ""):
            problem = Problem(line, column, "engine.error.type", {}, line, column + 3, python=python)

            assert explain_stop(program, problem, {"x": "'…", "y": "[1, 2"}, grid).python == python
