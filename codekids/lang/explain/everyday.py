"""Rules about habits of everyday writing: numbered lines, a full stop at the end, a unit after a number,
a name called first, "so many times".

`move(3) pași` and `1. move(3)` are how people note down a way; none of it means anything to Python.
"""

from __future__ import annotations

import re

from codekids.lang.explain.brackets import CALLED
from codekids.lang.explain.complaint import Complaint
from codekids.lang.problems import Problem
from codekids.lang.tokens import masked
from codekids.lang.words import HEADERS, KEYWORDS, MEANT, fold, nearest

_MARK = re.compile(r"\s*((?:\d{1,3}\s*[.):]|\(\d{1,3}\)|[-*>•])\s*)(?=[^\W\d])")
_CALL = r"[^\W\d]\w*\s*\([^()]*\)"
_TIMES = r"(?:x|X|×|\*|de\s+ori|ori|times|szor|szer|ször)"
_CALL_TIMES = re.compile(rf"(\s*)({_CALL})\s*(?:{_TIMES}\s*(\d+)|(?:de\s+)?(\d+)\s*{_TIMES})\s*[.;:]?")
_TIMES_CALL = re.compile(rf"(\s*)(\d+)(?:\s*-?{_TIMES}\s*:?\s*|\s*)({_CALL})\s*[.;:]?")


def mark_in_front(complaint: Complaint) -> Problem | None:
    """`1. move()`, `2) move()`: Python counts the lines itself."""
    found = _MARK.match(complaint.code)
    if found is None:
        return None
    start, end = found.span(1)
    fix = complaint.tried(
        (
            complaint.rewriting(_without_mark, 1),
            complaint.rewriting(_without_mark, complaint.line, complaint.line),
        )
    )
    if fix is None:
        return None
    return complaint.problem("syntax.mark_in_front", start, end, fix, seen=found.group(1).strip())


def _without_mark(line: str) -> str:
    found = _MARK.match(line)
    return line[: found.start(1)] + line[found.end(1) :] if found else line


_NOTE = re.compile(rf"(\s*{_CALL})\s*([(*\[:<–—-]+)\s*([^\W\d]+(?:\s+[^\W\d]+)*)\s*[)*\]>.!]*\s*")


def note_behind(complaint: Complaint) -> Problem | None:
    """`move(3) (trei pași)`, `move(3) *trei pași*`, `move(3): trei pași`: a note without its sign."""
    found = _NOTE.fullmatch(complaint.code)
    if found is None:
        return None
    words = found.group(3).split()
    if any(word in KEYWORDS or word in complaint.bound or word in complaint.defined for word in words):
        return None
    start, end = found.end(1), len(complaint.code)
    fix = complaint.tried([complaint.replacing(start, end, f"  # {found.group(3)}")], past_the_line=True)
    if fix is None:
        return None
    return complaint.problem("syntax.comment", found.start(2), end, fix, seen=found.group(2))


_JOIN = r"\s*(?:,?\s*\b(?:then|apoi|și apoi|si apoi|și|si|majd|aztán|utána)\b|->|=>|→|➔|&|\|)\s*"
_JOINED = re.compile(rf"(\s*)({_CALL}(?:{_JOIN}{_CALL})+)\s*[.;]?")


def joined_commands(complaint: Complaint) -> Problem | None:
    """`move() then turn_left()`, `move() -> move()`: commands told one after the other."""
    found = _JOINED.fullmatch(complaint.code)
    if found is None:
        return None
    step, commands = found.group(1), re.findall(_CALL, found.group(2))
    text = (complaint.newline + step).join(commands)
    fix = complaint.tried([complaint.replacing(len(step), len(complaint.code), text)], past_the_line=True)
    if fix is None:
        return None
    return complaint.problem("syntax.many_on_line", len(step), len(complaint.code), fix)


# What a text editor makes of "-".
_DASHED = re.compile(r"[^\W\d_]+(?:[–—−‐‑][^\W\d_]+)+")


def dashed_word(complaint: Complaint) -> Problem | None:
    """`turn–left()`: an underscore was meant, and a long dash was typed."""
    for found in _DASHED.finditer(masked(complaint.code)):
        seen = found.group()
        meant = next(
            (name for name in sorted(CALLED) if "_" in name and fold(name) == fold(_undashed(seen))), ""
        )
        if meant:
            fix = complaint.tried([complaint.replacing(found.start(), found.end(), meant)])
            return complaint.problem(
                "syntax.word_in_pieces", found.start(), found.end(), fix, name=seen, meant=meant
            )
    return None


