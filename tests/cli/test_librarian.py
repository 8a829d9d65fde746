"""The librarian at the command line: a club from its first child to the last that is erased."""

import csv
import io
import json
import sys
import zipfile
from contextlib import closing

import pytest

from codekids.progress import audit
from codekids.progress.club import read_club
from codekids.progress.events import Attempt, Completion
from codekids.progress.store import Store

LESSON = "primii-pasi/buna-robotule"
PACK = "primii-pasi"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data ș"


@pytest.fixture
def club(codekids, folder):
    """Ana and Bogdan of the circle Marți, and Ștefan; Ana has won three stars."""
    codekids("learners", "add", "Ana", "Bogdan", "--circle", "Marți", "--age-band", "9-10")
    codekids("learners", "add", "Ștefan")
    with closing(Store.open(folder)) as store:
        ana = next(one.id for one in store.learners() if one.name == "Ana")
        store.append(Attempt(ana, LESSON, "solved", 3, program="move()\n", milliseconds=120_000))
        store.append(Completion(ana, LESSON, 3))
    return folder


def names(codekids):
    return [one["name"] for one in codekids("learners", "list", "--json").json["learners"]]


# learners


def test_children_are_added_and_listed(codekids, club):
    said = codekids("learners", "--lang", "ro")

    assert said.code == 0
    lines = said.out.splitlines()
    assert [line.split()[0] for line in lines] == ["Ana", "Bogdan", "Ștefan"]
    assert "9-10" in lines[0]
    assert "★ 3" in lines[0]
    assert lines[0].endswith("Marți")


def test_the_list_of_a_circle_and_as_json(codekids, club):
    found = codekids("learners", "list", "--circle", "marti", "--json").json["learners"]

    assert [(one["name"], one["stars"], one["circles"]) for one in found] == [
        ("Ana", 3, ["Marți"]),
        ("Bogdan", 0, ["Marți"]),
    ]


def test_thirty_lines_of_a_file_and_what_is_wrong_with_some(codekids, club, tmp_path):
    place = tmp_path / "copii ș.txt"
    lines = ["Csilla; 11; Joi", "", "ana", "Dan, 30", *(f"Copil {number}" for number in range(30))]
    place.write_text("\n".join(lines), encoding="utf-8-sig")

    said = codekids("learners", "add", "--file", place, "--lang", "en")

    assert said.code == 4
    assert len(said.out.splitlines()) == 31
    first, second = said.err.splitlines()
    assert "ine 3: The name “Ana” is already used here" in first
    assert "ine 4: “30” is not an age band" in second
    assert len(names(codekids)) == 34


@pytest.mark.parametrize(
    ("name", "kept"), [("Ana 🦊 M.", "Ana M."), ("=1+1", "11"), ("<b>", "b"), ("\u202eEma\u202c", "Ema")]
)
def test_strange_names_are_cleaned(codekids, name, kept):
    assert codekids("learners", "add", name).code == 0
    assert names(codekids) == [kept]


@pytest.mark.parametrize(
    "arguments",
    [
        ("add",),
        ("add", "x" * 200),
        ("add", "🦊"),
        ("add", "Ana"),
        ("add", "ana"),
        ("add", "Ema, Ioana"),
        ("add", "Ema", "--age-band", "7"),
        ("add", "Ema", "--file", "x.txt"),
        ("add", "--file", "missing.txt"),
        ("remove",),
        ("remove", "Nobody"),
        ("restore", "Ana"),
        ("rename", "Ana"),
        ("rename", "Ana", "Bogdan"),
        ("rename", "Ana", "Ema", "Ioana"),
        ("circle", "Ana"),
        ("card", "--out", "cards.txt"),
        ("card",),
        ("card", "Nobody", "--out", "cards.pdf"),
        ("list", "--circle", "Nowhere"),
        ("dance",),
    ],
)
def test_what_cannot_be_done_is_one_clear_sentence(codekids, club, arguments):
    for lang in ("ro", "en", "hu"):
        said = codekids("learners", *arguments, "--lang", lang)

        assert said.code == 4
        assert said.out == ""
        (sentence,) = said.err.splitlines()
        assert sentence.startswith("codekids")
        assert "{" not in sentence.replace("{ro,en,hu}", "")
    assert names(codekids) == ["Ana", "Bogdan", "Ștefan"]


