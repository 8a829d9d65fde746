"""Three pictures for a child, a PIN for the librarian, and what happens when they are missed."""

import pytest

from codekids.progress import audit, logins, roster
from codekids.progress.club import read_club
from codekids.progress.database import StoreTrouble
from codekids.progress.logins import PICTURES, check_pictures, check_pin, set_pin

SECOND, MINUTE = 1000, 60_000


@pytest.fixture
def ana(store):
    ana = roster.add_learner(store, "Ana").id
    logins.new_pictures(store, ana, ("sun", "apple", "key"))
    return ana


def miss(store, learner, times=1):
    for _ in range(times):
        checked = check_pictures(store, learner, ("sun", "key", "apple"))
        assert not checked.right
    return checked.login


def test_there_are_twelve_pictures_and_each_is_drawn(root):
    drawn = {path.stem for path in (root / "assets" / "words").glob("*.svg")}

    assert set(PICTURES) == drawn
    assert len(PICTURES) == 12


def test_there_is_an_animal_for_every_avatar(root):
    assert set(roster.AVATARS) == {path.stem for path in (root / "assets" / "avatars").glob("*.svg")}


def test_the_right_pictures_in_the_right_order(store, ana):
    assert check_pictures(store, ana, ("sun", "apple", "key")).right
    assert not check_pictures(store, ana, ("apple", "sun", "key")).right
    assert not check_pictures(store, ana, ("sun", "apple")).right
    assert not check_pictures(store, ana, ()).right


def test_five_misses_wait_a_minute_then_one_more_try_then_the_librarian(store, ana, clock):
    assert miss(store, ana, 4).state(clock.at) == "open"
    fifth = miss(store, ana)
    assert fifth.state(clock.at) == "wait"
    assert fifth.seconds(clock.at) == 60
    assert fifth.seconds(clock.at + 59_001) == 1
    assert not check_pictures(store, ana, ("sun", "apple", "key")).right  # not even looked at
    assert miss(store, ana, 9).misses == 5  # nor counted

    clock.at += MINUTE
    assert fifth.state(clock.at) == "open"
    assert miss(store, ana).state(clock.at) == "librarian"
    clock.at += 1000 * MINUTE
    assert check_pictures(store, ana, ("sun", "apple", "key")).login.state(clock.at) == "librarian"

    assert logins.open_login(store, ana).state(clock.at) == "open"
    assert check_pictures(store, ana, ("sun", "apple", "key")).right


def test_the_right_pictures_after_the_wait_make_all_well(store, ana, clock):
    miss(store, ana, 5)
    clock.at += MINUTE

    assert check_pictures(store, ana, ("sun", "apple", "key")).right
    assert miss(store, ana).misses == 1


def test_misses_are_remembered_over_a_restart_and_in_another_window(store, ana, open_store, clock):
    miss(store, ana, 3)
    store.close()

    again = open_store()
    miss(again, ana, 2)

    assert read_club(open_store()).login(ana).state(clock.at) == "wait"


@pytest.mark.parametrize("at", [1_262_304_000_000, 0, -5])
def test_a_clock_set_back_locks_nobody_out_for_years(store, ana, clock, at):
    miss(store, ana, 5)
    clock.at = at

    assert read_club(store).login(ana).seconds(clock.at) == 0
    assert check_pictures(store, ana, ("sun", "apple", "key")).right


def test_new_pictures_open_the_card(store, ana, clock):
    miss(store, ana, 5)
    clock.at += MINUTE
    miss(store, ana)

    new = logins.new_pictures(store, ana)

    assert check_pictures(store, ana, new).right
    assert logins.pictures_of(store, ana) == new


@pytest.mark.parametrize("pictures", [("sun", "sun", "key"), ("sun", "key"), ("sun", "key", "fox")])
def test_what_makes_no_picture_word_is_our_error(store, ana, pictures):
    with pytest.raises(ValueError, match="picture word"):
        logins.new_pictures(store, ana, pictures)


def test_a_card_without_pictures_is_enough(store):
    learner = store.first_learner().id

    assert check_pictures(store, learner, ()).right


def test_what_checks_a_login_does_not_show_the_pictures(store, ana):
    row = store._reads.execute("SELECT salt, hash FROM login").fetchone()

    assert [len(part) for part in row] == [16, 32]
    assert b"apple" not in b"".join(row)


# The librarian


def test_the_first_pin_is_set_at_the_first_entry(store):
    assert not logins.has_pin(store)
    assert not check_pin(store, "1234").right
    assert set_pin(store, "123").key == "progress.pin_digits"
    assert set_pin(store, "12a4").key == "progress.pin_digits"
    assert set_pin(store, "١٢٣٤").key == "progress.pin_digits"

    assert set_pin(store, "1234") is None

    assert check_pin(store, "1234").right
    assert not check_pin(store, "4321").right
    assert read_club(store).has_pin
    assert set_pin(store, "9999").key == "progress.pin_there"


def test_a_pin_is_changed_with_the_old_one(store):
    set_pin(store, "1234")

    assert set_pin(store, "777777", old="0000").key == "progress.pin_wrong"
    assert set_pin(store, "777777", old="1234") is None

    assert check_pin(store, "777777").right
    assert not check_pin(store, "1234").right


def test_wrong_pins_slow_down_but_never_lock(store, clock):
    set_pin(store, "1234")
    waits = []
    for _ in range(12):
        checked = check_pin(store, "0000")
        waits.append(checked.seconds)
        assert check_pin(store, "1234").right == (checked.seconds == 0)
        if checked.seconds == 0:
            waits[-1] = 0
            check_pin(store, "0000")
        clock.at += checked.seconds * SECOND
    assert max(waits) <= 15 * 60

    assert check_pin(store, "1234").right


def test_the_waits_of_the_pin_double_up_to_a_quarter_of_an_hour(store, clock):
    set_pin(store, "1234")
    waits = []
    for _ in range(10):
        waits.append(check_pin(store, "0000").seconds)
        clock.at += waits[-1] * SECOND

    assert waits == [0, 0, 0, 0, 60, 120, 240, 480, 900, 900]
    assert check_pin(store, "1234").right
    assert check_pin(store, "0000").seconds == 0


def test_while_waiting_not_even_the_right_pin_counts(store, clock):
    set_pin(store, "1234")
    for _ in range(5):
        check_pin(store, "0000")
    clock.at += 59 * SECOND

    assert check_pin(store, "1234") == logins.PinChecked(False, 1)
    clock.at += SECOND
    assert check_pin(store, "1234").right


@pytest.mark.parametrize("name", ["reset-pin", "reset-pin.txt"])
def test_a_file_in_the_data_folder_resets_the_pin(store, folder, name):
    set_pin(store, "1234")
    (folder / name).touch()

    assert not check_pin(store, "1234").right

    assert not logins.has_pin(store)
    assert not (folder / name).exists()
    assert [line.what for line in audit.lines(store)] == ["pin_reset"]
    assert set_pin(store, "5678") is None
    assert check_pin(store, "5678").right


def test_a_reset_file_that_cannot_be_removed_resets_nothing(store, folder, monkeypatch):
    set_pin(store, "1234")
    (folder / "reset-pin").touch()

    def refuse(*_, **__):
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(type(folder), "unlink", refuse)
        with pytest.raises(StoreTrouble) as caught:
            logins.honour_reset(store)

    assert caught.value.key == "progress.read_only"
    assert logins.has_pin(store)
    (folder / "reset-pin").unlink()
    assert check_pin(store, "1234").right
