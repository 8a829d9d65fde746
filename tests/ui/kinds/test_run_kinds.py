"""Kinds that run a program, played from the window: right, wrong, by mouse, by keyboard."""


def puts_in_order(child, *pieces):
    """Press these pieces of the tray, one after the other."""
    for piece in pieces:
        tray = [one for one in child.panel.board.pieces if one.index in child.panel.state.tray]
        child.points(next(one for one in tray if one.text.strip() == piece).rect.centre)


# -- predict


def test_run_waits_kindly_until_something_was_predicted(sits, lesson_of):
    child = sits(lesson_of("predict"))

    child.clicks("Rulează")

    assert child.session.tries == 0 and not child.session.busy
    assert child.sees("Spune întâi ce crezi")
    assert child.screen.root.focus is child.panel.marker, "the keys are where the answer goes"


def test_a_wrong_guess_is_no_failure_and_hears_its_own_reason(sits, lesson_of):
    lesson = lesson_of("predict")
    child = sits(lesson)
    marker = child.panel.marker
    child.points(marker._cell_rect((2, 2)).centre)

    child.runs()

    assert child.sees("Ai spus: Coloana 2, rândul 2. S-a oprit aici: Coloana 3, rândul 2.")
    assert child.sees("Căsuța de pornire nu se numără")
    child.clicks("Mai departe")
    assert child.screen.verdict_dialog is not None
    assert child.progress(lesson).stars == 1
    [answer] = child.tells("answer")
    assert answer == {"question": "proba/predict#predict", "right": False, "means": "counts_start"}


def test_a_right_guess_made_with_the_keyboard_alone_gives_three_stars(sits, lesson_of):
    lesson = lesson_of("predict")
    child = sits(lesson)
    child.focuses("Alege o căsuță")
    child.presses("right", "right", "up", "enter")
    assert child.panel.state.chosen == (3, 2)

    child.presses("ctrl+enter")
    child.waits_until(lambda: child.panel.state.ran)
    child.focuses("Mai departe")
    child.presses("enter")

    assert child.screen.verdict_dialog is not None
    assert child.progress(lesson).stars == 3


def test_after_the_run_its_answer_is_in_sight_and_enter_goes_on(sits, lesson_of):
    child = sits(lesson_of("predict"))
    child.focuses("Alege o căsuță")
    child.presses("right", "right", "up", "enter", "ctrl+enter")
    child.waits_until(lambda: child.panel.state.ran)
    panel = child.panel
    told = panel.stack.children[-1].rect

    assert panel.scroll.rect.y <= told.y and told.bottom <= panel.scroll.rect.bottom
    child.presses("enter")
    assert child.screen.verdict_dialog is not None


def test_a_guess_stands_once_the_program_ran(sits, lesson_of):
    child = sits(lesson_of("predict"))
    child.points(child.panel.marker._cell_rect((3, 2)).centre)
    child.runs()

    child.points(child.panel.marker._cell_rect((1, 1)).centre)

    assert child.panel.state.chosen == (3, 2)


def test_a_guess_out_of_a_list_tells_the_right_one_after_the_run(sits, lesson_of):
    lesson = lesson_of("steps")
    child = sits(lesson)

    child.clicks("Una")
    child.runs()

    signs = [one.sign for one in child.panel.choices.choices]
    assert sorted(signs) == ["right", "wrong"]
    assert child.panel.choices.locked


# -- parsons


def test_pieces_put_in_order_with_the_mouse_solve_the_lesson(sits, lesson_of):
    lesson = lesson_of("parsons")
    child = sits(lesson)

    puts_in_order(child, "move(2)", "take()", "turn_left()", "move(2)", "turn_right()", "move()")
    child.runs()

    assert child.session.text == lesson.solution.rstrip("\n")
    assert child.screen.verdict_dialog is not None
    assert child.progress(lesson).solved


def test_a_piece_that_does_not_belong_says_why_after_the_run(sits, lesson_of):
    lesson = lesson_of("parsons")
    child = sits(lesson)
    puts_in_order(child, "move(3)", "take()")

    child.runs()

    assert child.sees("Cu trei pași Ari dă de zid")
    assert child.screen.verdict_dialog is None
    assert child.tells("answer")[0]["means"] == "off_by_one"


