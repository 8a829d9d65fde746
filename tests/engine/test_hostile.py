"""What a child tries, by accident or on purpose: one calm sentence each, and the next run works."""

import pytest

from codekids.engine.backend import Batch
from codekids.engine.instrument import Instrumented, Site
from codekids.engine.record import Moments, visible
from codekids.engine.replay import Budget, Over, Replay
from codekids.engine.run import run
from codekids.lang.catalogue import LANGUAGES, say
from codekids.lang.problems import Problem

# program, ending, key and line of its problem
ATTEMPTS = [
    ("while True: pass", "out_of_steps", "engine.too_many_lines", 1),
    ("while True: move()", "out_of_steps", "engine.too_many_steps", 1),
    ("try:\n    while True: move()\nexcept:\n    pass", "out_of_steps", "engine.too_many_steps", 2),
    ("print('x' * 10_000_000)", "out_of_steps", "engine.output_limit", 1),
    ("for i in range(1000):\n    print('x' * 10_000)", "out_of_steps", "engine.output_limit", 2),
    ("[print(end='') for i in range(10 ** 9)]", "out_of_steps", "engine.too_many_lines", 1),
    ("x = 1\ny = 'a' * 10 ** 9", "out_of_steps", "engine.memory_limit", 2),
    ("try:\n    y = 'a' * 10 ** 9\nexcept:\n    pass", "out_of_steps", "engine.memory_limit", 2),
    ("x = [0]\nwhile True:\n    x = x + x", "out_of_steps", "engine.memory_limit", 3),
    ("x = 10 ** 10 ** 8", "out_of_steps", "engine.memory_limit", 1),
    ("def f(n):\n    return f(n + 1)\nf(0)", "problem", "engine.error.recursion", 2),
    ("x = 10 ** 5000\nprint(x)", "problem", "engine.error.overflow", 2),
    ("x = []\nfor i in range(10 ** 4):\n    x = [x]\nprint(len(x))", "finished", None, 0),
    ("import re\nprint(re.match('(a+)+b', 'a' * 40))", "finished", None, 0),
    (
        "class A:\n    def __repr__(self): return repr(self)\nprint(A())",
        "problem",
        "engine.error.recursion",
        2,
    ),
    (
        "class A:\n    def __str__(self): return str(self)\nprint(f'{A()}')",
        "problem",
        "engine.error.recursion",
        2,
    ),
    (
        "class A:\n    def __eq__(self, o): return self == o\nA() == A()",
        "problem",
        "engine.error.recursion",
        2,
    ),
    (
        "class A:\n    def __lt__(s, o): return s < o\nsorted([A(), A()])",
        "problem",
        "engine.error.recursion",
        2,
    ),
    (
        "class A:\n    def __bool__(self):\n        while True: pass\nif A(): pass",
        "out_of_steps",
        "engine.too_many_lines",
        3,
    ),
    ("x = []\nfor i in range(60): x = [x, x]\nprint(len(x))", "finished", None, 0),
    ("x = []\nfor i in range(60): x = [x, x]\ny = x", "finished", None, 0),
    ("x = []\nfor i in range(60): x = [x, x]\nprint(x)", "out_of_steps", None, 0),
    ("a = []\na.append(a)\nprint(a)\nd = {}\nd['d'] = d\nprint(d)", "finished", None, 0),
    ("a = []\nb = [a]\na.append(b)\nx = a == b", "problem", "engine.error.recursion", 4),
    ("x = '{:>1000000000}'.format(1)", "out_of_steps", "engine.memory_limit", 1),
    ("x = f'{1:>{10 ** 9}}'", "out_of_steps", "engine.memory_limit", 1),
    ("x = '%1000000000d' % 1", "out_of_steps", "engine.memory_limit", 1),
    ("x = 1 << 10 ** 10", "out_of_steps", "engine.memory_limit", 1),
    ("x = list(range(10 ** 9))", "out_of_steps", "engine.memory_limit", 1),
    ("x = pow(3, 10 ** 9)", "out_of_steps", "engine.memory_limit", 1),
    ("x = int('9' * 10 ** 6)", "problem", "engine.error.overflow", 1),
    ("import itertools\nx = sorted(itertools.count())", "out_of_steps", "engine.memory_limit", 2),
    ("import random\nx = random.choices(range(10), k=10 ** 9)", "out_of_steps", "engine.memory_limit", 2),
    ("import re\nre.match(r'(a*)*$', 'a' * 5000 + 'b')", "finished", None, 0),
    ("import time\ntime.sleep(10 ** 6)\ntime.sleep(10 ** 9)", "problem", "engine.error.value", 3),
    ("x = [[]] * 10 ** 6\ny = [x] * 10 ** 6\nprint(y)", "out_of_steps", "engine.memory_limit", 3),
    ("import json\nx = json.loads('[' * 100000)", "problem", None, 2),
    (
        "class Evil(Exception): pass\nwhile True:\n    try:\n        raise Evil\n    except: move()",
        "out_of_steps",
        "engine.too_many_steps",
        5,
    ),
    ("print = len\nstr = 3\nx = [1, 2]\nmove()", "finished", None, 0),
    ("class list:\n    def append(self, x): return 5\na = list()\na.append(3)\nx = [1]", "finished", None, 0),
    ("x = type(type)\ny = ...\nz = NotImplemented\nu = 1j\nt = b'abc'", "finished", None, 0),
    ("raise SystemExit", "finished", None, 0),
    ("raise KeyboardInterrupt", "problem", "engine.error.raised", 1),
    ("raise", "problem", "engine.error.other", 1),
    ("__import__('os').system('ls')", "problem", "engine.not_yet.builtin", 1),
    ("x = print.__self__", "problem", "engine.not_yet.builtin", 1),
    ("x = ().__class__.__bases__[0]", "problem", "engine.not_yet.builtin", 1),
    ("x = zzgrmpf if 0 else 1", "problem", "name.unknown", 1),
    ("print('{0.__class__.__init__.__globals__}'.format(print))", "problem", "engine.error.attribute", 1),
    ("f = getattr\nprint(f(f, '__self__'))", "problem", "engine.error.attribute", 2),
    ("print(getattr(print, '__globals__', 'nothing'))", "finished", None, 0),
    ("def f(): pass\nprint(f.__code__)", "problem", "engine.not_yet.builtin", 2),
    ("x = type(print).__mro__", "problem", "engine.not_yet.builtin", 1),
    ("print(setattr(print, 'x', 1))", "problem", "engine.error.attribute", 1),
    ("try:\n    1 / 0\nexcept Exception as e:\n    e.__traceback__", "problem", "engine.error.attribute", 4),
    ("print(__builtins__)", "problem", "engine.error.name", 1),
    ("import sys\nprint(sys.modules)", "problem", "engine.not_yet.module_part", 2),
    ("import sys\nsys.setrecursionlimit(10 ** 9)", "problem", "engine.not_yet.module_part", 2),
    ("from random import os", "problem", "engine.not_yet.module_part", 1),
    ("import ctypes", "problem", "engine.not_yet.module", 1),
    ("input = open", "problem", "engine.not_yet.files", 1),
    ("getattr(__import__, 'x')", "problem", "engine.not_yet.builtin", 1),
    ("_k0_send('a', '[]', '[]')", "problem", "name.unknown_call", 1),
    ("def _k0_out(): pass\nmove()", "finished", None, 0),
    ("import re\nre.compile('(' * 5000)", "problem", None, 2),
    ("import decimal\nprint(decimal.Decimal(10) ** 10000000)", "problem", None, 2),
    ("import time\nwhile True:\n    time.sleep(0)", "out_of_steps", "engine.too_many_lines", 3),
    ("import time\nfor i in range(100): time.sleep(10 ** 6)", "finished", None, 0),
    ("s = set(range(10 ** 8))", "out_of_steps", "engine.memory_limit", 1),
    ("x = bytes(10 ** 10)", "out_of_steps", "engine.memory_limit", 1),
    ("x = 'a' * 10 ** 7\nprint(x.replace('a', 'b' * 100))", "out_of_steps", "engine.memory_limit", 2),
    ("a = [1]\nfor b in a: a.append(b)", "out_of_steps", "engine.too_many_lines", 2),
    (
        "while 1:\n    try:\n        raise KeyboardInterrupt\n    except BaseException:\n        pass",
        "out_of_steps",
        "engine.too_many_lines",
        None,
    ),
    ("try:\n    exit()\nexcept:\n    move()\nmove()", "finished", None, 0),
    ("def f():\n    try:\n        f()\n    finally:\n        f()\nf()", "out_of_steps", None, 0),
    ("raise BaseException('x')", "problem", "engine.error.raised", 1),
    ("exec = print\nexec('hi')", "finished", None, 0),
    ("\0", "problem", "source.nul", 1),
    ("x = 1\n" * 200_000, "problem", "source.too_large", 1),
    ("x = " + "(" * 5000 + ")" * 5000, "problem", None, 1),
    ("x = 1" + " + 1" * 3000, None, None, 0),
    ("\n".join(f"{' ' * depth}if True:" for depth in range(99)) + f"\n{' ' * 99}move()", None, None, 0),
    ("if x:\n    pass\n" + "elif x:\n    pass\n" * 3000 + "x = 1", None, None, 0),
]


