"""The lesson doctor: what it finds in lessons that can be read, with real workers."""

import shutil
from pathlib import Path

import pytest

from codekids.lessons.doctor.examine import check_lesson_bytes, check_paths
from codekids.lessons.format.findings import Finding
from codekids.lessons.format.template import lesson_template, pack_template


def brief(findings: list[Finding]) -> list[str]:
    return [f"{one.line}:{one.column} {one.field} {one.severity} {one.key}" for one in findings]


@pytest.fixture
def examined(workers, small):
    """The findings on the small lesson after some replacements."""

    def check(*changes: tuple[str, str], more: str = "") -> list[str]:
        text = small
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        return brief(check_lesson_bytes((text + more).encode(), Path("lecție.yaml"), workers, "ro"))

    return check


def test_a_good_lesson_has_no_findings(examined):
    assert examined() == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (  # the solution
            "  take()\n  move()\nwrong",
            "  move()\n  take()\nwrong",
            ["19:3 solution error lessons.solution_stops"],
        ),
        ("  take()\n  move()\nwrong", "  take()\nwrong", ["13:5 goals.2 error lessons.solution_misses"]),
        (
            "  take()\n  move()\nwrong",
            "  tkae()\n  move()\nwrong",
            ["18:3 solution error lessons.solution_stops"],
        ),
        ("  move(2)\n  take()", "  while True:\n    pass", ["17:3 solution error lessons.solution_stops"]),
        (
            "solution: |\n  move(2)\n  take()\n  move()\n",
            "",
            ["1:1 - warning lessons.no_solution"],
        ),
        (
            "  - reach: goal\n",
            "  - reach: goal\n  - max_lines: 2\n    optional: true\n",
            ["14:5 goals.3 error lessons.star_missed"],
        ),
        # wrong programs, the start
        (
            "    move(3)\n",
            "    move(2)\n    take()\n    move()\n",
            ["21:5 wrong.1 error lessons.wrong_solves"],
        ),
        (
            "solution:",
            "start: |\n  move()\n  move()\n  take()\n  move()\nsolution:",
            ["16:8 start error lessons.start_solves"],
        ),
        # goals nobody can meet
        (
            "count: all",
            "count: 3",
            ["11:5 goals.1 error goal.impossible.too_few", "11:5 goals.1 error lessons.solution_misses"],
        ),
        (
            "reach: goal",
            "reach: [9, 1]",
            ["13:5 goals.2 error goal.impossible.outside", "13:5 goals.2 error lessons.solution_misses"],
        ),
        ("collect: apple", "collect: aple", ["11:14 goals.1.collect error lessons.unknown_value_meant"]),
        # hints
        (
            "Câte mere vezi pe hartă?",
            "Scrie `move(2)`.\n  - Gata.",
            ["15:5 hints.1 error lessons.hint_has_line"],
        ),
        ("Câte mere vezi pe hartă?", "Scrie `move(2)`.", []),
        (
            "Câte mere vezi pe hartă?",
            "Scrie `move(2)`, `take()`, `move()`.",
            ["15:5 hints.1 error lessons.hint_is_solution"],
        ),
        ("Câte mere vezi pe hartă?", "Începe cu `__(2)`.\n  - Gata.", []),
        # languages and lengths
        (
            "title: Culege mărul",
            "title:\n  ro: Mărul\n  en: The apple",
            [
                "5:7 task warning lessons.missing_language",
                "17:5 hints.1 warning lessons.missing_language",
            ],
        ),
        ("Ia mărul,", "Ia mărul, " + "mereu " * 40, ["3:7 task warning lessons.text_long"]),
        ("task:", f"story: {'a fost odată ' * 30}\ntask:", ["3:8 story warning lessons.story_long"]),
        # the toolbox
        (
            "[move, take]",
            "[move, taek]",
            [
                "9:10 toolbox warning lessons.not_in_toolbox",
                "9:17 toolbox.2 error lessons.unknown_value_meant",
            ],
        ),
        ("[move, take]", "[move]", ["9:10 toolbox warning lessons.not_in_toolbox"]),
        ("[move, take]", "[move, take, for, if, range, random]", []),
        ("[move, take]", "[move, take, variables, operators, lists]", []),
        # limits
        (
            "solution:",
            "start: move()\nlocked: [1, 2]\nkept: [3]\nsolution:",
            ["17:13 locked.2 error lessons.no_such_line", "18:8 kept.1 error lessons.no_such_line"],
        ),
        (
            "solution:",
            "limits:\n  blocks:\n    move: 1\nsolution:",
            ["22:3 solution error lessons.solution_stops"],
        ),
        ("solution:", "limits:\n  blocks:\n    move: 2\nsolution:", []),
        (
            "solution:",
            "start: turn_left()\nlocked: [1]\nsolution:",
            ["19:3 solution error lessons.solution_stops"],
        ),
        # foreseen mistakes
        (
            "solution:",
            "mistakes:\n  - when: collect pear failed\n    say: Para.\nsolution:",
            ["17:11 mistakes.1.when error lessons.no_such_goal"],
        ),
        ("solution:", "mistakes:\n  - when: reach failed\n    say: Steagul.\nsolution:", []),
    ],
)
def test_the_doctor_finds(examined, old, new, found):
    result = examined((old, new))

    assert result[: len(found)] == found
    if not found:
        assert result == []


