"""Lessons played in block view, by mouse alone and by keyboard alone; and one program, made three ways."""

import ast
from dataclasses import replace

import pytest

from codekids.lang.blocks.edits import After, AtStart
from codekids.ui.events import Key, PointerMove, Text

FIRST_PACK = [
    "buna-robotule", "pas-cu-pas", "stanga-sau-dreapta", "robotul-s-a-pierdut", "culege-merele",
    "harta-bibliotecii",
]  # fmt: skip


def steps_of(solution):
    """(word, argument) of each line: `move(3)` is ("move", "3")."""
    for line in ast.parse(solution).body:
        call = line.value
        yield call.func.id, str(call.args[0].value) if call.args else ""


def offer_of(desk, word, argument):
    """Shelf and Python of the palette's block for this line."""
    for shelf in desk.editor.palette.shelves:
        for offer in shelf.offers:
            if offer.word == word and bool(offer.block.slots) == bool(argument):
                return shelf.category, offer.code
    raise AssertionError(f"no block for {word}({argument})")


def last_block(desk):
    main = desk.editor.editing.workspace.stacks[0].blocks
    return main[-1].id if main else "start"


def built_by_mouse(desk, solution):
    first = desk.editor.editing.workspace.blocks
    if first:
        desk.drag(desk.on_block(first[0].id), desk.editor.palette.rect.centre)
    assert desk.session.text.strip() == ""
    for word, argument in steps_of(solution):
        place = AtStart() if last_block(desk) == "start" else After(last_block(desk))
        desk.editor.floor.reveal(last_block(desk))
        desk.draw()
        desk.drag_new(*offer_of(desk, word, argument), place)
        if argument:
            desk.click(desk.on_slot(last_block(desk), slot_key(desk)))
            desk.type(argument)
            desk.press("enter")


def slot_key(desk):
    return next(iter(desk.editor.editing.workspace.find(last_block(desk)).block.slot_names()))


def built_by_keyboard(desk, solution):
    desk.press("home")
    while desk.editor.editing.workspace.blocks:
        desk.press("down", "delete")
    for word, argument in steps_of(solution):
        category, code = offer_of(desk, word, argument)
        desk.press("end", "t")
        while desk.editor.palette.shelf.category != category:
            desk.press("right")
        offers = [offer.code for offer in desk.editor.palette.shelf.offers]
        desk.press(*["down"] * offers.index(code), "enter")
        if argument:
            desk.press("right")
            desk.press("enter")
            desk.type(argument)
            desk.press("enter", "left")


@pytest.mark.parametrize("lesson", FIRST_PACK)
def test_a_lesson_is_solved_with_the_mouse_in_blocks_alone(play, lesson):
    desk = play(lesson)
    built_by_mouse(desk, desk.screen.lesson.solution)

    assert desk.session.text.strip() == desk.screen.lesson.solution.strip()
    desk.runs()
    assert desk.session.verdict.solved
    assert desk.screen.verdict_dialog is not None


@pytest.mark.parametrize("lesson", FIRST_PACK)
def test_a_lesson_is_solved_with_the_keyboard_in_blocks_alone(play, lesson):
    desk = play(lesson)
    built_by_keyboard(desk, desk.screen.lesson.solution)

    assert desk.session.text.strip() == desk.screen.lesson.solution.strip()
    desk.press("enter", ctrl=True)
    desk.waits()
    assert desk.session.verdict.solved


def test_mouse_keyboard_and_typing_make_the_same_source(play):
    solution = "move(3)\nturn_left()\nmove(2)\n"
    by_mouse, by_keys, typed = play("pas-cu-pas"), play("pas-cu-pas"), play("pas-cu-pas", "text")
    built_by_mouse(by_mouse, solution)
    built_by_keyboard(by_keys, solution)
    typed.press("a", ctrl=True)
    for letter in solution:
        typed.root.handle(Key("enter") if letter == "\n" else Text(letter))

    assert by_mouse.session.text == by_keys.session.text == typed.session.text == solution


def test_one_key_goes_round_the_views_and_the_lesson_remembers(play):
    desk = play("pas-cu-pas", "text")
    seen = []
    for _ in range(3):
        desk.press("f9")
        seen.append((desk.screen.program.mode, desk.session.seen("mode"), desk.screen.head.modes.chosen))

    assert seen == [(mode, mode, mode) for mode in ("blocks", "both", "text")]
    journal = desk.screen.shell.services.journal
    assert journal.setting("view", "", desk.screen.shell.services.learner) == "text"


def test_a_lesson_for_blocks_offers_nothing_else(play, packs):
    lesson = replace(packs[0].lessons[0], mode="blocks")
    desk = play(lesson)
    desk.press("f9")

    assert desk.screen.program.mode == "blocks"
    assert not desk.screen.head.modes.visible


