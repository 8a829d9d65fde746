"""Programs nobody would write and batches nobody could trust: a calm ending each time.

A few by default; CODEKIDS_FUZZ=10000 for our own checks.
"""

import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codekids.engine.backend import Batch
from codekids.engine.instrument import Instrumented, Site, mark
from codekids.engine.record import Moments
from codekids.engine.replay import Budget, Over, Replay, TurboReplay
from codekids.engine.run import find_all_problems, run
from codekids.lang.catalogue import LANGUAGES, knows, say
from codekids.lang.problems import Problem

EXAMPLES = int(os.environ.get("CODEKIDS_FUZZ", "60"))
SMALL = Budget(commands=200, lines=300, counted=3_000, output=2_000)
fuzz = settings(
    max_examples=EXAMPLES,
    deadline=None,
    print_blob=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

names = st.sampled_from(
    ["a", "b", "ș", "n", "move", "print", "self", "A", "B", "Oops", "_k0_q", "list", "json"]
)
parts = st.sampled_from(
    ["x", "y", "append", "pop", "sort", "lower", "__len__", "items", "area", "args", "__s"]
)
numbers = st.sampled_from(["0", "1", "-1", "3", "2.5", "10 ** 30", "True", "None", "1e308"])
texts = st.sampled_from(["''", "'ț'", "'a b'", "'x' * 90", "'\\u202e'", "f'{a!r:>5}'", "f'{a}{b}'", "b'a'"])
atoms = st.one_of(names, numbers, texts, st.sampled_from(["[]", "{}", "()", "set()", "...", "column()"]))
signs = ["+", "-", "*", "//", "%", "and", "or", "<", "<=", "==", "in", "is not", "<<", "if a else", ", "]
expressions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(signs), inner).map(" ".join).map("({})".format),
        st.tuples(inner, parts).map("{0[0]}.{0[1]}".format),
        st.tuples(inner, parts, inner).map("{0[0]}.{0[1]}({0[2]})".format),
        st.tuples(inner, inner).map("{0[0]}[{0[1]}]".format),
        st.tuples(inner, inner).map("{0[0]}[{0[1]}:]".format),
        st.tuples(names, inner).map("{0[0]}({0[1]})".format),
        st.tuples(names, inner, inner).map("[{0[1]} for {0[0]} in {0[2]}]".format),
        st.tuples(names, inner).map("(lambda {0[0]}: {0[1]})".format),
        st.tuples(inner, inner).map("{{{0[0]}: {0[1]}}}".format),
        st.tuples(inner, inner).map("[{0[0]}, {0[1]}]".format),
        inner.map("(not {})".format),
        inner.map("isinstance({}, A)".format),
        inner.map("sorted({}, key=str.lower)".format),
        inner.map("len({})".format),
    ),
    max_leaves=6,
)
simple = st.one_of(
    st.tuples(names, expressions).map("{0[0]} = {0[1]}".format),
    st.tuples(names, parts, expressions).map("{0[0]}.{0[1]} = {0[2]}".format),
    st.tuples(names, expressions, expressions).map("{0[0]}[{0[1]}] = {0[2]}".format),
    st.tuples(names, st.sampled_from(["+=", "*=", "//="]), expressions).map(" ".join),
    st.tuples(names, names).map("{0[0]}, {0[1]} = {0[1]}, {0[0]}".format),
    st.tuples(names, expressions).map("del {0[0]}[{0[1]}]".format),
    expressions,
    expressions.map("print({})".format),
    expressions.map("say({})".format),
    expressions.map("raise {}".format),
    expressions.map("assert {}".format),
    st.sampled_from(
        ["pass", "move()", "break", "continue", "return a", "raise", "raise Oops(a)", "global a", "input(a)",
         "import math", "from math import *", "import string", "x = y = 1", "exit()", "yield a"]
    ),
)  # fmt: skip
heads = st.one_of(
    expressions.map("if {}:".format),
    expressions.map("while {}:".format),
    st.tuples(names, expressions).map("for {0[0]} in {0[1]}:".format),
    st.tuples(names, names).map("def {0[0]}({0[1]}=1, *rest):".format),
    st.sampled_from(
        ["try:", "class A:", "class B(A):", "class Oops(Exception):", "def __init__(self, a=1):",
         "def __len__(self):", "@property\ndef area(self):", "@staticmethod\ndef f(a=2):",
         "def __lt__(self, o):", "def __repr__(self):"]
    ),
)  # fmt: skip


