"""The turbo build: the same results, no lines told, Stop and budgets as ever."""

import os
import threading
from pathlib import Path

import pytest

from codekids.engine.run import Budget, Stop, run
from codekids.engine.timeline import Recording

HERE = Path(__file__).parent
CASES = [
    case
    for path in sorted(HERE.glob("programs/*.txt"))
    for case in path.read_text(encoding="utf-8").strip("\n").split("\n====\n")
    if "###" not in case
]
# All of them where time does not matter.
SOME = CASES if os.environ.get("CODEKIDS_THOROUGH") else CASES[::4]
AT_ONCE = Budget(lines=2)
ENDLESS = Budget(commands=10**9, lines=50, counted=10**9, output=10**9)


@pytest.mark.parametrize("program", SOME, ids=lambda text: text.partition("\n")[0][:40])
def test_the_results_are_the_same(program, corridor, workers):
    told = run(program, corridor, workers, inputs=["Ana", "7", "12"])
    turbo = run(program, corridor, workers, inputs=["Ana", "7", "12"], budget=AT_ONCE)

    assert turbo.output == told.output
    assert (turbo.ending, turbo.inputs, turbo.end) == (told.ending, told.inputs, told.end)
    assert turbo.problem == told.problem
    assert "".join(moment.printed for moment in turbo.moments) == turbo.output


WALK = """
import random
def step(n):
    if n % 3:
        move()
        return n + random.randint(1, 2)
    say(n)
    return n + 1
n = 0
while n < 40:
    n = step(n)
    if front_is_clear():
        print(n, column())
name = input('?')
say(name)
"""


def test_commands_answers_and_chance_go_on_as_if_nothing_had_happened(long_corridor, workers):
    told = run(WALK, long_corridor, workers, inputs=["Ana"], seed=3)

    for lines in (1, 17, 60, 111, 190):
        turbo = run(WALK, long_corridor, workers, inputs=["Ana"], seed=3, budget=Budget(lines=lines))

        assert turbo.full_at == lines
        assert (turbo.output, turbo.end, turbo.steps, turbo.inputs) == (
            told.output,
            told.end,
            told.steps,
            told.inputs,
        )
        commands = [(moment.line, moment.command, moment.arguments, moment.world) for moment in told.moments
                    if moment.command]  # fmt: skip
        assert commands == [
            (moment.line, moment.command, moment.arguments, moment.world)
            for moment in turbo.moments
            if moment.command
        ]
        assert run(WALK, long_corridor, workers, inputs=["Ana"], seed=3, budget=Budget(lines=lines)) == turbo


def test_the_lines_that_were_told_stay_as_they_were(long_corridor, workers):
    told = run(WALK, long_corridor, workers, inputs=["Ana"], seed=3)
    turbo = run(WALK, long_corridor, workers, inputs=["Ana"], seed=3, budget=Budget(lines=60))

    assert told.full_at is None
    assert turbo.moments[:55] == told.moments[:55]
    assert len(turbo.moments) < len(told.moments)


def test_the_child_is_asked_each_question_once(corridor, workers):
    asked = []

    def child(prompt):
        asked.append(prompt)
        return "7"

    program = "a = input('1?')\nfor i in range(20):\n    a = a + '!'\nb = input('2?')\nprint(a, b)"
    recording = Recording(corridor)
    timeline = run(program, corridor, workers, ask=child, budget=Budget(lines=10), recording=recording)

    assert asked == ["1?", "2?"]
    assert timeline.output == f"7{'!' * 20} 7\n"
    assert timeline.inputs == ("7", "7")
    assert [moment.answer for moment in recording.moments if moment.answer] == ["7", "7"]


