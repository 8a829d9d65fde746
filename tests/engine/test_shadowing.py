"""A child may give any name a meaning of its own, also that of a word of the world, in any way there is.

A case is a program, `---`, and what CPython does with it where the words are builtins: the cell the
walker comes to, what it said, the output, and how it ends. The last case is Python's too: the name
of a caught error is gone after its handler, whatever it meant before.
"""

from pathlib import Path

import pytest

from codekids.engine.run import Budget, run

CASES = (Path(__file__).parent / "shadowing.txt").read_text(encoding="utf-8").strip("\n").split("\n====\n")


@pytest.mark.parametrize("budget", [Budget(), Budget(lines=1)], ids=["stepped", "turbo"])
@pytest.mark.parametrize("case", CASES, ids=lambda text: text.partition("\n")[0][:40])
def test_a_name_means_what_the_program_says(case, budget, long_corridor, workers):
    program, _, expected = case.partition("\n---\n")

    timeline = run(program, long_corridor, workers, inputs=["Ana"], budget=budget)

    ending = timeline.problem.python.partition(":")[0] if timeline.problem else timeline.ending
    assert f"{timeline.end.at} {timeline.end.said!r} {timeline.output!r} {ending}" == expected
