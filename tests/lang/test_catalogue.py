"""How a message becomes a sentence."""

import pytest

from codekids.lang import catalogue
from codekids.lang.catalogue import LANGUAGES, in_all_languages, knows, say, text, with_hungarian_articles
from codekids.lang.problems import Message, Problem
from codekids.locale.__main__ import compiled

PLURALS = {
    "ro": "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100>0 && n%100<20)) ? 1 : 2);",
    "en": "nplurals=2; plural=(n != 1);",
    "hu": "nplurals=2; plural=(n != 1);",
}


@pytest.fixture
def words(tmp_path, monkeypatch):
    """A small catalogue of our own: write(lang, domain, entries)."""
    monkeypatch.setattr(catalogue, "LOCALE", tmp_path)
    catalogue.forget()

    def write(lang: str, domain: str, entries: str) -> None:
        folder = tmp_path / lang / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        po = folder / f"{domain}.po"
        header = f"Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: {PLURALS[lang]}\\n"
        po.write_text(f'msgid ""\nmsgstr "{header}"\n\n{entries}', encoding="utf-8")
        po.with_suffix(".mo").write_bytes(compiled(po))

    yield write
    catalogue.forget()


APPLE = """
msgid "thing.apple.one"
msgstr "un măr"

msgid "thing.apple.all"
msgstr "toate merele"

msgid "thing.apple.bare"
msgstr "măr"

msgid "thing.apple.count"
msgid_plural "thing.apple.count"
msgstr[0] "{n} măr"
msgstr[1] "{n} mere"
msgstr[2] "{n} de mere"

msgid "heading.east"
msgstr "est"

msgid "colour.red"
msgstr "roșu"
"""


def entry(key: str, sentence: str) -> str:
    return f'msgid "{key}"\nmsgstr "{sentence}"\n\n'


def test_a_problem_says_its_line_and_what_was_meant():
    problem = Problem(2, 0, "name.did_you_mean", {"name": "moov", "meant": "move"})

    for sentence in in_all_languages(problem.message).values():
        assert "2" in sentence and "`moov`" in sentence and "`move`" in sentence
    assert list(in_all_languages(problem.message)) == list(LANGUAGES)


@pytest.mark.parametrize(
    ("n", "said"), [(1, "1 măr"), (2, "2 mere"), (0, "0 mere"), (20, "20 de mere"), (101, "101 mere")]
)
def test_romanian_counts_in_three_forms(words, n, said):
    words("ro", "world", APPLE + entry("goal.collect", "Culege {thing_count}."))

    assert text("goal.collect", "ro", thing="apple", n=n) == f"Culege {said}."


def test_a_thing_is_bent_by_the_catalogue(words):
    words("ro", "world", APPLE + entry("a", "{thing_one}, {thing_all}, {thing_bare}, {heading}, {colour}"))

    said = say(Message("a", {"thing": "apple", "heading": "east", "colour": "red"}), "ro")

    assert said == "un măr, toate merele, măr, est, roșu"


def test_a_thing_nobody_knows_is_shown_by_its_name(words):
    words("ro", "world", entry("a", "{thing_one} {thing_count} {heading}"))

    assert say(Message("a", {"thing": "dragon", "n": 3, "heading": "up"}), "ro") == "`dragon` 3 × `dragon` up"


def test_domains_are_merged(words):
    words("ro", "world", entry("world.a", "din lume"))
    words("ro", "problems", entry("name.b", "din program"))

    assert (text("world.a", "ro"), text("name.b", "ro")) == ("din lume", "din program")


def test_what_a_language_lacks_is_said_in_romanian_then_english_then_as_the_key(words):
    words("ro", "a", entry("both", "română"))
    words("en", "a", entry("both", "English") + entry("late", "English"))
    words("hu", "a", entry("other", "magyar"))

    assert [text(key, "hu") for key in ("other", "both", "late", "none.at_all")] == [
        "magyar", "română", "English", "none.at_all",
    ]  # fmt: skip
    assert not knows("both", "hu")


@pytest.mark.parametrize("lang", ["de", "", "../ro", "RO"])
def test_an_unknown_language_is_answered_in_romanian(lang):
    assert text("name.unknown", lang, line=1, name="x") == text("name.unknown", "ro", line=1, name="x")


def test_what_a_child_wrote_cannot_spoil_a_sentence():
    name = "a`b\u202ec\x07d\ne\ud800" + "f" * 500 + "{line}"

    sentence = say(Message("name.unknown", {"line": 1, "name": name}), "en")

    assert "`abcd e" + "f" * 10 in sentence
    assert "\u202e" not in sentence and "\ud800" not in sentence and "\n" not in sentence
    assert len(sentence) <= 220


@pytest.mark.parametrize("lang", LANGUAGES)
def test_long_names_never_make_a_sentence_too_long(words, lang):
    words(lang, "a", entry("long", "{a} {b} {c} " + "și " * 40))

    assert len(say(Message("long", dict.fromkeys("abc", "x" * 99)), lang)) <= 220


def test_our_own_arguments_stay_whole(words):
    words("ro", "cli", entry("cli.written", "Am scris {file}."))
    path = "/home/ana/" + "foarte " * 20 + "lung.gif"

    assert text("cli.written", "ro", file=path) == f"Am scris {path}."


def test_a_decimal_number_has_a_comma_in_prose_but_in_english(words):
    for lang in LANGUAGES:
        words(lang, "a", entry("a", "{x}"))

    assert [text("a", lang, x=1.5) for lang in LANGUAGES] == ["1,5", "1.5", "1,5"]


def test_an_argument_that_was_forgotten_does_not_raise(words):
    words("ro", "a", entry("a", "{x} {thing_one} {thing_count}"))

    assert text("a", "ro") == "{x} {thing_one} {thing_count}"


def test_compiling_twice_gives_the_same_bytes_without_a_date(words, tmp_path):
    words("ro", "a", entry("a", "ă"))
    po = tmp_path / "ro" / "LC_MESSAGES" / "a.po"

    assert compiled(po) == compiled(po)
    assert b"Date" not in compiled(po) and b"Babel" not in compiled(po)


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("a `else` szó", "az `else` szó"),
        ("az `for` szó", "a `for` szó"),
        ("a `i` és a `x` és a `b`", "az `i` és az `x` és a `b`"),
        ("a `x1` meg a `szam2`", "az `x1` meg a `szam2`"),
        (
            "a 1. sorban, a 2. sorban, a 5. sorban, a 10. sorban",
            "az 1. sorban, a 2. sorban, az 5. sorban, a 10. sorban",
        ),
        ("A 1000. sor, a 100. sor, a 50. sor", "Az 1000. sor, a 100. sor, az 50. sor"),
        ('a `"ana"` és a `"mari"`', 'az `"ana"` és a `"mari"`'),
        ("a `==` jel, a `+` jel, a `//` jel", "az `==` jel, a `+` jel, a `//` jel"),
        ("ha a kocka üres", "ha a kocka üres"),
        ("ez az, ami a sorban áll", "ez az, ami a sorban áll"),
    ],
)
def test_hungarian_articles_follow_the_spoken_word(written, spoken):
    assert with_hungarian_articles(written) == spoken
