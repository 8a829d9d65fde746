"""The child's Python is Python: what CPython prints, or a clear refusal before the run.

programs/ holds several hundred programs, parted by `====`. CPython is the oracle: same output,
and where it stops with an error, the same kind at the same line. In refused.txt, and wherever else
a line ends in `### what`, the line asks for something that is not there, and says so.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import codekids.engine as engine_folder
from codekids.engine.additions import ALL
from codekids.engine.backend import Ended
from codekids.engine.language import NOT_HERE, WORKS, page
from codekids.engine.modules import NATIVE
from codekids.engine.prelude import write_prelude
from codekids.engine.run import find_all_problems, run

HERE = Path(__file__).parent


def programs(path: Path) -> list[str]:
    return [text.strip("\n") for text in path.read_text(encoding="utf-8").split("\n====\n")]


CASES = {
    f"{path.stem} {number}": program
    for path in sorted((HERE / "programs").glob("*.txt"))
    for number, program in enumerate(programs(path), start=1)
}
CASES |= {f"page {part.heading}": part.example for part in WORKS}
SAME = {name: program for name, program in CASES.items() if "###" not in program}
REFUSED = [program for program in [*CASES.values(), *programs(HERE / "refused.txt")] if "###" in program]

# CPython runs all programs in one go: a start costs more than they do.
ORACLE = """
import builtins, contextlib, io, json, random, sys, traceback
builtins.input = lambda prompt="": sys.stdin.readline().rstrip("\\n")  # a question is no output
def plain(value, depth=0):
    if type(value) in (list, tuple):
        return depth < 4 and all(plain(item, depth + 1) for item in value)
    if type(value) is dict:
        return depth < 4 and all(plain(item, depth + 1) for pair in value.items() for item in pair)
    return type(value) in (int, float, str, bool, type(None))
answers = []
for program in json.load(sys.stdin):
    out, error, names = io.StringIO(), None, {"__name__": "__main__"}
    random.seed(0)
    sys.stdin = io.StringIO("Ana\\n7\\n12\\n")
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(program, "<program>", "exec"), names)
    except SystemExit:
        pass
    except BaseException as problem:
        lines = [f.lineno for f in traceback.extract_tb(problem.__traceback__) if f.filename == "<program>"]
        error = [type(problem).__name__, lines[-1]]
    values = {name: repr(value) for name, value in names.items() if plain(value)}
    answers.append([out.getvalue(), error, values])
json.dump(answers, sys.stdout)
"""


@pytest.fixture(scope="module")
def said_by_python() -> dict[str, list]:
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", ORACLE],
        input=json.dumps(list(SAME.values())),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return dict(zip(SAME, json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("name", SAME)
def test_a_program_does_what_python_does(name, said_by_python, corridor, workers):
    output, error, values = said_by_python[name]

    timeline = run(SAME[name], corridor, workers, inputs=["Ana", "7", "12"])

    assert timeline.output == output
    assert (timeline.problem is None) == (error is None), timeline.problem
    if error is not None:
        assert [timeline.problem.python.partition(":")[0], timeline.problem.line] == error
        return
    shown = timeline.variables_at(len(timeline.moments))
    for variable, text in shown.items():
        if variable in values and "…" not in text and "import time" not in SAME[name]:
            assert text == values[variable], variable


def test_the_suite_is_large_enough():
    assert len(SAME) + len(REFUSED) >= 400


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


@pytest.mark.parametrize("part", NOT_HERE, ids=lambda part: part.heading)
def test_the_page_says_what_is_refused(part, corridor):
    keys = {problem.key for problem in find_all_problems(part.example, corridor)}

    assert f"engine.not_yet.{part.heading}" in keys


def test_every_refusal_is_on_the_page():
    source = (Path(engine_folder.__file__).parent / "unsupported.py").read_text(encoding="utf-8")
    said = set(re.findall(r"self\.at\([^,]+, \"(\w+)\"", source)) - {
        "type_alias"
    }  # that one needs Python 3.12

    assert said <= {part.heading for part in NOT_HERE}


def test_the_page_in_docs_is_the_one_that_is_made(root):
    assert (root / "docs" / "language.md").read_text(encoding="utf-8") == page()


def test_the_modules_are_as_the_sandbox_has_them(workers):
    for module, names in NATIVE.items():
        lines = [f"import {module}", *(f"x = {module}.{name}" for name in sorted(names))]
        with workers.session(seed=0) as session:
            assert session.begin("", "\n".join(lines), "send") == Ended(), module


def test_no_addition_takes_a_name_of_the_prelude():
    # Both are fed to one session, under one prefix.
    defined = re.compile(r"^(?:def |class )?@(\w+)(?: =|\(|:)", re.MULTILINE)
    prelude = write_prelude("@", (), (), 10, turbo=True)
    taken = set(defined.findall(prelude))

    for name, (_, source) in ALL.items():
        assert not (set(defined.findall(source)) & taken) - {"shown_set", "of_errors"}, name
