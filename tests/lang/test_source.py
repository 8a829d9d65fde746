"""Reading a program: whatever a file or an editor holds, it is read or it is a problem."""

import sys
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codekids.lang.lines import apply_fix, character_column, split_lines
from codekids.lang.names import find_problems
from codekids.lang.problems import Fix
from codekids.lang.source import read_source


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_kept_and_cut_alike(end):
    text = end.join(["move()", "turn_left()", ""])
    program = read_source(text.encode())

    assert program.text == text
    assert program.lines == ("move()", "turn_left()", "")
    assert [statement.lineno for statement in program.tree.body] == [1, 2]


def test_form_feeds_and_paragraph_signs_end_no_line():
    program = read_source('x = "a\x0c\u2028b"\nmove(')

    assert len(program.lines) == 2
    assert program.problems[0].line == 2


def test_a_bom_is_taken_off_and_remembered():
    program = read_source(b"\xef\xbb\xbfmove()")

    assert (program.bom, program.text, program.problems) == (True, "move()", ())
    assert not read_source(b"move()").bom


LOOPS = "".join(" " * step + "for x in x:\n" for step in range(30)) + " " * 30 + "x"


@pytest.mark.parametrize(
    ("source", "key", "line", "column"),
    [
        (b"move()\nsay('\xe3')", "source.undecodable", 2, 5),
        ("say('\ud83d')", "source.undecodable", 1, 5),
        ("move()\r\n\r\n\0", "source.nul", 3, 0),
        ("#" * 70_000, "source.too_large", 1, 0),
        ("#" + "ș" * 40_000, "source.too_large", 1, 0),
        (b"x" * 1_000_000, "source.too_large", 1, 0),
        ("move()\n" * 3 + "-" * 9000 + "1", "source.too_deep", 4, 0),
        ("+".join("1" * 9000), "source.too_deep", 1, 0),
        ("(" * 300 + ")" * 300, "source.too_deep", 1, 200),
        ("".join("    " * step + "if x:\n" for step in range(101)), "source.too_deep", 101, 0),
        (LOOPS, "source.too_deep", 21, 20),
    ],
    ids=["cp1250", "half a surrogate", "NUL", "too many bytes", "too many letters", "1 MB", "signs", "sum",
         "brackets", "steps", "loops"],
)  # fmt: skip
def test_what_cannot_be_read_is_one_problem_with_its_place(source, key, line, column):
    program = read_source(source)

    assert program.tree is None
    assert [(problem.key, problem.line, problem.column) for problem in program.problems] == [
        (key, line, column)
    ]
    program.text.encode("utf-8")  # and what is left can be shown and saved


def test_ninety_nine_steps_are_still_a_program():
    text = "".join("    " * step + "if True:\n" for step in range(99)) + "    " * 99 + "move()"

    assert read_source(text).tree is not None


def test_python_s_warnings_stay_silent():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read_source('print("\\d", 1 is 1, ()())').problems == ()


def test_a_column_of_ast_becomes_a_column_of_characters():
    line = 'ț = "ș"; moov()'
    node = read_source(line).tree.body[1].value

    assert node.col_offset == 11
    assert character_column(line, node.col_offset) == line.index("moov")


def test_a_repair_changes_nothing_around_it():
    text = "move()\r\nmoov()\r\n"

    assert apply_fix(text, Fix(2, 0, 2, 4, "move")) == "move()\r\nmove()\r\n"
    assert apply_fix(text, Fix(9, 5, 9, 9, "x")) == text + "x"


PROGRAMS = (
    "for pas in range(4):\n    move()\n    if object_here():\n        take()  # un măr\n",
    'def salut(nume="Ana", *altele):\n\t"""Spune salut."""\n\tprint(f"Salut, {nume!r:>{9}}!")\n\nsalut()\r\n',
    "x = [1, 2,\n    {'a': (3, 4)}]\nwhile x and not at_goal():\n    x.pop()\nelse:\n    print('gata')\n",
    "class Erou:\n    viata = 3\n\n    def cade(self):\n        self.viata -= 1\n        return self\n",
    "try:\n    x = int(input('ș„ț”? '))\nexcept ValueError as e:\n    print(e)\nx = 5 if x == 0x1F else ~x\n",
)


@pytest.mark.parametrize("text", PROGRAMS)
def test_half_typed_programs_always_get_an_answer(text, grid):
    for length in range(len(text) + 1):
        program = read_source(text[:length])
        problems = find_problems(program, grid)
        assert program.tree is not None or len(problems) == 1


WORDS = (
    *("move", "turn_left", "if", "else", "elif", "for", "while", "def", "in", "and", "not", "True", "print"),
    *("range", "x", "ș", "=", "==", "+=", ":=", "(", ")", "[", "]", "{", "}", ":", ",", ".", ";", "'", '"'),
    *(
        '"""',
        "f'",
        "#",
        "\\",
        "+",
        "-",
        "!",
        "$",
        "„",
        "”",
        "‘",
        "\u00a0",
        "\u200b",
        "×",
        "≥",
        "（",
        "4",
        "08",
    ),
    *(
        "1.5",
        "2a",
        "repeat",
        "dacă",
        "altfel",
        "import",
        "lambda",
        "return",
        "break",
        "match",
        "case",
        "global",
    ),
    *("\n", "\n    ", "\n  ", "\n\t", "\r", "\r\n", "\x0c", "\0", "\u2028", "    "),
)
CODE = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)


@settings(deadline=None)
@given(CODE | st.text() | st.binary())
def test_no_text_in_the_world_makes_reading_raise(grid_of_all_words, source):
    program = read_source(source)
    for problem in find_problems(program, grid_of_all_words):
        assert 1 <= problem.line <= len(program.lines)
        assert 0 <= problem.column <= len(program.lines[problem.line - 1])
        if problem.fix is not None:
            assert apply_fix(program.text, problem.fix) != program.text


@settings(deadline=None)
@given(st.text())
def test_lines_put_together_again_are_the_text(text):
    lines = split_lines(text)

    assert "\n".join(lines) == text.replace("\r\n", "\n").replace("\r", "\n")


def test_reading_leaves_the_recursion_limit_alone():
    limit = sys.getrecursionlimit()
    read_source("not " * 9000 + "x")

    assert sys.getrecursionlimit() == limit
