"""Where the parts of the puzzle stand: nothing overlaps, nothing is cut, at every size of window and text."""

from dataclasses import replace
from itertools import combinations

import pytest

from codekids.ui.geometry import Rect
from codekids.ui.pictures import Sitting
from codekids.ui.screens.puzzle.layout import puzzle_layout, shape_of

SIZES = [(1024, 600), (1024, 768), (1280, 720), (1366, 768), (1440, 900), (1920, 1080), (2560, 1440)]
SCALES = [1.0, 1.25, 1.5, 2.0]


def lay_out(size, scale, **others):
    heights = {
        "bar_height": round(42 * scale),
        "timeline_height": round(56 * scale),
        "goals_height": round(220 * scale),
    }
    if shape_of(size[0], scale) == "narrow":
        heights["goals_height"] = round(46 * scale)
    return puzzle_layout(size, scale, **{**heights, "tabs_height": round(48 * scale), **others})


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("left_handed", [False, True], ids=["right", "left"])
@pytest.mark.parametrize("tab", ["task", "program", "world"])
def test_parts_stand_apart_and_inside_the_window(size, scale, left_handed, tab):
    parts = lay_out(size, scale, left_handed=left_handed, tab=tab, strip_height=40).parts

    window = Rect(0, 0, *size)
    for name, rect in parts.items():
        assert window.intersection(rect) == rect, name
    for (one, first), (other, second) in combinations(parts.items(), 2):
        assert not first.overlaps(second), (one, other)


@pytest.mark.parametrize(
    ("size", "scale", "shape"),
    [
        ((1280, 720), 1.0, "wide"),
        ((1024, 768), 1.0, "middle"),
        ((1280, 720), 1.25, "middle"),
        ((1280, 720), 2.0, "narrow"),
        ((1024, 768), 2.0, "tabs"),
    ],
)
def test_the_shape_follows_the_effective_width(size, scale, shape):
    assert lay_out(size, scale).shape == shape


def test_at_1280_the_columns_are_those_of_the_design():
    place = lay_out((1280, 720), 1.0, bar_height=60, timeline_height=84)

    assert (place.words.x, place.words.y, place.words.w) == (16, 76, 188)
    assert (place.editor.x, place.editor.w) == (216, 604)
    assert (place.facts.h, place.facts.bottom) == (100, 624)
    assert (place.world.x, place.world.w) == (832, 432)


def test_extra_width_goes_to_the_editor_first_then_to_the_world():
    middling, large = (lay_out(size, 1.0) for size in ((1440, 900), (1920, 1080)))

    assert (middling.editor.w, middling.world.w) == (764, 432)
    assert large.editor.w == 900
    assert large.world.w > 432


def test_many_goals_leave_the_map_its_place():
    place = lay_out((1280, 720), 1.0, goals_height=2000)

    assert place.world.h > 200


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_for_the_left_hand_run_stands_at_the_right_and_nothing_overlaps(assets, packs, view, scale):
    view.scale = scale
    with Sitting(packs[0].lessons[0], "ro", assets, "light", packs) as sitting:
        bar = sitting.screen.foot.bar
        sitting.screen.layout(view, (1280, 720))
        assert bar.run_button.rect.right < bar.track.rect.x

        view.theme = replace(view.theme, left_handed=True)
        sitting.screen.layout(view, (1280, 720))

    assert bar.run_button.rect.x > bar.track.rect.right
    shown = [one for one in bar.children if one.visible and not one.rect.empty]
    for one, other in combinations(shown, 2):
        assert not one.rect.overlaps(other.rect), (one.name, other.name)