def _undashed(word: str) -> str:
    return "".join(char for char in word if char.isalnum())


def so_many_times(complaint: Complaint) -> Problem | None:
    """`move() x 4`, `4 ori turn_left()`: a command is repeated by a loop, or takes how many times."""
    found = _CALL_TIMES.fullmatch(complaint.code)
    if found:
        start, call, count = len(found.group(1)), found.group(2), found.group(3) or found.group(4)
    else:
        found = _TIMES_CALL.fullmatch(complaint.code)
        if found is None or not _is_called(complaint, found.group(3)):
            return None
        start, count, call = len(found.group(1)), found.group(2), found.group(3)
    # The first lessons know no loop yet, and `move` takes a number of steps.
    stepped = re.fullmatch(r"move\s*\(\s*\)", call) is not None
    example = f"move({count})" if stepped else f"for pas in range({count}):"
    repaired = example if stepped else f"{example} {call}"
    fix = complaint.tried([complaint.replacing(start, len(complaint.code), repaired)])
    if fix is None:
        return None
    seen = complaint.code.strip()
    return complaint.problem("syntax.repeat", start, len(complaint.code), fix, seen=seen, example=example)


def _is_called(complaint: Complaint, call: str) -> bool:
    name = call.partition("(")[0].strip()
    return name in CALLED or name in complaint.defined or fold(name) in MEANT


def full_stop(complaint: Complaint) -> Problem | None:
    """`move().`, `move()!`: a sentence ends so, a line of a program does not."""
    found = re.search(r"(?<=[)\]\"'])\s*([.!?]+)\s*$", complaint.code)
    if found is None:
        return None
    start, end = found.span(1)
    fix = complaint.tried(
        (
            complaint.rewriting(_without_stop, 1),
            complaint.replacing(start, end, ""),
        )
    )
    if fix is None:
        return None
    return complaint.problem("syntax.extra_sign", start, end, fix, seen=found.group(1))


def _without_stop(line: str) -> str:
    return (
        re.sub(r"(?<=[)\]\"'])\s*[.!?]+\s*$", "", line)
        if masked(line).rstrip()[-1:] in (".", "!", "?")
        else line
    )


def word_behind(complaint: Complaint) -> Problem | None:
    """`move(3) pași`, `x = 5 mere`, `move(3 pași)`, `move 3 pași`: a word that only a reader needs."""
    code = complaint.code
    for found in re.finditer(r"(?<=[)\d])\s+([^\W\d]\w{2,})\s*(?=[),;.]|$)", masked(code)):
        if not _means_nothing(complaint, found.group(1)):
            continue
        start, end = found.span(1)
        fix = complaint.tried([complaint.replacing(found.start(), end, "")], past_the_line=True)
        if fix is not None:
            return complaint.problem("syntax.extra_word", start, end, fix, seen=found.group(1))
        call = re.fullmatch(r"(\s*)([^\W\d]\w*)\s+(\d+)", code[: found.start()])
        if call is None or call.group(2) not in CALLED | complaint.defined:
            continue
        name, example = call.group(2), f"{call.group(2)}({call.group(3)})"
        fix = complaint.tried([complaint.replacing(call.end(1), end, example)], past_the_line=True)
        if fix is not None:
            return complaint.problem(
                "syntax.call_brackets", call.end(1), end, fix, name=name, example=example
            )
    return None


def word_in_front(complaint: Complaint) -> Problem | None:
    """`Ari move(3)`, `Ari move 3`: whom it is said to, and a command."""
    found = re.fullmatch(r"(\s*)([^\W\d]\w*)\s*,?\s+(([^\W\d]\w*)\b\s*(.*?))\s*[.;]?", complaint.code)
    if found is None or found.group(4) not in CALLED | complaint.defined:
        return None
    if not _means_nothing(complaint, found.group(2)):
        return None
    begin, whole, command, given = len(found.group(1)), found.group(3), found.group(4), found.group(5)
    start, end = found.span(2)
    forms = [whole] if given.startswith("(") else [f"{command}({given})"]
    fix = complaint.tried(
        [complaint.replacing(begin, len(complaint.code), form) for form in forms], past_the_line=True
    )
    if fix is None:
        return None
    return complaint.problem("syntax.extra_word", start, end, fix, seen=found.group(2))


