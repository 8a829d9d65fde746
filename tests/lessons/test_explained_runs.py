"""What a child is told about a run that stopped, never ended or missed: the cases stand in runs/."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from codekids.engine.run import Budget, run
from codekids.lang.catalogue import LANGUAGES, knows, say
from codekids.lang.lines import apply_fix
from codekids.lang.source import read_source
from codekids.lessons.judge import evidence_of
from codekids.lessons.misses.missed import explain_miss
from codekids.lessons.misses.stopped import explain_run
from codekids.world.goals import Goal, judge_goal
from codekids.world.grid import grid_world
from codekids.world.maps import read_map

HERE = Path(__file__).resolve().parent / "runs"
MARK = re.compile(r"[ ]*### (\d+) ([\w.]+)$", re.MULTILINE)
FEW = Budget(commands=1000, lines=3000)


@dataclass(frozen=True)
class Case:
    """A program, its surroundings, and what is told: (line, key)."""

    text: str
    told: tuple[int, str]
    inputs: tuple[str, ...] = ()
    output: str = ""
    rows: str = ""
    things: tuple[str, ...] = ()


def read_case(marked: str) -> Case:
    head = dict.fromkeys(">=@!", "")
    lines = marked.split("\n")
    while re.match(r"#[>=@!]( |$)", lines[0]):
        head[lines[0][1]] += lines[0][3:] + "\n"
        del lines[0]
    text = "\n".join(lines)
    line, key = MARK.findall(text)[0]
    answers = tuple(head[">"].removesuffix("\n").split("|")) if ">" in marked.split("\n")[0][:2] else ()
    things = tuple(head["!"].split())
    return Case(MARK.sub("", text), (int(line), key), answers, head["="], head["@"].rstrip("\n"), things)


def cases() -> list[Case]:
    found = []
    for file in sorted(HERE.glob("*.txt")):
        lines = file.read_text(encoding="utf-8").split("\n")
        kept = "\n".join(line for line in lines if not line.startswith("##! "))
        found += [read_case(part.strip("\n")) for part in re.split(r"^---$", kept, flags=re.MULTILINE)]
    return found


CASES = cases()


@pytest.fixture(scope="session")
def told(workers):
    """What is told about a case: (program, everything told, the run's problem first)."""

    def tell(case: Case):
        program = read_source(case.text)
        world = read_map(case.rows, {"A": "apple"}) if case.rows else grid_world(10, 10)
        goals = [Goal("reach")] if case.rows else []
        goals += [Goal("collect", thing=thing) for thing in case.things]
        goals += [Goal("print", word=case.output)] if case.output else []
        timeline = run(program, world, workers, inputs=case.inputs, budget=FEW)
        evidence = evidence_of(program, timeline)
        problem = explain_run(program, timeline)
        remarks = explain_miss(program, timeline, [judge_goal(goal, evidence) for goal in goals])
        return program, [*([problem] if problem else []), *remarks]

    return tell


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text.split("\n")[0][:40])
def test_a_run_is_told_by_its_cause_at_its_line(case, told):
    _, found = told(case)

    # The problem of a run that met a wall stays what it is; the remark behind it says why.
    assert case.told in [(at.line, at.key) for at in found[:2]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text.split("\n")[0][:40])
def test_everything_told_is_complete_and_lies_in_the_program(case, told):
    program, found = told(case)

    for at in found:
        end = at.end_column or len(program.lines[at.line - 1])
        assert 0 <= at.column <= end <= len(program.lines[(at.end_line or at.line) - 1])
        for lang in LANGUAGES:
            assert knows(at.key, lang)
            sentence = say(at.message, lang)
            assert "{" not in re.sub(r"`[^`]*`", "", sentence), f"{at.key} lacks an argument"
            assert len(sentence) <= 220
        if at.fix is not None:
            ast.parse(apply_fix(program.text, at.fix))


RIGHT = (Path(__file__).resolve().parent.parent / "lang" / "right.txt").read_text(encoding="utf-8")


def test_a_right_program_that_misses_nothing_gets_no_problem(workers):
    for text in re.split(r"^---$", RIGHT, flags=re.MULTILINE):
        program = read_source(text.strip("\n"))
        timeline = run(program, grid_world(10, 10), workers, inputs=("1", "2", "3"), budget=FEW)
        if timeline.problem is None:
            assert explain_run(program, timeline) is None
