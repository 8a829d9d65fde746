"""What a run did, judged from its worlds alone; and what a goal can never ask."""

import pytest

from codekids.world.goals import Evidence, Goal, GoalState, goal_message, impossible, judge_goal
from codekids.world.grid import grid_world

ORCHARD = grid_world(
    5, 2, things=[((2, 1), "apple", 1), ((3, 1), "apple", 2), ((4, 2), "mushroom", 1)], goals=[(5, 1)],
    water=[(5, 2)],
)  # fmt: skip


def run(start, *commands, **counted):
    """The evidence of commands carried out one after the other, a mishap's world too."""
    worlds = [start]
    for command in commands:
        name, *arguments = command if isinstance(command, tuple) else (command,)
        outcome = worlds[-1].do(name, tuple(arguments))
        worlds += [*outcome.between, outcome.world]
    facts = {"output": "", "steps": len(commands), "lines": 0, "blocks": 0, "constructs": frozenset()}
    return Evidence(worlds=tuple(worlds), **{**facts, **counted})


def judged(goal, *commands, start=ORCHARD, **counted):
    state = judge_goal(goal, run(start, *commands, **counted))
    return (state.met, state.done, state.of) if state.of else state.met


# -- where the hero ends


def test_reaching_means_ending_there():
    flag = Goal("reach")

    assert judged(flag, ("move", 4)) is True
    assert judged(flag, ("move", 3)) is False
    assert judged(flag, ("move", 4), "turn_left", "turn_left", "move") is False


def test_a_cell_can_stand_for_the_flag():
    assert judged(Goal("reach", cells=((3, 1),)), ("move", 2)) is True
    assert judged(Goal("reach", cells=((3, 1),)), ("move", 4)) is False


def test_heading_looks_at_the_end():
    assert judged(Goal("heading", word="north"), "turn_left") is True
    assert judged(Goal("heading", word="north"), "turn_left", "turn_left") is False


# -- things

TAKE_ALL = (("move", 1), "take", "move", "take", "take")


def test_all_the_apples_are_those_that_lay_on_the_map():
    every = Goal("collect", thing="apple")

    assert judged(every) == (False, 0, 3)
    assert judged(every, "move", "take") == (False, 1, 3)
    assert judged(every, *TAKE_ALL) == (True, 3, 3)


def test_an_apple_put_back_is_not_collected():
    assert judged(Goal("collect", thing="apple"), *TAKE_ALL, "put") == (False, 2, 3)


def test_collecting_and_delivering_the_same_apples_go_together():
    way = (*TAKE_ALL, "move", "put", "put", "put")

    assert judged(Goal("collect", thing="apple"), *way) == (True, 3, 3)
    assert judged(Goal("deliver", thing="apple", cells=((4, 1),)), *way) == (True, 3, 3)


def test_apples_in_the_bag_at_the_start_are_not_collected_but_must_be_delivered():
    start = grid_world(2, 1, at=(2, 1), things=[((2, 1), "apple", 1)], holds={"apple": 1})

    assert judged(Goal("collect", thing="apple"), "take", start=start) == (True, 1, 1)
    deliver = Goal("deliver", thing="apple", cells=((1, 1),))
    home = ("take", "turn_left", "turn_left", "move", "put")
    assert judged(deliver, *home, start=start) == (False, 1, 2)
    assert judged(deliver, *home, "put", start=start) == (True, 2, 2)


def test_a_count_is_exact():
    two = Goal("collect", thing="apple", count=2)

    assert judged(two, ("move", 2), "take", "take") == (True, 2, 2)
    assert judged(two, *TAKE_ALL) == (False, 3, 2)
    one_there = Goal("deliver", thing="apple", cells=((4, 1),), count=1)
    assert judged(one_there, *TAKE_ALL, "move", "put") == (True, 1, 1)
    assert judged(one_there, *TAKE_ALL, "move", "put", "put") == (False, 2, 1)


def test_no_apples_at_all_are_all_collected():
    assert judged(Goal("collect", thing="apple"), start=grid_world(1, 1)) is True


def test_a_box_is_delivered_by_pushing():
    start = grid_world(4, 1, boxes=[(2, 1)])

    assert judged(Goal("deliver", thing="box", cells=((4, 1),)), "move", "move", start=start) == (True, 1, 1)


