"""Rules about quotes: missing, doubled, curly, or standing inside the text they hold."""

from __future__ import annotations

import re

from codekids.lang.explain.brackets import CLOSING, still_open
from codekids.lang.explain.complaint import Complaint
from codekids.lang.problems import Fix, Problem
from codekids.lang.tokens import masked
from codekids.lang.words import KEYWORDS

DOUBLE_QUOTES = "„”“‟«»″〝〞"
SINGLE_QUOTES = "‘’‚‛′‹›´"
_STRAIGHT = str.maketrans({**dict.fromkeys(DOUBLE_QUOTES, '"'), **dict.fromkeys(SINGLE_QUOTES, "'")})
_TYPOGRAPHIC = re.compile(f"[{DOUBLE_QUOTES}{SINGLE_QUOTES}]")
_QUOTE = re.compile(r"\"\"\"|'''|\"|'")


def _straightened(line: str) -> str:
    """The line with curly quotes outside straight ones made straight."""
    cover = masked(line)
    return "".join(
        char.translate(_STRAIGHT) if cover[index] == char else char for index, char in enumerate(line)
    )


def typographic_quotes(complaint: Complaint) -> Problem | None:
    """„salut” or “salut” instead of "salut"; also a text that opens straight and closes curly."""
    line = complaint.lines[complaint.line - 1]
    found = _TYPOGRAPHIC.search(line, complaint.column)
    if found is None or not complaint.message.startswith(("invalid character", "unterminated string")):
        return None
    if complaint.message.startswith("invalid character") and found.start() != complaint.column:
        return None
    fix = complaint.tried(
        (
            complaint.rewriting(_straightened, complaint.line),
            complaint.rewriting(_straightened, complaint.line, complaint.line),
            complaint.rewriting(lambda text: text.translate(_STRAIGHT), complaint.line, complaint.line),
        )
    )
    if fix is None and complaint.message.startswith("unterminated"):
        return None  # the curly sign belongs to the text; what is missing is its end
    seen = "".join(dict.fromkeys(_TYPOGRAPHIC.findall(line)))
    return complaint.problem("syntax.curly_quotes", found.start(), found.end(), fix, seen=seen)


_COMMAS = re.compile(r",,(\w[^,\"'`]*?)(?:,,|''|``|[\"”“])")


def quotes_of_commas(complaint: Complaint) -> Problem | None:
    """`print(,,salut'')`: two commas, as a typewriter makes Romanian and Hungarian quotes."""
    line = complaint.lines[complaint.line - 1]
    found = _COMMAS.search(line)
    if found is None or complaint.message.startswith("unterminated triple"):
        return None
    fix = complaint.tried([complaint.replacing(found.start(), found.end(), f'"{found.group(1)}"')])
    if fix is None:
        return None
    return complaint.problem("syntax.curly_quotes", found.start(), found.end(), fix, seen=",,")


def backticks(complaint: Complaint) -> Problem | None:
    """`salut` between backticks, as in JavaScript and in chats."""
    line = complaint.lines[complaint.line - 1]
    if line[complaint.column : complaint.column + 1] != "`" or masked(line)[complaint.column] != "`":
        return None
    fix = complaint.tried(
        [complaint.rewriting(lambda text: text.replace("`", '"'), complaint.line, complaint.line)]
    )
    return complaint.problem("syntax.backtick", complaint.column, complaint.column + 1, fix)


# One quote too many on a side, or two single ones taken for a double one: ""salut"", ''salut'', "salut"".
_DOUBLED = re.compile(
    r"(?<![\"'])([\"'])(?:\1(?P<a>[^\"'\n]*\w[^\"'\n]*)\1{1,2}|(?P<b>[^\"'\n]+)\1{2})(?![\"'])"
)


