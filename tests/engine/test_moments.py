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
