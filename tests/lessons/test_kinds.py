"""What a child does with each kind of lesson, as values: predict, order, fill, mend, make, tick."""

import json

import pytest

from codekids.lang.catalogue import LANGUAGES, in_all_languages
from codekids.lang.source import read_source
from codekids.lessons.format.compiler import read_lesson
from codekids.lessons.judge import run_case, run_lesson
from codekids.lessons.kinds.gap import fitting, start_gap
from codekids.lessons.kinds.parsons import solved_parsons, start_parsons
from codekids.lessons.kinds.predict import PredictState
from codekids.lessons.kinds.project import PARTLY, YES, ProjectState, actions, check_message, judge_checks
from codekids.lessons.kinds.repair import changes
from codekids.lessons.kinds.result import Result, lesson_result, shuffled
from codekids.lessons.kinds.unplugged import UnpluggedState
from codekids.lessons.lesson import steps_of


def kept(state):
    """The data of a state after a journey through the log."""
    return json.loads(json.dumps(state.to_data()))


# -- a picture to paint

RUG = """\
id: covor
title: Covorul
task: Vopsește covorul.
world:
  map: |
    . . .
    > . .
goals:
  - paint: |
      R . B
      . R .
    colours:
      R: red
      B: blue
"""


def test_a_drawn_picture_is_what_a_list_of_cells_says():
    listed = RUG[: RUG.index("  - paint")] + "  - paint:\n      red: [[1, 2], [2, 1]]\n      blue: [[3, 2]]\n"

    [drawn] = read_lesson(RUG.encode()).lesson.goals
    [cells] = read_lesson(listed.encode()).lesson.goals

    assert sorted(drawn.colours) == sorted(cells.colours)
    assert (drawn.kind, drawn.word) == ("paint", "")


# -- predict


def test_a_prediction_may_be_changed_until_the_run_and_not_after(lesson_of):
    state = PredictState(lesson_of("predict").predict)
    assert not state.may_run and not state.run().ran

    state = state.choose((4, 1)).choose((3, 2)).run()

    assert state.choose((4, 1)) == state
    assert (state.right, state.result()) == (True, Result(True, 3, 1, 1))


def test_a_wrong_prediction_has_its_reason_and_its_misconception(lesson_of):
    state = PredictState(lesson_of("predict").predict).choose((4, 1)).run()

    assert state.why["ro"].startswith("La `turn_left()`")
    assert (state.means, state.result()) == ("turn_moves", Result(True, 1, 0, 1))


def test_a_cell_nobody_foresaw_can_be_marked(lesson_of):
    state = PredictState(lesson_of("predict").predict).choose((5, 3)).run()

    assert (state.right, state.option, state.why) == (False, None, {})


def test_a_prediction_from_a_list_is_an_index(lesson_of):
    predict = steps_of(lesson_of("steps"))[0].predict
    state = PredictState(predict)

    assert not predict.marks_cell
    assert state.choose(7) == state.choose((1, 1)) == state
    assert state.choose(1).run().right


@pytest.mark.parametrize("choice", [(4, 1), None])
def test_a_prediction_comes_back_from_the_log(lesson_of, choice):
    state = PredictState(lesson_of("predict").predict)
    state = state.choose(choice).run() if choice else state

    assert PredictState.from_data(state.predict, kept(state)) == state


@pytest.mark.parametrize("data", [{}, {"chosen": "x", "ran": 1}, {"chosen": [1, "2"]}, {"chosen": True}])
def test_a_prediction_that_fits_no_more_is_forgotten(lesson_of, data):
    predict = lesson_of("predict").predict

    assert PredictState.from_data(predict, data) == PredictState(predict)


# -- parsons


def test_the_pieces_lie_shuffled_and_always_in_the_same_order(lesson_of):
    lesson = lesson_of("parsons")
    state = start_parsons(lesson)
    lines = lesson.solution.splitlines()

    assert state == start_parsons(lesson)
    assert sorted(piece.code for piece in state.pieces) == sorted([*lines, "move(3)"])
    assert [piece.code for piece in state.pieces if piece.distractor is None] != lines


