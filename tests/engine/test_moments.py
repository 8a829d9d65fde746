"""What a run tells, moment by moment: moments.txt holds programs and what they must give.

A case is a title, a program, `---`, a line for each moment and the ending; cases are
parted by `====`. A moment is written as its line, the command, changed variables, output,
pause and question, two spaces apart. Inputs are always Ana and 7; the corridor has six cells.
"""

from pathlib import Path

import pytest

from codekids.engine.run import run
from codekids.engine.timeline import Moment, Timeline

CASES = (Path(__file__).parent / "moments.txt").read_text(encoding="utf-8").strip("\n").split("\n====\n")


def written(moment: Moment) -> str:
    parts = [str(moment.line)]
    if moment.command:
        arguments = ", ".join(map(repr, moment.arguments))
        parts.append(moment.command + (f"({arguments})" if arguments else ""))
    parts += [f"{variable.name}={variable.text}" for variable in moment.changed]
    if moment.printed:
        parts.append(f"print {moment.printed!r}")
    if moment.seconds:
        parts.append(f"{moment.seconds:g} s")
    if moment.question is not None:
        parts.append(f"ask {moment.question!r} {moment.answer!r}")
    return "  ".join(parts)


def ending(timeline: Timeline) -> str:
    problem = timeline.problem
    where = f" {problem.key} {problem.line}:{problem.column}-{problem.end_column}" if problem else ""
    return f"= {timeline.ending}{where}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.partition("\n")[0])
def test_a_program_gives_these_moments(case, short_corridor, workers):
    _title, _, rest = case.partition("\n")
    program, _, expected = rest.partition("\n---\n")

    timeline = run(program, short_corridor, workers, inputs=["Ana", "7"])

    assert [*map(written, timeline.moments), ending(timeline)] == expected.splitlines()
    assert "".join(moment.printed for moment in timeline.moments) == timeline.output


def test_the_file_holds_cases():
    assert len(CASES) > 30
    assert len({case.partition("\n")[0] for case in CASES}) == len(CASES)


def test_the_stack_of_calls_can_be_drawn(short_corridor, workers):
    program = (
        "def down(n, row):\n    row.append(n)\n    if n:\n        down(n - 1, row)\n    return n\n"
        "row = []\ndown(2, row)"
    )

    timeline = run(program, short_corridor, workers)
    deepest = max(range(len(timeline.moments)), key=lambda index: timeline.moments[index].depth)
    stack = timeline.stack_at(deepest)

    assert [(call.function, call.line) for call in stack] == [("", 7), ("down", 4), ("down", 4), ("down", 2)]
    assert [variable.text for call in stack[1:] for variable in call.variables if variable.name == "n"] == [
        "2",
        "1",
        "0",
    ]
    rows = [variable for call in stack for variable in call.variables if variable.name == "row"]
    assert len({variable.same for variable in rows}) == 1  # four names of one list
    assert {variable.text for variable in rows} == {"[2, 1, 0]"}  # also where nothing runs just now
    assert [call.function for call in timeline.stack_at(len(timeline.moments))] == ["", "down"]


def test_two_names_of_one_list_can_be_told_from_two_equal_lists(short_corridor, workers):
    timeline = run("a = [1]\nb = a\nc = [1]\nd = {'x': a}", short_corridor, workers)

    a, b, c, d = (moment.changed[0] for moment in timeline.moments)
    assert a.same == b.same != 0
    assert len({a.same, c.same, d.same}) == 3
    assert run("x = 1\ny = 'a'", short_corridor, workers).moments[0].changed[0].same == 0
