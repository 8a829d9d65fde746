"""One sitting at a lesson without a window: the text is kept, runs come and go, hints open in time."""

import json
import queue
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from codekids.engine.sandbox import Workers
from codekids.lang.problems import Fix
from codekids.lessons.format.cache import load_packs
from codekids.progress import bugs
from codekids.progress.events import Attempt, Completion
from codekids.progress.journal import Journal
from codekids.progress.store import Store
from codekids.ui.services import Services
from codekids.ui.session import NEXT_RUNG, NO_PROGRESS, PuzzleSession

ROOT = Path(__file__).resolve().parents[2]
SOLUTION = "move(3)\nturn_left()\nmove(2)"
PATIENCE = 20.0  # seconds a run may take to come back before a test gives up


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    packs = load_packs(ROOT / "lessons", tmp_path_factory.mktemp("cache") / "lessons.json")
    return next(lesson for pack in packs for lesson in pack.lessons if lesson.id.endswith("/pas-cu-pas"))


@pytest.fixture(scope="module")
def workers():
    with Workers() as made:
        yield made


class Sitting:
    """A session, and the thread of the window as a queue that the test empties."""

    def __init__(self, lesson, folder, workers, **others):
        self.posted = queue.Queue()
        self.now = 0.0
        self.timers = []
        self.store = Store.open_or_memory(folder)
        self.journal = Journal(self.store, pause=0.0)
        self.journal.set_setting("speed", "end")
        self.services = Services(
            sandbox=lambda: workers,
            journal=self.journal,
            learner=self.store.first_learner().id,
            notify=self.posted.put,
            clock=lambda: self.now,
            wait=self.wait,
        )
        self.session = PuzzleSession(lesson, self.services, **others)

    def wait(self, seconds, call):
        timer = [self.now + seconds, call]
        self.timers.append(timer)
        return lambda: timer in self.timers and self.timers.remove(timer)

    def passes(self, seconds):
        """Time goes by."""
        self.now += seconds
        for timer in [timer for timer in self.timers if timer[0] <= self.now]:
            self.timers.remove(timer)
            timer[1]()

    def until(self, something):
        """Do what the window's thread does until `something` is so."""
        while not something():
            self.posted.get(timeout=PATIENCE)()
            self.plays()

    def plays(self):
        for _ in range(10_000):
            if not self.session.tick(0.05) or self.session.waiting:
                return

    def runs(self, text=None):
        if text is not None:
            self.session.document.set_text(text)
            self.session.edited()
        self.session.run()
        self.until(lambda: not self.session.busy)

    def events(self, kind):
        self.journal.flush()
        return [event for event in self.store.events() if event.kind == kind]

    def ends(self):
        self.session.close()
        self.journal.close()
        self.store.close()


@pytest.fixture
def sitting(lesson, tmp_path, workers):
    made = Sitting(lesson, tmp_path, workers)
    yield made
    made.ends()


def test_a_lesson_opens_with_its_own_program(sitting, lesson):
    assert sitting.session.text == lesson.start.rstrip("\n")
    assert sitting.session.state == "editing"


def test_what_was_typed_is_there_again_with_its_undo(lesson, tmp_path, workers):
    first = Sitting(lesson, tmp_path, workers)
    before = first.session.text
    first.session.document.set_text("move()\n# ș și ț")
    first.session.edited()
    first.ends()

    second = Sitting(lesson, tmp_path, workers)
    assert second.session.text == "move()\n# ș și ț"
    second.session.document.undo()
    assert second.session.text == before
    second.ends()


def test_from_the_start_can_be_undone(lesson, tmp_path, workers):
    first = Sitting(lesson, tmp_path, workers)
    first.session.document.set_text("mine")
    first.session.edited()
    first.ends()

    second = Sitting(lesson, tmp_path, workers, afresh=True)
    assert second.session.text == lesson.start.rstrip("\n")
    second.session.document.undo()
    assert second.session.text == "mine"
    second.ends()


