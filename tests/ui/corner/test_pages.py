"""What the pages of the corner do, one by one."""

from datetime import date

import pytest

from codekids.progress import logins, roster
from codekids.progress.assignments import assign
from codekids.progress.events import Attempt
from codekids.ui.screens.corner.add_many import AddPage
from codekids.ui.screens.corner.child import ChildPage, last_program
from codekids.ui.screens.corner.children import ChildrenPage

# What was pasted, the cards that came of it, the lines that stayed, words of what was said beside them.
PASTED = [
    ("Ema\nIon", ["Ema", "Ion"], "", []),
    ("Ema\n\n   \nIon", ["Ema", "Ion"], "", []),
    ("Ema\nAna", ["Ema"], "Ana", ["Rândul 1", "Ana M."]),
    ("Ema\nEma", ["Ema"], "Ema", ["Ema M."]),
    ("x" * 200, [], "x" * 200, ["prea lung"]),
    ("\U0001f98a\nIon", ["Ion"], "\U0001f98a", ["o literă sau o cifră"]),
    ("Ema \U0001f98a", ["Ema"], "", ["apare pe card ca „Ema”"]),
    ("\u202eIon\u202c", ["Ion"], "", []),
    ("=1+1", ["11"], "", ["„=1+1” apare pe card ca „11”"]),
    ("<b>Ema</b>", ["bEmab"], "", ["apare pe card ca „bEmab”"]),
    ("Ema, 99", [], "Ema, 99", ["„99” nu e o grupă de vârstă"]),
]


@pytest.mark.parametrize(("text", "added", "left", "said"), PASTED, ids=lambda one: repr(one)[:24])
def test_good_lines_are_added_and_the_others_stay_with_a_sentence(office, text, added, left, said):
    before = set(office.children)
    office.clicks(office.page.add_many)
    office.pastes(text)
    office.clicks(office.page.add_button)

    assert sorted(set(office.children) - before) == sorted(added)
    assert office.page.editor.document.text == left
    notes = " ".join(note.text for note in office.page.notes.children)
    assert all(words in notes for words in said)
    assert bool(said) == office.page.notes_view.visible


def test_a_line_that_was_mended_is_added_with_the_next_press(office):
    office.clicks(office.page.add_many)
    office.pastes("Ana")
    office.clicks(office.page.add_button)
    office.types(" M.")
    office.clicks(office.page.add_button)
    assert office.children == ["Ana", "Ana M.", "Dan"] and office.page.editor.document.text == ""


def test_columns_of_a_spreadsheet_bring_age_and_circle(office):
    office.clicks(office.page.add_many)
    office.pastes("Ema\t10\tLuni\nIon\t12\tLuni")
    office.clicks(office.page.add_button)
    circle = office.club.circles[0]
    assert [one.name for one in office.club.members(circle.id)] == ["Ema", "Ion"]
    assert [one.age_band for one in office.club.members(circle.id)] == ["9-10", "11-12"]


def test_ctrl_and_enter_add_without_leaving_the_list(office):
    office.clicks(office.page.add_many)
    office.types("Ema")
    office.presses("enter", ctrl=True)
    assert office.children == ["Ana", "Dan", "Ema"] and office.screen.root.focus is office.page.editor


def test_a_new_club_is_told_what_comes_first(empty_corner):
    empty_corner.comes_in()
    page = empty_corner.page
    assert page.welcome.visible and not page.table.visible and page.add_many.kind == "go"
    assert empty_corner.screen.root.focus is page.add_many
    roster.add_learner(empty_corner.store, "Ana")
    empty_corner.journal.look()
    empty_corner.answered()
    empty_corner.screen.open_section("children")
    assert not empty_corner.page.welcome.visible and empty_corner.page.table.visible


def test_an_empty_list_is_said_and_adds_nobody(office):
    office.clicks(office.page.add_many)
    office.clicks(office.page.add_button)
    assert office.told == office.say("corner.no_names") and office.children == ["Ana", "Dan"]


def test_what_a_cell_shows_is_also_said(office):
    office.screen.root.give_focus(office.page.table)
    office.presses("down", "up")
    assert "Ana" in office.told and "stele 2" in office.told
    office.presses("down", "right")
    assert "Dan" in office.told and "are nevoie de ajutor" in office.told