def doubled_quotes(complaint: Complaint) -> Problem | None:
    """`''salut''`, `"salut""`: a quote too many."""
    if not complaint.message.startswith(("invalid syntax", "unterminated string")):
        return None
    line = complaint.lines[complaint.line - 1]
    for found in _DOUBLED.finditer(line):
        words = found.group("a") or found.group("b")
        if words.strip() in complaint.bound:
            continue  # "" nume "": a value with nothing around it
        fix = complaint.tried([complaint.replacing(found.start(), found.end(), f'"{words}"')])
        if fix is not None:
            return complaint.problem("syntax.doubled_quotes", found.start(), found.end(), fix)
    return None


_APOSTROPHE = re.compile(r"\w'\w")
_QUOTED_WORD = re.compile(r"(?:^|(?<=[\w ,.!?:]))([\"'])([^\W\d][\w ,.!?-]*?)\1(?=[\w .!?,]|\1|$)")


def quote_inside(complaint: Complaint) -> Problem | None:
    """`'It's me'`, `"Ana a zis "da" tare"`: the text ends earlier than it should."""
    if not complaint.message.startswith(("invalid syntax", "unterminated string", "invalid decimal literal")):
        return None
    line = complaint.lines[complaint.line - 1]
    first = _QUOTE.search(line)
    if first is None or len(first.group()) == 3:
        return None
    quote, other = first.group(), "'" if first.group() == '"' else '"'
    last = line.rfind(quote)
    inner = line[first.end() : last]
    if last <= first.end() or other in inner or quote not in inner:
        return None
    if quote == "'" and _APOSTROPHE.search(line[first.end() : last]):
        fix = complaint.tried([complaint.replacing(first.start(), last + 1, f"{other}{inner}{other}")])
    else:
        word = _QUOTED_WORD.search(inner)
        if word is None or word.group(1) != quote or word.group(2) in complaint.bound:
            return None
        if word.end() - word.start() == len(inner):
            return None  # ""salut"": doubled, not inside
        fix = complaint.tried([complaint.replacing(first.start(), last + 1, f"{other}{inner}{other}")])
    if fix is None:
        return None
    return complaint.problem("syntax.quote_inside", first.start(), last + 1, fix, quote=quote, other=other)


_UNOPENED = re.compile(r"(?:[(,=+]|\b(?:print|say))[ \t]*([^\W\d][^\"'()=+]*)([\"'])[)\]\s:,;]*$")


def unopened_quote(complaint: Complaint) -> Problem | None:
    """`print(salut")`: the text ends and never began."""
    if not complaint.message.startswith("unterminated string"):
        return None
    line = complaint.lines[complaint.line - 1]
    found = _UNOPENED.search(line)
    if found is None or found.end(2) - 1 != complaint.column or line.count(found.group(2)) != 1:
        return None
    fix = complaint.tried([complaint.replacing(found.start(1), found.start(1), found.group(2))])
    return complaint.problem("syntax.unopened_quote", found.start(1), found.end(2), fix, quote=found.group(2))


def open_quote(complaint: Complaint) -> Problem | None:
    """A text that starts and does not end."""
    if not complaint.message.startswith("unterminated"):
        return None
    line = complaint.lines[complaint.line - 1]
    found = _QUOTE.search(line, complaint.column)
    if found is None:
        return None
    quote = found.group()
    if len(quote) == 3:
        return complaint.problem("syntax.unclosed_quote", found.start(), found.end(), quote=quote)
    rest = line[found.end() :]
    tail = re.search(r"(?:[\])}]+\s*[:;,]?|[:;,])?\s*$", rest)
    cut = found.end() + (tail.start() if tail else len(rest))
    missing = "".join(CLOSING[char] for char in still_open(line[: found.start()]))
    fixes: list[Fix | None] = []
    if rest[: cut - found.end()].strip():
        if line[cut - 1 : cut] in ("'", '"') and cut - 1 >= found.end():
            fixes.append(
                complaint.replacing(cut - 1, cut, quote)
            )  # opened with one kind, closed with the other
        fixes += [complaint.replacing(at, at, quote) for at in range(cut, len(line) + 1)[:8]]
        fixes.append(complaint.replacing(len(line), len(line), quote + missing))
    return complaint.problem(
        "syntax.unclosed_quote", found.start(), len(line), complaint.tried(fixes), quote=quote
    )


