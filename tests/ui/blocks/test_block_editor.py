"""The block editor worked by mouse and by keyboard: the same program comes of both."""

import pytest

from codekids.lang.blocks.rules import Rules
from codekids.lang.blocks.workspace import view as view_of
from codekids.ui.document import Document
from codekids.ui.events import Key, PointerDown, PointerMove, PointerUp, Text
from codekids.ui.geometry import Rect
from codekids.ui.widgets.blocks.cursor import Stop
from codekids.ui.widgets.blocks.editing import written
from codekids.ui.widgets.blocks.editor import BlockEditor
from codekids.ui.widgets.blocks.picture import picture_of_blocks
from codekids.ui.widgets.blocks.snapping import anchor

TOOLBOX = ("move", "turn_left", "turn_right", "say", "for", "if", "operators", "variables", "wall_ahead")
GOAL = "for pas in range(4):\n    move()\n    turn_left()\n"


@pytest.fixture
def make(root, view):
    def made(text="", lang="ro", rules=None, **hooks):
        editor = BlockEditor(view_of(text), lang, rules or Rules(toolbox=TOOLBOX), **hooks)
        root.add(editor)
        editor.arrange(Rect(16, 76, 816, 548), view)
        root.draw_all(view)
        return editor

    return made


def press(root, *names, **mods):
    for name in names:
        root.handle(Key(name, **mods))


def show_shelf(editor, root, view, category):
    index = next(i for i, shelf in enumerate(editor.palette.shelves) if shelf.category == category)
    x, y = editor.palette.tab_rect(index).centre
    root.handle(PointerDown(x, y))
    root.handle(PointerUp(x, y))
    root.draw_all(view)


def drag(root, start, end):
    root.handle(PointerDown(*start))
    for step in range(1, 6):
        x = start[0] + (end[0] - start[0]) * step // 5
        y = start[1] + (end[1] - start[1]) * step // 5
        root.handle(PointerMove(x, y, held=True))
    root.handle(PointerUp(*end))


def drag_new(editor, root, view, category, code, place):
    show_shelf(editor, root, view, category)
    rect = editor.palette.offer_rect(code)
    x, y = anchor(editor.layout(), place)
    ox, oy = editor.floor.origin
    drag(root, (rect.x + 12, rect.y + 12), (x + ox + 16, y + oy + 16))
    root.draw_all(view)


def centre_of(editor, id):
    rect = editor.layout().by_id[id].rows[0].rect
    ox, oy = editor.floor.origin
    return rect.x + ox + 14, rect.y + oy + 24


def kind(editor, wanted):
    return next(box.block for box in editor.layout().boxes if box.block.kind == wanted)


def named(editor, name):
    return next(box.block for box in editor.layout().boxes if box.block.name == name)


def build_by_mouse(editor, root, view):
    from codekids.lang.blocks.edits import After, AtStart, Inside

    loop = "for pas in range(4):\n    pass"
    drag_new(editor, root, view, "control", loop, AtStart())
    drag_new(editor, root, view, "motion", "move()", Inside(kind(editor, "repeat").id))
    drag_new(editor, root, view, "motion", "turn_left()", After(named(editor, "move").id))


def choose(editor, root, category, code):
    press(root, "t")
    while editor.palette.shelf.category != category:
        press(root, "right")
    offers = [offer.code for offer in editor.palette.shelf.offers]
    press(root, *["down"] * offers.index(code), "enter")


def build_by_keyboard(editor, root):
    root.give_focus(editor)
    choose(editor, root, "control", "for pas in range(4):\n    pass")
    choose(editor, root, "motion", "move()")
    choose(editor, root, "motion", "turn_left()")


def test_mouse_and_keyboard_build_the_same_program(make, root, view):
    by_mouse = make()
    build_by_mouse(by_mouse, root, view)
    root.remove(by_mouse)
    by_keys = make()
    build_by_keyboard(by_keys, root)

    assert by_mouse.editing.workspace.text == GOAL
    assert by_keys.editing.workspace.text == GOAL


def test_a_click_picks_and_a_second_click_places(make, root, view):
    editor = make()
    show_shelf(editor, root, view, "motion")
    x, y = editor.palette.offer_rect("move()").centre
    hat = editor.layout().by_id["start"].rect.moved(*editor.floor.origin)
    grip = (x - editor.palette.offer_rect("move()").x, y - editor.palette.offer_rect("move()").y)

    root.handle(PointerDown(x, y))
    root.handle(PointerUp(x, y))
    target = (hat.x + grip[0] + 4, hat.bottom + grip[1] + 4)
    root.handle(PointerMove(*target))
    root.handle(PointerDown(*target))
    root.handle(PointerUp(*target))

    assert editor.editing.workspace.text == "move()\n"


