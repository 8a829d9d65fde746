"""`codekids run`: outcomes, exit codes, the JSON object, and what is said to a person."""

import io
import re

import pytest

LESSON = "primii-pasi/buna-robotule"
SOLUTION = 'move()\nmove()\nmove()\nmove()\nsay("Ari")\n'
KEYS = {
    "outcome", "stars", "steps", "lines_run", "output", "output_cut", "problems", "goals", "hint", "world",
}  # fmt: skip

OUTCOMES = [
    (SOLUTION, "solved", 0),
    ("move()\n", "not_solved", 1),
    ("", "not_solved", 1),
    ("moov()\n", "problem", 2),
    ("move(\n", "problem", 2),
    ("move(99)\n", "problem", 2),
    ("x = 1 / 0\n", "problem", 2),
    ("while True:\n    pass\n", "out_of_steps", 3),
    ("while True:\n    turn_left()\n", "out_of_steps", 3),
    ("while True:\n    print('x' * 1000)\n", "out_of_steps", 3),
]


@pytest.mark.parametrize(("text", "outcome", "code"), OUTCOMES, ids=lambda value: str(value)[:24])
def test_each_outcome_has_its_exit_code(codekids, program, text, outcome, code):
    said = codekids("run", program(text), "--lesson", LESSON, "--json")

    assert (said.json["outcome"], said.code) == (outcome, code)
    assert said.json.keys() == KEYS
    assert said.err == ""


def test_a_bare_world_has_no_goals_and_the_run_finishes(codekids, program):
    said = codekids("run", program('move()\nprint("salut ș")\n'), "--world", "grid", "--json")

    assert said.code == 0
    assert said.json["outcome"] == "finished"
    assert said.json["goals"] == []
    assert said.json["hint"] is None
    assert said.json["output"] == "salut ș\n"
    assert said.json["world"]["hero"]["at"] == [2, 1]


def test_stars_count_the_optional_goals(codekids, program):
    told = codekids("run", program("move()\n" * 4), "--lesson", LESSON, "--json").json

    assert told["outcome"] == "solved"
    assert told["stars"] == 2
    assert [(goal["kind"], goal["met"], goal["optional"]) for goal in told["goals"]] == [
        ("reach", True, False),
        ("say", False, True),
        ("max_lines", True, True),
    ]


def test_a_problem_stands_at_its_line_and_speaks_three_languages(codekids, program):
    told = codekids("run", program("move()\n  \nmoov()\n"), "--lesson", LESSON, "--json").json

    (problem,) = told["problems"]
    assert (problem["line"], problem["column"], problem["end_column"]) == (3, 0, 4)
    assert problem["key"] == "name.did_you_mean"
    assert set(problem["text"]) == {"ro", "en", "hu"}
    assert all("`moov`" in text and "`move`" in text for text in problem["text"].values())
    assert "`move`" in problem["fix"]["ro"]


def test_a_program_that_fails_the_lesson_gets_a_hint(codekids, program):
    told = codekids("run", program("move()\n"), "--lesson", LESSON, "--json").json

    assert told["hint"]["level"] in (0, 1)
    assert all(told["hint"]["text"][lang] for lang in ("ro", "en", "hu"))


@pytest.mark.parametrize("name", [LESSON, "buna-robotule"])
def test_a_lesson_is_named_in_full_or_in_short(codekids, program, name):
    assert codekids("run", program(SOLUTION), "--lesson", name).code == 0


def test_a_lesson_may_be_a_file(codekids, program, root):
    file = root / "lessons" / "primii-pasi" / "buna-robotule.yaml"

    assert codekids("run", program(SOLUTION), "--lesson", file).code == 0


@pytest.mark.parametrize(
    ("lang", "words"), [("ro", "Rezolvat"), ("en", "Solved"), ("hu", "Megoldva")], ids=["ro", "en", "hu"]
)
def test_a_person_reads_the_result_in_their_language(codekids, program, lang, words):
    said = codekids("run", program(SOLUTION), "--lesson", LESSON, "--lang", lang)

    assert said.out.startswith(words)
    assert "★★★" in said.out


def test_the_language_may_stand_before_the_command(codekids, program):
    said = codekids("--lang", "hu", "run", program(SOLUTION), "--lesson", LESSON)

    assert said.out.startswith("Megoldva")


