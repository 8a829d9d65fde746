import os
import sys
from pathlib import Path
from random import Random

import pytest

from codekids.progress.store import Store

ROOT = Path(__file__).resolve().parent.parent.parent


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self, at):
        self.at = at

    def __call__(self):
        return self.at


@pytest.fixture
def clock():
    return Clock(1_700_000_000_000)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "date copii ș"


@pytest.fixture
def open_store(folder, clock):
    """Opens the folder as often as a test asks; closes all at the end."""
    stores = []

    def open_(where=folder, **more):
        stores.append(Store.open(where, clock, Random(len(stores)), **more))
        return stores[-1]

    yield open_
    for store in stores:
        store.close()


@pytest.fixture
def store(open_store):
    return open_store()


@pytest.fixture
def learner(store):
    return store.first_learner().id


@pytest.fixture
def python():
    """How to start another Python that finds the package: (executable, environment)."""
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    return sys.executable, {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