def test_pieces_are_dragged_to_their_place_and_back(sits, lesson_of):
    child = sits(lesson_of("parsons"))
    puts_in_order(child, "take()", "turn_left()")
    board = child.panel.board
    first = board.pieces[board.rows[0].piece].rect
    moving = next(one for one in board.pieces if one.index in child.panel.state.tray and one.text == "move()")

    child.drags(moving.rect.centre, (first.x + 60, first.y + 2))
    assert child.session.text == "move()\ntake()\nturn_left()"

    child.drags(moving.rect.centre, (board._tray_rect.centre[0], board._tray_rect.bottom - 10))
    assert child.session.text == "take()\nturn_left()"


def test_pieces_are_put_in_order_with_the_keyboard_alone(sits, lesson_of):
    child = sits(lesson_of("parsons"))
    child.focuses("take()")
    child.presses("enter")
    assert child.session.text == "take()"
    child.focuses("take()")
    child.presses("left")  # back to the tray
    other = child.screen.root.focus.text
    child.presses("enter")
    assert child.session.text == f"take()\n{other}"

    child.presses("enter", "up", "enter")

    assert child.session.text == f"{other}\ntake()"
    child.presses("delete")
    assert child.session.text == "take()"


def test_undo_gives_pieces_back_and_redo_takes_them_again(sits, lesson_of):
    child = sits(lesson_of("parsons"))
    puts_in_order(child, "take()", "turn_left()")

    child.presses("ctrl+z")
    assert child.session.text == "take()"
    child.clicks("Refă")
    assert child.session.text == "take()\nturn_left()"


def test_in_text_the_child_sets_the_indentation(sits, lesson_of):
    lesson = lesson_of(
        "parsons",
        ("mode: either ", "mode: text "),
        ("toolbox: [move, turn_left, turn_right, take]", "toolbox: [move, turn_left, take, for, range]"),
        (
            "  move(2)\n  take()\n  turn_left()\n  move(2)\n  turn_right()\n  move()\n\n# Piese",
            "  for pas in range(2):\n      move()\n  take()\n\n# Piese",
        ),
        ("  - reach: goal\n", ""),
    )
    child = sits(lesson)
    puts_in_order(child, "for pas in range(2):", "move()")
    assert child.session.text.endswith("\nmove()")

    child.clicks("Spre dreapta")
    assert child.session.text == "for pas in range(2):\n    move()"
    puts_in_order(child, "take()")
    child.clicks("Spre stânga")
    child.runs()

    assert child.progress(lesson).solved


def test_what_lies_in_the_program_is_there_again_next_time(sits, lesson_of):
    lesson = lesson_of("parsons")
    child = sits(lesson)
    puts_in_order(child, "take()", "turn_left()")
    child.shell.open_map(lesson)
    child.rounds()

    child.opens(lesson)

    assert child.session.text == "take()\nturn_left()"
    assert len(child.panel.state.placed) == 2


def test_pieces_are_blocks_where_one_works_with_blocks(sits, lesson_of):
    child = sits(lesson_of("parsons", ("mode: either ", "mode: blocks ")))

    assert {piece.face for piece in child.panel.board.pieces} == {"blocks"}
    puts_in_order(child, "move(2)")
    assert child.session.text == "move(2)"


# -- gap


def test_gaps_are_filled_from_the_tray_and_solve_the_lesson(sits, lesson_of):
    lesson = lesson_of("gap")
    child = sits(lesson)

    child.clicks("Rulează")
    assert child.sees("Mai e un gol")

    child.clicks("2")
    child.clicks("turn_left")
    child.runs()

    assert child.session.text == lesson.solution.rstrip("\n")
    assert child.progress(lesson).solved


def test_a_wrong_piece_in_a_gap_says_why_and_comes_out_again(sits, lesson_of):
    child = sits(lesson_of("gap"))
    child.clicks("2")
    child.clicks("turn_right")
    child.runs()
    assert child.sees("Steagul e sus")

    child.clicks("Golul 2: `turn_right`")

    assert child.session.text == "move(2)\n___()\nmove(2)"
    assert not child.sees("Steagul e sus")


def test_gaps_are_filled_with_the_keyboard_alone(sits, lesson_of):
    lesson = lesson_of("gap")
    child = sits(lesson)
    child.focuses("Golul 1")
    while child.panel.state.text_of(0) != "2":
        child.presses("down")
    child.presses("tab")
    while child.panel.state.text_of(1) != "turn_left":
        child.presses("down")

    child.presses("ctrl+enter")
    child.waits_until(lambda: child.session.tries and not child.session.busy)

    assert child.progress(lesson).solved