@pytest.mark.parametrize(("program", "ending", "key", "line"), ATTEMPTS, ids=lambda value: str(value)[:40])
def test_each_attempt_ends_calmly_and_the_next_run_works(program, ending, key, line, long_corridor, workers):
    timeline = run(program, long_corridor, workers)

    if ending is not None:
        assert timeline.ending == ending
    if key is not None:
        assert timeline.problem.key == key
        assert line in {None, timeline.problem.line}
    if timeline.problem is not None:
        for lang in LANGUAGES:
            assert len(say(timeline.problem.message, lang)) <= 220
    assert run("move()", long_corridor, workers).ending == "finished"


@pytest.mark.parametrize(
    "program", ["print('x' * 50_000_000)", "d = {}\nfor n in range(10 ** 7): d[n] = str(n)"]
)
def test_a_worker_that_dies_has_no_last_words_on_our_terminal(program, corridor, workers, capfd):
    run(program, corridor, workers)

    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "value",
    [
        "float('nan')",
        "float('inf')",
        "2 ** 63",
        "10 ** 4000",
        "'a' * 100_000",
        "[1]",
        "cycle",
        "Sly()",
        "Sly",
        "print",
        "lambda: 1",
        "{'': 'x'}",
        "{'=': {'text': 1}}",
        "(1, 2)",
        "b'ab'",
        "{1}",
        "range(3)",
        "...",
        "1j",
        "[[Sly()]]",
    ],
)
def test_no_command_gets_a_value_it_cannot_take(value, corridor, workers):
    program = (
        "class Sly:\n    def __repr__(self):\n        move()\n        return 'x'\n"
        "    def __str__(self):\n        move()\n        return 'x'\n"
        "    def __eq__(self, other):\n        move()\n        return True\n"
        "    def __hash__(self):\n        move()\n        return 1\n"
        f"cycle = []\ncycle.append(cycle)\nsly = [Sly(), {{'a': Sly()}}]\nvalue = {value}\nsay(value)"
    )

    timeline = run(program, corridor, workers)

    assert timeline.ending == "problem"
    assert (timeline.problem.key, timeline.problem.line) == ("engine.bad_value", len(program.splitlines()))
    assert timeline.steps == 0  # none of the methods was ever asked
    assert timeline.end == corridor


