"""The lesson doctor and the kinds: each starting file is spoilt in one place, and told there."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codekids.lessons.doctor.examine import check_lesson_bytes, check_paths
from codekids.lessons.format.template import TEMPLATES

SOLVES = (
    "for pas in range(3):\n          move()\n          turn_left()\n          move()\n          turn_right()"
)
DANCE = "    for pas in range(6):\n        move(0)\n        turn_left()\n"
TWICE = "quiz.items.1.options.2 error same_option"


@pytest.fixture
def found(workers, typed):
    """What the doctor says of a starting file after some replacements: `field key`, in reading order."""

    def check(kind, *changes):
        content = typed(kind, *changes).encode()
        return [
            f"{one.field} {one.severity} {one.key.removeprefix('lessons.')}"
            for one in check_lesson_bytes(content, Path("lectia-mea.yaml"), workers, "ro")
        ]

    return check


@pytest.mark.parametrize("kind", TEMPLATES)
def test_the_starting_file_of_every_kind_is_in_order(found, kind):
    assert found(kind) == []


@pytest.mark.parametrize(
    ("kind", "old", "new", "expected"),
    [
        # predict: the right option is what happens
        ("predict", "answer: 1 ", "answer: 2 ", "predict.answer error predicts_wrong"),
        ("predict", "  move(2)\n", "  moov(2)\n", "start error start_stops"),
        ("predict", "cell: [2, 2]", "cell: [9, 2]", "predict.options.2 error cell_outside"),
        ("predict", "cell: [2, 2]", "cell: [3, 2]", "predict.options.2 error same_option"),
        ("predict", "      means: counts_start\n", "", "predict.options.2 warning no_means"),
        ("predict", "cell: [2, 2]", "text: Altundeva", "predict.options error texts_and_cells"),
        # parsons
        ("parsons", "code: move(3)", "code: take()", "parsons.distractors.1.code error distractor_is_right"),
        (
            "parsons",
            "code: move(3)",
            "code: move( 1 + 1 )",
            "parsons.distractors.1 error distractor_solves",
        ),
        (
            "parsons",
            "parsons:\n",
            "parsons:\n  lines: [move(2), take()]\n",
            "parsons.lines error pieces_miss",
        ),
        (
            "parsons",
            "  move(2)\n  take()\n  turn_left()\n  move(2)\n  turn_right()\n  move()\n\n",
            "  move(2)\n\n",
            "parsons error few_pieces",
        ),
        # gap
        ("gap", "  move(___)\n  ___()", "  move()\n  turn_left()", "start error no_gaps"),
        ("gap", "  move(2)\n  turn_left()\n  move(2)\n", "  move(2)\n", "solution error gaps_miss"),
        ("gap", 'code: "3"', "code: 1 + 1", "gap.distractors.2 error distractor_fits"),
        ("gap", "code: turn_right", "code: turn_left", "gap.distractors.1.code error distractor_is_right"),
        ("gap", "  # free: true", "  free: true", "gap.distractors warning free_with_pieces"),
        # fix
        ("fix", "  turn_left()\n  move()\n\nfix", "  turn_right()\n  move()\n\nfix", "fix error bug_is_none"),
        ("fix", "line: 4 ", "line: 2 ", "fix.line error bug_elsewhere"),
        ("fix", "line: 4 ", "line: 40 ", "fix.line error no_such_line"),
        (
            "fix",
            "  move(2)\n  turn_left()\n  move(2)\n  turn_left",
            "  turn_left()\n  move(2)\n  turn_left",
            "fix error repair_too_big",
        ),
        # worked
        ("worked", "lines: [2, 5]", "lines: [1, 5]", "subgoals.2.lines error labelled_twice"),
        ("worked", "lines: [2, 5]", "lines: [2, 4]", "subgoals warning unlabelled"),
        ("worked", "lines: [2, 5]", "lines: [2, 9]", "subgoals.2.lines error no_such_line"),
        ("worked", "      move()\n", "      moov()\n", "start error start_stops"),
        ("worked", "range(3)", "range(2)", "modify.goals.1 error solution_misses"),
        ("worked", "for pas in range(4):\n          move()", SOLVES, "modify.wrong.1 error wrong_solves"),
        ("worked", "modify:\n", "goals:\n  - reach: goal\n\nmodify:\n", "start error example_misses"),
        # project
        ("project", "least_actions: 6", "least_actions: 60", "project.checks.2 error check_missed"),
        ("project", "uses: loop", "uses: lop", "project.checks.1.uses error unknown_value"),
        ("project", "solution: |", f"wrong:\n  - |\n{DANCE}solution: |", "wrong.1 error wrong_checked"),
        # quiz
        ("quiz", "number: 2", "number: 3", "quiz.items.2.slips.1 error slip_is_right"),
        ("quiz", "answer: false", "answer: true", "quiz.items.5.cards warning cards_all_alike"),
        ("quiz", '["3", "4"]', '["3", "5"]', "quiz.items.6.trace.rows.2 error trace_value"),
        ("quiz", '          - ["3", "4"]\n', "", "quiz.items.6.trace.rows error trace_rows"),
        ("quiz", "pere = mere + 1", "pere = meree + 1", "quiz.items.6.program error program_stops"),
        ("quiz", "  # exam: true", "  exam: true", "quiz.items.1.options error exam_options"),
        (
            "quiz",
            "text:\n            ro: Face un pas la stânga",
            "text:\n            ro: Se întoarce pe loc",
            TWICE,
        ),
        # unplugged and the parts of any lesson
        ("unplugged", "minutes: 10\n", "", "unplugged warning no_minutes"),
        ("unplugged", "talk:\n", "talk:\n  - Încă una?\n", "talk warning two_to_talk"),
        ("steps", "      means: adds_instead\n", "", "exam_item.options.1 warning no_means"),
        ("steps", "concepts: [loop]", "concepts: [loop, range]", "concepts warning many_concepts"),
        ("steps", "  - kind: run\n", "  - kind: run\n    quiz: 3\n", None),
        ("steps", "steps:\n", "hints:\n  - Ce?\nsteps:\n", "hints warning unused_beside_steps"),
        # fields nobody will see
        ("puzzle", "kind: puzzle ", "fix:\n  planted: wish\nkind: puzzle ", "fix warning unused"),
        ("unplugged", "talk:", "solution: |\n  move()\ntalk:", "solution warning unused"),
        ("puzzle", "    A: apple\n", "    A: apple\n    B: box\n", "world.legend.B warning unused_sign"),
    ],
)
def test_the_doctor_finds(found, kind, old, new, expected):
    told = found(kind, (old, new))

    assert told
    if expected:
        assert expected in told


MARKED = """
  items:
    - ask: Unde?
      program: |
        move(2)
      options:
        - cell: [3, 1]
        - cell: [2, 1]
          why: Sunt doi pași.
      answer: 1
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("move(2)", "move(2)", []),
        ("answer: 1", "answer: 2", ["review.items.1.answer error predicts_wrong"]),
        ("cell: [2, 1]", "cell: [7, 1]", ["review.items.1.options.2 error cell_outside"]),
        ("move(2)", "moov(2)", ["review.items.1.program error program_stops"]),
    ],
)
def test_a_question_about_a_cell_is_tried_out(found, old, new, expected):
    items = MARKED.replace(old, new, 1)

    told = found("review", ("review:", "world:\n  map: |\n    > . . .\nreview:"), ("\n  items:\n", items))

    assert [one for one in told if " error " in one and "no_why" not in one] == expected


