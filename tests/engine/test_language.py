"""The child's Python is Python: the same output as CPython, or a clear refusal before the run.

same_as_python.txt holds programs, refused.txt programs whose lines name what is not there yet.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from codekids.engine.run import find_all_problems, run

HERE = Path(__file__).parent


def programs(name: str) -> list[str]:
    return [text.strip("\n") for text in (HERE / name).read_text(encoding="utf-8").split("\n====\n")]


SAME = programs("same_as_python.txt")
REFUSED = programs("refused.txt")

# CPython runs all programs in one go: a start costs more than they do.
ORACLE = """
import contextlib, io, json, sys
outputs = []
for program in json.load(sys.stdin):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(program, "<program>", "exec"), {"__name__": "__main__"})
    outputs.append(out.getvalue())
json.dump(outputs, sys.stdout)
"""


@pytest.fixture(scope="module")
def said_by_python() -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-I", "-c", ORACLE],
        input=json.dumps(SAME),
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(zip(SAME, json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("program", SAME, ids=lambda text: text.partition("\n")[0][:40])
def test_a_program_prints_what_python_prints(program, said_by_python, corridor, workers):
    timeline = run(program, corridor, workers)

    assert timeline.problem is None
    assert timeline.output == said_by_python[program]


@pytest.mark.parametrize("program", REFUSED, ids=lambda text: text.partition("\n")[0][:40])
def test_what_is_not_there_yet_is_refused_before_the_run(program, corridor, workers):
    expected = [
        (number, f"engine.not_yet.{what}")
        for number, line in enumerate(program.splitlines(), start=1)
        for what in line.partition("###")[2].split()
    ]

    problems = [
        (problem.line, problem.key)
        for problem in find_all_problems(program, corridor)
        if problem.key.startswith("engine.")
    ]
    timeline = run(program, corridor, workers)

    assert sorted(problems) == sorted(expected)
    assert timeline.ending == "problem"
    assert timeline.moments == ()