def test_a_foreseen_program_that_solves_the_lesson_is_no_mistake(examined):
    program = "        move(2)\n        take()\n        move()\n"
    more = f"mistakes:\n  - when:\n      program_like: |\n{program}    say: Hm.\n"

    assert examined(more=more) == ["25:21 mistakes.1.when.program_like error lessons.wrong_solves"]


def test_a_lesson_solved_by_doing_nothing_is_told(examined):
    goals = "  - collect: apple\n    count: all\n  - reach: goal\n"

    found = examined((goals, "  - avoid: [[2, 1]]\n"), ("wrong:\n  - |\n    move(3)\n", ""))

    assert "11:3 goals error lessons.nothing_solves" in found


def test_a_hidden_world_where_the_solution_fails_is_named(workers, small):
    text = small.replace(
        "  legend:", "  variants:\n    - hidden: true\n      map: |\n        > A . G\n  legend:"
    )

    [finding] = check_lesson_bytes(text.encode(), Path("lecție.yaml"), workers, "en")

    assert (finding.line, finding.column, finding.field) == (22, 3, "solution")
    assert finding.message.startswith("in world 1 of `variants` the solution stops here: ")


def test_a_word_the_solution_does_not_know_is_told_with_the_line_of_the_file(workers, small):
    text = small.replace("  take()\n", "  ia()\n")
    [found] = check_lesson_bytes(text.encode(), Path("culege.yaml"), workers)

    line = text.splitlines().index("  ia()") + 1
    assert found.line == line
    assert f" {line} " in found.message and "{" not in found.message


def test_every_wording_of_a_finding_is_there_in_three_languages(workers, small):
    text = (
        small.replace("  move()\nwrong", "wrong")
        .replace("count: all", "count: 3")
        .replace("[move, take]", "[mov]")
    )
    for lang in ("ro", "en", "hu"):
        for finding in check_lesson_bytes(text.encode(), Path("x.yaml"), workers, lang):
            assert finding.key not in finding.as_line()
            assert finding.message and finding.instead


# -- packs and folders


def test_a_good_pack_has_no_findings(pack, workers):
    assert check_paths([pack], workers) == []
    assert check_paths([pack.parent], workers) == []
    assert check_paths([pack / "pack.yaml"], workers) == []


def test_a_pack_and_its_files_must_agree(pack, workers):
    listed = (
        "format: 1\nid: livada\ntitle: În livadă\nlessons:\n  - culge\n  - du\n  - du\n  - altceva-cu-totul\n"
    )
    (pack / "pack.yaml").write_text(listed, encoding="utf-8")
    du = (pack / "du.yaml").read_text(encoding="utf-8")
    (pack / "la-fel.yaml").write_text(du, encoding="utf-8")
    (pack / "alt-nume.yaml").write_text(du.replace("id: du", "id: neasteptat"), encoding="utf-8")

    assert brief(check_paths([pack], workers)) == [
        "5:3 lessons warning lessons.not_listed",
        "5:3 lessons warning lessons.not_listed",
        "5:5 lessons.1 error lessons.no_such_lesson_meant",
        "7:5 lessons.3 error lessons.listed_twice",
        "8:5 lessons.4 error lessons.no_such_lesson",
        "1:5 id warning lessons.other_file_name",
        "1:5 id error lessons.id_twice",
    ]


