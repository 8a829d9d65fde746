"""Rules about signs: operators, commas, numbers, and characters that only look right."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from codekids.lang.explain.brackets import CLOSING, OPENING
from codekids.lang.explain.complaint import Complaint
from codekids.lang.problems import Fix, Problem
from codekids.lang.tokens import Token, masked
from codekids.lang.words import HEADERS, KEYWORDS, fold

LOOK_ALIKE = {
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "×": "*", "·": "*", "∙": "*", "÷": "/", "∕": "/",
    "≤": "<=", "≥": ">=", "≠": "!=", "。": ".", "、": ",", "¦": "|", "∶": ":", "˸": ":", "←": "=",
    "→": "->", "∧": "and", "∨": "or", "¬": "not",
}  # fmt: skip
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

# Operators of other languages, or turned round.
OTHER_OPERATORS = {
    "=<": "<=",
    "=>": ">=",
    "=!": "!=",
    "<>": "!=",
    "===": "==",
    "!==": "!=",
    ":=": "=",
    "&&": "and",
    "||": "or",
    "!": "not ",
}

# What children write for a sign, in their own words: "x este 3", "x mod 2".
SPOKEN_OPERATORS = {
    "este": "==", "e": "==", "egal": "==", "egalcu": "==", "equals": "==", "equal": "==", "egyenlo": "==",
    "diferit": "!=", "diferitde": "!=", "maimare": ">", "maimaredecat": ">", "maimic": "<", "nagyobb": ">",
    "maimicdecat": "<", "kisebb": "<", "mod": "%", "div": "//", "plus": "+", "minus": "-", "ori": "*",
    "x": "*", "szorozva": "*", "impartit": "/", "impartitla": "/",
}  # fmt: skip


def _outside_texts(line: str, sign: str, new: str) -> str:
    """The line with a sign replaced where it stands outside texts and comments."""
    cover = masked(line)
    return "".join(new if char == sign == cover[index] else char for index, char in enumerate(line))


_INVISIBLE = re.compile("[\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")


def invisible_signs(complaint: Complaint) -> Problem | None:
    """Spaces that are none, and marks without width, as they come with text copied from a web page."""
    if not complaint.message.startswith(("invalid non-printable", "invalid character")):
        return None
    line = complaint.lines[complaint.line - 1]
    char = line[complaint.column : complaint.column + 1]
    if not complaint.message.startswith("invalid non-printable") and not _INVISIBLE.match(char):
        return None

    def visible(text: str) -> str:
        return "".join(
            char if not _INVISIBLE.match(char) else " " if unicodedata.category(char) == "Zs" else ""
            for char in text
        )

    column = complaint.column
    fix = complaint.tried(
        (
            complaint.rewriting(visible, complaint.line),
            complaint.rewriting(visible, complaint.line, complaint.line),
            complaint.replacing(column, column + 1, ""),
        )
    )
    return complaint.problem("syntax.invisible", column, column + 1, fix)


_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


def look_alike_signs(complaint: Complaint) -> Problem | None:
    """A sign of another keyboard (– × ≤ ：) or one that code has no use for ($ ? ☺)."""
    line = complaint.lines[complaint.line - 1]
    column = complaint.column
    char = line[column : column + 1]
    if not complaint.message.startswith("invalid character") and char not in ("$", "?"):
        return None
    raised = _RAISED.match(line, column)
    if raised:
        power = f" ** {raised.group().translate(SUPERSCRIPTS)}"
        fix = complaint.tried([complaint.replacing(column, raised.end(), power)])
        return complaint.problem(
            "syntax.superscript", column, raised.end(), fix, seen=raised.group(), meant=power.strip()
        )
    wide = unicodedata.normalize("NFKC", char) if char != "…" else char
    meant = LOOK_ALIKE.get(char) or (wide if wide != char and wide.isascii() and not wide.isalnum() else "")
    if meant:
        spaced = f" {meant} " if meant.isalpha() else meant
        fix = complaint.tried(
            (
                complaint.rewriting(lambda text: _outside_texts(text, char, spaced), complaint.line),
                complaint.replacing(column, column + 1, spaced),
            )
        )
        return complaint.problem("syntax.lookalike", column, column + 1, fix, seen=char, meant=meant)
    before, after = line[:column].rstrip(), line[column + 1 :].strip()
    # Between two values, or as a sign of mathematics, something was meant by it, and nobody knows what.
    between = bool(before and after and before[-1].isalnum() and after[0].isalnum())
    alone = not between and unicodedata.category(char) != "Sm"
    fix = complaint.tried([complaint.replacing(column, column + 1, "")]) if alone else None
    return complaint.problem("syntax.strange_sign", column, column + 1, fix, seen=char)


def other_operators(complaint: Complaint) -> Problem | None:
    """`=<`, `&&`, `x++` and the like."""
    code = complaint.code
    increment = re.fullmatch(r"(\s*)(?:([^\W\d]\w*)\s*(\+\+|--)|(\+\+|--)\s*([^\W\d]\w*))\s*;?", code)
    if increment:
        start = len(increment.group(1))
        name, sign = increment.group(2) or increment.group(5), increment.group(3) or increment.group(4)
        example = f"{name} {sign[0]}= 1"
        fix = complaint.tried([complaint.replacing(start, len(code), example)])
        seen = code[start:].strip(" ;")
        return complaint.problem("syntax.lookalike", start, len(code), fix, seen=seen, meant=example)
    for token, joined in _operators(complaint.tokens):
        meant = OTHER_OPERATORS.get(joined)
        if meant is None or token.start > complaint.column + 2:
            continue
        spaced = meant if code[token.start - 1 : token.start] in (" ", "(", "") else f" {meant}"
        if meant in ("and", "or") and code[token.end : token.end + 1] != " ":
            spaced += " "
        end = token.end
        if meant == "not ":
            end += len(code[end:]) - len(code[end:].lstrip())
        fix = complaint.tried([complaint.replacing(token.start, end, spaced)])
        if fix is not None:
            return complaint.problem(
                "syntax.lookalike", token.start, token.end, fix, seen=token.text, meant=meant.strip()
            )
    return None


def _operators(there: list[Token]) -> list[tuple[Token, str]]:
    """The signs of a line, and pairs that stand side by side: `=` and `!` make `=!`."""
    signs = [token for token in there if token.kind == "sign"]
    pairs = [
        (Token("sign", left.text + right.text, left.start, right.end), left.text + right.text)
        for left, right in pairwise(signs)
        if left.end == right.start
    ]
    return [*pairs, *((token, token.text) for token in signs)]


_WHOLE_OPERATORS = ("==", "!=", "<=", ">=", "+=", "-=", "*=", "/=", "//", "**")


def split_operator(complaint: Complaint) -> Problem | None:
    """`> =`, `= =`, `+ =`: one operator, written apart."""
    for left, right in pairwise(complaint.tokens):
        seen = complaint.code[left.start : right.end]
        joined = left.text + right.text
        if left.kind != "sign" or right.kind != "sign" or left.end == right.start:
            continue
        if joined not in _WHOLE_OPERATORS or left.start > complaint.column + 1:
            continue
        fix = complaint.tried([complaint.replacing(left.start, right.end, joined)])
        if fix is not None:
            return complaint.problem(
                "syntax.split_operator", left.start, right.end, fix, seen=seen, meant=joined
            )
    return None


def spoken_operator(complaint: Complaint) -> Problem | None:
    """`if x este 3:`, `a mod 2`, `3 x 4`: a word where a sign belongs."""
    if not complaint.message.startswith("invalid syntax"):
        return None
    code = complaint.code
    there = complaint.tokens
    for at in range(1, len(there) - 1):
        for size in (3, 2, 1):
            words = there[at : at + size]
            if at + size >= len(there) or any(token.kind != "word" for token in words):
                continue
            meant = SPOKEN_OPERATORS.get("".join(fold(token.text) for token in words))
            if meant is None or any(token.text in complaint.bound for token in words):
                continue
            if not (there[at - 1].is_value or there[at - 1].text in OPENING):
                continue
            start, end = words[0].start, words[-1].end
            fix = complaint.tried([complaint.replacing(start, end, meant)], past_the_line=True)
            if fix is not None:
                return complaint.problem(
                    "syntax.lookalike", start, end, fix, seen=code[start:end], meant=meant
                )
    return None


_COMPARISON = ("<", ">", "<=", ">=", "==", "!=")


def half_comparison(complaint: Complaint) -> Problem | None:
    """`if x > 1 and < 5:`: each side of `and` is a whole question."""
    there = complaint.tokens
    for at, (left, right) in enumerate(pairwise(there)):
        if left.text not in ("and", "or") or right.text not in _COMPARISON:
            continue
        asked = next((n for n, token in enumerate(there[:at]) if token.text in _COMPARISON), 0)
        name = there[asked - 1] if asked else None
        if name is None or name.kind != "word" or name.text in KEYWORDS:
            continue
        fix = complaint.tried([complaint.replacing(right.start, right.start, f"{name.text} ")], True)
        if fix is not None:
            return complaint.problem(
                "syntax.half_comparison",
                left.start,
                right.end,
                fix,
                word=left.text,
                example=f"{name.text} {right.text} …",
            )
    return None


def not_between(complaint: Complaint) -> Problem | None:
    """`if x not 3:`, `if x is not equal 3:` in the sense of `!=`."""
    for at, token in enumerate(complaint.tokens):
        if token.text != "not" or not at or not complaint.tokens[at - 1].is_value:
            continue
        if complaint.tokens[at - 1].text in KEYWORDS:
            continue
        end = token.end
        following = complaint.tokens[at + 1 : at + 2]
        if following and following[0].text in ("=", "=="):
            end = following[0].end
        fix = complaint.tried([complaint.replacing(token.start, end, "!=")], past_the_line=True)
        if fix is not None:
            seen = complaint.code[token.start : end]
            return complaint.problem("syntax.lookalike", token.start, end, fix, seen=seen, meant="!=")
    return None


def comma_in_condition(complaint: Complaint) -> Problem | None:
    """`if x > 3, y > 2:`: both at once is `and`."""
    if complaint.first_word not in ("if", "elif", "while"):
        return None
    depth = 0
    for token in complaint.tokens:
        depth += (token.text in CLOSING) - (token.text in OPENING)
        if token.text == "," and not depth:
            fix = complaint.tried([complaint.replacing(token.start, token.end, " and")], past_the_line=True)
            if fix is not None:
                return complaint.problem("syntax.comma_in_condition", token.start, token.end, fix)
    return None


def sign_for_comma(complaint: Complaint) -> Problem | None:
    """`range(1;5)`, `{"a" = 1}`: within brackets another sign parts the values."""
    inside: list[str] = []
    for token in complaint.tokens:
        if token.text in CLOSING:
            inside.append(token.text)
        elif token.text in OPENING and inside:
            inside.pop()
        meant = (
            "," if token.text == ";" else ":" if inside[-1:] == ["{"] and token.text in ("=", "=>") else ""
        )
        if not inside or not meant:
            continue
        fix = complaint.tried([complaint.replacing(token.start, token.end, meant)])
        if fix is not None:
            return complaint.problem(
                "syntax.lookalike", token.start, token.end, fix, seen=token.text, meant=meant
            )
    return None


def missing_pair_colon(complaint: Complaint) -> Problem | None:
    """`{"Ana" 10}`: between key and value stands a colon."""
    if not re.search(r"forgot a comma|^invalid syntax$|^':' expected", complaint.message):
        return None
    cover = masked(complaint.code)
    for left, right in pairwise(complaint.tokens):
        opened = cover.rfind("{", 0, left.start + 1)
        if opened <= cover.rfind("}", 0, left.start + 1) or not left.is_value or not right.is_value:
            continue
        between = cover[max(cover.rfind(",", opened, left.start), opened) : left.start]
        if ":" in between:
            continue
        fix = complaint.tried([complaint.replacing(left.end, left.end, ":")])
        if fix is not None:
            return complaint.problem(
                "syntax.missing_pair_colon", left.start, right.end, fix, left=left.text, right=right.text
            )
    return None


def square_for_curly(complaint: Complaint) -> Problem | None:
    """`[nume: 3]`: pairs stand between curly brackets."""
    code = complaint.code
    found = re.search(r"\[([^\[\]{}]*:[^\[\]{}]*)\]", masked(code))
    if found is None or complaint.message != "invalid syntax" or found.group(1).strip().startswith(":"):
        return None
    pairs = f"{{{code[found.start(1) : found.end(1)]}}}"
    fix = complaint.tried([complaint.replacing(found.start(), found.end(), pairs)])
    if fix is None:
        return None
    return complaint.problem("syntax.pairs_in_square", found.start(), found.end(), fix)


def extra_comma(complaint: Complaint) -> Problem | None:
    """`[1,,2]`, `print(, "a")`: a comma with nothing before or behind it."""
    if not complaint.message.startswith("invalid syntax"):
        return None
    for left, right in pairwise(complaint.tokens):
        if right.text == "," and left.text in (",", "(", "[", "{", "="):
            fix = complaint.tried([complaint.replacing(right.start, right.end, "")])
            if fix is not None:
                return complaint.problem("syntax.extra_sign", right.start, right.end, fix, seen=",")
    return None


def dots_for_range(complaint: Complaint) -> Problem | None:
    """`for i in 1..5:`, `range(1..5)`."""
    found = re.search(r"(?:range\s*\(\s*)?(\w+)\s*\.\.+\s*(\w+)\s*\)?", complaint.code)
    if found is None:
        return None
    low, high = found.groups()
    example = f"range({low}, {int(high) + 1 if high.isdecimal() else high + ' + 1'})"
    return complaint.problem(
        "syntax.range_dots", found.start(), found.end(), seen=found.group().strip(), example=example
    )


_THOUSANDS = re.compile(r"(?<![\w.])(\d{1,3})(?:([. ])\d{3})(?:\2\d{3})*(?![\w.])")
_UNITS = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)\s*([^\W\d_]\w*)")


def strange_numbers(complaint: Complaint) -> Problem | None:
    """`08`, `1 000 000`, `4.5.3`, and names that start with a digit."""
    column, line = complaint.column, complaint.code
    if complaint.message.startswith("leading zeros"):
        found = re.compile(r"\d\w*").match(line, column)
        if found is None:
            return None
        seen = found.group()
        fix = complaint.tried([complaint.replacing(column, found.end(), seen.lstrip("0") or "0")])
        return complaint.problem("syntax.leading_zero", column, found.end(), fix, seen=seen)
    for found in _THOUSANDS.finditer(masked(line)):
        if found.group(2) == "." and found.group().count(".") == 1:
            continue
        if not found.start() <= column <= found.end() + 1:
            continue
        whole = re.sub(r"\D", "", found.group())
        fix = complaint.tried([complaint.replacing(found.start(), found.end(), whole)])
        if fix is not None:
            return complaint.problem(
                "syntax.thousands", found.start(), found.end(), fix, seen=found.group(), meant=whole
            )
    points = re.search(r"(?<![\w.])\d+\.\d+\.\d+(?:\.\d+)*", masked(line))
    if points:
        return complaint.problem("syntax.two_points", points.start(), points.end(), seen=points.group())
    if complaint.message.startswith("invalid") and "literal" in complaint.message:
        return _letters_after_digits(complaint)
    return None


def _letters_after_digits(complaint: Complaint) -> Problem | None:
    """`2x`, `5lei`, `2mere = 3`."""
    line, column = complaint.code, complaint.column
    found = next((f for f in _UNITS.finditer(masked(line)) if f.start() <= column < f.end()), None)
    if found is None or line[found.end(1) : found.start(2)]:
        return None
    number, letters = found.groups()
    first = line[: found.start()].strip()
    start, end = found.span()
    is_name = (not first and re.match(r"\s*(?:=(?!=)|\()", line[end:])) or first in ("def", "for")
    if is_name:
        return complaint.problem("syntax.digit_first", start, end, seen=found.group())
    if letters in complaint.bound or len(letters) == 1:
        example = f"{number} * {letters}"
        fix = complaint.tried([complaint.replacing(start, end, example)])
        return complaint.problem("syntax.times_missing", start, end, fix, seen=found.group(), example=example)
    return complaint.problem("syntax.letters_after_digits", start, end, seen=found.group(), number=number)


def percent(complaint: Complaint) -> Problem | None:
    """`reducere = 50%`."""
    found = re.search(r"(\d+(?:\.\d+)?)\s*%(?=\s*(?:[)\],;:]|$|[*]))", masked(complaint.code))
    if found is None or not complaint.message.startswith("invalid syntax"):
        return None
    example = f"{found.group(1)} / 100"
    fix = complaint.tried([complaint.replacing(found.start(), found.end(), example)])
    return complaint.problem(
        "syntax.percent", found.start(), found.end(), fix, seen=found.group(), example=example
    )


def colon_for_division(complaint: Complaint) -> Problem | None:
    """`print(10 : 2)`: the sign of school; in code it is `/`."""
    if not complaint.message.startswith(("invalid syntax", "illegal target", "only single target")):
        return None
    there = complaint.tokens
    if complaint.first_word in (*HEADERS, "lambda"):
        return None
    for at in range(1, len(there) - 1):
        left, sign, right = there[at - 1 : at + 2]
        if sign.text != ":" or not all(t.kind in ("number", "word") or t.text in "()" for t in (left, right)):
            continue
        if left.text == "(" or right.text == ")":
            continue
        fix = complaint.tried([complaint.replacing(sign.start, sign.end, "/")])
        if fix is not None:
            return complaint.problem("syntax.lookalike", sign.start, sign.end, fix, seen=":", meant="/")
    return None


def missing_comma(complaint: Complaint) -> Problem | None:
    """Two values side by side between brackets."""
    defining = complaint.first_word == "def" and complaint.message.startswith("invalid syntax")
    if "forgot a comma" not in complaint.message and not defining:
        return None
    if complaint.message.startswith("f-string"):
        return None
    gaps = []
    depth = 0
    for left, right in pairwise(complaint.tokens):
        depth += (left.text in CLOSING) - (left.text in OPENING)
        apart = left.kind == right.kind == "string" or not right.is_value
        if (left.is_value or left.text in OPENING) and not apart and depth:
            gaps.append((left, right))
    fixes = [complaint.replacing(left.end, left.end, ",") for left, _ in gaps]
    if len(gaps) > 1:
        fixes.append(_all_gaps(complaint, [left.end for left, _ in gaps]))
    fix = complaint.tried(fixes)
    if fix is None:
        return None
    left, right = next((gap for gap in gaps if gap[0].end == fix.column), gaps[0])
    return complaint.problem(
        "syntax.missing_comma", left.start, right.end, fix, left=left.text, right=right.text
    )


def _all_gaps(complaint: Complaint, places: list[int]) -> Fix:
    """Commas at all these places."""
    between = "".join(f",{complaint.code[start:end]}" for start, end in pairwise(places))
    return complaint.replacing(places[0], places[-1], f"{between},")


def side_by_side(complaint: Complaint) -> Problem | None:
    """`y = 2 x`, `asdf qwer`: between two values something is missing."""
    if not complaint.message.startswith("invalid syntax"):
        return None
    for left, right in pairwise(complaint.tokens):
        if right.start < complaint.column or right.start > max(complaint.end, complaint.column + 1):
            continue
        if not (left.is_value or left.text in OPENING) or not right.is_value:
            continue
        if {left.text, right.text} & (KEYWORDS - {"True", "False", "None"}):
            continue
        return complaint.problem(
            "syntax.side_by_side", left.start, right.end, left=left.text, right=right.text
        )
    return None


def nothing_before(complaint: Complaint) -> Problem | None:
    """`= 3`, `== x:`, `x = * 3`: a sign with nothing in front of it."""
    there = complaint.tokens
    star = next((t for t in there if t.text == "*" and t.start >= complaint.column), None)
    if star is not None and complaint.message.startswith("can't use starred"):
        return complaint.problem("syntax.nothing_before", star.start, star.end, seen="*")
    if not there or there[0].kind != "sign" or complaint.column > there[0].end:
        return None
    if there[0].text not in (
        "=",
        "==",
        "!=",
        "<",
        ">",
        "<=",
        ">=",
        "=>",
        "*",
        "/",
        "//",
        "%",
        "+=",
        "-=",
        "*=",
        ",",
    ):
        return None
    return complaint.problem("syntax.nothing_before", there[0].start, there[0].end, seen=there[0].text)
