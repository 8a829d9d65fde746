"""The lesson doctor: reads lessons as strictly as can be and tries what they promise.

Every solution must solve its lesson in every starting world, every wrong
program and the starting program must not. Programs run in the sandbox only.
An error keeps a lesson from being good for a club; a warning is worth a look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codekids.lang.catalogue import LANGUAGES, text
from codekids.lang.measure import constructs
from codekids.lang.names import BUILTINS
from codekids.lang.problems import Argument
from codekids.lang.source import read_source
from codekids.lang.words import KEYWORDS
from codekids.lang.words import nearest as nearest_word
from codekids.lessons.cache import PACK_FILE
from codekids.lessons.compiler import Reading, read_lesson
from codekids.lessons.findings import Fault, Finding, Loc, findings_of
from codekids.lessons.hints import code_lines, gives_away, snippets
from codekids.lessons.judge import MOST_STARS, Verdict, run_lesson
from codekids.lessons.lesson import Lesson, Text
from codekids.lessons.model import check_pack
from codekids.lessons.words import nearest
from codekids.lessons.yaml_reader import MOST_BYTES, Document, read_yaml
from codekids.world.goals import goal_message, impossible

if TYPE_CHECKING:
    from codekids.engine.sandbox import Workers

# The most characters of a text that is read at one look (curriculum), by the field it stands in.
LONGEST = {"title": 40, "task": 220, "hints": 220, "say": 220, "goals": 80, "librarian": 220}
LONGEST_STORY = 75  # words: a story is read aloud
# Kinds whose program may be finished when the child opens it.
MAY_START_SOLVED = ("predict", "worked", "project", "quiz", "unplugged")
# Modules a toolbox may offer beside commands, keywords and builtins.
MODULES = ("random", "math", "time", "turtle")


def check_paths(paths: Iterable[Path], workers: Workers, lang: str = "ro") -> list[Finding]:
    """Everything wrong with files, packs and folders of packs, in the order given.

    Never raises for what the files hold; a path that is not there is a finding.
    """
    doctor = _Doctor(workers, lang)
    for path in paths:
        doctor.check(path)
    return doctor.findings


def check_lesson_bytes(
    content: bytes, path: Path, workers: Workers, lang: str = "ro", pack_id: str = ""
) -> list[Finding]:
    """Everything wrong with one lesson file."""
    return findings_of(_lesson_faults(read_lesson(content, pack_id), workers, lang), path, lang)


@dataclass(slots=True)
class _Doctor:
    workers: Workers
    lang: str
    findings: list[Finding] = field(default_factory=list)
    pack_ids: dict[str, Path] = field(default_factory=dict)
    seen: set[Path] = field(default_factory=set)

    def check(self, path: Path) -> None:
        """A lesson file, a pack.yaml, a pack folder, or a folder of such."""
        if path.is_dir():
            if (path / PACK_FILE).is_file():
                self.pack(path)
                return
            inside = sorted(child for child in path.iterdir() if not child.name.startswith("."))
            found = [child for child in inside if child.suffix == ".yaml" and child.is_file()]
            found += [child for child in inside if child.is_dir() and any(child.rglob("*.yaml"))]
            for child in found:
                self.check(child)
            if not found:
                self.tell(path, Fault(1, 1, (), "lessons.no_lessons_here"))
        elif path.name == PACK_FILE:
            self.pack(path.parent)
        else:
            content = self.read(path)
            if content is not None:
                self.findings += check_lesson_bytes(content, path, self.workers, self.lang)

    def tell(self, path: Path, *faults: Fault) -> None:
        self.findings += findings_of(faults, path, self.lang)

    def read(self, path: Path) -> bytes | None:
        try:
            with path.open("rb") as file:
                return file.read(MOST_BYTES + 1)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            self.tell(path, Fault(1, 1, (), "lessons.cannot_read", {"why": why}))
            return None

    def pack(self, folder: Path) -> None:
        """`pack.yaml`, every lesson beside it, and whether the two agree."""
        if folder.resolve() in self.seen:
            return
        self.seen.add(folder.resolve())
        path = folder / PACK_FILE
        content = self.read(path)
        if content is None:
            return
        document = read_yaml(content)
        data, faults = check_pack(document)
        pack_id = data["id"] if data else folder.name
        if data and pack_id in self.pack_ids:
            args = {"name": pack_id, "other": self.pack_ids[pack_id].as_posix()}
            faults.append(_fault(document, ("id",), "lessons.pack_twice", args))
        self.pack_ids.setdefault(pack_id, path)
        files: dict[str, Path] = {}
        lesson_findings: list[Finding] = []
        for lesson_path in sorted(folder.glob("*.yaml")):
            if lesson_path.name == PACK_FILE:
                continue
            lesson_content = self.read(lesson_path)
            if lesson_content is None:
                continue
            reading = read_lesson(lesson_content, pack_id)
            lesson_faults = _lesson_faults(reading, self.workers, self.lang)
            lesson_faults += _identity(reading, lesson_path, files)
            lesson_findings += findings_of(lesson_faults, lesson_path, self.lang)
        if data:
            faults += _listing(document, data["lessons"], files)
        self.tell(path, *faults)
        self.findings += lesson_findings


def _fault(
    document: Document,
    loc: Loc,
    key: str,
    args: dict[str, Argument] | None = None,
    warning: bool = False,
    at: tuple[int, int] | None = None,
) -> Fault:
    """A fault at the value of `loc`, or `at` a (line, column) of the text there, both from 0."""
    line, column = document.place_inside(loc, *at) if at else document.place_of(loc)
    return Fault(line, column, loc, key, args or {}, "warning" if warning else "error")


def _identity(reading: Reading, path: Path, files: dict[str, Path]) -> list[Fault]:
    """Whether the lesson's id is its own, and the name of its file. Adds it to `files`, by id."""
    node = reading.document.node_at(("id",))
    if node is None or node is reading.document.root or not isinstance(node.value, str):
        files.setdefault(path.stem, path)
        return []
    lesson_id = node.value
    if lesson_id in files:
        args: dict[str, Argument] = {"name": lesson_id[:60], "other": files[lesson_id].name}
        return [_fault(reading.document, ("id",), "lessons.id_twice", args)]
    files[lesson_id] = path
    if lesson_id != path.stem:
        args = {"name": lesson_id[:60], "file": path.name}
        return [_fault(reading.document, ("id",), "lessons.other_file_name", args, warning=True)]
    return []


