"""Blocks, text or both: what a lesson offers and where it begins."""

import pytest

from codekids.ui.screens.puzzle.modes import MODES, mode_to_open, modes_of, next_mode


@pytest.mark.parametrize(
    ("lesson", "offered"),
    [("blocks", ("blocks",)), ("text", ("text",)), ("bridge", ("both",)), ("either", MODES)],
)
def test_a_lesson_may_fix_how_it_is_programmed(lesson, offered):
    assert modes_of(lesson) == offered


@pytest.mark.parametrize(
    ("lesson", "kept", "liked", "opens"),
    [
        ("either", "both", "text", "both"),  # as this lesson was left
        ("either", None, "blocks", "blocks"),  # as the child likes it
        ("text", "blocks", "blocks", "text"),  # the lesson has the last word
        ("blocks", None, None, "blocks"),
        ("bridge", "text", "text", "both"),
        ("either", 7, "zbor", "blocks"),  # what was kept is damaged
        ("either", None, "", "blocks"),
    ],
)
def test_a_lesson_opens_as_it_was_left_else_as_the_child_likes_it(lesson, kept, liked, opens):
    assert mode_to_open(lesson, "puzzle", kept, liked) == opens


@pytest.mark.parametrize(("kind", "opens"), [("project", "blocks"), ("gap", "text"), ("fix", "text")])
def test_who_builds_begins_with_blocks_and_what_speaks_of_lines_with_text(kind, opens):
    assert mode_to_open("either", kind, None, "") == opens


def test_the_key_goes_round():
    assert [next_mode(mode, MODES) for mode in MODES] == ["both", "text", "blocks"]
    assert next_mode("text", ("both",)) == "both"
