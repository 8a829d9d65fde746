"""Which block a piece of Python is, and what stands on it in three languages."""

import re
from pathlib import Path

import pytest

from codekids.lang.blocks.block import CATEGORIES
from codekids.lang.blocks.describe import described
from codekids.lang.blocks.labels import outline, parts
from codekids.lang.blocks.spoken import spoken, spoken_slot
from codekids.lang.blocks.words import WORDS
from codekids.lang.blocks.workspace import view
from codekids.lang.catalogue import LANGUAGES, knows
from codekids.lang.dialect import Dialect, Signature


def cases():
    text = (Path(__file__).parent / "shown.txt").read_text(encoding="utf-8")
    for case in re.split(r"^---\n", re.sub(r"^## .*\n", "", text, flags=re.M), flags=re.M):
        source, *shown = re.split(r"^### (\w\w)\n", case, flags=re.M)
        for lang, lines in zip(shown[::2], shown[1::2], strict=True):
            yield pytest.param(source, lang, lines, id=f"{source.splitlines()[0]}-{lang}")


@pytest.mark.parametrize(("source", "lang", "lines"), list(cases()))
def test_a_program_reads_like_this_in_blocks(source, lang, lines):
    assert "\n".join(outline(view(source).blocks, lang)) + "\n" == lines


def test_every_word_of_the_worlds_has_a_label_in_every_language():
    for name in WORDS:
        for lang in LANGUAGES:
            assert knows(f"block.{name}", lang) or knows(f"block.{name}.with", lang), (name, lang)


def test_every_category_has_a_name_in_every_language():
    for category in CATEGORIES:
        assert all(knows(f"block.category.{category}", lang) for lang in LANGUAGES)


def test_every_block_has_an_icon_that_is_drawn(root):
    source = (Path(__file__).parent / "shown.txt").read_text(encoding="utf-8")
    icons = {path.stem for path in (root / "assets" / "icons").glob("*.svg")}
    for case in re.split(r"^---\n", source, flags=re.M):
        program = re.split(r"^### ", re.sub(r"^## .*\n", "", case, flags=re.M), flags=re.M)[0]
        for block in view(program).blocks:
            assert all(inner.icon in icons for inner in block.walk() if inner.icon)
    assert all(word.icon in icons for word in WORDS.values())


def test_the_order_of_the_slots_is_that_of_the_language():
    block = view("l.append(x)").blocks[0]

    def order(lang):
        return [part.name for part in parts(block, block.rows[0], lang) if not isinstance(part, str)]

    assert order("ro") == ["value", "object"]
    (item,) = (slot.block for slot in view("x = l[0]").blocks[0].slots if slot.name == "value")
    named = [part.name for part in parts(item, item.rows[0], "hu") if not isinstance(part, str)]
    assert named == ["list", "index"]


def test_a_word_only_the_lesson_knows_shows_its_name_and_what_it_takes():
    dialect = Dialect(
        {
            "jump": Signature("jump", ("height",), 1),
            "is_dark": Signature("is_dark", answers=True),
            "light": Signature("light", answers=True),
        }
    )
    jump, choice, assign = view("jump(3)\nif is_dark():\n    pass\nx = light()\n", dialect=dialect).blocks

    assert outline([jump], "ro") == ["jump (3)"]
    assert (jump.category, jump.slots[0].name) == ("motion", "height")
    assert choice.slots[0].block.shape == "hexagon"
    assert assign.slots[1].block.category == "sensing"


def test_a_word_the_program_defines_itself_is_its_own_even_if_the_world_has_it():
    _, call = view("def move(x):\n    pass\nmove(2)\n").blocks

    assert (call.kind, call.category) == ("call", "own")


def test_a_sensor_is_hexagonal_where_it_answers_yes_or_no_and_round_where_it_counts():
    block = view("x = at_goal() == column()").blocks[0].slots[1].block

    assert [slot.block.shape for slot in block.slots if slot.block] == ["hexagon", "round"]


def test_a_def_at_the_top_wears_a_hat_and_one_inside_does_not():
    top = view("def f():\n    def g():\n        pass\n").blocks[0]

    assert top.shape == "hat"
    assert top.mouths[0].blocks[0].shape == "c"


def test_a_comment_right_above_a_def_goes_with_it():
    workspace = view("move()\n\n# un pătrat\ndef f():\n    move()\n")

    assert [block.kind for block in workspace.blocks] == ["command", "define"]
    assert workspace.blocks[1].note == "# un pătrat"


def test_a_comment_belongs_to_the_mouth_it_is_as_far_in_as():
    loop, comment = view("for i in x:\n    move()\n    # înăuntru\n# afară\n").blocks

    assert [block.kind for block in loop.mouths[0].blocks] == ["command", "comment"]
    assert comment.value == "afară"


def test_the_variable_of_a_loop_is_shown_once_it_is_used():
    def kind(body):
        return view(f"for i in range(4):\n    {body}\n").blocks[0].kind

    assert kind("move()") == "repeat"
    assert kind("print(i)") == "repeat_with"
    assert kind("print(f'{i}')") == "repeat_with"
    assert kind("for i in range(2): move()") == "repeat"
    assert kind("if pi: move()") == "repeat"


def test_places_are_lines_and_columns_of_characters_not_bytes():
    block = view('ș = "ă" + mărul\n').blocks[0]
    name = block.slots[1].block.slots[2].block

    assert (name.line, name.column, name.end_column) == (1, 10, 15)
    assert name.name == "mărul"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("for pas in range(4):\n    move()\n    take()\n", "repetă de 4 ori, 2 blocuri înăuntru"),
        ("while True:\n    pass\n", "repetă mereu, gol"),
        ("if ___:\n    move()\n", "dacă gol, un bloc înăuntru"),
        ('take("apple")', "culege măr"),
        ("x = [i for i in y]\n", "pune în x [i for i in y]"),
        ("try:\n    move()\nfinally:\n    pass\n", "bloc Python: try, un bloc înăuntru"),
        ("x: int\n", "bloc Python: x: int"),
        ("# atenție\n", "notiță: atenție"),
    ],
)
def test_each_block_is_said_in_one_line(source, said):
    assert spoken(view(source).blocks[0], "ro") == said


def test_a_slot_is_said_with_what_goes_there():
    block = view("while ___:\n    pass\n").blocks[0]

    assert spoken_slot(block, block.slots[0], "ro") == "loc pentru o condiție: gol"
    assert spoken_slot(block, block.slots[0], "hu") == "feltétel helye: üres"


def test_what_is_said_of_a_huge_grey_block_stays_short(odd):
    for lang in LANGUAGES:
        assert all(len(spoken(block, lang)) <= 230 for block in view(odd).blocks)


def test_the_tree_can_be_described_as_plain_data(odd):
    for stack in described(view(odd), "hu")["stacks"]:
        assert set(stack) == {"id", "kind", "blocks"}
