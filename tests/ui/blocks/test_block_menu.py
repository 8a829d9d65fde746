"""The menus: everything that can be done with a block or the floor, by the right button or by a key."""

import pytest

from codekids.lang.blocks.rules import Rules
from codekids.ui.events import Wheel
from codekids.ui.widgets.blocks.comfort import comfort
from codekids.ui.widgets.blocks.snapping import SNAP_RADIUS

IF = "if at_goal():\n    move()\n"


def test_the_right_button_opens_the_menu_of_a_block_and_a_click_chooses(desk):
    desk.open(IF)
    desk.click(desk.on_block("1"), button=3)
    assert desk.menu_words()
    desk.choose("add_else")
    assert desk.text == IF + "else:\n    pass\n"

    desk.click(desk.on_block("1"), button=3)
    desk.choose("add_elif")
    assert desk.text == IF + "elif ___:\n    pass\nelse:\n    pass\n"

    desk.click(desk.on_block("1"), button=3)
    desk.choose("remove_row")
    assert desk.text == IF + "elif ___:\n    pass\n"


def test_a_key_opens_the_menu_and_arrows_and_enter_choose(desk):
    desk.open("move()\nturn_left()\n")
    desk.press("down", "down", "o", "down", "enter")

    assert desk.text == "move()\n"
    assert desk.loose == ["turn_left()"]


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("wrap_for", "for pas in range(4):\n    move()\n"),
        ("wrap_while", "while ___:\n    move()\n"),
        ("wrap_if", "if ___:\n    move()\n"),
    ],
)
def test_a_block_is_put_into_another_one(desk, name, made):
    desk.open("move()\n")
    desk.click(desk.on_block("1"), button=3)
    desk.choose(name)

    assert desk.text == made


def test_a_list_gets_and_gives_up_places(desk):
    desk.open("x = [1, 2]\n")
    items = desk.block("list")
    x, y = desk.editor.layout().by_id[items].rect.moved(*desk.editor.floor.origin)[:2]
    desk.click((x + 4, y + 18), button=3)
    desk.choose("add_slot")
    assert desk.text == "x = [1, 2, ___]\n"

    desk.click((x + 4, y + 18), button=3)
    desk.choose("remove_slot")
    assert desk.text == "x = [1, 2]\n"


def test_a_variable_is_renamed_everywhere_from_its_list(desk):
    desk.open("pas = 3\nprint(pas + 1)\n")
    desk.click(desk.on_slot("1", "variable"))
    words = desk.menu_words()
    assert words[0] == "pas"

    desk.press("up", "enter")
    desk.type("mers")
    desk.press("enter")
    assert desk.text == "mers = 3\nprint(mers + 1)\n"


def test_a_variable_gets_a_new_name_of_its_own(desk):
    desk.open("pas = 3\nprint(pas)\n")
    desk.press("down", "right", "enter", "down", "enter")
    desk.type("y2")
    desk.press("enter")

    assert desk.text == "y2 = 3\nprint(pas)\n"


def test_the_key_that_opens_a_field_is_not_typed_into_it(desk):
    desk.open("def salut():\n    move()\nsalut()\n")
    desk.press("n")
    desk.type("r")
    desk.type("pa")
    desk.press("enter")

    assert desk.text == "def pa():\n    move()\npa()\n"


def test_only_what_would_be_done_is_offered(desk):
    desk.open(IF, rules={"toolbox": ("move", "if"), "locked_lines": (1,)})
    desk.click(desk.on_block("1"), button=3)
    words = desk.menu_words()

    assert desk.editor.say("menu.delete") not in words
    assert desk.editor.say("menu.wrap_for") not in words
    assert desk.editor.say("menu.add_else") not in words


def test_the_floor_has_a_menu_too(desk):
    desk.open(IF)
    area = desk.editor.floor.area
    for word, seen in (
        ("larger", lambda: desk.editor.floor.zoom == 4),
        ("usual", lambda: desk.editor.floor.zoom == 3),
        ("fold_all", lambda: desk.editor.editing.workspace.folded == {"1"}),
        ("unfold_all", lambda: not desk.editor.editing.workspace.folded),
        ("palette", lambda: desk.editor.palette.marked == 0),
    ):
        desk.click((area.right - 80, area.bottom - 60), button=3)
        desk.choose(word)
        assert seen(), word


