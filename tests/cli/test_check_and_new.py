"""`codekids check` and `codekids new`: what a teacher uses."""

import json

import pytest


def test_the_lessons_that_ship_have_nothing_to_mend(codekids, root):
    said = codekids("check", root / "lessons", data=False)

    assert said.code == 0


def test_every_finding_names_file_line_column_and_field(codekids, tmp_path):
    lesson = tmp_path / "merele.yaml"
    lesson.write_text("format: 1\nid: merele\ntitel: Mere\ntask: X\n", encoding="utf-8")
    said = codekids("check", lesson, "--lang", "en", data=False)

    assert said.code == 1
    (line,) = [line for line in said.out.splitlines() if line.startswith(f"{lesson}:3:1: titel: ")]
    assert "`title`" in line and ";" in line
    assert [line for line in said.out.splitlines() if ": world: " in line], "what is missing is told as well"


def test_findings_as_objects_say_the_same(codekids, tmp_path):
    lesson = tmp_path / "merele.yaml"
    lesson.write_text("format: 1\nid: merele\ntitel: Mere\n", encoding="utf-8")
    said = codekids("check", lesson, "--json", data=False)

    found = json.loads(said.out)
    assert {"path", "line", "column", "field", "message", "instead", "severity"} <= found[0].keys()
    assert 3 in [finding["line"] for finding in found]


@pytest.mark.parametrize("what", ["lesson", "pack"])
def test_what_new_writes_passes_the_doctor(codekids, tmp_path, what):
    path = tmp_path / ("lecția-mea.yaml" if what == "lesson" else "pachetul-meu")
    assert codekids("new", what, path, data=False).code == 0

    assert codekids("check", path, data=False).code == 0


@pytest.mark.parametrize("kind", ["parsons", "steps"])
def test_a_lesson_of_another_kind_is_begun_in_the_same_way(codekids, tmp_path, kind):
    path = tmp_path / "lecția-mea.yaml"
    assert codekids("new", "lesson", "--kind", kind, path, data=False).code == 0

    assert codekids("check", path, data=False).code == 0
    assert codekids("new", "lesson", "--kind", "zbor", tmp_path / "x.yaml", data=False).code == 4


@pytest.mark.parametrize("name", ["drumul", "drumul.yml", "drumul.yaml"])
def test_a_new_lesson_has_the_name_a_pack_looks_for(codekids, tmp_path, name):
    path = tmp_path / "lecțiile mele" / name
    said = codekids("new", "lesson", path, data=False)

    assert [one.name for one in path.parent.iterdir()] == ["drumul.yaml"]
    assert f'check "{path.with_suffix(".yaml")}"' in said.out, "as it can be typed, with its space"


def test_the_schema_is_printed_or_written(codekids, tmp_path):
    path = tmp_path / "scheme" / "lecții.json"
    printed = codekids("schema", data=False)
    written = codekids("schema", "--out", path, data=False)

    assert (printed.code, written.code) == (0, 0)
    assert "LessonFile" in json.loads(printed.out)["$defs"]
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(printed.out)
    assert codekids("schema", "--out", tmp_path, data=False).code == 4


def test_new_never_writes_over_a_file(codekids, tmp_path):
    path = tmp_path / "lecția-mea.yaml"
    path.write_text("a mea", encoding="utf-8")
    said = codekids("new", "lesson", path, data=False)

    assert said.code == 4
    assert path.read_text(encoding="utf-8") == "a mea"


@pytest.mark.parametrize("view", ["text", "blocks", "both", "sheet"])
def test_show_draws_a_program_without_a_display(codekids, tmp_path, view):
    picture = tmp_path / "poză ș.png"
    said = codekids("show", "--lesson", "culege-merele", "--view", view, "--out", picture)

    assert said.code == 0
    assert picture.read_bytes().startswith(b"\x89PNG")


FAULTY = ["mov()", "if at_goal()\n    move()", "say(scor)", "move(1/0)", "move(99)"]


@pytest.mark.parametrize("program", FAULTY)
@pytest.mark.parametrize("view", ["blocks", "both"])
def test_show_draws_a_mistake_at_its_block(codekids, tmp_path, view, program):
    code, picture = tmp_path / "x.py", tmp_path / "x.png"
    code.write_text(program, encoding="utf-8")
    said = codekids("show", "--lesson", "pas-cu-pas", "--view", view, "--code", code, "--out", picture)

    assert said.code == 0, said.err
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_step_the_run_does_not_have_is_refused_with_how_many_there_are(codekids, tmp_path):
    said = codekids("show", "--lesson", "culege-merele", "--step", 99, "--out", tmp_path / "x.png")

    assert said.code == 4
    assert "99" not in said.err and "de la 0 la 3" in said.err
