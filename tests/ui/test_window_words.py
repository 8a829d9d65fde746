"""The words of the window: all there in three languages, none unused, each short enough for a child."""

import re
from pathlib import Path

import pytest

from codekids.lang import catalogue
from codekids.progress.logins import PICTURES
from codekids.progress.roster import AVATARS
from codekids.ui.grid_picture import spoken, things_said
from codekids.ui.preferences import HEROES
from codekids.ui.session.help import RUNGS
from codekids.world.grid import grid_world
from codekids.world.words import HEADINGS, THINGS

ROOT = Path(__file__).resolve().parents[2]
UI = ROOT / "codekids" / "ui"
DOMAINS = ("window", "puzzle")
KEY = re.compile(r'msgid "((?:window|puzzle)\.[^"]+)"')
USED = re.compile(r'"((?:window|puzzle)\.[a-z_]+)"')
MADE = {  # keys put together from parts
    f"window.facing_{heading}" for heading in HEADINGS
} | {f"window.speed_{speed}" for speed in ("snail", "walk", "hare", "end")}
MADE |= {f"window.avatar_{name}" for name in AVATARS} | {f"window.word_{name}" for name in PICTURES}
MADE |= {f"puzzle.rung_{rung}" for rung in RUNGS} | {f"window.hero_{hero}" for hero in HEROES}


def keys(lang):
    folder = ROOT / "codekids" / "locale" / lang / "LC_MESSAGES"
    texts = [(folder / f"{domain}.po").read_text(encoding="utf-8") for domain in DOMAINS]
    return set(KEY.findall("\n".join(texts)))


def used():
    found = set()
    for path in UI.rglob("*.py"):
        found |= set(USED.findall(path.read_text(encoding="utf-8")))
    return found | MADE


@pytest.mark.parametrize("lang", catalogue.LANGUAGES)
def test_every_word_the_window_says_is_in_the_catalogue(lang):
    assert used() - keys(lang) == set()


@pytest.mark.parametrize("lang", catalogue.LANGUAGES)
def test_no_word_lies_unused(lang):
    assert keys(lang) - used() == set()


@pytest.mark.parametrize("lang", catalogue.LANGUAGES)
def test_sentences_are_short_and_rightly_spelt(lang):
    for key in keys(lang):
        text = catalogue.text(key, lang, n=3)
        assert text != key
        assert len(text) <= catalogue.LONGEST_SENTENCE, key
        assert not set(text) & set("şţŞŢ"), f"{key}: s and t have a comma below in Romanian, not a cedilla"


@pytest.mark.parametrize(
    ("done", "n", "said"), [(0, 1, "0 din 1 lecție"), (2, 6, "2 din 6 lecții"), (3, 20, "3 din 20 de lecții")]
)
def test_romanian_counts_in_three_ways(done, n, said):
    assert catalogue.text("window.lessons_done", "ro", done=done, n=n) == said


def test_a_map_can_be_heard():
    world = grid_world(
        4, 2, at=(2, 1), facing="east", walls=[(3, 1)], things=[((2, 1), "apple", 2)], holds={"nut": 1}
    )

    assert spoken(world, "ro") == (
        "Ari e la (2, 1), privește spre est. În față e un zid. Pe căsuță: 2 mere. În sac: o nucă."
    )
    assert spoken(world, "en").startswith("Ari is at (2, 1), facing east. There is a wall ahead.")
    assert "fal" in spoken(world, "hu")


@pytest.mark.parametrize("lang", catalogue.LANGUAGES)
@pytest.mark.parametrize("thing", THINGS)
def test_every_thing_can_be_counted_aloud(thing, lang):
    for count in (1, 2, 20):
        assert "×" not in things_said(((thing, count),), lang)


def test_a_teacher_s_own_thing_is_counted_too():
    assert things_said((("dragon", 3),), "ro") == "3 × dragon"