def test_a_child_is_found_without_the_marks_on_letters(office):
    roster.add_learner(office.store, "Ștefan")
    office.screen.open_section("children")
    office.journal.look()
    office.answered()
    office.writes(office.page.search, "stef")
    assert [row.learner.name for row in office.page.table.rows] == ["Ștefan"]
    office.writes(office.page.search, "nimeni")
    assert office.told == office.say("corner.nobody_found")


def test_enter_in_the_search_goes_to_whom_it_found(office):
    office.writes(office.page.search, "da")
    office.presses("enter", "enter")
    assert type(office.page) is ChildPage and office.page.child.name == "Dan"


def test_a_clock_of_2010_stops_nobody(office, packs):
    office.now = 1_262_304_000_000
    assign(office.store, packs[0].id)
    office.journal.look()
    office.answered()
    for section in ("children", "circles", "packs", "papers"):
        office.goes_to(section)
    office.goes_to("packs")
    assert office.say("librarian.runs") in office.page.list.rows[0].more
    office.clicks(office.page.give)
    office.clicks(office.page.last_day.later)
    assert office.page.last_day.day == date(2025, 9, 1)
    office.presses("escape")
    office.goes_to("children")
    office.opens("Dan")
    assert len(office.page.list.rows) == 1


def test_a_child_s_page_tells_stars_tries_and_when(office):
    office.opens("Dan")
    (row,) = office.page.list.rows
    assert "6 încercări" in row.more and row.more.endswith("azi") and row.warns and row.stars == 0
    office.presses("escape")
    office.opens("Ana")
    assert [row.stars for row in office.page.list.rows] == [2]
    assert "2 stele" in office.told


def test_a_card_is_changed_and_nothing_before_the_button(office):
    office.opens("Ana")
    office.clicks(office.page.change)
    office.writes(office.page.name_field, "Anca")
    office.page.age.choose("11-12")
    office.page.language.choose("hu")
    office.clicks(office.page.faces.keys[3])
    assert office.children == ["Ana", "Dan"]
    office.clicks(office.page.save)
    anca = office.club.named("Anca")[0]
    assert (anca.age_band, anca.language, anca.avatar) == ("11-12", "hu", roster.AVATARS[3])
    assert office.told == office.say("librarian.renamed", old="Ana", name="Anca")
    assert office.page.title == "Anca"


def test_a_name_that_is_taken_is_not_kept_and_stays_in_the_field(office):
    office.opens("Ana")
    office.clicks(office.page.change)
    office.writes(office.page.name_field, "dan")
    office.presses("enter")
    assert office.children == ["Ana", "Dan"] and office.page.name_field.text == "dan"
    assert "Dan M." in office.told


def test_the_pictures_are_shown_and_a_closed_card_is_opened(office):
    ana = office.club.named("Ana")[0]
    right = logins.pictures_of(office.store, ana.id)
    wrong = tuple(reversed(right))
    for _ in range(7):
        logins.check_pictures(office.store, ana.id, wrong)
        office.now += 61_000
    office.journal.look()
    office.answered()
    office.opens("Ana")
    assert office.say("corner.card_closed") in office.told
    office.clicks(office.page.word)
    assert office.screen.dialog.content.words[0][0] == f"words/{right[0]}.svg"
    office.clicks(office.screen.dialog.buttons[1])
    assert logins.check_pictures(office.store, ana.id, right).right


def test_erasing_is_asked_twice_and_wants_the_name(office):
    office.opens("Ana")
    office.clicks(office.page.erase)
    office.presses("enter")  # the safe answer has the keyboard
    assert office.screen.dialog is None and office.children == ["Ana", "Dan"]

    office.clicks(office.page.erase)
    office.clicks(office.screen.dialog.buttons[0])
    office.types("Dan")
    office.presses("enter")
    assert office.told == office.say("librarian.not_erased", name="Ana")
    assert office.children == ["Ana", "Dan"]

    office.clicks(office.page.erase)
    office.clicks(office.screen.dialog.buttons[0])
    office.types("Ana")
    office.presses("enter")
    assert office.children == ["Dan"] and not office.club.removed and type(office.page) is ChildrenPage


