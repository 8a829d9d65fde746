"""Help in five rungs: what is said, when it is offered, when the next opens. The clock is an argument."""

import pytest

from codekids.lang.catalogue import LANGUAGES, in_all_languages
from codekids.lang.source import read_source
from codekids.lessons.format.compiler import read_lesson
from codekids.lessons.hints.ladder import CHOICES, Ladder, WhatTried
from codekids.lessons.hints.librarian import librarian_card, meaning
from codekids.lessons.judge import run_lesson

FIVE = """\
id: colt
title: Colțul
task: Mergi la steag.
world:
  map: |
    . . . G .
    . . . . .
    > . A . .
  legend:
    A: apple
goals:
  - collect: apple
  - reach: goal
hints:
  - Oglinda.
  - Întrebarea.
  - ro: Locul.
    line: 2
    cell: [4, 1]
  - Exemplul.
  - Completează `move(__)`.
librarian: Întreabă unde e mărul.
solution: |
  move(2)
  take()
  move()
  turn_left()
  move(2)
"""
FORESEEN = (
    FIVE
    + """\
mistakes:
  - when: unused turn_left
    say: Drumul are un colț.
    librarian: Desenați drumul.
"""
)


@pytest.fixture(scope="module")
def sitting(workers):
    """A sitting at a lesson text, opened at second 0, and a way to run programs in it."""

    def ran(ladder, source, now):
        return ladder.ran(run_lesson(ladder.lesson, read_source(source), workers), now)

    def open_at(text=FIVE):
        lesson = read_lesson(text.encode()).lesson
        assert lesson is not None
        return Ladder(lesson, 0.0), ran

    return open_at


def words(hint):
    return hint.text["ro"]


def test_before_the_first_run_the_question_can_be_asked_for(sitting):
    ladder, _ = sitting()

    ladder, hint = ladder.ask("", 1.0)

    assert (hint.level, words(hint)) == (1, "Întrebarea.")


def test_the_first_rung_mirrors_the_run_and_lights_the_cell_where_it_ended(sitting):
    ladder, ran = sitting()

    ladder, hint = ran(ladder, "move(3)", 5.0).ask("move(3)", 6.0)

    assert (hint.level, hint.cell) == (0, (4, 1))
    assert words(hint).startswith("Ari a trecut pe la (3, 1)")


def test_a_foreseen_mistake_is_told_before_what_the_run_shows_by_itself(sitting):
    ladder, ran = sitting(FORESEEN)

    _, hint = ran(ladder, "move(3)", 5.0).ask("move(3)", 6.0)

    assert (words(hint), hint.librarian) == ("Drumul are un colț.", {"ro": "Desenați drumul."})


def test_where_a_run_says_nothing_the_lesson_s_own_mirror_is_told(sitting):
    ladder, ran = sitting()

    _, hint = ran(ladder, "moov()", 5.0).ask("moov()", 6.0)

    assert (hint.level, words(hint)) == (0, "Oglinda.")


def test_the_rungs_are_climbed_one_by_one_and_the_last_wants_four_runs(sitting):
    ladder, ran = sitting()
    levels = []
    now = 0.0
    for number in (1, 2, 3):
        ladder = ran(ladder, f"move({number})", now + 20)
        now += 40
        ladder, hint = ladder.ask(f"move({number})", now)
        levels.append(hint.level)
    ladder, hint = ladder.ask("move(3)", now + 31)
    levels.append(hint.level)
    now += 99

    assert levels == [0, 1, 2, 3]
    assert ladder.lock("move(3)", now).message.key == "lessons.hint.locked_runs"
    assert ladder.lock("move(3)", now).message.args == {"n": 1}
    assert ladder.ask("move(3)", now)[1].level == 3
    assert words(ran(ladder, "move()", now).ask("move()", now + 1)[1]) == "Completează `move(__)`."


def test_the_librarian_s_key_opens_the_last_rung(sitting):
    ladder, _ = sitting()
    now = 0.0
    for _ in range(3):
        now += 31
        ladder, _ = ladder.ask("", now)

    assert ladder.lock("", now + 31).level == 4
    assert ladder.turn_key().ask("", now + 31)[1].level == 4


def test_the_next_rung_opens_after_thirty_seconds(sitting):
    ladder, _ = sitting()
    ladder, first = ladder.ask("", 10.0)

    lock = ladder.lock("", 25.0)

    assert (lock.seconds, lock.level, lock.message.args) == (15.0, 2, {"n": 15})
    assert ladder.ask("", 25.0)[1] is first
    assert ladder.lock("", 40.0) is None


def test_the_next_rung_opens_after_a_run_of_a_changed_program_only(sitting):
    ladder, ran = sitting()
    ladder = ran(ladder, "move()", 9.0)
    ladder, _ = ladder.ask("move()", 10.0)

    assert ran(ladder, "move()", 20.0).lock("move()", 21.0) is not None
    assert ran(ladder, "move(2)", 20.0).lock("move(2)", 21.0) is None


def test_a_hint_shows_its_place(sitting):
    ladder, _ = sitting()
    ladder, _ = ladder.ask("", 0.0)

    _, hint = ladder.ask("", 31.0)

    assert (hint.level, hint.line, hint.cell) == (2, 2, (4, 1))