def test_pieces_are_placed_moved_and_taken_back(lesson_of):
    state = start_parsons(lesson_of("parsons"))
    first, second, third = state.tray[:3]
    state = state.place(first).place(second).place(third, 0).move(0, 2)

    assert [one.piece for one in state.placed] == [first, second, third]
    assert first not in state.tray
    assert [one.piece for one in state.take_back(1).placed] == [first, third]
    assert state.place(first) == state.take_back(9) == state.move(5, 0) == state.shift(0, 1) == state


def test_any_order_that_runs_and_solves_is_accepted(lesson_of, workers):
    two_ways = (
        ("  move(2)\n  turn_right()\n  move()\n\n", "  move()\n  move()\n  turn_right()\n  move()\n\n"),
    )
    lesson = lesson_of("parsons", *two_ways)
    state = solved_parsons(lesson)
    rows = [state.pieces[one.piece].code for one in state.placed]
    swapped = state.move(rows.index("move()"), rows.index("move()") + 1)

    assert swapped.placed != state.placed
    assert run_lesson(lesson, read_source(swapped.source()), workers).solved


def test_a_piece_that_does_not_belong_says_why(lesson_of):
    state = start_parsons(lesson_of("parsons"))
    [stranger] = [index for index in state.tray if state.pieces[index].distractor]

    [placed] = state.place(stranger).strangers

    assert state.pieces[placed.piece].distractor.means == "off_by_one"


LOOP = (
    ("mode: either", "mode: text"),
    ("    . . . G\n    . . . .\n    > . A #", "    > . A G"),
    (
        "  move(2)\n  take()\n  turn_left()\n  move(2)\n  turn_right()\n  move()",
        "  for pas in range(2):\n      move()\n  take()\n  move()",
    ),
)


def test_in_text_the_child_indents_as_well(lesson_of, workers):
    lesson = lesson_of("parsons", *LOOP)
    state = start_parsons(lesson)
    where = {piece.code: index for index, piece in enumerate(state.pieces)}
    assert not any(code.startswith(" ") for code in where)
    for code in ("for pas in range(2):", "move()", "take()"):
        state = state.place(where[code])

    flat = state.source()
    state = state.shift(1, 3).shift(1, -2)

    assert flat == "for pas in range(2):\nmove()\ntake()\n"
    assert state.source() == "for pas in range(2):\n    move()\ntake()\n"
    assert run_lesson(lesson, read_source(solved_parsons(lesson).source()), workers).solved


def test_a_solution_with_two_spaces_a_level_is_cut_as_well(lesson_of):
    [first, second, pieces] = LOOP
    narrow = (pieces[0], pieces[1].replace("      move()", "    move()"))

    assert "\n    move()\n" in solved_parsons(lesson_of("parsons", first, second, narrow)).source()


def test_in_blocks_a_piece_keeps_its_own_indentation(lesson_of):
    lesson = lesson_of("parsons", ("mode: either", "mode: blocks"), *LOOP[1:])

    assert solved_parsons(lesson).source() == lesson.solution


def test_pieces_may_be_cut_by_the_teacher(lesson_of):
    cut = ("parsons:\n", 'parsons:\n  lines:\n    - |\n      move(2)\n      take()\n    - "turn_left()"\n')

    lesson = lesson_of("parsons", cut)

    assert lesson.parsons.lines == ("move(2)\ntake()", "turn_left()")


def test_a_half_ordered_program_comes_back_from_the_log(lesson_of):
    fresh = start_parsons(lesson_of("parsons", *LOOP))
    state = fresh.place(2, indent=1).place(0)

    assert fresh.with_data(kept(state)) == state
    assert fresh.with_data({"placed": [["gone()", 0], 3, ["move()", "x"]]}).source() == "move()\n"
    assert fresh.with_data({"placed": "x"}) == fresh


# -- gap