def test_a_damaged_undo_history_never_costs_the_program(lesson, tmp_path, workers):
    store = Store.open_or_memory(tmp_path)
    learner = store.first_learner().id
    for history in ("{", '"x"', json.dumps({"done": [[1]]}), json.dumps({"caret": "?"})):
        store.save_draft(learner, lesson.id, "move()", 0, history)
        sitting = Sitting(lesson, tmp_path, workers)
        assert sitting.session.text == "move()"
        sitting.ends()
    store.close()


def test_a_solved_run_is_judged_kept_and_announced_once(sitting):
    sitting.runs(SOLUTION)

    assert sitting.session.state == "judged"
    assert sitting.session.verdict.solved
    assert sitting.session.mood == "happy"
    assert sitting.session.verdict_due() is sitting.session.verdict
    assert sitting.session.verdict_due() is None
    (attempt,) = sitting.events("attempt")
    assert (attempt.data["outcome"], attempt.data["stars"]) == ("solved", 3)
    assert len(sitting.events("completion")) == 1


def test_stars_show_when_the_playback_has_come_to_its_end(sitting):
    sitting.runs(SOLUTION)
    sitting.session.playback.to_start()
    assert sitting.session.best_stars == 0

    sitting.session.playback.to_end()
    sitting.session.verdict_due()

    assert sitting.session.best_stars == 3


def test_every_press_of_run_is_an_attempt(sitting):
    sitting.now = 60.0
    sitting.runs("move()")
    sitting.now = 90.0
    sitting.runs("moov()")

    outcomes = [(event.data["outcome"], event.data["milliseconds"]) for event in sitting.events("attempt")]
    assert outcomes == [("not_solved", 60_000), ("problem", 30_000)]
    assert sitting.events("attempt")[1].data["problem"] == "name.did_you_mean"


def test_a_problem_stands_at_its_line_until_the_program_changes(sitting):
    sitting.runs("move()\nmoov()")
    assert sitting.session.problem.line == 2
    assert not sitting.session.mishap

    sitting.session.apply_fix(sitting.session.problem.fix)

    assert sitting.session.text == "move()\nmove()"
    assert sitting.session.problem is None
    sitting.session.document.undo()
    assert sitting.session.text == "move()\nmoov()"


def test_a_repair_over_two_lines_is_written_as_it_was_tried(sitting):
    sitting.session.document.set_text("a\nb\nc")

    sitting.session.apply_fix(Fix(1, 1, 2, 1, " + b"))

    assert sitting.session.text == "a + b\nc"


def test_a_mishap_shows_at_the_end_of_the_playback_only(sitting):
    sitting.journal.set_setting("speed", "snail")
    sitting.session.playback.speed = "snail"
    sitting.session.document.set_text("move()\nmove(9)")
    sitting.session.run()
    while sitting.session.playback.recording.timeline is None or sitting.session.playback.index < 0:
        sitting.posted.get(timeout=PATIENCE)()
        sitting.session.tick(0.01)
    assert sitting.session.problem is None

    sitting.session.playback.to_end()

    assert sitting.session.problem.key == "world.bumped"
    assert sitting.session.mishap
    assert sitting.session.mood == "oops"


def test_stop_ends_an_endless_loop_and_the_next_run_works(sitting):
    sitting.session.document.set_text("while True:\n    pass")
    sitting.session.run()
    assert sitting.session.busy

    sitting.session.stop()

    assert not sitting.session.busy
    sitting.runs(SOLUTION)
    assert sitting.session.verdict.solved


def test_a_run_that_was_overtaken_never_answers(sitting):
    sitting.session.document.set_text("while True:\n    pass")
    sitting.session.run()

    sitting.runs(SOLUTION)

    assert sitting.session.verdict.solved
    assert sitting.session.run_text == SOLUTION


def test_an_answer_travels_to_the_program(sitting):
    sitting.session.document.set_text('print("Bună, " + input("Cum te cheamă?"))')
    sitting.session.run()
    sitting.until(lambda: sitting.session.question is not None)
    assert sitting.session.question == "Cum te cheamă?"
    assert sitting.session.state == "asking"

    sitting.session.answer("Ana")
    sitting.until(lambda: not sitting.session.busy)

    assert sitting.session.playback.output() == "Bună, Ana\n"


