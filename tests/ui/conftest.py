"""What the tests of the window share: no real screen, the real pictures, ready-made views."""

import os
from pathlib import Path

import pytest

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from codekids.ui.geometry import Rect
from codekids.ui.theme import LIGHT
from codekids.ui.view import View
from codekids.ui.widgets.root import Root

ASSETS = Path(__file__).resolve().parents[2] / "assets"


@pytest.fixture
def assets() -> Path:
    return ASSETS


@pytest.fixture
def view() -> View:
    """1280 x 720, light, text at 100 %."""
    return View(pygame.Surface((1280, 720)), LIGHT, ASSETS)


@pytest.fixture
def root() -> Root:
    """An empty screen as large as the view."""
    made = Root("test")
    made.place(Rect(0, 0, 1280, 720))
    return made
