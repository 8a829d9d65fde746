"""The variables of every open call, at every moment: exactly what Python has there.

CPython's own tracing is the oracle. Python tells more states than there are moments (it stops before
each line, we tell each line once it is done), so each moment must be one of them, in order.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from codekids.engine.run import run
from codekids.engine.timeline import CallStack

PROGRAMS = [
    text.strip("\n")
    for path in sorted((Path(__file__).parent / "programs").glob("*.txt"))
    for text in path.read_text(encoding="utf-8").split("\n====\n")
]
# Not told alike: objects are shown by their fields, a line that holds a whole loop is one moment, the
# variable of a closure is shown where it is changed, and the clock is ours.
PROGRAMS = [
    text
    for text in PROGRAMS
    if not any(word in text for word in ("###", "class ", "nonlocal", "import time", "): inc()"))
]
ORACLE = """
import builtins, contextlib, io, json, random, sys
builtins.input = lambda prompt="": sys.stdin.readline().rstrip("\\n")
MOST = 1500
def plain(value, depth=0):
    if type(value) in (list, tuple):
        return depth < 3 and len(value) <= 30 and all(plain(item, depth + 1) for item in value)
    if type(value) is dict:
        return depth < 3 and len(value) <= 30 and all(
            plain(item, depth + 1) for pair in value.items() for item in pair
        )
    return len(value) <= 60 if type(value) is str else type(value) in (int, float, bool, type(None))
def is_ours(frame):
    name = frame.f_code.co_name
    return frame.f_code.co_filename == "<program>" and (name == "<module>" or not name.startswith("<"))
def state(frame):
    calls = []
    while frame is not None:
        if is_ours(frame):
            code = frame.f_code
            names = {
                name: repr(value) for name, value in frame.f_locals.items()
                if plain(value) and not name.startswith("__") and name not in code.co_freevars
            }
            calls.append(["" if code.co_name == "<module>" else code.co_name, names])
        frame = frame.f_back
    return calls[::-1]
told = []
for program in json.load(sys.stdin):
    states, failed = [], False
    def trace(frame, event, arg):
        if is_ours(frame):
            now = state(frame)
            if not states or states[-1] != now:
                states.append(now)
            if len(states) > MOST:
                sys.settrace(None)
            return trace
    random.seed(0)
    sys.stdin = io.StringIO("Ana\\n7\\n12\\n")
    code = compile(program, "<program>", "exec")
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            sys.settrace(trace)
            exec(code, {"__name__": "__main__"})
    except BaseException:
        failed = True
    sys.settrace(None)
    told.append(None if failed or len(states) > MOST else states)
json.dump(told, sys.stdout)
"""


@pytest.fixture(scope="module")
def told_by_python() -> dict[str, list | None]:
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", ORACLE],
        input=json.dumps(PROGRAMS),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return dict(zip(PROGRAMS, json.loads(done.stdout), strict=True))


def is_that(ours: list, theirs: list) -> bool:
    """Whether the calls are the same and every value Python tells is there as it is."""
    if [function for function, _ in ours] != [function for function, _ in theirs]:
        return False
    return all(
        name in values and ("…" in values[name] or values[name] == text)
        for (_, values), (_, names) in zip(ours, theirs, strict=True)
        for name, text in names.items()
    )


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda text: text.partition("\n")[0][:40])
def test_every_moment_is_a_state_that_python_was_in(program, told_by_python, corridor, workers):
    states = told_by_python[program]
    if states is None:
        return  # it fails, or is too long to be told; the last test counts the others
    timeline = run(program, corridor, workers, inputs=["Ana", "7", "12"])

    stack, coming = CallStack(), iter(states)
    state = next(coming, [])
    for index, moment in enumerate(timeline.moments):
        stack.follow(moment)
        ours = [(call.function, {each.name: each.text for each in call.variables}) for call in stack.calls]
        while not is_that(ours, state):
            state = next(coming, None)
            assert state is not None, f"moment {index}, line {moment.line}: {ours}"


def test_most_programs_can_be_compared(told_by_python):
    assert sum(states is not None for states in told_by_python.values()) > 350
