"""What children write instead of a word of Python, and how near two words are.

`MEANT` leads from Romanian, Hungarian, English and other languages' words to
what they stand for here, most likely first. Words are compared folded: without
case, accents and underscores, look-alike letters as their Latin twins.
"""

from __future__ import annotations

import keyword
import unicodedata
from collections.abc import Iterable

KEYWORDS = frozenset(keyword.kwlist)

# Letters of other alphabets that look like ours on the screen.
_LOOK_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеорсухѕіјԁԛԝһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧοıɑɡ",
    "ABESIJKMHOPCTXYaeopcyxsijdqwhlABEZHIKMNOPTYXoiag",
)

# Folded word -> what it may stand for. Keywords first, then commands, then builtins.
MEANT: dict[str, tuple[str, ...]] = {
    "daca": ("if",),
    "ha": ("if",),
    "altfel": ("else",),
    "kulonben": ("else",),
    "altfeldaca": ("elif",),
    "kulonbenha": ("elif",),
    "elif": ("elif",),
    "elseif": ("elif",),
    "elsif": ("elif",),
    "pentru": ("for",),
    "foreach": ("for",),
    "minden": ("for",),
    "cattimp": ("while",),
    "cat": ("while",),
    "amig": ("while",),
    "forever": ("while True",),
    "mereu": ("while True",),
    "orokke": ("while True",),
    "until": ("while",),
    "functie": ("def",),
    "functia": ("def",),
    "function": ("def",),
    "procedura": ("def",),
    "procedure": ("def",),
    "sub": ("def",),
    "fun": ("def",),
    "fn": ("def",),
    "void": ("def",),
    "fuggveny": ("def",),
    "define": ("def",),
    "func": ("def",),
    "intoarce": ("return",),
    "returneaza": ("return",),
    "importa": ("import",),
    "clasa": ("class",),
    "adevarat": ("True",),
    "igaz": ("True",),
    "fals": ("False",),
    "hamis": ("False",),
    "nimic": ("None",),
    "null": ("None",),
    "semmi": ("None",),
    "si": ("and",),
    "sau": ("or",),
    "nu": ("not",),
    "es": ("and",),
    "vagy": ("or",),
    "nem": ("not",),
    "din": ("in",),
    "intre": ("in",),
    "visszaad": ("return",),
    "amikor": ("while",),
    "maskent": ("else",),
    "egyebkent": ("else",),
    "sinon": ("else",),
    "intrerupe": ("break",),
    "opreste": ("break",),
    "continua": ("continue",),
    "merge": ("move", "forward"),
    "mergi": ("move", "forward"),
    "inainte": ("move", "forward"),
    "mergiinainte": ("move", "forward"),
    "pas": ("move", "forward"),
    "misca": ("move", "forward"),
    "muta": ("move", "forward"),
    "lepj": ("move", "forward"),
    "menj": ("move", "forward"),
    "elore": ("move", "forward"),
    "step": ("move", "forward"),
    "go": ("move", "forward"),
    "walk": ("move", "forward"),
    "forward": ("move",),
    "moveforward": ("move", "forward"),
    "stanga": ("turn_left", "left"),
    "lastanga": ("turn_left", "left"),
    "intoarcestanga": ("turn_left", "left"),
    "balra": ("turn_left", "left"),
    "left": ("turn_left",),
    "dreapta": ("turn_right", "right"),
    "ladreapta": ("turn_right", "right"),
    "intoarcedreapta": ("turn_right", "right"),
    "jobbra": ("turn_right", "right"),
    "right": ("turn_right",),
    "turn": ("turn_left", "turn_right", "left", "right"),
    "rotate": ("turn_left", "turn_right", "left", "right"),
    "roteste": ("turn_left", "turn_right", "left", "right"),
    "fordulj": ("turn_left", "turn_right", "left", "right"),
    "ia": ("take",),
    "culege": ("take",),
    "aduna": ("take",),
    "ridica": ("take",),
    "vedd": ("take",),
    "vegyel": ("take",),
    "pick": ("take",),
    "grab": ("take",),
    "pickup": ("take",),
    "pickbeeper": ("take",),
    "pune": ("put",),
    "lasa": ("put",),
    "tedd": ("put",),
    "drop": ("put",),
    "putbeeper": ("put",),
    "vopseste": ("paint",),
    "coloreaza": ("paint",),
    "fesd": ("paint",),
    "color": ("paint", "colour"),
    "zid": ("build_wall",),
    "construiestezid": ("build_wall",),
    "spune": ("say", "print"),
    "zi": ("say", "print"),
    "mondd": ("say", "print"),
    "speak": ("say", "print"),
    "gata": ("done",),
    "kesz": ("done",),
    "finish": ("done",),
    "stop": ("done",),
    "asteapta": ("wait", "pause"),
    "pauza": ("pause", "wait"),
    "varj": ("wait", "pause"),
    "sleep": ("wait", "pause"),
    "liberinfata": ("front_is_clear",),
    "zidinfata": ("wall_in_front",),
    "frontclear": ("front_is_clear",),
    "coloana": ("column",),
    "oszlop": ("column",),
    "rand": ("row",),
    "sor": ("row",),
    "scrie": ("print", "say"),
    "afiseaza": ("print", "say"),
    "tipareste": ("print", "say"),
    "ird": ("print", "say"),
    "kiir": ("print", "say"),
    "echo": ("print", "say"),
    "write": ("print", "say"),
    "cout": ("print",),
    "println": ("print",),
    "printf": ("print",),
    "puts": ("print",),
    "disp": ("print",),
    "writeln": ("print", "say"),
    "alert": ("print", "say"),
    "afisati": ("print", "say"),
    "scrieti": ("print", "say"),
    "kiirni": ("print", "say"),
    "citeste": ("input",),
    "intreaba": ("input", "ask"),
    "kerdez": ("input", "ask"),
    "olvas": ("input",),
    "cin": ("input",),
    "scanf": ("input",),
    "readline": ("input",),
    "prompt": ("input", "ask"),
    "read": ("input",),
    "bevitel": ("input",),
    "lungime": ("len",),
    "length": ("len",),
    "size": ("len",),
    "hossz": ("len",),
    "intreg": ("int",),
    "egesz": ("int",),
    "lista": ("list",),
    "suma": ("sum",),
    "osszeg": ("sum",),
    "minim": ("min",),
    "maxim": ("max",),
    "interval": ("range",),
    "aleatoriu": ("random",),
}

