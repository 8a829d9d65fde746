"""Which mistakes a club makes: a fold of the log that knows kinds only."""

from random import Random
from uuid import UUID

from codekids.progress.events import Attempt, stamped
from codekids.progress.mistakes import MistakeCount, mistakes_of

ANA, DAN = UUID(int=1), UUID(int=2)


def log(*attempts):
    chance = Random(7)
    return [stamped(one, 1000 + number, chance) for number, one in enumerate(attempts)]


def missed(learner, mistake="", mended="", mate=None):
    return Attempt(learner, "a/b", "problem", mistake=mistake, mended=mended, mate=mate)


def test_the_most_frequent_comes_first_with_how_often_it_was_mended():
    events = log(
        missed(ANA, "quotes"), missed(ANA, "quotes"), missed(ANA, "colon", mended="quotes"),
        missed(DAN, "quotes"), missed(DAN, "", mended="quotes"),
    )  # fmt: skip

    assert mistakes_of(events) == [MistakeCount("quotes", 3, 2, 2), MistakeCount("colon", 1, 0, 1)]


def test_order_and_repeats_change_nothing():
    events = log(missed(ANA, "quotes"), missed(ANA, "", mended="quotes"))

    assert mistakes_of(reversed(events)) == mistakes_of([*events, *events]) == mistakes_of(events)


def test_of_one_child_only_also_what_was_made_at_the_mate_s_side():
    events = log(missed(ANA, "quotes", mate=DAN), missed(ANA, "colon"))

    assert [one.kind for one in mistakes_of(events, frozenset({DAN}))] == ["quotes"]


def test_the_log_of_before_knows_no_kinds():
    assert mistakes_of(log(Attempt(ANA, "a/b", "problem", problem="name.unknown"))) == []
