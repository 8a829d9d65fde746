"""When a pack opens on the map: a rule of packs done and stars won."""

from dataclasses import replace

import pytest

from codekids.lessons.lesson import Lesson, Opening, Pack
from codekids.lessons.opening import what_opens


def pack(name, *, after=(), stars=0, lessons=2):
    made = tuple(Lesson(f"{name}/{number}", {}, {}, cases=(), goals=()) for number in range(1, lessons + 1))
    return Pack(name, {"ro": name}, made, opens_after=Opening(tuple(after), stars))


FIRST, SECOND = pack("first"), pack("second", after=["first"])
RICH = pack("rich", stars=5)
ALL = [FIRST, SECOND, RICH]


def test_without_a_word_a_pack_is_open():
    assert what_opens(FIRST, ALL, {}) is None


def test_a_pack_waits_until_another_is_done():
    assert what_opens(SECOND, ALL, {"first/1": 3}).packs == (FIRST,)
    assert what_opens(SECOND, ALL, {"first/1": 3, "first/2": 1}) is None


def test_a_pack_waits_for_stars_and_says_how_many():
    assert what_opens(RICH, ALL, {"first/1": 3}).stars == 2
    assert what_opens(RICH, ALL, {"first/1": 3, "first/2": 2}) is None


@pytest.mark.parametrize("closed", [SECOND, RICH])
def test_what_the_librarian_gives_is_open_and_so_is_what_was_begun(closed):
    assert what_opens(closed, ALL, {}, given=True) is None
    assert what_opens(closed, ALL, {closed.lessons[0].id: 1}) is None


def test_a_pack_that_is_not_here_keeps_nothing_closed():
    assert what_opens(replace(SECOND, opens_after=Opening(("elsewhere", "second"))), ALL, {}) is None
