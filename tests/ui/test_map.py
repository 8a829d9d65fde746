"""The map: what is closed and why, where one goes on, and the child's mended mistakes."""

from dataclasses import replace

import pytest

from codekids.lang.problems import Message
from codekids.lessons.lesson import Opening
from codekids.progress import bugs
from codekids.progress.assignments import assign
from codekids.ui.screens.lesson_list import LessonList


@pytest.fixture
def two_packs(packs):
    lessons = tuple(replace(one, id=one.id.replace("primii-pasi", "mai-departe")) for one in packs[0].lessons)
    later = replace(
        packs[0], id="mai-departe", title={"ro": "Mai departe"}, lessons=lessons,
        opens_after=Opening(("primii-pasi",)),
    )  # fmt: skip
    return [packs[0], later]


@pytest.fixture
def child(tmp_path, make_pc, two_packs):
    pc = make_pc(tmp_path)
    pc.shell.packs = two_packs
    pc.shell.play_as_guest()
    pc.window.step()
    return pc


def card(pc, title):
    return next(one for one in pc.screen.packs if one.label == title)


def test_a_closed_pack_says_what_opens_it_and_does_not_open(child):
    closed = card(child, "Mai departe")
    assert "Se deschide după ce termini „Primii pași”." in closed.name

    closed.press()

    assert child.shell.pack.id == "primii-pasi"


def test_the_last_one_of_the_pack_before_opens_it(child, two_packs):
    journal, learner = child.shell.services.journal, child.shell.services.learner
    from codekids.progress.events import Completion

    for lesson in two_packs[0].lessons:
        journal.append(Completion(learner, lesson.id, 1))
    journal.flush()
    child.shell.open_map()

    card(child, "Mai departe").press()
    assert child.shell.pack.id == "mai-departe"


def test_what_the_library_gives_is_open(tmp_path, make_pc, two_packs):
    from codekids.progress import roster

    pc = make_pc(tmp_path)
    pc.shell.packs = two_packs
    ana = roster.add_learner(pc.store, "Ana")
    assign(pc.store, "mai-departe", "learner", ana.id)
    pc.journal.look()
    pc.journal.flush()
    pc.shell.sit_down((ana.id,))

    assert pc.shell.what_opens(two_packs[1]) is None
    assert pc.shell.pack.id == "mai-departe"


def test_mended_mistakes_are_read_on_the_map(child, two_packs):
    journal, learner = child.shell.services.journal, child.shell.services.learner
    said = Message("name.did_you_mean", {"name": "moov", "meant": "move", "line": 2})
    bug = bugs.Bug("spelling", said, two_packs[0].lessons[1].id, "2025-10-06", "moov()", "move()")
    journal.save_draft(learner, bugs.ITEM, "", view=bugs.written((bug,)))

    child.clicks("Greșelile mele reparate")

    (read,) = [name for name in child.sees() if "moov()" in name]
    assert read.startswith("Pas cu pas, 6.10.2025. ")
    assert read.endswith("Era: moov(). Acum: move()")
    child.presses("escape")
    assert child.screen.root.modal is None


def test_with_nothing_mended_yet_the_place_is_kind(child):
    child.clicks("Greșelile mele reparate")

    assert any("Fiecare e ceva ce știi acum." in name for name in child.sees())
    assert isinstance(child.screen, LessonList)