def test_gaps_are_filled_from_pieces_each_used_once(lesson_of, workers):
    lesson = lesson_of("gap")
    state = start_gap(lesson)
    where = {piece: index for index, piece in enumerate(state.pieces)}
    assert set(where) == {"2", "3", "turn_left", "turn_right"}

    state = state.fill(0, where["2"]).fill(1, where["2"])
    assert (state.is_complete, state.source()) == (False, "move(2)\n___()\nmove(2)\n")
    state = state.fill(1, where["turn_right"]).fill(1, where["turn_left"])

    assert where["turn_right"] in state.tray
    assert state.source() == lesson.solution
    assert run_lesson(lesson, read_source(state.source()), workers).solved


def test_a_wrong_piece_says_why(lesson_of):
    state = start_gap(lesson_of("gap"))

    [stranger] = state.fill(1, state.pieces.index("turn_right")).strangers

    assert stranger.means == "left_right_swapped"


def test_free_gaps_are_typed_on_one_line(lesson_of):
    state = start_gap(lesson_of("gap", ("  # free: true", "  free: true")))

    state = state.type(0, " 2\n").type(1, "turn_left" + "x" * 99)

    assert state.text_of(0) == "2"
    assert len(state.text_of(1)) == 60
    assert state.clear(1).source() == "move(2)\n___()\nmove(2)\n"
    assert state.type(5, "x") == state.fill(0, 0) == state


def test_filled_gaps_come_back_from_the_log(lesson_of):
    fresh = start_gap(lesson_of("gap"))
    state = fresh.fill(1, 1)

    assert fresh.with_data(kept(state)) == state
    assert fresh.with_data({"filled": [3, "gone", None, "x"]}) == fresh


@pytest.mark.parametrize(
    ("program", "solution", "found"),
    [
        ("move(___)", "move(2)", ("2",)),
        ("___(___)", "move(2)", ("move", "2")),
        ("for ___ in range(____):\n    move()", "for i in range(3):\n    move()  ", ("i", "3")),
        ("move()", "move()", ()),
        ("move(___)", "turn()", None),
        ("move(___)", "move()", None),
        ("move(___)\nmove()", "move(2)", None),
        ("a___b___c", "aXbbYc", ("X", "bY")),
        ("_" * 300, "x" * 300, ("x" * 300,)),
    ],
)
def test_what_fills_the_gaps_is_read_off_the_solution(program, solution, found):
    assert fitting(program, solution) == found


# -- fix


@pytest.mark.parametrize(
    ("after", "count"),
    [
        ("move()\nturn_left()\nmove()", 0),
        ("move( )  # un pas\n\nturn_left()\nmove()", 0),
        ("move()\nturn_right()\nmove()", 1),
        ("move()\nmove()", 1),
        ("move()\nturn_left()\nmove()\nmove()", 1),
        ("turn_left()\nmove()\nmove()", 2),
        ("move(2)\nturn_right()\nmove()", 2),
        ("move()\n    turn_left()\nmove()", 1),
        ("", 3),
    ],
)
def test_a_repair_is_measured_in_lines(after, count):
    assert changes("move()\nturn_left()\nmove()", after).count == count


def test_two_long_programs_are_measured_at_once():
    assert changes("move()\n" * 9000, "take()\n" * 9000).count == 9000


def test_the_lines_of_a_repair_are_named():
    found = changes("# sus\nmove()\nturn_left()", "move()\nturn_right()\ntake()")

    assert (found.before, found.after) == ((3,), (2, 3))


def test_a_repair_of_one_line_has_all_its_stars(lesson_of, workers):
    lesson = lesson_of("fix")

    verdict = run_lesson(lesson, read_source(lesson.solution), workers)

    assert (verdict.stars, verdict.changed, verdict.too_many) == (3, 1, False)
    assert verdict.result() == Result(True, 3, 1, 1)


def test_a_new_program_instead_of_a_repair_solves_with_one_star(lesson_of, workers):
    lesson = lesson_of("fix")
    rewritten = "turn_left()\nmove(2)\nturn_right()\nmove(3)"

    verdict = run_lesson(lesson, read_source(rewritten), workers)

    assert (verdict.outcome, verdict.stars, verdict.too_many) == ("solved", 1, True)
    assert verdict.changed > 1