@pytest.mark.parametrize(
    "body", [b"\xff\xfeA\0n\0a\0", b"\x89PNG\r\n\x1a\n\0\0", "Ștefan".encode("cp1250", "replace") + b"\xba"]
)
def test_a_file_that_is_no_text_is_refused(codekids, program, body):
    place = program("")
    place.write_bytes(body)

    said = codekids("learners", "add", "--file", place)

    assert (said.code, said.out) == (4, "")
    assert len(said.err.splitlines()) == 1


def test_an_empty_file_is_told(codekids, program):
    assert codekids("learners", "add", "--file", program("\n \n")).code == 4


def test_removed_and_taken_back(codekids, club):
    assert codekids("learners", "remove", "ANA").code == 0
    assert names(codekids) == ["Bogdan", "Ștefan"]
    assert codekids("learners", "list", "--removed").out.startswith("Ana")

    assert codekids("learners", "restore", "Ana").code == 0

    assert codekids("learners", "list", "--json").json["learners"][0]["stars"] == 3


def test_nothing_is_removed_when_one_of_the_names_is_unknown(codekids, club):
    assert codekids("learners", "remove", "Ana", "Nobody").code == 4
    assert names(codekids) == ["Ana", "Bogdan", "Ștefan"]


def test_renamed_and_put_into_a_circle(codekids, club):
    assert codekids("learners", "rename", "stefan", "Ștefan-Vodă").code == 0
    assert codekids("learners", "circle", "Ștefan-Vodă", "Ana", "--circle", "Joi").code == 0

    found = codekids("learners", "list", "--circle", "Joi", "--json").json["learners"]
    assert [one["name"] for one in found] == ["Ana", "Ștefan-Vodă"]


def test_new_pictures_are_said_in_words(codekids, club):
    said = codekids("learners", "pictures", "Ana", "--lang", "ro")

    assert said.code == 0
    assert len(said.out.split(":")[1].split(",")) == 3


def test_cards_are_printed_for_all_or_for_some(codekids, club, tmp_path):
    place = tmp_path / "carduri.pdf"

    said = codekids("learners", "card", "--out", place, "--lang", "en")

    assert (said.code, said.out.strip()) == (0, f"3 login cards are in {place}.")
    assert place.read_bytes().startswith(b"%PDF-")
    assert codekids("learners", "card", "Ana", "--out", place, "--lang", "en").out.startswith(
        "One login card"
    )
    with closing(Store.open(club)) as store:
        assert sorted((line.what, line.count) for line in audit.lines(store)) == [
            ("print_cards", 1),
            ("print_cards", 3),
        ]


def test_where_cards_cannot_be_written_is_said(codekids, club, tmp_path):
    said = codekids("learners", "card", "--out", tmp_path / "no such folder" / "cards.pdf")

    assert (said.code, len(said.err.splitlines())) == (4, 1)


# assign


def test_a_pack_for_a_circle_for_a_while(codekids, club):
    said = codekids(
        *(
            "assign",
            PACK,
            "--to",
            "circle:Marți",
            "--from",
            "2025-10-06",
            "--until",
            "10.10.2025",
            "--lang",
            "en",
        )
    )

    assert (said.code, said.out.strip()) == (0, "The pack “First steps” is given to: the circle Marți.")
    listed = codekids("assign", "--list", "--lang", "en").out
    assert "First steps" in listed
    assert "2025-10-06 – 2025-10-10" in listed


