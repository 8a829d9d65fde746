"""The door of the corner: a PIN chosen once, asked for ever after, and a corner that closes by itself."""

import pytest

from codekids.progress import logins, roster
from codekids.progress.seats import IDLE
from codekids.ui.screens.cards import CardsScreen
from codekids.ui.screens.corner import CornerScreen


def test_the_first_pin_is_typed_twice_and_then_asked_for(corner):
    corner.types("2468")
    corner.presses("enter")
    corner.types("2469")
    corner.presses("enter")
    assert not corner.screen.open and not logins.has_pin(corner.store)

    corner.comes_in()
    corner.opens_the_corner()
    assert corner.screen.gate.has_pin and not corner.screen.open
    corner.types("1111")
    corner.presses("enter")
    assert corner.screen.gate.says.text == corner.say("corner.wrong")
    corner.comes_in()


@pytest.mark.parametrize("pin", ["123", "abcd", "12 4"])
def test_a_pin_is_at_least_four_digits(corner, pin):
    corner.types(pin)
    corner.presses("enter")
    corner.types(pin)
    corner.presses("enter")
    assert not corner.screen.open
    assert corner.screen.gate.says.text == corner.say("progress.pin_digits", least=4)


def test_five_wrong_pins_cost_a_wait(corner):
    logins.set_pin(corner.store, "2468")
    corner.opens_the_corner()
    for _ in range(5):
        corner.types("1111")
        corner.presses("enter")
    assert corner.screen.gate.says.text == corner.say("corner.wait", seconds=60)

    corner.types("2468")
    corner.presses("enter")
    assert not corner.screen.open, "while waiting the right one does not count either"
    corner.now += 61_000
    corner.comes_in()


def test_the_pin_is_never_on_the_screen(corner):
    corner.types("2468")
    assert corner.screen.gate.pin.text == "••••"


def test_a_forgotten_pin_is_reset_with_the_data_folder_in_hand(corner):
    logins.set_pin(corner.store, "2468")
    corner.opens_the_corner()
    (corner.folder / "reset-pin").touch()

    corner.types("0000")
    corner.presses("enter")

    assert corner.screen.gate.says.text == corner.say("corner.set_pin")
    corner.comes_in("1357")
    assert logins.check_pin(corner.store, "1357").right


def test_a_corner_left_alone_closes(office):
    office.leaves_it_alone(IDLE + 1)
    assert type(office.screen) is CardsScreen


def test_a_corner_in_use_stays_open(office):
    office.seconds += IDLE - 10
    office.presses("down")
    office.leaves_it_alone(60)
    assert type(office.screen) is CornerScreen and office.screen.open


def test_esc_leaves_page_by_page(office):
    office.clicks(office.page.add_many)
    office.types("Ema")
    office.presses("escape", "escape")
    assert type(office.screen) is CornerScreen and len(office.screen.pages) == 1
    office.clicks(office.page.add_many)
    assert office.page.editor.document.text == "Ema", "a list begun is not lost"
    office.presses("escape", "escape")
    assert type(office.screen) is CardsScreen


def test_a_corner_that_was_left_does_not_call_a_child_away_later(office):
    watch = office.due[-1]
    office.shell.play_as_guest()
    before = office.screen
    office.seconds += IDLE + 1
    watch()
    assert office.screen is before


def test_whoever_was_removed_sits_here_no_more(corner):
    ana = corner.club.named("Ana")[0]
    corner.shell.sit_down((ana.id,))
    corner.opens_the_corner()
    corner.comes_in()
    corner.opens("Ana")
    corner.clicks(corner.page.remove_button)
    corner.presses("escape")
    assert type(corner.screen) is CardsScreen and corner.shell.seat is None


def test_lessons_that_arrive_while_the_pin_is_typed_change_nothing(corner):
    corner.types("24")
    corner.shell.lessons_arrived(corner.packs)
    corner.window.step()
    corner.types("68")
    assert corner.screen.gate.pin.pin == "2468"


def test_a_guest_s_corner_is_the_club_s(corner):
    corner.shell.play_as_guest()
    corner.opens_the_corner()
    corner.comes_in()
    assert roster.AVATARS and [row.learner.name for row in corner.page.table.rows] == ["Ana", "Dan"]