_BEHIND = re.compile(r"(\s*)([^\W\d]\w*)\s*\(\s*\)\s*(\d+|\"[^\"]*\"|'[^']*')\s*[.;]?")


def value_behind_brackets(complaint: Complaint) -> Problem | None:
    """`move()4`, `say() "salut"`: what a command is given stands between its brackets."""
    found = _BEHIND.fullmatch(complaint.code)
    if found is None:
        return None
    start, value = found.end(1), found.group(3)
    example = f"{found.group(2)}({value})"
    fix = complaint.tried([complaint.replacing(start, len(complaint.code), example)], past_the_line=True)
    if fix is None:
        return None
    return complaint.problem(
        "syntax.value_behind_brackets", start, len(complaint.code), fix, seen=value, example=example
    )


_EMPTY = re.compile(r"(\s*)(?:\(\s*\)\s*([^\W\d]\w*)|([^\W\d]\w*)\s*(?:\[\s*\]|<\s*>))\s*[.;]?")


def empty_brackets(complaint: Complaint) -> Problem | None:
    """`()move`, `move[]`: empty brackets on the wrong side, or of another kind."""
    found = _EMPTY.fullmatch(complaint.code)
    if found is None:
        return None
    name = found.group(2) or found.group(3)
    if name not in CALLED | complaint.defined:
        return None
    start, example = found.end(1), f"{name}()"
    fix = complaint.tried([complaint.replacing(start, len(complaint.code), example)], past_the_line=True)
    if fix is None:
        return None
    key = "syntax.call_brackets" if found.group(2) else "syntax.call_bracket_kind"
    return complaint.problem(key, start, len(complaint.code), fix, name=name, example=example)


_SPOKEN = ("print", "say", "input")


def prose(complaint: Complaint) -> Problem | None:
    """`Drumul lui Ari`, `Program:` above the commands: words for a reader, as in a note."""
    code = complaint.code.strip()
    words = code.rstrip(".!:").split()
    title = len(words) == 1 and code.endswith(":") and words[0][:1].isupper()
    if not (title or len(words) > 2) or not all(re.fullmatch(r"[^\W\d_]+,?", word) for word in words):
        return None
    if not all(_means_nothing(complaint, word.rstrip(",")) for word in words):
        return None
    if title and nearest(words[0], HEADERS):
        return None
    start = len(complaint.code) - len(complaint.code.lstrip())
    fix = complaint.tried([complaint.replacing(start, start, "# ")], past_the_line=True)
    if fix is None:
        return None
    return complaint.problem("syntax.prose", start, len(complaint.code), fix)


def sentence(complaint: Complaint) -> Problem | None:
    """`mergi la steag`, `move forward 4`: a request in whole words."""
    words = [word.strip(",.!?") for word in complaint.code.split()]
    if len(words) < 2 or not all(re.fullmatch(r"[^\W_]+", word) for word in words):
        return None
    if any(word in KEYWORDS or word in complaint.bound or word in complaint.defined for word in words):
        return None
    meant = next((command for word in words if (command := _command(word))), "")
    if not meant or meant in _SPOKEN:
        return None
    number = next((word for word in words if word.isdecimal()), "")
    start = len(complaint.code) - len(complaint.code.lstrip())
    example = f"{meant}({number if meant not in _TURNS else ''})"
    return complaint.problem("syntax.sentence", start, len(complaint.code), example=example)


_TURNS = ("turn_left", "turn_right")


def _command(word: str) -> str:
    """The command a word stands for, in whichever language, or ""."""
    if word in CALLED:
        return next((name for name in MEANT.get(word, ()) if name in CALLED), word)
    return next((name for name in MEANT.get(fold(word), ()) if name in CALLED), "")


def _means_nothing(complaint: Complaint, word: str) -> bool:
    """Whether a word is neither Python's nor a command nor a name of this program."""
    return not (
        word in KEYWORDS
        or word in CALLED
        or fold(word) in MEANT
        or word in complaint.bound
        or word in complaint.defined
    )
