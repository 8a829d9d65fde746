"""From CPython's complaint about a program to a Problem a child can read.

A table of small rules, each a pure function from a Complaint to a Problem or
None; the first that knows what is going on speaks. A rule looks at the source
first and at Python's message second, since messages change from one Python to
the next. To add one: write it in the module of its subject, put it in `RULES`,
its sentence in the catalogues and a case in tests/lang/faulty.txt.
"""

from __future__ import annotations

from collections.abc import Sequence

from codekids.lang import syntax_layout, syntax_signs, syntax_words
from codekids.lang.complaint import Complaint, Rule, StillWrong, complaint_of
from codekids.lang.lines import indentation
from codekids.lang.problems import Problem

# From what is certain to what is guessed. Rules that rest on a special message of Python stand before
# those that rest on a bare "invalid syntax".
RULES: tuple[Rule, ...] = (
    syntax_signs.nested_too_deeply,
    syntax_signs.typographic_quotes,
    syntax_signs.invisible_signs,
    syntax_signs.look_alike_signs,
    syntax_signs.open_quote,
    syntax_layout.tabs,
    syntax_layout.missing_block,
    syntax_layout.too_far_right,
    syntax_layout.no_such_step,
    syntax_words.else_if,
    syntax_words.repeat,
    syntax_words.missing_in,
    syntax_signs.unquoted_text,
    syntax_signs.open_bracket,
    syntax_signs.extra_bracket,
    syntax_signs.wrong_bracket,
    syntax_words.equals_in_condition,
    syntax_signs.other_operators,
    syntax_words.reserved_word,
    syntax_words.assign_to_call,
    syntax_words.outside_its_place,
    syntax_words.misspelt_keyword,
    syntax_words.else_alone,
    syntax_words.else_with_condition,
    syntax_words.word_of_another_language,
    syntax_words.definition_without_brackets,
    syntax_layout.missing_colon,
    syntax_words.call_without_brackets,
    syntax_layout.two_on_one_line,
    syntax_words.misspelt_inside,
    syntax_signs.strange_numbers,
    syntax_signs.missing_comma,
    syntax_words.unfinished,
)


# A longer line was not typed by a child, and looking for what was meant could take seconds.
LONGEST_LINE = 500
# Repairs tried for one complaint; each costs a compilation.
MOST_TRIES = 30


def explain(text: str, error: SyntaxError, still_wrong: StillWrong) -> Problem:
    """The problem behind a SyntaxError of this text. `still_wrong` gives the first error of another text,
    None if it compiles; with it every repair is tried before it is offered."""
    tries = 0

    def tried_so_far(repaired: str) -> SyntaxError | None:
        nonlocal tries
        tries += 1
        return still_wrong(repaired) if tries <= MOST_TRIES else error

    complaint = complaint_of(text, error, tried_so_far)
    long = len(complaint.lines[complaint.line - 1]) > LONGEST_LINE
    for rule in RULES[:1] if long else RULES:
        problem = rule(complaint)
        if problem is not None:
            return problem
    return unclear(complaint)


def unclear(complaint: Complaint) -> Problem:
    """A calm sentence for what no rule knows yet."""
    return complaint.problem("syntax.unclear", complaint.column, complaint.end)


def deepest_line(lines: Sequence[str]) -> int:
    """The 1-based number of the line that most likely holds too much: a guess, by length and indentation."""

    def weight(index: int) -> int:
        return len(lines[index]) + 10 * len(indentation(lines[index]))

    return max(range(len(lines)), key=weight) + 1
