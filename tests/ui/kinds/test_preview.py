"""The preview in its window: new at each save, at the step that was looked at."""

import os
import threading

import pytest

from codekids.lessons.doctor.preview import look_at
from codekids.lessons.format.template import lesson_template
from codekids.ui.app import Window
from codekids.ui.preview import DOCK, Preview, divided
from codekids.ui.widgets.root import accessible_tree


@pytest.fixture
def path(tmp_path):
    [text] = lesson_template(tmp_path / "probă.yaml", "steps").values()
    file = tmp_path / "probă.yaml"
    file.write_text(text, encoding="utf-8")
    return file


class Teacher:
    """Writes a file and looks at the window."""

    def __init__(self, path, workers, assets):
        self.path = path
        self.window = Window(assets)
        self.reads = 0
        self.preview = Preview(path, self._read, assets, "ro", self.window)
        self._workers = workers
        self._lock = threading.Lock()
        self.timers = []
        self.preview.shell.services.wait = self._wait
        self.preview.begin()

    def _read(self):
        with self._lock:
            looked = look_at(self.path, self._workers, "ro")
        self.reads += 1
        return looked

    def _wait(self, seconds, call):
        self.timers.append(call)
        return lambda: None

    def saves(self, text):
        self.path.write_text(text, encoding="utf-8")
        # A save within one tick of the file system's clock is a save all the same.
        os.utime(self.path, ns=(0, self.path.stat().st_mtime_ns + 10_000_000))
        timers, self.timers = self.timers, []
        for call in timers:
            call()

    def sees(self, text):
        for _ in range(400):
            if any(text in name for name, _, _ in accessible_tree(self.window.screen.root)):
                return
            self.window.step(wait=True)
        pytest.fail(f"{text!r} is nowhere: {[n for n, _, _ in accessible_tree(self.window.screen.root)]}")


@pytest.fixture
def teacher(path, workers, assets):
    made = Teacher(path, workers, assets)
    yield made
    made.preview.close()
    made.window.close()


def test_the_lesson_is_played_and_the_doctor_says_that_all_is_well(teacher):
    teacher.sees("Totul e în ordine")
    teacher.sees("Rulează")


def test_a_save_shows_the_new_words_and_the_new_finding_at_the_same_step(teacher, path):
    teacher.sees("Totul e în ordine")
    teacher.preview.shell.show_stop(3)
    text = path.read_text(encoding="utf-8")

    teacher.saves(text.replace("answer: 2", "answer: 1", 1))

    teacher.sees("Linia")
    assert teacher.preview.shell.visit.stop.kind == "modify"


def test_a_broken_file_says_why_and_is_a_lesson_again_when_mended(teacher, path):
    teacher.sees("Totul e în ordine")
    text = path.read_text(encoding="utf-8")

    teacher.saves("id: [")
    teacher.sees("Încă nu e o lecție")
    teacher.sees("Linia 1")

    teacher.saves(text)
    teacher.sees("Totul e în ordine")


def test_the_way_back_begins_the_lesson_anew_for_there_is_no_map(teacher):
    teacher.sees("Totul e în ordine")
    teacher.preview.shell.show_stop(3)

    teacher.preview.shell.open_map()

    assert teacher.preview.shell.visit.course.at == 0


def test_findings_stand_beside_a_wide_window_and_below_a_narrow_one():
    (w, h), dock = divided((1280, 720), 1.0)
    assert (w < 1280, h, dock.w) == (True, 720, DOCK)

    (w, h), dock = divided((1280, 720), 2.0)
    assert (w, dock.y) == (1280, h)
