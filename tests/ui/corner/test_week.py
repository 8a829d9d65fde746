"""A librarian's week, Monday to Friday, at one computer: everything by posted events."""

from datetime import date

from codekids.progress import logins
from codekids.progress.events import Attempt
from codekids.progress.seats import IDLE
from codekids.ui.screens.cards import CardsScreen
from codekids.ui.screens.corner import CornerScreen
from codekids.ui.screens.corner.replay import ReplayScreen

TWELVE = ["Ana", "Bogdan", "Carla", "Dan", "Emma", "Filip", "Gabi", "Horia", "Ilinca", "Jean", "Kata", "Luca"]


def comes_back(librarian):
    if type(librarian.screen) is not CornerScreen or librarian.screen.open:
        librarian.opens_the_corner()
    librarian.comes_in()


def makes_circle(librarian, name, hour, members):
    librarian.goes_to("circles")
    librarian.writes(librarian.page.new, name)
    librarian.presses("enter")
    librarian.writes(librarian.page.hour, hour)
    librarian.presses("enter")
    for member in members:
        librarian.chooses(member)


def test_monday_to_friday(empty_corner):
    librarian = empty_corner
    store, packs = librarian.store, librarian.packs

    # Monday: a PIN, twelve names pasted from a mail, two circles, a pack until Friday, cards.
    librarian.comes_in()
    librarian.clicks(librarian.page.add_many)
    librarian.pastes("\r\n".join(TWELVE) + "\r\n")
    librarian.clicks(librarian.page.add_button)
    assert librarian.children == TWELVE
    assert librarian.told == librarian.say("corner.added_n", n=12)

    makes_circle(librarian, "Luni", "16.30", TWELVE[:6])
    makes_circle(librarian, "Joi", "15", TWELVE[6:])
    circles = {one.name: one for one in librarian.club.circles}
    assert [one.name for one in librarian.club.members(circles["Luni"].id)] == TWELVE[:6]
    assert (circles["Luni"].starts, circles["Joi"].starts) == ("16:30", "15:00")

    librarian.clicks(librarian.page.give)
    librarian.chooses("Luni")
    librarian.writes(librarian.page.last_day.field, "30.10")
    librarian.clicks(librarian.page.give)
    given = [(one.pack, one.target, one.target_id, one.last_day) for one in librarian.club.assignments]
    assert given == [(packs[0].id, "circle", circles["Luni"].id, date(2026, 10, 30))]

    librarian.goes_to("papers")
    librarian.clicks(librarian.page.cards)
    assert (librarian.folder / "login-cards.pdf").read_bytes().startswith(b"%PDF")
    assert str(librarian.folder / "login-cards.pdf") in librarian.told
    librarian.leaves_it_alone(IDLE + 1)
    assert type(librarian.screen) is CardsScreen

    # Wednesday: Dan tries and tries. Who is stuck, and on what?
    dan = librarian.club.named("Dan")[0]
    lesson = packs[0].lessons[0]
    store.append_all([Attempt(dan.id, lesson.id, "not_solved", 0, 1, "move()\n")] * 6)
    librarian.journal.look()
    librarian.now += 2 * 24 * 60 * 60 * 1000
    comes_back(librarian)
    assert librarian.told == librarian.say("corner.stuck", names="Dan (1)", more=0)
    before = store.events(dan.id)
    librarian.opens("Dan")
    librarian.chooses(f"1. {librarian.shell.pick(lesson.title)}")
    librarian.presses("enter")
    replay = librarian.screen
    assert type(replay) is ReplayScreen and replay.session.text == "move()\n"
    librarian.types("turn_left()")
    replay.run()
    for _ in range(600):
        if replay.session.verdict is not None:
            break
        librarian.window.step(wait=True)
    librarian.presses("f8")
    assert replay.session.playback.steps == 1 and replay.session.text == "move()\n"
    librarian.clicks(replay.head.back)
    assert type(librarian.screen) is CornerScreen and librarian.screen.open
    librarian.answered()
    assert store.events(dan.id) == before, "nothing of it is the child's"
    assert store.draft(dan.id, lesson.id) is None

    # Thursday: Kata has forgotten her pictures.
    librarian.screen.open_section("children")
    librarian.opens("Kata")
    kata = librarian.club.named("Kata")[0]
    old = logins.pictures_of(store, kata.id)
    librarian.clicks(librarian.page.word)
    librarian.clicks(librarian.screen.dialog.buttons[0])
    new = logins.pictures_of(store, kata.id)
    shown = librarian.screen.dialog.content.name
    assert new != old and shown == ", ".join(librarian.say(f"picture.{part}") for part in new)
    librarian.presses("escape")

    # Friday: the table; Jean is taken off by mistake and brought back; Luca's family wants all erased.
    librarian.goes_to("papers")
    librarian.clicks(librarian.page.table)
    assert "Dan" in (librarian.folder / "club-progress.csv").read_text(encoding="utf-8-sig")

    librarian.goes_to("children")
    librarian.opens("Jean")
    librarian.clicks(librarian.page.remove_button)
    assert "Jean" not in librarian.children
    librarian.clicks(librarian.page.removed)
    librarian.clicks(librarian.page.restore)
    assert "Jean" in librarian.children

    librarian.presses("escape")
    librarian.opens("Luca")
    librarian.clicks(librarian.page.erase)
    librarian.clicks(librarian.screen.dialog.buttons[0])
    librarian.types("Luca")
    librarian.presses("enter")
    assert librarian.children == TWELVE[:-1] and not librarian.club.removed
    assert all(b"Luca" not in one.read_bytes() for one in librarian.folder.glob("progress*"))
