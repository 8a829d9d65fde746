"""What every test may use: a machine without screen or sound, real workers, the shipped content."""

import os
import shutil
import sys
from pathlib import Path

import pytest

os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


def pytest_runtest_setup(item: pytest.Item) -> None:
    """`real("Xvfb", "xdotool")` names programs a test needs; without them it is skipped with the reason.

    Where CODEKIDS_REAL_PARTS=required (on our own checks) a missing part is a failure.
    """
    for mark in item.iter_markers("real"):
        missing = [program for program in mark.args if shutil.which(program) is None]
        if missing:
            reason = f"needs {', '.join(missing)}, not found on this machine ({sys.platform})"
            if os.environ.get("CODEKIDS_REAL_PARTS") == "required":
                pytest.fail(reason)
            pytest.skip(reason)
