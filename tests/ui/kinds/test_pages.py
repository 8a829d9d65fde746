"""Kinds that run nothing: questions, the exam form, a review, a card for the table, talk, a career."""

from dataclasses import replace
from datetime import timedelta

import pytest

from codekids.lessons.kinds.quiz import shown_order
from codekids.progress.events import Attempt, Completion
from codekids.ui.screens.page import PageScreen

DAY = timedelta(days=1) // timedelta(milliseconds=1)


def only(lesson, kind, **changes):
    """The quiz with its question of that kind alone."""
    item = next(one for one in lesson.quiz.items if one.kind == kind)
    return replace(lesson, quiz=replace(lesson.quiz, items=(item,), enough=1, **changes))


def ends(child):
    """Go on to the end of the questions."""
    child.clicks("Verifică")
    child.clicks("Mai departe")


# -- one question of each kind


def test_a_choice_tells_why_it_is_another_and_may_be_tried_again(sits, lesson_of):
    lesson = only(lesson_of("quiz"), "choice")
    child = sits(lesson)
    assert isinstance(child.screen, PageScreen)

    child.clicks("Face un pas la stânga")
    child.clicks("Verifică")
    assert child.sees("La întoarcere Ari rămâne pe aceeași căsuță.")
    child.clicks("Se întoarce pe loc")
    child.clicks("Verifică")
    assert child.sees("Da")
    child.clicks("Mai departe")

    # The first answer counts; the lesson may be played once more.
    assert child.sees("0 din 1")
    assert not child.progress(lesson).solved
    assert child.tells("answer") == [
        {"question": lesson.quiz.items[0].id, "right": False, "means": "turn_moves"}
    ]
    child.clicks("Încă o dată")
    child.clicks("Se întoarce pe loc")
    ends(child)
    assert child.screen.verdict_dialog is not None
    assert (child.progress(lesson).stars, child.progress(lesson).tries) == (3, 2)


def test_a_choice_is_made_with_the_keyboard_alone(sits, lesson_of):
    lesson = only(lesson_of("quiz"), "choice")
    child = sits(lesson)
    child.focuses("Face un pas")
    child.presses("down", "enter", "ctrl+enter", "ctrl+enter")

    assert child.progress(lesson).stars == 3


def test_a_number_is_typed_with_a_comma_or_without(sits, lesson_of):
    lesson = only(lesson_of("quiz"), "number")
    child = sits(lesson)
    child.focuses("Numărul tău")
    child.types("2")
    child.clicks("Verifică")
    assert child.sees("Și a doua linie face un pas.")

    child.focuses("Numărul tău")
    child.presses("backspace")
    child.types("3,0")
    child.clicks("Verifică")

    assert child.sees("Da, așa e.")


@pytest.mark.parametrize("hand", ["press", "drag", "keys"])
def test_pairs_are_joined_by_pressing_dragging_or_by_keys(sits, lesson_of, hand):
    lesson = only(lesson_of("quiz"), "pairs")
    child = sits(lesson)
    for left, right in (("`move()`", "un pas"), ("`take()`", "ia un lucru")):
        if hand == "drag":
            child.drags(child.place_of(left), child.place_of(right))
        elif hand == "press":
            child.clicks(left)
            child.clicks(right)
        else:
            for name in (left, right):
                card = next(one for one in child.screen.panel._answer.walk() if one.name == name)
                child.screen.root.give_focus(card, visible=True)
                child.presses("enter")
    ends(child)

    assert child.progress(lesson).stars == 3


def test_an_order_is_made_with_the_buttons(sits, lesson_of):
    lesson = only(lesson_of("quiz"), "order")
    child = sits(lesson)
    item = lesson.quiz.items[0]
    assert shown_order(item) != tuple(range(len(item.order)))
    for wanted in range(len(item.order)):
        while child.screen.panel._answer.answer.index(wanted) != wanted:
            text = item.order[wanted]["ro"]
            if not next(one for one in child.screen.panel._answer.pieces if one.text == text).selected:
                child.clicks(text)
            child.clicks("Mai sus")

    ends(child)

    assert child.progress(lesson).stars == 3


def test_a_wrong_order_says_how_much_of_it_is_right(sits, lesson_of):
    child = sits(only(lesson_of("quiz"), "order"))

    child.clicks("Verifică")

    assert child.sees("din 3 sunt la locul lor.")


def test_truth_cards_want_every_card(sits, lesson_of):
    lesson = only(lesson_of("quiz"), "cards")
    child = sits(lesson)
    first, second = child.screen.panel._answer.cards
    child.points(first.switch.tabs[0].rect.centre)
    check = child.screen.buttons[-1]
    assert not check.enabled
    child.points(second.switch.tabs[1].rect.centre)
    ends(child)

    assert child.progress(lesson).stars == 3


def test_a_trace_table_is_filled_cell_by_cell(sits, lesson_of):
    lesson = only(lesson_of("quiz"), "trace")
    child = sits(lesson)
    fields = child.screen.panel._answer.fields
    for (row, column), field in fields.items():
        child.points(field.rect.centre)
        child.types(lesson.quiz.items[0].rows[row][column])
    ends(child)

    assert child.progress(lesson).stars == 3


