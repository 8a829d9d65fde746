"""The last resort: a mistake of ours becomes one sentence, and the details go into a file."""

from __future__ import annotations

import argparse
import tempfile
import traceback
from pathlib import Path

from codekids.cli.folders import find_folders
from codekids.lang import catalogue

NAME = "codekids-error.txt"


def sentence(error: Exception, options: argparse.Namespace) -> str:
    """Keep the details and give what the person at the computer reads.

    The file holds the traceback and no more: no program, no name of a child.
    """
    file = _keep("".join(traceback.format_exception(error)), getattr(options, "data", None))
    return catalogue.text("cli.failed", options.lang, file=str(file))


def _keep(text: str, data: Path | None) -> Path:
    """Write beside the progress, or where temporary files go if that cannot be."""
    for folder in (find_folders(data).data, Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / NAME).write_text(text, encoding="utf-8")
        except OSError:
            continue
        return folder / NAME
    return Path(NAME)
