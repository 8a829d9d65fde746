"""Cards to print: eight a page, every name on its card, in letters that are there."""

import subprocess
import warnings

import pytest

from codekids.papers.cards import Card, Picture, write_cards

RED = Picture((4, 4), bytes((200, 30, 30)) * 16)
WIDE = Picture((8, 4), bytes((30, 30, 200)) * 32)
NAMES = [
    "Ana",
    "Ștefania-Țuțu M.",
    "Kovács Örs Űrhajós",
    "Оля",
    "W" * 24,
    "Alexandru-Constantin M.",
    "=1+1",
    "<b>",
]


def card(name):
    return Card(name, RED, [(WIDE, "măr"), (RED, "pește"), (RED, "gomba")])


def pages(path):
    return path.read_bytes().count(b"/Type /Page\n")


@pytest.mark.parametrize(("cards", "count"), [(1, 1), (8, 1), (9, 2), (30, 4)])
def test_eight_cards_stand_on_a_page(tmp_path, cards, count):
    place = tmp_path / "carduri ș.pdf"

    assert write_cards([card(f"Copil {number}") for number in range(cards)], place, "ro") == count

    assert place.read_bytes().startswith(b"%PDF-")
    assert pages(place) == count
    assert [path.name for path in tmp_path.iterdir()] == ["carduri ș.pdf"]


@pytest.mark.real("pdftotext")
@pytest.mark.parametrize("lang", ["ro", "en", "hu"])
def test_every_name_can_be_read_on_its_card(tmp_path, lang):
    place = tmp_path / "cards.pdf"
    write_cards(map(card, NAMES), place, lang)

    done = subprocess.run(["pdftotext", "-raw", place, "-"], capture_output=True, check=True)

    said = "".join(done.stdout.decode("utf-8").split())
    for name in [*NAMES, "pește"]:
        assert name.replace(" ", "") in said, name


def test_every_letter_of_a_name_is_in_the_font(tmp_path, caplog):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        write_cards(map(card, NAMES), tmp_path / "cards.pdf", "ro")

    assert "missing" not in caplog.text


def test_without_a_card_there_is_nothing_to_print(tmp_path):
    with pytest.raises(ValueError, match="no card"):
        write_cards([], tmp_path / "cards.pdf", "ro")

    assert list(tmp_path.iterdir()) == []


def test_a_picture_has_the_bytes_of_its_size(tmp_path):
    wrong = Card("Ana", Picture((3, 3), b"123"), [])

    with pytest.raises(ValueError, match="27 bytes, not 3"):
        write_cards([wrong], tmp_path / "cards.pdf", "ro")


def test_where_it_cannot_be_written_nothing_is_left(tmp_path):
    (tmp_path / "cards.pdf").mkdir()

    with pytest.raises(OSError):
        write_cards([card("Ana")], tmp_path / "cards.pdf", "ro")

    assert [path.name for path in tmp_path.iterdir()] == ["cards.pdf"]
