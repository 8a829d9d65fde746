"""Packs stand in the order in which a club goes through them."""

from dataclasses import replace

import pytest

from codekids.lessons.lesson import Opening, Pack
from codekids.lessons.order import in_order


@pytest.fixture
def pack_of(lesson_of):
    lesson = lesson_of("fix")

    def make(id_, concepts=(), needs=(), after=()):
        one = replace(lesson, concepts=tuple(concepts), needs=tuple(needs))
        return Pack(id_, {"ro": id_}, (one,), opens_after=Opening(tuple(after)))

    return make


def ids(packs):
    return [pack.id for pack in in_order(packs)]


def test_without_a_reason_the_names_decide(pack_of):
    assert ids([pack_of("a"), pack_of("b")]) == ["a", "b"]


def test_what_is_needed_is_taught_before(pack_of):
    loops = pack_of("again", concepts=["loop"], needs=["sequence", "loop"])
    steps = pack_of("steps", concepts=["sequence"])

    assert ids([loops, steps]) == ["steps", "again"]


def test_a_pack_comes_after_the_one_that_opens_it(pack_of):
    assert ids([pack_of("a", after=["c"]), pack_of("b"), pack_of("c")]) == ["b", "c", "a"]


def test_packs_that_need_each_other_stand_by_their_names(pack_of):
    one, other = pack_of("a", ["x"], ["y"]), pack_of("b", ["y"], ["x"])

    assert ids([one, other]) == ["a", "b"]


def test_a_pack_that_opens_after_nothing_known_is_not_lost(pack_of):
    assert ids([pack_of("a", after=["nowhere"]), pack_of("b")]) == ["a", "b"]
