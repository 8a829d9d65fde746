"""Examines what people read: every language, no text too long or too hard, no blame, right quotes; and
hints that lead without telling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import ceil
from typing import Any

from codekids.lang.catalogue import LANGUAGES
from codekids.lessons.doctor.checkup import Checkup
from codekids.lessons.doctor.reading_level import (
    MEAN_WORDS,
    MOST_SENTENCES,
    MOST_WORDS,
    STORY_MEAN,
    STORY_WORDS,
    reading_level,
)
from codekids.lessons.format.findings import Loc
from codekids.lessons.format.words import MISCONCEPTIONS
from codekids.lessons.hints.offered import code_lines, gives_away, snippets
from codekids.lessons.lesson import Text
from codekids.world.words import nearest

# The most characters of a text that is read at one look (curriculum), by the field it stands in.
LONGEST = {
    "title": 40, "task": 220, "hints": 220, "say": 220, "librarian": 220, "ask": 220, "why": 220,
    "stem": 320, "text": 80, "label": 60, "says": 120, "left": 60, "right": 60, "order": 80, "fact": 220,
    "talk": 160, "rubric": 120, "materials": 80, "steps": 220,
}  # fmt: skip
LONGEST_STORY = 75  # words: a story is read aloud
# Texts a child reads without help; what is for the librarian may be harder.
FOR_CHILDREN = ("task", "hints", "say", "ask", "why", "stem", "says", "steps", "fact", "talk")
BESIDE_A_PROGRAM = ("task", "hints", "say", "why")  # at most three sentences

HARD_WORDS = re.compile(
    r"\b(token\w*|literal\w*|traceback|excepți\w+|exception|operand\w*|iterab\w+|NoneType|EOF|syntax)\b", re.I
)
BLAME = re.compile(
    r"\b(ai greșit|greșeala ta|nu te-ai gândit|eroare fatală|you failed|your fault|you were wrong|"
    r"hibáztál|elrontottad|a te hibád|rosszul csináltad)\b",
    re.I,
)
CODE = re.compile(r"`[^`]*`")
FEW_LINES = 2  # a solution of fewer lines cannot be half told


def check_texts(checkup: Checkup) -> None:
    """Every text of the file, wherever it stands. Numbers and code are the same in every language."""
    spoken = list(texts_in(checkup.data))
    languages = [code for code in LANGUAGES if any(code in words for _, words in spoken)]
    for loc, words in spoken:
        missing = [code for code in languages if code not in words]
        if missing and any(reading_level(CODE.sub("", one), "ro").words for one in words.values()):
            checkup.warn(loc, "lessons.missing_language", languages=", ".join(missing))
        for code, sentence in words.items():
            place = (*loc, code) if _has_language(checkup, loc, code) else loc
            _check_text(checkup, place, _field(loc), code, sentence)


def texts_in(data: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Text]]:
    """Every text by language inside plain data, with the way to it."""
    if isinstance(data, Mapping):
        if data and data.keys() <= set(LANGUAGES) and all(isinstance(one, str) for one in data.values()):
            yield loc, data
            return
        for name, inside in data.items():
            if name not in ("world", "pointers"):
                yield from texts_in(inside, (*loc, name))
    elif isinstance(data, list):
        for index, inside in enumerate(data):
            yield from texts_in(inside, (*loc, index))


def _has_language(checkup: Checkup, loc: Loc, code: str) -> bool:
    """Whether the text is written as a mapping of languages, so that each has its place."""
    node = checkup.document.node_at(loc)
    return node is not None and isinstance(node.value, dict) and code in node.value


def _field(loc: Loc) -> str:
    """The name of the field a text stands in: ("mistakes", 0, "say") is a `say`."""
    return next((part for part in reversed(loc) if isinstance(part, str)), "")


def _check_text(checkup: Checkup, loc: Loc, name: str, code: str, sentence: str) -> None:
    if name == "story":
        found = len(sentence.split())
        if found > LONGEST_STORY:
            checkup.warn(loc, "lessons.story_long", found=found, most=LONGEST_STORY)
    elif len(sentence) > LONGEST.get(name, 220):
        checkup.warn(loc, "lessons.text_long", found=len(sentence), most=LONGEST.get(name, 220))
    _check_signs(checkup, loc, name, code, sentence)
    if name in FOR_CHILDREN or name == "story":
        _check_level(checkup, loc, name, code, sentence)


def _check_signs(checkup: Checkup, loc: Loc, name: str, code: str, sentence: str) -> None:
    prose = CODE.sub("", sentence)
    if code != "en" and re.search('["“]', prose):
        checkup.warn(loc, "lessons.straight_quotes")
    if name == "say" and "!" in prose:
        checkup.warn(loc, "lessons.exclamation")
    blame = BLAME.search(prose)
    if blame:
        checkup.warn(loc, "lessons.blame", seen=blame.group())
    hard = HARD_WORDS.search(prose) if name in FOR_CHILDREN else None
    if hard:
        checkup.warn(loc, "lessons.hard_word", seen=hard.group())


def _check_level(checkup: Checkup, loc: Loc, name: str, code: str, sentence: str) -> None:
    """Reading level of grade 4, as a warning: the longest sentence first, then the rest."""
    level = reading_level(sentence, code)
    mean, most = (STORY_MEAN, STORY_WORDS) if name == "story" else (MEAN_WORDS, MOST_WORDS)
    if level.longest > most:
        checkup.warn(loc, "lessons.long_sentence", found=level.longest, most=most)
    elif level.mean > mean:
        checkup.warn(loc, "lessons.long_sentences", found=ceil(level.mean), most=round(mean))
    if level.many_long_words:
        words = ", ".join(dict.fromkeys(level.long_words[:4]))
        checkup.warn(loc, "lessons.long_words", words=words, found=len(level.long_words))
    if name in BESIDE_A_PROGRAM and level.sentences > MOST_SENTENCES:
        checkup.warn(loc, "lessons.many_sentences", found=level.sentences, most=MOST_SENTENCES)


def check_misconceptions(checkup: Checkup) -> None:
    """A word for what is mixed up is one of ours, or clearly one of the teacher's own."""
    for loc, word in _words_for(checkup.data, ("means", "planted")):
        meant = nearest(word, MISCONCEPTIONS, likeness=0.8)
        if word not in MISCONCEPTIONS and meant:
            checkup.warn(loc, "lessons.means_near", seen=word[:40], meant=meant)