def test_escape_and_a_click_beside_close_the_menu_and_do_nothing(desk):
    desk.open(IF)
    desk.click(desk.on_block("1"), button=3)
    desk.press("escape")
    assert desk.menu_words() == []
    desk.click(desk.on_block("1"), button=3)
    desk.click(desk.editor.floor.area[:2])

    assert desk.menu_words() == []
    assert desk.text == IF


@pytest.mark.parametrize("lang", ["ro", "en", "hu"])
def test_every_line_of_a_menu_is_said_in_the_language(desk, lang):
    desk.open("def f(a):\n    if a:\n        print(a)\n    else:\n        x = [1]\n", lang, Rules())
    for box in list(desk.editor.layout().boxes):
        desk.editor.editing.cursor = desk.editor.editing.cursor._replace(block=box.block.id, slot="")
        desk.editor.menus.for_block()
        assert not [words for words in desk.menu_words() if "menu." in words]


def test_copy_cut_and_paste_by_key(desk):
    desk.open("move()\nfor i in range(2):\n    turn_left()\n")
    desk.press("down", "down")
    desk.press("c", ctrl=True)
    desk.press("up")
    desk.press("v", ctrl=True)
    assert desk.text.count("for i in range(2):\n    turn_left()\n") == 2

    desk.press("x", ctrl=True)
    assert desk.text.count("for") == 1
    desk.press("v", ctrl=True)
    assert desk.text.count("for") == 2


def test_a_digit_begins_to_write_in_the_slot_under_the_cursor(desk):
    desk.open("for i in range(4):\n    move()\n")
    desk.press("down", "right")
    desk.type("12")
    desk.press("tab")

    assert desk.text == "for i in range(12):\n    move()\n"


def test_tab_goes_from_slot_to_slot(desk):
    desk.open("x = 1 + 2\n")
    desk.press("down", "right", "right", "right")
    desk.type("5")
    desk.press("tab")
    while desk.editor.editing.cursor.slot != "right":
        assert desk.editor.editing.next_slot(1)
    desk.type("6")
    desk.press("enter")

    assert desk.text == "x = 5 + 6\n"


def test_grey_python_is_edited_in_place_with_its_lines(desk):
    desk.open("x: int = 1\nmove()\n")
    desk.press("down", "right", "enter", "end")
    desk.type("3")
    desk.press("enter", shift=True)
    desk.type("c = 4")
    desk.press("enter")

    assert desk.text == "x: int = 13\nc = 4\nmove()\n"


def test_the_cursor_goes_from_stack_to_stack(desk):
    desk.open("move()\ndef f():\n    turn_left()\ndef g():\n    turn_right()\n")
    seen = []
    for key in ("n", "n", "n", "b"):
        desk.press(key)
        seen.append(desk.editor.editing.cursor.block)

    assert seen == [desk.block("f"), desk.block("g"), desk.block("g"), desk.block("f")]


def test_the_wheel_with_control_zooms_and_without_rolls(desk):
    desk.open("move()\n" * 30)
    x, y = desk.editor.floor.area.centre
    row = desk.editor.layout().by_id["1"].rect.h
    desk.root.handle(Wheel(x, y, -2))
    assert desk.editor.floor.offset[1] == 96
    desk.root.handle(Wheel(x, y, 1, ctrl=True))

    assert desk.editor.layout().by_id["1"].rect.h == round(row * 1.25)


def test_a_block_the_lesson_keeps_says_so_to_those_who_listen(desk):
    desk.open("move()\n", rules={"locked_lines": (1,)})
    desk.press("down")

    assert desk.editor.name == "mergi înainte. Face parte din lecție și rămâne."


def test_first_lessons_have_larger_blocks_that_snap_from_farther_away():
    sizes = [comfort(solved) for solved in range(14)]

    assert sizes[0].scale == pytest.approx(1.2)
    assert sizes[0].snap_radius > 1.5 * SNAP_RADIUS
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == (1.0, SNAP_RADIUS)


def test_a_beginner_s_blocks_are_larger_on_the_floor(desk):
    desk.open("move()\n")
    usual = desk.editor.layout().by_id["1"].rect.h
    desk.editor.set_comfort(comfort(0))
    desk.draw()

    assert desk.editor.layout().by_id["1"].rect.h > usual
    assert desk.editor.editing.snap_radius == comfort(0).snap_radius
