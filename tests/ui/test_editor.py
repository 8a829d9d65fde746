"""A child types Python: letters, indentation, the list of words, the bubble under the line."""

import pytest

from codekids.lang.colouring import colour
from codekids.lang.completion import complete, indent_after
from codekids.lang.dialect import Dialect, Signature
from codekids.ui.document import Document, Place
from codekids.ui.events import Key, PointerDown, PointerMove, PointerUp, Text, Wheel
from codekids.ui.geometry import Rect
from codekids.ui.widgets.bubble import Choice, ErrorBubble
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.editor import CodeEditor
from codekids.ui.widgets.root import accessible_tree

TOOLBOX = ("move", "turn_left", "take")
WORDS = Dialect({name: Signature(name) for name in TOOLBOX}, TOOLBOX)


class Paper:
    """A clipboard of our own."""

    def __init__(self):
        self.held = ""

    def get(self):
        return self.held

    def put(self, text):
        self.held = text


@pytest.fixture
def editor(root, view):
    made = CodeEditor(
        Document(indent_after=indent_after),
        "Programul meu",
        colouring=colour,
        completing=lambda text, line, column: complete(text, line, column, WORDS),
        completion_name="Cuvinte",
        clipboard=Paper(),
    )
    made.place(Rect(20, 80, 600, 340))
    beside = Button("Rulează", lambda: None)
    beside.place(Rect(700, 80, 100, 48))
    root.add(made, beside)
    root.draw_all(view)
    click(root, 400, 200)
    return made


def click(root, x, y, clicks=1, shift=False):
    root.handle(PointerDown(x, y, 1, clicks, shift))
    root.handle(PointerUp(x, y))


def write(root, text):
    for letter in text:
        if letter == "\n":
            root.handle(Key("enter"))
        else:
            root.handle(Key(letter))
            root.handle(Text(letter))


def settle(root, view):
    """Draw until nothing is left to draw."""
    for _ in range(5):
        if not root.draw_all(view):
            return
    raise AssertionError("the editor asks to be drawn for ever")


def test_typing_a_loop_indents_by_itself_and_takes_every_letter(root, editor):
    write(root, 'for pas in range(4):\nspune = "ș ț ă ő ű"\n')

    assert editor.document.lines == ["for pas in range(4):", '    spune = "ș ț ă ő ű"', "    "]


def test_the_first_letters_bring_the_words_of_the_lesson(root, editor, view):
    write(root, "tur")
    assert ("Cuvinte", "list") in [entry[:2] for entry in accessible_tree(root)]

    root.handle(Key("tab"))

    assert editor.document.text == "turn_left()" and editor.document.caret == (0, 11)
    assert ("Cuvinte", "list") not in [entry[:2] for entry in accessible_tree(root)]
    assert editor.focused


def test_the_list_goes_by_arrows_and_enter_and_away_by_escape(root, editor):
    write(root, "t")
    root.handle(Key("down"))
    root.handle(Key("enter"))
    assert editor.document.text == "take()"

    write(root, "\nm")
    root.handle(Key("escape"))
    assert editor.writing, "the first escape only closes the list"
    root.handle(Key("enter"))
    assert editor.document.text == "take()\nm\n"


def test_enter_after_a_whole_name_is_a_new_line_and_not_a_longer_name(root, editor):
    write(root, "a = 1\nb = a\n")

    assert editor.document.text == "a = 1\nb = a\n"


def test_a_click_on_a_word_of_the_list_takes_it(root, editor, view):
    write(root, "mo")
    place = next(rect for name, _, rect in accessible_tree(root) if name == "Cuvinte")

    click(root, *place.centre)

    assert editor.document.text == "move()" and editor.focused


def test_no_words_are_offered_inside_a_text_or_a_comment(root, editor):
    write(root, "# mo")

    assert "Cuvinte" not in [entry[0] for entry in accessible_tree(root)]


