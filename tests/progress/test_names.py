"""What children type as a name, and what stands on the card."""

import pytest

from codekids.lang.problems import Message
from codekids.progress.names import age_band_of, clean_name, free_name, same_name, sortable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ana", "Ana"),
        ("  Ana   Maria ", "Ana Maria"),
        ("Ştefan Ţăran", "Ștefan Țăran"),
        ("S\u0326tefan", "Ștefan"),  # letter and comma apart
        ("Ana-Maria D.", "Ana-Maria D."),
        ("D’Artagnan", "D'Artagnan"),
        ("Kovács Örs", "Kovács Örs"),
        ("Оля", "Оля"),
        ("Ana 🦊", "Ana"),
        ("👩‍👩‍👧 Ana ❤️", "Ana"),
        ("=1+1", "11"),
        ("<b>Ana</b>", "bAnab"),
        ('=HYPERLINK("http://x")', "HYPERLINKhttpx"),
        ("-Ana", "Ana"),
        ("@Ana", "Ana"),
        ("\u202eanA\u202c", "anA"),  # turned round
        ("A\u200bn\u200da\ufeff", "Ana"),  # signs nobody sees
        ("Ana\x00\x1b[31m", "Ana31m"),
        ("Ana\nBob", "Ana Bob"),
        ("Ana\u3000B", "Ana B"),
        ("\ud800Ana", "Ana"),
        ("a" * 24, "a" * 24),
    ],
)
def test_a_name_is_cleaned(typed, kept):
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "progress.name_empty"),
        ("   ", "progress.name_empty"),
        ("🦊🦊", "progress.name_empty"),
        ("...", "progress.name_empty"),
        ("\u202e\u200b", "progress.name_empty"),
        ("\u0301\u0301", "progress.name_empty"),
        ("a" * 25, "progress.name_long"),
        ("a" * 200, "progress.name_long"),
        ("a " * 100_000, "progress.name_long"),
        ("A\u0301\u0302\u0303\u0304na", "progress.name_marks"),
        ("Z\u0351\u0357\u0343\u0358algo", "progress.name_marks"),
    ],
)
def test_what_is_no_name_says_why(typed, key):
    problem = clean_name(typed)

    assert isinstance(problem, Message)
    assert problem.key == key


def test_a_cleaned_name_stays_as_it_is():
    for typed in ("Ştefan 🦊", "=1+1", "A\u0301\u0302b", "  -x"):
        once = clean_name(typed)
        assert clean_name(once) == once


def test_names_are_told_apart_by_their_letters_not_by_their_capitals():
    assert same_name("Ana", "ANA")
    assert not same_name("Stefan", "Ștefan")
    assert sortable("Ștefan") == sortable("stefan")


def test_a_taken_name_gets_an_initial_that_is_free():
    assert free_name("Ana", ["Ana"]) == "Ana M."
    assert free_name("Ana", ["Ana", "ana m.", "Ana A."]) == "Ana P."
    assert len(free_name("a" * 24, [])) == 24
    everybody = ["Ana", *(f"Ana {letter}." for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    assert free_name("Ana", everybody) == "Ana 2"


@pytest.mark.parametrize(
    ("typed", "band"),
    [
        *(("", ""), ("9-10", "9-10"), (" 9 – 10 ", "9-10"), ("10", "9-10"), ("11", "11-12"), ("15", "13-15")),
        *(("8", None), ("16", None), ("ten", None), ("10-11", None), ("9" * 5000, None), ("²", None)),
    ],
)
def test_an_age_band_or_an_age(typed, band):
    assert age_band_of(typed) == band
