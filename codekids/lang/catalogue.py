"""Words for people: a Message becomes a sentence in Romanian, English or Hungarian.

The catalogues are gettext files, one domain per part of the program, read as one:
codekids/locale/<language>/LC_MESSAGES/<domain>.mo, each when it is first needed. A
key that a language lacks is said in Romanian, then English, then as the key itself.

Placeholders are `str.format` fields. An argument `n` picks the plural form.
Things of the world are bent by the catalogue, never by code: for an argument
`thing`, `{thing_one}` is "un măr", `{thing_all}` "toate merele", `{thing_count}`
"3 mere" (with `n`) and `{thing_bare}` "măr"; `{colour}` and `{heading}` are
looked up in the same way.
"""

from __future__ import annotations

import gettext
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from codekids.lang.problems import Argument, Message

LANGUAGES = ("ro", "en", "hu")
LOCALE = Path(__file__).resolve().parent.parent / "locale"

LONGEST_SENTENCE = 220  # characters a child reads in one go
# How much of a name, as the child wrote it, a sentence shows. The second counts only where the
# first makes the sentence too long.
SHOWN = (40, 20)

_FORMS = ("one", "all", "count", "bare")


def say(message: Message, lang: str) -> str:
    """The sentence of a message. Its arguments may come from a child's program: they are
    cleaned of control, direction and backtick characters, and shortened."""
    sentence = ""
    for length in SHOWN:
        args = {name: _clean(value, length) for name, value in message.args.items()}
        sentence = _worded(message.key, lang, args)
        if len(sentence) <= LONGEST_SENTENCE:
            break
    return sentence


def text(key: str, lang: str, **args: Argument) -> str:
    """The sentence of a key, with our own arguments put in as they are (a path, a title)."""
    return _worded(key, lang, args)


def in_all_languages(message: Message) -> dict[str, str]:
    """The sentence by language: {"ro": …, "en": …, "hu": …}."""
    return {lang: say(message, lang) for lang in LANGUAGES}


def knows(key: str, lang: str) -> bool:
    """Whether this very language has the key."""
    return _domain_of(key, lang) is not None


FIRST_ASKED = "window"  # the domain of the first screen; the others can wait until they are needed


def _domains(lang: str) -> Iterator[gettext.GNUTranslations]:
    """The domains of one language, each read when it is reached. None for a language there is none of."""
    if lang in LANGUAGES:
        for path in _files(lang):
            yield _read(path)


@cache
def _files(lang: str) -> tuple[Path, ...]:
    found = (LOCALE / lang / "LC_MESSAGES").glob("*.mo")
    return tuple(sorted(found, key=lambda path: (path.stem != FIRST_ASKED, path.stem)))


@cache
def _read(path: Path) -> gettext.GNUTranslations:
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


@cache
def _domain_of(key: str, lang: str) -> gettext.GNUTranslations | None:
    """The domain that has the key. Remembered: screens ask for the same few in every frame."""
    return next((domain for domain in _domains(lang) if _entry(domain, key, 1) is not None), None)


def forget() -> None:
    """Read the catalogues anew when they are next asked for."""
    for remembered in (_files, _read, _domain_of):
        remembered.cache_clear()


def _entry(domain: gettext.GNUTranslations, key: str, n: int | None) -> str | None:
    if n is not None:
        found = domain.ngettext(key, key, n)
        if found != key:
            return found
    found = domain.gettext(key)
    return None if found == key else found


def _lookup(key: str, lang: str, n: int | None) -> str | None:
    for code in dict.fromkeys((lang, "ro", "en")):
        domain = _domain_of(key, code)
        found = _entry(domain, key, n) if domain else None
        if found is not None:
            return found
    return None


def _worded(key: str, lang: str, args: Mapping[str, Argument]) -> str:
    template = _lookup(key, lang, _number(args))
    if template is None:
        return key
    sentence = template.format_map(_Fields(lang, args))
    return with_hungarian_articles(sentence) if lang == "hu" else sentence


# "a" or "az" before code and numbers, which only a filled-in sentence can tell.
_ARTICLE = re.compile(r"\b([Aa])z? (?=`[^`]|\d)(`?)([^`\s]+)")
_SPOKEN_WITH_VOWEL = frozenset("aáeéiíoóöőuúüűAÁEÉIÍOÓÖŐUÚÜŰ")
# Single letters by their names: ef, el, em, en, er, es, iksz, ipszilon.
_LETTERS_WITH_VOWEL = _SPOKEN_WITH_VOWEL | frozenset("flmnrsxyFLMNRSXY")
_SIGNS_WITH_VOWEL = ("=", '"', "'", "_", "&")  # egyenlő, idézőjel, aposztróf, aláhúzás, és


def with_hungarian_articles(sentence: str) -> str:
    """A Hungarian sentence with "a" and "az" as they are spoken before code in backticks and numbers."""

    def article(found: re.Match[str]) -> str:
        letter, code, word = found.groups()
        return f"{letter}{'z' if _begins_with_vowel(word, bool(code)) else ''} {code}{word}"

    return _ARTICLE.sub(article, sentence)


def _begins_with_vowel(word: str, code: bool) -> bool:
    number = re.match(r"\d+", word)
    if number:
        # egy, egyezer … and öt, ötven …; tíz, száz, tízezer begin with consonants.
        digits = number.group()
        return digits[0] == "5" or (digits[0] == "1" and len(digits) % 3 == 1)
    if code and len(word) > 1 and word[0] in "\"'([{" and word[1].isalnum():
        word = word[1:]
    name = re.match(r"[^\W\d_]+", word)
    if name is None:
        return word.startswith(_SIGNS_WITH_VOWEL)
    return name.group()[0] in (_LETTERS_WITH_VOWEL if len(name.group()) == 1 else _SPOKEN_WITH_VOWEL)


def _number(args: Mapping[str, Argument]) -> int | None:
    n = args.get("n")
    return int(n) if isinstance(n, int | float) else None


class _Fields(dict[str, Any]):
    """The placeholders of one sentence. Words of the world are looked up when a sentence asks for them."""

    def __init__(self, lang: str, args: Mapping[str, Argument]) -> None:
        super().__init__((name, _written(value, lang)) for name, value in args.items())
        for kind in ("colour", "heading"):
            if isinstance(args.get(kind), str):
                self[kind] = _lookup(f"{kind}.{args[kind]}", lang, None) or args[kind]
        self._lang = lang
        self._args = args

    def __missing__(self, name: str) -> str:
        argument, _, form = name.rpartition("_")
        thing = self._args.get(argument)
        if form not in _FORMS or thing is None:
            return "{" + name + "}"
        n = _number(self._args)
        word = _lookup(f"thing.{thing}.{form}", self._lang, n)
        if word is None:
            return f"{n} × `{thing}`" if form == "count" and n is not None else f"`{thing}`"
        return word.format_map({"n": n})


def _written(value: Argument, lang: str) -> str | int:
    """A number as the language writes it in prose: 1,5 in Romanian and Hungarian."""
    if isinstance(value, float):
        shown = f"{value:g}"
        return shown if lang == "en" else shown.replace(".", ",")
    return value


def _clean(value: Argument, length: int) -> Argument:
    if not isinstance(value, str):
        return value
    # A longer look than `length`, yet bounded: a megabyte of name is not worth walking through.
    seen = (" " if char in "\r\n\t" else char for char in value[: 4 * length] if char != "`")
    kept = "".join(
        char for char in seen if unicodedata.category(char)[0] != "C" and char not in "\u2028\u2029"
    )
    return kept if len(kept) <= length else kept[: length - 1] + "…"
