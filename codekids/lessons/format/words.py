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
# The kinds a step of a lesson may have: the five moves of PRIMM, then those of whole lessons.
MOVES = ("predict", "run", "investigate", "modify", "make")
STEP_KINDS = (*MOVES, "puzzle", "parsons", "gap", "fix")
MODES = ("blocks", "text", "either", "bridge")
WORLD_KINDS = ("grid",)  # the contract names more; each comes with its world
GOAL_KINDS = (
    "reach", "heading", "collect", "deliver", "paint", "avoid", "say", "print", "visit",
    "uses", "not_uses", "max_blocks", "max_lines", "max_steps",
)  # fmt: skip
ITEM_KINDS = ("options", "number", "pairs", "order", "cards", "trace")
CHECK_KINDS = ("uses", "least_actions", "finishes", "saved", "solvable")
LOOPS = ("for", "while")  # what `uses: loop` is content with

# What each kind cannot do without, beside what every lesson has. A world may stand in the lesson
# or in the step.
NEEDS = {
    "puzzle": ("world", "goals"),
    "predict": ("world", "start", "predict"),
    "parsons": ("world", "goals", "solution"),
    "gap": ("world", "start", "goals", "solution"),
    "fix": ("world", "start", "fix", "goals"),
    "worked": ("world", "start", "subgoals", "modify"),
    "project": ("world", "project"),
    "quiz": ("quiz",),
    "review": ("review",),
    "unplugged": ("unplugged",),
    "run": ("world", "start"),
    "investigate": ("investigate",),
    "modify": ("world", "goals"),
    "make": ("world", "project"),
}
# Sections that mean something only to some kinds: a section elsewhere is never shown.
SECTIONS = {
    "predict": ("predict",),
    "parsons": ("parsons",),
    "gap": ("gap",),
    "fix": ("fix",),
    "subgoals": ("worked", "run", "predict"),
    "modify": ("worked",),
    "project": ("project", "make"),
    "quiz": ("quiz",),
    "review": ("review",),
    "unplugged": ("unplugged",),
}
# Kinds in which nobody writes or runs a program.
WITHOUT_PROGRAM = ("quiz", "review", "unplugged", "investigate")
# Kinds whose program may be finished when the child opens it.
MAY_START_SOLVED = ("predict", "worked", "run", "project", "make", *WITHOUT_PROGRAM)
# What is often mixed up, as `means` and `planted` name it; `lessons.means.<word>` tells the librarian.
MISCONCEPTIONS = (
    "off_by_one", "counts_start", "turn_absolute", "turn_moves", "left_right_swapped", "order_ignored",
    "all_at_once", "wish", "last_line_only", "first_line_only", "take_from_afar", "take_by_walking",
    "walls_stop_softly", "loop_once", "loop_last_line", "loop_takes_all", "loop_line_by_line",
    "range_includes_end", "range_from_one", "indentation_ignored", "if_always", "if_waits", "else_always",
    "while_stops_at_once", "assignment_equation", "variable_keeps_all", "row_column_swapped",
    "adds_instead", "order_of_operations",
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
    "opens_after": "deschis_dupa se_deschide locked unlock opens requires",
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
    "predict": "prezice ghiceste ghicitoare",
    "parsons": "ordoneaza aranjeaza",
    "gap": "gol goluri completeaza lyuk",
    "worked": "exemplu rezolvat pelda",
    "quiz": "test intrebari grila kviz",
    "unplugged": "fara_calculator pe_masa",
    "steps": "pasi etape lepesek",
    "modify": "modifica schimba",
    "make": "creeaza fa",
    "run": "ruleaza",
    "investigate": "cerceteaza intrebari quiz items",
    "ask": "intreaba intrebare intrebarea kerdes",
    "options": "optiuni variante valaszok",
    "answer": "raspuns raspunsul valasz",
    "why": "de_ce explicatie motiv miert",
    "means": "inseamna misconception greseala",
    "distractors": "distractori distractor capcane",
    "pairs": "perechi pereche parok",
    "order": "ordine ordinea sorrend",
    "cards": "carduri cartonase kartyak",
    "trace": "tabel urmarire",
    "rows": "randuri",
    "columns": "coloane",
    "rubric": "criterii grila",
    "checks": "verificari",
    "materials": "materiale",
    "career": "meserie cariera palya",
    "talk": "discutie discutii",
    "exam_item": "examen",
    "exam": "examen",
    "enough": "destul ajung trece",
    "subgoals": "subteluri etape",
    "label": "eticheta",
    "colours": "culori colors szinek",
    "librarian": "bibliotecar bibliotecara konyvtaros",
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