@pytest.mark.parametrize(
    ("program", "key", "line"),
    [
        ("x = 0\nwhile True:\n    x += 1", "engine.too_many_lines", 2),
        ("while True:\n    move()", "engine.too_many_steps", 2),
        ("while True:\n    print('x' * 999)", "engine.output_limit", 2),
        ("while True:\n    print(end='')", "engine.too_many_lines", 2),
        ("def f():\n    while True:\n        if 1:\n            x = 1\nf()", "engine.too_many_lines", 2),
        ("def f(n):\n    return f(n + 1)\nf(0)", "engine.error.recursion", 2),
        ("x = [0]\nwhile True:\n    x = x + x", "engine.memory_limit", 3),
        ("d = {}\nfor n in range(20_000):\n    d[n] = 'x' * n * n", "engine.memory_limit", 3),
        ("for i in range(100):\n    x = 1\nmove()\nx = sum(range(10 ** 12))", "engine.time_limit", 4),
    ],
)
def test_what_never_ends_ends_here_too(program, key, line, long_corridor, workers):
    timeline = run(program, long_corridor, workers, budget=Budget(lines=20, counted=50_000))

    assert timeline.ending == ("problem" if key.startswith("engine.error") else "out_of_steps")
    assert (timeline.problem.key, timeline.problem.line) == (key, line)


@pytest.mark.parametrize(
    "program",
    ["while True: pass", "while True:\n    move()", "for i in range(99): pass\nx = sum(range(10 ** 12))"],
)
def test_stop_works(program, long_corridor, workers):
    stop = Stop()
    button = threading.Timer(0.05, stop.request)
    button.start()

    timeline = run(program, long_corridor, workers, budget=ENDLESS, stop=stop)
    button.join()

    assert timeline.ending == "stopped"
    assert run("move()", long_corridor, workers).ending == "finished"


@pytest.mark.parametrize(
    ("program", "line"),
    [
        ("def f(a):\n    return a\nfor i in range(30):\n    f(i)\nf(1)\nf()", 6),
        ("x = 0\ntry:\n    for i in range(30):\n        x += 1\n    y = 1 / 0\nfinally:\n    x = 5", 5),
        (
            "for i in range(9):\n    try:\n        x = 1 / (5 - i)\n    except:\n        raise",
            3,
        ),
        ("for i in range(30):\n    x = 1 / (20 - i)", 2),
    ],
)
def test_an_error_is_told_at_its_line(program, line, corridor, workers):
    told = run(program, corridor, workers)
    turbo = run(program, corridor, workers, budget=AT_ONCE)

    assert told.problem.line == line
    assert turbo.problem == told.problem


def test_a_value_that_is_no_longer_told_is_no_longer_shown(corridor, workers):
    timeline = run("n = 0\nwhile n < 90:\n    n += 1\nprint(n)", corridor, workers, budget=Budget(lines=9))

    told = [moment.told for moment in timeline.moments]
    assert told == [*[True] * (len(told) - 1), False]
    assert timeline.variables_at(len(told) - 2) == {"n": "4"}
    assert timeline.moments[-1].printed == "90\n"
    assert timeline.variables_at(len(told) - 1) == {"n": "…"}


def test_a_long_run_that_fails_ends_with_the_values_of_its_last_line(corridor, workers):
    program = (
        "row = []\ndef half(k):\n    left = 50 - k\n    return 100 // left\n"
        "for i in range(99):\n    row = [i]\n    half(i)"
    )

    timeline = run(program, corridor, workers, budget=Budget(lines=9))
    last = len(timeline.moments) - 1

    assert timeline.problem.key == "engine.error.zero_division"
    assert timeline.variables_at(last) == {"row": "[50]", "i": "50", "k": "50", "left": "0"}
    assert [(call.function, call.line) for call in timeline.stack_at(last)] == [("", 7), ("half", 4)]


def test_a_run_too_long_to_be_told_again_ends_at_its_line_without_values(corridor, workers):
    program = "n = 400_000\nwhile n > 0:\n    n -= 1\nprint(1 // n)"

    timeline = run(program, corridor, workers, budget=Budget(lines=9))

    assert timeline.problem.line == timeline.moments[-1].line == 4
    assert timeline.variables_at(len(timeline.moments) - 1) == {"n": "…"}
