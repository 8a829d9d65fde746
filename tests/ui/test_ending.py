"""The dialog of a success: goals are never dropped, and it says what was learnt."""

import re
from pathlib import Path

import pytest

from codekids.lang import catalogue
from codekids.ui.pictures import Sitting
from codekids.ui.screens.puzzle.ending import learnt_in
from codekids.ui.screens.puzzle.goals_panel import GoalLine
from codekids.ui.screens.puzzle.verdict_dialog import VerdictDialog
from codekids.ui.widgets.button import Button


def dialog_of(goals, learnt=()):
    lines = [GoalLine(f"Ținta {number}", f"Ținta {number}. Gata", "met", False) for number in range(goals)]
    nothing = lambda: None  # noqa: E731
    go = Button("Mai departe", nothing, "go")
    return VerdictDialog(
        "Ai reușit!", "Din prima încercare.", 3, "3 stele", lines, ("Urmează", "Altceva"), go,
        [Button("La hartă", nothing)], nothing, learnt,
    )  # fmt: skip


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_every_goal_can_be_read_however_large_the_letters_are(root, view, scale):
    view.scale = scale
    dialog = dialog_of(6, ["Acum știi: ceva."])
    dialog.show(root, view)

    words = dialog.words
    assert all(f"Ținta {number}" in words.name for number in range(6))
    assert dialog.scroll.content_height >= words.height_for(view, dialog.scroll.inner_width) - 8
    assert dialog.scroll.rect.h >= view.px(60)
    assert dialog.scroll.scrolls == (scale > 1.0)
    assert dialog.scroll.focusable == dialog.scroll.scrolls, "the keyboard must reach what is hidden"


def test_the_child_reads_what_the_lesson_was_about(assets, packs, view):
    lesson = next(one for one in packs[0].lessons if one.id.endswith("/culege-merele"))
    with Sitting(lesson, "ro", assets, "light", packs) as sitting:
        sitting.session.document.set_text(lesson.solution)
        sitting.screen.layout(view, (1280, 720))
        sitting.run()
        sitting.session.playback.to_end()
        sitting.screen.tick(0.0)

        assert "Acum știi: `take()` ia ce se află sub Ari." in sitting.screen.verdict_dialog.words.learnt


@pytest.mark.parametrize("lang", catalogue.LANGUAGES)
def test_the_ideas_of_the_shipped_lessons_have_words(packs, lang):
    for lesson in packs[0].lessons:
        assert len(learnt_in(lesson, lang)) == len(lesson.concepts), lesson.id


@pytest.mark.parametrize("lang", catalogue.LANGUAGES)
def test_what_was_learnt_is_short_and_the_same_in_every_language(lang):
    def told(code):
        po = Path(catalogue.LOCALE) / code / "LC_MESSAGES" / "concept.po"
        return set(re.findall(r'msgid "(concept\.[a-z_]+)"', po.read_text(encoding="utf-8")))

    assert told(lang) == told("ro")
    for key in told(lang):
        assert len(catalogue.text(key, lang)) <= 90, key