def test_some_lessons_for_a_child_and_the_end_of_it(codekids, club):
    codekids("assign", PACK, "--to", "learner:Ana", "--lessons", f"{LESSON},pas-cu-pas", "--mode", "pair")
    with closing(Store.open(club)) as store:
        (one,) = read_club(store).assignments
    assert one.lessons == (LESSON, f"{PACK}/pas-cu-pas")

    assert codekids("assign", "--end", one.id.hex[:8]).code == 0

    assert "over" in codekids("assign", "--list", "--lang", "en").out
    with closing(Store.open(club)) as store:
        assert read_club(store).assignments_for(one.target_id, None) == []


def test_a_pack_may_be_given_to_all_before_anybody_is_there(codekids):
    assert codekids("assign", PACK).code == 0
    assert codekids("assign", "--list").out.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        (PACK, "--list"),
        ("no-such-pack",),
        (PACK, "--to", "everybody"),
        (PACK, "--to", "circle:"),
        (PACK, "--to", "circle:Nowhere"),
        (PACK, "--to", "learner:Nobody"),
        (PACK, "--lessons", "no-such-lesson"),
        (PACK, "--from", "31.02.2025"),
        (PACK, "--from", "tomorrow"),
        (PACK, "--from", "2025-10-10", "--until", "2025-10-06"),
        (PACK, "--mode", "trio"),
        ("--end", "zzz"),
        ("--end", ""),
    ],
)
def test_what_cannot_be_given_out_is_one_clear_sentence(codekids, club, arguments):
    said = codekids("assign", *arguments)

    assert (said.code, said.out, len(said.err.splitlines())) == (4, "", 1)
    assert codekids("assign", "--list").out.count("\n") == 1  # "no pack is given out"


# progress


def test_how_the_club_stands(codekids, club):
    said = codekids("progress", "--lang", "en")

    assert said.code == 0
    first = said.out.splitlines()[0]
    assert first.startswith("Ana")
    assert "★ 3" in first
    assert "1 lesson solved" in first
    assert len(codekids("progress", "--circle", "Marți").out.splitlines()) == 2


def test_how_a_child_stands_lesson_by_lesson(codekids, club):
    assert codekids("progress", "--learner", "ana", "--lang", "en").out.startswith("★★★  ")
    assert "has not opened a lesson" in codekids("progress", "--learner", "Bogdan", "--lang", "en").out


def test_progress_as_json(codekids, club):
    found = codekids("progress", "--json").json["learners"]

    assert [(one["name"], one["stars"], one["solved"]) for one in found] == [
        ("Ana", 3, 1),
        ("Bogdan", 0, 0),
        ("Ștefan", 0, 0),
    ]
    lesson = found[0]["lessons"][LESSON]
    assert (lesson["tries"], lesson["stars"], lesson["together"]) == (1, 3, False)


def test_which_mistakes_the_club_makes_without_a_text_or_a_name(codekids, club):
    assert "No mistake" in codekids("progress", "--mistakes", "--lang", "en").out
    with closing(Store.open(club)) as store:
        ana, bogdan, *_ = store.learners()
        for learner, mistake, mended in ((ana, "quotes", ""), (bogdan, "quotes", ""), (ana, "", "quotes")):
            store.append(
                Attempt(learner.id, LESSON, "problem", program="print(„a”)", mistake=mistake, mended=mended)
            )

    said = codekids("progress", "--mistakes", "--lang", "ro").out
    assert said == "ghilimele: de 2 ori; reparată: 1; copii: 2\n"
    (one,) = codekids("progress", "--mistakes", "--circle", "Marți", "--json").json["mistakes"]
    assert one == {"kind": "quotes", "made": 2, "mended": 1, "learners": 2}
    assert codekids("progress", "--mistakes", "--csv", "x.csv").code == 4


