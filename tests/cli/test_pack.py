"""A teacher's pack: from a folder of one's own to the club's packs."""

import pytest

from codekids.cli.folders import find_folders


@pytest.fixture
def satul(codekids, tmp_path):
    """A pack as `codekids new pack` writes it, in a folder with a space and ș."""
    folder = tmp_path / "lecțiile școlii" / "satul"
    assert codekids("new", "pack", folder, data=False).code == 0
    return folder


def test_a_pack_of_the_teacher_is_found_by_the_club_under_its_id(codekids, satul, tmp_path):
    said = codekids("pack", "install", satul, "--lang", "ro")

    there = find_folders(tmp_path / "data ș").own_lessons / "satul"
    assert said.code == 0
    assert "Pachetul meu" in said.out and str(there) in said.out
    assert sorted(path.name for path in there.iterdir()) == ["pack.yaml", "prima-lectie.yaml"]
    picture = tmp_path / "x.png"
    assert codekids("show", "--lesson", "satul/prima-lectie", "--out", picture).code == 0
    assert codekids("assign", "satul", "--to", "all").code == 0


def test_a_pack_installed_again_is_replaced_as_a_whole(codekids, satul, tmp_path):
    assert codekids("pack", "install", satul).code == 0
    (satul / "prima-lectie.yaml").rename(satul / "alta.yaml")
    for path in (satul / "pack.yaml", satul / "alta.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("prima-lectie", "alta"), encoding="utf-8")

    assert codekids("pack", "install", satul / "pack.yaml").code == 0

    own = find_folders(tmp_path / "data ș").own_lessons
    assert [path.name for path in own.iterdir()] == ["satul"]
    assert sorted(path.name for path in (own / "satul").iterdir()) == ["alta.yaml", "pack.yaml"]


def test_a_pack_with_an_error_is_told_and_not_copied(codekids, satul, tmp_path):
    lesson = satul / "prima-lectie.yaml"
    text = lesson.read_text(encoding="utf-8").replace("goals:\n", "tinte:\n")
    lesson.write_text(text, encoding="utf-8")

    said = codekids("pack", "install", satul, "--lang", "ro")

    assert said.code == 4
    assert "prima-lectie.yaml:" in said.out and "nu am schimbat nimic" in said.err
    assert not find_folders(tmp_path / "data ș").own_lessons.exists()


def test_an_id_the_program_has_itself_is_refused(codekids, satul):
    path = satul / "pack.yaml"
    text = path.read_text(encoding="utf-8").replace("id: satul", "id: primii-pasi")
    path.write_text(text, encoding="utf-8")

    said = codekids("pack", "install", satul, "--lang", "ro")

    assert said.code == 4
    assert "`primii-pasi`" in said.err


@pytest.mark.parametrize("name", ["", "nu există"])
def test_a_folder_that_is_no_pack_is_refused(codekids, tmp_path, name):
    said = codekids("pack", "install", tmp_path / name)

    assert said.code == 4
    assert said.err.count("\n") == 1