def test_a_stack_dragged_to_the_palette_is_gone_and_undo_brings_it_back(make, root):
    editor = make("move()\nturn_left()\nmove()\n")
    drag(root, centre_of(editor, "2"), (editor.palette.rect.x + 30, editor.palette.rect.bottom - 20))

    assert editor.editing.workspace.text == "move()\n"
    press(root, "z", ctrl=True)
    assert editor.editing.workspace.text == "move()\nturn_left()\nmove()\n"
    press(root, "y", ctrl=True)
    assert editor.editing.workspace.text == "move()\n"


def test_a_drop_outside_the_editor_changes_nothing(make, root):
    editor = make("move()\nturn_left()\n")
    drag(root, centre_of(editor, "2"), (1200, 700))

    assert editor.editing.workspace.text == "move()\nturn_left()\n"
    assert editor.editing.carry is None


def test_shift_takes_one_block_out_of_a_stack(make, root):
    editor = make("move()\nturn_left()\nturn_right()\n")
    x, y = centre_of(editor, "2")
    root.handle(PointerDown(x, y, shift=True))
    root.handle(PointerMove(x + 200, y + 100, held=True))
    root.handle(PointerUp(x + 200, y + 100))

    assert editor.editing.workspace.text == "move()\nturn_right()\n"


def test_move_mode_hops_between_places_and_enter_puts_down(make, root):
    editor = make("move()\nturn_left()\n")
    root.give_focus(editor)
    press(root, "down", "m")
    hopped = {editor.editing.carry.place}
    press(root, "down")
    hopped.add(editor.editing.carry.place)
    assert len(hopped) == 2

    press(root, "escape")
    assert editor.editing.carry is None
    assert editor.editing.workspace.text == "move()\nturn_left()\n"


def test_a_number_is_written_in_its_slot(make, root):
    editor = make("for i in range(4):\n    move()\n")
    root.give_focus(editor)
    press(root, "down", "right")
    assert editor.editing.cursor == Stop("1", "times")
    press(root, "enter")
    root.handle(Text("1"))
    root.handle(Text("2"))
    press(root, "enter")

    assert editor.editing.workspace.text == "for i in range(12):\n    move()\n"


def test_a_click_on_a_slot_opens_it_and_escape_leaves_it_as_it_was(make, root):
    editor = make("for i in range(4):\n    move()\n")
    slot = next(s for s in editor.layout().by_id["1"].slots if s.key == "times")
    x, y = slot.rect.moved(*editor.floor.origin).centre
    root.handle(PointerDown(x, y))
    root.handle(PointerUp(x, y))
    root.handle(Text("9"))
    press(root, "escape")
    assert editor.editing.workspace.text == "for i in range(4):\n    move()\n"

    root.handle(PointerDown(x, y))
    root.handle(PointerUp(x, y))
    root.handle(Text("7"))
    press(root, "enter")
    assert "range(7)" in editor.editing.workspace.text


def test_a_comparison_is_chosen_from_its_list(make, root, view):
    editor = make("if x > 3:\n    move()\n")
    root.give_focus(editor)
    editor.editing.cursor = Stop("1/condition", "operator")
    press(root, "enter")
    root.draw_all(view)
    press(root, "down", "enter")

    assert editor.editing.workspace.text == "if x <= 3:\n    move()\n"


def test_duplicate_detach_and_delete_by_key(make, root):
    editor = make("move()\n")
    root.give_focus(editor)
    press(root, "down", "d")
    assert editor.editing.workspace.text == "move()\nmove()\n"
    press(root, "x")
    assert editor.editing.workspace.text == "move()\n"
    assert len(editor.editing.workspace.loose) == 1
    press(root, "z", ctrl=True)
    press(root, "delete")
    assert editor.editing.workspace.text == "move()\n"
    assert not editor.editing.workspace.loose


def test_a_used_up_block_says_so(make, root):
    editor = make("move()\n", rules=Rules(toolbox=("move", "turn_left"), counts={"move": 1}))
    root.give_focus(editor)
    press(root, "t", "enter")

    assert editor.editing.workspace.text == "move()\n"
    assert editor.editing.refused.key == "blockeditor.none_left"
    assert editor.name.startswith("Ai folosit")


