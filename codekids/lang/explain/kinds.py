"""The kind of a mistake: a short word that the log keeps, and that never changes.

Kinds group the keys of problems, so that "which mistakes does my club make" can be answered without any
text of a child, and so that each has one card for the librarian. A key that nobody put here has the kind
`other`; a test sees to it that there is none.
"""

from __future__ import annotations

from codekids.lang.problems import Message, Problem

# kind -> the keys it groups; a star at the end stands for all that begin so.
KINDS: dict[str, tuple[str, ...]] = {
    # The shape of a program.
    "colon": ("syntax.missing_colon", "syntax.missing_colon_before", "syntax.colon_for_equals"),
    "indent": (
        "syntax.indent_expected", "syntax.indent_unexpected", "syntax.indent_first",
        "syntax.unindent", "syntax.tabs", "syntax.empty_body",
    ),
    "two_on_line": ("syntax.two_on_line", "syntax.many_on_line", "remark.commands_joined"),
    "brackets": (
        "syntax.unclosed_bracket", "syntax.extra_bracket", "syntax.bracket_mismatch",
        "syntax.unopened_bracket", "syntax.empty_braces",
    ),
    "quotes": (
        "syntax.unclosed_quote", "syntax.unopened_quote", "syntax.curly_quotes",
        "syntax.doubled_quotes", "syntax.quote_inside", "syntax.backtick", "syntax.missing_quotes",
        "syntax.f_apart", "name.text_without_quotes", "remark.name_in_quotes",
        "remark.plus_in_quotes", "remark.name_in_text", "remark.f_forgotten", "stop.name_in_quotes",
        "remark.command_in_quotes",
    ),
    "signs": (
        "syntax.lookalike", "syntax.split_operator", "syntax.superscript", "syntax.extra_sign",
        "syntax.strange_sign", "syntax.percent", "syntax.times_missing", "syntax.side_by_side",
        "syntax.mark_in_front",
        "syntax.nothing_before", "syntax.unfinished", "stop.times_before_bracket",
        "stop.sign_before_bracket", "remark.caret", "remark.plus_plus", "remark.equals_plus",
    ),
    "invisible": ("syntax.invisible", "name.twin_letter", "name.letter_for_digit"),
    "numbers": (
        "syntax.leading_zero", "syntax.thousands", "syntax.two_points", "syntax.letters_after_digits",
        "syntax.digit_first", "name.number_word",
        "stop.decimal_comma", "stop.comma_in_text", "stop.point_in_whole",
    ),
    "comma": ("syntax.missing_comma", "syntax.missing_pair_colon", "syntax.pairs_in_square"),
    "equals": (
        "syntax.equals_in_condition", "name.compared_not_given", "syntax.turned_assignment",
        "syntax.assign_to_call", "syntax.assign_to_value", "remark.comparison_alone",
        "remark.compared_not_given", "remark.is_for_equals", "remark.same_given",
    ),
    "condition": (
        "syntax.half_comparison", "syntax.comma_in_condition", "syntax.missing_condition",
        "syntax.half_if", "remark.half_question", "remark.always_true", "remark.never_both",
        "miss.never_true", "miss.always_true", "miss.at_the_edge", "miss.never_same_letters",
    ),
    "else": (
        "syntax.else_if", "syntax.else_alone", "syntax.else_condition", "syntax.else_cut_off",
        "syntax.try_alone", "syntax.except_alone", "remark.else_of_loop",
    ),
    "loop_head": (
        "syntax.repeat", "syntax.missing_in", "syntax.range_dots", "syntax.c_for",
        "syntax.for_brackets", "stop.for_number", "remark.range_turned", "remark.range_empty",
        "remark.range_minus",
        "stop.zero_stride", "miss.loop_never_ran", "remark.counter_changed",
    ),
    "out_of_place": (
        "syntax.return_outside", "syntax.break_outside", "remark.unreachable",
        "remark.leaves_at_once",
    ),
    "other_language": (
        "syntax.braces", "syntax.comment", "syntax.no_main", "syntax.needless_line",
        "syntax.not_in_python", "syntax.declaration", "syntax.extra_word", "name.other_language",
        "stop.part_elsewhere", "remark.braces_alone",
    ),
    "keyword": ("syntax.keyword", "syntax.reserved"),
    "spaces": ("syntax.missing_space", "syntax.word_in_pieces", "syntax.name_in_pieces"),
    "function": (
        "syntax.missing_def", "syntax.def_without_name", "syntax.parameter_no_name",
        "syntax.global_value", "name.function_later", "remark.never_called", "stop.missing_self",
    ),
    "unclear": ("syntax.unclear", "syntax.sentence", "syntax.prose"),
    "file": ("source.*",),
    # Names.
    "spelling": (
        "name.did_you_mean", "name.letter_case", "stop.part_misspelt", "stop.module_misspelt",
        "remark.name_by_slip", "engine.error.attribute",
    ),
    "unknown_name": ("name.unknown", "name.unknown_call", "name.owner_in_front", "engine.error.name"),
    "import": ("name.not_imported", "syntax.turned_import", "engine.error.module", "engine.not_yet.module"),
    "no_value_yet": ("name.before_birth", "stop.line_not_run", "engine.error.unbound"),
    "scope": ("stop.local_elsewhere", "stop.global_in_function"),
    "shadowed": ("stop.shadowed", "remark.shadowed", "stop.recursion_by_name"),
    # Calls.
    "call_brackets": (
        "syntax.call_brackets", "syntax.call_bracket_kind", "call.missing_brackets",
        "syntax.value_behind_brackets", "name.number_grown_on", "remark.command_given",
        "stop.missing_call", "remark.part_without_call", "stop.called_twice", "stop.value_called",
        "engine.not_yet.method_value", "engine.error.not_callable",
    ),
    "arguments": (
        "name.number_wanted",
        "call.too_many", "call.too_few", "call.unknown_argument", "stop.too_few_values",
        "stop.too_many_values", "stop.takes_nothing", "engine.error.argument_count",
        "engine.wrong_arguments", "engine.bad_value", "stop.needs_a_row", "stop.list_for_number",
        "stop.text_for_number", "world.no_arguments", "world.too_many_arguments",
        "world.missing_argument", "world.steps_not_a_number", "world.negative_steps",
        "world.thing_not_text", "world.colour_not_text", "world.text_not_sayable",
        "world.time_not_a_number", "world.time_not_finite", "world.negative_time",
        "world.unknown_command", "world.colour_meant", "world.colour_unknown",
    ),
    # Values.
    "input_is_text": (
        "stop.input_is_text", "stop.input_is_text_here", "remark.answer_is_text",
        "remark.answers_joined", "remark.answer_repeated", "stop.empty_answer", "stop.input_turned",
        "stop.more_than_digits", "engine.error.not_a_number", "remark.answer_dropped",
        "engine.no_more_input",
    ),
    "text_and_number": (
        "stop.join_number", "stop.join_other", "stop.digits_in_quotes", "stop.digits_in_variable",
        "stop.text_in_sum", "stop.mixed_kinds", "stop.joined_numbers", "stop.number_from_list",
        "engine.error.text_and_number", "engine.error.type", "engine.error.value",
    ),
    "position": (
        "stop.counted_from_one", "stop.position_*", "stop.round_for_position", "stop.no_positions",
        "stop.number_has_no_positions", "stop.empty_row", "stop.pop_empty", "engine.error.index",
    ),
    "key": ("stop.key_*", "stop.list_as_key", "stop.not_in_row", "engine.error.key"),
    "list": (
        "stop.list_plus", "stop.list_in_sum", "stop.list_compared", "stop.unpacking",
        "stop.unpacking_many", "stop.in_a_number", "stop.length_of_number", "stop.text_unchangeable",
        "stop.row_unchangeable", "stop.text_has_no_part", "stop.number_has_no_part",
        "remark.list_changed", "stop.changed_while_walked",
    ),
    "nothing": ("stop.nothing_*", "stop.is_nothing", "miss.none_shown"),
    "whole_number": (
        "stop.whole_number_*", "miss.whole_division", "miss.fraction_shown", "remark.mean_brackets",
    ),
    "zero": (
        "stop.zero_length", "stop.zero_result", "stop.zero_in_loop", "stop.zero_value",
        "stop.zero_variable", "engine.error.zero_division",
    ),
    "bounds": ("stop.negative_root", "stop.random_turned", "engine.error.overflow"),
    # Runs that do not end, or miss.
    "endless": (
        "miss.endless_*", "engine.too_many_steps", "engine.too_many_lines", "engine.output_limit",
        "engine.memory_limit", "engine.time_limit",
    ),
    "recursion": ("stop.recursion_*", "engine.error.recursion"),
    "not_shown": ("miss.not_shown", "remark.text_alone", "remark.value_dropped", "remark.result_dropped"),
    "one_off": ("miss.one_*", "miss.counts_from_zero", "miss.loop_numbers", "miss.bumped_in_last_round"),
    "in_or_after_loop": (
        "miss.print_in_loop", "miss.print_after_loop", "remark.reset_in_loop", "remark.times_zero",
    ),
    "output": ("miss.output_*",),
    "turn": ("miss.turned_wrong", "lessons.symptom.turned_wrong"),
    "way": (
        "miss.move_missing", "miss.command_extra", "miss.wrong_order",
        "lessons.symptom.stopped_short", "lessons.symptom.went_past",
    ),
    "things": (
        "miss.take_missing", "lessons.symptom.missed", "lessons.symptom.nothing_to_take",
        "world.nothing_here", "world.thing_not_here", "world.several_here", "world.bag_empty",
        "world.several_in_bag", "world.thing_not_in_bag",
    ),
    "wall": (
        "world.bumped", "world.box_stuck", "world.door_locked", "world.wall_already",
        "lessons.symptom.bumped",
    ),
    "water": ("world.water", "world.in_water", "lessons.symptom.drowned"),
    # Neither the child's mistake nor a card's matter.
    "raised": ("engine.error.raised", "engine.error.assertion", "engine.error.other"),
    "not_here": ("engine.not_yet.*", "engine.worker_stopped"),
}  # fmt: skip

_EXACT = {key: kind for kind, keys in KINDS.items() for key in keys if not key.endswith("*")}
_BEGINS = tuple((key[:-1], kind) for kind, keys in KINDS.items() for key in keys if key.endswith("*"))
OTHER = "other"


def kind_of(problem: Problem | str) -> str:
    """The kind of a problem, a remark or a message key: "quotes". Never its text."""
    key = problem if isinstance(problem, str) else problem.key
    if key in _EXACT:
        return _EXACT[key]
    return next((kind for beginning, kind in _BEGINS if key.startswith(beginning)), OTHER)


def card_of(problem: Problem | str) -> Message:
    """The librarian's card for a problem: one sentence that helps without giving the answer."""
    return Message(f"card.{kind_of(problem)}")