def test_tab_indents_while_writing_and_moves_on_after_escape(root, editor):
    write(root, "a")
    root.handle(Key("escape"))
    root.handle(Key("home"))
    editor.writing = True
    root.handle(Key("tab"))
    assert editor.document.text == "    a"
    root.handle(Key("tab", shift=True))
    assert editor.document.text == "a"

    root.handle(Key("escape"))
    root.handle(Key("tab"))
    assert root.focus.name == "Rulează"

    root.handle(Key("tab", shift=True))
    assert root.focus is editor and not editor.writing
    root.handle(Key("tab"))
    assert root.focus.name == "Rulează", "walking through by Tab alone is no trap"


def test_a_second_escape_and_the_run_keys_are_for_the_screen(root, editor):
    write(root, "1")
    assert root.handle(Key("escape"))

    assert not root.handle(Key("escape"))
    assert not root.handle(Key("enter", ctrl=True))
    assert not root.handle(Key("f8"))
    assert editor.document.text == "1"


def test_cut_copy_paste_undo_redo(root, editor):
    write(root, "1 2")
    for key in ("a", "x", "v", "v", "z"):
        root.handle(Key(key, ctrl=True))
    assert editor.document.text == "1 2"
    root.handle(Key("y", ctrl=True))
    assert editor.document.text == "1 21 2"


def test_hungarian_at_sign_is_a_letter_and_no_shortcut(root, editor):
    editor.clipboard.put("no")

    root.handle(Key("v", ctrl=False, alt=False))
    root.handle(Text("@"))

    assert editor.document.text == "@"


def test_the_mouse_puts_the_caret_selects_words_and_drags(root, editor, view):
    editor.document.set_text("move()\ntake()")
    settle(root, view)
    x, y = editor._text_x, editor.rect.y

    click(root, x + 2 * 11 + 2, y + 34 + 10)
    assert editor.document.caret == (1, 2)
    click(root, x + 2, y + 10, clicks=2)
    assert editor.document.selected_text == "move"
    root.handle(PointerDown(x, y + 10))
    root.handle(PointerMove(x + 33, y + 44, held=True))
    root.handle(PointerUp(x + 33, y + 44))
    assert editor.document.selected_text == "move()\ntak"


def test_the_caret_stays_in_sight_both_ways(root, editor, view):
    write(root, "\n" * 30 + "x" * 120)
    settle(root, view)
    assert editor.rect.intersection(editor.caret_rect()) == editor.caret_rect()

    root.handle(Key("home", ctrl=True))
    settle(root, view)
    assert (editor.scroll_x, editor.scroll_y) == (0, 0)
    assert editor.rect.intersection(editor.caret_rect()) == editor.caret_rect()


def test_the_wheel_scrolls_no_further_than_the_text(root, editor, view):
    editor.document.set_text("\n" * 40)
    settle(root, view)
    root.handle(Wheel(100, 200, -100.0))
    last = editor.scroll_y

    assert last > 0 and not root.handle(Wheel(100, 200, -1.0))
    root.handle(Wheel(100, 200, 100.0))
    assert editor.scroll_y == 0


def bubble(pressed):
    return ErrorBubble(
        "Linia 2",
        "Aici scrie `moov`. Poate ai vrut `move`.",
        close=("Închide", lambda: pressed.append("close")),
        choice=Choice(
            "Așa ai scris",
            "moov()",
            lambda: pressed.append("keep"),
            "Poate așa",
            "move()",
            lambda: pressed.append("fix"),
        ),
        python=("Ce spune Python", "NameError: name 'moov' is not defined"),
    )


def test_the_bubble_stands_under_its_line_and_pushes_the_others_down(root, editor, view):
    editor.document.set_text("move()\nmoov()\ntake()")
    pressed = []
    editor.show_problem(2, 0, 4, bubble(pressed))
    settle(root, view)

    place = editor.bubble.rect
    assert editor._row_rect(1).bottom < place.y
    assert place.bottom < editor._row_rect(2).y
    assert editor.place_at(editor._text_x, editor._row_rect(2).centre[1]) == Place(2, 0)
    red = view.surface.get_at((editor.rect.x + 2, editor._row_rect(1).centre[1]))
    assert red[:3] == (0xB4, 0x23, 0x2F)