@pytest.mark.parametrize("lang", ["ro", "en", "hu"])
def test_every_stop_of_the_cursor_has_a_line_to_read_aloud(make, root, lang):
    editor = make("for i in range(4):\n    if x > 3:\n        say('hi')\n", lang)
    root.give_focus(editor)
    heard = [editor.name]
    for _ in range(20):
        press(root, "right")
        heard.append(editor.name)

    assert all(heard)
    assert not any("block." in line or "blockeditor." in line for line in heard)
    assert len(set(heard)) > 4


def test_text_and_blocks_share_one_history(make, root):
    document = Document("move()\n")

    def undo():
        document.undo()
        editor.set_text(document.text)

    editor = make(document.text, on_edit=lambda change: written(document, change), on_undo=undo)
    root.give_focus(editor)
    press(root, "down", "d")
    assert document.text == "move()\nmove()\n"
    press(root, "z", ctrl=True)

    assert document.text == editor.editing.workspace.text == "move()\n"


def test_the_running_line_lights_up_its_block(make):
    editor = make("for i in range(4):\n    move()\n")
    editor.set_running(2)
    assert editor.floor.running == named(editor, "move").id
    editor.set_running(None)
    assert editor.floor.running == ""


def test_a_run_a_language_switch_and_broken_text_in_the_middle_of_a_drag_are_safe(make, root, view):
    editor = make("move()\nturn_left()\n")
    for trouble in (
        lambda: editor.set_locked(True),
        lambda: editor.set_lang("hu"),
        lambda: editor.set_text("move(\n"),
    ):
        editor.set_locked(False)
        editor.set_text("move()\nturn_left()\n")
        x, y = centre_of(editor, editor.layout().boxes[1].block.id)
        root.handle(PointerDown(x, y))
        root.handle(PointerMove(x + 90, y + 20, held=True))
        trouble()
        root.draw_all(view)
        root.handle(PointerMove(x + 99, y + 90, held=True))
        root.handle(PointerUp(x, y))
        root.draw_all(view)

    assert editor.editing.workspace.stale is not None


@pytest.mark.parametrize("lang", ["ro", "en", "hu"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_editor_draws_at_every_scale_and_in_every_language(make, root, view, lang, scale):
    view.scale = scale
    editor = make(GOAL + "x = lambda: 3\n# salut\n", lang)
    root.give_focus(editor)
    press(root, "t")
    root.draw_all(view)
    press(root, "escape", "down", "m")
    root.draw_all(view)

    assert editor.editing.carry is not None


def test_a_picture_of_blocks_is_as_large_as_asked(assets):
    size, rgb = picture_of_blocks(GOAL, "hu", (300, 200), 1.0, assets)

    assert size == (300, 200)
    assert len(rgb) == 300 * 200 * 3
    assert len({rgb[i : i + 3] for i in range(0, len(rgb), 3)}) > 20


def test_what_a_drag_leaves_on_the_screen_is_what_a_fresh_drawing_shows(make, root, view):
    editor = make("move()\nturn_left()\nmove()\n")
    x, y = centre_of(editor, "2")
    root.handle(PointerDown(x, y))
    for dx, dy in ((9, 2), (40, 30), (60, 10), (-90, -40), (5, 60)):
        root.handle(PointerMove(x + dx, y + dy, held=True))
        root.draw_all(view)
    partly = view.surface.copy()
    root.damage(root.rect)
    root.draw_all(view)

    assert partly.get_buffer().raw == view.surface.get_buffer().raw


def test_in_a_narrow_place_the_palette_opens_over_the_floor_and_closes_again(root, view):
    editor = BlockEditor(view_of(""), "hu", Rules(toolbox=TOOLBOX))
    root.add(editor)
    editor.arrange(Rect(16, 76, 524, 548), view)
    root.draw_all(view)
    rail = editor.palette.rect.w
    root.give_focus(editor)
    press(root, "t")
    assert editor.palette.rect.w > rail
    press(root, "enter")

    assert editor.palette.rect.w == rail
    assert editor.editing.workspace.text == "move()\n"


def test_nothing_is_lost_when_the_focus_leaves_a_field(make, root):
    editor = make("for i in range(4):\n    move()\n")
    root.give_focus(editor)
    press(root, "down", "right", "enter")
    root.handle(Text("8"))
    root.give_focus(editor.buttons[0])

    assert "range(8)" in editor.editing.workspace.text
