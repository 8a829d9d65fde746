"""A value is taken apart as Python writes it."""

import pytest

from codekids.ui.value_shape import shape_of


@pytest.mark.parametrize(
    ("text", "kind", "items", "names"),
    [
        ("3", "plain", (), ()),
        ("'a, b'", "plain", (), ()),
        ("…", "plain", (), ()),
        ("range(0, 5)", "plain", (), ()),
        ("[]", "list", (), ()),
        ("[3, 1, 2]", "list", ("3", "1", "2"), ()),
        ("[1, 2, …]", "list", ("1", "2", "…"), ()),
        ("['a, b', \"it's]\", 'c\\'d, ']", "list", ("'a, b'", '"it\'s]"', "'c\\'d, '"), ()),
        ("[[1, 2], (3,), {'a': [4, 5]}]", "list", ("[1, 2]", "(3,)", "{'a': [4, 5]}"), ()),
        ("()", "tuple", (), ()),
        ("(1,)", "tuple", ("1",), ()),
        ("set()", "set", (), ()),
        ("{3, 1}", "set", ("3", "1"), ()),
        ("frozenset({2, 5})", "set", ("2", "5"), ()),
        ("{}", "table", (), ()),
        ("{'a: b': 1, 2: [3, 4]}", "table", ("1", "[3, 4]"), ("'a: b'", "2")),
        ("{'a': 1, …}", "table", ("1", "…"), ("'a'", "")),
        ("Dog(name='Rex', tricks=[1, 2])", "object", ("'Rex'", "[1, 2]"), ("name", "tricks")),
        ("Dog(…)", "object", ("…",), ("",)),
        ("[", "plain", (), ()),
        ("a(", "plain", (), ()),
        ("]{[(", "plain", (), ()),
    ],
)
def test_a_value_has_this_shape(text, kind, items, names):
    shape = shape_of(text)

    assert (shape.kind, shape.items, shape.names, shape.text) == (kind, items, names, text)
