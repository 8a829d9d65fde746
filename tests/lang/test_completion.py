"""What the editor offers; `|` is the caret."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codekids.lang.completion import complete, indent_after


def offered(marked, dialect):
    before, after = marked.split("|")
    lines = before.split("\n")
    return complete(before + after, len(lines), len(lines[-1]), dialect)


def taken(marked, dialect, word):
    """The program after the word is taken, with the caret."""
    before, after = marked.split("|")
    (offer,) = [offer for offer in offered(marked, dialect) if offer.word == word]
    start = before[: len(before) - offer.replaces]
    return start + offer.insert[: offer.caret] + "|" + offer.insert[offer.caret :] + after


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("mo|", ["move"]),
        ("MO|", ["move"]),
        ("t|", ["turn_left", "take"]),
        ("|", ["move", "turn_left", "take", "object_here", "if", "for"]),
        ("if o|", ["object_here", "or", "ord"]),
        ("if object_here():\n    take()\ne|", ["else", "enumerate"]),
        ("for pas |", ["in"]),
        ("for |", []),
        ("def mo|", []),
        ("x.mo|", []),
        ("3mo|", []),
        ("# mo|", []),
        ("'mo|", []),
        ('"""\nmo|', []),
        ("x = 'a' + mo|", ["move"]),
        ("scor = 3\nsc|", ["scor"]),
        ("stânga = 3\nstan|", ["stânga"]),
        ("sc|\nscor = 'un scop'", ["scor"]),
        ("def urca(trepte):\n    u|", ["urca"]),
        ("def urca(trepte=2):\n    move(tr|)", ["trepte", "True"]),
        ("def f():\n    re|", ["return", "reversed"]),
        ("mov|e", []),
        ("z|", []),
    ],
)
def test_the_toolbox_the_program_and_what_fits_are_offered(marked, words, first_steps):
    assert [offer.word for offer in offered(marked, first_steps)] == words


@pytest.mark.parametrize(
    ("marked", "word", "result"),
    [
        ("mo|", "move", "move()|"),
        ("sa|", "say", "say(|)"),
        ("mo|()", "move", "move|()"),
        ("fo|", "for", "for |"),
        ("if x:\n    move()\nel|", "else", "if x:\n    move()\nelse:|"),
        ("x = tr|", "True", "x = True|"),
        ("scor = 1\nprint(s|)", "scor", "scor = 1\nprint(scor|)"),
    ],
)
def test_taking_a_word_leaves_the_caret_where_typing_goes_on(marked, word, result, grid):
    assert taken(marked, grid, word) == result


def test_within_a_condition_the_words_that_answer_come_first(grid):
    assert offered("if |", grid)[0].word == "front_is_clear"
    assert offered("|", grid)[0].word == "move"


def test_a_place_outside_the_text_offers_nothing(grid):
    assert complete("move()", 9, 0, grid) == []
    assert complete("", 0, 0, grid) == []


@settings(deadline=None)
@given(st.text(alphabet="move if(:'\"#\n.\\=ș") | st.text(), st.integers(-1, 9), st.integers(0, 40))
def test_completing_never_raises(grid_of_all_words, text, line, column):
    for offer in complete(text, line, column, grid_of_all_words):
        assert 0 <= offer.caret <= len(offer.insert)


@pytest.mark.parametrize(
    ("line", "spaces"),
    [
        ("move()", 0),
        ("for pas in range(4):", 4),
        ("    while True:  # mereu", 8),
        ("        move()", 8),
        ("        return x", 4),
        ("    break", 0),
        ("pass", 0),
        ("lista = [", 4),
        ("print('de ce:')", 0),
        ("print('de ce:", 0),
        ("# de ce:", 0),
        ("x = a[1:]", 0),
        ("breakfast()", 0),
        ("\tif x:", 8),
        ("", 0),
    ],
)
def test_the_next_line_starts_where_it_belongs(line, spaces):
    assert indent_after(line) == spaces
