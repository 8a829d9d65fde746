"""The figures of `codekids bench`: that they are told rightly. What they come to is no test's business."""

import json

import pytest

from codekids.cli import figures
from codekids.cli.figures import Figure

ONE_KEPT = Figure("idle", 0, "frames", "<= 0", "frames drawn while nothing moved")
ONE_MISSED = Figure("queue", 3.0, "x", ">= 20", "queued / single")


@pytest.mark.parametrize(
    ("value", "target", "kept"),
    [(2.0, "<= 2", True), (2.1, "<= 2", False), (20.0, ">= 20", True), (19.9, ">= 20", False)],
)
def test_a_figure_knows_whether_it_keeps_to_its_target(value, target, kept):
    assert Figure("x", value, "x", target, "").kept is kept


@pytest.fixture
def measured(monkeypatch):
    monkeypatch.setattr(figures, "measure", lambda quick: iter([ONE_KEPT, ONE_MISSED]))


def test_each_figure_is_a_line_that_says_what_ran_against_what(codekids, measured):
    said = codekids("bench", data=False)

    assert said.code == 0
    kept, missed = said.out.splitlines()
    assert kept.startswith("✓ idle: 0 frames (<= 0)")
    assert missed.startswith("✗ queue: 3 x (>= 20)") and missed.endswith("queued / single")


def test_the_figures_come_as_json_too(codekids, measured):
    told = json.loads(codekids("bench", "--json", data=False).out)

    assert [(one["name"], one["kept"]) for one in told] == [("idle", True), ("queue", False)]


def test_drawing_is_really_measured_and_nothing_is_drawn_while_nothing_moves():
    playing, idle = figures._drawing(quick=True)

    assert playing.value > 0
    assert idle.value == 0


def test_blocks_are_really_measured():
    measured = list(figures._blocks(quick=True))

    assert [one.name for one in measured] == ["blocks laid out", "block drag", "block edit"]
    assert all(one.value > 0 for one in measured)