def test_two_questions_are_asked_one_after_the_other(sitting):
    sitting.session.document.set_text('a = input("a")\nb = input("b")\nprint(a + b)')
    sitting.session.run()
    for question in ("a", "b"):
        sitting.until(lambda question=question: sitting.session.question == question)
        sitting.session.answer(question)
    sitting.until(lambda: not sitting.session.busy)

    assert sitting.session.playback.output() == "ab\n"


def test_stop_lets_a_waiting_question_go(sitting):
    sitting.session.document.set_text("input()")
    sitting.session.run()
    sitting.until(lambda: sitting.session.question is not None)

    sitting.session.stop()

    assert sitting.session.question is None
    assert not sitting.session.busy


def test_a_worker_that_is_gone_is_one_calm_sentence(lesson, tmp_path):
    with Workers() as gone:
        pass
    sitting = Sitting(lesson, tmp_path, gone)
    sitting.runs(SOLUTION)

    assert sitting.session.problem.key == "engine.worker_stopped"
    assert sitting.session.text == SOLUTION
    sitting.ends()


def test_a_mistake_of_ours_in_a_run_is_one_calm_sentence_too(lesson, tmp_path):
    nothing_of_use = object()
    sitting = Sitting(lesson, tmp_path, nothing_of_use)
    sitting.runs(SOLUTION)

    assert sitting.session.trouble.key == "window.worker_stopped"
    assert sitting.session.state == "editing"
    sitting.ends()


def test_closing_in_the_middle_of_a_run_leaves_nothing_going_on(lesson, tmp_path, workers):
    sitting = Sitting(lesson, tmp_path, workers)
    sitting.session.document.set_text("while True:\n    pass")
    sitting.session.run()

    sitting.session.close()

    for thread in threading.enumerate():
        if thread.name == "run":
            thread.join(PATIENCE)
            assert not thread.is_alive()
    sitting.ends()


def test_a_hint_is_offered_after_the_same_trouble_twice(sitting):
    sitting.runs("move()")
    assert not sitting.session.hint_glows
    sitting.runs("move()  # încă o dată")
    assert sitting.session.hint_glows


def test_another_trouble_each_time_offers_nothing(sitting):
    for text in ("move()", "moov()", "move(2)"):
        sitting.runs(text)
        assert not sitting.session.hint_glows


def test_a_hint_is_offered_after_a_while_without_progress(sitting):
    heard = []
    sitting.session.on_change = lambda: heard.append("change")

    sitting.passes(NO_PROGRESS + 1)

    assert sitting.session.hint_glows
    assert heard


def test_the_next_hint_opens_after_a_changed_run_or_some_time(sitting):
    session = sitting.session
    first = session.open_hint()
    assert first.level == 1
    assert session.help.lock(session.text).key == "lessons.hint.locked"
    assert session.open_hint() is first

    sitting.passes(NEXT_RUNG)
    assert session.help.lock(session.text) is None
    assert session.open_hint().level == 2

    session.document.set_text("move(2)")
    assert session.help.lock(session.text) is not None
    sitting.runs()
    assert session.help.lock(session.text) is None


def test_the_last_hint_wants_four_tries_or_the_key_of_the_library(sitting, lesson):
    session = sitting.session
    for rung in (1, 2, 3):
        assert session.open_hint().level == rung
        sitting.passes(NEXT_RUNG)
    lock = session.help.ladder.lock(session.text, sitting.now)
    assert lock.message.key == "lessons.hint.locked_runs"
    assert session.open_hint().level == 3

    session.help.turn_key()

    assert session.open_hint().level == 4
    assert session.help.next_rung() is None


def test_who_asks_too_fast_is_asked_what_was_tried(sitting):
    session = sitting.session
    sitting.runs("move()")
    assert session.open_hint().level == 0
    sitting.runs("move()  # încă o dată")

    asked = session.open_hint()
    assert asked.choices == ("changed", "thought", "lost")

    assert session.help.tell("thought", session.text).level == 1
    assert len(session.hints) == 2


def test_the_librarian_s_card_is_the_teacher_s_or_that_of_the_mistake(sitting, lesson):
    assert sitting.session.help.card(None) == lesson.librarian
    sitting.session.help.lesson = replace(lesson, librarian={})

    assert sitting.session.help.card(None) == {}
    sitting.runs("moov()")

    assert "ro" in sitting.session.help.card(None)


