"""An error is told at the child's own line and column, in a calm sentence in three languages.

errors.txt holds programs, and behind `---` where the error is (line:column-line:column, columns
from 0, end exclusive), its key, and what Python says. CPython marks the same places.
"""

from pathlib import Path

import pytest

from codekids.engine.run import run
from codekids.lang.catalogue import LANGUAGES, knows, say

CASES = (Path(__file__).parent / "errors.txt").read_text(encoding="utf-8").strip("\n").split("\n====\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.partition("\n")[0][:30])
def test_an_error_is_told_at_its_place(case, corridor, workers):
    program, _, expected = case.partition("\n---\n")

    problem = run(program, corridor, workers).problem

    place = f"{problem.line}:{problem.column}-{problem.end_line or problem.line}:{problem.end_column}"
    assert f"{place} {problem.key}\n{problem.python}" == expected
    for lang in LANGUAGES:
        assert knows(problem.key, lang)
        sentence = say(problem.message, lang)
        assert len(sentence) <= 220
        assert "{" not in sentence