def test_a_project_is_not_done_before_it_is_begun(found):
    start = "start: |\n  for pas in range(6):\n      move(0)\n      turn_left()\nproject:"

    told = found("project", ("    - saved: true ", "    # "), ("project:", start))

    assert told == ["project.checks error checks_met_at_start"]


def test_a_wrong_program_of_a_project_misses_a_check(found):
    walk = "wrong:\n  - |\n    move()\n    move()\nsolution: |"

    assert found("project", ("solution: |", walk)) == []


def test_a_mean_above_the_limit_is_not_told_as_the_limit(workers, typed):
    sentence = "Ari merge " + "și " * 10 + "apoi. Ari ia " + "și " * 9 + "tot."  # 13 words and 12
    content = typed("puzzle", ("Ia mărul, apoi mergi la steag.", sentence)).encode()

    told = check_lesson_bytes(content, Path("lectia-mea.yaml"), workers, "ro")

    assert ["13" in one.message for one in told if one.key == "lessons.long_sentences"] == [True]


def test_a_distractor_without_a_reason_is_told(found, typed):
    text = typed("parsons")
    start = text.index("      why:")
    reason = text[start : text.index("\nhints:")]

    assert "parsons.distractors.1 error no_why" in found("parsons", (reason, ""))


def test_an_order_that_the_tray_shows_must_not_solve(found):
    flat = (
        ("    . . . G\n    . . . .\n    > . A #", "    > . . G"),
        ("  legend:\n    A: apple\n", ""),
        ("  - collect: apple\n", ""),
        (
            "  move(2)\n  take()\n  turn_left()\n  move(2)\n  turn_right()\n  move()\n\n",
            "  move(1)\n  move(2)\n\n",
        ),
        ("  - |\n    take()\n    move(2)\n", "  []\n"),
    )

    assert "parsons error tray_solves" in found("parsons", *flat)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    # > . A G #", "    # > # A G #", "goals.1 error walled_off"),
        ("    # > . A G #", "    # > . G # A", "goals.1 error walled_off"),
        ("    # # # # # #\n", "    # # # # # G\n", None),
        ("count: all", "count: 5", "goals.1 error goal.impossible.too_few"),
    ],
)
def test_a_goal_that_is_walled_off_or_asks_for_too_much(found, old, new, expected):
    told = found("puzzle", (old, new))

    assert (expected in told) if expected else not any("walled_off" in one for one in told)