def test_blocks_and_text_side_by_side_are_one_program_with_one_undo(play):
    desk = play("pas-cu-pas", "both")
    start = desk.session.text
    desk.press("home", "down", "d")
    assert desk.session.text == "move()\n" + start

    text = desk.screen.program.editor.text.editor
    desk.screen.root.give_focus(text)
    desk.press("end", ctrl=True)
    desk.type("#")
    desk.draw()
    assert [box.block.kind for box in desk.editor.layout().boxes][-1] == "comment" or (
        desk.editor.editing.workspace.text.endswith("#")
    )

    desk.press("z", ctrl=True)
    desk.press("z", ctrl=True)
    assert desk.session.text == desk.editor.editing.workspace.text == start
    desk.screen.root.give_focus(desk.editor)
    desk.press("y", ctrl=True)
    assert desk.session.text == desk.editor.editing.workspace.text == "move()\n" + start


def test_half_typed_text_keeps_the_last_blocks_dimmed(play):
    desk = play("pas-cu-pas", "both")
    text = desk.screen.program.editor.text.editor
    desk.screen.root.give_focus(text)
    desk.press("end", ctrl=True)
    desk.press("enter")
    desk.type("move")
    before = len(desk.editor.layout().boxes)
    desk.type("(")

    assert desk.editor.editing.workspace.stale is not None
    assert len(desk.editor.layout().boxes) == before
    desk.type(")")
    assert desk.editor.editing.workspace.stale is None
    assert [box.block.name for box in desk.editor.layout().boxes][-1] == "move"


def test_line_and_block_light_up_together_while_playing_and_under_the_pointer(play):
    desk = play("pas-cu-pas", "both")
    desk.runs()
    desk.press("f7", "f7")
    line = desk.session.playback.line
    text = desk.screen.program.editor.text.editor
    assert text.now_row == line - 1
    assert desk.editor.floor.running == desk.editor.editing.workspace.at_line(line).id

    desk.root.handle(PointerMove(*desk.on_block("2")))
    assert (text.hover_row, desk.editor.floor.pointed) == (1, "2")
    desk.root.handle(PointerMove(text.rect.x + 60, text.rect.y + 10))
    assert (text.hover_row, desk.editor.floor.pointed) == (0, "1")
    desk.root.handle(PointerMove(5, 5))
    assert (text.hover_row, desk.editor.floor.pointed) == (None, "")


def test_blocks_stay_where_they_are_while_the_program_runs(play):
    desk = play("pas-cu-pas")
    desk.screen.session.set_speed("snail")
    desk.press("enter", ctrl=True)
    desk.press("home", "down", "delete")

    assert desk.session.text == desk.screen.lesson.start.rstrip("\n")
    assert desk.editor.editing.refused.key == "blockeditor.running"
    desk.press("escape")
    desk.waits()


def test_an_empty_place_is_explained_at_run_instead_of_running(play):
    desk = play("culege-merele")
    desk.session.document.set_text("move()\nif ___:\n    take()\n")
    desk.screen.program.editor.refresh()
    desk.runs()

    assert desk.session.problem.key == "blocks.empty_slot"
    assert desk.editor.floor.problem == (desk.block("if"), "condition")
    assert desk.editor.bubble is not None


def test_a_mishap_stands_at_its_block(play):
    desk = play("pas-cu-pas")
    desk.session.document.set_text("move()\nmove(9)\n")
    desk.screen.program.editor.refresh()
    desk.runs()

    assert desk.session.mishap
    assert desk.editor.floor.problem[0] == desk.editor.editing.workspace.at_line(2).id


def test_loose_pieces_are_kept_with_the_program(play):
    desk = play("pas-cu-pas")
    desk.press("end", "x")
    assert desk.loose == ["move()"]

    desk.see("text")
    desk.see("both")
    assert desk.loose == ["move()"]
    desk.screen.root.give_focus(desk.editor)
    desk.press("z", ctrl=True)
    assert desk.session.text == desk.screen.lesson.start.rstrip("\n")
    assert desk.loose == []


def test_counts_and_locked_lines_hold_in_blocks_and_in_text(play, packs):
    lesson = next(one for one in packs[0].lessons if one.id.endswith("/pas-cu-pas"))
    lesson = replace(lesson, locked=(2,), limits=replace(lesson.limits, blocks={"move": 3}))
    desk = play(lesson)
    desk.press("home", "down", "down", "delete")
    assert desk.editor.editing.refused.key == "blocks.locked"
    desk.press("home", "down", "d")
    desk.press("d")
    assert desk.editor.editing.refused.key == "blocks.limit.word"

    desk.see("text")
    for typed, key in (
        ("move()\nturn_left()\n" + "move()\n" * 3, "limit.word"),
        ("move()\n", "limit.locked"),
    ):
        desk.session.document.set_text(typed)
        desk.runs()
        assert desk.session.problem.key == f"blocks.{key}"


