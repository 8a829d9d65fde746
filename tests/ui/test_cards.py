"""A club hour on one PC: cards, pictures, two at one seat, a swap, a guest, and a seat left alone."""

from dataclasses import replace

import pygame

from codekids.progress import assignments, logins, roster
from codekids.progress.seats import IDLE, TURN
from codekids.ui.screens.cards import CardsScreen
from codekids.ui.screens.lesson_list import LessonList
from codekids.ui.screens.new_card import NewCardScreen
from codekids.ui.screens.puzzle import PuzzleScreen
from codekids.ui.screens.puzzle.verdict_dialog import FALL


def test_the_first_start_makes_a_card_and_gives_the_first_pack_to_all(pc, packs):
    pc.starts()
    assert type(pc.screen) is NewCardScreen
    pc.types("Ioana")
    pc.presses("enter")
    pc.waits_until(lambda: "Bună, Ioana!" in pc.sees())
    word = logins.pictures_of(pc.store, pc.store.learners()[0].id)
    shown = [picture.path.removeprefix("words/").removesuffix(".svg") for picture in pc.screen.word]
    assert tuple(shown) == word

    pc.presses("enter")
    pc.sees_screen(LessonList)
    pc.journal.flush()

    assert [one.pack for one in pc.shell.today()] == [packs[0].id]
    assert "Ioana" in pc.sees()


def test_lessons_that_arrive_while_a_card_is_made_take_no_picture_away(pc, packs):
    """On a slow computer the first start still reads its lessons while somebody is at the card."""
    pc.shell.packs = None
    pc.starts()
    pc.types("Ioana")
    pc.presses("enter")
    pc.waits_until(lambda: "Bună, Ioana!" in pc.sees())

    pc.shell.lessons_arrived(packs)
    pc.window.step()
    assert "Bună, Ioana!" in pc.sees()

    pc.presses("enter")
    pc.sees_screen(LessonList)
    pc.journal.flush()
    assert [one.pack for one in pc.shell.today()] == [packs[0].id]


def test_a_name_that_is_none_is_told_and_nothing_is_lost(pc):
    pc.starts()
    pc.types("!!!")
    pc.presses("enter")
    pc.waits_until(lambda: not pc.screen._busy)

    assert pc.store.learners() == []
    assert pc.screen.says.text != pc.shell.say("window.make_your_card")
    assert pc.screen.field.text == "!!!"


def test_the_one_learner_of_the_version_before_gets_a_card_and_keeps_the_stars(pc, packs):
    from codekids.progress.events import Completion

    learner = pc.store.first_learner()
    pc.store.append(Completion(learner.id, packs[0].lessons[0].id, 3))
    pc.journal.look()
    pc.journal.flush()
    pc.starts()
    pc.types("Ioana")
    pc.presses("enter")
    pc.waits_until(lambda: "Bună, Ioana!" in pc.sees())
    pc.presses("enter")
    pc.sees_screen(LessonList)

    assert [one.id for one in pc.store.learners()] == [learner.id]
    assert pc.shell.progress()[packs[0].lessons[0].id].stars == 3


def test_card_and_three_pictures_open_one_s_own_map(club):
    ana = club.children[0]
    club.clicks("Ana")
    club.shows_pictures(ana)
    club.sees_screen(LessonList)

    assert club.shell.services.learner == ana.id


def test_wrong_pictures_empty_the_slots_and_five_of_them_cost_a_wait(club):
    ana = club.children[0]
    club.clicks("Ana")
    club.shows_other_pictures(ana)
    assert club.screen.slots.filled == 0
    assert club.screen.says.text == club.shell.say("window.not_your_pictures")

    for _ in range(4):
        club.shows_other_pictures(ana)
    assert club.screen.says.text == club.shell.say("window.wait_a_minute")
    assert not club.screen.keys.visible

    club.clicks("Bogdan")
    assert club.screen.keys.visible, "the others may go in"


def test_two_at_one_seat_share_the_credit_and_swap(club, packs):
    ana, bogdan = club.children[:2]
    club.clicks(club.shell.say("window.with_mate"))
    club.clicks("Ana")
    club.shows_pictures(ana)
    club.waits_until(lambda: club.screen.here)
    club.clicks("Bogdan")
    club.shows_pictures(bogdan)
    club.waits_until(lambda: len(club.screen.here) == 2)
    club.window.step()
    club.clicks(club.shell.say("window.we_begin"))
    club.sees_screen(LessonList)
    assert club.shell.seat.learners == (ana.id, bogdan.id)

    lesson = packs[0].lessons[0]
    club.shell.open_lesson(lesson)
    club.window.step()
    club.screen.session.document.set_text(lesson.solution)
    club.screen.run()
    club.waits_until(lambda: club.screen.session.verdict is not None)
    club.journal.flush()
    for child in (ana, bogdan):
        assert club.store.progress(child.id)[lesson.id].solved

    club.shell.touched()
    heard = []
    club.shell.play = heard.append
    club.clock.passes(TURN - 60)
    club.shell.touched()
    club.clock.passes(60)
    assert heard == ["swap"]
    club.shell.swap()
    assert club.shell.seat.driver == bogdan.id