# -- worked, steps


def test_a_worked_example_is_looked_at_and_then_changed(lesson_of, workers):
    lesson = lesson_of("worked")
    example, change = steps_of(lesson)

    assert (example.screen, change.screen) == ("run", "puzzle")
    assert [(one.first, one.last) for one in example.subgoals] == [(1, 1), (2, 5)]
    assert change.start == example.start
    assert not run_lesson(change, read_source(change.start), workers).solved
    assert run_lesson(change, read_source(change.solution), workers).solved
    assert run_lesson(lesson, read_source(change.solution), workers).solved


def test_steps_take_from_the_lesson_what_they_do_not_say(lesson_of):
    lesson = lesson_of("steps")
    predict, run, investigate, modify, make = steps_of(lesson)

    assert [step.screen for step in lesson.steps] == ["predict", "run", "quiz", "puzzle", "project"]
    assert run.start == predict.start == modify.start == lesson.start != ""
    assert make.start == ""
    assert modify.toolbox == lesson.toolbox
    assert {step.id for step in lesson.steps} == {lesson.id}
    assert investigate.quiz.items[0].id == "clubul/lectia-mea#i1"
    assert lesson.goals == modify.goals


def test_the_story_can_be_read_at_every_step(lesson_of):
    lesson = lesson_of("steps", ("\ntask:\n", "\nstory: A fost odată o buclă.\ntask:\n"))

    assert {step.story["ro"] for step in lesson.steps} == {"A fost odată o buclă."}


def test_a_lesson_of_steps_gives_the_hints_of_the_step_it_is_judged_by(lesson_of):
    lesson = lesson_of("steps")
    modify = lesson.steps[3]

    assert lesson.hints == modify.hints != ()
    assert lesson.pointers == modify.pointers
    assert lesson.mistakes == modify.mistakes


def test_a_program_to_look_at_is_done_when_it_has_run(lesson_of, workers):
    run = steps_of(lesson_of("steps"))[1]

    assert run_lesson(run, read_source(run.start), workers).result() == Result(True, 3, 0, 0)
    assert not run_lesson(run, read_source("move(99)"), workers).result().solved


def test_a_step_may_have_a_world_of_its_own(lesson_of):
    own = ("  - kind: modify\n", "  - kind: modify\n    world:\n      map: |\n        > . . . . . . . G .\n")

    lesson = lesson_of("steps", own)

    assert lesson.steps[3].cases[0].world.columns == 10
    assert lesson.steps[1].cases[0].world.columns == 9
    assert lesson.cases == lesson.steps[3].cases


@pytest.mark.parametrize("kind", ["puzzle", "parsons", "quiz"])
def test_a_lesson_without_steps_is_its_only_step(lesson_of, kind):
    lesson = lesson_of(kind)

    assert steps_of(lesson) == (lesson,)


def test_the_parts_any_lesson_may_have_are_there(lesson_of):
    lesson = lesson_of("steps")

    assert (lesson.career.card, lesson.career.year) == ("factory-operator", 2024)
    assert (lesson.exam_item.id, lesson.exam_item.answer) == ("clubul/lectia-mea#exam", 1)
    assert len(lesson.exam_item.options) == 4
    assert len(lesson.talk) == 2


@pytest.mark.parametrize(
    ("steps", "whole"),
    [
        ([], Result(False, 0, 0, 0)),
        ([Result(True, 3), Result(True, 1)], Result(True, 2, 2, 2)),
        ([Result(True, 3), Result(True, 3), Result(True, 1)], Result(True, 2, 3, 3)),
        ([Result(True, 3), Result(False, 0)], Result(False, 0, 1, 2)),
    ],
)
def test_a_lesson_is_solved_when_all_its_steps_are(steps, whole):
    assert lesson_result(steps) == whole


# -- project


