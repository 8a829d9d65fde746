"""Rules about brackets: open, extra, of another kind, or missing around what a call is given."""

from __future__ import annotations

import re

from codekids.lang.explain.complaint import Complaint
from codekids.lang.lines import split_lines
from codekids.lang.problems import Fix, Problem
from codekids.lang.tokens import code_end, masked
from codekids.lang.words import HEADERS, KEYWORDS, MEANT

CLOSING = {"(": ")", "[": "]", "{": "}"}
OPENING = {closing: opening for opening, closing in CLOSING.items()}

# Words that are called: commands of the worlds and what Python brings along.
CALLED = (frozenset(word for words in MEANT.values() for word in words if word.isidentifier()) - KEYWORDS) | {
    "abs", "bool", "chr", "enumerate", "float", "input", "int", "len", "list", "max", "min", "ord", "print",
    "range", "reversed", "round", "set", "sorted", "str", "sum", "tuple", "at_goal", "object_here",
    "carries_object", "front_is_clear", "right_is_clear", "left_is_clear", "wall_in_front", "wall_on_right",
}  # fmt: skip


def still_open(code: str) -> str:
    """The opening brackets without a partner, innermost first."""
    return "".join(code[at] for at in reversed(open_places(masked(code))))


def open_places(cover: str) -> list[int]:
    """Where the brackets without a partner open, outermost first; `cover` is masked code."""
    waiting: list[int] = []
    for at, char in enumerate(cover):
        if char in CLOSING:
            waiting.append(at)
        elif char in OPENING and waiting and cover[waiting[-1]] == OPENING[char]:
            waiting.pop()
    return waiting


def nested_too_deeply(complaint: Complaint) -> Problem | None:
    """More brackets, steps or blocks inside each other than Python takes."""
    if complaint.message.startswith("too many"):
        return complaint.problem("source.too_deep", complaint.column)
    return None


def open_bracket(complaint: Complaint) -> Problem | None:
    """A bracket that opens and never closes. Marked where it opens."""
    found = re.match(r"'([(\[{])' was never closed", complaint.message)
    if found is None:
        return _open_before_colon(complaint) or _open_above(complaint)
    bracket = found.group(1)
    closing = CLOSING[bracket]
    fixes = []
    # Where it closes nobody knows; the child's lines below may belong inside, so each end is tried.
    for line in range(complaint.line, min(complaint.line + 8, len(complaint.lines)) + 1):
        whole = complaint.lines[line - 1]
        end = code_end(whole)
        if line == complaint.line and complaint.first_word in HEADERS:
            if whole[:end].endswith(":"):
                fixes.append(complaint.replacing(end - 1, end - 1, closing, line))
            else:
                fixes.append(complaint.replacing(end, end, closing + ":", line))
        fixes.append(complaint.replacing(end, end, closing, line))
    column = complaint.column
    fix = complaint.tried(fixes)
    return complaint.problem(
        "syntax.unclosed_bracket", column, column + 1, fix, bracket=bracket, closing=closing
    )


def _open_before_colon(complaint: Complaint) -> Problem | None:
    """`for pas in range(4:`, of which Python only says that the colon is wrong."""
    code = complaint.code
    waiting = still_open(code)
    if not complaint.message.startswith("invalid syntax") or not code.endswith(":") or not waiting:
        return None
    end = len(code) - 1
    missing = "".join(CLOSING[char] for char in waiting)
    fix = complaint.tried([complaint.replacing(end, end, missing)])
    if fix is None:
        return None
    column = open_places(masked(code))[-1]
    return complaint.problem(
        "syntax.unclosed_bracket", column, column + 1, fix, bracket=waiting[0], closing=missing[0]
    )


def _open_above(complaint: Complaint) -> Problem | None:
    """A bracket left open on a line above, of which Python only notices that the next line does not fit."""
    if not complaint.message.startswith(("invalid syntax", "cannot assign", "expected", "positional")):
        return None
    above = "\n".join(complaint.lines[: complaint.line - 1])
    places = open_places(masked(above))
    if not places:
        return None
    before = split_lines(above[: places[-1]])
    line, column = len(before), len(before[-1])
    bracket = above[places[-1]]
    end = code_end(complaint.lines[line - 1])
    fixes = [complaint.replacing(end, end, CLOSING[bracket], line)]
    fix = complaint.tried(fixes, past_the_line=True)
    if fix is None:
        return None
    return complaint.problem(
        "syntax.unclosed_bracket",
        column,
        column + 1,
        fix,
        line=line,
        bracket=bracket,
        closing=CLOSING[bracket],
    )


