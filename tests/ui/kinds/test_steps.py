"""A lesson of several steps: where one is, what is asked now, what is done stays done."""

from dataclasses import replace


def plays_first_step(child):
    child.clicks("Trei")
    child.runs()
    child.clicks("Mai departe")


def test_the_way_is_shown_and_a_closed_step_cannot_be_gone_to(sits, lesson_of):
    child = sits(lesson_of("steps"))
    names = [dot.name for dot in child.screen.steps.dots]
    assert names[:5] == ["Ghicește", "Rulează", "Cercetează", "Schimbă", "Creează"]
    assert child.sees("Pasul 1, Ghicește: aici ești")

    child.clicks("Pasul 4, Schimbă")

    assert child.shell.visit.stop.kind == "predict"


def test_predict_run_investigate_modify_make_from_first_to_last(sits, lesson_of):
    lesson = lesson_of("steps")
    child = sits(lesson)

    plays_first_step(child)
    assert child.shell.visit.stop.kind == "run"
    child.runs()
    child.clicks("Mai departe")

    assert child.shell.visit.stop.kind == "investigate"
    for item in child.shell.visit.stop.lesson.quiz.items:
        if item.kind == "choice":
            child.clicks(item.options[item.answer].text["ro"])
        else:
            child.focuses("Numărul tău")
            child.types(str(round(item.number)))
        child.clicks("Verifică")
        child.clicks("Mai departe")
    if child.shell.visit.stop.kind == "investigate":
        child.clicks("Mai departe")

    assert child.shell.visit.stop.kind == "modify"
    child.writes("move()")
    child.runs()
    assert child.screen.verdict_dialog is None, "a wrong program of a step is not yet a step"
    child.writes(child.session.lesson.solution)
    child.runs()
    assert child.sees("Pas terminat")
    assert not child.progress(lesson).solved
    child.clicks("Mai departe")

    assert child.shell.visit.stop.kind == "make"
    child.writes("for pas in range(3):\n    move()")
    child.runs()
    child.clicks("Privește ce ai făcut")
    child.clicks("Proiectul e gata")

    assert child.sees("Ai reușit!")
    assert child.progress(lesson).solved
    assert len(child.tells("completion")) == 1
    assert {one["step"] for one in child.tells("attempt")} >= {1, 2, 3, 4, 5}


def test_a_step_done_stays_done_and_the_lesson_goes_on_where_it_was_left(sits, lesson_of):
    lesson = lesson_of("steps")
    child = sits(lesson)
    plays_first_step(child)
    child.shell.open_map(lesson)
    child.rounds()

    child.opens(lesson)

    assert child.shell.visit.stop.kind == "run"
    assert child.sees("Pasul 1, Ghicește: gata")
    child.clicks("Pasul 1, Ghicește")
    assert child.panel.state.ran, "the guess and what came of it are still there"


def test_the_way_is_gone_with_the_keyboard(sits, lesson_of):
    child = sits(lesson_of("steps"))
    plays_first_step(child)
    child.focuses("Pasul 2, Rulează")

    child.presses("left", "enter")

    assert child.shell.visit.stop.kind == "predict"


def test_each_step_keeps_its_own_program(sits, lesson_of):
    lesson = lesson_of("worked")
    child = sits(lesson)
    child.runs()
    child.clicks("Descoperă eticheta")
    child.clicks("Descoperă eticheta")
    child.clicks("Mai departe")
    child.writes("move(7)")
    child.clicks("Pasul 1, Exemplu")

    child.clicks("Pasul 2, Schimbă")

    assert child.session.text == "move(7)"
    child.journal.flush()
    kept = child.store.drafts(child.learner)
    assert kept["proba/worked#2"].text == "move(7)"


def test_from_the_start_asks_everything_anew_but_takes_nothing_back(sits, lesson_of):
    lesson = lesson_of("steps")
    child = sits(lesson)
    plays_first_step(child)

    child.shell.open_lesson(lesson, afresh=True)
    child.rounds()

    assert child.shell.visit.stop.kind == "predict"
    assert child.panel.state.chosen is None
    assert child.shell.visit.course.is_done(0)


def test_what_was_kept_of_another_version_of_the_lesson_is_no_harm(sits, lesson_of):
    lesson = lesson_of("steps")
    child = sits(lesson)
    plays_first_step(child)
    shorter = replace(lesson, steps=lesson.steps[:1], exam_item=None, talk=(), career=None)

    child.opens(shorter)

    assert child.shell.visit.stop.kind == "predict"


def test_another_language_keeps_the_step_and_the_answer(sits, lesson_of):
    child = sits(lesson_of("steps"))
    child.clicks("Trei")

    child.shell.set_language("hu", stay=False)
    child.rounds()

    assert child.sees("1. lépés, Jósold meg: itt tartasz")
    assert child.panel.state.chosen is not None
