"""What a lesson offers and allows, in blocks and in text alike; and where a block may go."""

import pytest

from codekids.lang.blocks.edits import (
    After,
    AtStart,
    Before,
    Delete,
    Insert,
    Inside,
    InSlot,
    Loose,
    Move,
    Rename,
    SetField,
    Wrap,
    apply,
)
from codekids.lang.blocks.palette import EVERYTHING, palette, words_used
from codekids.lang.blocks.rules import (
    apply_within,
    count_blocks,
    empty_slots,
    is_locked,
    limit_problems,
    refusal,
    rules_for,
)
from codekids.lang.blocks.targets import spoken_place, targets, targets_for
from codekids.lang.blocks.workspace import view
from codekids.lang.catalogue import LANGUAGES, say
from codekids.lang.source import read_source

TOOLBOX = ("move", "turn_left", "for", "if", "object_here", "take")
START = "move()\nfor pas in range(4):\n    move()\n"


def offers(shelves):
    return [
        (offer.word, offer.code.split("\n")[0], offer.left) for shelf in shelves for offer in shelf.offers
    ]


# -- the palette


def test_the_palette_has_the_words_of_the_lesson_in_the_order_of_the_shelves():
    shelves = palette(view(""), TOOLBOX)

    assert [shelf.category for shelf in shelves] == ["motion", "control", "sensing"]
    assert [code for _, code, _ in offers(shelves)] == [
        "move()", "move(2)", "turn_left()", "take()", "for pas in range(4):", "if ___:", "object_here()",
    ]  # fmt: skip


def test_the_palette_counts_down_loose_blocks_too():
    workspace = apply(view(START), Insert("move()", Loose(0, 0))).workspace
    left = {word: left for word, _, left in offers(palette(workspace, TOOLBOX, {"move": 5, "for": 1}))}

    assert left == {"move": 2, "turn_left": None, "take": None, "for": 0, "if": None, "object_here": None}


def test_without_a_toolbox_everything_is_there(grid):
    words = {word for word, _, _ in offers(palette(view("", dialect=grid)))}

    assert words >= set(grid.commands) | set(EVERYTHING)


def test_a_lesson_s_dialect_brings_its_toolbox(first_steps):
    words = [word for word, _, _ in offers(palette(view("", dialect=first_steps)))]

    assert sorted(set(words)) == sorted(first_steps.toolbox)


def test_own_commands_and_variables_come_by_themselves():
    workspace = view("def salut(cine, cat=1):\n    pass\nmere = 3\n")
    codes = [code for _, code, _ in offers(palette(workspace, ("def", "variables")))]

    assert "salut(___)" in codes
    assert {"mere", "mere = 0", "mere += 1"} <= set(codes)


def test_every_block_of_the_palette_can_be_put_into_a_program(grid):
    workspace = view("if ___:\n    x = ___\n", dialect=grid)
    for shelf in palette(workspace):
        for offer in shelf.offers:
            places = targets_for(workspace, offer.code)
            assert places, offer.code
            assert apply(workspace, Insert(offer.code, places[-1])).refused is None, offer.code


# -- limits


def test_a_word_used_up_is_refused_with_its_number():
    rules = rules_for(view(START), TOOLBOX, {"move": 2})
    refused = refusal(view(START), Insert("move()", AtStart()), rules)

    assert (refused.key, refused.args) == ("blocks.limit.word", {"word": "move", "n": 2})
    assert refusal(view(START), Insert("take()", AtStart()), rules) is None
    assert refusal(view(START), Move("1", After("2"), below=False), rules) is None
    assert "2" in say(refused, "ro")


def test_a_word_the_lesson_does_not_offer_is_refused():
    workspace = view(START)
    rules = rules_for(workspace, TOOLBOX)

    assert refusal(workspace, Insert("put()", AtStart()), rules).key == "blocks.not_offered"
    assert refusal(workspace, Insert("while True:\n    pass", AtStart()), rules).key == "blocks.not_offered"
    assert refusal(workspace, Insert("scor = 1 + 2", AtStart()), rules) is None


def test_a_program_stays_within_its_number_of_blocks():
    workspace = view(START)
    rules = rules_for(workspace, TOOLBOX, max_blocks=3)

    assert count_blocks(workspace) == 3
    assert refusal(workspace, Insert("take()", AtStart()), rules).key == "blocks.limit.blocks"
    assert refusal(workspace, Insert("take()", Loose(0, 0)), rules) is None
    assert refusal(workspace, Delete("1"), rules) is None


def test_the_pass_of_an_empty_mouth_is_no_block():
    assert count_blocks(view("for pas in range(4):\n    pass\n")) == 1
    assert count_blocks(view("if ___:\n    pass\nelse:\n    pass\n")) == 2


