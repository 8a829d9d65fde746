"""A program and a world give a timeline."""

from codekids.engine.run import run


def test_walking_into_the_wall_keeps_the_steps_so_far(corridor, workers):
    timeline = run("for i in range(9):\n    move()", corridor, workers)

    assert timeline.steps == 4
    assert timeline.ending == "problem"
    assert (timeline.problem.key, timeline.problem.line, timeline.problem.column) == ("world.bumped", 2, 4)
    assert timeline.end.at == 5


def test_the_same_run_three_times_is_the_same_timeline(corridor, workers):
    program = "import random\nfor i in range(20):\n    print(random.randint(1, 6), {i, 'a'})\nmove()\n"

    first, second, third = (run(program, corridor, workers, seed=7) for _ in range(3))

    assert first == second == third
    assert first.ending == "finished"
    assert run(program, corridor, workers, seed=8).output != first.output
