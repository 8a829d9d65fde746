"""What a child takes home, and what the librarian opens in a spreadsheet."""

import csv
import io
import json
import zipfile
from uuid import UUID

import pytest

from codekids.lang.problems import Message
from codekids.progress import audit, roster, rows
from codekids.progress.assignments import assign
from codekids.progress.club import read_club
from codekids.progress.events import Attempt, Completion, Event, Hint
from codekids.progress.export import README, export_learner, learner_archive
from codekids.progress.rows import Learner
from codekids.progress.tables import as_text, club_table, table_bytes

ITEM = "primii-pasi/culege-merele"


@pytest.fixture
def ana(store):
    ana = roster.add_learner(store, "Ana Ș.", age_band="9-10").id
    bogdan = roster.add_learner(store, "Bogdan-cel-Secret").id
    circle = roster.add_circle(store, "Marți").id
    for child in (ana, bogdan):
        roster.join(store, circle, child)
    assign(store, "primii-pasi", "learner", ana)
    assign(store, "alt-pachet", "learner", bogdan)
    store.append(Attempt(ana, ITEM, "problem", program="move()  # ș\n", problem="world.bumped"))
    store.append(Attempt(bogdan, ITEM, "solved", 2, program="turn_left()\n", mate=ana))
    store.append(Completion(ana, ITEM, 2, mate=bogdan))
    store.append(Attempt(bogdan, "pack/secret", "problem", program="secret()\n"))
    store.append(Hint(ana, ITEM, 1))
    store.save_draft(ana, ITEM, "move()\nmove()\n", history='[["+", 7]]', view='{"mode": "text"}')
    store.save_draft(bogdan, ITEM, "secret_draft()")
    store.set_learner_setting(ana, "theme", "contrast")
    return ana


def opened(archive):
    assert isinstance(archive, bytes)
    with zipfile.ZipFile(io.BytesIO(archive)) as zipped:
        assert zipped.testzip() is None
        return {name: zipped.read(name) for name in zipped.namelist()}


def test_everything_about_the_child_is_in_it(store, ana):
    files = opened(learner_archive(store, ana, "ro"))

    data = json.loads(files["learner.json"])
    assert (data["name"], data["age_band"], data["settings"]) == ("Ana Ș.", "9-10", {"theme": "contrast"})
    assert len(data["picture_word"]) == 3
    assert [one["name"] for one in data["circles"]] == ["Marți"]
    assert [one["pack"] for one in data["assignments"]] == ["primii-pasi"]
    assert data["lessons"][ITEM]["stars"] == 2
    assert data["lessons"][ITEM]["solved"].startswith("2023-11-14T")
    assert [one["what"] for one in data["events"]] == ["attempt", "attempt", "completion", "hint"]
    assert data["events"][0]["program"] == f"programs/{ITEM}/001.py"
    assert data["drafts"] == [
        {"lesson": ITEM, "program": "move()\nmove()\n", "undo": '[["+", 7]]', "view": '{"mode": "text"}'}
    ]


def test_the_programs_are_files_by_lesson(store, ana):
    files = opened(learner_archive(store, ana, "en"))

    assert files[f"programs/{ITEM}.py"] == b"move()\nmove()\n"
    assert files[f"programs/{ITEM}/001.py"] == "move()  # ș\n".encode()
    assert files[f"programs/{ITEM}/002.py"] == b"turn_left()\n"  # written together
    assert len([name for name in files if name.endswith(".py")]) == 3


def test_no_other_child_is_in_it(store, ana):
    bogdan = next(one.id for one in store.learners() if one.id != ana)
    whole = b"".join(opened(learner_archive(store, ana, "hu")).values())

    for trace in ("Bogdan", "Secret", str(bogdan), bogdan.hex, "secret", "alt-pachet"):
        assert trace.encode() not in whole
    assert bogdan.bytes not in whole
    events = json.loads(opened(learner_archive(store, ana, "hu"))["learner.json"])["events"]
    assert [one.get("together") for one in events] == [None, True, True, None]


@pytest.mark.parametrize("lang", ["ro", "en", "hu"])
def test_a_page_in_plain_words_says_what_it_is(store, ana, lang):
    page = opened(learner_archive(store, ana, lang))[README[lang]].decode("utf-8-sig")

    assert "Ana Ș." in page
    assert "learner.json" in page
    assert "\r\n\r\n" in page
    assert "{" not in page


