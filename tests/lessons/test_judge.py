"""A verdict: every required goal in every starting world, and stars for the optional ones."""

import pytest

from codekids.engine.sandbox import Workers
from codekids.engine.timeline import Recording
from codekids.lang.source import read_source
from codekids.lessons.format.compiler import read_lesson
from codekids.lessons.judge import judge, run_case, run_lesson
from codekids.lessons.lesson import Lesson

TWO_WORLDS = """\
id: coridor
title: Coridorul
task: Mergi la steag.
world:
  map: |
    > . . G
  variants:
    - hidden: true
      map: |
        > . G .
goals:
  - reach: goal
"""


def lesson_of(text: str) -> Lesson:
    lesson = read_lesson(text.encode()).lesson
    assert lesson is not None
    return lesson


def tried(lesson: Lesson, source: str, workers: Workers):
    return run_lesson(lesson, read_source(source), workers)


def test_a_solution_is_solved_with_full_marks(small, workers):
    verdict = tried(lesson_of(small), "move(2)\ntake()\nmove()\n", workers)

    assert (verdict.outcome, verdict.stars) == ("solved", 3)
    assert [state.met for state in verdict.goals] == [True, True]
    assert verdict.failing is None


@pytest.mark.parametrize(
    ("source", "outcome", "met"),
    [
        ("move(3)", "not_solved", [False, True]),
        ("move(2)\ntake()", "not_solved", [True, False]),
        ("move(2)\ntake()\nmove()\nmove()", "problem", [True, True]),
        ("moov()", "problem", [False, False]),
        ("move(", "problem", [False, False]),
        ("", "not_solved", [False, False]),
        ("while True:\n    turn_left()", "out_of_steps", [False, False]),
        ("print(1 / 0)", "problem", [False, False]),
        ("print('solved: 3 stars')", "not_solved", [False, False]),
    ],
)
def test_anything_else_is_not_solved_and_says_how_it_ended(small, workers, source, outcome, met):
    verdict = tried(lesson_of(small), source, workers)

    assert (verdict.outcome, verdict.stars, verdict.solved) == (outcome, 0, False)
    assert [state.met for state in verdict.goals] == met
    assert verdict.failing_case == 0


def test_a_program_that_fits_only_the_world_shown_fails_in_the_hidden_one(workers):
    verdict = tried(lesson_of(TWO_WORLDS), "move(3)", workers)

    assert (verdict.outcome, verdict.failing_case) == ("not_solved", 1)
    assert [state.met for state in verdict.goals] == [True]
    assert [state.met for state in verdict.failing_goals] == [False]
    assert verdict.failed_hidden
    assert verdict.failing is not None
    assert verdict.failing.start == lesson_of(TWO_WORLDS).cases[1].world


def test_a_mishap_in_a_hidden_world_is_not_solved_and_keeps_its_problem(workers):
    lesson = lesson_of(TWO_WORLDS.replace("> . G .", "> G"))

    verdict = tried(lesson, "move(3)", workers)

    assert (verdict.outcome, verdict.failing_case) == ("not_solved", 1)
    assert verdict.failing.problem.key == "world.bumped"


def test_a_program_that_looks_solves_every_world(workers):
    verdict = tried(lesson_of(TWO_WORLDS), "while not at_goal():\n    move()\n", workers)

    assert (verdict.outcome, verdict.stars, len(verdict.timelines)) == ("solved", 3, 2)


OPTIONAL = "  - max_lines: {n}\n    optional: true\n"


@pytest.mark.parametrize(
    ("optional", "stars"),
    [
        ((), 3),
        ((9,), 3),
        ((1,), 2),
        ((9, 9), 3),
        ((9, 1), 2),
        ((1, 1), 1),
        ((9, 9, 9), 3),
        ((9, 1, 1), 2),
        ((1, 1, 1), 1),
    ],
    ids=str,
)
def test_full_marks_are_three_stars_however_many_optional_goals_there_are(workers, optional, stars):
    lesson = lesson_of(TWO_WORLDS + "".join(OPTIONAL.format(n=n) for n in optional))

    assert tried(lesson, "while not at_goal():\n    move()\n", workers).stars == stars


def test_an_optional_goal_counts_only_if_it_is_met_in_every_world(workers):
    lesson = lesson_of(TWO_WORLDS + "  - max_steps: 2\n    optional: true\n")

    assert tried(lesson, "while not at_goal():\n    move()\n", workers).stars == 2


def test_a_limit_of_the_lesson_is_one_more_goal(small, workers):
    lesson = lesson_of(small + "limits:\n  max_lines: 2\n")

    verdict = tried(lesson, "move(2)\ntake()\nmove()\n", workers)

    assert verdict.outcome == "not_solved"
    assert [state.goal.kind for state in verdict.goals if not state.met] == ["max_lines"]


def test_a_limit_of_steps_ends_the_run(small, workers):
    lesson = lesson_of(small + "limits:\n  max_steps: 2\n")

    verdict = tried(lesson, "move()\nmove()\ntake()\nmove()\n", workers)

    assert verdict.outcome == "out_of_steps"
    assert verdict.timelines[0].steps == 2


def test_the_answers_of_the_lesson_are_typed_where_no_child_sits(workers):
    lesson = lesson_of(
        TWO_WORLDS.replace("  map:", "  inputs: [3]\n  map:", 1).replace(
            "    - hidden: true", "    - hidden: true\n      inputs: ['2']"
        )
    )

    verdict = tried(lesson, "move(int(input('Câți pași?')))", workers)

    assert verdict.outcome == "solved"
    assert [timeline.inputs for timeline in verdict.timelines] == [("3",), ("2",)]


def test_the_child_is_asked_in_the_world_shown_only(workers):
    lesson = lesson_of(TWO_WORLDS.replace("    - hidden: true", "    - hidden: true\n      inputs: ['2']"))
    asked = []

    def child(prompt: str) -> str:
        asked.append(prompt)
        return "3"

    verdict = run_lesson(lesson, read_source("move(int(input('Câți?')))"), workers, ask=child)

    assert verdict.outcome == "solved"
    assert len(asked) == 1


def test_a_recording_grows_with_the_world_shown(workers):
    lesson = lesson_of(TWO_WORLDS)
    recording = Recording(lesson.cases[0].world)

    verdict = run_lesson(lesson, read_source("move(3)"), workers, recording=recording)

    assert recording.timeline is verdict.timelines[0]


def test_a_case_run_before_is_not_run_again(workers):
    lesson = lesson_of(TWO_WORLDS)
    program = read_source("move(3)")
    first = run_case(lesson, lesson.cases[0], program, workers)

    verdict = run_lesson(lesson, program, workers, first=first)

    assert verdict.timelines[0] is first
    assert verdict.failing_case == 1


def test_judging_again_gives_the_same_verdict(small, workers):
    lesson = lesson_of(small)
    verdict = tried(lesson, "move(3)", workers)

    assert judge(lesson, verdict.program, verdict.timelines) == verdict
