"""Everything that works with the mouse works with the keyboard; and nothing is drawn without a reason."""

import pytest

from codekids.ui import theme
from codekids.ui.events import Key, PointerDown, PointerMove, PointerUp, Text, Wheel
from codekids.ui.geometry import Rect
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button, IconButton
from codekids.ui.widgets.dialog import Dialog, Toast
from codekids.ui.widgets.dropdown import Dropdown
from codekids.ui.widgets.field import TextField
from codekids.ui.widgets.label import Label, Paragraph
from codekids.ui.widgets.root import accessible_tree
from codekids.ui.widgets.scroll import ScrollView
from codekids.ui.widgets.slider import Slider
from codekids.ui.widgets.tabs import Segmented


def click(root, x, y, clicks=1):
    root.handle(PointerMove(x, y))
    root.handle(PointerDown(x, y, 1, clicks))
    root.handle(PointerUp(x, y))


def buttons(root, pressed, count=3):
    made = [Button(f"B{i}", lambda i=i: pressed.append(i)) for i in range(count)]
    for i, button in enumerate(made):
        button.place(Rect(20 + 120 * i, 20, 100, 48))
    root.add(*made)
    return made


def test_a_click_presses_only_when_it_is_let_go_inside(root):
    pressed = []
    buttons(root, pressed)

    click(root, 30, 30)
    root.handle(PointerDown(150, 30))
    root.handle(PointerMove(150, 300, held=True))
    root.handle(PointerUp(150, 300))

    assert pressed == [0]


@pytest.mark.parametrize("key", ["enter", "space"])
def test_tab_walks_round_and_the_key_presses(root, key):
    pressed = []
    made = buttons(root, pressed)
    made[1].enabled = False
    for _ in range(3):
        root.handle(Key("tab"))
        root.handle(Key(key))
    root.handle(Key("tab", shift=True))
    root.handle(Key(key))

    assert pressed == [0, 2, 0, 2]


def test_the_ring_shows_for_the_keyboard_and_not_for_the_mouse(root):
    made = buttons(root, [])

    click(root, 30, 30)
    assert made[0].focused and not made[0].ringed

    root.handle(Key("tab"))
    assert made[1].ringed


def test_hidden_and_disabled_things_cannot_be_reached(root):
    pressed = []
    made = buttons(root, pressed)
    made[0].set(visible=False)
    made[1].set(enabled=False)

    click(root, 30, 30)
    click(root, 150, 30)

    assert pressed == []
    root.handle(Key("tab"))
    assert root.focus is made[2]


def test_arrows_move_inside_a_group_that_tab_enters_once(root):
    chosen = []
    switch = Segmented(
        "Mod", [("a", "Blocuri", None), ("b", "Amândouă", None), ("c", "Python", None)], "b", chosen.append
    )
    switch.place(Rect(20, 100, 360, 44))
    root.add(switch)
    buttons(root, [], 1)

    root.handle(Key("tab"))
    assert root.focus is switch.tabs[1], "the chosen one is the way in"
    root.handle(Key("right"))
    root.handle(Key("enter"))
    root.handle(Key("right"))
    root.handle(Key("tab"))

    assert chosen == ["c"]
    assert root.focus.name == "B0"


def test_when_nothing_changes_nothing_is_drawn(root, view):
    buttons(root, [])
    root.draw_all(view)

    assert root.draw_all(view) == []
    root.handle(PointerMove(700, 700))
    assert not root.stale


def test_a_change_draws_its_own_spot_only(root, view):
    label = Label("unu")
    label.place(Rect(400, 400, 100, 30))
    root.add(label)
    root.draw_all(view)

    label.say("unu")
    assert not root.stale, "the same word is no change"
    label.say("doi")
    (spot,) = root.draw_all(view)

    assert spot.contains(450, 415) and spot.w * spot.h < 8000


def test_drawing_a_spot_leaves_the_same_picture_as_drawing_everything(root, view):
    made = buttons(root, [])
    root.draw_all(view)
    root.handle(Key("tab"))
    root.handle(Key("tab"))
    made[2].say("Altul")
    made[0].set(visible=False)
    root.draw_all(view)
    partly = view.surface.copy()

    root.damage(root.rect)
    root.draw_all(view)

    assert partly.get_buffer().raw == view.surface.get_buffer().raw


