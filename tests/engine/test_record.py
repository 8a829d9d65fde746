"""Moments are made when they are looked at, and look like a list that only grows."""

import threading

import pytest

from codekids.engine.instrument import Site
from codekids.engine.record import AT_ONCE, Moments, Piece
from codekids.engine.run import Budget, run
from codekids.engine.timeline import Recording

MARKS = {"a": Site("line", 1, 0), "b": Site("line", 2, 0), "v": Site("value", 2, 0, "x")}
COUNTING = "x = 0\nfor i in range(600):\n    x = x + i\n    move()\nprint(x)"


@pytest.fixture
def moments(corridor):
    return Moments(corridor, MARKS)


def test_nothing_is_made_before_somebody_looks(moments):
    moments.add(Piece("ab" * 1000, "", ()))

    assert repr(moments) == "<0 moments so far>"


def test_a_look_at_a_run_that_goes_on_makes_a_little_more_each_time(moments):
    moments.add(Piece("ab" * 1000, "", ()))

    lengths = [len(moments) for _ in range(6)]

    assert lengths == sorted(lengths)
    assert 0 < lengths[0] < lengths[1] <= 2 * AT_ONCE
    assert lengths[-1] == 1999  # the last line is still open
    moments.close()
    assert len(moments) == 2000


def test_what_is_asked_for_is_there(moments):
    moments.add(Piece("ab" * 1000, "", ()))

    assert moments[1234].line == 1
    assert [moment.line for moment in moments[1500:1504]] == [1, 2, 1, 2]
    with pytest.raises(IndexError):
        moments[1999]
    moments.add(Piece("bv", "[7]", ()))
    moments.close()
    assert moments[-1].changed[0].text == "7"
    assert moments[2000:] == (moments[2000],)


def test_it_equals_any_row_of_equal_moments(moments, corridor):
    moments.add(Piece("abv", "[1]", ()))
    moments.close()
    others = Moments(corridor, MARKS)
    others.add(Piece("ab", "", ()))
    others.add(Piece("v", "[1]", ()))
    others.close()

    assert moments == others
    assert moments == tuple(moments)
    assert moments == list(moments)
    assert tuple(moments) == moments
    assert moments != tuple(moments)[:1]
    assert moments != 5


def test_a_broken_piece_is_read_as_far_as_it_goes(moments):
    moments.add(Piece("a?vb" + chr(0xD800), "[", ()))
    moments.close()

    assert [moment.line for moment in moments] == [1, 2, 2]


def test_a_reader_beside_the_run_sees_what_the_timeline_holds(long_corridor, workers):
    recording = Recording(long_corridor)
    seen = []

    def read():
        while recording.timeline is None:
            new = recording.moments[len(seen) : len(recording.moments)]
            seen.extend(new)
        seen.extend(recording.moments[len(seen) :])

    reader = threading.Thread(target=read)
    reader.start()
    timeline = run(COUNTING, long_corridor, workers, recording=recording)
    reader.join()

    assert seen == timeline.moments
    assert timeline == run(COUNTING, long_corridor, workers)


def test_what_is_known_without_looking_agrees_with_the_moments(long_corridor, workers):
    timeline = run(COUNTING, long_corridor, workers, budget=Budget(lines=700, counted=0))

    assert timeline.lines_run == 700
    assert timeline.steps == timeline.end.at - 1
    assert repr(timeline.moments).endswith("moments>")
