"""Rules about the shape of a program: spaces at the start, colons at the end, one command to a line."""

from __future__ import annotations

import re

from codekids.lang.explain.complaint import Complaint
from codekids.lang.lines import indentation, last_code_line
from codekids.lang.problems import Problem
from codekids.lang.tokens import WORD, code_end, masked
from codekids.lang.words import HEADERS

STEP = "    "


def tabs(complaint: Complaint) -> Problem | None:
    """Spaces and tabs mixed at the start of lines."""
    layout = complaint.message.startswith(("inconsistent use of tabs", "unindent does not match"))
    if not layout or not any("\t" in indentation(line) for line in complaint.lines):
        return None

    def spaces(width: int, line: str) -> str:
        start = indentation(line)
        return start.expandtabs(width) + line[len(start) :]

    fix = complaint.tried(
        (
            complaint.rewriting(lambda line: spaces(4, line), 1),
            complaint.rewriting(lambda line: spaces(8, line), 1),
        )
    )
    start = len(indentation(complaint.lines[complaint.line - 1]))
    return complaint.problem("syntax.tabs", 0, start, fix)


def missing_block(complaint: Complaint) -> Problem | None:
    """After a colon nothing follows, or what follows is not moved to the right."""
    found = re.match(r"expected an indented block after .*on line (\d+)", complaint.message)
    if found is None:
        return None
    header = min(int(found.group(1)), len(complaint.lines))
    top = complaint.lines[header - 1]
    first = WORD.match(top.strip())
    word = first.group() if first else ":"
    step = indentation(top) + STEP
    code = complaint.code.strip()
    if complaint.line <= header or not code or code.split(":")[0].split(" ")[0] in ("else", "elif", "except"):
        return complaint.problem(
            "syntax.empty_body", len(indentation(top)), code_end(top), line=header, word=word
        )
    start = len(indentation(complaint.lines[complaint.line - 1]))
    fix = complaint.tried([complaint.replacing(0, start, step)])
    end = len(complaint.code)
    return complaint.problem("syntax.indent_expected", start, end, fix, word=word, header=header)


def too_far_right(complaint: Complaint) -> Problem | None:
    """A line that starts further right than the one above, with no colon there."""
    if complaint.message != "unexpected indent":
        return None
    above = last_code_line(complaint.lines, complaint.line)
    step = indentation(complaint.lines[above - 1]) if above else ""
    start = len(indentation(complaint.lines[complaint.line - 1]))
    fix = complaint.tried([complaint.replacing(0, start, step)])
    key = "syntax.indent_unexpected" if above else "syntax.indent_first"
    return complaint.problem(key, 0, start, fix)


def no_such_step(complaint: Complaint) -> Problem | None:
    """A line that starts between two steps of the lines above."""
    if not complaint.message.startswith("unindent does not match"):
        return None
    start = indentation(complaint.lines[complaint.line - 1])
    steps = {indentation(line) for line in complaint.lines[: complaint.line - 1] if line.strip()}
    nearest = sorted(steps, key=lambda step: (abs(len(step) - len(start)), -len(step)))
    fix = complaint.tried([complaint.replacing(0, len(start), step) for step in nearest[:4]])
    return complaint.problem("syntax.unindent", 0, len(start), fix)


def missing_definition(complaint: Complaint) -> Problem | None:
    """`urca():` with lines moved to the right below it: the `def` in front is missing."""
    found = re.fullmatch(
        r"(\s*)([^\W\d]\w*)\s*(\((?:[^\W\d]\w*(?:\s*,\s*[^\W\d]\w*)*)?\))\s*:", complaint.code
    )
    if found is None or found.group(2) in (*HEADERS, "print") or complaint.line == len(complaint.lines):
        return None
    below = complaint.lines[complaint.line]
    if len(indentation(below)) <= len(found.group(1)) or not below.strip():
        return None
    example = f"def {found.group(2)}{found.group(3)}:"
    start = found.end(1)
    fix = complaint.tried([complaint.replacing(start, len(complaint.code), example)], past_the_line=True)
    if fix is None:
        return None
    return complaint.problem("syntax.missing_def", start, len(complaint.code), fix, example=example)


def extra_colon(complaint: Complaint) -> Problem | None:
    """`scor = 3:`, `move():` – a colon after a line that opens no block."""
    code = complaint.code
    if not code.endswith(":") or complaint.first_word in HEADERS or complaint.message != "invalid syntax":
        return None
    end = len(code)
    fix = complaint.tried([complaint.replacing(len(code[:-1].rstrip()), end, "")], past_the_line=True)
    if fix is None:
        return None
    return complaint.problem("syntax.extra_sign", end - 1, end, fix, seen=":")


_TWO_HEADERS = re.compile(r"\s*(?:if|elif|else|for|while|def)\b.*?:\s*((?:if|for|while|def|try)\b.*)")


def two_headers(complaint: Complaint) -> Problem | None:
    """`for pas in range(3): if at_goal(): done()`: each block opens on its own line."""
    found = _TWO_HEADERS.fullmatch(masked(complaint.code))
    if found is None or complaint.message != "invalid syntax" or complaint.column > found.start(1):
        return None
    code, at = complaint.code, found.start(1)
    step = indentation(code) + STEP
    cut = len(code[:at].rstrip())
    fix = complaint.tried([complaint.replacing(cut, at, complaint.newline + step)], past_the_line=True)
    return complaint.problem("syntax.two_on_line", at, len(code), fix, second=code[at:])


