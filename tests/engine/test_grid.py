"""Karel's programs, as they are taught, run in the real grid."""

from codekids.engine.run import run
from codekids.world.grid import grid_world


def test_a_right_hand_walker_finds_the_goal(workers):
    world = grid_world(5, 3, walls=[(3, 1), (3, 2)], goals=[(5, 1)])
    program = (
        "while not at_goal():\n"
        "    if right_is_clear():\n        turn_right()\n        move()\n"
        "    elif front_is_clear():\n        move()\n"
        "    else:\n        turn_left()\n"
    )

    timeline = run(program, world, workers)

    assert timeline.ending == "finished"
    assert timeline.end.hero_cell() == (5, 1)


def test_things_are_collected_and_counted(workers):
    world = grid_world(4, 1, things=[((2, 1), "apple", 2), ((4, 1), "apple", 1)])
    program = (
        "mere = 0\ndef ia_tot():\n    global mere\n"
        "    while object_here():\n        take()\n        mere += 1\n\n"
        "while front_is_clear():\n    move()\n    ia_tot()\nprint(mere, 'mere')\n"
    )

    timeline = run(program, world, workers)

    assert timeline.output == "3 mere\n"
    assert timeline.end.count_held("apple") == 3
    assert timeline.variables_at(len(timeline.moments))["mere"] == "3"


def test_the_wall_is_told_at_the_call(workers):
    timeline = run("turn_left()\nif True: turn_left(); move()", grid_world(3, 3), workers)

    assert (timeline.problem.line, timeline.problem.column, timeline.problem.end_column) == (2, 22, 28)
    assert timeline.steps == 2
