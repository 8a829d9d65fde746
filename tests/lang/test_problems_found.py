"""What a child is told about a program: the cases stand in faulty/ and right.txt."""

import re

from codekids.lang.catalogue import LANGUAGES, knows, say
from codekids.lang.dialect import Dialect, Signature
from codekids.lang.explain.syntax import MOST_TRIES, explain
from codekids.lang.lines import apply_fix, split_lines
from codekids.lang.names import MOST_SUGGESTIONS, find_problems
from codekids.lang.source import read_source


def test_a_faulty_program_gets_its_sentence_at_its_line(faulty, grid):
    found = [(problem.line, problem.key) for problem in find_problems(read_source(faulty.text), grid)]

    assert found == [(line, key) for line, key, _ in faulty.marks]


def test_the_repair_on_offer_mends_the_line(faulty, grid):
    program = read_source(faulty.text)
    for problem, (_, _, fixed) in zip(find_problems(program, grid), faulty.marks, strict=True):
        if fixed is None:
            continue
        assert problem.fix is not None
        mended = apply_fix(program.text, problem.fix)
        assert split_lines(mended)[problem.fix.line - 1].rstrip() == fixed
        assert problem not in find_problems(read_source(mended), grid)


def test_the_mark_lies_on_the_line_and_the_sentence_is_complete(faulty, grid):
    program = read_source(faulty.text)
    for problem in find_problems(program, grid):
        end = problem.end_column or len(program.lines[problem.line - 1])
        assert 0 <= problem.column <= end <= len(program.lines[(problem.end_line or problem.line) - 1])
        for lang in LANGUAGES:
            assert knows(problem.key, lang)
            sentence = say(problem.message, lang)
            assert "{" not in re.sub(r"`[^`]*`", "", sentence), f"{problem.key} lacks an argument"
            assert len(sentence) <= 220


def test_what_python_says_is_kept_with_a_syntax_problem(faulty, grid):
    program = read_source(faulty.text)
    for problem in program.problems:
        assert problem.python


def test_a_right_program_is_left_alone(right, grid, first_steps):
    program = read_source(right)

    assert program.problems == ()
    assert find_problems(program, grid) == []
    assert find_problems(program, first_steps) == []


def test_of_two_words_as_near_the_one_in_the_toolbox_is_suggested():
    commands = {name: Signature(name) for name in ("sap", "sar")}
    program = read_source("sat()")

    for name in commands:
        (problem,) = find_problems(program, Dialect(commands, toolbox=(name,)))
        assert problem.args["meant"] == name


def test_a_word_that_is_nothing_like_ours_gets_no_suggestion(grid):
    (problem,) = find_problems(read_source("xyz()"), grid)

    assert problem.key == "name.unknown_call"
    assert problem.fix is None


def test_a_program_that_does_not_parse_gives_only_its_first_problem(grid):
    program = read_source("if x\n    moov()\nprint 'a'")

    assert [problem.line for problem in find_problems(program, grid)] == [1]


def test_after_a_star_import_nobody_can_tell_which_names_there_are(grid):
    assert find_problems(read_source("from turtle import *\nforward(3)"), grid) == []


def test_a_program_with_very_many_strange_names_is_answered_for_each(grid):
    text = "".join(f"necunoscut{number}()\n" for number in range(MOST_SUGGESTIONS + 20))

    assert [problem.line for problem in find_problems(read_source(text), grid)] == list(
        range(1, len(text.split("\n")))
    )


def test_only_so_many_repairs_are_tried():
    calls = 0

    def never_right(text):
        nonlocal calls
        calls += 1
        return error

    line = "f(" + "a " * 240 + ")"
    error = SyntaxError("invalid syntax. Perhaps you forgot a comma?", ("<program>", 1, 3, line, 1, 200))
    problem = explain(line, error, never_right)

    assert problem.fix is None
    assert calls == MOST_TRIES


def test_a_line_no_child_typed_gets_the_general_sentence():
    (problem,) = read_source("say(" + "a " * 5000).problems

    assert problem.key == "syntax.unclear"
