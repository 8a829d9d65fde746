"""How hard a text is to read for a child of nine or ten: sentences, words, syllables.

The limits are those of grade 4: at most 12 words a sentence on average and 18 in
any, at most 15 % of words with more than three syllables (four in Hungarian,
which builds long words out of short ones). Syllables are counted by rule of
thumb; a name in backticks is one short word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MEAN_WORDS = 12.0  # a sentence, on average
MOST_WORDS = 18  # in any sentence
LONG_SHARE = 0.15  # of all words
LONG_WORDS = 3  # so many are fine however short the text is
MOST_SENTENCES = 3  # in what is read beside a program
# A story is read aloud, by somebody who knows where to breathe.
STORY_MEAN, STORY_WORDS = 17.0, 32
SYLLABLES = {"ro": 3, "en": 3, "hu": 4}  # a word with more is a long one

CODE = re.compile(r"`[^`]*`")
# A point after a number is an ordinal in Hungarian ("az 5. oszlopon") unless a capital follows.
POINT = r"(?<!\d)\.|\.(?=\s+[A-ZÁÂĂÉÍÎÓÖŐÚÜŰȘȚ„“]|$)"
CLOSING = r"[”\"'’)»]*(?=\s|$)"
SENTENCE_END = re.compile(rf"(?:[!?…:;]|{POINT})+{CLOSING}")
# "Stop!" said Ari: what goes on in small letters is the same sentence.
FULL_STOP = re.compile(rf"(?:[!?…]|{POINT})+{CLOSING}(?!\s+[a-zăâîșțáéíóöőúüű])")
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# Two or three vowels of Romanian that are said in one go; others are said apart.
ROMANIAN = re.compile(r"(?:[eio]a[iu]?|i[eou]i?|[aăâîeiou][iu]|[aăâîeiou])")
ENGLISH = re.compile(r"[aeiouy]+")
HUNGARIAN = re.compile(r"[aáeéiíoóöőuúüű]")


@dataclass(frozen=True, slots=True)
class ReadingLevel:
    """A text, measured."""

    sentences: int  # that end with a full stop or its like
    mean: float  # words a sentence; a colon or semicolon lets the reader breathe as well
    longest: int  # words in the longest
    words: int
    long_words: tuple[str, ...]  # with more syllables than a child reads at a glance

    @property
    def many_long_words(self) -> bool:
        """Whether there are more of them than the share allows."""
        return len(self.long_words) > max(LONG_WORDS, LONG_SHARE * self.words)


def reading_level(text: str, lang: str) -> ReadingLevel:
    """Measure a text."""
    plain = CODE.sub("cod", text)
    parts = [WORD.findall(part) for part in SENTENCE_END.split(plain)]
    counts = [len(part) for part in parts if part]
    words = [word for part in parts for word in part]
    most = SYLLABLES.get(lang, 3)
    return ReadingLevel(
        sentences=sum(bool(WORD.search(part)) for part in FULL_STOP.split(plain)),
        mean=len(words) / len(counts) if counts else 0.0,
        longest=max(counts, default=0),
        words=len(words),
        long_words=tuple(word for word in words if syllables(word, lang) > most),
    )


def syllables(word: str, lang: str) -> int:
    """About how many syllables a word has."""
    bare = word.lower()
    if lang == "hu":
        return len(HUNGARIAN.findall(bare))
    if lang == "en":
        groups = len(ENGLISH.findall(bare))
        silent = bare.endswith("e") and not bare.endswith("le") and groups > 1
        return max(1, groups - silent)
    # A last i after a consonant is hardly heard: "pomi", "copii" keep one and two syllables.
    if re.search(r"[^aăâîeiou]i$", bare) and len(bare) > 3:
        bare = bare[:-1]
    return max(1, len(ROMANIAN.findall(bare)))