def test_whoever_comes_back_to_a_taken_name_gets_a_free_one(office):
    ana = office.club.named("Ana")[0]
    roster.remove_learner(office.store, ana.id)
    roster.add_learner(office.store, "Ana")
    office.journal.look()
    office.answered()
    office.screen.open_section("children")
    office.window.step()
    office.clicks(office.page.removed)
    office.clicks(office.page.restore)
    office.presses("enter")  # the name that is proposed
    assert office.children == ["Ana", "Ana M.", "Dan"]


def test_the_days_that_are_left_are_told(office):
    roster.remove_learner(office.store, office.club.named("Ana")[0].id)
    office.now += 29 * 24 * 60 * 60 * 1000
    office.journal.look()
    office.answered()
    office.screen.open_section("children")
    office.window.step()
    office.clicks(office.page.removed)
    assert office.page.list.rows[0].more == office.say("corner.days_left", n=1)


def test_ticks_that_follow_one_another_fast_are_all_kept(office):
    office.goes_to("circles")
    office.writes(office.page.new, "Luni")
    office.presses("enter")
    page = office.page
    office.screen.root.give_focus(page.list)
    for row in page.list.rows:
        page._tick(row)
    page._tick(page.list.rows[0])
    office.answered()
    assert [one.name for one in office.club.members(page.circle.id)] == ["Dan"]


def test_a_circle_is_renamed_gets_an_hour_and_is_taken_off(office):
    office.goes_to("circles")
    office.writes(office.page.new, "Luni")
    office.presses("enter")
    office.writes(office.page.name_field, "Joi")
    office.page.day.choose("4")
    office.writes(office.page.hour, "pe la 4")
    office.presses("enter")
    assert office.told == office.say("corner.not_an_hour", text="pe la 4")
    office.writes(office.page.hour, "16")
    office.clicks(office.page.save)
    (circle,) = office.club.circles
    assert (circle.name, circle.weekday, circle.starts) == ("Joi", 4, "16:00")
    office.clicks(office.page.remove_button)
    assert not office.club.circles and office.children == ["Ana", "Dan"]
    office.goes_to("children")
    office.clicks(office.page.removed)
    office.clicks(office.page.restore)
    assert [one.name for one in office.club.circles] == ["Joi"]


def test_what_was_typed_for_a_circle_is_not_lost_on_leaving(office):
    office.goes_to("circles")
    office.writes(office.page.new, "Luni")
    office.presses("enter")
    office.page.day.choose("1")
    office.writes(office.page.hour, "16.30")
    office.goes_to("children")
    office.answered()
    assert [(one.weekday, one.starts) for one in office.club.circles] == [(1, "16:30")]


@pytest.mark.parametrize(("whom", "target"), [("Toți", "all"), ("Luni", "circle"), ("Dan", "learner")])
def test_a_pack_is_given_to_a_child_a_circle_or_all(office, packs, whom, target):
    roster.add_circle(office.store, "Luni")
    office.journal.look()
    office.answered()
    office.goes_to("packs")
    office.clicks(office.page.give)
    office.chooses(whom)
    assert not office.club.assignments, "choosing does not give"
    office.presses("enter")
    assert [(one.pack, one.target) for one in office.club.assignments] == [(packs[0].id, target)]


def test_days_are_stepped_with_the_keyboard(office):
    office.goes_to("packs")
    office.clicks(office.page.give)
    page = office.page
    office.clicks_at(page.last_day.field.rect.centre[0], page.last_day.field.rect.bottom - 10)
    office.presses("up", "page up", "down")
    assert page.last_day.field.text == "1.11.2026"
    assert "duminică, 1.11.2026" in office.told
    office.clicks(page.last_day.later)
    assert page.last_day.day == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [("mâine", "", "nu e o zi"), ("", "31.2", "nu e o zi"), ("5.11", "1.11", "vine înaintea primei")],
)
def test_days_that_make_no_sense_give_nothing(office, first, last, said):
    office.goes_to("packs")
    office.clicks(office.page.give)
    page = office.page
    page.first_day.field.say(first)
    page.last_day.field.say(last)
    office.clicks(page.give)
    assert said in office.told and office.page is page and not office.club.assignments


