"""Drawing a map, walking it, and giving it to a friend on the same computer."""

import pytest

from codekids.progress import roster
from codekids.progress.erasure import erase_learner
from codekids.ui.screens.puzzle import PuzzleScreen

# The starting file of a project, with a map to draw and one check: that its author has walked it.
MAP = (
    ("  # paints_map: true ", "  paints_map: true #"),
    ("    - uses: loop ", "    - solvable: true #"),
    ("    - least_actions: 6 ", "    # "),
    ("    . . > . .", "    . . > . G"),
)


@pytest.fixture
def lesson(lesson_of):
    made = lesson_of("project", *MAP)
    assert made.project.paints_map
    return made


def square(child, column, row):
    return child.panel.brush._cell_rect((column, row)).centre


def test_squares_are_painted_by_pressing_and_by_dragging(sits, lesson):
    child = sits(lesson)

    child.clicks("Zid")
    child.drags(square(child, 1, 1), square(child, 1, 3))
    child.clicks("Măr")
    child.points(square(child, 2, 2))

    draft = child.panel.draft
    assert [draft.at((1, row)) for row in (1, 2, 3)] == ["wall"] * 3
    assert draft.at((2, 2)) == "apple"
    assert (1, 2) in child.session.lesson.cases[0].world.ground.walls


def test_ari_is_moved_turned_and_never_walled_in(sits, lesson):
    child = sits(lesson)
    child.clicks("Zid")
    child.points(square(child, *child.panel.draft.hero))
    assert child.panel.draft.at(child.panel.draft.hero) == "hero"

    child.clicks("Ari")
    child.points(square(child, 1, 5))
    child.points(square(child, 1, 5))

    assert (child.panel.draft.hero, child.panel.draft.facing) == ((1, 5), "south")


def test_a_map_is_drawn_with_the_keyboard_alone_and_undone(sits, lesson):
    child = sits(lesson)
    child.focuses("Zid")
    child.presses("enter")
    child.focuses("Desenează pe hartă")
    child.presses("down", "enter")
    column, row = lesson.cases[0].world.at
    assert child.panel.draft.at((column, row - 1)) == "wall"

    child.presses("ctrl+z")

    assert child.panel.draft.at((column, row - 1)) == "floor"


def test_one_stroke_is_one_undo(sits, lesson):
    child = sits(lesson)
    before = child.panel.draft
    child.drags(square(child, 1, 1), square(child, 5, 1))
    assert child.panel.draft != before

    child.clicks("Anulează")

    assert child.panel.draft == before


def test_a_map_without_a_flag_waits_kindly(sits, lesson):
    child = sits(lesson)
    child.clicks("Iarbă")
    child.points(square(child, 5, 3))
    assert child.sees("Pune și un steag")

    child.clicks("Rulează")

    assert child.session.tries == 0


def test_the_map_is_kept_and_gone_with_the_learner(sits, lesson, store):
    learner = roster.add_learner(store, "Mira")
    child = sits(lesson, learner=learner.id)
    child.clicks("Zid")
    child.points(square(child, 1, 1))
    child.shell.open_map(lesson)
    child.rounds()
    child.opens(lesson)
    assert child.panel.draft.at((1, 1)) == "wall"
    child.journal.flush()
    assert store.drafts(learner.id)

    child.shell.get_up()
    child.journal.flush()
    erase_learner(store, learner.id)

    assert not store.drafts(learner.id)


def solve(child):
    child.clicks("Scriu programul")
    child.writes("move(2)")
    child.runs()


def test_a_solved_map_is_offered_to_a_friend_who_finds_the_way(sits, lesson, store):
    author, friend = (roster.add_learner(store, name) for name in ("Mira", "Dan"))
    child = sits(lesson, learner=author.id)
    solve(child)
    child.shell.get_up()
    child.journal.flush()
    child.journal.look()
    child.journal.flush()
    child.sits_down(friend.id)
    child.opens(lesson)

    child.clicks("Harta unui prieten")
    child.waits_until(lambda: child.panel.friends is not None)
    child.clicks("Harta: Mira")
    assert isinstance(child.screen, PuzzleScreen)
    assert child.sees("Găsește drumul până la steag")
    child.writes("move(2)")
    child.runs()

    assert child.sees("Ai reușit!")
    assert child.tells("shown") == [{"part": "friend"}]
    assert not child.progress(lesson).solved, "a friend's map is not one's own project"
    child.clicks("Înapoi la harta mea")
    assert child.panel.draft.hero == lesson.cases[0].world.at


def test_a_map_changed_after_its_run_is_not_offered(sits, lesson, store):
    author, friend = (roster.add_learner(store, name) for name in ("Mira", "Dan"))
    child = sits(lesson, learner=author.id)
    solve(child)
    child.clicks("Harta")
    child.clicks("Zid")
    child.points(square(child, 4, 3))
    child.shell.get_up()
    child.journal.flush()
    child.sits_down(friend.id)
    child.opens(lesson)

    child.clicks("Harta unui prieten")
    child.waits_until(lambda: child.panel.friends is not None)

    assert child.sees("Încă nimeni de aici nu are o hartă rezolvată")


def test_the_author_s_own_run_proves_it_and_the_project_is_done(sits, lesson):
    child = sits(lesson)
    child.clicks("Scriu programul")
    child.writes("move(9)")
    child.runs()
    assert not child.sees("Privește ce ai făcut")

    child.writes("move(2)")
    child.runs()
    child.clicks("Privește ce ai făcut")
    child.clicks("Proiectul e gata")

    assert child.progress(lesson).solved