# -- paint, water, words


def test_paint_wants_the_named_cells_and_no_others():
    flag = Goal("paint", colours=(((1, 1), "red"), ((2, 1), "yellow")))
    half = (("paint", "red"), "move", ("paint", "blue"))

    assert judged(flag, *half) == (False, 1, 2)
    assert judged(flag, *half, ("paint", "yellow")) == (True, 2, 2)
    assert judged(flag, *half, ("paint", "yellow"), "move", ("paint", "red")) == (False, 2, 2)


def test_paint_that_was_there_before_may_stay():
    start = grid_world(2, 1, paint=[((2, 1), "blue")])

    assert judged(Goal("paint", colours=(((1, 1), "red"),)), ("paint", "red"), start=start) == (True, 1, 1)


def test_avoiding_looks_at_every_cell_passed():
    assert judged(Goal("avoid", cells=((3, 1),)), ("move", 4)) is False
    assert judged(Goal("avoid", cells=((3, 2),)), ("move", 4)) is True


def test_avoiding_a_thing_or_the_water():
    up = ("turn_left", "move", "turn_right")

    assert judged(Goal("avoid", thing="mushroom"), *up, ("move", 2)) is True
    assert judged(Goal("avoid", thing="mushroom"), *up, ("move", 3)) is False
    assert judged(Goal("avoid", thing="water"), *up, ("move", 3)) is True
    assert judged(Goal("avoid", thing="water"), *up, ("move", 4)) is False


def test_said_at_any_moment_is_said():
    assert judged(Goal("say", word="Salut"), ("say", " Salut "), ("say", "Pa")) is True
    assert judged(Goal("say", word="Salut"), ("say", "salut")) is False
    assert judged(Goal("say"), ("say", "orice")) is True
    assert judged(Goal("say"), ("say", " ")) is False


@pytest.mark.parametrize(
    ("output", "met"),
    [
        ("1\n2\n", True),
        ("1 \n2", True),
        ("1\n2\n\n", False),
        (" 1\n2\n", False),
        ("12\n", False),
        ("", False),
    ],
)
def test_printed_text_may_differ_at_line_ends_only(output, met):
    assert judged(Goal("print", word="1\n2"), output=output) is met


def test_visiting_keeps_the_order_and_counts_the_start():
    assert judged(Goal("visit", cells=((1, 1), (3, 1), (5, 1))), ("move", 4)) == (True, 3, 3)
    assert judged(Goal("visit", cells=((3, 1), (2, 1))), ("move", 4)) == (False, 1, 2)


def test_turning_on_the_spot_is_no_second_visit():
    twice = Goal("visit", cells=((1, 1), (1, 1)))

    assert judged(twice, "turn_left", "turn_left") == (False, 1, 2)
    assert judged(twice, "move", "turn_left", "turn_left", "move") == (True, 2, 2)


# -- how it is written


def test_constructs_and_limits_come_from_the_source():
    facts = {"constructs": frozenset({"for", "move"}), "lines": 4, "blocks": 3}

    assert judged(Goal("uses", word="for"), **facts) is True
    assert judged(Goal("uses", word="while"), **facts) is False
    assert judged(Goal("not_uses", word="while"), **facts) is True
    assert judged(Goal("not_uses", word="for"), **facts) is False
    assert judged(Goal("max_lines", count=4), **facts) == (True, 4, 4)
    assert judged(Goal("max_lines", count=3), **facts) == (False, 4, 3)
    assert judged(Goal("max_blocks", count=3), **facts) == (True, 3, 3)
    assert judged(Goal("max_steps", count=1), "move", "move") == (False, 2, 1)


# -- other worlds


class Elsewhere:
    """A world that can answer nothing a grid can."""

    kind = "elsewhere"
    commands = {}  # noqa: RUF012

    def do(self, name, arguments):
        raise NotImplementedError

    def as_json(self):
        return {}


WORLDLY = [
    Goal("reach"),
    Goal("heading", word="north"),
    Goal("collect", thing="apple"),
    Goal("deliver", thing="apple", cells=((1, 1),)),
    Goal("paint", colours=(((1, 1), "red"),)),
    Goal("avoid", thing="water"),
    Goal("say"),
    Goal("visit", cells=((1, 1),)),
]


