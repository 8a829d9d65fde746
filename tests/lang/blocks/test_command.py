"""`codekids blocks FILE`, without the rest of the command line."""

import argparse
import json

import pytest

from codekids.cli import blocks
from codekids.cli.options import Refusal

PROGRAM = "\ufefffor pas in range(4):\r\n    move()\r\n"


@pytest.fixture
def run(tmp_path):
    """Run the command on some bytes in a file with a Romanian name."""

    def run(content: bytes, *options: str) -> int:
        path = tmp_path / "primul program ș.py"
        path.write_bytes(content)
        parser = argparse.ArgumentParser()
        blocks.add(parser.add_subparsers())
        parsed = parser.parse_args(["blocks", str(path), *options])
        return parsed.command(parsed)

    return run


def test_a_program_is_printed_as_an_outline(run, capsys):
    assert run(PROGRAM.encode(), "--lang", "hu") == 0
    assert capsys.readouterr().out == "induláskor\nismételd (4) alkalommal\n    menj előre\n"


def test_the_tree_comes_as_one_json_object(run, capsys):
    assert run(PROGRAM.encode(), "--json", "--lang", "ro") == 0
    data = json.loads(capsys.readouterr().out)

    (stack,) = data["stacks"]
    (loop,) = stack["blocks"]
    assert (loop["kind"], loop["rows"][0]["text"]) == ("repeat", "repetă de (4) ori")
    assert loop["rows"][0]["blocks"][0]["name"] == "move"
    assert data["problem"] is None


@pytest.mark.parametrize(
    "content",
    [PROGRAM.encode(), b"", b"for for", b"\xff\xfe\x00 caf\xe9\r", b"x = 1\r\r\n\n", "ș = '\u2028'".encode()],
)
def test_the_source_comes_back_byte_for_byte(run, capsysbinary, content):
    assert run(content, "--round-trip") == 0
    assert capsysbinary.readouterr().out == content


def test_a_broken_program_is_one_grey_block_and_a_sentence(run, capsys):
    assert run(b"move(\n", "--lang", "ro") == 2
    printed = capsys.readouterr()
    assert "⟨move(⟩" in printed.out
    assert printed.err.startswith("codekids: ")

    assert run(b"\xff(", "--json", "--lang", "en") == 2
    assert json.loads(capsys.readouterr().out)["problem"]["key"]


def test_a_file_that_is_not_there_is_said_in_one_sentence(tmp_path):
    for name in (str(tmp_path / "nu.py"), str(tmp_path), "a\0b"):
        with pytest.raises(Refusal):
            blocks.read_bytes(name)
