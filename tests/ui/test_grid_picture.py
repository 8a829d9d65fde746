"""What a child sees of a grid: the right picture at the right place, between two worlds too."""

from pathlib import Path

import pytest

from codekids.engine.timeline import Moment
from codekids.ui.grid_picture import (
    PAINTS,
    SKINS,
    Trail,
    cell_at,
    hero_picture,
    moving_picture,
    still_picture,
    thing_picture,
)
from codekids.world.grid import grid_world
from codekids.world.words import COLOURS, HEADINGS, THINGS

ASSETS = Path(__file__).resolve().parents[2] / "assets"


def after(world, *calls):
    """The world once these commands are carried out."""
    for name, *arguments in calls:
        world = world.do(name, tuple(arguments)).world
    return world


def pictures(moving):
    return [sprite.picture for sprite in moving.sprites]


def the(moving, picture):
    found = [sprite for sprite in moving.sprites if sprite.picture == picture]
    assert len(found) == 1, pictures(moving)
    return found[0]


def test_row_one_is_at_the_bottom():
    moving = moving_picture(*[grid_world(5, 4, at=(1, 1))] * 2)

    hero = the(moving, "hero/ari-east.svg")

    assert (hero.x, hero.y) == (0, 3)


def test_halfway_through_a_step_the_hero_is_between_two_cells():
    start = grid_world(5, 1)

    moving = moving_picture(start, after(start, ("move",)), 0.5)

    assert the(moving, "hero/ari-east.svg").x == 0.5


@pytest.mark.parametrize("facing", HEADINGS)
@pytest.mark.parametrize("mood", ["", "happy", "oops"])
def test_every_look_of_the_hero_is_drawn(facing, mood):
    assert (ASSETS / hero_picture(facing, mood)).is_file()


@pytest.mark.parametrize("thing", [thing for thing in THINGS if thing != "box"] + ["a teacher's own"])
def test_every_thing_has_a_picture(thing):
    assert (ASSETS / thing_picture(thing)).is_file()


def test_every_tile_is_drawn():
    world = grid_world(
        4, 4, walls=[(2, 2)], thin_walls=[((1, 1), "north"), ((1, 1), "east")], water=[(3, 3)],
        doors=[(4, 4)], boxes=[(4, 1)], goals=[(4, 2)], things=[((3, 1), "apple", 1)],
    )  # fmt: skip
    for skin in (*SKINS, "a skin from tomorrow"):
        shown = still_picture(world, skin).sprites + moving_picture(world, world).sprites
        assert len(shown) >= 8
        for sprite in shown:
            assert (ASSETS / sprite.picture).is_file(), sprite.picture


def test_walls_of_the_library_are_shelves():
    world = grid_world(3, 1, walls=[(3, 1)])

    assert "skins/library/wall.svg" in [sprite.picture for sprite in still_picture(world, "library").sprites]


def test_a_thin_wall_stands_on_the_line_between_two_cells():
    world = grid_world(2, 2, at=(1, 1), thin_walls=[((1, 1), "north"), ((1, 1), "east")])

    sprites = still_picture(world).sprites
    thin = {sprite.picture: (sprite.x, sprite.y) for sprite in sprites if "thin" in sprite.picture}

    assert thin == {"skins/village/thin-wall-h.svg": (0, 0.5), "skins/village/thin-wall-v.svg": (0.5, 1)}


def test_three_apples_on_a_cell_carry_their_number():
    world = grid_world(3, 1, things=[((3, 1), "apple", 3)])

    assert the(moving_picture(world, world), "things/apple.svg").label == "3"


def test_an_apple_under_the_hero_is_still_to_be_seen():
    world = grid_world(3, 1, at=(2, 1), things=[((2, 1), "apple", 1)], goals=[(2, 1)])

    shown = pictures(moving_picture(world, world))

    assert shown.index("things/apple.svg") > shown.index("hero/ari-east.svg")
    assert shown.index("tiles/flag.svg") > shown.index("hero/ari-east.svg")


def test_an_apple_being_taken_shrinks_and_is_gone():
    before = grid_world(3, 1, things=[((1, 1), "apple", 1)])
    taken = after(before, ("take",))

    early, late = (the(moving_picture(before, taken, share), "things/apple.svg").w for share in (0.2, 0.8))

    assert late < early
    assert "things/apple.svg" not in pictures(moving_picture(before, taken))


def test_a_pushed_box_moves_along_with_the_hero():
    before = grid_world(4, 1, boxes=[(2, 1)])
    pushed = after(before, ("move",))

    assert the(moving_picture(before, pushed, 0.5), "tiles/box.svg").x == 1.5
    assert the(moving_picture(pushed, pushed), "tiles/box.svg").x == 2


def test_a_box_pushed_into_water_is_gone_at_the_end():
    before = grid_world(4, 1, boxes=[(2, 1)], water=[(3, 1)])
    sunk = after(before, ("move",))

    assert "tiles/box.svg" in pictures(moving_picture(before, sunk, 0.5))
    assert "tiles/box.svg" not in pictures(moving_picture(before, sunk))


def test_a_door_that_was_opened_stays_on_the_map_as_an_open_door():
    start = grid_world(4, 1, doors=[(2, 1)], holds={"key": 1})
    through = after(start, ("move",), ("move",))

    assert "tiles/door.svg" in pictures(moving_picture(start, start, start=start))
    assert "tiles/door-open.svg" in pictures(moving_picture(through, through, start=start))


def test_colours_are_told_apart_by_pattern_as_well():
    assert set(PAINTS) == set(COLOURS)
    assert len({lines for _, lines in PAINTS.values()}) == len(COLOURS)


def test_the_still_picture_changes_only_when_floor_or_walls_do():
    start = grid_world(4, 2, things=[((2, 1), "apple", 1)])
    walked = after(start, ("move",), ("take",), ("turn_left",))
    built = after(walked, ("paint", "red"))

    assert still_picture(walked).key == still_picture(start).key
    assert still_picture(built).key != still_picture(start).key


def test_the_trail_follows_the_playhead_both_ways():
    worlds = [start := grid_world(4, 2, things=[((3, 1), "apple", 1)])]
    for name in ("move", "move", "take", "turn_left", "move"):
        worlds.append(after(worlds[-1], (name,)))
    moments = [Moment(line, world) for line, world in enumerate(worlds[1:], start=1)]
    trail = Trail(start)

    assert trail.upto(moments, 4) == ([(1, 1), (2, 1), (3, 1), (3, 2)], [(3, 1)])
    assert trail.upto(moments, 0) == ([(1, 1), (2, 1)], [])
    assert trail.upto(moments, -1) == ([(1, 1)], [])


def test_the_trail_of_a_long_move_goes_through_every_cell():
    start = grid_world(5, 1)
    done = start.do("move", (3,))

    cells, _ = Trail(start).upto([Moment(1, done.world, between=done.between)], 0)

    assert cells == [(1, 1), (2, 1), (3, 1), (4, 1)]


def test_what_the_hero_says_stands_above_it():
    world = after(grid_world(3, 1), ("say", "Bună!"))

    bubble = moving_picture(world, world).bubble

    assert (bubble.text, bubble.x, bubble.y) == ("Bună!", 0.5, 0.5)


def test_a_point_of_the_picture_leads_back_to_its_cell():
    world = grid_world(5, 4)

    assert cell_at(world, 0.5, 3.5) == (1, 1)
    assert cell_at(world, 4.9, 0.1) == (5, 4)
    assert cell_at(world, 5.1, 1) is None
