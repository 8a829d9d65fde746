"""`codekids preview`: what a teacher sees of a lesson that is being written."""

import pytest


@pytest.fixture
def lesson(codekids, tmp_path):
    path = tmp_path / "lecția mea ș.yaml"
    assert codekids("new", "lesson", "--kind", "steps", path, data=False).code == 0
    return path


def test_a_picture_of_the_lesson_and_nothing_to_mend(codekids, lesson, tmp_path):
    out = tmp_path / "poză.png"

    said = codekids("preview", lesson, "--out", out, data=False)

    assert said.code == 0
    assert out.read_bytes().startswith(b"\x89PNG")


def test_every_step_can_be_looked_at(codekids, lesson, tmp_path):
    pictures = []
    for part in (1, 3, 99):
        out = tmp_path / f"{part}.png"
        assert codekids("preview", lesson, "--out", out, "--part", part, data=False).code == 0
        pictures.append(out.read_bytes())

    assert len(set(pictures)) == 3


def test_what_is_wrong_is_printed_as_check_prints_it_and_drawn(codekids, lesson, tmp_path):
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("answer: 2", "answer: 9"), encoding="utf-8")
    checked = codekids("check", lesson, data=False)

    said = codekids("preview", lesson, "--out", tmp_path / "x.png", data=False)

    assert said.code == 1
    assert said.out.splitlines()[:-1] == checked.out.splitlines()[:-1]


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"a: [", b"- 1\n- 2", b"\x00" * 50, "id: ș\ntitle: ăîâ".encode(), b"{" * 3000],
)
def test_any_bytes_give_a_picture_and_no_traceback(codekids, tmp_path, content):
    path = tmp_path / "orice.yaml"
    path.write_bytes(content)

    said = codekids("preview", path, "--out", tmp_path / "x.png", data=False)

    assert said.code == 1
    assert (tmp_path / "x.png").is_file()


def test_a_file_that_is_not_there_is_one_sentence(codekids, tmp_path):
    assert codekids("preview", tmp_path / "nimic.yaml", data=False).code == 4
    assert codekids("preview", tmp_path, data=False).code == 4


@pytest.mark.parametrize(
    "kind", ["predict", "parsons", "gap", "fix", "worked", "project", "quiz", "review", "unplugged", "steps"]
)
def test_show_draws_every_kind(codekids, tmp_path, kind):
    path, out = tmp_path / "l.yaml", tmp_path / "x.png"
    assert codekids("new", "lesson", "--kind", kind, path, data=False).code == 0

    assert codekids("show", "--lesson", path, "--out", out, "--lang", "hu").code == 0

    assert out.read_bytes().startswith(b"\x89PNG")
