"""What goes wrong in a club hour: a stick pulled out, a full disk, a clock of 2010, a name that is none.

Each costs one sentence; nothing is lost, and nothing of one child is shown to another.
"""

import shutil
from datetime import UTC, datetime

import pytest

from codekids.progress import roster
from codekids.progress.store import Store
from codekids.ui.screens.lesson_list import LessonList
from codekids.ui.screens.puzzle import PuzzleScreen

IN_2010 = int(datetime(2010, 1, 1, 12, tzinfo=UTC).timestamp() * 1000)


def solves(pc, lesson):
    pc.shell.open_lesson(lesson)
    pc.sees_screen(PuzzleScreen)
    pc.screen.session.document.set_text(lesson.solution)
    pc.screen.edited()
    pc.screen.run()
    pc.waits_until(lambda: pc.screen.session.verdict is not None)


def strip_of(pc):
    """What stands in the quiet strip of the screen; "" when there is none."""
    pc.window.step()
    pc.window.step()
    return pc.screen.strip.text


def sentence(pc, key, **args):
    from codekids.lang.problems import Message

    return pc.shell.say_message(Message(f"progress.{key}", args))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "club ș"


@pytest.fixture
def on_stick(folder, packs, workers, make_pc):
    """The club on a stick; Ana sits there."""
    folder.mkdir()
    pc = make_pc(folder)
    pc.ana, pc.bogdan = (roster.add_learner(pc.store, name) for name in ("Ana", "Bogdan"))
    pc.journal.look()
    pc.journal.flush()
    pc.starts()
    pc.shell.sit_down((pc.ana.id,))
    pc.sees_screen(LessonList)
    return pc


def test_a_stick_pulled_out_in_the_middle_of_a_lesson_and_put_back(
    on_stick, folder, packs, tmp_path, make_pc
):
    pc, (first, second) = on_stick, packs[0].lessons[:2]
    solves(pc, first)
    assert pc.journal.flush()
    assert strip_of(pc) == ""
    shutil.copytree(folder, tmp_path / "drawer")
    shutil.rmtree(folder)

    solves(pc, second)
    pc.journal.flush()
    pc.shell.leave()
    pc.shell.open_map()
    pc.sees_screen(LessonList)
    assert strip_of(pc) == sentence(pc, "folder_gone", folder=str(folder))
    assert pc.shell.progress()[second.id].solved

    shutil.copytree(tmp_path / "drawer", folder)
    assert pc.journal.flush()
    assert strip_of(pc) == ""
    pc.closes()

    tomorrow = make_pc(folder)
    assert all(tomorrow.store.progress(pc.ana.id)[one.id].solved for one in (first, second))
    assert tomorrow.store.draft(pc.ana.id, second.id).text == second.solution


def test_while_the_stick_is_out_the_next_child_sees_nothing_of_the_one_before(
    on_stick, folder, packs, tmp_path
):
    pc, lesson = on_stick, packs[0].lessons[0]
    shutil.move(folder, tmp_path / "drawer")
    pc.shell.open_lesson(lesson)
    pc.sees_screen(PuzzleScreen)
    pc.screen.session.document.set_text("# al Anei")
    pc.screen.edited()
    pc.shell.get_up()
    pc.shell.sit_down((pc.bogdan.id,))
    pc.shell.open_lesson(lesson)
    pc.sees_screen(PuzzleScreen)

    assert pc.screen.session.text == lesson.start.rstrip("\n")
    assert not any(one.tries or one.stars for one in pc.shell.progress().values())


def test_another_club_s_stick_shows_nobody_of_that_club(on_stick, folder, packs, tmp_path):
    pc = on_stick
    other = Store.open(tmp_path / "other")
    roster.add_learner(other, "Zsófi")
    other.close()
    shutil.move(folder, tmp_path / "drawer")
    shutil.copytree(tmp_path / "other", folder)
    solves(pc, packs[0].lessons[0])
    pc.journal.look()
    pc.journal.flush()
    pc.shell.get_up()
    pc.window.step()

    assert "Ana" in pc.sees() and "Zsófi" not in pc.sees()
    assert strip_of(pc) == sentence(pc, "other_club", folder=str(folder))
    with_other = Store.open(folder)
    assert with_other.events() == []
    with_other.close()


def test_a_full_disk_in_the_middle_of_a_lesson(club, packs):
    club.shell.sit_down((club.children[0].id,))
    writes = club.store._writes
    (pages,) = writes.execute("PRAGMA page_count").fetchone()
    writes.execute(f"PRAGMA max_page_count = {pages}")
    lesson = packs[0].lessons[0]
    club.shell.open_lesson(lesson)
    club.sees_screen(PuzzleScreen)
    long = lesson.solution + "# un rând lung\n" * 2000
    club.screen.session.document.set_text(long)
    club.screen.edited()
    assert not club.journal.flush()

    assert strip_of(club) == sentence(club, "disk_full")
    assert club.screen.session.text == long

    writes.execute("PRAGMA max_page_count = 1000000")
    assert club.journal.flush()
    assert strip_of(club) == ""
    assert club.store.draft(club.children[0].id, lesson.id).text == long


def test_a_computer_that_believes_it_is_2010(tmp_path, packs, make_pc):
    pc = make_pc(tmp_path, now=lambda: IN_2010)
    pc.starts()
    pc.types("Ana")
    pc.presses("enter")
    pc.waits_until(lambda: "Bună, Ana!" in pc.sees())
    pc.presses("enter")
    pc.sees_screen(LessonList)
    ana = pc.store.learners()[0].id
    assert strip_of(pc) == sentence(pc, "clock_wrong")
    assert [one.pack for one in pc.shell.today()] == [packs[0].id]

    solves(pc, packs[0].lessons[0])
    pc.journal.flush()
    pc.closes()

    right = make_pc(tmp_path)
    right.starts()
    right.shell.sit_down((ana,))
    right.sees_screen(LessonList)
    assert strip_of(right) == ""
    assert right.shell.progress()[packs[0].lessons[0].id].solved


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a" * 200, None),
        ("🐸" * 12, None),
        ("\u202eana\u202c", "ana"),
        ("   ", None),
        ("=1+1", "11"),
        ("<b>Ana</b>", "bAnab"),
        ("Ștefan-Ionuț", "Ștefan-Ionuț"),
        ("Őrsike", "Őrsike"),
    ],
)
def test_what_children_type_as_a_name(pc, typed, kept):
    pc.starts()
    pc.types(typed)
    pc.presses("enter")
    pc.waits_until(lambda: not pc.screen._busy)
    pc.window.step()
    names = [one.name for one in pc.store.learners()]

    if kept is None:
        assert names == [] or all(len(name) <= 40 for name in names)
        assert names or pc.screen.says.text != pc.shell.say("window.make_your_card")
    else:
        assert names == [kept]