_SPOKEN = re.compile(r"\b(?:print|say|input|ask|think)\s*\(")
_GIVEN = re.compile(r"^\s*[^\W\d]\w*\s*=\s*")
# Words with spaces between them, or with a sign that ends a sentence.
_PROSE = re.compile(r"\s*[\w][\w ,'’-]*[ !?.][\w ,!?.:'’-]*\s*")


def unquoted_text(complaint: Complaint) -> Problem | None:
    """`say(Bună ziua!)`, `mesaj = Bună ziua`: words where a text in quotes belongs."""
    code = complaint.code
    if not complaint.message.startswith(("invalid syntax", "invalid decimal literal", "unterminated string")):
        return None
    for call in _SPOKEN.finditer(masked(code)):
        end = code.rfind(")")
        inside = code[call.end() : end] if end > call.end() else code[call.end() :]
        if not _is_prose(inside, complaint):
            continue
        stop = call.end() + len(inside)
        quoted = f'"{inside}"' if end > call.end() else f'"{inside}")'
        fix = complaint.tried([complaint.replacing(call.end(), stop, quoted)])
        if fix is not None:
            return complaint.problem("syntax.missing_quotes", call.end(), stop, fix, seen=inside)
    given = _GIVEN.match(masked(code))
    if given is not None and _is_prose(code[given.end() :], complaint):
        text = code[given.end() :]
        fix = complaint.tried([complaint.replacing(given.end(), len(code), f'"{text}"')])
        if fix is not None and not text.endswith((":", ";")):
            return complaint.problem("syntax.missing_quotes", given.end(), len(code), fix, seen=text)
    return None


def _is_prose(text: str, complaint: Complaint) -> bool:
    """Words of a sentence: none of Python, none that the program knows, and more than a number."""
    words = re.findall(r"[^\W\d]\w*", text)
    if not _PROSE.fullmatch(text) or not words or re.match(r"\s*\d[\d.,]*\s*[^\W\d]*\s*$", text):
        return False
    known = KEYWORDS | complaint.bound | {"int", "float", "str", "input", "range", "len"}
    return not known.intersection(words)


_F_APART = re.compile(r"(?<!\w)[fF][ \t]+(?=[\"'])")


def f_apart(complaint: Complaint) -> Problem | None:
    """`print(f "Ai {scor}")`: the f stands right before the quotes."""
    found = _F_APART.search(complaint.code)
    if found is None or complaint.message.startswith("unterminated"):
        return None
    fix = complaint.tried([complaint.replacing(found.start() + 1, found.end(), "")])
    if fix is None:
        return None
    return complaint.problem("syntax.f_apart", found.start(), found.end() + 1, fix)


def braces_in_text(complaint: Complaint) -> Problem | None:
    """`f"Ai {scor puncte"`, `f"Ai {}"`: the braces of a text with values in it."""
    if "f-string" not in complaint.message:
        return None
    line = complaint.lines[complaint.line - 1]
    empty = re.search(r"\{\s*\}", line)
    if empty and ("empty expression" in complaint.message or "valid expression" in complaint.message):
        return complaint.problem("syntax.empty_braces", empty.start(), empty.end())
    opened = re.search(r"(?<!\{)\{\s*[^\W\d][\w.]*(?:\([^(){}\"']*\)|\[[^\[\]{}\"']*\])*(?![^{]*\})", line)
    if opened is None:
        return None
    fix = complaint.tried([complaint.replacing(opened.end(), opened.end(), "}")])
    start = opened.start()
    return complaint.problem("syntax.unclosed_bracket", start, start + 1, fix, bracket="{", closing="}")
