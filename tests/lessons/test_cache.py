"""Packs from disk: fresh from a cache, or read again; a broken lesson harms no other."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from codekids.lessons.format import cache as cache_module
from codekids.lessons.format.cache import (
    Ambiguous,
    build_cache,
    find_lesson,
    load_lesson_file,
    load_packs,
)
from codekids.lessons.format.template import TEMPLATES
from codekids.lessons.format.words import KINDS
from codekids.lessons.lesson import Lesson


class NotFresh(Exception):
    """A pack had to be compiled."""


def fresh_packs(lessons_dir, cache_file=None):
    """The packs if a cache holds all of them as they are now; None if one had to be compiled."""

    def refuse(source):
        raise NotFresh

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache_module, "_compile", refuse)
        try:
            return load_packs(lessons_dir, cache_file)
        except NotFresh:
            return None


def ids(packs):
    return [lesson.id for pack in packs for lesson in pack.lessons]


def test_a_pack_plays_in_the_order_of_its_list(pack):
    [loaded] = load_packs(pack.parent)

    assert ids([loaded]) == ["livada/culege", "livada/du"]
    assert loaded.broken == ()


def test_what_comes_from_the_cache_is_what_came_from_the_files(pack, tmp_path):
    cache = tmp_path / "date" / "lessons.json"
    first = load_packs(pack.parent, cache)

    assert fresh_packs(pack.parent, cache) == first
    assert load_packs(pack.parent, cache) == first


def test_a_start_from_a_fresh_cache_needs_neither_yaml_nor_pydantic(pack, tmp_path, root):
    cache = tmp_path / "lessons.json"
    load_packs(pack.parent, cache)
    program = (
        "import sys; from pathlib import Path; from codekids.lessons.format.cache import load_packs\n"
        "[pack] = load_packs(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "print(len(pack.lessons), [name for name in ('yaml', 'pydantic', 'hashlib') if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, str(pack.parent), str(cache)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )

    assert done.stdout.split(maxsplit=1)[0] == "2"
    assert done.stdout.split(maxsplit=1)[1].strip() == "['hashlib']"


def test_every_kind_comes_from_the_cache_as_it_came_from_its_file(tmp_path, typed):
    folder = tmp_path / "lecții" / "toate"
    folder.mkdir(parents=True)
    for kind in TEMPLATES:
        text = typed(kind).replace("id: lectia-mea", f"id: {kind}")
        (folder / f"{kind}.yaml").write_text(text, encoding="utf-8")
    listed = "".join(f"  - {kind}\n" for kind in TEMPLATES)
    (folder / "pack.yaml").write_text(f"id: toate\ntitle: Toate\nlessons:\n{listed}", encoding="utf-8")
    cache = tmp_path / "lessons.json"

    [first] = load_packs(folder.parent, cache)

    assert first.broken == ()
    assert [lesson.kind for lesson in first.lessons if not lesson.id.endswith("steps")] == list(KINDS)
    assert fresh_packs(folder.parent, cache) == [first]


def test_a_changed_lesson_is_read_again(pack, tmp_path):
    cache = tmp_path / "lessons.json"
    load_packs(pack.parent, cache)
    path = pack / "culege.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Culege mărul", "Alt titlu"), encoding="utf-8")

    assert fresh_packs(pack.parent, cache) is None
    [loaded] = load_packs(pack.parent, cache)

    assert loaded.lessons[0].title == {"ro": "Alt titlu"}
    assert fresh_packs(pack.parent, cache) == [loaded]


def test_a_new_pack_leaves_the_cached_one_as_it_is(pack, tmp_path):
    cache = tmp_path / "lessons.json"
    load_packs(pack.parent, cache)
    other = pack.parent / "padurea"
    other.mkdir()
    (other / "pack.yaml").write_text("id: padurea\ntitle: Pădurea\nlessons: [urs]\n", encoding="utf-8")
    small = (pack / "culege.yaml").read_text(encoding="utf-8")
    (other / "urs.yaml").write_text(small.replace("id: culege", "id: urs"), encoding="utf-8")

    assert ids(load_packs(pack.parent, cache)) == ["livada/culege", "livada/du", "padurea/urs"]
    assert fresh_packs(pack.parent, cache) is not None


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "{}", '{"packs": 3}', '{"packs": [{}]}', '{"packs": [null]}', "[" * 100_000, "\x00\xff"],
)
def test_a_damaged_cache_is_no_cache(pack, tmp_path, content):
    cache = tmp_path / "lessons.json"
    cache.write_text(content, encoding="latin-1")

    assert ids(load_packs(pack.parent, cache)) == ["livada/culege", "livada/du"]
    assert fresh_packs(pack.parent, cache) is not None


def test_a_cache_entry_of_another_shape_is_read_again(pack, tmp_path):
    cache = tmp_path / "lessons.json"
    load_packs(pack.parent, cache)
    held = json.loads(cache.read_text(encoding="utf-8"))
    held["packs"][0]["lessons"][0]["world"]["map"] = "nicio hartă"
    cache.write_text(json.dumps(held), encoding="utf-8")

    assert ids(load_packs(pack.parent, cache)) == ["livada/culege", "livada/du"]
    assert fresh_packs(pack.parent, cache) is not None


def test_without_a_place_to_write_the_lessons_are_there_all_the_same(pack, tmp_path):
    in_the_way = tmp_path / "date"
    in_the_way.write_text("un fișier, nu un folder", encoding="utf-8")

    packs = load_packs(pack.parent, in_the_way / "cache" / "lessons.json")

    assert ids(packs) == ["livada/culege", "livada/du"]


def test_the_cache_that_comes_with_the_wheel_is_enough(pack):
    build_cache(pack.parent, pack.parent.parent / "lessons.json")

    packs = fresh_packs(pack.parent)

    assert packs is not None
    assert ids(packs) == ["livada/culege", "livada/du"]


def test_a_broken_lesson_leaves_the_others(pack):
    path = pack / "culege.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title:", "titlu:"), encoding="utf-8")

    [loaded] = load_packs(pack.parent, lang="en")

    assert ids([loaded]) == ["livada/du"]
    assert loaded.broken == (("culege", "culege.yaml:2: there is no field `titlu`"),)


@pytest.mark.parametrize(
    ("content", "lesson_id"),
    [(b"\xff\xfe", "culege"), (b"", "culege"), (b"id: du\ntitle: [", "culege"), (b"id: 3 D\n", "culege")],
)
def test_a_lesson_that_cannot_be_read_at_all_is_told_by_its_file_name(pack, content, lesson_id):
    (pack / "culege.yaml").write_bytes(content)

    [loaded] = load_packs(pack.parent)

    assert ids([loaded]) == ["livada/du"]
    assert [broken for broken, _ in loaded.broken] == [lesson_id]


def test_a_listed_lesson_without_a_file_is_told(pack):
    (pack / "du.yaml").unlink()

    [loaded] = load_packs(pack.parent)

    assert ids([loaded]) == ["livada/culege"]
    assert [broken for broken, _ in loaded.broken] == ["du"]


def test_without_a_readable_list_the_lessons_still_play(pack):
    (pack / "pack.yaml").write_text("id: livada\nlessons: [", encoding="utf-8")

    [loaded] = load_packs(pack.parent)

    assert ids([loaded]) == ["livada/culege", "livada/du"]
    assert len(loaded.broken) == 1


def test_of_two_packs_with_one_id_the_second_says_why_it_does_not_play(pack):
    copy = pack.parent / "mai-tarziu"
    copy.mkdir()
    for path in pack.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())

    first, second = load_packs(pack.parent)

    assert ids([first]) == ["livada/culege", "livada/du"]
    assert second.lessons == ()
    assert second.broken[0][0] == "livada"


def test_the_packs_of_the_club_come_after_those_of_the_program(pack, tmp_path):
    own = tmp_path / "date ș" / "lessons"
    for name in ("aproape", "livada", ".livada.new"):
        (own / name).mkdir(parents=True)
        for path in pack.iterdir():
            text = path.read_text(encoding="utf-8")
            (own / name / path.name).write_text(text.replace("id: livada", f"id: {name}"), encoding="utf-8")
    cache = tmp_path / "lessons.json"

    first = load_packs(pack.parent, cache, own_dir=own)

    assert [one.id for one in first] == ["livada", "aproape", "livada-2"]
    assert first[2].lessons == () and first[2].broken, "an id of the program cannot be taken"
    assert load_packs(pack.parent, cache, own_dir=own) == first
    assert len(load_packs(pack.parent, cache, own_dir=tmp_path / "nu există")) == 1


def test_no_lessons_folder_is_no_pack(tmp_path):
    assert load_packs(tmp_path / "nu există") == []


def test_a_lesson_is_found_by_its_full_id_and_by_a_short_one_that_is_unique(pack):
    packs = load_packs(pack.parent)

    full = find_lesson(packs, "livada/culege")

    assert isinstance(full, Lesson)
    assert find_lesson(packs, "culege") is full
    assert find_lesson(packs, "nicăieri") is None


def test_a_short_id_of_two_packs_is_ambiguous(pack):
    copy = pack.parent / "padurea"
    copy.mkdir()
    for path in pack.iterdir():
        (copy / path.name).write_bytes(path.read_bytes().replace(b"id: livada", b"id: padurea"))

    packs = load_packs(pack.parent)

    assert find_lesson(packs, "culege") == Ambiguous(("livada/culege", "padurea/culege"))
    assert isinstance(find_lesson(packs, "padurea/culege"), Lesson)


def test_a_lesson_file_beside_its_pack_has_its_full_id(pack):
    lesson = load_lesson_file(pack / "du.yaml")

    assert isinstance(lesson, Lesson)
    assert lesson.id == "livada/du"


def test_a_lesson_file_on_its_own_has_its_short_id(tmp_path, small):
    path = tmp_path / "lecție.yaml"
    path.write_text(small, encoding="utf-8")

    lesson = load_lesson_file(path)

    assert isinstance(lesson, Lesson)
    assert lesson.id == "culege"


def test_a_broken_lesson_file_gives_everything_that_is_wrong(tmp_path, small):
    path = tmp_path / "lecție.yaml"
    path.write_text(small.replace("title:", "titlu:").replace("reach:", "rich:"), encoding="utf-8")

    findings = load_lesson_file(path, "en")

    assert [(finding.line, finding.field) for finding in findings] == [(2, "titlu"), (13, "goals.2.rich")]


def test_the_wheel_carries_its_lessons_compiled(root, tmp_path, monkeypatch):
    """The build hook itself; a whole build is tried elsewhere."""
    pytest.importorskip("hatchling")
    monkeypatch.syspath_prepend(str(root))
    from hatch_build import LessonCacheHook

    hook = LessonCacheHook(str(root), {}, None, None, str(tmp_path), "wheel")
    build_data = {"force_include": {}}
    hook.initialize("standard", build_data)
    [(made, inside)] = build_data["force_include"].items()
    held = json.loads(Path(made).read_text(encoding="utf-8"))
    hook.finalize("standard", build_data, "")

    assert inside == "codekids/_data/lessons.json"
    assert "primii-pasi" in {entry["pack"]["id"] for entry in held["packs"]}
    assert not Path(made).exists()


def test_the_shipped_lessons_load_without_a_broken_one(root):
    packs = load_packs(root / "lessons")

    assert [pack.broken for pack in packs] == [()] * len(packs)
    assert "primii-pasi/culege-merele" in ids(packs)
