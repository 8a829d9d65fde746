"""Every sentence the worlds can ask for is there in three languages, short and with nothing left open."""

import re
from itertools import product
from pathlib import Path

import pytest

import codekids.world
from codekids.lang.catalogue import LANGUAGES, knows, say
from codekids.lang.problems import Message
from codekids.world.goals import Goal, GoalState, goal_message
from codekids.world.grid import COMMANDS
from codekids.world.words import COLOURS, HEADINGS, THINGS

ROOM = Path(codekids.world.__file__).parent
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ROOM.glob("*.py")))
EVERYTHING = {
    "name": "object_here", "value": "x" * 30, "example": 'object_here("apple")', "meant": "mushroom",
    "thing": "mushroom", "colour": "turquoise", "heading": "south", "goal": "deliver", "world": "machine",
    "cell": "(40, 40)", "word": "x" * 30, "count": 9999, "there": 9999, "most": 9999, "columns": 40,
    "rows": 40, "found": 40, "wanted": 39, "character": "ș", "drawn": "south", "n": 23, "done": 23, "of": 24,
}  # fmt: skip
# maps.py puts "map." before the word it hands to `wrong`.
MISHAPS = sorted(set(re.findall(r'"(world\.[a-z_]+)"', SOURCE)))
IMPOSSIBLE = sorted(set(re.findall(r'"(goal\.impossible\.[a-z_]+)"', SOURCE)))
MAP = sorted({f"map.{key}" for key in re.findall(r'wrong\(\s*"([a-z_]+)"', SOURCE)})


@pytest.mark.parametrize(("key", "lang"), list(product([*MISHAPS, *IMPOSSIBLE, *MAP], LANGUAGES)))
def test_every_mishap_and_every_slip_has_a_short_sentence(key, lang):
    assert knows(key, lang)

    sentence = say(Message(key, EVERYTHING), lang)

    assert "{" not in sentence
    assert len(sentence) <= 220
    assert not re.search("[şţŞŢ]", sentence)
    assert len(re.findall(r"[.?!](?= |$)", sentence)) <= 3


def test_the_keys_were_found_in_the_source():
    assert "world.bumped" in MISHAPS
    assert "goal.impossible.too_few" in IMPOSSIBLE
    assert "map.unknown_character" in MAP


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_thing_colour_and_heading_has_its_words(lang):
    keys = [f"command.{name}" for name in COMMANDS]
    keys += [f"thing.{thing}.{form}" for thing in THINGS for form in ("one", "all", "count", "bare")]
    keys += [f"colour.{colour}" for colour in COLOURS] + [f"heading.{heading}" for heading in HEADINGS]

    assert [key for key in keys if not knows(key, lang)] == []


CELLS = ((1, 2), (3, 4))
GOALS = [
    Goal("reach"),
    Goal("reach", cells=CELLS[:1]),
    Goal("heading", word="north"),
    *(Goal("collect", thing=thing, count=count) for thing in ("apple", "zmeu") for count in (None, 1, 3, 25)),
    *(
        Goal("deliver", thing=thing, count=count, cells=CELLS[:1])
        for thing in ("nut", "zmeu")
        for count in (None, 2)
    ),
    Goal("paint", colours=((CELLS[0], "red"),)),
    Goal("paint", colours=tuple((cell, "red") for cell in CELLS)),
    Goal("paint", colours=tuple(((column, 1), "red") for column in range(1, 8))),
    Goal("paint", colours=((CELLS[0], "red"), (CELLS[1], "blue"))),
    Goal("avoid", thing="water"),
    Goal("avoid", thing="mushroom"),
    Goal("avoid", thing="zmeu"),
    Goal("avoid", cells=CELLS[:1]),
    Goal("avoid", cells=CELLS),
    Goal("say", word="Bună"),
    Goal("say"),
    Goal("print", word="1"),
    Goal("print", word="1\n2\n3"),
    Goal("visit", cells=CELLS),
    Goal("uses", word="for"),
    Goal("not_uses", word="while"),
    *(Goal(kind, count=count) for kind in ("max_blocks", "max_lines", "max_steps") for count in (1, 10, 30)),
]
STATES = [None, (False, 2, 4), (False, 5, 4), (False, 4, 4), (True, 4, 4), (False, 0, 0)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: goal.kind)
def test_every_goal_can_be_said_before_and_after_a_run(goal, lang):
    for state in STATES:
        key, args = goal_message(goal, GoalState(goal, *state) if state else None)
        sentence = say(Message(key, args), lang)
        assert knows(key, lang), key
        assert "{" not in sentence, sentence
        assert len(sentence) <= 120


@pytest.mark.parametrize(
    ("goal", "state", "ro", "en", "hu"),
    [
        (Goal("reach"), None, "Ajungi la steag", "Reach the flag", "Érj el a zászlóhoz"),
        (
            Goal("collect", thing="apple"), (False, 2, 4),
            "Culege toate merele: 2 din 4", "Pick up all the apples: 2 of 4",
            "Szedd össze az összes almát: 2 / 4",
        ),
        (Goal("collect", thing="egg", count=1), None, "Culege 1 ou", "Pick up 1 egg", "Szedj össze 1 tojást"),
        (Goal("deliver", thing="nut", count=20, cells=((1, 2),)), None, "Du 20 de nuci la (1, 2)",
         "Bring 20 nuts to (1, 2)", "Vigyél 20 diót ide: (1, 2)"),
        (Goal("max_lines", count=10), None, "Cel mult 10 linii", "At most 10 lines", "Legfeljebb 10 sor"),
        (Goal("uses", word="for"), None, "Folosește `for`", "Use `for`", "Használd ezt: `for`"),
    ],
)  # fmt: skip
def test_goals_as_a_child_reads_them(goal, state, ro, en, hu):
    message = Message(*goal_message(goal, GoalState(goal, *state) if state else None))

    assert [say(message, lang) for lang in ("ro", "en", "hu")] == [ro, en, hu]