def missing_opening(complaint: Complaint) -> Problem | None:
    """`move)`, `print "a")`, `for i in range 4):` – the closing bracket is there, the opening one is not."""
    found = re.match(r"unmatched '\)'", complaint.message)
    if found is None:
        return None
    code, column = complaint.code, complaint.column
    if re.match(r"\s*\(", code[column + 1 :]):
        return None  # `move)(`: turned round
    words = [
        token
        for token in complaint.tokens
        if token.kind == "word" and token.end <= column and code[token.end : token.end + 1] != "("
    ]
    for token in reversed(words):
        rest = code[token.end : column].strip()
        if token.text not in CALLED and (rest or len(complaint.tokens) > 2 or token.text in KEYWORDS):
            continue
        fix = complaint.tried(
            [complaint.replacing(token.end, column - len(code[token.end : column].lstrip()), "(")]
        )
        if fix is not None:
            example = f"{token.text}({rest})"
            return complaint.problem(
                "syntax.unopened_bracket", token.start, column + 1, fix, name=token.text, example=example
            )
    return None


def extra_bracket(complaint: Complaint) -> Problem | None:
    """A closing bracket that nothing opens."""
    found = re.match(r"unmatched '(.)'", complaint.message)
    if found is None:
        return None
    column = complaint.column
    fixes: list[Fix | None] = []
    turned = re.match(r"\)\s*\(", complaint.code[column:])
    if turned:
        fixes.append(complaint.replacing(column, column + turned.end(), "()"))
    fixes.append(complaint.replacing(column, column + 1, ""))
    fix = complaint.tried(fixes)
    return complaint.problem("syntax.extra_bracket", column, column + 1, fix, bracket=found.group(1))


def wrong_bracket(complaint: Complaint) -> Problem | None:
    """A bracket closed with another kind, or a call opened with another."""
    found = re.match(r"closing parenthesis '(.)' does not match opening parenthesis '(.)'", complaint.message)
    if found is None:
        return None
    seen, bracket = found.groups()
    closing = CLOSING[bracket]
    code, column = complaint.code, complaint.column
    places = open_places(masked(code[:column]))
    start = places[-1] if places else -1
    before = re.search(r"([^\W\d]\w*)\s*$", code[: max(start, 0)])
    if start >= 0 and before and before.group(1) in CALLED and seen == ")":
        fix = complaint.tried([complaint.replacing(start, start + 1, OPENING[seen])])
        return complaint.problem(
            "syntax.call_bracket_kind",
            before.start(1),
            column + 1,
            fix,
            name=before.group(1),
            example=f"{before.group(1)}({code[start + 1 : column]})",
        )
    fixes = [complaint.replacing(column, column + 1, closing), complaint.replacing(column, column, closing)]
    fix = complaint.tried(fixes)
    return complaint.problem(
        "syntax.bracket_mismatch", column, column + 1, fix, seen=seen, bracket=bracket, closing=closing
    )


def call_with_braces(complaint: Complaint) -> Problem | None:
    """`print{"a"}`, `move<3>`: a call wants round brackets."""
    found = re.fullmatch(r"\s*(([^\W\d]\w*)\s*[{<](.*)[}>])\s*;?", complaint.code)
    if found is None or found.group(2) not in CALLED | complaint.defined:
        return None
    example = f"{found.group(2)}({found.group(3)})"
    fix = complaint.tried([complaint.replacing(found.start(1), found.end(1), example)])
    if fix is None:
        return None
    return complaint.problem(
        "syntax.call_bracket_kind", found.start(1), found.end(1), fix, name=found.group(2), example=example
    )


def stray_dot(complaint: Complaint) -> Problem | None:
    """`move.()`, `.move()`: a dot between nothing and something."""
    code = complaint.code
    for found in re.finditer(r"(?<=\w)\.(?=\s*\()|^\s*\.(?=[^\W\d])|\((\.)\)", masked(code)):
        at = found.start(1) if found.group(1) else found.end() - 1
        fix = complaint.tried([complaint.replacing(at, at + 1, "")])
        if fix is not None:
            return complaint.problem("syntax.extra_sign", at, at + 1, fix, seen=".")
    return None


def inner_call(complaint: Complaint) -> Problem | None:
    """`for i in range 4:`, `x = input "?"`, `print(len lista)`: a call without brackets within a line."""
    if not complaint.message.startswith("invalid syntax"):
        return None
    code = complaint.code
    there = complaint.tokens
    for at, token in enumerate(there[:-1]):
        following = there[at + 1]
        if token.kind != "word" or token.text not in CALLED | complaint.defined or not following.is_value:
            continue
        if following.text in KEYWORDS - {"True", "False", "None"} or not token.start <= complaint.column + 1:
            continue
        for end in _ends(code, following.start):
            given = code[following.start : end]
            fix = complaint.tried([complaint.replacing(token.start, end, f"{token.text}({given})")], True)
            if fix is not None:
                return complaint.problem(
                    "syntax.call_brackets", token.start, end, fix, name=token.text, example=fix.text
                )
    return None


def _ends(code: str, start: int) -> list[int]:
    """Where what a call is given may end: at the end of the code, before a colon or closing bracket."""
    cover = masked(code)
    depth = 0
    for at in range(start, len(cover)):
        depth += (cover[at] in CLOSING) - (cover[at] in OPENING)
        if depth < 0 or (depth == 0 and cover[at] == ":"):
            return [at]
    return [len(code)]
