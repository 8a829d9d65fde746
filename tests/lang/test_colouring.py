"""The coloured pieces of a program."""

from hypothesis import given, settings
from hypothesis import strategies as st

from codekids.lang.colouring import colour
from codekids.lang.lines import split_lines


def test_each_piece_has_its_kind():
    (line,) = colour("for pas in range(4): move('ș')  # sus")

    assert [piece for piece in line if piece[0] != "plain"] == [
        ("keyword", "for"), ("name", "pas"), ("keyword", "in"), ("call", "range"), ("operator", "("),
        ("number", "4"), ("operator", "):"), ("call", "move"), ("operator", "("), ("string", "'ș'"),
        ("operator", ")"), ("comment", "# sus"),
    ]  # fmt: skip


def test_a_broken_program_is_coloured_as_far_as_it_goes():
    lines = colour('if not x == "a\nmove(\n"""trei\nlinii')

    assert lines[0][0] == ("keyword", "if")
    assert lines[1] == [("call", "move"), ("operator", "(")]
    assert lines[3] == [("string", "linii")]


@settings(deadline=None)
@given(st.text() | st.text(alphabet="if ()'\"#\n\r\t\\ș1.=:\x0c"))
def test_every_character_keeps_its_place(text):
    assert ["".join(piece for _, piece in line) for line in colour(text)] == list(split_lines(text))
