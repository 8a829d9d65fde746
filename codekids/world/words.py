"""The words a program and a lesson file use about a world: headings, colours, things.

All of them are lower-case English. What they are called in the child's language
stands in the catalogues (`thing.apple.one`, `colour.red`, `heading.north`).
"""

from __future__ import annotations

from collections.abc import Iterable

LONGEST_TEXT = 200  # characters in the speech bubble

HEADINGS = ("north", "east", "south", "west")

COLOURS = (
    "red", "orange", "yellow", "green", "turquoise", "blue",
    "purple", "pink", "brown", "black", "grey", "white",
)  # fmt: skip

# Things with a picture and a wording. A lesson may name others; they get neutral sentences.
THINGS = (
    "apple", "pear", "plum", "nut", "mushroom", "leaf", "flower", "carrot", "egg", "fish", "gem",
    "coin", "star", "book", "letter", "seed", "token", "key", "lantern", "bread", "box",
)  # fmt: skip

# What Romanian and Hungarian writers put by habit, without diacritics (see `plain`).
_HABITS = {
    "rosu": "red", "portocaliu": "orange", "galben": "yellow", "verde": "green", "turcoaz": "turquoise",
    "albastru": "blue", "mov": "purple", "violet": "purple", "roz": "pink", "maro": "brown",
    "negru": "black", "gri": "grey", "gray": "grey", "alb": "white",
    "piros": "red", "narancs": "orange", "narancssarga": "orange", "sarga": "yellow", "zold": "green",
    "turkiz": "turquoise", "kek": "blue", "lila": "purple", "rozsaszin": "pink", "barna": "brown",
    "fekete": "black", "szurke": "grey", "feher": "white",
    "nord": "north", "est": "east", "sud": "south", "vest": "west",
    "eszak": "north", "kelet": "east", "del": "south", "nyugat": "west",
    "podea": "floor", "iarba": "floor", "zid": "wall", "perete": "wall", "apa": "water", "usa": "door",
    "cheie": "key", "cutie": "box", "erou": "hero", "steag": "goal", "tinta": "goal",
    "padlo": "floor", "fal": "wall", "viz": "water", "ajto": "door", "kulcs": "key", "doboz": "box",
    "hos": "hero", "cel": "goal", "zaszlo": "goal", "flag": "goal",
    "mar": "apple", "mere": "apple", "alma": "apple", "para": "pear", "pere": "pear", "korte": "pear",
    "pruna": "plum", "prune": "plum", "szilva": "plum", "nuca": "nut", "nuci": "nut", "dio": "nut",
    "ciuperca": "mushroom", "ciuperci": "mushroom", "gomba": "mushroom", "frunza": "leaf",
    "frunze": "leaf", "floare": "flower", "flori": "flower", "virag": "flower",
    "morcov": "carrot", "morcovi": "carrot", "repa": "carrot", "ou": "egg", "oua": "egg",
    "tojas": "egg", "peste": "fish", "pesti": "fish", "hal": "fish", "moneda": "coin", "erme": "coin",
    "stea": "star", "stele": "star", "csillag": "star", "carte": "book", "carti": "book",
    "konyv": "book", "scrisoare": "letter", "samanta": "seed", "mag": "seed", "felinar": "lantern",
    "lampas": "lantern", "paine": "bread", "kenyer": "bread",
}  # fmt: skip


def plain(word: str) -> str:
    """The word in lower case, without diacritics: "Apă" gives "apa"."""
    from unicodedata import combining, normalize

    return "".join(mark for mark in normalize("NFD", word.strip().lower()) if not combining(mark))


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The known word that was probably meant, or "".

    Looks at capitals, at Romanian and Hungarian words, then at spelling:
    `likeness` is the least ratio of `difflib` that counts.
    """
    from difflib import get_close_matches

    choices = tuple(known)
    bare = plain(word[:40])
    for candidate in (bare, _HABITS.get(bare, "")):
        if candidate in choices:
            return candidate
    close = get_close_matches(bare, choices, n=1, cutoff=likeness)
    return close[0] if close else ""
