"""The parts of a kind, and those any lesson may have, from plain data to frozen values.

Needs neither YAML nor pydantic: a start from the cache comes through here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from codekids.lessons.format.words import CHECK_KINDS
from codekids.lessons.kinds.fields import (
    Card,
    Career,
    Check,
    Distractor,
    Fix,
    Gap,
    Item,
    Option,
    Parsons,
    Predict,
    Project,
    Quiz,
    Review,
    Slip,
    Subgoal,
    Unplugged,
)

Data = Mapping[str, Any]

ENOUGH = 0.8  # "4 of 5" where a lesson does not say how many answers must be right


def kind_parts(data: Data, kind: str, full_id: str) -> dict[str, Any]:
    """What its kind adds to a lesson or a step: arguments of `Lesson`."""
    parts: dict[str, Any] = {
        "subgoals": tuple(_subgoal(subgoal) for subgoal in data["subgoals"]),
        "investigate": tuple(_items(data["investigate"], full_id, "i")),
    }
    if "predict" in data:
        predict = data["predict"]
        parts["predict"] = Predict(predict["ask"], _options(predict["options"]), predict["answer"] - 1)
    if "parsons" in data or kind == "parsons":
        parts["parsons"] = _parsons(data)
    if "gap" in data or kind == "gap":
        gap = data.get("gap", {"free": True, "distractors": []})
        parts["gap"] = Gap(gap["free"], _distractors(gap["distractors"]))
    if "fix" in data:
        fix = data["fix"]
        parts["fix"] = Fix(fix["planted"], fix.get("line"), fix["most"], fix.get("why", {}))
    if "project" in data:
        parts["project"] = _project(data["project"])
    if kind == "investigate":
        questions = parts["investigate"]
        parts["quiz"] = Quiz(questions, enough=math.ceil(ENOUGH * len(questions)))
    return parts


def common_parts(data: Data, full_id: str) -> dict[str, Any]:
    """What stands once in a file, whatever its kind: arguments of `Lesson`."""
    parts: dict[str, Any] = {
        "talk": tuple(data["talk"]),
        "ages": tuple(data["ages"]) if "ages" in data else None,
        "version": data["version"],
        "authors": tuple(data["authors"]),
        "licence": data["licence"],
        "drafts": tuple(data["drafts"]),
    }
    if "quiz" in data:
        quiz = data["quiz"]
        items = tuple(_items(quiz["items"], full_id, ""))
        parts["quiz"] = Quiz(items, quiz["exam"], quiz.get("enough", math.ceil(ENOUGH * len(items))))
    if "review" in data:
        review = data["review"]
        parts["review"] = Review(
            concepts=tuple(review["concepts"]),
            packs=tuple(review["packs"]),
            count=review["count"],
            enough=review.get("enough", math.ceil(ENOUGH * review["count"])),
            items=tuple(_items(review["items"], full_id, "r")),
        )
    if "unplugged" in data:
        card = data["unplugged"]
        parts["unplugged"] = Unplugged(tuple(card["materials"]), tuple(card["steps"]))
    if "career" in data:
        career = data["career"]
        parts["career"] = Career(
            career["card"], career["fact"], career["source"], career["year"], career.get("title", {})
        )
    if "exam_item" in data:
        parts["exam_item"] = _exam_item(data["exam_item"], full_id)
    return parts


def _options(options: list[Data]) -> tuple[Option, ...]:
    return tuple(
        Option(
            text=option.get("text", {}),
            cell=_cell(option["cell"]) if "cell" in option else None,
            why=option.get("why", {}),
            means=option.get("means", ""),
        )
        for option in options
    )


def _cell(at: list[int]) -> tuple[int, int]:
    return at[0], at[1]


def _distractors(distractors: list[Data]) -> tuple[Distractor, ...]:
    return tuple(
        Distractor(one["code"].rstrip("\n"), one.get("why", {}), one.get("means", "")) for one in distractors
    )


def _parsons(data: Data) -> Parsons:
    """The lines of the solution are the pieces where the lesson does not cut it otherwise."""
    parsons = data.get("parsons", {"lines": [], "distractors": []})
    lines = [line.rstrip() for line in parsons["lines"]] or [
        line.rstrip() for line in data["solution"].splitlines() if line.strip()
    ]
    typed = data.get("mode") in ("text", "bridge")
    indentation = parsons.get("indentation", typed)
    return Parsons(tuple(lines), _distractors(parsons["distractors"]), indentation)


def _subgoal(subgoal: Data) -> Subgoal:
    first, last = subgoal["lines"]
    return Subgoal(subgoal["label"], first, last)


def _project(project: Data) -> Project:
    return Project(
        rubric=tuple(project["rubric"]),
        checks=tuple(_check(check) for check in project["checks"]),
        paints_map=project["paints_map"],
    )


def _check(check: Data) -> Check:
    kind = next(kind for kind in CHECK_KINDS if kind in check)
    return Check(
        kind,
        word=check[kind] if kind == "uses" else "",
        count=check[kind] if kind == "least_actions" else 0,
        text=check.get("text", {}),
    )


def _items(items: list[Data], full_id: str, part: str) -> list[Item]:
    """The questions of one part; those without an id of their own are counted from 1."""
    return [
        _item(item, f"{full_id}#{item.get('id', f'{part}{number}')}") for number, item in enumerate(items, 1)
    ]


def _item(item: Data, item_id: str) -> Item:
    told: dict[str, Any] = {
        "id": item_id,
        "ask": item["ask"],
        "why": item.get("why", {}),
        "program": item["program"],
        "concepts": tuple(item["concepts"]),
        "curriculum": tuple(item["curriculum"]),
    }
    if "options" in item:
        return Item(kind="choice", options=_options(item["options"]), answer=item["answer"] - 1, **told)
    if "number" in item:
        slips = tuple(
            Slip(slip["number"], slip.get("why", {}), slip.get("means", "")) for slip in item["slips"]
        )
        return Item(kind="number", number=item["number"], near=item.get("near", 0.0), slips=slips, **told)
    if "pairs" in item:
        return Item(
            kind="pairs", pairs=tuple((pair["left"], pair["right"]) for pair in item["pairs"]), **told
        )
    if "order" in item:
        return Item(kind="order", order=tuple(item["order"]), **told)
    if "cards" in item:
        cards = tuple(Card(card["says"], card["answer"], card.get("why", {})) for card in item["cards"])
        return Item(kind="cards", cards=cards, **told)
    trace = item["trace"]
    rows = tuple(tuple(cell.strip() for cell in row) for row in trace["rows"])
    return Item(kind="trace", columns=tuple(trace["columns"]), rows=rows, **told)


def _exam_item(item: Data, full_id: str) -> Item:
    return Item(
        id=f"{full_id}#exam",
        kind="choice",
        ask=item["stem"],
        why=item.get("why", {}),
        options=_options(item["options"]),
        answer=item["answer"] - 1,
        curriculum=tuple(item["curriculum"]),
    )