def test_a_seat_left_alone_is_logged_out_and_nothing_is_lost(club, packs):
    club.shell.sit_down((club.children[0].id,))
    lesson = packs[0].lessons[0]
    club.shell.open_lesson(lesson)
    club.window.step()
    club.screen.session.document.set_text("move()  # half")
    club.screen.session.edited()
    club.clock.passes(IDLE - 1)
    assert type(club.screen) is PuzzleScreen
    club.clock.passes(2)

    assert type(club.screen) is CardsScreen
    assert club.shell.seat is None
    club.journal.flush()
    assert club.store.draft(club.children[0].id, lesson.id).text == "move()  # half"


def test_a_hand_at_the_mouse_keeps_the_seat(club):
    club.shell.sit_down((club.children[0].id,))
    club.window.step()
    club.clock.passes(IDLE - 1)
    pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=(5, 5), rel=(1, 1), buttons=(0, 0, 0)))
    club.window.step()
    club.clock.passes(IDLE - 2)

    assert type(club.screen) is LessonList


def test_a_guest_leaves_nothing_behind(club, packs):
    club.clicks(club.shell.say("window.just_play"))
    club.sees_screen(LessonList)
    club.shell.open_lesson(packs[0].lessons[0])
    club.window.step()
    club.screen.session.document.set_text("move()")
    club.screen.session.edited()
    club.shell.get_up()
    club.window.step()
    club.journal.flush()

    assert type(club.screen) is CardsScreen
    assert club.store.events() == []
    assert len(club.store.learners()) == 4


def test_each_child_has_its_own_look_and_language(club):
    ana, bogdan = club.children[:2]
    club.shell.sit_down((ana.id,))
    club.shell.set_scale(1.5)
    club.shell.set_left_handed(True)
    club.shell.set_font("atkinson")
    club.shell.set_language("hu", stay=False)
    club.shell.get_up()
    assert (club.shell.scale, club.shell.lang) == (1.0, "ro")

    club.shell.sit_down((bogdan.id,))
    assert (club.shell.scale, club.shell.lang, club.shell.theme.left_handed) == (1.0, "ro", False)
    club.shell.get_up()
    club.shell.sit_down((ana.id,))
    assert (club.shell.scale, club.shell.lang) == (1.5, "hu")
    assert (club.shell.theme.left_handed, club.shell.theme.reading_font) == (True, "atkinson")


def test_many_cards_make_pages_and_a_letter_finds_a_name(pc):
    for number in range(26):
        roster.add_learner(pc.store, f"{chr(ord('A') + number)}na")
    pc.journal.look()
    pc.journal.flush()
    pc.starts()
    assert len(pc.screen.cards) == 12
    pc.types("z")

    assert [learner.name for learner, _ in pc.screen.cards] == ["Yna", "Zna"]
    assert pc.screen.root.focus.label == "Zna"


def test_an_erased_child_has_no_card_any_more(club):
    roster.remove_learner(club.store, club.children[0].id)
    club.journal.look()
    club.journal.flush()
    club.shell.open_cards()
    club.window.step()

    assert "Ana" not in club.sees()


def test_what_was_given_out_stands_first_and_every_pack_can_be_reached(club, packs):
    many = [packs[0], *(replace(packs[0], id=f"pack-{number}") for number in range(2, 10))]
    club.shell.packs = many
    ana = club.children[0]
    circle = roster.add_circle(club.store, "Marți")
    roster.join(club.store, circle.id, ana.id)
    assignments.assign(club.store, "pack-5", "circle", circle.id)
    club.journal.look()
    club.journal.flush()
    club.shell.sit_down((ana.id,))
    club.window.step()

    assert club.shell.pack.id == "pack-5"
    assert club.screen.packs[0].tag == club.shell.say("window.today_at_club")
    assert club.screen.packs_view.scrolls
    club.shell.set_scale(2.0)
    club.window.step()
    club.clicks(club.shell.say("window.packs"))
    assert club.screen.packs_dialog.house is not None
    club.presses("escape")
    assert club.screen.packs_dialog is None


def test_the_lesson_left_half_done_is_offered_again(club, packs):
    club.shell.sit_down((club.children[0].id,))
    club.shell.open_lesson(packs[0].lessons[2])
    club.shell.get_up()
    club.shell.sit_down((club.children[0].id,))
    club.window.step()

    assert club.screen.items[club.screen.chosen][0] == packs[0].lessons[2].id


def test_stars_and_confetti_come_without_another_hand_on_the_mouse(club, packs):
    club.shell.sit_down((club.children[0].id,))
    lesson = packs[0].lessons[0]
    club.shell.open_lesson(lesson)
    club.window.step()
    club.screen.session.document.set_text(lesson.solution)
    club.screen.set_speed("end")
    club.screen.run()
    club.waits_until(lambda: club.screen.verdict_dialog is not None)
    assert club.window._moving
    while club.window._moving:
        club.window.step()

    assert club.screen.verdict_dialog.age >= FALL


def test_who_wants_little_motion_finds_the_stars_there(club, packs):
    club.shell.sit_down((club.children[0].id,))
    club.shell.set_reduced_motion(True)
    lesson = packs[0].lessons[0]
    club.shell.open_lesson(lesson)
    club.window.step()
    club.screen.session.document.set_text(lesson.solution)
    club.screen.run()
    club.waits_until(lambda: club.screen.verdict_dialog is not None)

    assert club.screen.verdict_dialog.age > FALL
