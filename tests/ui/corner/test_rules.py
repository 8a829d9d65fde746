"""What the corner decides without a window: days, hours, places, names of files, and its words."""

import re
from datetime import date
from pathlib import Path

import pytest

from codekids.lang import catalogue
from codekids.lang.problems import Message
from codekids.ui.screens.corner.circles import hour_of
from codekids.ui.screens.corner.days import read_day, said, span, stepped, written
from codekids.ui.screens.corner.places import Place, file_name, places
from codekids.ui.widgets.rows import shortened

ROOT = Path(__file__).resolve().parents[3]
TODAY = date(2026, 12, 28)

DAYS = [
    ("", None),
    ("6.10.2026", date(2026, 10, 6)),
    ("06.10.26", date(2026, 10, 6)),
    ("6/10/2026", date(2026, 10, 6)),
    (" 6 . 10 . 2026 ", date(2026, 10, 6)),
    ("2026-10-06", date(2026, 10, 6)),
    ("2026. 10. 6.", date(2026, 10, 6)),
    ("31.12", date(2026, 12, 31)),
    ("8.1", date(2027, 1, 8)),  # the nearest: in eleven days, not a year ago
    ("29.2.2028", date(2028, 2, 29)),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_day_is_read_as_people_write_it(text, day):
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize("text", ["31.2.2026", "mâine", "12", "6.10.", "1.1.1.1", "99.99.9999", "29.2"])
def test_what_is_no_day_gets_an_example(text):
    answer = read_day(text, TODAY)
    if text == "6.10.":
        assert answer == date(2026, 10, 6)
        return
    assert isinstance(answer, Message) and answer.args["example"] == "28.12.2026"


@pytest.mark.parametrize("lang", catalogue.LANGUAGES)
def test_what_is_written_is_read_again(lang):
    assert read_day(written(TODAY, lang), TODAY, lang) == TODAY


def test_days_are_said_in_three_languages():
    assert said(date(2025, 10, 10), "ro") == "vineri, 10.10.2025"
    assert said(date(2025, 10, 10), "hu") == "2025. 10. 10., péntek"
    assert span(None, date(2025, 10, 10), "ro") == "până vineri, 10.10.2025"
    assert span(None, None, "en") == "without an end"


def test_the_first_step_from_no_day_is_today():
    assert stepped(None, 7, TODAY) == TODAY
    assert stepped(TODAY, 7, TODAY) == date(2027, 1, 4)
    assert stepped(date.max, 1, TODAY) == date.max


@pytest.mark.parametrize(
    ("text", "hour"),
    [("", ""), ("16:30", "16:30"), ("16.30", "16:30"), ("9", "9:00"), ("1630", "16:30"), ("930", "9:30"),
     ("25", None), ("16:75", None), ("pe la 4", None), ("16:3", None)],
)  # fmt: skip
def test_an_hour_is_read_as_people_write_it(text, hour):
    assert hour_of(text) == hour


def test_places_are_the_club_s_folder_then_what_the_computer_has(tmp_path):
    home, stick, club = tmp_path / "home", tmp_path / "STICK", tmp_path / "club"
    for folder in (home / "Documents", stick):
        folder.mkdir(parents=True)
    found = places(club, home, [stick, tmp_path / "no such drive", stick])
    assert found == [Place("data", club), Place("documents", home / "Documents"), Place("drive", stick)]


def test_a_club_on_a_stick_is_named_once(tmp_path):
    assert places(tmp_path, tmp_path / "nobody", [tmp_path]) == [Place("data", tmp_path)]


@pytest.mark.parametrize("name", ["Ana M.", "CON", "Ștefania-Ioana", "O'Neil", "..", "a/b\\c:d"])
def test_a_child_s_file_can_be_written_everywhere(name):
    made = file_name(name, "0123456789")
    assert re.fullmatch(r"codekids-[\w-]*-01234567\.zip", made)


def test_a_text_that_does_not_fit_ends_in_dots():
    assert shortened("Biblioteca", lambda text: len(text) <= 20) == "Biblioteca"
    assert shortened("Biblioteca Comunală", lambda text: len(text) <= 12) == "Biblioteca…"


def entries(lang):
    po = ROOT / "codekids" / "locale" / lang / "LC_MESSAGES" / "corner.po"
    return re.findall(r'^msgid "(corner\.[^"]+)"', po.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("lang", catalogue.LANGUAGES)
def test_every_word_is_there_used_and_short(lang):
    source = "".join(one.read_text(encoding="utf-8")
                     for one in (ROOT / "codekids" / "ui" / "screens" / "corner").glob("*.py"))  # fmt: skip
    made = {f"place_{kind}" for kind in ("data", "desktop", "documents", "drive")}
    made |= {f"weekday_{number}" for number in range(1, 8)} | {f"welcome_{number}" for number in range(1, 5)}
    assert sorted(entries(lang)) == sorted(entries("ro")) and len(set(entries(lang))) == len(entries(lang))
    for key in entries(lang):
        word = key.removeprefix("corner.")
        assert word in made or f'"{word}"' in source or f'"{key}"' in source, f"{key} lies unused"
        text = catalogue.text(key, lang, n=3)
        assert text != key and len(text) <= catalogue.LONGEST_SENTENCE, key
        assert not set(text) & set("şţŞŢ"), key
