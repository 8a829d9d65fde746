"""The figures can be taken; how large they are is for the bench, not for a test."""

from codekids.engine import measure
from codekids.engine.run import run


def test_each_figure_is_a_number(monkeypatch):
    monkeypatch.setattr(measure, "LOOPS", {"short": "x = 0\nfor i in range(300):\n    x += i\n"})
    monkeypatch.setattr(measure, "_SINGLE", 100)
    monkeypatch.setattr(measure, "_QUEUED", 1000)

    assert measure.stepped_against_raw() > 0
    assert measure.queue_against_single_calls() > 0
    assert all(seconds > 0 for seconds in measure.stop_latency(2))
    assert all(seconds > 0 for seconds in measure.next_run_latency(1))


def test_the_loops_run_to_their_end(workers):
    for program in measure.LOOPS.values():
        short = program
        for long in ("60000", "20000", "8000", "1500", "150", "300", "900"):
            short = short.replace(long, "20")
        assert run(short.replace("fib(19)", "fib(5)"), measure.Counter(), workers).ending == "finished"
