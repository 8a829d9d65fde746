"""Things, paint, words, sensors; and every wrong argument is a mishap, never an exception."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codekids.world.grid import COMMANDS, grid_world
from codekids.world.world import Done, Failed

TABLE = grid_world(3, 1, at=(2, 1), things=[((2, 1), "apple", 2), ((2, 1), "pear", 1)], holds={"nut": 1})
ACTIONS = [name for name, command in COMMANDS.items() if command.kind == "action"]
SENSORS = [name for name, command in COMMANDS.items() if command.kind == "sensor"]


def mishap(world, name, *arguments):
    outcome = world.do(name, arguments)
    assert isinstance(outcome, Failed), outcome
    assert outcome.world is world
    return outcome.mishap


def answer(world, name, *arguments):
    outcome = world.do(name, arguments)
    assert outcome.world is world
    return outcome.answer


# -- things


def test_taking_moves_one_thing_into_the_bag(after):
    world = after(TABLE, ("take", "apple"))

    assert world.holds == (("apple", 1), ("nut", 1))
    assert world.things_at((2, 1)) == (("apple", 1), ("pear", 1))


def test_the_only_kind_needs_no_name(after):
    world = after(TABLE, ("take", "apple"), ("take", "apple"), "take")

    assert dict(world.holds) == {"apple": 2, "nut": 1, "pear": 1}
    assert world.things == ()


def test_putting_back_what_was_taken_gives_the_same_world(after):
    assert after(TABLE, ("take", "pear"), ("put", "pear")) == TABLE
    assert hash(after(TABLE, ("take", "pear"), ("put", "pear"))) == hash(TABLE)


@pytest.mark.parametrize(
    ("command", "arguments", "key", "meant"),
    [
        ("take", (), "world.several_here", "apple"),
        ("take", ("aple",), "world.thing_not_here", "apple"),
        ("take", ("pară",), "world.thing_not_here", "pear"),
        ("take", ("nut",), "world.thing_not_here", "apple"),
        ("put", ("apple",), "world.thing_not_in_bag", "nut"),
    ],
)
def test_a_name_that_does_not_fit_gets_the_one_that_does(command, arguments, key, meant):
    found = mishap(TABLE, command, *arguments)

    assert (found.key, found.args["meant"]) == (key, meant)


def test_an_empty_cell_and_an_empty_bag_have_their_own_sentences(after):
    bare = grid_world(1, 1)

    assert mishap(bare, "take").key == "world.nothing_here"
    assert mishap(bare, "take", "apple").key == "world.nothing_here"
    assert mishap(bare, "put").key == "world.bag_empty"
    full = after(TABLE, ("take", "pear"))
    assert mishap(full, "put").key == "world.several_in_bag"


def test_the_sensors_know_what_is_here_and_what_is_in_the_bag():
    assert answer(TABLE, "object_here") is True
    assert answer(TABLE, "object_here", "pear") is True
    assert answer(TABLE, "object_here", "nut") is False
    assert answer(TABLE, "carries_object") is True
    assert answer(TABLE, "carries_object", "nut") is True
    assert answer(TABLE, "carries_object", "pear") is False


# -- where am I


def test_the_sensors_know_place_heading_and_flag():
    world = grid_world(4, 4, at=(2, 3), facing="north", goals=[(2, 3)])

    assert (answer(world, "column"), answer(world, "row")) == (2, 3)
    assert answer(world, "is_facing_north") is True
    assert answer(world, "at_goal") is True
    assert answer(TABLE, "at_goal") is False


def test_left_right_and_front_are_seen_from_the_hero():
    world = grid_world(2, 2, at=(1, 1), facing="north", walls=[(2, 1)])

    assert answer(world, "front_is_clear") is True
    assert answer(world, "left_is_clear") is False
    assert answer(world, "right_is_clear") is False
    assert answer(world, "wall_on_right") is True
    assert answer(world, "wall_in_front") is False


@pytest.mark.parametrize("name", SENSORS)
def test_a_sensor_changes_nothing_and_gives_a_plain_value(name):
    outcome = TABLE.do(name, ())

    assert outcome.world is TABLE
    assert type(outcome.answer) in {bool, int}


# -- paint and words


def test_paint_stays_on_the_cell_and_may_be_painted_over(after):
    world = after(grid_world(2, 1), ("paint", "red"), "move", ("paint", "blue"), ("paint", "green"))

    assert world.paint == (((1, 1), "red"), ((2, 1), "green"))


@pytest.mark.parametrize(
    ("colour", "meant"),
    [("rosu", "red"), ("Roșu", "red"), ("blu", "blue"), ("gray", "grey"), ("kék", "blue"), ("RED", "red")],
)
def test_a_colour_nearly_right_gets_a_suggestion(colour, meant):
    found = mishap(TABLE, "paint", colour)

    assert (found.key, found.args["meant"]) == ("world.colour_meant", meant)


def test_a_colour_nobody_knows_gets_a_list():
    assert mishap(TABLE, "paint", "xyzzy").key == "world.colour_unknown"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("Bună ziua", "Bună ziua"),
        (7, "7"),
        (2.5, "2.5"),
        (True, "True"),
        ("", ""),
        ("a\u202eb\x00c", "a b c"),
        ("x" * 500, "x" * 199 + "…"),
        (10**900, "…"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
    ],
    ids=["text", "int", "float", "bool", "empty", "invisible", "long", "endless number", "emoji"],
)
def test_what_is_said_stands_in_the_bubble(value, said, after):
    assert after(TABLE, ("say", value)).said == said


def test_the_bubble_stays_until_the_next_word(after):
    world = after(grid_world(3, 1), ("say", "Salut"), "move")

    assert world.said == "Salut"
    assert after(world, ("say", "")).said == ""


# -- pace


@pytest.mark.parametrize(
    ("arguments", "seconds"), [((500,), 0.5), ((0,), 0.0), ((1.5,), 0.0015), ((10**9,), 10.0), ((), 1.0)]
)
def test_a_pause_only_asks_the_playback_to_wait(arguments, seconds):
    assert TABLE.do("pause", arguments) == Done(TABLE, seconds=seconds)


def test_done_ends_the_program_and_counts_as_no_step():
    assert TABLE.do("done", ()) == Done(TABLE, ends=True)
    assert {name for name, command in COMMANDS.items() if command.kind == "pace"} == {
        "done",
        "think",
        "pause",
    }


# -- wrong calls


@pytest.mark.parametrize(
    ("name", "arguments", "key"),
    [
        ("moov", (), "unknown_command"),
        ("turn_left", (1,), "no_arguments"),
        ("move", (1, 2), "too_many_arguments"),
        ("paint", (), "missing_argument"),
        ("say", (), "missing_argument"),
        ("think", (), "missing_argument"),
        ("move", ("2",), "steps_not_a_number"),
        ("move", (2.0,), "steps_not_a_number"),
        ("move", (True,), "steps_not_a_number"),
        ("move", (None,), "steps_not_a_number"),
        ("move", (-1,), "negative_steps"),
        ("take", (3,), "thing_not_text"),
        ("object_here", (True,), "thing_not_text"),
        ("paint", (None,), "colour_not_text"),
        ("say", (None,), "text_not_sayable"),
        ("pause", ("1",), "time_not_a_number"),
        ("pause", (True,), "time_not_a_number"),
        ("pause", (float("nan"),), "time_not_finite"),
        ("think", (float("inf"),), "time_not_finite"),
        ("pause", (-5,), "negative_time"),
    ],
)
def test_a_wrong_call_is_a_mishap_of_its_own(name, arguments, key):
    assert mishap(TABLE, name, *arguments).key == f"world.{key}"


def test_a_wrong_value_is_shown_as_it_was_written():
    assert mishap(TABLE, "move", "2").args["value"] == '"2"'
    assert mishap(TABLE, "move", 2.5).args["value"] == "2.5"


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([*COMMANDS, "moov", "", None, 3, ("move",)]),
    st.lists(
        st.none() | st.booleans() | st.integers() | st.integers(min_value=10**4000) | st.floats()
        | st.text() | st.binary() | st.lists(st.integers()) | st.builds(object) | st.just("\ud800"),
        max_size=3,
    ).map(tuple),
)  # fmt: skip
def test_no_argument_of_any_type_raises(name, arguments):
    outcome = TABLE.do(name, arguments)

    assert isinstance(outcome, Done | Failed)
    if isinstance(outcome, Failed):
        assert all(isinstance(value, str | int | float) for value in outcome.mishap.args.values())
        assert outcome.mishap.key.startswith("world.")


CALL = st.sampled_from(
    [
        *((name, ()) for name in COMMANDS),
        ("move", (2,)),
        ("take", ("apple",)),
        ("put", ("apple",)),
        ("paint", ("red",)),
    ]
)
BUSY = grid_world(
    4, 4, at=(2, 2), things=[((2, 2), "apple", 9), ((3, 3), "key", 1)], water=[(4, 4)], doors=[(1, 2)],
    boxes=[(3, 2), (2, 3)], walls=[(1, 4)], goals=[(1, 1)], thin_walls=[((2, 1), "east")], holds={"key": 1},
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(CALL, max_size=30))
def test_the_same_commands_give_the_same_world_and_leave_the_start_alone(calls):
    before = json.dumps(BUSY.as_json())
    ends = []
    for _ in range(2):
        world = BUSY
        for name, arguments in calls:
            world = world.do(name, arguments).world
        ends.append(world)

    assert ends[0] == ends[1]
    assert hash(ends[0]) == hash(ends[1])
    assert json.dumps(ends[0].as_json()) == json.dumps(ends[1].as_json())
    assert json.dumps(BUSY.as_json()) == before


@settings(max_examples=60, deadline=None)
@given(st.lists(CALL, max_size=30))
def test_a_clear_way_is_a_way_one_can_walk(calls):
    world = BUSY
    for name, arguments in calls:
        world = world.do(name, arguments).world
        if world.at not in world.water:
            assert world.do("front_is_clear", ()).answer is isinstance(world.do("move", ()), Done)


def test_plain_data_for_the_command_line():
    world = grid_world(
        2, 2, at=(2, 1), facing="north", holds={"apple": 2}, walls=[(1, 2)], thin_walls=[((1, 1), "east")],
        water=[(2, 2)], goals=[(1, 1)], things=[((1, 1), "pear", 3)], paint=[((2, 1), "red")], said="Salut",
    )  # fmt: skip

    assert world.as_json() == {
        "kind": "grid",
        "columns": 2,
        "rows": 2,
        "hero": {"at": [2, 1], "facing": "north", "holds": {"apple": 2}},
        "things": [{"at": [1, 1], "kind": "pear", "count": 3}],
        "walls": [[1, 2]],
        "thin_walls": [{"at": [1, 1], "side": "east"}],
        "water": [[2, 2]],
        "doors": [],
        "boxes": [],
        "paint": [{"at": [2, 1], "colour": "red"}],
        "goals": [[1, 1]],
        "said": "Salut",
    }


@pytest.mark.parametrize(
    "parts",
    [
        {"at": (3, 1)},
        {"walls": [(1, 1)]},
        {"things": [((1, 3), "apple", 1)]},
        {"facing": "up"},
        {"walls": [(2, 2)], "water": [(2, 2)]},
        {"thin_walls": [((1, 1), "up")]},
        {"thin_walls": [((0, 1), "east")]},
    ],
    ids=str,
)
def test_a_world_that_cannot_be_is_our_own_mistake(parts):
    with pytest.raises(ValueError):
        grid_world(2, 2, **parts)
