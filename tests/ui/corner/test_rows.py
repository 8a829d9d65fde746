"""A list of rows: one place for Tab, everything inside by keys, wheel and mouse."""

import pytest

from codekids.ui.events import Key, PointerDown, PointerMove, PointerUp, Text, Wheel
from codekids.ui.geometry import Rect
from codekids.ui.widgets.rows import Row, RowList

NAMES = ["Ana", "Bogdan", "Carla", "Dan", "Dora", "Emma", "Filip", "Gabi", "Horia", "Ilinca"]


@pytest.fixture
def pressed():
    return []


@pytest.fixture
def names(view, root, pressed):
    made = RowList("Copii", lambda row: pressed.append(row.words), empty="nimeni")
    made.show([Row(name, name) for name in NAMES])
    root.add(made)
    made.arrange(view, Rect(0, 0, 400, 4 * 48 + 8))
    root.give_focus(made)
    return made


@pytest.mark.parametrize(
    ("keys", "there"),
    [("down down", "Carla"), ("up", "Ana"), ("end", "Ilinca"), ("page down", "Dora"), ("end home", "Ana"),
     ("end page up", "Emma")],
)  # fmt: skip
def test_keys_move_and_the_row_stays_in_sight(root, names, keys, there):
    for key in keys.replace("page ", "page_").split():
        root.handle(Key(key.replace("_", " ")))
    assert names.chosen.words == there
    assert names.top <= names.index < names.top + 4
    assert there in names.name


def test_a_letter_goes_to_the_next_name_with_it(root, names):
    root.handle(Text("d"))
    assert names.chosen.words == "Dan"
    root.handle(Text("d"))
    assert names.chosen.words == "Dora"
    root.handle(Text("d"))
    assert names.chosen.words == "Dan"


def test_enter_presses_and_so_does_a_click_on_the_chosen_row(root, names, pressed):
    root.handle(Key("enter"))
    spot = (30, 4 + 48 + 10)
    for _ in range(2):
        root.handle(PointerDown(*spot))
        root.handle(PointerUp(*spot))
    assert pressed == ["Ana", "Bogdan"]


def test_a_tick_takes_one_click(root, names, pressed):
    names.show([Row(name, name, tick=False) for name in NAMES])
    root.handle(PointerDown(30, 4 + 48 + 10))
    root.handle(PointerUp(30, 4 + 48 + 10))
    assert pressed == ["Bogdan"]


def test_the_wheel_and_the_bar_scroll_without_choosing(root, names):
    root.handle(Wheel(30, 30, -3))
    assert names.top == 6 and names.chosen.words == "Ana"
    track = names._track
    root.handle(PointerDown(track.centre[0], track.bottom - 4))
    root.handle(PointerMove(track.centre[0], track.y, held=True))
    root.handle(PointerUp(track.centre[0], track.y))
    assert names.top == 0 and names.chosen.words == "Ana"


def test_the_chosen_row_stays_chosen_where_others_come(names):
    names.choose(3)
    names.show([Row(name, name) for name in ["Abel", *NAMES]])
    assert names.chosen.words == "Dan"


def test_an_empty_list_says_so_and_takes_no_key(root, names, pressed):
    names.show([])
    assert names.chosen is None
    root.handle(Key("enter"))
    assert not pressed


def test_it_draws_in_every_look(view, root, names):
    names.show([Row(1, "Ana", "x" * 300, picture="avatars/fox.svg", stars=2, tick=True), Row(2, "Dan")])
    names.arrange(view, Rect(0, 0, 400, 200))
    root.draw_all(view)
    assert view.surface.get_at((8, 100)) != view.surface.get_at((399, 399))