def test_a_standing_assignment_is_ended(office, packs):
    assign(office.store, packs[0].id)
    office.journal.look()
    office.answered()
    office.goes_to("packs")
    office.clicks(office.page.end)
    assert office.club.assignments[0].ended is not None
    assert office.page.list.rows[0].faint and not office.page.end.enabled


def test_papers_go_where_the_librarian_says(office, tmp_path):
    stick = tmp_path / "STICK"
    stick.mkdir()
    office.goes_to("papers")
    office.page.found = [*office.page.found, office.page.found[0]._replace(kind="drive", path=stick)]
    office.page.refresh()
    office.chooses(office.say("corner.place_drive"))
    office.clicks(office.page.cards)
    assert (stick / "login-cards.pdf").is_file() and str(stick) in office.told

    office.goes_to("children")
    office.opens("Ana")
    office.clicks(office.page.export)
    (made,) = stick.glob("codekids-Ana-*.zip")
    assert made.read_bytes().startswith(b"PK") and str(made) in office.told


def test_a_stick_that_was_pulled_out_is_said_and_stays_chosen(office, tmp_path):
    office.journal.set_setting("papers_folder", str(tmp_path / "away"))
    office.goes_to("papers")
    office.clicks(office.page.table)
    assert office.told == office.say("corner.cannot_write", folder=str(tmp_path / "away"))
    assert [row.words for row in office.page.list.rows if row.tick] == [office.say("corner.place_drive")]


def test_a_child_that_another_window_erased_leaves_the_page(office):
    office.opens("Ana")
    page = office.page
    assert type(page) is ChildPage
    roster.remove_learner(office.store, page.child.id)
    office.clicks(page.word)
    assert type(office.page) is ChildrenPage
    assert office.told == office.say("progress.no_such_learner")


def test_the_last_program_is_the_draft_else_the_last_try(store_of_dan):
    store, dan, item = store_of_dan
    assert last_program(store, dan.id, item) == ""
    store.append_all([Attempt(dan.id, item, "not_solved", 0, 1, text) for text in ("move()", "take()")])
    assert last_program(store, dan.id, item) == "take()"
    store.save_draft(dan.id, item, "say('x')")
    assert last_program(store, dan.id, item) == "say('x')"


@pytest.fixture
def store_of_dan(corner):
    return corner.store, corner.club.named("Dan")[0], "primii-pasi/another"


def test_the_whole_corner_is_walked_with_the_keyboard(office):
    office.presses("tab")
    seen = set()
    for _ in range(12):
        seen.add(office.screen.root.focus.name)
        office.presses("tab")
    assert {office.say("corner.search"), office.say("corner.add_children"), office.say("corner.back")} <= seen
    office.screen.root.give_focus(office.page.add_many, visible=True)
    office.presses("enter")
    assert type(office.page) is AddPage and office.screen.root.focus is office.page.editor


def test_a_first_hour_by_keys_alone(empty_corner):
    hands = empty_corner
    hands.comes_in()
    hands.presses("enter")  # "add children" has the focus
    hands.types("Ana")
    hands.presses("enter")
    hands.types("Dan")
    hands.presses("enter", ctrl=True)
    hands.presses("escape", "escape")
    assert hands.children == ["Ana", "Dan"]

    tabs = hands.screen.sections.tabs
    for _ in range(9):
        if hands.screen.root.focus in tabs:
            break
        hands.presses("tab")
    hands.presses("right", "enter")
    hands.types("Luni")
    hands.presses("enter")
    hands.presses("space", "down", "space")
    circle = hands.club.circles[0]
    assert [one.name for one in hands.club.members(circle.id)] == ["Ana", "Dan"]

    hands.presses("tab", "tab", "enter")  # past "keep" to "give"
    hands.presses("tab")
    assert hands.page.give.focused
    hands.presses("enter")
    assert [one.target_id for one in hands.club.assignments] == [circle.id]


def test_lessons_that_arrive_late_stand_in_the_grid(office, packs):
    office.shell.packs = None
    office.shell.open_corner()
    office.answered()
    office.comes_in()
    assert office.page.table.columns == 0
    office.shell.lessons_arrived(packs)
    office.window.step()
    assert office.screen.open and office.page.table.columns == len(packs[0].lessons)