def _listing(document: Document, listed: list[str], files: dict[str, Path]) -> list[Fault]:
    """Whether `lessons:` and the files beside it agree."""
    faults = []
    for index, lesson_id in enumerate(listed):
        if lesson_id in listed[:index]:
            faults.append(_fault(document, ("lessons", index), "lessons.listed_twice", {"name": lesson_id}))
        elif lesson_id not in files:
            meant = nearest(lesson_id, files.keys() - set(listed))
            if meant:
                args: dict[str, Argument] = {"seen": lesson_id, "meant": meant}
                faults.append(_fault(document, ("lessons", index), "lessons.no_such_lesson_meant", args))
            else:
                args = {"name": lesson_id}
                faults.append(_fault(document, ("lessons", index), "lessons.no_such_lesson", args))
    for lesson_id, path in files.items():
        if lesson_id not in listed:
            args = {"name": lesson_id[:60], "file": path.name}
            faults.append(_fault(document, ("lessons",), "lessons.not_listed", args, warning=True))
    return faults


def _lesson_faults(reading: Reading, workers: Workers, lang: str) -> list[Fault]:
    faults = list(reading.faults)
    if reading.lesson is not None:
        checkup = _Checkup(reading.document, reading.data or {}, reading.lesson, workers, lang)
        checkup.texts()
        checkup.toolbox()
        checkup.goals()
        checkup.hints()
        checkup.phrases()
        checkup.programs()
        faults += checkup.faults
    return faults


