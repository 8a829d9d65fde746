"""An hour of the club on one computer: four children, two to a seat, a swap, an assignment, an erase."""

from codekids.progress.seats import IDLE, TURN
from codekids.ui.screens.cards import CardsScreen
from codekids.ui.screens.corner import CornerScreen
from codekids.ui.screens.lesson_list import LessonList
from codekids.ui.screens.puzzle import PuzzleScreen


def goes_in(pc, pin="2468"):
    """Into the corner; the first time the PIN is typed twice."""
    pc.clicks(pc.shell.say("window.corner"))
    pc.sees_screen(CornerScreen)
    first = not pc.screen.gate.has_pin
    for _ in range(1 + first):
        pc.types(pin)
        pc.presses("enter")
    pc.waits_until(lambda: pc.screen.open and not pc.screen.busy)


def presses_button(pc, widget):
    pc.clicks(widget.name)
    pc.waits_until(lambda: not getattr(pc.screen, "busy", False))
    pc.journal.flush()
    pc.window.step()


def sit_together(pc, *children):
    """Two cards, two picture words, one seat."""
    pc.sees_screen(CardsScreen)
    pc.clicks(pc.shell.say("window.with_mate"))
    for number, child in enumerate(children, 1):
        pc.clicks(child.name)
        pc.shows_pictures(child)
        pc.waits_until(lambda number=number: len(pc.screen.here) == number)
        pc.window.step()
    pc.clicks(pc.shell.say("window.we_begin"))
    pc.sees_screen(LessonList)


def solves(pc, lesson):
    pc.shell.open_lesson(lesson)
    pc.sees_screen(PuzzleScreen)
    pc.screen.session.document.set_text(lesson.solution)
    pc.screen.edited()
    pc.screen.run()
    pc.waits_until(lambda: pc.screen.verdict_dialog is not None)
    pc.journal.flush()


def files_with(folder, *traces):
    """The files of the club in which one of these bytes stand."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if any(trace in file.read_bytes() for trace in traces)]


def test_four_children_two_to_a_seat_and_a_librarian(club, packs, tmp_path):
    ana, bogdan, csilla, dan = club.children
    first, second = packs[0].lessons[:2]
    later = packs[1]

    # The librarian comes first, and gives the second pack to all.
    goes_in(club)
    club.screen.open_section("packs")
    club.window.step()
    presses_button(club, club.screen.page.give)
    club.screen.page.pack.choose(later.id)
    presses_button(club, club.screen.page.give)
    assert [(one.pack, one.target) for one in club.journal.club.assignments] == [(later.id, "all")]
    club.screen.leave()

    # Ana drives, Bogdan navigates; they find what the library chose at the top.
    sit_together(club, ana, bogdan)
    assert [one.pack for one in club.shell.today()] == [later.id]
    assert club.shell.packs_in_order()[0].id == later.id
    solves(club, first)
    heard = []
    club.shell.play = heard.append
    club.clock.passes(TURN - 60)
    club.shell.touched()
    club.clock.passes(61)
    assert heard == ["swap"]
    club.shell.swap()
    assert club.shell.seat.driver == bogdan.id
    solves(club, second)
    for child in (ana, bogdan):
        progress = club.store.progress(child.id)
        assert progress[first.id].stars == 3 and progress[second.id].solved and progress[second.id].together
    club.shell.get_up()

    # Csilla and Dan sit down where they sat: a map of their own, an empty program, no star.
    sit_together(club, csilla, dan)
    assert not any(one.stars or one.tries for one in club.shell.progress().values())
    club.shell.open_lesson(first)
    club.sees_screen(PuzzleScreen)
    assert club.screen.session.text == first.start.rstrip("\n")
    club.screen.session.document.set_text("# secretul lui Dan")
    club.screen.edited()
    club.clock.passes(IDLE + 1)  # they went to the yard
    club.sees_screen(CardsScreen)
    assert club.shell.seat is None
    club.journal.flush()
    assert club.store.draft(csilla.id, first.id).text == "# secretul lui Dan"

    # Dan moves away; his family wants everything gone. The others keep all of theirs.
    goes_in(club)
    table = club.screen.page.table
    club.screen.root.give_focus(table)
    table.choose([row.learner.name for row in table.rows].index("Dan"), table.column)
    club.presses("enter")
    presses_button(club, club.screen.page.erase)
    presses_button(club, club.screen.dialog.buttons[0])
    club.types("Dan")
    presses_button(club, club.screen.dialog.buttons[0])
    club.waits_until(lambda: dan.id not in {one.id for one in club.journal.club.learners})
    club.screen.leave()
    club.sees_screen(CardsScreen)
    assert "Dan" not in club.sees() and {"Ana", "Bogdan", "Csilla"} <= set(club.sees())
    assert club.store.progress(ana.id)[first.id].stars == 3
    assert club.store.draft(csilla.id, first.id).text == "# secretul lui Dan", "it is Csilla's as well"
    club.closes()
    assert files_with(tmp_path, ana.id.bytes)
    assert not files_with(tmp_path, dan.id.bytes, dan.id.hex.encode(), str(dan.id).encode())
