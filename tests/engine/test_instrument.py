"""Hooks are spliced into the child's own lines: nothing moves to another line, columns lead back."""

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codekids.engine.instrument import choose_prefix, instrument, mark
from codekids.engine.scopes import outside_f_strings
from codekids.engine.unsupported import find_unsupported
from codekids.lang.source import read_source

HERE = Path(__file__).parent
FILES = [
    "moments.txt",
    "errors.txt",
    *(f"programs/{path.name}" for path in (HERE / "programs").glob("*.txt")),
]
PROGRAMS = [
    case.partition("\n---\n")[0].partition("\n")[2] if name == "moments.txt" else case.partition("\n---\n")[0]
    for name in sorted(FILES)
    for case in (HERE / name).read_text(encoding="utf-8").strip("\n").split("\n====\n")
    if "###" not in case
]
WORDS, SENSORS = ("move", "say", "mix", "column", "front_is_clear"), ("column", "front_is_clear")


def without_hooks(line: str, number: int, instrumented) -> str:
    """The characters of an instrumented line that come from the child's line."""
    pieces = instrumented.pieces[number - 1]
    if not pieces:
        return line
    starts = [*(start for start, _, _ in pieces), len(line)]
    return "".join(
        line[start:end] for (start, _, length), end in zip(pieces, starts[1:], strict=True) if length > 0
    )


def is_part_of(kept: str, line: str) -> bool:
    """Whether all characters of `kept` stand in `line`, in this order."""
    coming = iter(line)
    return all(sign in coming for sign in kept)


@pytest.mark.parametrize("closely", [False, True])
def test_every_line_stays_on_its_line(closely):
    for program in PROGRAMS:
        source = read_source(program)
        instrumented = instrument(source, WORDS, SENSORS, closely)

        lines = instrumented.text.split("\n")
        ast.parse(instrumented.text)
        assert len(lines) == len(source.lines) + 1
        for number, (old, new) in enumerate(zip(source.lines, lines, strict=False), start=1):
            kept = without_hooks(new, number, instrumented)
            assert is_part_of(kept, old), (program, number)


def test_every_name_leads_back_to_its_column():
    for program in PROGRAMS:
        source = read_source(program)
        instrumented = instrument(source, WORDS, SENSORS)
        lines = instrumented.text.split("\n")
        for node in outside_f_strings(ast.parse(instrumented.text)):
            if isinstance(node, ast.Name) and node.lineno <= len(source.lines):
                start = len(lines[node.lineno - 1].encode()[: node.col_offset].decode())
                if is_the_child_s(start, node.lineno, instrumented):
                    column = instrumented.column(node.lineno, start)
                    assert source.lines[node.lineno - 1][column:].startswith(node.id), program


def is_the_child_s(column: int, number: int, instrumented) -> bool:
    pieces = [piece for piece in instrumented.pieces[number - 1] if piece[0] <= column]
    return not pieces or pieces[-1][2] > 0


def test_the_prefix_is_one_the_program_does_not_have():
    assert choose_prefix("") == "_k0_"
    assert choose_prefix("_k0_q = 1; _k1_ = 2") == "_k2_"


def test_each_site_has_a_character_of_its_own():
    marks = [mark(number) for number in range(70_000)]

    assert len(set(marks)) == len(marks)
    assert all(len(sign) == 1 and sign not in "\"'\\" and sign.isprintable() for sign in marks[:40_000:7])
    assert "".join(marks).encode("utf-8")


names = st.sampled_from(["a", "b", "ș", "move", "n"])
expressions = st.recursive(
    st.one_of(names, st.integers(0, 99).map(str), st.just("'ț'"), st.just("move()"), st.just("[a, 1]")),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "and", "<", "if a else"]), inner).map(" ".join),
        inner.map(lambda text: f"({text})"),
        inner.map(lambda text: f"len({text})"),
        inner.map(lambda text: f"a[{text}]"),
        inner.map(lambda text: f"f'{{{text}}}'" if "'" not in text else text),
    ),
    max_leaves=5,
)
simple = st.one_of(
    st.tuples(names, st.sampled_from(["=", "+="]), expressions).map(" ".join),
    expressions,
    st.just("pass"),
    st.just("a, b = b, a"),
    st.just("print('x',\n      a)"),
    st.just("a.append(1)"),
)
lines = st.one_of(simple, st.tuples(simple, simple).map("; ".join), st.just("# ș"), st.just(""))
heads = st.one_of(
    expressions.map(lambda text: f"if {text}:"),
    expressions.map(lambda text: f"while {text}:"),
    expressions.map(lambda text: f"for ș, a in {text}:"),
    st.just("def n(a, *b):"),
    st.just("try:"),
)


def block(head: str, body: list[str]) -> str:
    inside = "\n".join(body).replace("\n", "\n    ")
    rest = "\nfinally:\n    pass" if head == "try:" else ""
    return f"{head}\n    {inside}\n    pass{rest}"


blocks = st.recursive(
    lines,
    lambda inner: st.tuples(heads, st.lists(inner, min_size=1, max_size=3)).map(lambda two: block(*two)),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(blocks, max_size=5).map("\n".join))
def test_whatever_is_written_stays_valid_and_on_its_line(program):
    source = read_source(program)
    if source.tree is None:
        return
    find_unsupported(source)
    instrumented = instrument(source, ["move"], [])

    ast.parse(instrumented.text)
    assert len(instrumented.text.split("\n")) == len(source.lines) + 1
