"""Ari walks: steps, turns, walls from both sides, water, doors and boxes."""

import pytest

from codekids.world.grid import grid_world
from codekids.world.world import Done, Failed, World

MEADOW = grid_world(5, 4)


def mishap(world, name, *arguments):
    outcome = world.do(name, arguments)
    assert isinstance(outcome, Failed), outcome
    return outcome.mishap.key


def answer(world, name, *arguments):
    outcome = world.do(name, arguments)
    assert outcome.world is world
    return outcome.answer


def test_a_grid_is_a_world():
    assert isinstance(MEADOW, World)
    assert MEADOW.kind == "grid"


def test_a_step_changes_the_place_and_nothing_else(after):
    moved = after(MEADOW, "move")

    assert moved.at == (2, 1)
    assert MEADOW.at == (1, 1)
    assert moved.ground is MEADOW.ground


def test_four_left_turns_give_the_same_world(after):
    turned = after(MEADOW, "turn_left", "turn_left", "turn_left", "turn_left")

    assert turned == MEADOW
    assert hash(turned) == hash(MEADOW)


@pytest.mark.parametrize(
    ("turns", "heading"), [(1, "south"), (2, "west"), (3, "north"), (4, "east")], ids=str
)
def test_right_turns_go_with_the_clock(turns, heading, after):
    assert after(MEADOW, *["turn_right"] * turns).facing == heading


def test_several_steps_are_one_command_that_shows_the_cells_between():
    outcome = MEADOW.do("move", (3,))

    assert [world.at for world in outcome.between] == [(2, 1), (3, 1)]
    assert outcome.world.at == (4, 1)


def test_no_steps_at_all_is_a_step_on_the_spot():
    assert MEADOW.do("move", (0,)) == Done(MEADOW)


def test_a_wall_on_the_way_keeps_the_cells_walked_so_far():
    world = grid_world(5, 1, walls=[(4, 1)])

    outcome = world.do("move", (9,))

    assert isinstance(outcome, Failed)
    assert outcome.mishap.key == "world.bumped"
    assert [passed.at for passed in outcome.between] == [(2, 1)]
    assert outcome.world.at == (3, 1)


@pytest.mark.parametrize("facing", ["north", "east", "south", "west"])
def test_the_edge_of_the_map_is_a_wall(facing):
    world = grid_world(1, 1, facing=facing)

    assert mishap(world, "move") == "world.bumped"
    assert answer(world, "wall_in_front") is True
    assert mishap(world, "build_wall") == "world.wall_already"


BOTH_SIDES = [
    ((2, 2), "north", (2, 3), "south"),
    ((2, 2), "east", (3, 2), "west"),
    ((2, 2), "south", (2, 1), "north"),
    ((2, 2), "west", (1, 2), "east"),
]


@pytest.mark.parametrize(("here", "side", "there", "other"), BOTH_SIDES)
def test_a_thin_wall_stops_from_both_sides_and_is_one_value(here, side, there, other):
    from_here = grid_world(3, 3, at=here, facing=side, thin_walls=[(here, side)])
    from_there = grid_world(3, 3, at=there, facing=other, thin_walls=[(here, side)])

    assert mishap(from_here, "move") == mishap(from_there, "move") == "world.bumped"
    assert from_here.ground == grid_world(3, 3, thin_walls=[(there, other)]).ground
    assert len(from_here.thin_walls) == 1


@pytest.mark.parametrize(("here", "side", "there", "other"), BOTH_SIDES)
def test_a_built_wall_is_the_same_as_a_drawn_one(here, side, there, other, after):
    built = after(grid_world(3, 3, at=here, facing=side), "build_wall")

    assert built == grid_world(3, 3, at=here, facing=side, thin_walls=[(there, other)])
    assert mishap(built, "build_wall") == "world.wall_already"


def test_a_thin_wall_on_the_edge_adds_nothing():
    assert grid_world(
        2, 2, thin_walls=[((1, 1), "south"), ((2, 2), "east"), ((2, 2), "north")]
    ) == grid_world(2, 2)


# -- water


POND = grid_world(4, 1, water=[(3, 1)])


def test_water_is_seen_but_is_no_wall(after):
    shore = after(POND, "move")

    assert answer(shore, "front_is_clear") is False
    assert answer(shore, "wall_in_front") is False


def test_stepping_into_the_water_has_its_own_mishap_and_shows_the_hero_there():
    outcome = POND.do("move", (3,))

    assert outcome.mishap.key == "world.water"
    assert [world.at for world in outcome.between] == [(2, 1)]
    assert outcome.world.at == (3, 1)


def test_nobody_wades_through_the_water():
    wet = POND.do("move", (2,)).world

    assert mishap(wet, "move") == "world.in_water"
    assert mishap(wet, "turn_left") == "world.in_water"
    assert answer(wet, "column") == 3


# -- doors and boxes


def test_a_closed_door_wants_a_key():
    outside = grid_world(3, 1, doors=[(2, 1)])

    assert mishap(outside, "move") == "world.door_locked"
    assert answer(outside, "front_is_clear") is False
    assert answer(outside, "wall_in_front") is False


def test_a_key_opens_one_door_and_is_used_up(after):
    outside = grid_world(4, 1, doors=[(2, 1), (3, 1)], holds={"key": 1, "apple": 2})
    assert answer(outside, "front_is_clear") is True

    inside = after(outside, "move")

    assert inside.at == (2, 1)
    assert inside.doors == {(3, 1)}
    assert inside.holds == (("apple", 2),)
    assert mishap(inside, "move") == "world.door_locked"


def test_a_box_is_pushed_one_cell_on(after):
    pushed = after(grid_world(4, 1, boxes=[(2, 1)]), "move", "move")

    assert pushed.at == (3, 1)
    assert pushed.boxes == {(4, 1)}
    assert mishap(pushed, "move") == "world.box_stuck"
    assert answer(pushed, "front_is_clear") is False


@pytest.mark.parametrize(
    "behind",
    [
        {"walls": [(3, 1)]},
        {"boxes": [(2, 1), (3, 1)]},
        {"doors": [(3, 1)], "holds": {"key": 1}},
        {"thin_walls": [((2, 1), "east")]},
    ],
    ids=["wall", "box", "door", "thin wall"],
)
def test_a_box_stays_when_something_is_behind_it(behind):
    assert mishap(grid_world(4, 1, **{"boxes": [(2, 1)], **behind}), "move") == "world.box_stuck"


def test_a_box_fills_the_water_up_as_in_reeborg_s_world(after):
    bridge = after(grid_world(4, 1, boxes=[(2, 1)], water=[(3, 1)]), "move")

    assert not bridge.boxes
    assert not bridge.water
    assert after(bridge, "move").at == (3, 1)
