"""A program and a world give a timeline: endings, budgets, questions, repeatability."""

import pytest

from codekids.engine.run import Budget, find_all_problems, run
from codekids.engine.timeline import Recording
from codekids.lang.source import read_source


def test_walking_into_the_wall_keeps_the_steps_so_far(corridor, workers):
    timeline = run("for i in range(9):\n    move()", corridor, workers)

    assert timeline.steps == 4
    assert timeline.ending == "problem"
    assert (timeline.problem.key, timeline.problem.line, timeline.problem.column) == ("world.bumped", 2, 4)
    assert timeline.end.at == 5


def test_a_mishap_drops_what_ran_ahead(corridor, workers):
    in_a_row = run("for i in range(500):\n    move(); print(i); say('am mers')", corridor, workers)
    one_by_one = run(
        "try:\n    pass\nfinally:\n    for i in range(500):\n        move(); print(i); say('am mers')",
        corridor,
        workers,
    )

    assert in_a_row.output == one_by_one.output == "0\n1\n2\n3\n"
    assert in_a_row.end == one_by_one.end
    assert in_a_row.steps == one_by_one.steps == 8
    assert (in_a_row.problem.line, one_by_one.problem.line) == (2, 5)


def test_the_cells_passed_before_the_wall_are_kept(corridor, workers):
    timeline = run("move(9)", corridor, workers)

    assert [world.at for world in timeline.moments[0].between] == [2, 3, 4]
    assert timeline.end.at == 5
    assert timeline.steps == 0


@pytest.mark.parametrize("handler", ["except:", "except BaseException:", "finally:"])
def test_a_mishap_cannot_be_caught(handler, corridor, workers):
    timeline = run(f"try:\n    move(9)\n{handler}\n    say('tot merg')\nsay('da')", corridor, workers)

    assert timeline.problem.key == "world.bumped"
    assert timeline.end.said == ()


def test_the_same_run_three_times_is_the_same_timeline(corridor, workers):
    program = "import random\nfor i in range(20):\n    print(random.randint(1, 6), {i, 'a'})\nmove()\n"

    first, second, third = (run(program, corridor, workers, seed=7) for _ in range(3))

    assert first == second == third
    assert first.ending == "finished"
    assert run(program, corridor, workers, seed=8).output != first.output


def test_the_clock_only_moves_with_the_program(corridor, workers):
    program = (
        "import time\nstart = time.time()\ntime.sleep(3)\nprint(time.time() - start, time.perf_counter())"
    )

    timeline = run(program, corridor, workers)

    assert timeline.output == "3.0 3.0\n"
    assert sum(moment.seconds for moment in timeline.moments) == 3


def test_exactly_the_budget_is_carried_out(long_corridor, workers):
    steps = run("while True:\n    move()", long_corridor, workers, budget=Budget(commands=300))
    lines = run("x = 0\nwhile True:\n    x += 1", long_corridor, workers, budget=Budget(lines=301, counted=0))
    output = run("while True: print('abc', end='')", long_corridor, workers, budget=Budget(output=1000))
    enough = run("for i in range(300): move()", long_corridor, workers, budget=Budget(commands=300))

    assert (steps.ending, steps.problem.key, steps.problem.line) == (
        "out_of_steps",
        "engine.too_many_steps",
        2,
    )
    assert (steps.steps, steps.end.at) == (300, 301)
    assert (lines.problem.key, lines.problem.line, lines.lines_run) == ("engine.too_many_lines", 2, 301)
    assert lines.variables_at(len(lines.moments)) == {"x": "150"}
    assert (output.problem.key, output.problem.line) == ("engine.output_limit", 1)
    assert (len(output.output), output.output_cut) == (1000, True)
    assert enough.ending == "finished"


def test_questions_are_answered_by_the_inputs_and_then_by_the_child(corridor, workers):
    asked = []

    def child(prompt):
        asked.append((prompt, recording.question))
        return "doi"

    recording = Recording(corridor)
    program = "a = input('unu? ')\nb = input('doi? ')\nprint(a, b)"
    timeline = run(program, corridor, workers, inputs=["unu"], ask=child, recording=recording)

    assert asked == [("doi? ", "doi? ")]
    assert timeline.inputs == ("unu", "doi")
    assert timeline.output == "unu doi\n"
    assert recording.question is None
    assert run(program, corridor, workers, inputs=timeline.inputs) == timeline


def test_a_question_nobody_answers_is_a_problem_at_its_line(corridor, workers):
    timeline = run("move()\nx = input('?')\nmove()", corridor, workers)

    assert timeline.ending == "problem"
    assert (timeline.problem.key, timeline.problem.line) == ("engine.no_more_input", 2)
    assert timeline.steps == 1


def test_the_child_may_leave_while_a_question_waits(corridor, workers):
    timeline = run("move()\nx = input('?')\nmove()", corridor, workers, ask=lambda prompt: None)

    assert timeline.ending == "stopped"
    assert timeline.problem is None
    assert timeline.steps == 1


def test_the_recording_grows_while_the_run_goes_on(long_corridor, workers):
    seen = []

    def child(prompt):
        seen.append((len(recording.moments), recording.timeline))
        return ""

    recording = Recording(long_corridor)
    timeline = run(
        "for i in range(50):\n    move()\ninput()\nmove()",
        long_corridor,
        workers,
        ask=child,
        recording=recording,
    )

    assert seen == [(100, None)]
    assert tuple(recording.moments) == timeline.moments
    assert recording.timeline is timeline


def test_a_program_with_problems_does_not_start(corridor, workers):
    program = "move()\nmoov()\ndel x\nprint(nimic)"

    timeline = run(program, corridor, workers)
    problems = find_all_problems(program, corridor, toolbox=("move",))

    assert timeline.ending == "problem"
    assert timeline.moments == ()
    assert timeline.problem == problems[0]
    assert [problem.line for problem in problems] == [2, 3, 4]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "# doar un comentariu",
        '"""text"""',
        "\ufeffmove()",
        "move()\r\nmove()\r\n",
        "move()\rmove()",
    ],
)
def test_any_way_of_ending_lines_runs(text, corridor, workers):
    timeline = run(read_source(text), corridor, workers)

    assert timeline.ending == "finished"
    assert timeline.steps == text.count("move()")
    assert [moment.line for moment in timeline.moments] == list(range(1, timeline.steps + 1))


def test_arguments_go_by_place_and_by_name(corridor, workers):
    program = "mix(1)\nmix(1, c=5)\nmix(c=9, a=8)\nmix(*[1], **{'b': 4})\nf = mix\nf(7)"

    assert run(program, corridor, workers).end.said == (1, 1, 2, 5, 8, 2, 9, 1, 4, 7)


def test_a_wrong_name_for_an_argument_is_a_problem_at_the_call(corridor, workers):
    timeline = run("move()\nmix(1, **{'d': 4})", corridor, workers)

    assert (timeline.problem.key, timeline.problem.line) == ("engine.wrong_arguments", 2)
    assert timeline.steps == 1