def _words_for(data: Any, names: tuple[str, ...], loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every value of some fields inside plain data."""
    inside = data.items() if isinstance(data, Mapping) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inside:
        if key in names and isinstance(value, str):
            yield (*loc, key), value
        else:
            yield from _words_for(value, names, (*loc, key))


def check_hints(checkup: Checkup) -> None:
    """No hint but the last holds a line of the solution, and none, nor all together, most of it."""
    lesson = checkup.lesson
    given = set(code_lines(lesson.start))
    lines = set(code_lines(lesson.solution)) - given
    last = len(lesson.hints) - 1
    together: dict[str, set[str]] = {}
    for index, hint in enumerate(lesson.hints):
        for code, words in hint.items():
            loc: Loc = ("hints", index)
            if isinstance(checkup.node(loc), dict):
                loc = (*loc, code)
            held = [line for snippet in snippets(words) for line in code_lines(snippet)]
            told = next((line for line in held if line in lines), None) or _told_in_prose(words, lines)
            shown = together.setdefault(code, set())
            before = len(shown)
            shown |= lines & set(held)
            if gives_away(words, lesson.solution):
                checkup.tell(loc, "lessons.hint_is_solution")
            elif told and index != last:
                checkup.tell(loc, "lessons.hint_has_line", code=told[:40])
            elif len(lines) >= FEW_LINES and len(shown) > max(before, len(lines) / 2):
                checkup.warn(loc, "lessons.hint_tells_most", found=len(shown), of=len(lines))
            _check_level_order(checkup, loc, index)


def _told_in_prose(words: str, lines: set[str]) -> str | None:
    """A line of the solution that stands in the text without backticks: `move(3)` is told all the same."""
    bare = "".join(CODE.sub(" ", words).split())
    return next((line for line in sorted(lines) if "(" in line and line in bare), None)


def _check_level_order(checkup: Checkup, loc: Loc, index: int) -> None:
    """Hints stand from the first rung to the last."""
    pointers = checkup.lesson.pointers
    if index and pointers[index].level < pointers[index - 1].level and loc[-1] in (index, LANGUAGES[0]):
        checkup.warn(("hints", index), "lessons.hint_order", level=pointers[index].level)