def test_half_an_answer_is_still_there_next_time(sits, lesson_of):
    lesson = lesson_of("quiz")
    child = sits(lesson)
    child.clicks("Se întoarce pe loc")
    child.clicks("Verifică")
    child.clicks("Mai departe")
    child.shell.open_map(lesson)
    child.rounds()

    child.opens(lesson)

    assert child.sees("Întrebarea 2 din 6")
    assert child.screen.panel.state.first[0] is True


# -- as in the exam


def test_an_exam_marks_nothing_before_it_is_handed_in(sits, lesson_of):
    lesson = lesson_of("quiz")
    items = tuple(one for one in lesson.quiz.items if one.kind in ("choice", "number"))
    lesson = replace(lesson, quiz=replace(lesson.quiz, items=items, exam=True, enough=1))
    child = sits(lesson)
    assert child.sees("a) ")

    child.clicks("b) Face un pas") if child.sees("b) Face un pas") else child.clicks("a) Face un pas")
    assert not child.sees("La întoarcere")
    child.clicks("Mai departe")
    child.clicks("Predă")
    assert child.sees("Mai sunt întrebări fără răspuns")
    child.focuses("Numărul tău")
    child.types("3")
    child.clicks("Predă")

    assert child.sees("1 din 2")
    assert child.progress(lesson).stars == 2
    assert [one["right"] for one in child.tells("answer")] == [False, True]
    child.clicks("Mai lucrez aici") if child.sees("Mai lucrez aici") else child.presses("escape")
    child.clicks("Întrebarea 1")
    assert child.sees("La întoarcere Ari rămâne pe aceeași căsuță.")


# -- a review


def test_a_review_asks_what_is_due_and_counts_like_any_lesson(sits, lesson_of, store):
    learnt = only(lesson_of("quiz"), "number")
    review = lesson_of("review")
    learner = store.first_learner().id
    store._clock = lambda now=store.now: now  # the clock stands still
    for lesson in (learnt,):
        event = store.stamp(Completion(learner, lesson.id, 3))
        store.append(replace(event, at=event.at - 8 * DAY))
    child = sits(review, learnt, learner=learner)
    child.waits_until(lambda: child.screen.panel is not None)

    asked = [item.id for item in child.screen.panel.state.quiz.items]

    assert asked[0] == learnt.quiz.items[0].id, "the due one first, then the review's own"
    child.focuses("Numărul tău")
    child.types("3")
    child.clicks("Verifică")
    assert child.tells("answer") == [{"question": asked[0], "right": True}]


def test_a_review_begun_is_the_same_review_when_it_is_opened_again(sits, lesson_of):
    review = lesson_of("review")
    child = sits(review)
    child.waits_until(lambda: child.screen.panel is not None)
    before = child.screen.panel.state.quiz.items
    child.shell.open_map(review)
    child.rounds()

    child.opens(review)
    child.waits_until(lambda: child.screen.panel is not None)

    assert child.screen.panel.state.quiz.items == before


# -- a card for the table


def test_a_card_for_the_table_is_done_when_every_step_is_ticked(sits, lesson_of):
    lesson = lesson_of("unplugged")
    child = sits(lesson)
    steps = [step["ro"] for step in lesson.unplugged.steps]
    for step in steps[:-1]:
        child.clicks(step)
    assert not child.screen.buttons[-1].enabled
    child.focuses(steps[-1])
    child.presses("space")

    child.clicks("Gata, am terminat")

    assert child.screen.verdict_dialog is not None
    assert child.progress(lesson).stars == 3


# -- around a lesson


def test_after_a_puzzle_come_exam_item_talk_and_career_and_the_log_keeps_them(sits, lesson_of):
    parts = lesson_of("steps")
    lesson = replace(
        lesson_of("fix"), exam_item=parts.exam_item, talk=parts.talk, career=parts.career, steps=()
    )
    child = sits(lesson)
    child.writes(lesson.solution)
    child.runs()
    assert child.progress(lesson).stars == 3

    child.clicks("Mai departe")
    assert child.shell.visit.stop.kind == "exam"
    right = child.screen.panel.item.options[child.screen.panel.item.answer].text["ro"]
    child.clicks(next(name for name in child.sees(right) if name.endswith(right)))
    child.clicks("Verifică")
    child.clicks("Mai departe")
    assert child.shell.visit.stop.kind == "talk"
    child.clicks("Am vorbit")
    assert child.shell.visit.stop.kind == "career"
    assert child.sees("Sursa:")
    child.clicks("Mai departe")

    assert child.tells("answer")[0]["right"] is True
    assert child.tells("shown") == [{"part": "talk"}, {"part": "career"}]
    assert child.progress(lesson).stars == 3
    assert child.shell.visit is None, "back on the map"


def test_talk_may_wait_for_another_time(sits, lesson_of):
    parts = lesson_of("steps")
    lesson = replace(lesson_of("unplugged"), talk=parts.talk)
    child = sits(lesson)
    for step in lesson.unplugged.steps:
        child.clicks(step["ro"])
    child.clicks("Gata, am terminat")
    child.clicks("Mai departe")

    child.clicks("Altă dată")

    assert child.tells("shown") == []
    child.opens(lesson)
    assert not child.shell.visit.course.is_done(1)


def test_an_attempt_of_one_step_never_solves_the_lesson(store):
    learner = store.first_learner().id
    store.append(Attempt(learner, "pack/lesson", "solved", 3, step=1))

    assert not store.progress(learner)["pack/lesson"].solved