@pytest.mark.parametrize("goal", WORLDLY, ids=lambda goal: goal.kind)
def test_a_goal_the_world_cannot_answer_is_never_met_and_told_to_the_teacher(goal):
    elsewhere = Elsewhere()

    assert not judge_goal(goal, run(elsewhere)).met
    assert impossible(goal, elsewhere)[0] == "goal.impossible.world"


# -- what cannot be


@pytest.mark.parametrize(
    ("goal", "key"),
    [
        (Goal("reach", cells=((9, 9),)), "outside"),
        (Goal("reach", cells=((1, 2),)), "wall"),
        (Goal("visit", cells=((1, 1), (0, 1))), "outside"),
        (Goal("visit"), "no_cell"),
        (Goal("heading", word="nord"), "heading"),
        (Goal("collect", thing="plum"), "no_thing"),
        (Goal("collect", thing="apple", count=5), "too_few"),
        (Goal("collect", thing="apple", count=0), "count"),
        (Goal("deliver", thing="apple", cells=((9, 9),)), "outside"),
        (Goal("deliver", thing="nut", cells=((1, 1),), count=3), "too_few"),
        (Goal("paint", colours=(((1, 1), "rosu"),)), "colour"),
        (Goal("paint", colours=(((1, 2), "red"),)), "wall"),
        (Goal("avoid", cells=((1, 1),)), "starts_there"),
        (Goal("avoid", thing="mushrom"), "no_thing"),
        (Goal("say", word="a" * 201), "too_long"),
        (Goal("max_blocks", count=0), "count"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.kind,
)
def test_a_slip_of_the_pen_is_found(goal, key):
    start = grid_world(
        5, 2, walls=[(1, 2)], holds={"nut": 2}, goals=[(5, 1)],
        things=[((2, 1), "apple", 4), ((3, 1), "mushroom", 1)],
    )  # fmt: skip

    assert impossible(goal, start)[0] == f"goal.impossible.{key}"


def test_a_map_without_a_flag_has_nothing_to_reach():
    assert impossible(Goal("reach"), grid_world(2, 1)) == ("goal.impossible.no_flag", {})


def test_too_few_says_how_many_there_are():
    _, args = impossible(Goal("collect", thing="apple", count=5), ORCHARD)

    assert args == {"word": "apple", "count": 5, "there": 3}


@pytest.mark.parametrize(
    "goal",
    [
        *(goal for goal in WORLDLY if goal.kind != "paint"),
        Goal("paint", colours=(((1, 1), "red"),)),
        Goal("avoid", cells=((3, 2),)),
        Goal("deliver", thing="apple", cells=((1, 1),), count=3),
        Goal("print", word="da"),
        Goal("uses", word="for"),
        Goal("max_lines", count=3),
    ],
    ids=lambda goal: goal.kind,
)
def test_what_can_be_done_is_left_alone(goal):
    assert impossible(goal, ORCHARD) is None


# -- sentences


@pytest.mark.parametrize(
    ("goal", "state", "key"),
    [
        (Goal("reach"), None, "goal.reach.flag"),
        (Goal("reach", cells=((3, 2),)), (False, 0, 0), "goal.reach.cell"),
        (Goal("collect", thing="apple"), None, "goal.collect.all"),
        (Goal("collect", thing="apple"), (False, 2, 4), "goal.collect.all.progress"),
        (Goal("collect", thing="zmeu"), (False, 2, 4), "goal.collect.all.unknown.progress"),
        (Goal("collect", thing="apple", count=2), (False, 3, 2), "goal.collect.count.over"),
        (
            Goal("deliver", thing="apple", cells=((3, 2),), count=2),
            (False, 1, 2),
            "goal.deliver.count.progress",
        ),
        (Goal("paint", colours=(((1, 1), "red"),)), (False, 1, 1), "goal.paint.stray"),
        (Goal("max_lines", count=10), (True, 8, 10), "goal.max_lines"),
        (Goal("max_lines", count=10), (False, 12, 10), "goal.max_lines.over"),
    ],
)
def test_a_goal_has_a_sentence_and_with_a_run_how_far_it_came(goal, state, key):
    assert goal_message(goal, GoalState(goal, *state) if state else None)[0] == key
