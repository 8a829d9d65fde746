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
    return complaint.problem("syntax.indent_unexpected", 0, start, fix)


def no_such_step(complaint: Complaint) -> Problem | None:
    """A line that starts between two steps of the lines above."""
    if not complaint.message.startswith("unindent does not match"):
        return None
    start = indentation(complaint.lines[complaint.line - 1])
    steps = {indentation(line) for line in complaint.lines[: complaint.line - 1] if line.strip()}
    nearest = sorted(steps, key=lambda step: (abs(len(step) - len(start)), -len(step)))
    fix = complaint.tried([complaint.replacing(0, len(start), step) for step in nearest[:4]])
    return complaint.problem("syntax.unindent", 0, len(start), fix)


def missing_colon(complaint: Complaint) -> Problem | None:
    """A line that opens a block and does not end in a colon."""
    word = complaint.first_word
    code = complaint.code
    if word not in HEADERS or (code.endswith(":") and complaint.message != "expected ':'"):
        return None
    end = len(code)
    at_the_end = [complaint.replacing(end, end, ":")]
    other_end = re.search(r"\s*[;,.{]$", code)
    if other_end:
        at_the_end.insert(0, complaint.replacing(other_end.start(), end, ":"))
    fix = complaint.tried(at_the_end)
    at = len(code[: complaint.column].rstrip())
    if fix is None and re.match(r"\s*[^\W\d]\w*\s*(\(|=[^=])", code[at:]):
        end = at  # `if x > 3 move()`: the command follows on the same line
        fix = complaint.tried([complaint.replacing(at, at, ":")], past_the_line=True)
    if fix is None and complaint.message != "expected ':'":
        return None
    return complaint.problem("syntax.missing_colon", max(end - 1, 0), end, fix, word=word)


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
    if fix is None:
        return None
    return complaint.problem("syntax.two_on_line", column, len(code), fix, second=code[column:])