def test_a_bubble_at_the_end_of_a_long_program_is_brought_into_sight(root, editor, view):
    editor.document.set_text("move()\n" * 40 + "moov()")
    editor.show_problem(41, 0, 4, bubble([]))
    settle(root, view)

    assert editor.rect.intersection(editor.bubble.rect) == editor.bubble.rect
    assert editor.rect.intersection(editor._row_rect(40)) == editor._row_rect(40)


def test_the_bubble_works_by_keyboard_and_python_speaks_when_asked(root, editor, view):
    editor.document.set_text("moov()")
    pressed = []
    editor.show_problem(1, 0, 4, bubble(pressed))
    settle(root, view)
    low = editor.bubble.rect.h
    root.handle(Key("escape"))

    root.handle(Key("tab"))
    root.handle(Key("enter"))
    root.handle(Key("tab"))
    root.handle(Key("enter"))
    assert pressed == ["keep", "fix"]
    root.handle(Key("tab"))
    root.handle(Key("space"))
    root.handle(Text(" "))
    settle(root, view)
    assert editor.bubble.rect.h > low
    assert editor.document.text == "moov()", "keys for the bubble are not typed into the program"

    click(root, *editor.bubble.close_button.rect.centre)
    editor.clear_problem()
    settle(root, view)
    assert pressed == ["keep", "fix", "close"]
    assert editor.place_at(editor._text_x, editor.rect.y + 200) == Place(0, 0)


def test_the_mark_stays_with_its_line_when_lines_are_added_above(root, editor, view):
    editor.document.set_text("move()\nmoov()")
    editor.show_problem(2, 0, 4)
    editor.document.go(Place(0, 0))
    root.give_focus(editor)

    root.handle(Key("enter"))

    assert editor.document.lines[editor.mark.row] == "moov()"


def test_the_running_line_touches_only_its_own_row_and_the_one_before(root, editor, view):
    editor.document.set_text("\n".join(["move()"] * 8))
    root.give_focus(None)
    editor.set_now(3)
    settle(root, view)

    editor.set_now(6)
    spots = root.draw_all(view)

    assert sum(spot.w * spot.h for spot in spots) <= 2 * 600 * 34
    assert not root.draw_all(view)
    editor.set_now(6)
    assert not root.stale


def test_the_running_line_is_kept_in_sight(root, editor, view):
    editor.document.set_text("\n".join(["move()"] * 60))
    settle(root, view)

    editor.set_now(55)

    assert editor.rect.intersection(editor._row_rect(54)) == editor._row_rect(54)


def test_a_program_being_watched_cannot_be_changed_by_accident(root, editor):
    write(root, "1")
    editor.read_only = True

    write(root, "2\n")
    root.handle(Key("backspace"))
    root.handle(Key("z", ctrl=True))

    assert editor.document.text == "1"


def test_before_the_colours_are_there_the_text_already_is(root, view):
    plain = CodeEditor(Document("for i in x:\n    '''a\n\nb'''"), "Program")
    plain.place(Rect(20, 80, 600, 300))
    root.add(plain)
    settle(root, view)
    assert plain._pieces[0][0] == ("plain", "for i in x:")

    plain.set_colouring(colour)
    settle(root, view)

    assert plain._pieces[0][0] == ("keyword", "for")
    assert plain._pieces[3][0][0] == "string", "a text over several lines is one text"
    assert ["".join(text for _, text in line) for line in plain._pieces] == plain.document.lines


def test_a_very_long_program_is_drawn_by_its_visible_lines_only(root, view):
    drawn = []
    big = CodeEditor(Document("move()  # pas\n" * 20_000), "Program", colouring=colour)
    big.place(Rect(20, 80, 600, 300))
    root.add(big)
    real = big._draw_row
    big._draw_row = lambda view, row, box, left: (drawn.append(row), real(view, row, box, left))

    settle(root, view)

    assert len(drawn) < 40