def block(head: str, body: list[str]) -> str:
    inside = "\n".join(body).replace("\n", "\n    ")
    ends = {"try:": "\nexcept A as a:\n    print(a)\nexcept Oops as b:\n    print(b)\nfinally:\n    n = 1"}
    return f"{head}\n    {inside}\n    pass{ends.get(head, '')}"


blocks = st.recursive(
    simple,
    lambda inner: st.tuples(heads, st.lists(inner, min_size=1, max_size=3)).map(lambda two: block(*two)),
    max_leaves=10,
)
START = "a = [3, 1]\nb = {'x': 2}\nș = 'text'\nn = 0\nclass Oops(Exception): pass\n"
programs = st.lists(blocks, min_size=1, max_size=5).map("\n".join).map(START.__add__)


@fuzz
@given(program=programs)
def test_any_program_ends_calmly_and_the_same_way_each_time(program, long_corridor, workers):
    first = run(program, long_corridor, workers, inputs=["1", "2"], budget=SMALL)

    assert first.ending in {"finished", "problem", "out_of_steps"}
    if first.problem is not None:
        shown = f"{first.problem.args}{first.problem.python}"
        assert first.problem.key != "engine.worker_stopped", first.problem
        assert "_k1_" not in shown
        assert "panic" not in shown.lower()
        assert "monty" not in shown.lower()
        for lang in LANGUAGES:
            assert knows(first.problem.key, lang)
            assert len(say(first.problem.message, lang)) <= 400
    again = run(program, long_corridor, workers, inputs=["1", "2"], budget=SMALL)
    assert again == first


@fuzz
@given(program=programs)
def test_the_turbo_build_does_the_same(program, long_corridor, workers):
    if find_all_problems(program, long_corridor):
        return
    much = Budget(commands=200, lines=20_000, counted=40_000, output=5_000)
    told = run(program, long_corridor, workers, inputs=["1", "2"], budget=much)
    turbo = run(program, long_corridor, workers, inputs=["1", "2"], budget=Budget(200, 1, 40_000, 5_000))

    if told.full_at is None and told.ending != "out_of_steps":
        assert (turbo.output, turbo.ending, turbo.end) == (told.output, told.ending, told.end)
        assert turbo.problem == told.problem


MARKS = {
    mark(number): Site(kind, number % 5 + 1, number % 3, "x" * (kind in {"value", "given", "hidden"}))
    for number, kind in enumerate(
        ("note", "line", "value", "again", "enter", "enter_loop", "leave", "given", "finally", "finally_done",
         "do", "hidden")
    )
}  # fmt: skip
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)
batches = st.tuples(
    st.text(st.sampled_from([*MARKS, "?", "\0", "\ud800"]), max_size=40),
    st.one_of(st.lists(json_values).map(json.dumps), st.text(max_size=20)),
    st.one_of(
        st.lists(
            st.tuples(
                st.integers(-1, 9), st.one_of(st.integers(-1, 6), st.sampled_from(["move", "say", "mix"]))
            ).flatmap(lambda start: st.lists(json_values, max_size=3).map(lambda rest: [*start, *rest]))
            | json_values
        ).map(json.dumps),
        st.text(max_size=20),
    ),
).map(lambda texts: Batch(*texts))


@pytest.mark.parametrize("kind", [Replay, TurboReplay])
@fuzz
@given(coming=st.lists(batches, max_size=4))
def test_whatever_comes_out_of_the_sandbox_is_carried_out_by_the_world_or_not_at_all(kind, coming, corridor):
    moments = Moments(corridor, MARKS)
    instrumented = Instrumented("", "_k0_", MARKS, False, ())
    replay = kind(
        corridor,
        moments,
        instrumented,
        Budget(commands=5, lines=20),
        lambda prompt: "a",
        lambda line, word: Problem(line, 0, ""),
    )
    for batch in coming:
        answer = replay.take(batch)
        assert answer is None or type(answer) in {bool, int, str, Over}
        if isinstance(answer, Over):
            break
    moments.close()

    assert 1 <= replay.world.at <= corridor.length
    assert sum(moment.command is not None for moment in moments) <= replay.steps <= 5
    for moment in moments:
        assert type(moment.line) is int
        json.dumps(moment.printed).encode("utf-8")
        assert all(type(variable.text) is str and len(variable.text) < 3000 for variable in moment.changed)