def else_cut_off(complaint: Complaint) -> Problem | None:
    """Between an `if` and its `else` stands a line that is not moved to the right."""
    word = complaint.first_word
    start = indentation(complaint.code)
    if (
        word not in ("else", "elif")
        or complaint.message != "invalid syntax"
        or complaint.column != len(start)
    ):
        return None
    between = last_code_line(complaint.lines, complaint.line)
    if not between or indentation(complaint.lines[between - 1]) != start:
        return None
    first = between
    while first > 1:
        above = last_code_line(complaint.lines, first)
        line = complaint.lines[above - 1] if above else ""
        if indentation(line) != start or line.strip().startswith(("if ", "if(", "elif ", "for ", "while ")):
            break
        first = above
    else:
        return None
    step = start + STEP
    fix = complaint.tried(
        [complaint.rewriting(lambda text: step + text.strip() if text.strip() else text, first, between)],
        past_the_line=True,
    )
    if fix is None:
        return None
    return complaint.problem(
        "syntax.else_cut_off", len(start), len(start) + len(word), fix, word=word, between=between
    )


def try_alone(complaint: Complaint) -> Problem | None:
    """A `try` without `except`, an `except` without `try`."""
    if complaint.first_word in ("except", "finally") and complaint.message == "invalid syntax":
        start = len(indentation(complaint.code))
        end = start + len(complaint.first_word)
        return complaint.problem("syntax.except_alone", start, end, word=complaint.first_word)
    if not complaint.message.startswith("expected 'except' or 'finally'"):
        return None
    for number in range(complaint.line, 0, -1):
        found = re.match(r"(\s*)(try)\s*:", complaint.lines[number - 1])
        if found:
            return complaint.problem("syntax.try_alone", found.start(2), found.end(2), line=number)
    return None


def missing_colon(complaint: Complaint) -> Problem | None:
    """A line that opens a block and does not end in a colon."""
    word = complaint.first_word
    code = complaint.code
    if word not in HEADERS or (code.endswith(":") and complaint.message != "expected ':'"):
        return None
    end = len(code)
    at_the_end = [complaint.replacing(end, end, ":")]
    other_end = re.search(r"\s*[;,.=]$", code)
    if other_end:
        at_the_end.insert(0, complaint.replacing(other_end.start(), end, ":"))
    fix = complaint.tried(at_the_end)
    at = len(code[: complaint.column].rstrip())
    if fix is None and re.match(r"\s*[^\W\d]\w*\s*(\(|=[^=])", code[at:]):
        # `if x > 3 move()`: the command follows on the same line
        fix = complaint.tried([complaint.replacing(at, at, ":")], past_the_line=True)
        follows = re.match(r"\s*(\w+)", code[at:])
        if fix is not None and follows is not None:
            return complaint.problem(
                "syntax.missing_colon_before", max(at - 1, 0), at, fix, follows=follows[1]
            )
        end = at
    if fix is None and complaint.message != "expected ':'":
        return None
    return complaint.problem("syntax.missing_colon", max(end - 1, 0), end, fix, word=word)


# What can stand on a line of its own: a call, a value given, a word of Python.
_SECOND = re.compile(
    r"[^\W\d][\w.]*\s*(?:\(|[-+*/]?=(?!=))|(?:else|elif|if|for|while|return|break|continue|pass)\b"
)


def two_on_one_line(complaint: Complaint) -> Problem | None:
    """`move() turn_left()`: each command wants its own line."""
    code = complaint.code
    column = complaint.column
    before = code[:column].rstrip()
    if complaint.message != "invalid syntax" or not before.strip() or not WORD.match(code, column):
        return None
    if masked(before)[-1] not in ")]_" and "=" not in before:
        return None  # `turn left`, `var x`: two words are not yet two commands
    step = indentation(code)
    fix = complaint.tried(
        [complaint.replacing(len(before), column, complaint.newline + step)], past_the_line=True
    )
    if not _SECOND.match(code, column):
        return None  # `y = 2 x`: a value, not a command
    if fix is None:
        return _many_on_one_line(complaint, len(before), column, step)
    return complaint.problem("syntax.two_on_line", column, len(code), fix, second=code[column:])


# The end of a call, and the beginning of what cannot go on with it.
_NEXT_CALL = re.compile(r"(?<=\))\s*(?=[^\W\d]\w*\s*\()")


def _many_on_one_line(complaint: Complaint, start: int, column: int, step: str) -> Problem | None:
    """`move()move()move()`: more than two; each gets its own line, or nothing is offered."""
    rest = complaint.code[column:]
    cuts = [found.span() for found in _NEXT_CALL.finditer(masked(rest))]
    begins = [0, *(end for _, end in cuts)]
    ends = [*(begin for begin, _ in cuts), len(rest)]
    commands = [rest[begin:end] for begin, end in zip(begins, ends, strict=True)]
    lines = "".join(complaint.newline + step + command for command in commands)
    fix = complaint.tried([complaint.replacing(start, len(complaint.code), lines)], past_the_line=True)
    if fix is None or len(commands) < 2:
        return None
    return complaint.problem("syntax.many_on_line", column, len(complaint.code), fix)