def test_a_file_that_no_pack_reads_is_told(pack, workers):
    (pack / "du.yaml").rename(pack / "du.yml")

    found = check_paths([pack], workers)

    assert [one.key for one in found] == ["lessons.other_ending", "lessons.no_such_lesson"]
    assert "du.yaml" in found[0].instead


def test_a_broken_pack_file_does_not_hide_its_lessons(pack, workers):
    (pack / "pack.yaml").write_text("id: livada\ntitlu: Livada\nlessons: [culege, du]\n", encoding="utf-8")
    path = pack / "du.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title:", "titlu:"), encoding="utf-8")

    findings = check_paths([pack], workers)

    assert brief(findings) == [
        "2:1 titlu error lessons.unknown_key_meant",
        "2:1 titlu error lessons.unknown_key_meant",
    ]
    assert [Path(finding.path).name for finding in findings] == ["pack.yaml", "du.yaml"]


def test_two_packs_may_not_share_an_id(pack, workers):
    copy = pack.parent / "mai-tarziu"
    copy.mkdir()
    for path in pack.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())

    assert brief(check_paths([pack.parent], workers)) == ["2:5 id error lessons.pack_twice"]


def test_what_is_not_there_or_holds_no_lesson_is_a_finding(tmp_path, workers):
    (tmp_path / "gol").mkdir()

    findings = check_paths([tmp_path / "nicăieri.yaml", tmp_path / "gol"], workers)

    assert [finding.key for finding in findings] == ["lessons.cannot_read", "lessons.no_lessons_here"]


@pytest.mark.parametrize("content", [b"\x00" * 50, b"\xff\xfe", b"%", b"a: " + b"[" * 5000, b"x" * 300_000])
def test_any_file_is_examined_without_a_traceback(tmp_path, workers, content):
    path = tmp_path / "ceva ș.yaml"
    path.write_bytes(content)

    findings = check_paths([path], workers)

    assert findings
    assert all(finding.severity == "error" for finding in findings)


def test_the_shipped_packs_are_in_order(root, workers):
    assert [finding.as_line() for finding in check_paths([root / "lessons"], workers)] == []


@pytest.mark.parametrize("name", ["lecția mea.yaml", "3.yaml", "ÎNTREBĂRI.yaml", "…….yaml"])
def test_a_new_lesson_already_passes(tmp_path, workers, name):
    [(path, text)] = lesson_template(tmp_path / name).items()
    path.write_text(text, encoding="utf-8")

    assert check_paths([path], workers) == []


def test_a_new_pack_already_passes(tmp_path, workers):
    for path, text in pack_template(tmp_path / "Clubul din Șura").items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    assert check_paths([tmp_path], workers) == []


def test_packs_that_wait_for_each_other_would_never_open(pack, workers):
    other = pack.with_name("padurea")
    shutil.copytree(pack, other)
    for folder, id_, wanted in ((pack, "livada", "padurea"), (other, "padurea", "livada")):
        text = (folder / "pack.yaml").read_text(encoding="utf-8").replace("id: livada", f"id: {id_}")
        text += f"opens_after:\n  packs: [{wanted}]\n  stars: 4\n"
        (folder / "pack.yaml").write_text(text, encoding="utf-8")

    findings = check_paths([pack.parent], workers)
    assert [(one.field, one.key) for one in findings] == [("opens_after.packs.1", "lessons.opens_never")] * 2

    text = (other / "pack.yaml").read_text(encoding="utf-8").replace("[livada]", "[lunca]")
    (other / "pack.yaml").write_text(text, encoding="utf-8")
    (told,) = check_paths([pack.parent], workers)
    assert (told.key, told.severity) == ("lessons.opens_unknown", "warning")