@pytest.mark.parametrize(
    "name", ["print", "input", "len", "str", "type", "list", "range", "json", "int", "repr", "exit"]
)
def test_a_child_may_take_any_name(name, corridor, workers):
    program = f"{name} = 5\nmove()\nfor i in [1, 2]:\n    x = [i]\n    say({name})\ny = {{'a': 'b' * 100}}"

    timeline = run(program, corridor, workers)

    assert timeline.ending == "finished"
    assert timeline.end.said == (5, 5)
    assert timeline.variables_at(len(timeline.moments))["x"] == "[2]"


def test_even_our_own_names_may_be_taken(corridor, workers):
    program = "_k0_q = 3\n_k1_send = 4\nmove()\nprint(_k0_q)"

    timeline = run(program, corridor, workers)

    assert timeline.output == "3\n"
    assert timeline.end.at == 2


def test_what_cannot_be_seen_is_written_out(corridor, workers):
    timeline = run("x = 'a\\u202eb'\nprint(x, '\\x1b[31m', '\\x00', 'ș\\t')\nsay(x)", corridor, workers)

    assert timeline.output == "a\\u202eb \\x1b[31m \\x00 ș\t\n"
    assert timeline.variables_at(0) == {"x": "'a\\u202eb'"}
    assert timeline.end.said == ("a\\u202eb",)
    assert visible("\ud800\x85") == "\\ud800\\x85"


FORGED = [
    "",
    "[",
    "null",
    "[" * 100_000,
    '{"a": 1}',
    "[-1, 99, 1.5, null, true]",
    '[[1]], [["a", "move"]]',
    '[["a", "move"], [1, null], [1, true, 2], [1, [1]]]',
    '[[1, 0, 5], [1, 2, "a"], [1, 2, -5], [1, 2, NaN]]',
    "[0, {}]",
    '[[1, "move", {"=": 5}]]',
    '[[1, "fly", 1]]',
    '[[1, "move", {"": 5}]]',
    '[[1, "say", "\\ud800"]]',
    "[[9" + "9" * 100 + ', "move"]]',
    '[[0, "\\u202e", 5], [1, "[1", 1], [4, "P", 1, [2], [4, "P", 2]], [3, "a"], [2, "", 0]]',
    "[" * 900 + "4" + "]" * 900,
    '[[4, "P", 1, "x", [4, "P", 1, "x", [4]]], [[]], [true, "a"], [0, "a", true]]',
]


@pytest.mark.parametrize("text", FORGED, ids=lambda text: text[:30])
def test_a_forged_batch_does_no_harm(text, corridor):
    marks = {" ": Site("note", 0, 0), "a": Site("line", 1, 0), "b": Site("value", 1, 0, "x")}
    moments = Moments(corridor, marks)
    replay = Replay(
        corridor,
        moments,
        Instrumented("", "_k0_", marks, False, ()),
        Budget(),
        lambda prompt: "a",
        lambda line, word: Problem(line, 0, ""),
    )

    over = replay.take(Batch(f"ab bb\x00b  \udfff  {text[:50]}", text, text))
    moments.close()

    assert over is None or isinstance(over, str | Over)
    assert replay.world.at in (1, 2)
    assert len(moments) >= 1
    for moment in moments:
        repr(moment).encode("utf-8")
