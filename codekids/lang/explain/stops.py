"""From a run that Python ended to what the child can mend.

The engine says which error and where; here the source is asked what led to it. A table of small rules
per kind of error, each from a Stop to a Problem or None; the first that knows speaks, else the engine's
own sentence stays. To add one: write it beside its like (`stops_calls`, `stops_types`, `stops_values`,
`stops_names`), put it in `RULES`, its sentence in the catalogues, a case in tests/lessons/runs/.
"""

from __future__ import annotations

from collections.abc import Mapping

from codekids.lang.dialect import Dialect
from codekids.lang.explain import stops_calls, stops_names, stops_types, stops_values
from codekids.lang.explain.stop import Rule, Stop
from codekids.lang.problems import Problem
from codekids.lang.source import Program

RULES: dict[str, tuple[Rule, ...]] = {
    "NameError": (stops_names.local_elsewhere, stops_names.not_given_yet),
    "UnboundLocalError": (stops_names.global_in_function, stops_names.not_given_yet),
    "TypeError": (
        stops_calls.nothing_came_back,
        stops_calls.missing_call,
        stops_types.decimal_comma,
        stops_calls.wrong_count,
        stops_calls.missing_self,
        stops_calls.not_callable,
        stops_types.text_and_number,
        stops_types.list_and_value,
        stops_types.number_walked,
        stops_types.positions,
        stops_types.position_of_wrong_kind,
        stops_types.cannot_be_changed,
        stops_types.length_of_number,
        stops_types.whole_number_wanted,
        stops_types.mixed_kinds,
        stops_types.unpacking,
        stops_types.other_kinds,
    ),
    "ValueError": (
        stops_values.no_number,
        stops_values.unpacking,
        stops_values.not_in_row,
        stops_values.empty_row,
        stops_values.out_of_bounds,
    ),
    "IndexError": (stops_values.empty_pop, stops_values.position_too_far),
    "KeyError": (stops_values.missing_key,),
    "AttributeError": (
        stops_calls.nothing_came_back,
        stops_names.missing_call_before_dot,
        stops_names.part_of_another_language,
        stops_names.part_misspelt,
        stops_names.part_of_another_kind,
    ),
    "ZeroDivisionError": (stops_values.zero_divisor,),
    "RecursionError": (stops_names.endless_recursion,),
    "RuntimeError": (stops_values.changed_while_walked,),
}
BY_KEY: dict[str, tuple[Rule, ...]] = {
    "engine.not_yet.module": (stops_names.module_misspelt,),
    "engine.not_yet.module_part": (stops_names.part_of_module,),
    "engine.error.module": (stops_names.module_misspelt,),
    "world.steps_not_a_number": (stops_types.command_given_text,),
    "world.time_not_a_number": (stops_types.command_given_text,),
    "engine.bad_value": (stops_calls.command_given_command,),
}
# The programme's own words, by `raise` and `assert`, are not ours to reword.
KEPT = frozenset({"engine.error.raised", "engine.error.assertion"})


def explain_stop(
    program: Program, problem: Problem, variables: Mapping[str, str], dialect: Dialect | None = None
) -> Problem:
    """The same problem, told by its cause where the source shows one. Never raises.

    `variables` are those of the last moment, as text (`Timeline.variables_at`). The place may move to
    the line that has to change; `python` stays what Python said.
    """
    if program.tree is None or problem.key in KEPT:
        return problem
    stop = Stop(program, problem, variables, dialect or Dialect())
    try:
        for rule in (*BY_KEY.get(problem.key, ()), *RULES.get(stop.kind, ())):
            told = rule(stop)
            if told is not None:
                return told
    except RecursionError:  # a program nested so deeply that even looking at it is too much
        return problem
    return problem
