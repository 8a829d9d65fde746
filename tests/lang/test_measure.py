"""Counts that goals rest on."""

import pytest

from codekids.lang.measure import constructs, count_blocks, count_lines
from codekids.lang.source import read_source


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", 0),
        ("# doar un gând\n", 0),
        ("move()", 1),
        ("move(); move()", 2),
        ("for pas in range(4): move()", 2),
        ("if object_here(): take()", 3),
        ("while True:\n    move()", 2),
        ("while True:\n    pass", 1),
        ("if a():\n    move()\n    pass\nelse:\n    pass\npass", 5),
        ("while not at_goal():\n    move()", 3),
        ("for pas in range(4):\n    move()\n    if object_here():\n        take()", 5),
        ("if a(): move()\nelse: take()", 4),
        ("if a(): move()\nelif b(): take()\nelse: put()", 6),
        ("if a(): move()\nelse:\n    if b(): take()", 6),
        ('def urca():\n    """Urcă o treaptă."""\n    move()\nurca()', 3),
        ('"""Programul meu."""\nmove()', 1),
        ("ș = 1\nif ș: move()\nelif not ș: take()", 6),
        ("move(", 0),
    ],
)
def test_statements_and_conditions_are_blocks(text, blocks):
    assert count_blocks(read_source(text)) == blocks


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 0),
        ("move()\n\n# gând\n   \nmove()  # pas\n", 2),
        ("move(); move()", 1),
        ("lista = [\n    1,\n\n    2,\n]", 4),
        ('x = """a\n# b\n\nc"""', 4),
        ('"""Programul\nmeu."""\nmove()', 1),
        ("move()\r\nturn_left()\r", 2),
        ("move(\n# gând\n", 1),
        ('x = """\n\n', 1),
        ("if x:\n        a()\n    b()", 3),
    ],
)
def test_lines_that_hold_code_are_counted(text, lines):
    assert count_lines(read_source(text)) == lines


@pytest.mark.parametrize(
    ("text", "made_of"),
    [
        ("for pas in range(4):\n    move()", {"for", "range", "move"}),
        ("while True:\n    break", {"while", "break"}),
        ("if a():\n    b()", {"if", "a", "b"}),
        ("if a: b()\nelse: c()", {"if", "else", "b", "c"}),
        ("if a: b()\nelif c: d()", {"if", "elif", "b", "d"}),
        ("if a: b()\nelif c: d()\nelse: e()", {"if", "elif", "else", "b", "d", "e"}),
        ("def f():\n    return 1", {"def", "return"}),
        ("x = [n for n in y if n]", {"for"}),
        ("x = 1 if not y else 2", {"if", "else", "not"}),
        ("turtle.forward(3)", {"forward"}),
        ("move", set()),
        ("say('for while if')", {"say"}),
        ("for (", set()),
    ],
)
def test_a_program_is_made_of_its_words_and_calls(text, made_of):
    assert constructs(read_source(text)) == made_of
