"""What the README promises is there: its picture, its links, and the two commands that are all the set-up."""

import re

import pytest

START = "python -m pip install . && codekids"
TESTS = 'python -m pip install ".[test]" && python -m pytest'


@pytest.fixture
def readme(root):
    return (root / "README.md").read_text(encoding="utf-8")


def test_two_commands_are_all_the_set_up(readme):
    commands = re.findall(r"^    (python .*)$", readme, flags=re.MULTILINE)

    assert commands == [START, TESTS]


def test_our_own_checks_run_the_command_of_the_readme(root):
    words = (root / ".ci" / "run").read_text(encoding="utf-8").replace("install --quiet", "install")

    assert TESTS in words


def test_every_picture_and_file_named_is_there(root, readme):
    for name in re.findall(r"\]\(([^)#:]+)\)|`((?:docs|lessons)/[\w./-]+)`", readme):
        path = next(filter(None, name))
        assert (root / path).exists(), path


def test_librarian_teacher_and_contributor_get_five_lines_each(readme):
    for heading in ("For a librarian", "For a teacher", "For a contributor"):
        part = readme.split(f"## {heading}")[1].split("\n## ")[0]
        assert len(re.findall(r"^- ", part, flags=re.MULTILINE)) == 5, heading


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_the_files_a_newcomer_is_sent_to_exist(root, name):
    text = (root / name).read_text(encoding="utf-8")
    rooms = "|".join(path.name for path in (root / "codekids").iterdir() if path.is_dir())
    for path in re.findall(rf"`((?:codekids|tests|docs|assets|{rooms})/[\w./-]*\w/?)`", text):
        assert (root / path).exists() or (root / "codekids" / path).exists(), f"{name} names {path}"


def test_every_command_is_in_the_manual(root):
    from codekids.cli.options import COMMANDS

    manual = (root / "docs" / "command-line.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"`codekids {command}" in manual, command