def test_progress_as_a_table_for_a_spreadsheet(codekids, club, tmp_path):
    place = tmp_path / "stele.csv"

    said = codekids("progress", "--csv", place, "--lang", "ro")

    assert said.code == 0
    lines = list(csv.reader(io.StringIO(place.read_text(encoding="utf-8-sig"), newline=""), delimiter=";"))
    assert len(lines) == 2
    assert lines[1][:3] == ["Ana", "9-10", "Marți"]
    assert place.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_folder_without_a_club_stays_empty_and_is_told(codekids, folder, tmp_path):
    for arguments in (
        ("progress",),
        ("learners",),
        ("export", "Ana", "--out", tmp_path / "ana.zip"),
        ("erase", "Ana", "--yes"),
        ("assign", "--list"),
    ):
        said = codekids(*arguments)
        assert (said.code, said.out, len(said.err.splitlines())) == (4, "", 1)
        assert not folder.exists()


def test_a_damaged_file_is_one_clear_sentence(codekids, club):
    (club / "progress.sqlite3").write_text("Dragă jurnal", encoding="utf-8")

    for command in ("progress", "learners"):
        said = codekids(command)
        assert (said.code, said.out, len(said.err.splitlines())) == (4, "", 1)
        assert str(club) in said.err


# export


def test_a_child_takes_everything_home(codekids, club, tmp_path):
    place = tmp_path / "ana.zip"

    assert codekids("export", "Ana", "--out", place, "--lang", "hu").code == 0

    with zipfile.ZipFile(place) as archive:
        assert {"learner.json", "olvass-el.txt", f"programs/{LESSON}/001.py"} == set(archive.namelist())
        assert json.loads(archive.read("learner.json"))["name"] == "Ana"


@pytest.mark.parametrize(
    "arguments", [("Nobody", "--out", "x.zip"), ("Ana", "--out", "ana.pdf"), ("Ana",), ("Ana", "--out", "/")]
)
def test_what_cannot_be_exported_is_one_clear_sentence(codekids, club, arguments):
    said = codekids("export", *arguments)

    assert (said.code, said.out, len(said.err.splitlines())) == (4, "", 1)


def test_a_disk_that_cannot_take_the_export_is_said(codekids, club, tmp_path):
    assert codekids("export", "Ana", "--out", tmp_path / "no such folder" / "x.zip").code == 4


# erase


class Keyboard(io.StringIO):
    """Somebody who sits there and types."""

    def isatty(self):
        return True


def test_erased_without_a_trace(codekids, club):
    with closing(Store.open(club)) as store:
        ana = next(one for one in store.learners() if one.name == "Ana")

    assert codekids("erase", "Ana", "--yes").code == 0

    assert names(codekids) == ["Bogdan", "Ștefan"]
    for path in club.rglob("*"):
        if path.is_file():
            assert ana.id.bytes not in path.read_bytes()


def test_the_name_is_asked_for_again(codekids, club, monkeypatch):
    monkeypatch.setattr(sys, "stdin", Keyboard("Ana\n"))

    said = codekids("erase", "ana")

    assert said.code == 0
    assert names(codekids) == ["Bogdan", "Ștefan"]


@pytest.mark.parametrize("typed", ["Bogdan\n", "da\n", "\n", ""])
def test_another_name_erases_nothing(codekids, club, monkeypatch, typed):
    monkeypatch.setattr(sys, "stdin", Keyboard(typed))

    said = codekids("erase", "Ana")

    assert said.code == 4
    assert len(said.err.splitlines()) == 1
    assert names(codekids) == ["Ana", "Bogdan", "Ștefan"]


def test_where_nobody_can_type_nothing_is_erased(codekids, club, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("Ana\n"))

    said = codekids("erase", "Ana")

    assert (said.code, said.out, len(said.err.splitlines())) == (4, "", 1)
    assert names(codekids) == ["Ana", "Bogdan", "Ștefan"]


def test_a_removed_child_can_be_erased(codekids, club):
    codekids("learners", "remove", "Ana")

    assert codekids("erase", "Ana", "--yes").code == 0
    assert codekids("learners", "list", "--removed", "--json").json["learners"] == []


def test_who_is_not_there_cannot_be_erased(codekids, club):
    assert codekids("erase", "Nobody", "--yes").code == 4
