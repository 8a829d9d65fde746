"""The words of a lesson file, and what a teacher may have meant by another one.

Keywords are English: whoever writes the Romanian word, the Hungarian one or a
slip of the finger is told the right one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from codekids.world import words as world_words

KINDS = (
    "puzzle", "predict", "parsons", "gap", "fix", "worked", "project", "quiz", "review", "unplugged",
)  # fmt: skip
MODES = ("blocks", "text", "either", "bridge")
WORLD_KINDS = ("grid",)  # the contract names more; each comes with its world
GOAL_KINDS = (
    "reach", "heading", "collect", "deliver", "paint", "avoid", "say", "print", "visit",
    "uses", "not_uses", "max_blocks", "max_lines", "max_steps",
)  # fmt: skip
SYMPTOMS = (
    "bumped", "drowned", "nothing_to_take", "stopped_short", "went_past", "missed", "turned_wrong",
)  # fmt: skip

# The words of the contract, and how else they get written: lower case, no diacritics, "_" for a blank.
MEANT = {
    "hero": "robot",
    "goals": "tinta goal obiective obiectiv scop scopuri tinte celok",
    "goal": "tinta goal",
    "walls": "fal pereti ziduri zid perete",
    "wall": "fal pereti ziduri zid perete",
    "hints": "ajutor ajutoare hint indicii indiciu segitseg",
    "reach": "atinge ajunge",
    "authors": "autor autori",
    "blocks": "bloc blocuri",
    "visit": "cale viziteaza",
    "count": "cantitate cate numar",
    "when": "cand",
    "task": "cerinta sarcina tema feladat",
    "collect": "colecteaza culege",
    "concepts": "concept concepte",
    "paint": "culoare picteaza",
    "facing": "directie directia fata",
    "heading": "directie directia",
    "deliver": "du duce livreaza",
    "minutes": "durata minut minute perc",
    "avoid": "evita",
    "kind": "fel tip type",
    "mistakes": "greseli hibak",
    "wrong": "gresit gresite rossz",
    "map": "harta terkep",
    "start": "inceput porneste",
    "lessons": "lectie lectii",
    "legend": "legenda",
    "licence": "licenta license",
    "limits": "limite",
    "max_lines": "linii",
    "at": "loc locul unde",
    "world": "lume vilag",
    "things": "lucruri obiect obiecte",
    "mode": "mod",
    "title": "name nume titlu titlul cim",
    "needs": "nevoie necesita",
    "optional": "optionala",
    "either": "oricare",
    "toolbox": "palette paleta unelte",
    "story": "poveste povestea tortenet",
    "curriculum": "programa",
    "project": "proiect",
    "puzzle": "joc",
    "solution": "raspuns rezolvare solutie solutia megoldas",
    "review": "recapitulare",
    "fix": "repara",
    "summary": "rezumat",
    "say": "spune",
    "all": "toate tot mind",
    "variants": "variante",
    "version": "versiune",
    "hidden": "ascuns ascunsa",
    "true": "da yes on igaz",
    "false": "nu no off hamis",
    "ro": "romana rom",
    "en": "engleza eng",
    "hu": "maghiara hun",
    "grid": "grila retea",
}


def fold(word: str) -> str:
    """A word without case, diacritics and joints: "Țintă-finală" is "tinta_finala"."""
    bare = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode("ascii")
    return "_".join(bare.lower().replace("-", " ").replace("_", " ").split())


def nearest(word: str, known: Iterable[str]) -> str | None:
    """What was probably meant: another language's word, else the closest spelling; None if none is close."""
    known = list(known)
    folded = fold(word)
    for meant in known:
        if folded in MEANT.get(meant, "").split():
            return meant
    return world_words.nearest(word, known) or None