def test_a_tooltip_comes_after_a_moment_of_pointing_and_also_of_focus(root, view):
    tool = IconButton("gear", "Setări", lambda: None)
    tool.place(Rect(20, 20, 48, 48))
    root.add(tool)

    root.handle(PointerMove(30, 30))
    assert root.tick(theme.TOOLTIP_DELAY / 2), "still on its way: keep the clock running"
    assert ("Setări", "tooltip") not in [entry[:2] for entry in accessible_tree(root)]
    root.tick(theme.TOOLTIP_DELAY)
    root.draw_all(view)
    assert ("Setări", "tooltip") in [entry[:2] for entry in accessible_tree(root)]

    root.handle(PointerMove(700, 700))
    assert ("Setări", "tooltip") not in [entry[:2] for entry in accessible_tree(root)]

    root.handle(Key("tab"))
    root.tick(theme.TOOLTIP_DELAY + 0.1)
    root.draw_all(view)
    assert ("Setări", "tooltip") in [entry[:2] for entry in accessible_tree(root)]


def test_the_tree_tells_names_roles_and_places(root):
    buttons(root, [], 1)
    root.add(Slider("Viteza", 0, 3, 1, lambda value: None))

    assert ("B0", "button", Rect(20, 20, 100, 48)) in accessible_tree(root)
    assert all(name != "Viteza" for name, _, _ in accessible_tree(root)), "what stands nowhere is not told"


def dialog(root, view, answers):
    made = Dialog(
        "Ștergi programul?",
        "Îl poți aduce înapoi.",
        [
            Button("Păstrează", lambda: answers.append("no")),
            Button("Șterge", lambda: answers.append("yes"), "go"),
        ],
        on_escape=lambda: (answers.append("safe"), root.close(made)),
    )
    made.show(root, view)
    return made


def test_a_dialog_keeps_keys_and_clicks_to_itself(root, view):
    pressed, answers = [], []
    made = buttons(root, pressed)
    root.give_focus(made[0], visible=True)
    open_dialog = dialog(root, view, answers)

    click(root, 30, 30)
    assert pressed == []
    assert root.handle(Key("f7")), "shortcuts of the screen behind do not hear it"
    root.give_focus(open_dialog.buttons[0])
    for _ in range(3):
        root.handle(Key("tab"))
    root.handle(Key("enter"))
    assert answers == ["yes"]

    root.handle(Key("escape"))
    assert answers == ["yes", "safe"]
    assert root.focus is made[0], "the focus goes back where it was"
    click(root, 30, 30)
    assert pressed == [0]


def test_a_dropdown_opens_over_everything_and_chooses_by_keys(root, view):
    chosen = []
    field = Dropdown("Limba", [("ro", "Română"), ("en", "English"), ("hu", "Magyar")], "ro", chosen.append)
    field.place(Rect(20, 680, 160, 36))
    root.add(field)
    root.draw_all(view)

    root.handle(Key("tab"))
    for key in ("enter", "down", "down", "enter"):
        root.handle(Key(key))
    assert chosen == ["hu"] and not field.is_open and field.word == "Magyar"

    root.handle(Key("space"))
    (place,) = [rect for name, role, rect in accessible_tree(root) if role == "list" and rect != field.rect]
    assert place.bottom <= field.rect.y, "no room below, so it opens above"
    root.handle(Key("escape"))
    assert not field.is_open and chosen == ["hu"]


def test_a_press_outside_closes_the_list_and_one_inside_chooses(root, view):
    chosen = []
    field = Dropdown("Limba", [("ro", "Română"), ("en", "English")], "ro", chosen.append)
    field.place(Rect(20, 20, 160, 36))
    root.add(field)
    root.draw_all(view)

    click(root, 30, 30)
    assert field.is_open
    click(root, 30, 30)
    assert not field.is_open, "a second press closes it"
    click(root, 30, 30)
    click(root, 600, 600)
    assert not field.is_open and chosen == []

    click(root, 30, 30)
    place = next(rect for _, role, rect in accessible_tree(root) if role == "list" and rect != field.rect)
    click(root, place.x + 20, place.bottom - 20)
    assert chosen == ["en"]