def test_a_thin_wall_shuts_a_way_as_well(found):
    walls = "  walls:\n    - at: [3, 2]\n      side: east\n  legend:\n"

    assert "goals.1 error walled_off" in found("puzzle", ("  legend:\n", walls))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Ia mărul, apoi mergi la steag.", "Ia mărul " + "și mergi " * 10, "task.ro warning long_sentence"),
        ("Ia mărul, apoi mergi la steag.", "Unu. Doi. Trei. Patru.", "task.ro warning many_sentences"),
        (
            "Ia mărul, apoi mergi la steag.",
            "Bibliotecara repară calculatorul, imprimanta, televizorul.",
            "task.ro warning long_words",
        ),
        ("Ia mărul, apoi", 'Ia „mărul", apoi', "task.ro warning straight_quotes"),
        ("Vedd fel az almát,", "Vedd fel az “almát”,", "task.hu warning straight_quotes"),
        ("Ia mărul, apoi", 'Ia `print("x")`, apoi', None),
        ("Mărul a rămas pe cărare.", "Ai greșit.", "mistakes.1.say.ro warning blame"),
        ("Mărul a rămas pe cărare.", "Vai!", "mistakes.1.say.ro warning exclamation"),
        ("Ia mărul, apoi", "Scrie un literal, apoi", "task.ro warning hard_word"),
        ("Câte căsuțe sunt până la măr?", "Scrie take() acum.", "hints.1.ro error hint_has_line"),
        (
            "Completează `move(__)`, `____()`, `move()`.",
            "Scrie `move(2)`, `take()`.",
            "hints.3.ro warning hint_tells_most",
        ),
        (
            "  - ro: Ce comandă lipsește",
            "  - level: 0\n    ro: Ce comandă lipsește",
            "hints.2 warning hint_order",
        ),
    ],
)
def test_texts_are_read_with_a_child_s_eyes(found, old, new, expected):
    told = found("puzzle", (old, new))

    assert (expected in told) if expected else told == []


def test_a_picture_is_as_large_as_its_map(found):
    drawn = "goals:\n  - paint: |\n      R . .\n    colours:\n      R: red\n"

    assert "goals.1.paint error picture_size" in found("puzzle", ("goals:\n", drawn))


def test_a_number_is_the_same_in_every_language(found):
    assert not [one for one in found("steps") if "missing_language" in one]


# -- whatever is typed

TROUBLE = st.text(alphabet="abc:-|>[]{}#'\" \n012___()", max_size=4)
LINES = st.lists(
    st.tuples(st.integers(0, 400), st.sampled_from(["", "cut", "twice", "typed"]), TROUBLE), max_size=4
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TEMPLATES), LINES)
def test_a_spoilt_lesson_of_any_kind_is_examined_without_a_traceback(workers, typed, kind, slips):
    lines = typed(kind).split("\n")
    for place, what, text in slips:
        at = place % len(lines)
        lines[at : at + 1] = {
            "": [lines[at]],
            "cut": [],
            "twice": [lines[at], lines[at]],
            "typed": [lines[at][: place % (len(lines[at]) + 1)] + text],
        }[what]

    for finding in check_lesson_bytes("\n".join(lines).encode(), Path("x.yaml"), workers, "ro"):
        assert finding.message and finding.line >= 1
        assert "lessons." not in finding.as_line()


# -- packs


def write(folder, **lessons):
    folder.mkdir(parents=True)
    listed = "".join(f"  - {name}\n" for name in lessons)
    pack = f"id: {folder.name}\ntitle: Pachetul\nlessons:\n{listed}"
    (folder / "pack.yaml").write_text(pack, encoding="utf-8")
    for name, text in lessons.items():
        text = text.replace("id: lectia-mea", f"id: {name}")
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_a_concept_of_an_earlier_lesson_is_no_new_one(tmp_path, workers, typed):
    both = typed("puzzle", ("concepts: [sequence]", "concepts: [sequence, take]"))
    write(tmp_path / "unu", intai=typed("puzzle"), apoi=both)
    write(tmp_path / "doi", intai=both, apoi=typed("puzzle"))

    found = {
        (Path(one.path).parent.name, Path(one.path).name, one.key) for one in check_paths([tmp_path], workers)
    }

    assert found == {("doi", "intai.yaml", "lessons.many_concepts")}


def test_a_review_of_what_nobody_teaches_is_told(tmp_path, workers, typed):
    def review(concept):
        return typed("review", ("  # concepts: [sequence, turn]", f"  concepts: [{concept}]"))

    write(tmp_path / "unu", intai=typed("puzzle"), apoi=review("sequence"))
    write(tmp_path / "doi", apoi=review("zbor"))

    found = [(Path(one.path).parent.name, one.field, one.key) for one in check_paths([tmp_path], workers)]

    assert found == [("doi", "review.concepts.1", "lessons.never_taught")]
