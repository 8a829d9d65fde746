"""The child's collection of mended mistakes: the line before and after, kept and read again."""

import pytest

from codekids.lang.problems import Message
from codekids.progress import bugs
from codekids.progress.erasure import erase_learner
from codekids.progress.store import Store

SPELLING = bugs.Bug(
    "spelling", Message("name.did_you_mean", {"name": "moov", "line": 2}), "primii-pasi/merele",
    "2025-10-06", "moov()", "move()",
)  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "line", "kept"),
    [
        ("move()\nmoov()", "move()\nmove()", 2, ("moov()", "move()")),
        ("for pas in range(3)\n    move()", "for pas in range(3):\n    move()", 1,
         ("for pas in range(3)", "for pas in range(3):")),
        ("if x:\nmove()\ntake()", "if x:\n    move()\ntake()", 2, ("move()", "move()")),
        ("print((1)\nmove()", "print((1))\nmove()", 2, ("print((1)", "print((1))")),
        ("move()\ncout\ntake()", "move()\ntake()", 2, ("cout", "")),
        ("a\nmoov()", "# nou\na\nb\nmove()", 2, ("moov()", "b\nmove()")),
    ],
)  # fmt: skip
def test_the_line_before_and_after(before, after, line, kept):
    assert bugs.mended_line(before, after, line) == kept


def test_nothing_changed_is_nothing_mended():
    assert bugs.mended_line("move()", "move()", 1) is None


def test_a_collection_is_read_as_it_was_written_and_damage_is_left_out():
    text = bugs.written((SPELLING,))

    assert bugs.read_bugs(text) == (SPELLING,)
    for damaged in ("", "{", "[1, null]", '[{"kind": "x"}]', text.replace('"moov()"', "7")):
        assert bugs.read_bugs(damaged) == ()


def test_the_newest_stand_first_and_the_same_one_stands_once():
    other = bugs.Bug("colon", Message("x"), "a/b", "2025-10-07", "if x", "if x:")

    assert bugs.collected((SPELLING, other), SPELLING) == (SPELLING, other)
    assert bugs.collected((SPELLING,), other) == (other, SPELLING)
    assert (
        len(
            bugs.collected(tuple(bugs.Bug("k", Message("x"), "a", "", str(n), "") for n in range(500)), other)
        )
        == bugs.MOST
    )


def test_the_collection_goes_with_the_child(tmp_path):
    store = Store.open(tmp_path)
    learner = store.first_learner().id
    store.save_draft(learner, bugs.ITEM, "", view=bugs.written((SPELLING,)))

    erase_learner(store, learner)
    store.close()

    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"moov" in path.read_bytes()]