def test_a_slider_goes_by_mouse_and_by_keys_and_stays_on_its_track(root):
    moved = []
    slider = Slider("Timp", 0, 10, 5, moved.append)
    slider.place(Rect(100, 100, 222, 40))
    root.add(slider)

    root.handle(PointerDown(111, 120))
    root.handle(PointerMove(900, 120, held=True))
    root.handle(PointerUp(900, 120))
    for key in ("left", "home", "left", "end"):
        root.handle(Key(key))

    assert moved == [0, 10, 9, 0, 10]


def test_a_long_text_scrolls_by_wheel_and_keys_and_clips_its_clicks(root, view):
    text = Paragraph("rând\n" * 40)
    scroll = ScrollView(text, "Povestea")
    root.add(scroll)
    scroll.place(Rect(20, 100, 300, 200))
    scroll.set_content_height(text.height_for(view, scroll.inner_width))

    assert root.handle(Wheel(50, 150, -1.0))
    root.give_focus(scroll)
    root.handle(Key("end"))
    assert text.rect.bottom == scroll.rect.bottom
    assert not root.handle(Wheel(50, 150, -1.0)), "at the end the wheel is for others"
    root.handle(Key("home"))
    assert text.rect.y == 100
    assert not root.handle(PointerDown(50, 400))


def test_focus_inside_a_scroll_brings_the_widget_into_sight(root):
    inside = Widget()
    made = [Button(str(i), lambda: None) for i in range(20)]
    inside.add(*made)
    scroll = ScrollView(inside)
    root.add(scroll)
    scroll.place(Rect(20, 100, 300, 200))
    scroll.set_content_height(20 * 60)
    for i, button in enumerate(made):
        button.place(Rect(30, 100 + 60 * i, 100, 48))

    for _ in range(12):
        root.handle(Key("tab"))

    assert root.focus is made[11]
    assert scroll.rect.y <= made[11].rect.y and made[11].rect.bottom <= scroll.rect.bottom


def test_writing_in_a_field_with_romanian_and_hungarian_letters(root, view):
    entered, changes = [], []
    field = TextField("Porecla", longest=8, on_enter=entered.append, on_change=changes.append)
    field.place(Rect(20, 20, 200, 74))
    root.add(field)
    root.draw_all(view)
    click(root, 60, 70)
    for letter in "șțőű":
        root.handle(Text(letter))
    root.handle(Key("backspace"))
    root.handle(Key("z", ctrl=True))
    root.handle(Key("home"))
    root.handle(Text("1234567"))
    root.handle(Key("enter"))

    assert entered == ["1234șțőű"]
    assert changes[3] == "șțőű"


def test_the_space_that_opens_a_field_is_not_written_into_it(root):
    field = TextField("Porecla")
    field.place(Rect(20, 100, 200, 74))
    opener = Button("Scrie", lambda: root.give_focus(field))
    opener.place(Rect(20, 20, 100, 48))
    root.add(opener, field)
    root.handle(Key("tab"))

    root.handle(Key("space"))
    root.handle(Text(" "))
    root.handle(Key("a"))
    root.handle(Text("a"))

    assert field.text == "a"


def test_a_toast_goes_by_itself_but_waits_while_it_is_pointed_at(root, view):
    gone = []
    toast = Toast("Am șters rândul.", action=("Anulează", lambda: None), on_gone=lambda: gone.append(True))
    toast.stand_above(view, 600)
    root.add(toast)
    root.animate(toast)

    root.handle(PointerMove(*toast.rect.inset(4).centre))
    for _ in range(20):
        assert root.tick(1.0)
    root.handle(PointerMove(0, 0))
    for _ in range(7):
        root.tick(1.0)

    assert gone == [True]


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize(
    "label", ["Vin cu un coleg", "Egy társammal jöttem", "Nagyon hosszú felirat, ami sehová sem fér be"]
)
@pytest.mark.parametrize("width", [60, 120, 220, 400])
def test_a_label_is_never_cut_it_gives_way_to_its_picture(assets, scale, label, width):
    import pygame

    from codekids.ui.theme import LIGHT
    from codekids.ui.view import View

    view = View(pygame.Surface((900, 300)), LIGHT, assets, scale)
    button = Button(label, lambda: None, icon="people")
    button.place(Rect(50, 50, width, view.px(48)))
    drawn = []
    real = view.text_image
    view.text_image = lambda *args, **kwargs: drawn.append(real(*args, **kwargs)) or drawn[-1]

    button.draw(view)

    words = sum(image.get_width() for image in drawn[:1])
    assert words <= width
    assert drawn or button.tooltip == label
