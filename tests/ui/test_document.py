"""Writing, selecting, undoing: the text behind the code editor, with no window near."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codekids.ui.document import KEPT_CHANGES, Document, Place


def after_colon(line: str) -> int:
    """A small stand-in for Python's rule."""
    return len(line) - len(line.lstrip()) + (4 if line.rstrip().endswith(":") else 0)


def written(text: str, **options) -> Document:
    document = Document(text, **options)
    document.finish()
    return document


def test_typing_a_word_is_one_step_of_undo():
    document = written("")

    for letter in "move()":
        document.type(letter)
    document.undo()

    assert document.text == ""


def test_each_word_is_undone_by_itself():
    document = written("")

    for letter in "unu doi":
        document.type(letter)
    document.undo()

    assert document.text == "unu "


def test_moving_the_caret_ends_a_run_of_typing():
    document = written("")

    document.type("a")
    document.left()
    document.right()
    document.type("b")
    document.undo()

    assert document.text == "a"


def test_a_new_line_after_a_colon_goes_one_step_in():
    document = written("for pas in range(4):", indent_after=after_colon)

    document.newline()

    assert document.text == "for pas in range(4):\n    "
    assert document.caret == (1, 4)


def test_enter_in_the_middle_takes_the_rest_along_without_its_spaces():
    document = Document("    a = 1   b = 2", indent_after=after_colon)
    document.go(Place(0, 9))

    document.newline()

    assert document.lines == ["    a = 1", "    b = 2"]


@pytest.mark.parametrize(
    ("line", "column", "left"),
    [("        x", 8, "    x"), ("      x", 6, "    x"), ("  x", 2, "x"), ("ab", 2, "a")],
)
def test_backspace_in_the_indentation_goes_back_one_step(line, column, left):
    document = Document(line)
    document.go(Place(0, column))

    document.backspace()

    assert document.text == left


def test_tab_moves_every_selected_line_in_and_shift_tab_out_again():
    document = Document("a\n\nb\nc")
    document.go(Place(0, 1))
    document.go(Place(3, 0), select=True)

    document.indent()

    assert document.text == "    a\n\n    b\nc", "a selection that ends before a line leaves it alone"
    assert document.selection == (Place(0, 5), Place(3, 0))

    document.dedent()
    assert document.text == "a\n\nb\nc"


def test_home_goes_to_the_first_letter_and_then_to_the_edge():
    document = written("    move()")

    document.home()
    first = document.caret
    document.home()

    assert (first.column, document.caret.column) == (4, 0)


def test_up_and_down_remember_the_column():
    document = Document("a long line\nx\nanother line")
    document.go(Place(0, 9))

    document.down()
    document.down()

    assert document.caret == (2, 9)


def test_word_moves_stop_at_words_and_signs():
    document = Document("turn_left() + 12")
    stops = []
    while document.caret != document.end:
        document.word_right()
        stops.append(document.caret.column)

    assert stops == [9, 12, 14, 16]
    document.word_left()
    document.word_left()
    assert document.caret.column == 12


def test_double_click_takes_the_word_with_its_romanian_letters():
    document = Document("mere_roșii = 3")

    document.select_word(Place(0, 7))

    assert document.selected_text == "mere_roșii"


def test_typing_over_a_selection_replaces_it_and_undo_brings_it_back_selected():
    document = Document("moov()")
    document.go(Place(0, 0))
    document.go(Place(0, 4), select=True)

    document.type("move")
    assert document.text == "move()"

    document.undo()
    assert document.selected_text == "moov"


def test_pasted_text_loses_tabs_strange_line_ends_and_control_signs():
    document = written("")

    document.paste("if a:\r\n\tmove()\x00\x1b\n")

    assert document.lines == ["if a:", "    move()", ""]


def test_a_field_stays_on_one_line_and_within_its_length():
    document = Document("", single_line=True, longest=6)

    document.paste("Ana\nMaria")
    document.newline()

    assert document.text == "Ana Ma"


def test_writing_again_after_undo_forgets_what_was_undone():
    document = written("")
    document.type("a")
    document.undo()

    document.type("b")

    assert not document.redo()
    assert document.text == "b"


def test_history_comes_back_from_json_with_its_steps():
    document = written("")
    for word in ("unu ", "doi ", "trei"):
        document.paste(word)
    document.undo()

    again = Document.from_data(json.loads(json.dumps(document.to_data())))

    assert again.text == "unu doi " and again.caret == document.caret
    assert again.redo() and again.text == "unu doi trei"
    while again.undo():
        pass
    assert again.text == ""


def test_only_the_newest_changes_are_kept():
    document = written("")
    for _ in range(KEPT_CHANGES + 20):
        document.paste("x")

    assert len(document.to_data()["done"]) == KEPT_CHANGES


@pytest.mark.parametrize(
    "done", [[[0, 0, "", "altceva", 0, 0]], [[99, 0, "", "x", 0, 0]], [["a"]], 7, [[0, 0, "", "x"]]]
)
def test_a_history_that_does_not_fit_is_forgotten_and_the_text_stays(done):
    document = Document.from_data({"text": "move()", "caret": [0, 2], "done": done})

    assert not document.undo()
    assert document.text == "move()"


PLAIN = ["left", "right", "up", "down", "home", "line_end", "start", "finish", "word_left", "word_right"]
PLAIN += ["newline", "backspace", "delete", "indent", "dedent", "select_all"]
OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["type", "paste"]), st.text("ab ș:(\n\t", max_size=6)),
        st.tuples(st.sampled_from(PLAIN)),
        st.tuples(st.sampled_from(["left", "right", "up", "down", "word_left", "home"]), st.just(True)),
        st.tuples(st.sampled_from(["backspace", "delete"]), st.just(True)),
        st.tuples(
            st.just("go"), st.tuples(st.integers(-1, 6), st.integers(-1, 9)).map(lambda at: Place(*at))
        ),
        st.tuples(st.just("set_text"), st.text("ab\n", max_size=8)),
    ),
    max_size=30,
)


def perform(document: Document, operations) -> None:
    for name, *arguments in operations:
        getattr(document, name)(*arguments)
        row, column = document.caret
        assert 0 <= row < len(document.lines) and 0 <= column <= len(document.lines[row])
        if document.anchor is not None:
            assert document.inside(*document.anchor) == document.anchor


@given(start=st.text("ab ș:\n", max_size=20), operations=OPERATIONS)
def test_undoing_everything_returns_to_the_start_and_redoing_to_the_end(start, operations):
    document = Document(start, indent_after=after_colon)
    perform(document, operations)
    end = document.text

    while document.undo():
        pass
    assert document.text == start
    while document.redo():
        pass
    assert document.text == end


@given(start=st.text("ab ș:\n", max_size=20), operations=OPERATIONS)
def test_undo_works_the_same_after_a_restart(start, operations):
    document = Document(start, indent_after=after_colon)
    perform(document, operations)

    again = Document.from_data(json.loads(json.dumps(document.to_data())))

    assert again.text == document.text and again.caret == document.caret
    while document.undo():
        assert again.undo() and again.text == document.text