def test_hints_that_were_read_go_into_the_log(sitting):
    sitting.session.open_hint()

    assert [event.data["level"] for event in sitting.events("hint")] == [1]


def test_goals_follow_the_playhead(sitting):
    sitting.runs(SOLUTION)
    playback = sitting.session.playback

    playback.go_to(1)
    assert not sitting.session.goals()[0].met
    playback.to_end()
    assert sitting.session.goals()[0].met
    playback.to_start()
    assert not any(state.met for state in sitting.session.goals())


def test_a_hidden_map_that_fails_can_be_looked_at(lesson, tmp_path, workers):
    start = lesson.cases[0].world
    turned = replace(start, facing="north")
    hidden = replace(lesson.cases[0], world=turned, hidden=True)
    sitting = Sitting(replace(lesson, cases=(lesson.cases[0], hidden)), tmp_path, workers)
    session = sitting.session
    sitting.runs(SOLUTION)
    assert session.fails_elsewhere
    assert all(state.met for state in session.goals() if not state.goal.optional)

    session.show_other_map()
    sitting.plays()
    assert session.playback.recording.start == turned
    session.show_my_map()
    assert session.playback.recording.start == start
    sitting.ends()


def test_progress_of_before_is_known_at_once(lesson, tmp_path, workers):
    store = Store.open_or_memory(tmp_path)
    store.append(Completion(store.first_learner().id, lesson.id, 2))
    store.append(Attempt(store.first_learner().id, lesson.id, "not_solved"))
    store.close()

    sitting = Sitting(lesson, tmp_path, workers)

    assert sitting.session.best_stars == 2
    sitting.ends()


def test_the_speed_is_remembered(sitting):
    sitting.session.set_speed("snail")

    assert sitting.journal.setting("speed") == "snail"


def test_the_log_keeps_the_kind_of_a_mistake_and_whether_the_next_run_mended_it(sitting):
    for text in ("moov()", "mov()", "move(", "move()"):
        sitting.runs(text)

    told = [
        (event.data.get("mistake", ""), event.data.get("mended", "")) for event in sitting.events("attempt")
    ]
    assert told[:3] == [("spelling", ""), ("spelling", ""), ("brackets", "spelling")]
    assert told[3][1] == "brackets"
    assert not any("moov" in str(event.data) for event in sitting.events("attempt"))


def test_a_mended_mistake_is_collected_with_the_line_before_and_after(sitting):
    sitting.runs("turn_left()\nmoov()")
    sitting.runs("turn_left()\nmove()")

    draft = sitting.journal.draft(sitting.services.learner, bugs.ITEM)
    (bug,) = bugs.read_bugs(draft.view)
    assert (bug.kind, bug.item, bug.before, bug.after) == (
        "spelling", sitting.session.lesson.id, "moov()", "move()",
    )  # fmt: skip


def test_a_program_that_cannot_begin_has_mended_nothing_of_a_run(sitting):
    sitting.runs("move(2)\nturn_left()\nmove(9)")
    sitting.runs("moov()")

    assert [event.data.get("mistake") for event in sitting.events("attempt")] == ["wall", "spelling"]
    assert not any("mended" in event.data for event in sitting.events("attempt"))
    assert sitting.journal.draft(sitting.services.learner, bugs.ITEM) is None


def test_a_stopped_run_mends_nothing(sitting):
    sitting.runs("moov()")
    sitting.session.document.set_text("while True:\n    pass")
    sitting.session.run()
    sitting.session.stop()
    sitting.runs("move()")

    told = [event.data.get("mended") for event in sitting.events("attempt") if event.data.get("mended")]
    assert told == ["spelling"]


def test_the_same_mistake_a_third_time_is_known(sitting):
    for text in ("moov()", "mov()"):
        sitting.runs(text)
        assert not sitting.session.mistakes.is_frequent(sitting.session.problem)
    sitting.runs("moove()")
    assert sitting.session.mistakes.is_frequent(sitting.session.problem)
