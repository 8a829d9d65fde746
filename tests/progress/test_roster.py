"""The librarian's list: adding one or thirty, naming, circles, removing and taking back."""

import pytest

from codekids.lang.catalogue import say
from codekids.lang.problems import Message
from codekids.progress import logins, roster
from codekids.progress.club import read_club

WRONG = Message("progress.no_such_learner")


def test_a_new_child_has_a_card_a_picture_and_three_pictures_to_enter(store):
    ana = roster.add_learner(store, "  Ana  ", age_band="9-10", language="hu")

    assert (ana.name, ana.age_band, ana.language) == ("Ana", "9-10", "hu")
    assert ana.avatar in roster.AVATARS
    assert store.learners() == [ana]
    assert len(set(logins.pictures_of(store, ana.id))) == 3


def test_twelve_children_get_twelve_animals(store):
    for number in range(12):
        roster.add_learner(store, f"Copil {number}")

    assert {one.avatar for one in store.learners()} == set(roster.AVATARS)


def test_a_second_ana_is_asked_kindly_for_an_initial(store):
    roster.add_learner(store, "Ana")

    problem = roster.add_learner(store, "ana")

    assert problem == Message("progress.name_taken", {"name": "Ana", "free": "Ana M."})
    assert "„Ana M.”" in say(problem, "ro")
    assert roster.add_learner(store, "Ana M.").name == "Ana M."


def test_many_lines_at_once_and_each_says_what_became_of_it(store):
    lines = (
        "\ufeffAna\n"
        "Bogdan, 10, Marți\n"
        "\n"
        "Csilla; marți; 11-12\n"
        "Dan\t13 – 15\n"
        "ana\n"
        "Ema, 7\n"
        "🦊\n"
        f"{'x' * 200}\n"
        "=1+1;;\n"
    )

    results = roster.add_learners(store, lines)

    assert [(one.line, one.learner.name if one.learner else one.problem.key) for one in results] == [
        (1, "Ana"),
        (2, "Bogdan"),
        (4, "Csilla"),
        (5, "Dan"),
        (6, "progress.name_taken"),
        (7, "progress.age_band"),
        (8, "progress.name_empty"),
        (9, "progress.name_long"),
        (10, "11"),
    ]
    club = read_club(store)
    assert [one.name for one in club.learners] == ["11", "Ana", "Bogdan", "Csilla", "Dan"]
    assert {one.name: one.age_band for one in club.learners}["Dan"] == "13-15"
    (tuesday,) = club.circles
    assert tuesday.name == "Marți"
    assert [one.name for one in club.members(tuesday.id)] == ["Bogdan", "Csilla"]


def test_a_list_without_end_is_cut_and_says_so(store, monkeypatch):
    monkeypatch.setattr(roster, "MOST_LINES", 2)

    results = roster.add_learners(store, ["Ana", "Bogdan", "Csilla"])

    assert [one.problem.key if one.problem else "" for one in results] == ["", "", "progress.too_many_lines"]


def test_the_librarian_gives_another_name_and_picture(store):
    ana = roster.add_learner(store, "Ana")
    roster.add_learner(store, "Bogdan")
    pictures = logins.pictures_of(store, ana.id)

    assert roster.change_learner(store, ana.id, name="BOGDAN").key == "progress.name_taken"
    changed = roster.change_learner(store, ana.id, name="ANA", avatar="owl", age_band="")

    assert changed in store.learners()
    assert (changed.name, changed.avatar) == ("ANA", "owl")
    assert logins.pictures_of(store, ana.id) == pictures


def test_a_removed_child_can_be_taken_back_with_everything(store, clock):
    ana = roster.add_learner(store, "Ana")
    circle = roster.add_circle(store, "Marți")
    roster.join(store, circle.id, ana.id)

    assert roster.remove_learner(store, ana.id) is None

    assert store.learners() == []
    assert [one.id for one in read_club(store).removed] == [ana.id]
    assert read_club(store).removed[0].removed == clock.at
    assert roster.restore_learner(store, ana.id) == ana
    assert read_club(store).members(circle.id) == (ana,)


def test_taken_back_when_there_is_another_of_that_name(store):
    ana = roster.add_learner(store, "Ana")
    roster.remove_learner(store, ana.id)
    roster.add_learner(store, "Ana")

    assert roster.restore_learner(store, ana.id).args["free"] == "Ana M."
    assert roster.restore_learner(store, ana.id, "Ana M.").name == "Ana M."
    assert [one.name for one in read_club(store).learners] == ["Ana", "Ana M."]


def test_whoever_is_not_there_is_nobody(store):
    from uuid import UUID

    nobody = UUID(int=4)

    assert roster.remove_learner(store, nobody) == WRONG
    assert roster.restore_learner(store, nobody) == WRONG
    assert roster.change_learner(store, nobody, name="Ana") == WRONG
    assert logins.new_pictures(store, nobody) == WRONG
    assert roster.remove_circle(store, nobody).key == "progress.no_such_circle"


def test_removing_twice_is_told(store):
    ana = roster.add_learner(store, "Ana")
    roster.remove_learner(store, ana.id)

    assert roster.remove_learner(store, ana.id) == WRONG


def test_a_circle_has_a_day_and_an_hour_and_members_come_and_go(store, clock):
    ana, bogdan = (roster.add_learner(store, name) for name in ("Ana", "Bogdan"))
    circle = roster.add_circle(store, "Marți", 2, "16:30")
    for child in (ana, bogdan, ana):
        roster.join(store, circle.id, child.id)
    clock.at += 1000
    roster.leave(store, circle.id, ana.id)

    assert read_club(store).members(circle.id) == (bogdan,)
    assert read_club(store).circles_of(ana.id) == ()
    roster.join(store, circle.id, ana.id)
    assert read_club(store).members(circle.id) == (ana, bogdan)
    assert (circle.weekday, circle.starts) == (2, "16:30")


def test_circles_are_renamed_removed_and_taken_back(store):
    circle = roster.add_circle(store, "Marți")
    assert roster.add_circle(store, "MARȚI").key == "progress.name_taken"

    assert roster.change_circle(store, circle.id, "Joi", 4, "17:00").name == "Joi"
    roster.remove_circle(store, circle.id)
    assert read_club(store).circles == ()
    assert [one.name for one in read_club(store).removed_circles] == ["Joi"]
    roster.restore_circle(store, circle.id)
    assert [one.name for one in read_club(store).circles] == ["Joi"]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda store: roster.add_learner(store, "Ana", avatar="../fox"),
        lambda store: roster.add_learner(store, "Ana", age_band="7"),
        lambda store: roster.add_circle(store, "Marți", 8),
        lambda store: roster.add_circle(store, "Marți", 2, "25:00"),
        lambda store: roster.add_circle(store, "Marți", 2, "half past four"),
    ],
)
def test_what_no_screen_would_ask_for_is_our_error(store, wrong):
    with pytest.raises(ValueError):
        wrong(store)
    assert store.learners() == []
