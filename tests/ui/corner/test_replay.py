"""A child's program, played by the librarian: as in the puzzle, but nothing is changed and nothing counts."""

import pytest

from codekids.progress.events import Attempt
from codekids.ui.screens.corner import CornerScreen
from codekids.ui.screens.corner.replay import ReplayScreen

BUMPS = "for pas in range(9):\n    move()"


@pytest.fixture
def replay(empty_corner):
    """Somebody's program of the first lesson is open, and has not been run yet."""
    librarian = empty_corner
    librarian.comes_in()
    librarian.clicks(librarian.page.add_many)
    librarian.types("Ana")
    librarian.clicks(librarian.page.add_button)
    ana = librarian.club.named("Ana")[0]
    lesson = librarian.packs[0].lessons[0]
    librarian.store.append(Attempt(ana.id, lesson.id, "problem", 0, 3, BUMPS))
    librarian.store.save_draft(ana.id, lesson.id, BUMPS)
    librarian.journal.look()
    librarian.answered()
    librarian.goes_to("children")
    librarian.opens("Ana")
    librarian.clicks(librarian.page.show_program)
    assert type(librarian.screen) is ReplayScreen
    return librarian


def runs(librarian):
    librarian.screen.run()
    for _ in range(600):
        if librarian.screen.session.verdict is not None:
            break
        librarian.window.step(wait=True)
    librarian.screen.session.playback.to_end()
    librarian.screen.refresh()


def test_keys_and_paste_change_nothing(replay):
    screen = replay.screen
    replay.clicks(screen.program.editor.target)
    replay.types("x = 1")
    replay.presses("enter", "backspace")
    assert screen.session.text == BUMPS


def test_an_enter_held_too_long_runs_nothing(replay):
    replay.presses("enter", "enter")
    assert not replay.screen.session.busy
    replay.presses("enter", ctrl=True)
    assert replay.screen.session.busy


def test_a_problem_is_shown_without_its_repair(replay):
    runs(replay)
    problem = replay.screen.session.problem
    assert problem is not None and problem.fix is None
    assert replay.screen.program.editor.editor.bubble is not None
    assert replay.screen.verdict_dialog is None


def test_nothing_of_it_reaches_the_club(replay):
    ana = replay.club.named("Ana")[0]
    before = replay.store.events(), replay.store.drafts(ana.id), replay.store.progress(ana.id)
    runs(replay)
    replay.presses("escape")
    replay.answered()
    assert type(replay.screen) is CornerScreen and replay.page.title == "Ana"
    assert (replay.store.events(), replay.store.drafts(ana.id), replay.store.progress(ana.id)) == before


def test_what_belongs_to_the_child_is_not_offered(replay):
    head, program = replay.screen.head, replay.screen.program
    for widget in (head.hint, head.gear, head.seat, head.stars, program.undo, program.redo):
        assert not widget.visible
    assert not replay.screen.words.card.visible


def test_a_replay_left_alone_closes_the_corner_too(replay):
    screen = replay.screen
    replay.leaves_it_alone(11 * 60)
    assert type(replay.screen) not in {ReplayScreen, CornerScreen}
    screen.end()  # a second end does nothing


def test_a_hand_at_the_replay_keeps_it_open(replay):
    replay.seconds += 9 * 60
    replay.presses("f8")
    replay.leaves_it_alone(5 * 60)
    assert type(replay.screen) is ReplayScreen
