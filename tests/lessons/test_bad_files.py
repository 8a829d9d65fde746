"""Files as teachers get them wrong: every fault at its place, in three languages, never a traceback."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from codekids.lang import catalogue
from codekids.lessons.format import yaml_reader
from codekids.lessons.format.compiler import read_lesson, read_pack
from codekids.lessons.format.findings import findings_of
from codekids.lessons.format.words import SYMPTOMS, nearest
from codekids.lessons.lesson import Lesson

BAD = sorted((Path(__file__).parent / "bad").glob("*.yaml"))


def expected(path: Path) -> list[str]:
    """The marks at the foot of a file: `# expect LINE:COLUMN FIELD KEY`."""
    mark = "# expect "
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(mark) for line in lines if line.startswith(mark)]


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_every_fault_is_told_at_its_place(path):
    reading = read_lesson(path.read_bytes())

    found = findings_of(reading.faults, path, "ro")

    assert reading.lesson is None
    assert [f"{one.line}:{one.column} {one.field} {one.key}" for one in found] == expected(path)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_every_fault_says_what_is_wrong_and_what_to_write_instead(path):
    faults = read_lesson(path.read_bytes()).faults

    for lang in catalogue.LANGUAGES:
        for finding in findings_of(faults, path, lang):
            assert finding.message and finding.instead, finding
            assert finding.key not in finding.as_line(), f"no words for {finding.key} in {lang}"
            assert "{" not in finding.message.replace("`{`", ""), finding
            assert finding.as_line().startswith(f"{path}:{finding.line}:{finding.column}: {finding.field}: ")


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_the_slower_scanner_reads_the_same(path, monkeypatch):
    with_c = read_lesson(path.read_bytes()).faults
    monkeypatch.setattr(yaml_reader, "LOADER", yaml_reader.yaml.SafeLoader)

    without = read_lesson(path.read_bytes()).faults

    assert [(fault.line, fault.key) for fault in without] == [(fault.line, fault.key) for fault in with_c]


def test_every_finding_has_its_two_sentences_in_three_languages(root):
    source = "".join(
        path.read_text(encoding="utf-8") for path in (root / "codekids" / "lessons").glob("*.py")
    )
    keys = {f"lessons.{name}" for name in re.findall(r'refuse\(\s*"([a-z_]+)"', source)}
    keys |= set(re.findall(r'"(lessons\.(?:yaml\.)?[a-z_]+)"', source)) - {"lessons.json"}
    keys |= {"lessons.solution_stops_in", "lessons.solution_misses_in"}
    keys |= {f"lessons.no_{what}" for what in ("option", "item", "check")}
    keys |= {f"lessons.{what}_not_mapping" for what in ("option", "item", "check")}

    for key in sorted(keys):
        for lang in catalogue.LANGUAGES:
            assert catalogue.knows(key, lang), (key, lang)
            assert catalogue.knows(f"{key}.instead", lang), (key, lang)


def test_every_symptom_has_its_sentence_in_three_languages():
    for kind in SYMPTOMS:
        for lang in catalogue.LANGUAGES:
            assert catalogue.knows(f"lessons.symptom.{kind}", lang), (kind, lang)


def test_a_lesson_keeps_what_the_teacher_typed(small):
    typed = small.replace("Culege mărul", "no").replace("Ia mărul, apoi mergi la steag.", "1:30")

    lesson = read_lesson(typed.encode()).lesson

    assert isinstance(lesson, Lesson)
    assert lesson.title == {"ro": "no"}
    assert lesson.task == {"ro": "1:30"}


@pytest.mark.parametrize("scalar", ["on", "010", "1_000", "2026-09-01", "0x1F", "1e3", "~", "null", "yes"])
def test_a_scalar_other_readers_would_bend_stays_text(small, scalar):
    lesson = read_lesson(small.replace("Culege mărul", scalar).encode()).lesson

    assert lesson is not None
    assert lesson.title == {"ro": scalar}


@pytest.mark.parametrize(
    "disguise",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    ],
    ids=["BOM", "CRLF", "both"],
)
def test_a_file_saved_on_another_machine_is_the_same_lesson(small, disguise):
    assert read_lesson(disguise(small)).lesson == read_lesson(small.encode()).lesson


def test_a_file_in_another_encoding_is_told_with_the_byte(small):
    content = small.encode().replace("mărul".encode(), "mărul".encode("iso8859-2"))

    [fault] = read_lesson(content).faults

    assert fault.key == "lessons.not_utf8"
    assert (fault.line, fault.column) == (2, 16)
    assert content[fault.args["position"] - 1] == 0xE3


def test_a_letter_with_a_cedilla_is_a_note_and_the_lesson_plays(small):
    reading = read_lesson(small.replace("Ia mărul", "Ia şi mărul").encode())

    assert reading.lesson is not None
    assert [(fault.key, fault.severity, fault.line) for fault in reading.faults] == [
        ("lessons.cedilla", "warning", 3)
    ]


def test_a_huge_file_is_refused_unread():
    [fault] = read_lesson(b"a: b\n" * 100_000).faults

    assert fault.key == "lessons.too_big"


def test_a_flood_of_values_is_refused():
    faults = read_lesson(b"- a\n" * 30_000).faults

    assert [fault.key for fault in faults] == ["lessons.too_many"]


def test_no_more_than_fifty_faults_are_told(small):
    spoilt = small + "".join(f"camp{number}: 1\n" for number in range(80))

    assert len(findings_of(read_lesson(spoilt.encode()).faults, "x.yaml", "en")) == 50


def test_a_map_is_told_although_the_rest_of_the_file_is_wrong(small):
    spoilt = small.replace("> . A G", "> . ? G").replace("title:", "titlu:")

    keys = {fault.key for fault in read_lesson(spoilt.encode()).faults}

    assert keys == {"lessons.unknown_key_meant", "map.unknown_character"}


@settings(deadline=None)
@given(st.binary(max_size=300))
@example(b"\xff\xfea\x00:\x00")
@example(b"? ? ? ?")
@example(b"a: !!binary x\nb: !<tag:x> [")
def test_any_bytes_are_read_or_refused_but_never_raise(content):
    reading = read_lesson(content)

    assert (reading.lesson is None) == any(fault.severity == "error" for fault in reading.faults)


FIELDS = (
    "id title story task kind mode concepts needs curriculum minutes world toolbox limits start goals hints "
    "mistakes solution wrong format map legend variants things walls hero skin inputs at facing holds side "
    "count hidden reach collect deliver paint avoid say visit max_blocks optional text when program_like ro "
    "en librarian << steps predict options answer ask why means cell parsons distractors code lines gap "
    "free fix  planted line most subgoals label modify project rubric checks uses least_actions finishes "
    "quiz items number  near slips pairs left right order cards says trace columns rows exam enough "
    "review concepts packs unplugged "
    "materials career card fact source year exam_item stem talk investigate level colours drafts ages"
)
KEYS = st.sampled_from(FIELDS.split())
TYPED = "goal all apple true false 1 12 010 no on [1,2] > . A G # | >- east ~"
VALUES = st.recursive(
    st.sampled_from(TYPED.split()) | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(KEYS, inside, max_size=5),
    max_leaves=30,
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=12))
def test_any_shape_of_yaml_is_read_or_refused_but_never_raises(value):
    content = yaml_reader.yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "surrogatepass")

    reading = read_lesson(content)

    for finding in findings_of(reading.faults, "x.yaml", "ro"):
        assert finding.line >= 1 and finding.column >= 1
        assert "\n" not in finding.as_line()


TROUBLE = st.text(alphabet="abc:-|>&*!?[]{}#'\" \t\n0~%@`", max_size=3)
SPOILING = st.lists(st.tuples(st.integers(0, 400), TROUBLE))


@settings(max_examples=100, deadline=None)
@given(SPOILING)
def test_a_good_lesson_with_random_slips_never_raises(slips):
    text = (Path(__file__).parent / "good.yaml").read_text(encoding="utf-8")
    for place, typed in slips:
        text = text[:place] + typed + text[place + 1 :]

    reading = read_lesson(text.encode())

    assert (reading.lesson is None) == bool(reading.errors)


GOOD_PACK = """\
format: 1
id: livada
version: 1.10
title: În livadă
summary: {ro: Mere, en: Apples}
authors: [Ana]
licence: CC BY-SA 4.0
audience:
  ages: [9, 12]