def test_gaps_to_type_into_lock_everything_else(sits, lesson_of):
    free = ("gap:\n  # free: true", "gap:\n  free: true\n  #")
    lesson = lesson_of("gap", free)
    lesson = lesson if lesson.gap.free else None
    assert lesson is not None
    child = sits(lesson)
    child.focuses("Golul 1")
    child.types("2")
    child.presses("tab")
    child.types("turn_left")
    assert child.session.text == "move(2)\nturn_left()\nmove(2)"

    child.runs()

    assert child.progress(lesson).solved


def test_gaps_are_slots_of_blocks_where_one_works_with_blocks(sits, lesson_of):
    changes = (("  ___()\n", "  turn_left()\n"), ("    - code: turn_right\n", "    - code: '9'\n"))
    child = sits(lesson_of("gap", *changes), view="blocks")
    board = child.panel.board
    assert board._laid is not None, "every gap is a slot"

    child.clicks("2")
    child.runs()

    assert child.session.text == "move(2)\nturn_left()\nmove(2)"
    assert child.screen.verdict_dialog is not None
    assert board.slots[0].rect in [spot.moved(board.rect.x, board.rect.y) for spot in board._laid.gaps]


def test_a_gap_that_is_no_slot_is_shown_as_text(sits, lesson_of):
    child = sits(lesson_of("gap"), view="blocks")

    assert child.panel.board._laid is None
    assert child.sees("Golul 2")


# -- fix


def test_one_changed_line_mends_it_and_three_stars_come(sits, lesson_of):
    lesson = lesson_of("fix")
    child = sits(lesson)
    child.runs()
    assert child.sees("La ce linie se abate Ari din drum")

    child.writes(lesson.solution)
    assert child.sees("Ai schimbat o linie.")
    child.runs()

    assert child.progress(lesson).stars == 3
    assert child.panel.changed == 1


def test_a_program_written_anew_works_with_one_star_and_is_told(sits, lesson_of):
    lesson = lesson_of("fix")
    child = sits(lesson)
    child.writes("turn_left()\nmove(2)\nturn_right()\nmove(3)")
    assert child.sees("Greșeala e mai mică de atât")

    child.runs()

    assert child.progress(lesson).stars == 1
    assert child.sees("Se poate și cu mai puține")


def test_as_it_was_brings_the_given_program_back_and_undo_the_own_one(sits, lesson_of):
    lesson = lesson_of("fix")
    child = sits(lesson)
    child.writes("move()\nmove()\nmove()")

    child.clicks("Cum era la început")
    assert child.session.text == lesson.start.rstrip("\n")

    child.clicks("Anulează")
    assert child.session.text == "move()\nmove()\nmove()"


# -- worked


def test_an_example_is_run_its_labels_uncovered_then_it_is_changed(sits, lesson_of):
    lesson = lesson_of("worked")
    child = sits(lesson)
    labels = child.panel.program.labels
    assert [label.shown for label in labels] == [False, False]

    child.runs()
    child.clicks("Descoperă eticheta")
    child.clicks("Descoperă eticheta")
    assert all(label.shown for label in child.panel.program.labels)
    child.clicks("Mai departe")

    assert child.shell.visit.stop.kind == "modify"
    assert not child.progress(lesson).solved
    child.writes(lesson.steps[1].solution)
    child.runs()
    assert child.screen.verdict_dialog is not None
    assert child.progress(lesson).solved


# -- project


def test_a_project_is_done_when_its_checks_are_met_and_was_looked_at(sits, lesson_of):
    lesson = lesson_of("project")
    child = sits(lesson)
    child.writes("move()")
    child.runs()
    assert not child.sees("Privește ce ai făcut")

    child.writes(lesson.solution)
    child.runs()
    child.clicks("Privește ce ai făcut")
    rows = child.panel.rows
    for row in rows:
        child.points(row.switch.tabs[2].rect.centre)
    child.clicks("Proiectul e gata")

    assert child.screen.verdict_dialog is not None
    assert child.progress(lesson).stars == 3
    assert child.progress(lesson).tries == 2
