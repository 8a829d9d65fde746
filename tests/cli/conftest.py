"""The command line as a person or a script uses it, in this process."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from codekids.cli import main


class Said(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        """The one object on standard output."""
        return json.loads(self.out)


@pytest.fixture
def codekids(capsys, tmp_path):
    """Call `codekids` with arguments; its data folder is a fresh one."""

    def call(*arguments: object, data: bool = True) -> Said:
        kept = ["--data", str(tmp_path / "data ș")] if data else []
        try:
            code = main([*kept, *map(str, arguments)])
        except SystemExit as leaving:  # argparse: wrong usage, --help
            code = int(leaving.code or 0)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Said(code, out, err)

    return call


@pytest.fixture
def program(tmp_path):
    """Write a program and give its path."""

    def write(text: str | bytes, name: str = "program ș.py") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
        return path

    return write