lessons: [culege, du]
"""


def test_a_pack_file_keeps_what_was_typed():
    data, faults = read_pack(GOOD_PACK.encode())

    assert faults == []
    assert data is not None
    assert data["version"] == "1.10"
    assert data["audience"] == {"ages": [9, 12]}


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("licence", "licenta", [(7, 1, "lessons.unknown_key_meant")]),
        ("lessons: [culege, du]", "lessons:", [(10, 1, "lessons.nothing_here")]),
        ("lessons: [culege, du]", "lectii: [culege]", [(10, 1, "lessons.unknown_key_meant")]),
        ("[culege, du]", "[culege, Du-te]", [(10, 19, "lessons.not_id")]),
        ("[9, 12]", "[9]", [(9, 9, "lessons.two_numbers")]),
        ("[9, 12]", "9-12", [(9, 9, "lessons.two_numbers")]),
        ("[Ana]", "Ana", [(6, 10, "lessons.not_list")]),
        ("lessons:", "sessions: []\nlessons:", [(10, 1, "lessons.unknown_key_meant")]),
    ],
)
def test_a_pack_file_is_read_as_strictly_as_a_lesson(old, new, found):
    data, faults = read_pack(GOOD_PACK.replace(old, new).encode())

    assert data is None
    assert [(fault.line, fault.column, fault.key) for fault in faults] == found


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("titlu", ("id", "title"), "title"),
        ("Povestea", ("story", "task"), "story"),
        ("ținte", ("goals", "hints"), "goals"),
        ("megoldás", ("solution", "start"), "solution"),
        ("perete", ("wall", "water"), "wall"),
        ("soluton", ("solution", "start"), "solution"),
        ("xyzzy", ("solution", "start"), None),
    ],
)
def test_a_word_of_another_language_leads_to_the_one_of_the_contract(word, known, meant):
    assert nearest(word, known) == meant
