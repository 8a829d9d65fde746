"""The schema and the guide against the model: neither may fall behind, no field may go without words."""

import copy
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from codekids.lessons.doctor.examine import check_lesson_bytes
from codekids.lessons.format import schema
from codekids.lessons.format.described import DESCRIBED, described
from codekids.lessons.format.guide import field_tables, misconception_table, missing_from
from codekids.lessons.format.model import check_lesson, check_pack
from codekids.lessons.format.schema import json_schema, models
from codekids.lessons.format.template import TEMPLATES
from codekids.lessons.format.words import KINDS, MISCONCEPTIONS
from codekids.lessons.format.yaml_reader import read_yaml
from codekids.lessons.hints.librarian import meaning
from codekids.world.grid import COMMANDS
from codekids.world.words import COLOURS

WHOLE = json_schema()


def load(text):
    """A file as an ordinary YAML reader gives it."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


TYPES = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "object": dict,
    "array": list,
}


def is_type(value, name):
    if name == "null":
        return value is None
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, TYPES[name])


def fits(value, rule):
    """Whether a value fits a schema: as much of JSON Schema as ours uses."""
    if "$ref" in rule and not fits(value, WHOLE["$defs"][rule["$ref"].rpartition("/")[2]]):
        return False
    if "if" in rule and not fits(value, rule["then" if fits(value, rule["if"]) else "else"]):
        return False
    types = rule.get("type", [])
    types = [types] if isinstance(types, str) else types
    checks = [
        not types or any(is_type(value, name) for name in types),
        "enum" not in rule or value in rule["enum"],
        "const" not in rule or (value == rule["const"] and type(value) is type(rule["const"])),
        "anyOf" not in rule or any(fits(value, one) for one in rule["anyOf"]),
        "not" not in rule or not fits(value, rule["not"]),
        "pattern" not in rule or re.search(rule["pattern"], str(value)) is not None,
        all(fits(value, one) for one in with_else(rule.get("allOf", []))),
    ]
    if isinstance(value, int | float) and not isinstance(value, bool):
        checks += [value >= rule.get("minimum", value), value <= rule.get("maximum", value)]
    if isinstance(value, list):
        checks += [rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value))]
        checks += [fits(one, rule.get("items", {})) for one in value]
    if isinstance(value, dict):
        known = rule.get("properties", {})
        others = rule.get("additionalProperties", True)
        checks += [len(value) >= rule.get("minProperties", 0)]
        checks += [name in value for name in rule.get("required", [])]
        checks += [fits(value[name], one) for name, one in known.items() if name in value]
        if others is False:
            checks.append(value.keys() <= known.keys())
        elif others is not True:
            checks += [fits(one, others) for name, one in value.items() if name not in known]
    return all(checks)


def with_else(rules):
    return [{"else": {}, **rule} for rule in rules]


def accepted(text):
    """Whether the model takes the text of a lesson, as far as single fields go."""
    data, _ = check_lesson(read_yaml(text.encode()))
    return data is not None


@pytest.mark.parametrize("kind", TEMPLATES)
def test_the_starting_files_fit_the_schema(typed, kind):
    assert fits(load(typed(kind)), WHOLE)


def test_the_shipped_files_fit_the_schema(root):
    for path in sorted((root / "lessons").rglob("*.yaml")):
        assert fits(load(path.read_text(encoding="utf-8")), WHOLE), path.name


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("puzzle", "title:", "titlu:"),
        ("puzzle", "minutes: 10", "minutes: zece"),
        ("puzzle", "minutes: 10", "minutes: 0"),
        ("puzzle", "kind: puzzle ", "kind: joc "),
        ("puzzle", "id: lectia-mea", "id: Lecția"),
        ("puzzle", "count: all", "count: toate"),
        ("puzzle", "  - reach: goal", "  - reach: steag"),
        ("puzzle", "goals:", "# goals:\nhints:"),
        ("predict", "answer: 1 ", "answer: unu "),
        ("predict", "cell: [3, 2]", "cell: [3]"),
        ("quiz", "answer: true", "answer: da"),
        ("quiz", "number: 3\n", "number: [3]\n"),
        ("review", "count: 5 ", "count: x "),
        ("steps", "kind: modify", "kind: worked"),
        ("steps", '    - text: "43"\n', '    - txt: "43"\n'),
        ("fix", "planted: left_right_swapped", "planted: Stânga"),
        ("project", "finishes: true", "finishes: false"),
        ("unplugged", "unplugged:", "quiz:"),
    ],
)
def test_what_the_model_refuses_the_schema_refuses_as_well(typed, kind, old, new):
    text = typed(kind, (old, new))
    try:
        value = load(text)
    except yaml.YAMLError:
        value = None

    assert not accepted(text)
    assert not fits(value, WHOLE)


PLACES = st.integers(0, 400)
VALUES = st.sampled_from(
    ["x", 0, 1, 3, "apple", "goal", "all", "da", [1, 2], ["a", "b"], {"ro": "Da"}, {"text": "Da"}, {}, []]
)
NAMES = st.sampled_from(sorted({name for fields in DESCRIBED.values() for name in fields}))


def places(value):
    """Every (holder, key) inside plain data."""
    if isinstance(value, dict | list):
        for key, inside in list(value.items() if isinstance(value, dict) else enumerate(value)):
            yield value, key
            yield from places(inside)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(TEMPLATES), st.lists(st.tuples(PLACES, NAMES, VALUES), min_size=1, max_size=3))
def test_whatever_the_model_takes_the_schema_takes(typed, kind, slips):
    value = copy.deepcopy(load(typed(kind)))
    for place, name, put in slips:
        there = list(places(value))
        holder, key = there[place % len(there)]
        holder[name if isinstance(holder, dict) and place % 2 else key] = copy.deepcopy(put)
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)

    if accepted(text):
        assert fits(load(text), WHOLE)


GOOD_PACK = {"id": "x", "title": "X", "lessons": ["a"]}


@pytest.mark.parametrize(
    ("change", "good"),
    [
        ({}, True),
        ({"version": 1.10}, True),
        ({"lessons": []}, False),
        ({"lesson": ["a"]}, False),
        ({"id": 3}, True),
    ],
)
def test_a_pack_is_told_by_its_lessons(change, good):
    value = {**GOOD_PACK, **change}
    data, _ = check_pack(read_yaml(yaml.safe_dump(value).encode()))

    assert (data is not None) is good
    assert fits(value, WHOLE) is good


# -- words for every field


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_field_is_described_in_english_and_in_romanian(model):
    for name in model.model_fields:
        english, romanian = described(model, name)
        assert english.endswith((".", "…")) and romanian.endswith((".", "…"))
        assert english != romanian
        said = WHOLE["$defs"][model.__name__]["properties"][name]["description"]
        assert english in said and romanian in said


def test_nothing_is_described_that_is_no_field():
    owners = {owner.__name__: owner for model in models() for owner in model.__mro__}
    for name, fields in DESCRIBED.items():
        assert fields.keys() <= owners[name].model_fields.keys(), name


def test_every_misconception_has_words_in_three_languages():
    for word in MISCONCEPTIONS:
        assert set(meaning(word)) == {"ro", "en", "hu"}, word


def test_a_field_without_a_sentence_is_told():
    with pytest.raises(KeyError, match="has no sentence"):
        described(schema.LessonFile, "zbor")


@pytest.mark.parametrize(("file", "lang"), [("lessons.md", "en"), ("lessons.ro.md", "ro")])
def test_the_guide_has_every_field_and_the_tables_as_they_are_made(root, file, lang):
    guide = (root / "docs" / file).read_text(encoding="utf-8")

    assert missing_from(guide) == []
    assert field_tables(lang) in guide
    assert misconception_table(lang) in guide


@pytest.mark.parametrize("file", ["lessons.md", "lessons.ro.md"])
def test_the_first_lesson_of_the_guide_has_nothing_to_mend(root, file, workers):
    guide = (root / "docs" / file).read_text(encoding="utf-8")
    whole, *parts = re.findall(r"```yaml\n(.*?)```", guide, re.S)

    assert check_lesson_bytes(whole.encode(), Path("apple.yaml"), workers) == []
    shown = {kind for kind in KINDS if any(f"kind: {kind}\n" in part for part in parts)}
    assert shown == set(KINDS) - {"puzzle"}


@pytest.mark.parametrize("file", ["lessons.md", "lessons.ro.md"])
def test_the_guide_names_every_command_colour_thing_with_a_picture_and_skin(root, file):
    guide = (root / "docs" / file).read_text(encoding="utf-8")
    things = {path.stem for path in (root / "assets" / "things").glob("*.svg")} - {"thing"}
    skins = {path.name for path in (root / "assets" / "skins").iterdir() if path.is_dir()}

    assert len(things) > 15 and len(skins) == 3
    assert [name for name in sorted(things | skins) if f"`{name}`" not in guide] == []
    assert [name for name in COMMANDS if f"`{name}(" not in guide] == []
    assert ", ".join(COLOURS) in guide


@pytest.mark.parametrize("file", ["lessons.md", "lessons.ro.md"])
def test_the_pieces_of_the_guide_are_right_field_by_field(root, file):
    guide = (root / "docs" / file).read_text(encoding="utf-8")
    _, *parts = re.findall(r"```yaml\n(.*?)```", guide, re.S)
    frame = "id: x\ntitle: X\ntask: X\n"
    for part in parts:
        _, faults = check_lesson(read_yaml((frame + part).encode()))
        assert {fault.key for fault in faults} <= {"lessons.missing"}, part