def test_locked_blocks_stay_as_and_where_they_are_but_take_others():
    workspace = view(START)
    rules = rules_for(workspace, locked_lines=[2])

    for edit in (
        Delete("2"),
        Move("2", Before("1")),
        Move("1", After("3")),  # with all below it
        SetField("2", "times", "5"),
        Insert("3", InSlot("2", "times")),
        Wrap("2", "while True:\n    pass"),
    ):
        assert refusal(workspace, edit, rules).key == "blocks.locked", edit
    for edit in (
        Insert("take()", Inside("2")),
        Insert("take()", After("2")),
        Delete("3"),
        Move("1", Inside("2"), below=False),
    ):
        assert refusal(workspace, edit, rules) is None, edit
    assert refusal(workspace, Rename("pas", "tura"), rules).key == "blocks.locked"
    assert is_locked(workspace.find("2").block, rules)
    assert is_locked(workspace.find("2/times").block, rules)


def test_kept_blocks_may_move_but_not_go():
    workspace = view(START)
    rules = rules_for(workspace, kept_lines=[3])

    assert refusal(workspace, Delete("3"), rules).key == "blocks.kept"
    assert refusal(workspace, Delete("2"), rules).key == "blocks.kept"
    assert refusal(workspace, Move("3", Loose(0, 0)), rules).key == "blocks.kept"
    moved = apply_within(workspace, Move("3", AtStart()), rules)
    assert moved.workspace.text.startswith("move()\nmove()\n")
    assert refusal(moved.workspace, SetField("2", "times", "3"), rules) is None


def test_the_same_limits_hold_for_a_program_that_was_typed():
    rules = rules_for(view(START), TOOLBOX, {"move": 2}, 3, ("if",), [2])
    typed = read_source("move()\nmove()\nmove()\nput()\n")
    found = {problem.key: problem for problem in limit_problems(typed, rules)}

    assert found["blocks.limit.word"].line == 3
    assert found["blocks.not_offered"].line == 4
    assert found["blocks.limit.blocks"].args == {"n": 3}
    assert found["blocks.limit.required"].args == {"word": "if"}
    assert found["blocks.limit.locked"].args["code"] == "for pas in range(4):"
    for problem in found.values():
        assert all(len(say(problem.message, lang)) <= 220 for lang in LANGUAGES)


def test_a_program_within_its_limits_has_no_problem():
    rules = rules_for(view(START), TOOLBOX, {"move": 2}, 3, ("for",), [2])

    assert limit_problems(read_source(START), rules) == []
    assert limit_problems(read_source("for for"), rules) == []


def test_words_are_counted_as_the_toolbox_names_them():
    used = words_used(view("x = 1\nfor i in range(2):\n    if not x and y:\n        l.append(3)\nf()\n"))

    assert used == {"variables": 4, "for": 1, "if": 1, "not": 1, "and": 1, "append": 1, "f": 1}


def test_empty_slots_are_marked_with_their_place():
    problems = empty_slots(
        read_source('ș = ___\nif ___ == "___":\n    say(___)  # ___\nfor ___ in x: pass\n')
    )

    assert [(p.line, p.column, p.end_column) for p in problems] == [
        (1, 4, 7),
        (2, 3, 6),
        (3, 8, 11),
        (4, 4, 7),
    ]
    assert "___" in say(problems[0].message, "hu")
    assert empty_slots(read_source("x = 1")) == []
    assert empty_slots(read_source("___ ___")) == []


# -- places for the keyboard


def test_a_stack_block_hops_through_all_places_in_reading_order():
    workspace = view("move()\nif x:\n    take()\nelse:\n    pass\ndef f():\n    return 1\n")

    assert targets(workspace, "1", below=False) == [
        AtStart(), Inside("2", 0), After("3"), Inside("2", 1), After("2"), Inside("5", 0),
    ]  # fmt: skip


def test_a_block_is_not_offered_a_place_in_itself():
    workspace = view("if x:\n    move()\ntake()\n")

    assert targets(workspace, "1") == [AtStart()]
    assert targets(workspace, "1", below=False) == [AtStart(), After("3")]


def test_a_reporter_hops_through_the_slots_it_fits():
    workspace = view("while ___:\n    move(2)\nx = 1 < 2\nsay(x)\n")

    assert targets_for(workspace, "at_goal()") == [
        InSlot("1", "condition"), InSlot("3", "value"), InSlot("3/value", "left"), InSlot("3/value", "right"),
        InSlot("4", "text"),
    ]  # fmt: skip
    assert InSlot("1", "condition") not in targets_for(workspace, "3")
    assert InSlot("2", "steps") in targets_for(workspace, "3")
    assert InSlot("4", "text") not in targets(workspace, "4/text")


def test_every_place_offered_takes_the_block(odd):
    workspace = view(odd)
    for code in ("move()", "at_goal()", "7"):
        for place in targets_for(workspace, code)[:60]:
            outcome = apply(workspace, Insert(code, place))
            assert outcome.refused is None or outcome.refused.key == "blocks.does_not_fit", (code, place)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (AtStart(), "la început"),
        (After("2"), "sub „culege”"),
        (Before("2"), "deasupra lui „culege”"),
        (Inside("1", 1), "în „altfel”"),
        (InSlot("1", "condition"), "în „dacă <x>”, loc pentru o condiție: x"),
        (Loose(0, 0), "alături, deocamdată fără legătură"),
        (After("77"), "Blocul acesta nu mai este aici."),
    ],
)
def test_a_place_is_said_in_words(place, said):
    assert spoken_place(view("if x:\n    take()\nelse:\n    pass\n"), place, "ro") == said
