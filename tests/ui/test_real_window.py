"""The window as a child has it: a real X server, a real mouse, real keys, from the map to the star."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from codekids.progress.logins import PICTURES

PATIENCE = 30.0  # seconds until we give up waiting for something to be on disk
SECOND = (523, 399)  # the second stop of the first pack's map
SIZE = "1280x720"


class Desk:
    """One PC: a screen, a mouse and keys, and the data folder of a club."""

    def __init__(self, display: str, data: Path) -> None:
        self.environment = {
            **os.environ,
            "DISPLAY": display,
            "SDL_VIDEODRIVER": "x11",
            "SDL_VIDEO_WINDOW_POS": "0,0",
            "LANG": "ro_RO.UTF-8",
        }
        self.data = data
        self.window: subprocess.Popen[str] | None = None

    def open(self) -> None:
        self.window = subprocess.Popen(
            [sys.executable, "-m", "codekids", "--data", str(self.data), "--lang", "ro"],
            env=self.environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        end = time.monotonic() + PATIENCE
        search = ["xdotool", "search", "--onlyvisible", "--class", "."]
        while subprocess.run(search, env=self.environment, capture_output=True, check=False).returncode:
            self.still_there()
            assert time.monotonic() < end, "no window came"
            time.sleep(0.1)

    def still_there(self) -> None:
        assert self.window is not None and self.window.stdout is not None
        assert self.window.poll() is None, f"the window is gone: {self.window.stdout.read()}"

    def close(self) -> int:
        assert self.window is not None
        self.window.terminate()  # without a window manager there is no cross to press
        try:
            return self.window.wait(PATIENCE)
        finally:
            self.window.kill()

    def do(self, *arguments: str) -> None:
        done = subprocess.run(
            ["xdotool", *arguments], env=self.environment, timeout=PATIENCE, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()

    def click(self, x: int, y: int) -> None:
        self.do("mousemove", str(x), str(y), "sleep", "0.05", "click", "1")  # a frame between the two

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press, move in steps as a hand does, let go."""
        self.do("mousemove", *map(str, start), "sleep", "0.1", "mousedown", "1")
        for step in range(1, 11):
            x, y = (start[i] + (end[i] - start[i]) * step // 10 for i in (0, 1))
            self.do("mousemove", str(x), str(y), "sleep", "0.03")
        self.do("sleep", "0.1", "mouseup", "1", "sleep", "0.1")

    def programs(self) -> list[str]:
        """The programs that are kept."""
        file = self.data / "progress.sqlite3"
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
            return [bytes(row[0]).decode() for row in database.execute("SELECT body FROM draft")]

    def makes_a_card(self) -> None:
        """The first start asks who is here; then the three pictures are shown, once."""
        self.wait_for_rows("SELECT 1 FROM meta")
        time.sleep(1.0)  # the first frame; nothing on disk tells of it
        self.write("Ana")
        self.keys("Return")
        self.wait_for_rows("SELECT pictures FROM picture_word")
        time.sleep(0.5)
        self.keys("Return")
        time.sleep(1.5)  # the map is coming

    def shows_its_card(self) -> None:
        """Card and pictures, by keys alone."""
        word = self.wait_for_rows("SELECT pictures FROM picture_word")[0][0].split(".")
        time.sleep(1.0)
        self.keys("Return")
        for picture in word:
            row, column = divmod(PICTURES.index(picture), 4)
            # The keys of the picture panel, as the design places them.
            self.click(928 + 90 * column, 356 + 90 * row)
            time.sleep(0.1)

    def wait_for_rows(self, question: str) -> list[tuple[str, ...]]:
        """Until the database answers with something."""
        end = time.monotonic() + PATIENCE
        while True:
            self.still_there()
            with suppress(sqlite3.OperationalError):
                file = self.data / "progress.sqlite3"
                with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
                    if found := database.execute(question).fetchall():
                        return found
            assert time.monotonic() < end, f"no answer to {question}"
            time.sleep(0.1)

    def open_lesson(self, count: int = 1, at: tuple[int, int] | None = None) -> str:
        """Choose the stop `at`, press the green button, again while the map is still on its way.

        Gives the lesson's id.
        """
        end = time.monotonic() + PATIENCE
        while len(self.kept("opened")) < count:
            assert time.monotonic() < end, "the green button opens nothing"
            if at is not None:
                self.click(*at)
                time.sleep(0.5)
            self.click(1140, 620)
            time.sleep(0.3)
        time.sleep(1.0)  # the lesson's first frame; nothing on disk tells of it
        return self.kept("opened")[-1][0]

    def keys(self, *names: str) -> None:
        self.do("key", "--delay", "40", *names)

    def write(self, text: str) -> None:
        self.do("type", "--delay", "40", text)

    def kept(self, kind: str) -> list[tuple[str, str]]:
        """(lesson, data) of the events of a kind in the database so far."""
        file = self.data / "progress.sqlite3"
        if not file.exists():
            return []
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
            try:
                return database.execute("SELECT item, data FROM event WHERE kind = ?", (kind,)).fetchall()
            except sqlite3.OperationalError:
                return []  # the window is just making it

    def wait_for(self, kind: str, count: int = 1) -> list[tuple[str, str]]:
        """Until so many events of a kind are on disk: what the window has acknowledged."""
        end = time.monotonic() + PATIENCE
        while len(self.kept(kind)) < count:
            self.still_there()
            assert time.monotonic() < end, f"no {kind} came"
            time.sleep(0.05)  # another process writes it; there is nothing to wait on
        return self.kept(kind)


@pytest.fixture
def desk(tmp_path):
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{SIZE}x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as said:
        number = said.readline().strip()
    desk = Desk(f":{number}", tmp_path / "clubul nostru ș")
    yield desk
    if desk.window is not None:
        desk.window.kill()
    server.terminate()
    server.wait()


@pytest.mark.real("Xvfb", "xdotool")
def test_the_first_sixty_seconds(desk):
    """A card, three pictures, the first lesson: a guess on the map, the run, and on to the next step."""
    desk.open()
    desk.makes_a_card()
    assert desk.open_lesson() == "primii-pasi/buna-robotule"
    end = time.monotonic() + PATIENCE
    while not desk.kept("attempt") and time.monotonic() < end:
        desk.click(1123, 424)  # the cell before the flag, where it will stop
        desk.keys("ctrl+Return")
        time.sleep(0.5)

    assert desk.wait_for("attempt")
    assert desk.close() == 0


@pytest.mark.real("Xvfb", "xdotool")
def test_a_child_goes_from_the_map_to_a_star_and_finds_it_again(desk):
    desk.open()
    desk.makes_a_card()
    assert desk.open_lesson(at=SECOND) == "primii-pasi/pas-cu-pas"

    desk.keys("F9", "F9")  # from blocks over both to text
    desk.click(500, 450)  # into the program, below its last line
    desk.keys("ctrl+a")
    for line in ("move(3)", "turn_left()", "move(2)"):
        desk.write(line)
        desk.keys("Escape", "Return")  # a list of words may be open
    desk.keys("ctrl+Return")
    tried = desk.wait_for("attempt")

    if '"solved"' not in tried[0][1]:
        pytest.fail(f"the lesson should be solved: {tried}, {desk.programs()}")
    done = desk.wait_for("completion")
    assert '"stars"' in done[0][1]
    assert desk.close() == 0

    desk.open()
    desk.shows_its_card()
    assert desk.open_lesson(2) == "primii-pasi/buna-robotule", "the one not solved yet is offered"
    assert desk.close() == 0
    assert len(desk.kept("completion")) == 1


@pytest.mark.real("Xvfb", "xdotool")
def test_stop_works_on_a_program_that_never_ends(desk):
    desk.open()
    desk.makes_a_card()
    desk.open_lesson(at=SECOND)
    desk.keys("F9", "F9")
    desk.click(500, 450)
    desk.keys("ctrl+a")
    desk.write("while True: x = sum(range(10**9))")
    desk.keys("ctrl+Return")
    desk.keys("Escape")
    desk.click(96, 678)  # Stop, where Run was, should Escape have met an open list

    tried = desk.wait_for("attempt")

    assert '"stopped"' in tried[0][1] or '"out_of_steps"' in tried[0][1]
    assert desk.close() == 0


@pytest.mark.real("Xvfb", "xdotool")
def test_a_block_is_dragged_from_the_palette_into_the_program(desk):
    desk.open()
    desk.makes_a_card()
    desk.open_lesson(at=SECOND)
    # Nothing on disk tells of the first frame of the lesson: drag until there was something to drag.
    end = time.monotonic() + PATIENCE
    while not any(len(text.split()) == 4 for text in desk.programs()) and time.monotonic() < end:
        desk.drag((205, 172), (526, 487))
        time.sleep(1.0)
    desk.keys("ctrl+Return")

    assert desk.wait_for("attempt")
    assert ["move()", "turn_left()", "move()", "move()"] in [text.split() for text in desk.programs()]
    assert desk.close() == 0
