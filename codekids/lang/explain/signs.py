"""Rules about signs: quotes, brackets, operators, numbers, and characters that only look right."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from codekids.lang.explain.complaint import Complaint
from codekids.lang.problems import Fix, Problem
from codekids.lang.tokens import code_end, masked, tokens
from codekids.lang.words import HEADERS, KEYWORDS

CLOSING = {"(": ")", "[": "]", "{": "}"}
OPENING = {closing: opening for opening, closing in CLOSING.items()}

DOUBLE_QUOTES = "„”“‟«»″〝〞"
SINGLE_QUOTES = "‘’‚‛′‹›´"
_STRAIGHT = str.maketrans({**dict.fromkeys(DOUBLE_QUOTES, '"'), **dict.fromkeys(SINGLE_QUOTES, "'")})
_TYPOGRAPHIC = re.compile(f"[{DOUBLE_QUOTES}{SINGLE_QUOTES}]")

LOOK_ALIKE = {
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "×": "*", "·": "*", "∙": "*", "÷": "/", "∕": "/",
    "≤": "<=", "≥": ">=", "≠": "!=", "…": "...", "。": ".", "、": ",", "¦": "|", "∶": ":", "˸": ":",
}  # fmt: skip

# Operators of other languages, or turned round.
OTHER_OPERATORS = {
    "=<": "<=",
    "=>": ">=",
    "<>": "!=",
    "===": "==",
    ":=": "=",
    "&&": "and",
    "||": "or",
    "!": "not ",
}


def _outside_texts(line: str, change: dict[int, str] | re.Pattern[str], new: str = "") -> str:
    """The line with characters changed where they stand outside straight quotes and comments."""
    cover = masked(line)
    if isinstance(change, re.Pattern):
        return "".join(
            new if change.match(char) and cover[index] == char else char for index, char in enumerate(line)
        )
    return "".join(
        char.translate(change) if cover[index] == char else char for index, char in enumerate(line)
    )


def nested_too_deeply(complaint: Complaint) -> Problem | None:
    """More brackets, steps or blocks inside each other than Python takes."""
    if complaint.message.startswith("too many"):
        return complaint.problem("source.too_deep", complaint.column)
    return None


def typographic_quotes(complaint: Complaint) -> Problem | None:
    """„salut” or “salut” instead of "salut"; also a text that opens straight and closes curly."""
    line = complaint.lines[complaint.line - 1]
    found = _TYPOGRAPHIC.search(line, complaint.column)
    if found is None or not complaint.message.startswith(("invalid character", "unterminated string")):
        return None
    if complaint.message.startswith("invalid character") and found.start() != complaint.column:
        return None

    def outside(text: str) -> str:
        return _outside_texts(text, _STRAIGHT)

    def everywhere(text: str) -> str:
        return text.translate(_STRAIGHT)

    fix = complaint.tried(
        (
            complaint.rewriting(outside, complaint.line),
            complaint.rewriting(outside, complaint.line, complaint.line),
            complaint.rewriting(everywhere, complaint.line, complaint.line),
        )
    )
    if fix is None and complaint.message.startswith("unterminated"):
        return None  # the curly sign belongs to the text; what is missing is its end
    seen = "".join(dict.fromkeys(_TYPOGRAPHIC.findall(line)))
    return complaint.problem("syntax.curly_quotes", found.start(), found.end(), fix, seen=seen)


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


def look_alike_signs(complaint: Complaint) -> Problem | None:
    """A sign of another keyboard (– × ≤ ：) or one that code has no use for ($ ? ☺)."""
    line = complaint.lines[complaint.line - 1]
    column = complaint.column
    char = line[column : column + 1]
    if not complaint.message.startswith("invalid character") and char not in ("$", "?"):
        return None
    wide = unicodedata.normalize("NFKC", char)
    meant = LOOK_ALIKE.get(char) or (wide if wide != char and wide.isascii() else "")
    if meant:
        sign = re.compile(re.escape(char))
        fix = complaint.tried(
            (
                complaint.rewriting(lambda text: _outside_texts(text, sign, meant), complaint.line),
                complaint.replacing(column, column + 1, meant),
            )
        )
        return complaint.problem("syntax.lookalike", column, column + 1, fix, seen=char, meant=meant)
    fix = complaint.tried([complaint.replacing(column, column + 1, "")])
    return complaint.problem("syntax.strange_sign", column, column + 1, fix, seen=char)


def open_quote(complaint: Complaint) -> Problem | None:
    """A text that starts and does not end."""
    if not complaint.message.startswith("unterminated"):
        return None
    line = complaint.lines[complaint.line - 1]
    found = re.compile(r"\"\"\"|'''|\"|'").search(line, complaint.column)
    if found is None:
        return None
    quote = found.group()
    if len(quote) == 3:
        return complaint.problem("syntax.unclosed_quote", found.start(), found.end(), quote=quote)
    rest = line[found.end() :]
    tail = re.search(r"[\])}:,;\s]*$", rest)
    cut = found.end() + (tail.start() if tail else len(rest))
    missing = "".join(CLOSING[char] for char in _still_open(line[: found.start()]))
    fixes: list[Fix | None] = []
    if line[cut - 1 : cut] in ("'", '"') and cut - 1 >= found.end():
        fixes.append(complaint.replacing(cut - 1, cut, quote))  # opened with one kind, closed with the other
    fixes += [complaint.replacing(at, at, quote) for at in range(cut, len(line) + 1)[:8]]
    fixes.append(complaint.replacing(len(line), len(line), quote + missing))
    return complaint.problem(
        "syntax.unclosed_quote", found.start(), len(line), complaint.tried(fixes), quote=quote
    )


def _still_open(code: str) -> str:
    """The opening brackets without a partner, innermost first."""
    waiting: list[str] = []
    for char in masked(code):
        if char in CLOSING:
            waiting.append(char)
        elif char in OPENING and waiting and waiting[-1] == OPENING[char]:
            waiting.pop()
    return "".join(reversed(waiting))


_SPOKEN = re.compile(r"\b(?:print|say|input|ask|think)\s*\(")
_PROSE = re.compile(r"\s*[^\W\d][\w ,]*[ !?.][\w ,!?.]*\s*")


def unquoted_text(complaint: Complaint) -> Problem | None:
    """`say(Bună ziua!)`: words where a text in quotes belongs."""
    code = complaint.code
    for call in _SPOKEN.finditer(masked(code)):
        end = code.rfind(")")
        inside = code[call.end() : end] if end > call.end() else code[call.end() :]
        words = inside.replace(",", " ").replace("!", " ").split()
        if not _PROSE.fullmatch(inside) or any(word in KEYWORDS for word in words):
            continue
        stop = call.end() + len(inside)
        quoted = f'"{inside}"' if end > call.end() else f'"{inside}")'
        fix = complaint.tried([complaint.replacing(call.end(), stop, quoted)])
        if fix is not None:
            return complaint.problem("syntax.missing_quotes", call.end(), stop, fix, seen=inside)
    return None


def open_bracket(complaint: Complaint) -> Problem | None:
    """A bracket that opens and never closes. Marked where it opens."""
    found = re.match(r"'([(\[{])' was never closed|f-string: expecting '(})'", complaint.message)
    if found is None:
        return _open_before_colon(complaint)
    bracket = found.group(1) or "{"
    closing = CLOSING[bracket]
    fixes = []
    # Where it closes nobody knows; the child's lines below may belong inside, so each end is tried.
    last = min(complaint.line + 8, len(complaint.lines)) if found.group(1) else 0
    for line in range(complaint.line, last + 1):
        whole = complaint.lines[line - 1]
        end = code_end(whole)
        fixes.append(complaint.replacing(end, end, closing, line))
        if line == complaint.line and complaint.first_word in HEADERS:
            fixes.append(complaint.replacing(end, end, closing + ":", line))
    column = complaint.column
    fix = complaint.tried(fixes)
    return complaint.problem(
        "syntax.unclosed_bracket", column, column + 1, fix, bracket=bracket, closing=closing
    )


def _open_before_colon(complaint: Complaint) -> Problem | None:
    """`for pas in range(4:`, of which Python only says that the colon is wrong."""
    code = complaint.code
    waiting = _still_open(code)
    if complaint.message != "invalid syntax" or not code.endswith(":") or not waiting:
        return None
    end = len(code) - 1
    missing = "".join(CLOSING[char] for char in waiting)
    fix = complaint.tried([complaint.replacing(end, end, missing)])
    if fix is None:
        return None
    column = masked(code).rfind(waiting[0])
    return complaint.problem(
        "syntax.unclosed_bracket", column, column + 1, fix, bracket=waiting[0], closing=missing[0]
    )


def extra_bracket(complaint: Complaint) -> Problem | None:
    """A closing bracket that nothing opens."""
    found = re.match(r"unmatched '(.)'", complaint.message)
    if found is None:
        return None
    column = complaint.column
    fixes = [complaint.replacing(column, column + 1, "")]
    if re.fullmatch(r"\s*[^\W\d]\w*\)", complaint.code):
        fixes.insert(0, complaint.replacing(column, column, "("))
    fix = complaint.tried(fixes)
    return complaint.problem("syntax.extra_bracket", column, column + 1, fix, bracket=found.group(1))


def wrong_bracket(complaint: Complaint) -> Problem | None:
    """A bracket closed with another kind."""
    found = re.match(r"closing parenthesis '(.)' does not match opening parenthesis '(.)'", complaint.message)
    if found is None:
        return None
    seen, bracket = found.groups()
    closing = CLOSING[bracket]
    column = complaint.column
    fix = complaint.tried(
        (complaint.replacing(column, column + 1, closing), complaint.replacing(column, column, closing))
    )
    return complaint.problem(
        "syntax.bracket_mismatch", column, column + 1, fix, seen=seen, bracket=bracket, closing=closing
    )


def other_operators(complaint: Complaint) -> Problem | None:
    """`=<`, `&&`, `x++` and the like."""
    code = complaint.code
    increment = re.fullmatch(r"(\s*)([^\W\d]\w*)\s*(\+\+|--)\s*;?", code)
    if increment:
        start = len(increment.group(1))
        example = f"{increment.group(2)} {increment.group(3)[0]}= 1"
        fix = complaint.tried([complaint.replacing(start, len(code), example)])
        seen = code[start:].strip()
        return complaint.problem("syntax.lookalike", start, len(code), fix, seen=seen, meant=example)
    for token in complaint.tokens:
        meant = OTHER_OPERATORS.get(token.text) if token.kind == "sign" else None
        if meant is None:
            continue
        spaced = meant if code[token.start - 1 : token.start] in (" ", "(", "") else f" {meant}"
        if meant in ("and", "or") and code[token.end : token.end + 1] != " ":
            spaced += " "
        fix = complaint.tried([complaint.replacing(token.start, token.end, spaced)])
        if fix is not None:
            return complaint.problem(
                "syntax.lookalike", token.start, token.end, fix, seen=token.text, meant=meant.strip()
            )
    return None


def strange_numbers(complaint: Complaint) -> Problem | None:
    """`08`, and names that start with a digit."""
    column = complaint.column
    found = re.compile(r"\d\w*").match(complaint.lines[complaint.line - 1], column)
    if found is None:
        return None
    seen = found.group()
    if complaint.message.startswith("leading zeros"):
        fix = complaint.tried([complaint.replacing(column, found.end(), seen.lstrip("0") or "0")])
        return complaint.problem("syntax.leading_zero", column, found.end(), fix, seen=seen)
    if complaint.message.startswith("invalid decimal literal"):
        return complaint.problem("syntax.digit_first", column, found.end(), seen=seen)
    return None


def missing_comma(complaint: Complaint) -> Problem | None:
    """Two values side by side between brackets."""
    if "forgot a comma" not in complaint.message or complaint.message.startswith("f-string"):
        return None
    there = tokens(complaint.lines[complaint.line - 1])
    for left, right in pairwise(there):
        ends_value = left.is_value or left.text in OPENING
        if left.start < complaint.column or not ends_value or not right.is_value:
            continue
        fix = complaint.tried([complaint.replacing(left.end, left.end, ",")])
        if fix is not None:
            return complaint.problem(
                "syntax.missing_comma", left.start, right.end, fix, left=left.text, right=right.text
            )
    return None
