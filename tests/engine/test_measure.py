"""The figures can be taken; how large they are is for the bench, not for a test."""

import pytest

from codekids.engine import measure
from codekids.engine.programs import PROGRAMS
from codekids.engine.run import run


def test_each_figure_is_a_number(monkeypatch):
    monkeypatch.setattr(measure, "PROGRAMS", {"short": "x = 0\nfor i in range(300):\n    x += i\n"})
    monkeypatch.setattr(measure, "_SINGLE", 100)
    monkeypatch.setattr(measure, "_QUEUED", 1000)

    assert measure.stepped_against_raw() > 0
    assert measure.turbo_against_cpython() > 0
    assert measure.queue_against_single_calls() > 0
    assert all(seconds > 0 for seconds in measure.stop_latency(2))
    assert all(seconds > 0 for seconds in measure.next_run_latency(1))
    assert all(0 <= frames.share <= 1 for frames in measure.frames_beside_flat_out_runs(0.2, 2))
    assert all(held > 0 for held in measure.worker_memory(10, 5))
    assert measure.memory_growth(8, 4) is None or measure.memory_growth(8, 4) > 0
    assert measure.hungriest_tree(["x = 'a' * 10 ** 9"]) is None or measure.hungriest_tree(["x = 1"]) >= 0


def test_a_long_run_is_replayed_to_the_last_byte():
    assert measure.replay_identical(1)


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_programs_run_to_their_end(name, workers):
    program = PROGRAMS[name]
    for long in ("120000", "60000", "24000", "12000", "3600", "2000", "600", "280"):
        program = program.replace(long, "20")
    program = program.replace("fib(20)", "fib(5)").replace("ways(16)", "ways(5)")

    assert run(program, measure.Counter(), workers).ending == "finished"
    assert len(PROGRAMS[name].strip().splitlines()) >= 15