# Words for "do this so many times": `repeat 4:`, `repetă de 4 ori:`, `ismételd 4:`.
REPEAT = frozenset({"repeat", "repeta", "repeate", "reapeat", "repet", "ismeteld", "ismetel", "loop"})

# Folded words for numbers, in the three languages. Hungarian "hat" is six, Romanian "sapte" seven.
NUMBER_WORDS = {
    word: str(number)
    for number, words in enumerate((
        "zero nulla", "unu una unul one egy", "doi doua two ketto ket", "trei three harom",
        "patru four negy", "cinci five ot", "sase six hat", "sapte seven het", "opt eight nyolc",
        "noua nine kilenc", "zece ten tiz",
    ))
    for word in words.split()
}  # fmt: skip

# What stands at the start of a line and ends it in a colon.
HEADERS = ("if", "elif", "else", "for", "while", "def", "class", "try", "except", "finally", "with", "match")


def plain(word: str) -> str:
    """The word with look-alike letters and accents replaced; case stays: "mоve" (Cyrillic о) is "move"."""
    decomposed = unicodedata.normalize("NFKD", word.translate(_LOOK_ALIKE))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def fold(word: str) -> str:
    """How words are compared: no case, accents, underscores, look-alikes."""
    return plain(word).casefold().replace("_", "").replace(" ", "")


def are_twins(seen: str, meant: str) -> bool:
    """Whether two different words look the same on the screen: letters of other alphabets (Cyrillic о),
    or ş with a cedilla for ș."""
    return seen != meant and seen.translate(_LOOK_ALIKE).translate(_COMMA_BELOW) == meant.translate(
        _LOOK_ALIKE
    ).translate(_COMMA_BELOW)


_COMMA_BELOW = str.maketrans("şţŞŢ", "șțȘȚ")


def distance(left: str, right: str) -> int:
    """Letters to change, add, drop or swap with their neighbour (Damerau-Levenshtein, restricted)."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


SHORT_WORD = 5  # letters; in longer ones half the letters would be too much to change
LONGEST_COMPARED = 40  # letters; nobody misspells a longer word of ours


def nearest(word: str, candidates: Iterable[str], share: int = 2) -> str | None:
    """The candidate with the fewest letters to change, the earlier one of two.

    None if more than one letter in `share` differs (rule from starlark-go
    internal/spell), in long words one in three; in a word of two letters, or one,
    none may. Of two as near, the one whose letters lie beside the typed ones wins.
    """
    seen = fold(word)
    if not seen or len(word) > LONGEST_COMPARED:
        return None
    limit = len(seen) // share if len(seen) > 2 else 0
    if len(seen) > SHORT_WORD:
        limit = min(limit, max(2, len(seen) // 3))
    best, best_other = None, ""
    for candidate in candidates:
        other = fold(candidate)
        if candidate == word or abs(len(other) - len(seen)) > limit:
            continue
        away = distance(seen, other)
        if away <= limit and away < max(len(seen), len(other)):
            if away == 0:
                return candidate
            if best is None or away < limit or _slips(seen, other) > _slips(seen, best_other):
                best, best_other, limit = candidate, other, away
    return best


def _slips(seen: str, meant: str) -> int:
    """Letters that differ by one key to the left or right."""
    if len(seen) != len(meant):
        return 0
    return sum(
        a != b and any(a + b in row or b + a in row for row in _KEYS)
        for a, b in zip(seen, meant, strict=True)
    )


_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
