"""Who walks on the map: chosen on the new card, changed in the settings, kept for each child."""

import pytest

from codekids.ui.grid_picture import hero_picture
from codekids.ui.preferences import HEROES
from codekids.ui.screens.lesson_list import LessonList


def walking(pc):
    """The sprite that stands on the stage."""
    return next(
        one.picture for one in pc.screen.world.stage.scene.moving.sprites if one.picture.startswith("hero/")
    )


@pytest.mark.parametrize("hero", HEROES)
def test_every_hero_is_drawn_in_all_headings_and_moods(assets, hero):
    for facing in ("north", "east", "south", "west"):
        for mood in ("", "happy", "oops"):
            assert (assets / hero_picture(facing, mood, hero)).is_file()


def test_the_hero_of_the_new_card_walks_on_the_map(pc):
    pc.starts()
    pc.screen.field.say("Ana")
    pc.screen.kept["name"] = "Ana"
    pc.clicks("Barza")
    pc.clicks(pc.shell.say("window.done"))
    pc.waits_until(lambda: pc.screen.word)
    pc.clicks(pc.shell.say("window.i_know_them"))
    pc.sees_screen(LessonList)
    assert pc.screen.landscape.hero == "barza"

    pc.shell.open_lesson(pc.shell.packs[0].lessons[0])
    pc.window.step()

    assert walking(pc).startswith("hero/barza-")


def test_the_settings_change_it_at_once_and_each_child_keeps_an_own_one(club):
    ana, bogdan = club.children[:2]
    club.shell.sit_down((ana.id,))
    club.shell.open_lesson(club.shell.packs[0].lessons[0])
    club.window.step()
    club.screen.session.document.set_text("move()  # half")
    club.shell.set_hero("ilinca")
    club.window.step()

    assert walking(club).startswith("hero/ilinca-")
    assert club.screen.settings.is_open
    assert club.screen.session.text == "move()  # half"

    club.shell.get_up()
    club.shell.sit_down((bogdan.id,))
    assert club.shell.hero == "ari"
    club.shell.get_up()
    club.shell.sit_down((ana.id,))
    assert club.shell.hero == "ilinca"


def test_a_hero_nobody_drew_is_ari(club):
    ana = club.children[0]
    club.journal.set_setting("hero", "dragon", ana.id)
    club.shell.sit_down((ana.id,))

    assert club.shell.hero == "ari"
