"""The first frame: what it may not wait for, and what comes after it."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from codekids.lessons.format.cache import find_lesson, load_packs
from codekids.ui.pictures import StepOutside, demo_frames, picture_of_puzzle
from codekids.ui.widgets.sound import Sounds

ROOT = Path(__file__).resolve().parents[2]
SLOW = (
    "pydantic",
    "yaml",
    "pydantic_monty",
    "PIL",
    "pygments",
    "sqlalchemy",
    "fastapi",
    "babel",
    "fontTools",
)

FIRST_FRAME = """
import sys
from pathlib import Path
from codekids.lessons.format.cache import load_packs
from codekids.progress.journal import Journal
from codekids.progress.store import Store
from codekids.ui import start
from codekids.ui.app import Window

root, folder = Path(sys.argv[1]), Path(sys.argv[2])
seen = []
draw = Window.draw
def drawn(window):
    draw(window)
    if window.frames == 1 and not seen:
        seen.extend(sorted(name for name in sys.modules))
        window.stop()
Window.draw = drawn
store = Store.open(folder / "data")
journal = Journal(store)
packs = load_packs(root / "lessons", folder / "lessons.json")
assert packs
start.open_window(assets=root / "assets", journal=journal, packs=packs, load=lambda: packs)
print("\\n".join(seen))
"""


WHOLE_START = """
import sys
from codekids.cli import main
assert main(["--first-screen", "--data", sys.argv[1]]) == 0
print("\\n".join(sorted(sys.modules)))
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    folder = tmp_path_factory.mktemp("start")
    load_packs(ROOT / "lessons", folder / "lessons.json")
    return folder


@pytest.fixture(scope="module")
def lesson(cache):
    return find_lesson(load_packs(ROOT / "lessons", cache / "lessons.json"), "pas-cu-pas")


def test_the_whole_command_shows_a_screen_without_anything_slow_or_any_lesson(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", WHOLE_START, str(tmp_path / "date ș")],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, timeout=60, check=False,
        env={**os.environ, "SDL_VIDEODRIVER": "dummy"},
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    seen = done.stdout.split()
    assert "codekids.ui.screens.new_card" in seen
    assert [name for name in seen if name.partition(".")[0] in SLOW] == []
    assert "codekids.lessons.format.build" not in seen


def test_a_start_forgets_the_pin_when_the_file_for_it_lies_in_the_folder(tmp_path, cache):
    from codekids.progress import logins
    from codekids.progress.journal import Journal
    from codekids.progress.store import Store
    from codekids.ui import start
    from codekids.ui.app import Window

    store = Store.open(tmp_path)
    logins.set_pin(store, "2468")
    (tmp_path / "reset-pin").touch()
    journal = Journal(store, pause=0.0)
    window = Window(ROOT / "assets")
    done = threading.Event()
    window.after_first_frame(
        lambda: journal.do(lambda _: None, lambda _: (done.set(), window.post(window.stop)))
    )
    start.open_window(assets=ROOT / "assets", journal=journal, packs=None, load=list, window=window)
    journal.close()

    assert done.is_set()
    assert not logins.has_pin(store)
    assert not (tmp_path / "reset-pin").exists()
    store.close()


def test_the_first_frame_waits_for_nothing_slow(cache):
    done = subprocess.run(
        [sys.executable, "-c", FIRST_FRAME, str(ROOT), str(cache)],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, timeout=60, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "pygame" in loaded
    assert not loaded & set(SLOW)


def test_a_puzzle_can_be_drawn_without_a_window(lesson, assets):
    size, rgb = picture_of_puzzle(lesson, "move(3)\nturn_left()", step=1, lang="hu", assets=assets)

    assert size == (1280, 720)
    assert len(rgb) == 1280 * 720 * 3
    assert rgb != picture_of_puzzle(lesson, "move(3)\nturn_left()", step=2, lang="hu", assets=assets)[1]


def test_a_step_that_is_not_there_is_told(lesson, assets):
    with pytest.raises(StepOutside) as outside:
        picture_of_puzzle(lesson, "move()", step=9, assets=assets)

    assert outside.value.most == 1


def test_the_demo_goes_from_an_empty_program_to_the_stars(lesson, assets):
    frames = list(demo_frames(lesson, assets=assets, size=(1024, 600)))

    assert len(frames) > 20
    assert {frame.size for frame in frames} == {(1024, 600)}
    assert all(frame.milliseconds > 0 for frame in frames)
    assert frames[0].rgb != frames[-1].rgb


def test_a_missing_sound_or_device_is_silence(tmp_path):
    sounds = Sounds(tmp_path)
    sounds.play("click")
    sounds.open()
    sounds.play("no such sound")
    sounds.close()
