"""The boundary: Stop works always, nothing of the machine is inside, a spoilt worker is replaced."""

import ast
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

import codekids.engine.run as engine_run
from codekids.engine import sandbox
from codekids.engine.backend import Batch, Ended, Gone, OverLimit, Raised
from codekids.engine.measure import worker_memory
from codekids.engine.run import Budget, Stop, run
from codekids.engine.sandbox import NoWorker, Workers

ENGINE = Path(__file__).parents[2] / "codekids" / "engine"
MUCH = Budget(commands=10**9, lines=10**9, output=10**9)
ENDLESS = [
    "while True: pass",
    "while True:\n    move()",
    "x = sum(range(10 ** 12))",
    "while True:\n    try:\n        move()\n    except:\n        pass",
    "while True:\n    try:\n        x = sum(range(10 ** 12))\n    except BaseException:\n        pass",
    "def again():\n    try:\n        again()\n    finally:\n        again()\nagain()",
]


@pytest.mark.parametrize("program", ENDLESS, ids=lambda text: text.replace("\n", " ")[:40])
def test_stop_ends_every_run_and_the_next_one_works(program, long_corridor, workers):
    stop = Stop()
    button = threading.Timer(0.02, stop.request)
    button.start()

    timeline = run(program, long_corridor, workers, budget=MUCH, stop=stop)
    button.join()

    assert timeline.ending == "stopped"
    assert timeline.problem is None
    assert run("move()", long_corridor, workers).ending == "finished"


def test_a_run_that_was_stopped_before_it_began_does_nothing(corridor, workers):
    stop = Stop()
    stop.request()

    assert run("move()", corridor, workers, stop=stop).moments == ()


def test_stop_after_the_end_changes_nothing(corridor, workers):
    stop = Stop()
    timeline = run("move()", corridor, workers, stop=stop)
    stop.request()
    stop.request()

    assert timeline.ending == "finished"


def test_stop_is_for_one_run_only(corridor, long_corridor, workers):
    stop = Stop()
    others = []
    thread = threading.Thread(
        target=lambda: others.append(run("x = 0\nfor i in range(3000):\n    x += i", corridor, workers))
    )
    thread.start()
    button = threading.Timer(0.01, stop.request)
    button.start()

    assert run("x = sum(range(10 ** 12))", long_corridor, workers, stop=stop).ending == "stopped"
    thread.join()
    button.join()
    assert others[0].ending == "finished"