@dataclass(slots=True)
class _Checkup:
    """One lesson that can be played: is it a good one?"""

    document: Document
    data: dict[str, Any]
    lesson: Lesson
    workers: Workers
    lang: str
    faults: list[Fault] = field(default_factory=list)

    def tell(self, loc: Loc, key: str, **args: Argument) -> None:
        self.faults.append(_fault(self.document, loc, key, args))

    def warn(self, loc: Loc, key: str, **args: Argument) -> None:
        self.faults.append(_fault(self.document, loc, key, args, warning=True))

    def spoken(self) -> Iterator[tuple[Loc, Text]]:
        """Every text of the lesson and where it stands."""
        for name in ("title", "story", "task"):
            if name in self.data:
                yield (name,), self.data[name]
        for index, goal in enumerate(self.data["goals"]):
            if "text" in goal:
                yield ("goals", index, "text"), goal["text"]
        for index, hint in enumerate(self.data["hints"]):
            yield ("hints", index), hint
        for index, mistake in enumerate(self.data["mistakes"]):
            for name in ("say", "librarian"):
                if name in mistake:
                    yield ("mistakes", index, name), mistake[name]

    def texts(self) -> None:
        """Every text in every language the lesson speaks, and none too long."""
        spoken = list(self.spoken())
        languages = [code for code in LANGUAGES if any(code in words for _, words in spoken)]
        for loc, words in spoken:
            missing = [code for code in languages if code not in words]
            if missing:
                self.warn(loc, "lessons.missing_language", languages=", ".join(missing))
            for code, sentence in words.items():
                place = (
                    (*loc, code)
                    if self.document.node_at((*loc, code)) is not self.document.node_at(loc)
                    else loc
                )
                self.length(place, str(loc[-1] if loc[0] == "mistakes" else loc[0]), sentence)

    def length(self, loc: Loc, name: str, sentence: str) -> None:
        """A text that a child reads at one look, or hears in one breath."""
        if name == "story":
            if len(sentence.split()) > LONGEST_STORY:
                found = len(sentence.split())
                self.warn(loc, "lessons.story_long", found=found, most=LONGEST_STORY)
        elif len(sentence) > LONGEST[name]:
            self.warn(loc, "lessons.text_long", found=len(sentence), most=LONGEST[name])

    def toolbox(self) -> None:
        """Words a program can use, and all that the solution uses."""
        commands = self.lesson.cases[0].world.commands
        known = {*commands, *KEYWORDS, *BUILTINS, *MODULES}
        # A lesson may offer functions that its starting program defines.
        own = constructs(read_source(self.lesson.start)) | constructs(read_source(self.lesson.solution))
        for index, word in enumerate(self.lesson.toolbox):
            if word not in known and word not in own:
                meant = nearest_word(word, [*commands, *KEYWORDS])
                if meant:
                    self.tell(("toolbox", index), "lessons.unknown_value_meant", seen=word, meant=meant)
                else:
                    args = ", ".join(commands)
                    self.tell(("toolbox", index), "lessons.unknown_value", seen=word, known=args)
        if self.lesson.toolbox:
            used = constructs(read_source(self.lesson.solution)) & commands.keys()
            for word in sorted(used - set(self.lesson.toolbox)):
                self.warn(("toolbox",), "lessons.not_in_toolbox", word=word)

    def goals(self) -> None:
        """Goals nobody can meet."""
        for index, goal in enumerate(self.lesson.goals[: len(self.data["goals"])]):
            for number, case in enumerate(self.lesson.cases):
                why = impossible(goal, case.world)
                if why is None or (number and why[0] == "goal.impossible.no_thing" and goal.count is None):
                    continue  # "take all apples" may well meet a hidden world without apples
                there = getattr(case.world, "things", ())
                meant = nearest(goal.thing, {kind for _, kind, _ in there})
                if why[0] == "goal.impossible.no_thing" and meant:
                    loc = ("goals", index, goal.kind)
                    self.tell(loc, "lessons.unknown_value_meant", seen=goal.thing, meant=meant)
                elif number:
                    self.tell(("world", "variants", number - 1), why[0], **why[1])
                else:
                    self.tell(("goals", index), why[0], **why[1])
                break

    def hints(self) -> None:
        """No hint but the last holds a line of the solution, and none all of them."""
        given = set(code_lines(self.lesson.start))
        lines = set(code_lines(self.lesson.solution)) - given
        last = len(self.lesson.hints) - 1
        for index, hint in enumerate(self.lesson.hints):
            for code, words in hint.items():
                loc: Loc = ("hints", index, code) if isinstance(self._hint(index), dict) else ("hints", index)
                held = [line for snippet in snippets(words) for line in code_lines(snippet)]
                told = next((line for line in held if line in lines), None)
                if gives_away(words, self.lesson.solution):
                    self.tell(loc, "lessons.hint_is_solution")
                elif told and index != last:
                    self.tell(loc, "lessons.hint_has_line", code=told[:40])

    def _hint(self, index: int) -> object:
        node = self.document.node_at(("hints", index))
        return node.value if node else None

    def phrases(self) -> None:
        """A foreseen mistake that speaks of a goal speaks of one of this lesson."""
        for index, mistake in enumerate(self.lesson.mistakes):
            words = mistake.when.split()
            if words[-1] != "failed":
                continue
            of_kind = [goal for goal in self.lesson.goals if goal.kind == words[0]]
            argument = words[1] if len(words) > 2 else ""
            if not any(argument in ("", goal.thing, goal.word) for goal in of_kind):
                known = ", ".join(
                    dict.fromkeys(
                        f"{goal.kind} {goal.thing}".strip() + " failed" for goal in self.lesson.goals
                    )
                )
                self.tell(
                    ("mistakes", index, "when"), "lessons.no_such_goal", seen=mistake.when[:60], known=known
                )

    def programs(self) -> None:
        """Run everything the lesson brings along."""
        if code_lines(self.lesson.solution):
            self.solution()
        else:
            self.warn((), "lessons.no_solution")
        for index, wrong in enumerate(self.lesson.wrong):
            if self.run(wrong).solved:
                self.tell(("wrong", index), "lessons.wrong_solves")
        for index, mistake in enumerate(self.lesson.mistakes):
            if mistake.program and self.run(mistake.program).solved:
                self.tell(("mistakes", index, "when", "program_like"), "lessons.wrong_solves")
        if self.lesson.kind not in MAY_START_SOLVED and self.run(self.lesson.start).solved:
            if code_lines(self.lesson.start):
                self.tell(("start",), "lessons.start_solves")
            else:
                self.tell(("goals",), "lessons.nothing_solves")

    def run(self, source: str) -> Verdict:
        return run_lesson(self.lesson, read_source(source), self.workers)

    def solution(self) -> None:
        """The solution solves every case, with every star."""
        loc: Loc = ("solution",)
        verdict = self.run(self.lesson.solution)
        timeline = verdict.failing
        if timeline is None:
            if verdict.stars < MOST_STARS:
                self.missed_stars()
            return
        world = verdict.failing_case or 0
        if timeline.problem is not None:
            problem = timeline.problem
            reason = text(problem.key, self.lang, **problem.args).rstrip(".")
            at = (max(problem.line - 1, 0), problem.column)
            args: dict[str, Argument] = {"reason": reason, "world": world}
            self.faults.append(_fault(self.document, loc, _in("lessons.solution_stops", world), args, at=at))
            return
        for index, state in enumerate(verdict.failing_goals):
            if not state.met and not state.goal.optional:
                place: Loc = ("goals", index) if index < len(self.data["goals"]) else ("limits",)
                key, args = goal_message(state.goal, state)
                reason = text(key, self.lang, **args).rstrip(".")
                self.tell(place, _in("lessons.solution_misses", world), reason=reason, world=world)

    def missed_stars(self) -> None:
        """Optional goals that the solution does not meet, each told once."""
        program = read_source(self.lesson.solution)
        for index, goal in enumerate(self.lesson.goals):
            if not goal.optional:
                continue
            alone = replace(self.lesson, goals=(replace(goal, optional=False),))
            if not run_lesson(alone, program, self.workers).solved:
                key, args = goal_message(goal)
                self.tell(
                    ("goals", index), "lessons.star_missed", reason=text(key, self.lang, **args).rstrip(".")
                )


def _in(key: str, world: int) -> str:
    """The sentence about a hidden world, which has a number (1: the first after the one shown)."""
    return f"{key}_in" if world else key
