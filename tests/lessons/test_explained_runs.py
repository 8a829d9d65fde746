"""What a child is told about a run that stopped, never ended or missed: the cases stand in runs/."""

import ast
import re
from pathlib import Path

import pytest

from codekids.engine.run import run
from codekids.lang.catalogue import LANGUAGES, knows, say
from codekids.lang.lines import apply_fix
from codekids.lang.source import read_source
from codekids.lessons.hints.misses.stopped import explain_run
from codekids.lessons.measure import FEW, explain, read_case, read_corpus, score, table
from codekids.world.grid import grid_world

HERE = Path(__file__).resolve().parent / "runs"
CASES = read_corpus(HERE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text.split("\n")[0][:40])
def test_a_run_is_told_by_its_cause_at_its_line(case, workers):
    found = explain(case, workers)

    # The problem of a run that met a wall stays what it is; the remark behind it says why.
    assert case.expected[0] in [(at.line, at.key) for at in found[:2]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text.split("\n")[0][:40])
def test_everything_told_is_complete_and_lies_in_the_program(case, workers):
    program = read_source(case.text)

    for at in explain(case, workers):
        end = at.end_column or len(program.lines[at.line - 1])
        assert 0 <= at.column <= end <= len(program.lines[(at.end_line or at.line) - 1])
        for lang in LANGUAGES:
            assert knows(at.key, lang)
            sentence = say(at.message, lang)
            assert "{" not in re.sub(r"`[^`]*`", "", sentence), f"{at.key} lacks an argument"
            assert len(sentence) <= 220
        if at.fix is not None:
            ast.parse(apply_fix(program.text, at.fix))


RIGHT = (Path(__file__).resolve().parent.parent / "lang" / "right.txt").read_text(encoding="utf-8")


def test_a_right_program_that_misses_nothing_gets_no_problem(workers):
    for text in re.split(r"^---$", RIGHT, flags=re.MULTILINE):
        program = read_source(text.strip("\n"))
        timeline = run(program, grid_world(10, 10), workers, inputs=("1", "2", "3"), budget=FEW)
        if timeline.problem is None:
            assert explain_run(program, timeline) is None


def test_a_corpus_is_scored_by_cause_and_line(tmp_path, workers):
    named = "x = 3\nprint(y)  ### 2 unknown_name|quotes"
    at_another_line = "print(y)\nx = 3  ### 2 unknown_name"
    right = "print(3)"
    (tmp_path / "few.txt").write_text("\n---\n".join((named, at_another_line, right)), encoding="utf-8")

    figures = score(tmp_path, workers)

    assert (figures.faulty, figures.named) == (2, 1)
    assert (figures.right, figures.false_alarms) == (1, 0)
    assert [missed.case.text for missed in figures.missed] == [read_case(at_another_line).text]
    assert "named 1 of 2 (50%)" in list(table(figures))
