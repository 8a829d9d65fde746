"""What looks wrong in a program that runs: offered only when its run missed, and never a reason not to run.

A right program may do any of these on purpose (compare without using the answer, define and not call),
so nobody is told unless the result is not what was asked. A table of small rules over the tree, from the
surest to the least sure; each yields Remarks at their place.
To add one: write it beside its like, put it in `RULES`, its sentence in the catalogues, a case in
tests/lessons/runs/.
"""

from __future__ import annotations

from codekids.lang.dialect import Dialect
from codekids.lang.explain import remarks_lines, remarks_names, remarks_ways
from codekids.lang.explain.look import Look, Remark, Rule
from codekids.lang.source import Program

__all__ = ["RULES", "Remark", "find_remarks"]

RULES: tuple[Rule, ...] = (
    remarks_lines.answer_compared,
    remarks_lines.answers_joined,
    remarks_lines.equals_plus,
    remarks_lines.commands_joined,
    remarks_lines.command_in_quotes,
    remarks_names.command_given,
    remarks_lines.without_effect,
    remarks_lines.name_in_quotes,
    remarks_lines.function_shown,
    remarks_ways.condition_of_values,
    remarks_ways.empty_range,
    remarks_ways.unreachable,
    remarks_ways.leaves_at_once,
    remarks_ways.reset_in_loop,
    remarks_ways.list_changed,
    remarks_ways.times_zero,
    remarks_ways.never_called,
    remarks_lines.result_dropped,
    remarks_names.name_by_slip,
    remarks_names.decimal_comma,
    remarks_names.caret,
    remarks_ways.else_of_loop,
    remarks_ways.counter_changed,
    remarks_names.same_given,
    remarks_names.shadowed,
    remarks_names.mean_without_brackets,
    remarks_lines.name_in_text,
)


def find_remarks(program: Program, dialect: Dialect) -> list[Remark]:
    """What may be behind a miss, as far as the source alone shows, the surest first. Never raises."""
    if program.tree is None:
        return []
    look = Look(program, dialect)
    try:
        return [remark for rule in RULES for remark in rule(look)]
    except RecursionError:  # nested too deeply even to look at
        return []