def test_what_is_still_being_typed_in_a_slot_is_part_of_the_run(play):
    desk = play("pas-cu-pas")
    desk.session.document.set_text("move(1)")
    desk.screen.program.editor.refresh()
    desk.click(desk.on_slot(desk.block("move"), "steps"))
    desk.type("2")
    desk.press("enter", ctrl=True)
    desk.waits()

    assert desk.session.run_text == desk.session.text == "move(2)"


def test_a_thing_is_chosen_from_those_that_lie_about_and_another_can_be_written(play):
    desk = play("culege-merele")
    desk.session.document.set_text('take("apple")')
    desk.screen.program.editor.refresh()
    desk.click(desk.on_slot(desk.block("take"), "thing"))
    words = desk.menu_words()
    assert words[:2] == ["măr", "nucă"]

    desk.press("down", "enter")
    assert desk.session.text == 'take("nut")'
    desk.click(desk.on_slot(desk.block("take"), "thing"))
    desk.press("up", "up", "enter")
    desk.type("ou")
    desk.press("enter")
    assert desk.session.text == 'take("ou")'


def test_what_was_done_in_blocks_can_be_undone_after_the_lesson_was_closed(play):
    desk = play("pas-cu-pas")
    start = desk.session.text
    desk.press("end", "x")
    desk.press("home", "down", "delete")
    desk.session.close()

    desk.opens_again()
    assert desk.screen.program.mode == "blocks"
    assert desk.loose == ["move()"]
    desk.press("z", ctrl=True)
    desk.press("z", ctrl=True)
    assert desk.session.text == start
    assert desk.loose == []


def test_nested_blocks_with_conditions_are_built_with_the_keyboard_alone(desk):
    """Every kind of place: under, inside, in a slot, in a slot of a slot, in the second mouth."""

    def takes(code):
        desk.press("t")
        shelves = desk.editor.palette.shelves
        number = next(n for n, shelf in enumerate(shelves) if code in [offer.code for offer in shelf.offers])
        desk.press(*["right"] * ((number - desk.editor.palette.chosen) % len(shelves)))
        desk.press(*["down"] * [offer.code for offer in shelves[number].offers].index(code), "enter")

    desk.open(
        "", rules={"toolbox": ("move", "turn_left", "while", "else", "not", "wall_in_front", "at_goal")}
    )
    takes("while ___:\n    pass")
    desk.press("right")
    takes("not ___")
    desk.press("right")
    takes("at_goal()")
    desk.press("up")
    takes("if ___:\n    pass\nelse:\n    pass")
    desk.press("right")
    takes("wall_in_front()")
    desk.press("up", "down")
    takes("turn_left()")
    desk.press("up")
    takes("move()")  # the first mouth is full: it comes under the `if`; move mode brings it in
    desk.press("m")
    for _ in desk.editor.editing.carry.places:
        if "altfel" not in desk.editor.name.partition("Locul")[2]:
            desk.press("up")
    desk.press("enter")

    assert desk.text == (
        "while not at_goal():\n    if wall_in_front():\n        turn_left()\n    else:\n        move()\n"
    )


def test_undo_can_be_pressed_when_there_is_something_to_undo_and_a_block_is_heard(play, monkeypatch):
    heard = []
    monkeypatch.setattr("codekids.ui.shell.Shell.hear", lambda shell, name: heard.append(name))
    desk = play("pas-cu-pas")
    back, forth = desk.editor.back, desk.editor.forth
    assert not back.enabled and not forth.enabled

    desk.press("home", "down", "d")
    assert heard == ["snap"]
    assert back.enabled and not forth.enabled
    desk.click(back.rect.centre)
    assert not back.enabled and forth.enabled
    assert desk.session.text == desk.screen.lesson.start.rstrip("\n")


@pytest.mark.parametrize("mode", ["blocks", "both"])
def test_nothing_is_drawn_again_while_nothing_happens(play, mode):
    desk = play("pas-cu-pas", mode)
    desk.runs()
    desk.screen.ending.close()
    for _ in range(3):
        desk.draw()
    for _ in range(5):
        desk.screen.tick(0.1)

    assert not desk.screen.root.stale


def test_what_steps_and_pointing_leave_on_the_screen_is_what_a_fresh_drawing_shows(play):
    desk = play("pas-cu-pas")
    desk.press("home", "down", "o", "escape")
    desk.runs()
    desk.screen.ending.close()
    for key in ("f7", "f7", "f7", "f8"):
        desk.press(key)
    for id in ("1", "3", "2"):
        desk.root.handle(PointerMove(*desk.on_block(id)))
        desk.draw()
    partly = desk.view.surface.copy()
    desk.screen.root.damage(desk.screen.root.rect)
    desk.draw()

    assert partly.get_buffer().raw == desk.view.surface.get_buffer().raw