@pytest.fixture
def dance(lesson_of, workers):
    """The checks of the dance after a program, and how many it meets."""
    lesson = lesson_of("project")

    def judged(source, saved=True):
        timeline = run_case(lesson, lesson.cases[0], read_source(source), workers)
        return judge_checks(lesson.project, read_source(source), timeline, saved=saved)

    return judged


@pytest.mark.parametrize(
    ("source", "met"),
    [
        ("for pas in range(4):\n    move()\n    turn_left()", [True, True, True]),
        (
            "while not at_goal():\n    turn_left()\n    if is_facing_north():\n        done()",
            [True, False, True],
        ),
        ("move()\nturn_left()", [False, False, True]),
        ("for pas in range(9):\n    move()", [True, False, False]),
        ("", [False, False, False]),
        ("# nimic", [False, False, False]),
    ],
)
def test_a_project_is_asked_for_a_loop_some_actions_and_an_end(dance, source, met):
    assert [state.met for state in dance(source)[:3]] == met


def test_a_project_counts_what_ari_does_not_where_ari_looks(dance, lesson_of, workers):
    lesson = lesson_of("project")
    source = "for pas in range(3):\n    front_is_clear()\n    turn_left()"
    timeline = run_case(lesson, lesson.cases[0], read_source(source), workers)

    assert actions(timeline) == 3
    assert (dance(source)[1].done, dance(source)[1].of) == (3, 6)


def test_a_project_is_put_away(dance):
    assert [dance("move()", saved=saved)[3].met for saved in (True, False)] == [True, False]


def test_a_map_of_one_s_own_must_have_been_walked(lesson_of, workers):
    lesson = lesson_of("project", ("- saved: true", "- solvable: true"), ("    . . > . .", "    . . > . G"))
    for source, met in (("move(2)", True), ("move(1)", False), ("", False)):
        timeline = run_case(lesson, lesson.cases[0], read_source(source), workers)
        assert judge_checks(lesson.project, read_source(source), timeline, saved=True)[3].met is met


def test_the_third_star_is_for_looking_at_every_row(lesson_of, dance):
    state = ProjectState(lesson_of("project").project)
    checks = dance("for pas in range(4):\n    move()\n    turn_left()")

    assert state.result(checks) == Result(True, 2, 4, 4)
    state = state.tick(0, YES).tick(1, PARTLY).tick(2, YES).tick(9, YES).tick(0, 7)
    assert state.result(checks) == Result(True, 3, 4, 4)
    assert state.result(dance("move()")).stars == 0
    assert ProjectState.from_data(state.project, kept(state)) == state
    assert ProjectState.from_data(state.project, {"ticks": "x"}) == ProjectState(state.project)


def test_every_check_has_its_sentence(lesson_of):
    checks = [
        *lesson_of("project").project.checks,
        *lesson_of("project", ("uses: loop", "uses: say"), ("saved: true", "solvable: true")).project.checks,
    ]
    for check in checks:
        said = in_all_languages(check_message(check))
        assert set(said) == set(LANGUAGES)
        assert not any(text.startswith("lessons.") or "{" in text for text in said.values())


# -- unplugged


def test_a_card_for_the_table_is_done_when_every_step_is_ticked(lesson_of):
    state = UnpluggedState(lesson_of("unplugged").unplugged)
    state = state.tick(0).tick(1).tick(1).tick(7)

    assert state.result() == Result(False, 0, 1, 3)
    state = state.tick(1).tick(2)
    assert state.result() == Result(True, 3, 3, 3)
    assert UnpluggedState.from_data(state.card, kept(state)) == state
    assert UnpluggedState.from_data(state.card, {"done": [9, "x", True]}) == UnpluggedState(state.card)


@pytest.mark.parametrize("count", range(8))
def test_a_shuffle_is_the_same_everywhere_and_never_in_order(count):
    order = shuffled(count, "livada/culege#1")

    assert sorted(order) == list(range(count))
    assert order == shuffled(count, "livada/culege#1")
    assert count < 2 or order != tuple(range(count))


def test_a_shuffle_is_written_in_stone():
    assert shuffled(6, "parsons clubul/lectia-mea") == (1, 3, 5, 0, 2, 4)
