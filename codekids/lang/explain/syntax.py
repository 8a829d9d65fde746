"""From CPython's complaint about a program to a Problem a child can read.

A table of small rules, each a pure function from a Complaint to a Problem or
None; the first that knows what is going on speaks. A rule looks at the source
first and at Python's message second, since messages change from one Python to
the next. To add one: write it in the module of its subject, put it in `RULES`,
its sentence in the catalogues and a case in tests/lang/faulty/.
"""

from __future__ import annotations

from collections.abc import Sequence

from codekids.lang.explain import brackets, everyday, foreign, keywords, layout, quotes, signs
from codekids.lang.explain.complaint import Complaint, Rule, StillWrong, complaint_of
from codekids.lang.lines import indentation
from codekids.lang.problems import Problem

# From what is certain to what is guessed. Rules that rest on a special message of Python stand before
# those that rest on a bare "invalid syntax".
RULES: tuple[Rule, ...] = (
    brackets.nested_too_deeply,
    quotes.typographic_quotes,
    quotes.quotes_of_commas,
    quotes.backticks,
    signs.invisible_signs,
    everyday.so_many_times,
    everyday.joined_commands,
    everyday.dashed_word,
    signs.look_alike_signs,
    everyday.mark_in_front,
    everyday.note_behind,
    foreign.comment_signs,
    quotes.unopened_quote,
    quotes.quote_inside,
    quotes.doubled_quotes,
    quotes.unquoted_text,
    quotes.open_quote,
    quotes.braces_in_text,
    quotes.f_apart,
    foreign.word_python_lacks,
    foreign.counted_for,
    foreign.for_with_start,
    foreign.for_to,
    foreign.for_brackets,
    foreign.braces,
    foreign.std_stream,
    foreign.declaration,
    layout.tabs,
    layout.missing_block,
    foreign.word_above_block,
    layout.too_far_right,
    layout.no_such_step,
    layout.try_alone,
    keywords.else_if,
    keywords.repeat,
    keywords.missing_space,
    keywords.missing_in,
    keywords.missing_condition,
    brackets.open_bracket,
    brackets.missing_opening,
    brackets.extra_bracket,
    brackets.wrong_bracket,
    brackets.call_with_braces,
    brackets.stray_dot,
    everyday.full_stop,
    signs.split_operator,
    keywords.equals_in_condition,
    signs.other_operators,
    signs.half_comparison,
    keywords.definition_without_name,
    keywords.half_if,
    keywords.global_with_value,
    keywords.turned_import,
    signs.sign_for_comma,
    keywords.reserved_word,
    keywords.name_in_pieces,
    keywords.turned_assignment,
    keywords.assign_to_call,
    keywords.outside_its_place,
    keywords.word_in_pieces,
    keywords.misspelt_keyword,
    keywords.translated_line,
    layout.else_cut_off,
    keywords.else_alone,
    keywords.else_with_condition,
    keywords.word_of_another_language,
    keywords.parameter_no_name,
    keywords.definition_without_brackets,
    layout.missing_definition,
    everyday.prose,
    layout.extra_colon,
    layout.two_headers,
    signs.not_between,
    signs.spoken_operator,
    signs.comma_in_condition,
    layout.missing_colon,
    everyday.value_behind_brackets,
    everyday.empty_brackets,
    everyday.word_in_front,
    everyday.word_behind,
    keywords.call_without_brackets,
    brackets.inner_call,
    layout.two_on_one_line,
    keywords.misspelt_inside,
    signs.strange_numbers,
    signs.percent,
    signs.missing_pair_colon,
    signs.square_for_curly,
    signs.colon_for_division,
    signs.dots_for_range,
    signs.extra_comma,
    signs.missing_comma,
    signs.nothing_before,
    keywords.unfinished,
    everyday.sentence,
    signs.side_by_side,
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
