"""What two fields of a lesson must agree on: an answer that is one of the options, a row as long as
the columns, a painted picture whose signs are explained.

Looks at data that is right field by field, and tells what does not fit at the
place where the teacher mends it. Nothing here runs a program.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codekids.lang.problems import Argument
from codekids.lessons.format.findings import Fault, Loc
from codekids.lessons.format.values import shown
from codekids.lessons.format.words import ITEM_KINDS
from codekids.lessons.format.yaml_reader import Document

Data = dict[str, Any]

# Fields that only one kind of question has a use for.
ONLY = {"answer": "options", "near": "number", "slips": "number"}


def disagreements(document: Document, data: Data) -> list[Fault]:
    """Every pair of fields that do not fit together, in the order of the file's parts."""
    told = _Told(document)
    for loc, play in plays(data):
        if "predict" in play:
            told.answer((*loc, "predict"), play["predict"])
        for index, goal in enumerate(play["goals"]):
            told.picture((*loc, "goals", index), goal)
        for index, subgoal in enumerate(play["subgoals"]):
            first, last = subgoal["lines"]
            if first > last:
                told.at((*loc, "subgoals", index, "lines"), "lessons.backwards", first=first, last=last)
    seen: dict[str, Loc] = {}
    for loc, item in items(data):
        told.item(loc, item)
        if item.get("id") in seen:
            told.at((*loc, "id"), "lessons.item_twice", name=item["id"])
        elif "id" in item:
            seen[item["id"]] = loc
    if "exam_item" in data:
        told.answer(("exam_item",), data["exam_item"])
    for name, most in (("quiz", len(data.get("quiz", {}).get("items", ()))), ("review", 0)):
        part = data.get(name, {})
        most = most or part.get("count", 0)
        if part.get("enough", 0) > most:
            told.at((name, "enough"), "lessons.enough", seen=part["enough"], most=most)
    return told.faults


def plays(data: Data) -> Iterator[tuple[Loc, Data]]:
    """The lesson and what can be played inside it: its steps, what to modify."""
    yield (), data
    for index, step in enumerate(data.get("steps", ())):
        yield ("steps", index), step
    if "modify" in data:
        yield ("modify",), data["modify"]


def items(data: Data) -> Iterator[tuple[Loc, Data]]:
    """Every question of the lesson, wherever it stands; the exam item is none of them."""
    for part in ("quiz", "review"):
        for index, item in enumerate(data.get(part, {}).get("items", ())):
            yield (part, "items", index), item
    for loc, play in plays(data):
        for index, item in enumerate(play["investigate"]):
            yield (*loc, "investigate", index), item


class _Told:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.faults: list[Fault] = []

    def at(self, loc: Loc, key: str, at: tuple[int, int] | None = None, **args: Argument) -> None:
        """A fault at a value, or at a character of it: (row, column) from 0."""
        line, column = self.document.place_inside(loc, *at) if at else self.document.place_of(loc)
        self.faults.append(Fault(line, column, loc, key, args))

    def answer(self, loc: Loc, part: Data) -> None:
        """The answer is one of the options."""
        if part["answer"] > len(part["options"]):
            args = {"seen": part["answer"], "most": len(part["options"])}
            self.at((*loc, "answer"), "lessons.answer_range", None, **args)

    def item(self, loc: Loc, item: Data) -> None:
        """One question: the fields of its kind, and no others."""
        kind = next(kind for kind in ITEM_KINDS if kind in item)
        for name, owner in ONLY.items():
            if item.get(name) and owner != kind:
                self.at((*loc, name), "lessons.item_without", seen=name, kind=kind, owner=owner)
        if kind == "options":
            if "answer" in item:
                self.answer(loc, item)
            else:
                self.at(loc, "lessons.missing", name="answer", example="answer: 2")
        elif kind == "trace":
            columns = len(item["trace"]["columns"])
            for index, row in enumerate(item["trace"]["rows"]):
                if len(row) != columns:
                    place = (*loc, "trace", "rows", index)
                    self.at(place, "lessons.row_length", found=len(row), wanted=columns)
            if not item["program"].strip():
                self.at(loc, "lessons.missing", name="program", example="program: |")

    def picture(self, loc: Loc, goal: Data) -> None:
        """A drawn picture to paint: every sign is explained, every row as long as the first."""
        if not isinstance(goal.get("paint"), str):
            return
        loc = (*loc, "paint")
        colours = goal.get("colours", {})
        width = 0
        for row, line in drawn_rows(goal["paint"]):
            signs = [(column, sign) for column, sign in enumerate(line) if not sign.isspace()]
            width = width or len(signs)
            if len(signs) != width:
                self.at(loc, "lessons.picture_uneven", (row, 0), found=len(signs), wanted=width)
            for column, sign in signs:
                if sign != "." and sign not in colours:
                    self.at(loc, "lessons.picture_sign", (row, column), seen=sign)
                    return
        for sign in colours:
            if len(sign) != 1 or sign == ".":
                self.at((*loc[:-1], "colours", sign), "lessons.picture_key", seen=shown(sign))


def drawn_rows(picture: str) -> list[tuple[int, str]]:
    """The rows of a picture that hold something, each with its place in the text."""
    return [(row, line) for row, line in enumerate(picture.split("\n")) if line.strip()]
