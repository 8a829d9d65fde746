"""Programs nobody would write and batches nobody could trust: a calm ending each time.

CODEKIDS_FUZZ says how many programs are made up: ten thousand where a change is checked (.ci/run), of which
a fifth is run by real workers; a few hundred otherwise. They are the same each time, so that nobody's change
fails by chance; CODEKIDS_FUZZ_ANEW=1 makes up others.
"""

import ast
import json
import os
import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codekids.engine.backend import Batch
from codekids.engine.instrument import Instrumented, Site, instrument, mark
from codekids.engine.record import Moments
from codekids.engine.replay import Budget, Over, Replay, TurboReplay
from codekids.engine.run import find_all_problems, run
from codekids.engine.turbo import instrument_for_speed
from codekids.lang.catalogue import LANGUAGES, knows, say
from codekids.lang.problems import Problem
from codekids.lang.source import read_source

PROGRAMS = int(os.environ.get("CODEKIDS_FUZZ", "400"))
RUNS = PROGRAMS // 5
BATCHES = max(60, PROGRAMS // 20)
A_HANDFUL = 20
PARTS_OF_THE_WORK = 4  # so that several processes can share it
SMALL = Budget(commands=200, lines=300, counted=3_000, output=2_000)
fuzz = settings(
    max_examples=BATCHES,
    derandomize=not os.environ.get("CODEKIDS_FUZZ_ANEW"),
    database=None,
    deadline=None,
    print_blob=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

NAMES = ["a", "b", "ș", "n", "move", "print", "list", "set", "A", "Oops"]
RARE_NAMES = ["self", "B", "_k0_q", "json", "column", "str"]
PARTS = ["x", "y", "append", "pop", "sort", "lower", "__len__", "items", "area", "args", "__s"]
SIGNS = ["+", "-", "*", "//", "%", "and", "or", "<", "<=", "==", "in", "is not", "<<", "if a else", ", "]
ATOMS = [
    "0",
    "1",
    "-1",
    "3",
    "2.5",
    "10**30",
    "True",
    "None",
    "1e308",
    "''",
    "'ț'",
    "'a'",
    "'x'*90",
    "'\\u202e'",
    "f'{a!r:>5}'",
    "f'{a}{b}'",
    "b'a'",
    "[]",
    "{}",
    "()",
    "set()",
    "...",
    "column()",
    "{3,1,2}",
    "{(1,2),(0,1)}",
    "[3,1]",
    "len(a)",
]
EXPRESSIONS = """
({e} {sign} {e})
({e} {sign} {e})
({e}).{part}
({e}).{part}({e})
({e})[{e}]
({e})[{e}:]
{name}({e})
[{e} for {name} in {e}]
(lambda {name}: {e})
{{{e}: {e}}}
[{e}, {e}]
(not {e})
isinstance({e}, A)
sorted({e}, key=str.lower)
round({e}, 2)
sum({e} for {name} in {e})
f'{{{name}!r:>5}}{{{name}}}'
({name} := {e})
{{*{e}, {e}}}
print({e})
""".strip().splitlines()
STATEMENTS = """
{name} = {e}
{name} = {e}
{name}.{part} = {e}
{name}[{e}] = {e}
{name} += {e}
{name} //= {e}
{name}, {name} = {name}, {name}
{name}, *{name} = {e}
del {name}[{e}]
{e}
print({e})
say({e})
raise {e}
assert {e}
pass
move()
raise Oops({e})
input({e})
import math as {name}
from math import *
import string
x = y = {e}
exit()
time.sleep(1)
{name}: int = {e}
""".strip().splitlines()
ONLY_IN = {
    "loop": ["break", "continue", "if {e}: break"],
    "function": ["return {e}", "return", "global {name}", "yield {e}"],
    "handler": ["raise"],
}
HEADS = """
if {e}:
while {e}:
for {name} in {e}:
for {name}, {name} in {e}:
def {name}({name}=1, *rest):
with {e} as {name}:
class C{digit}:
class D{digit}(A):
class E{digit}(Oops):
class A:
""".strip().splitlines()
METHODS = [
    "def __init__(self, a=1):",
    "def __len__(self):",
    "@property\ndef area(self):",
    "@staticmethod\ndef f(a=2):",
    "def __lt__(self, o):",
    "def __repr__(self):",
    "def __getitem__(self, i):",
    "@classmethod\ndef g(cls):",
]
START = (
    "import time, json\na = [3, 1]\nb = {'x': 2}\nș = 'text'\nn = 0\nclass Oops(Exception): pass\n"
    "class A:\n    def __init__(self, x=1): self.x = x\nclass B(A): pass\nself = A()\n_k0_q = 1\n"
)


class MadeUp:
    """Programs out of a grammar of what children write, mixed as nobody would: one for each number."""

    def __init__(self, number: str) -> None:
        self.chance = random.Random(number)

    def filled(self, form: str, depth: int) -> str:
        def part(found: re.Match[str]) -> str:
            if found.group() == "{e}":
                return self.expression(depth - 1)
            if found.group() == "{digit}":
                return str(self.chance.randint(1, 99))
            if found.group() == "{name}" and self.chance.random() < 0.1:
                return self.chance.choice(RARE_NAMES)
            return self.chance.choice({"{name}": NAMES, "{part}": PARTS, "{sign}": SIGNS}[found.group()])

        text = form.replace("{{", "\0").replace("}}", "\1")
        text = re.sub(r"\{(?:e|name|part|sign|digit)\}", part, text)
        return text.replace("\0", "{").replace("\1", "}")

    def expression(self, depth: int) -> str:
        if depth <= 0 or self.chance.random() < 0.4:
            return self.chance.choice([*ATOMS, *NAMES[:6]])
        return self.filled(self.chance.choice(EXPRESSIONS), depth)

    def block(self, depth: int, inside: frozenset[str]) -> str:
        body = [self.statement(depth - 1, inside) for _ in range(self.chance.randint(1, 3))]
        return "\n".join([*body, "pass"]).replace("\n", "\n    ")

    def statement(self, depth: int, inside: frozenset[str]) -> str:
        if "class" in inside:
            head = self.filled(self.chance.choice(METHODS), 2)
            return f"{head}\n    {self.block(depth, frozenset({'function'}))}"
        if depth <= 0 or self.chance.random() < 0.6:
            forms = [*STATEMENTS, *(form for place in inside for form in ONLY_IN[place])]
            return self.filled(self.chance.choice(forms), 2)
        if self.chance.random() < 0.15:
            caught = self.chance.choice(["", " A", " Oops as b", " (ValueError, Oops) as a"])
            handler = self.block(depth - 1, inside | {"handler"})
            return (
                f"try:\n    {self.block(depth, inside)}\nexcept{caught}:\n    {handler}\nfinally:\n    n = 1"
            )
        if self.chance.random() < 0.1:
            case = "case [a, *b] | [b, a, *_]" if self.chance.random() < 0.5 else "case {'x': a, **b}"
            return f"match {self.expression(1)}:\n    {case}:\n        pass\n    case _:\n        n = 2"
        head = self.chance.choice(HEADS)
        if head.startswith("class"):
            inside = frozenset({"class"})
        elif head.startswith("def"):
            inside = frozenset({"function"})
        elif head.startswith(("for", "while")):
            inside = inside | {"loop"}
        return f"{self.filled(head, 2)}\n    {self.block(depth, inside)}"

    def program(self) -> str:
        return START + "\n".join(self.statement(3, frozenset()) for _ in range(self.chance.randint(1, 5)))


def made_up(kind: str, first: int) -> list[str]:
    """A handful of programs; hypothesis chooses which."""
    return [MadeUp(f"{kind} {first} {number}").program() for number in range(A_HANDFUL)]


handfuls = st.integers(0, 2**32)


@pytest.mark.parametrize("part", range(PARTS_OF_THE_WORK))
@settings(fuzz, max_examples=max(1, PROGRAMS // A_HANDFUL // PARTS_OF_THE_WORK))
@given(first=handfuls)
def test_the_front_end_never_stumbles_and_keeps_every_line(part, first, long_corridor):
    words = [word for word, command in long_corridor.commands.items() if command.kind != "sensor"]
    sensors = ["column", "front_is_clear"]
    for number, text in enumerate(made_up(f"read {part}", first)):
        program = read_source(text)
        for problem in find_all_problems(program, long_corridor):
            assert 1 <= problem.line <= len(program.lines) + 1, text
            assert 0 <= problem.column <= len(program.lines[problem.line - 1]), text
            assert knows(problem.key, "ro"), problem.key
        if program.tree is None:
            continue
        build = instrument_for_speed if number % 3 == 0 else instrument
        built = build(program, words + sensors, sensors)
        # What was put in is Python, and no line has moved.
        new = ast.parse(built.text)
        assert len(built.pieces) == len(program.lines), text
        assert {node.lineno for node in new.body} >= {node.lineno for node in program.tree.body} - {
            node.lineno for node in program.tree.body if isinstance(node, ast.ImportFrom | ast.Import)
        }, text
        for line, new_text in enumerate(built.text.split("\n")[:-1], start=1):
            columns = [built.column(line, column) for column in range(0, len(new_text), 29)]
            assert columns == sorted(columns), text
            assert all(0 <= column <= len(program.lines[line - 1]) for column in columns), text


def is_calm(problem: Problem) -> bool:
    """Whether a sentence is one of ours, for a child, and tells nothing of the machinery."""
    shown = f"{problem.args}{problem.python}"
    if problem.key.startswith("world."):  # the corridor has sentences of its own
        return True
    return (
        problem.key != "engine.worker_stopped"
        and "_k1_" not in shown
        and "panic" not in shown.lower()
        and "monty" not in shown.lower()
        and all(knows(problem.key, lang) and len(say(problem.message, lang)) <= 400 for lang in LANGUAGES)
    )


@settings(fuzz, max_examples=max(1, RUNS // A_HANDFUL))
@given(first=handfuls)
def test_any_program_ends_calmly_and_the_same_way_each_time(first, long_corridor, workers):
    for number, text in enumerate(made_up("run", first)):
        timeline = run(text, long_corridor, workers, inputs=["1", "2"], budget=SMALL)

        assert timeline.ending in {"finished", "problem", "out_of_steps"}, text
        assert timeline.problem is None or is_calm(timeline.problem), (text, timeline.problem)
        if number % 5 == 0:
            assert run(text, long_corridor, workers, inputs=["1", "2"], budget=SMALL) == timeline, text


@settings(fuzz, max_examples=max(1, RUNS // A_HANDFUL // 8))
@given(first=handfuls)
def test_the_turbo_build_does_the_same(first, long_corridor, workers):
    much = Budget(commands=200, lines=20_000, counted=40_000, output=5_000)
    for text in made_up("turbo", first):
        if find_all_problems(text, long_corridor):
            continue
        told = run(text, long_corridor, workers, inputs=["1", "2"], budget=much)
        turbo = run(text, long_corridor, workers, inputs=["1", "2"], budget=Budget(200, 1, 40_000, 5_000))

        if told.full_at is None and told.ending != "out_of_steps":
            assert (turbo.output, turbo.ending, turbo.end) == (told.output, told.ending, told.end), text
            assert turbo.problem == told.problem, text


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