@pytest.mark.parametrize("item", ["../../etc/passwd", "C:\\x/..", "a/b/c/d/e/f", "ș/Ț", "/"])
def test_a_lesson_id_of_a_stranger_makes_no_strange_path(store, ana, item):
    store.append(
        Event(UUID(int=7), ana, "attempt", item, 5, {"outcome": "problem"}, device=UUID(int=3), seq=1)
    )
    store.save_draft(ana, item, "move()")

    for name in opened(learner_archive(store, ana, "ro")):
        assert not name.startswith("/")
        assert ".." not in name
        assert "\\" not in name


@pytest.mark.parametrize("at", [0, -5, 1_262_304_000_000, 2**62])
def test_any_clock_makes_a_readable_file(store, ana, clock, at):
    clock.at = at
    store.append(Hint(ana, ITEM, 2))

    files = opened(learner_archive(store, ana, "ro"))

    assert len(json.loads(files["learner.json"])["events"]) == 5


def test_the_file_is_there_as_a_whole_and_noted(store, ana, tmp_path):
    place = tmp_path / "ana ș.zip"

    assert export_learner(store, ana, place, "ro") is None

    assert zipfile.is_zipfile(place)
    assert [path.name for path in tmp_path.glob("*zip*")] == ["ana ș.zip"]
    assert [(line.what, line.learner) for line in audit.lines(store, ana)] == [("export", ana)]
    assert [
        one["what"] for one in json.loads(opened(learner_archive(store, ana, "ro"))["learner.json"])["noted"]
    ] == ["export"]


def test_where_it_cannot_be_written_nothing_is_left_and_nothing_noted(store, ana, tmp_path):
    (tmp_path / "place.zip").mkdir()

    with pytest.raises(OSError):
        export_learner(store, ana, tmp_path / "place.zip", "ro")

    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []
    assert audit.lines(store, ana) == []


def test_nobody_has_nothing_to_take_home(store, tmp_path):
    answer = export_learner(store, UUID(int=8), tmp_path / "x.zip", "ro")

    assert answer == Message("progress.no_such_learner")
    assert not (tmp_path / "x.zip").exists()


# The spreadsheet


def cells(table):
    assert table.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_table_has_a_row_for_each_child_and_lesson(store, ana):
    table = cells(club_table(read_club(store), [ITEM], "ro", titles={ITEM: "Culege merele"}))

    assert table[0][:5] == ["Nume", "Grupa de vârstă", "Cercuri", "Pachet", "Lecție"]
    assert table[1] == [
        *("Ana Ș.", "9-10", "Marți", "primii-pasi", "Culege merele"),
        *("2", "1", "2", "2023-11-14", "da", "0", "2023-11-14"),
    ]
    assert [line[4] for line in table[2:]] == ["Culege merele", "pack/secret"]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("Ana", "Ana"),
        ("12", "12"),
        ("=1+1", "'=1+1"),
        ("+40 7", "'+40 7"),
        ("-2", "'-2"),
        ("@sum", "'@sum"),
        ("\tx", "'\tx"),
        ("\r=x", "'\r=x"),
        ("  =1+1", "'  =1+1"),
        ("\u00a0=1+1", "'\u00a0=1+1"),
        ("\u200b=1+1", "'\u200b=1+1"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠x", "'＠x"),
        ("", ""),
    ],
)
def test_a_cell_never_starts_to_calculate(cell, written):
    assert as_text(cell) == written


def test_every_cell_is_quoted_and_quotes_are_doubled():
    assert table_bytes([["a;b", 'say "x"', "line\nline"], ["ș"]]) == (
        b'\xef\xbb\xbf"a;b";"say ""x""";"line\nline"\r\n"\xc8\x99"\r\n'
    )


def test_a_name_that_came_from_elsewhere_is_no_formula(store, clock):
    with store.transaction() as connection:
        hostile = Learner(UUID(int=66), '=HYPERLINK("http://x")', "fox", "", "", clock.at)
        rows.add_learner(connection, store.library, hostile)
    store.append(Hint(hostile.id, ITEM, 1))

    (line,) = cells(club_table(read_club(store), [], "en"))[1:]

    assert line[0] == '\'=HYPERLINK("http://x")'
