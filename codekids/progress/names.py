"""What children and circles are called: cleaning, comparing, and a friendly way out when a name is taken.

A name goes onto cards, into tables and spreadsheets, so it is letters, digits,
spaces, `-`, `'` and `.`, nothing else; signs that cannot be seen are dropped,
and so is what only decorates (an emoji, a bracket).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from codekids.lang.problems import Message

LONGEST_NAME = 24  # characters, composed (NFC)
LONGEST_LOOK = 2000  # characters of what was typed that are worth reading
MOST_MARKS = 2  # accents on one letter; more climb over the neighbours
AGE_BANDS = ("9-10", "11-12", "13-15")

# Old keyboards write ș and ț with a cedilla, and phones a curled apostrophe.
_SAME = str.maketrans(
    {"ş": "ș", "ţ": "ț", "Ş": "Ș", "Ţ": "Ț", "’": "'", "‘": "'", "ʼ": "'", "–": "-", "‑": "-"}
)


def clean_name(text: str) -> str | Message:
    """The name as it is kept, or why it cannot be one."""
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", text[:LONGEST_LOOK]).translate(_SAME):
        category = unicodedata.category(char)
        if category == "Mn" and not _selects_a_variant(char):
            marks += 1
            if marks > MOST_MARKS:
                return Message("progress.name_marks")
            if kept and kept[-1] != " ":
                kept.append(char)
            continue
        if category[0] == "L" or category in {"Nd", "Mc"} or char in "-'.":
            kept.append(char)
            marks = 0
        elif category[0] == "Z" or char in "\t\r\n":
            kept.append(" ")
    name = " ".join("".join(kept).split()).lstrip(" -'.").rstrip(" -'")
    if not any(char.isalnum() for char in name):
        return Message("progress.name_empty")
    if len(name) > LONGEST_NAME or len(text) > LONGEST_LOOK:
        return Message("progress.name_long", {"most": LONGEST_NAME})
    return name


def same_name(one: str, other: str) -> bool:
    """Nobody could tell the two apart when they are called out."""
    return comparable(one) == comparable(other)


def comparable(name: str) -> str:
    """The name as it is compared: no capitals."""
    return unicodedata.normalize("NFC", name).casefold()


def sortable(name: str) -> str:
    """The name as it is looked up and sorted: no capitals, no accents."""
    split = unicodedata.normalize("NFD", name.casefold())
    return "".join(char for char in split if unicodedata.category(char) != "Mn")


def free_name(name: str, taken: Collection[str]) -> str:
    """The name with an initial that nobody has yet: "Ana M."."""
    used = {comparable(one) for one in taken}
    for letter in "MAPCBDEIRSTGLNOVFHJKUZQWXY":
        proposed = f"{name[: LONGEST_NAME - 3].rstrip()} {letter}."
        if comparable(proposed) not in used:
            return proposed
    number = 2
    while comparable(proposed := f"{name[: LONGEST_NAME - 4].rstrip()} {number}") in used:
        number += 1
    return proposed


def age_band_of(text: str) -> str | None:
    """The band that was meant by "9-10", "9 – 10" or an age, "10"; "" for nothing, None for none of ours."""
    plain = "".join(text.translate(_SAME).replace("—", "-").split())
    if plain == "" or plain in AGE_BANDS:
        return plain
    if plain.isascii() and plain.isdigit():
        for band in AGE_BANDS:
            first, last = (int(part) for part in band.split("-"))
            if first <= int(plain[:4]) <= last:
                return band
    return None


def _selects_a_variant(char: str) -> bool:
    """Such a sign asks for a letter to look like an emoji."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