def test_answers_to_input_come_from_standard_input(codekids, program, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("Ana\n"))
    said = codekids(
        "run", program('name = input("Cum te cheamă?")\nprint(name)\n'), "--world", "grid", "--json"
    )

    assert said.json["output"] == "Ana\n"


def test_a_question_nobody_answers_is_a_problem_not_a_wait(codekids, program, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    said = codekids("run", program("x = input()\n"), "--world", "grid", "--json")

    assert said.json["outcome"] in ("problem", "stopped")


REFUSED = [
    ["run", "nu-este.py", "--lesson", LESSON],
    ["run", ".", "--lesson", LESSON],
    ["run"],
    ["run", "x.py"],
    ["run", "x.py", "--world", "luna"],
    ["frobnicate"],
    ["run", "x.py", "--world", "grid", "--lang", "fr"],
    ["check"],
    ["check", "nu-este"],
    ["show", "--lesson", LESSON],
    ["demo", "--out", "demo.mp3"],
]


@pytest.mark.parametrize("arguments", REFUSED, ids=" ".join)
def test_wrong_usage_gets_one_sentence_and_code_four(codekids, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    said = codekids(*arguments)

    assert said.code == 4
    assert said.out == ""
    assert said.err.startswith("codekids: ")
    assert len(said.err.strip().splitlines()) == 1


def test_a_lesson_nobody_knows_names_the_nearest(codekids, program):
    said = codekids("run", program(""), "--lesson", "culege-mere", "--json")

    assert said.code == 4
    assert said.out == ""
    named = re.findall(r"[a-z-]+/[a-z-]+", said.err)
    assert len(named) > 1
    assert named[0] == "primii-pasi/culege-merele"


@pytest.mark.parametrize("world", ["turtle", "stage", "machine", "chart"])
def test_a_world_that_is_still_to_come_is_refused_kindly(codekids, program, world):
    said = codekids("run", program(""), "--world", world)

    assert said.code == 4
    assert world in said.err


def test_a_broken_lesson_file_says_where(codekids, program, tmp_path):
    lesson = tmp_path / "lecție.yaml"
    lesson.write_text("format: 1\nid: x\ntitlu: A\n", encoding="utf-8")
    said = codekids("run", program(""), "--lesson", lesson)

    assert said.code == 4
    assert "lecție.yaml:" in said.err


BAD_PROGRAMS = {
    "a megabyte": b"move()\n" * 150_000,
    "NUL bytes": b"move()\x00\nmove()\n",
    "not UTF-8": "mută".encode("cp1250"),
    "half a surrogate": "x = '\ud800'".encode("utf-8", "surrogatepass"),
    "deep recursion": b"def f(n):\n    return f(n + 1)\nf(0)\n",
    "deep brackets": b"(" * 3000,
    "much memory": b"x = [0] * 10**9\n",
    "a long number": b"x = 10 ** 10 ** 8\n",
}


@pytest.mark.parametrize("text", BAD_PROGRAMS.values(), ids=BAD_PROGRAMS.keys())
def test_a_hostile_program_gets_a_calm_sentence(codekids, program, text):
    told = codekids("run", program(text), "--world", "grid", "--json").json

    assert told["outcome"] in ("problem", "out_of_steps")
    for sentence in told["problems"][0]["text"].values():
        assert 10 < len(sentence) <= 220
        assert "Error" not in sentence


def test_ten_megabytes_of_print_are_cut(codekids, program):
    said = codekids(
        "run", program("for i in range(10_000):\n    print('x' * 1000)\n"), "--world", "grid", "--json"
    )

    assert said.json["output_cut"] is True
    assert len(said.json["output"]) <= 256_000
    assert said.code == 3


def test_a_mistake_of_ours_is_one_sentence_and_a_file(codekids, program, tmp_path, monkeypatch):
    def broken(*_arguments, **_named):
        raise RuntimeError("inside")

    monkeypatch.setattr("codekids.cli.result.of_world", broken)
    said = codekids("run", program(""), "--world", "grid", "--lang", "ro")

    assert said.code == 4
    assert len(said.err.strip().splitlines()) == 1
    kept = (tmp_path / "data ș" / "codekids-error.txt").read_text(encoding="utf-8")
    assert "RuntimeError: inside" in kept