def test_several_runs_at_once_do_not_mix(corridor, workers):
    timelines = {}

    def one(number):
        timelines[number] = run(
            f"for i in range(200):\n    print({number}, end='')\nmove()", corridor, workers
        )

    threads = [threading.Thread(target=one, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {number: timeline.output for number, timeline in timelines.items()} == {
        number: str(number) * 200 for number in range(6)
    }


@pytest.mark.parametrize(
    "program",
    [
        "open('/etc/passwd').read()",
        "open('x.txt', 'w')",
        "import os\nos.listdir('.')",
        "import os\nos.environ['PATH']",
        "import os\nos.getenv('PATH')[0]",
        "import os\nos.system('ls')",
        "from pathlib import Path\nPath('/etc/passwd').read_text()",
        "from pathlib import Path\nPath('x').write_text('x')",
        "import subprocess",
        "import socket",
        "import ctypes",
        "__import__('os')",
        "globals()",
        "().__class__.__bases__",
        "import asyncio\nasync def f():\n    await g()\nawait f()",
    ],
)
def test_nothing_of_the_machine_is_inside(program, workers):
    with workers.session(seed=0) as session:
        report = session.begin("", program, "send")

    assert isinstance(report, Raised)


def test_the_worker_s_clock_and_chance_do_not_come_from_the_machine(workers):
    program = (
        "import time, random, datetime\n"
        "send(str([time.time(), random.random(), str(datetime.datetime.now())]), '', '')"
    )
    said = []
    for _ in range(2):
        with workers.session(seed=5) as session:
            report = session.begin("", program, "send")
            assert isinstance(report, Batch)
            said.append(report.sites)

    assert said[0] == said[1]


@pytest.mark.parametrize(
    "call",
    [
        "send('a', 'b', 1)",
        "send('a', 'b')",
        "send([1], '', '')",
        "send()",
        "send('', '', send)",
        "send(None)",
    ],
)
def test_only_three_texts_can_come_out(call, workers):
    with workers.session(seed=0) as session:
        report = session.begin("", call, "send")

    assert report == Batch() or isinstance(report, Raised)


def test_the_value_of_the_last_line_is_never_looked_at(workers):
    with workers.session(seed=0) as session:
        assert session.begin("", "'x' * 1000", "send") == Ended()


def test_a_worker_that_met_a_limit_is_not_used_again(workers):
    with workers.session(seed=0) as session:
        report = session.begin("", "x = 'a' * 10 ** 9", "send")
        assert isinstance(report, OverLimit)
        assert session.spoilt


def test_a_worker_that_dies_is_one_report(workers):
    stop = Stop()
    with workers.session(seed=0, stop=stop) as session:
        stop.request()
        assert session.begin("", "x = sum(range(10 ** 12))", "send") == Gone()


def test_a_worker_does_not_grow_from_run_to_run():
    held = worker_memory(120, 6)

    assert not held or max(held) - held[0] < 16 * 1024 * 1024


def test_closed_workers_say_so(corridor):
    workers = Workers()
    with workers:
        pass

    with pytest.raises(NoWorker):
        workers.warm()
    assert run("move()", corridor, workers).problem.key == "engine.worker_stopped"


def test_a_worker_that_crashes_loses_nothing_of_what_was_done(long_corridor, workers):
    # Sorting two million numbers by a key asks for more memory than there is, and the worker aborts.
    program = "for i in range(100):\n    move()\nx = [3] * 2000000\nmove()\nx.sort(key=lambda v: -v)\nmove()"

    timeline = run(program, long_corridor, workers)

    assert (timeline.ending, timeline.problem.key, timeline.problem.line) == (
        "out_of_steps",
        "engine.memory_limit",
        5,
    )
    assert timeline.end.at == 102
    assert timeline.steps == 101
    assert [moment.line for moment in timeline.moments[-3:]] == [3, 4, 5]


def test_the_engine_never_gives_the_sandbox_a_door():
    doors = {"mount", "os", "external_lookup", "external_modules", "inputs", "cwd", "type_check_stubs"}
    for path in ENGINE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and path.name == "sandbox.py":
                assert not doors & {keyword.arg for keyword in node.keywords}, f"{path}:{node.lineno}"
            if isinstance(node, ast.Import | ast.ImportFrom) and path.name != "sandbox.py":
                names = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
                assert not any(name.startswith("pydantic_monty") for name in names), path


def test_the_library_is_loaded_by_the_first_run_only():
    program = (
        "import sys, codekids.engine.run, codekids.engine.measure\n"
        "from codekids.engine.sandbox import Workers\n"
        "with Workers(): pass\n"
        "print([name for name in ('pydantic_monty', 'pydantic', 'yaml', 'pygame') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_a_worker_is_used_for_so_many_runs_and_no_more(monkeypatch, corridor):
    monkeypatch.setattr(sandbox, "RUNS_PER_WORKER", 3)
    used = Counter()

    with Workers() as few:
        for _ in range(12):
            with few.session(seed=0) as session:
                assert session.begin("", "x = 1", "send") == Ended()
                used[session.pid] += 1

    assert max(used.values()) <= 3
    assert len(used) >= 4


def test_a_run_has_an_end_even_if_every_turn_of_it_is_short(monkeypatch, corridor, workers):
    monkeypatch.setattr(engine_run, "LONGEST_RUN", 0.0)

    timeline = run("while True:\n    x = front_is_clear()", corridor, workers)

    assert timeline.ending == "out_of_steps"
    assert (timeline.problem.key, timeline.problem.line) == ("engine.time_limit", 2)