def test_two_rungs_in_a_hurry_meet_a_question(sitting):
    ladder, ran = sitting()
    ladder = ran(ladder, "move()", 9.0)
    ladder, _ = ladder.ask("move()", 10.0)
    ladder = ran(ladder, "move(2)", 12.0)

    ladder, asked = ladder.ask("move(2)", 15.0)
    still = ladder.ask("move(2)", 60.0)[1]
    ladder, hint = ladder.tell("lost", "move(2)", 61.0)

    assert isinstance(asked, WhatTried) and isinstance(still, WhatTried)
    assert asked.choices == CHOICES
    assert (hint.level, ladder.told, ladder.guarded) == (1, ("lost",), False)
    for message in [asked.ask, *map(asked.words, CHOICES)]:
        assert all(message.key not in text for text in in_all_languages(message).values())


def test_two_runs_with_the_same_symptom_make_it_glow(sitting):
    ladder, ran = sitting()
    one = ran(ladder, "move(3)", 5.0)

    assert one.offers(6.0) is None
    assert ran(one, "move(4)", 8.0).offers(9.0) == "same_symptom"
    assert ran(one, "take()", 8.0).offers(9.0) is None


def test_the_third_of_the_same_error_makes_it_glow_and_reading_puts_it_out(sitting):
    ladder, ran = sitting()
    for now in (1.0, 2.0, 3.0):
        ladder = ran(ladder, "move(", now)

    assert ladder.offers(4.0) == "same_error"
    ladder, _ = ladder.ask("move(", 4.0)
    assert ladder.offers(5.0) is None
    assert ran(ladder, "move(", 6.0).offers(7.0) is None


def test_ninety_seconds_without_progress_make_it_glow(sitting):
    ladder, ran = sitting()

    assert ladder.offers(89.0) is None
    assert (ladder.offers(90.0), ladder.glows_at) == ("no_progress", 90.0)
    better = ran(ladder, "move(2)\ntake()", 80.0)
    assert better.offers(100.0) is None
    assert ran(better, "move()", 160.0).offers(170.0) == "no_progress"


def test_a_solved_lesson_offers_nothing(sitting):
    ladder, ran = sitting()
    solved = ran(ladder, ladder.lesson.solution, 5.0)

    assert solved.offers(500.0) is None
    assert solved.ask(ladder.lesson.solution, 500.0)[1] is None
    assert solved.lock("", 500.0) is None


def test_a_lesson_without_hints_still_helps_with_general_ones(sitting):
    bare = FIVE[: FIVE.index("hints:")] + FIVE[FIVE.index("solution:") :]
    ladder, ran = sitting(bare)
    heard = []
    for now in (0, 40, 80, 120, 160):
        ladder = ran(ladder, "move(2)", now)
        ladder, hint = ladder.ask("move(2)", now + 35.0)
        heard.append(hint)

    assert [hint.level for hint in heard] == [0, 1, 2, 4, 4]
    assert words(heard[1]).startswith("Ținta care a rămas este „")
    assert heard[2].line == 1
    assert "`____()`" in words(heard[3]) and "take" not in words(heard[3])
    assert all(len(hint.text) == len(LANGUAGES) for hint in heard)


def test_a_hint_that_gives_the_solution_away_is_never_said(sitting):
    told = "`move(2)`, `take()`, `move()`, `turn_left()`, `move(2)`"
    ladder, _ = sitting(FIVE.replace("Întrebarea.", f"Scrie {told}"))

    assert ladder.ask("", 0.0)[1].level == 2


def test_the_librarian_s_card_says_what_to_ask_and_holds_the_answer(sitting):
    ladder, ran = sitting(FORESEEN)
    ladder = ran(ladder, "move(3)", 5.0)

    card = librarian_card(ladder.lesson, ladder.runs[-1].verdict)

    assert card.happened == {"ro": "Drumul are un colț."}
    assert card.ask[0] == {"ro": "Desenați drumul."}
    assert {"ro": "Întreabă unde e mărul."} in card.ask
    assert card.ask[-1]["ro"] == "Nu știu nici eu – hai să aflăm."
    assert card.answer == ladder.lesson.solution


def test_before_a_run_the_card_has_the_lesson_s_question_and_the_poster(sitting):
    card = librarian_card(sitting()[0].lesson)

    assert len(card.ask) == 7
    assert (card.happened, card.line) == ({}, 0)


def test_a_misconception_has_words_for_the_librarian():
    assert set(meaning("off_by_one")) == set(LANGUAGES)
    assert meaning("a_word_of_the_teacher") == {}


def test_hints_stand_on_the_rungs_their_number_suggests_and_the_lesson_may_say_otherwise(sitting):
    said = FIVE.replace("  - Oglinda.", "  - ro: Oglinda.\n    level: 3")

    assert [pointer.level for pointer in sitting()[0].lesson.pointers] == [0, 1, 2, 3, 4]
    assert [pointer.level for pointer in sitting(said)[0].lesson.pointers] == [3, 1, 2, 3, 4]
