"""One learner's visit to one lesson: the stops on the way through it, and what was answered there.

Belongs to the window's thread. Draws nothing and runs nothing: a stop with a
program has a `PuzzleSession`, which tells its end by `finish`.
Where the child is and what was answered is kept as a draft of its own beside the
program: it goes when the learner's drafts go.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from codekids.lang import catalogue
from codekids.lessons.kinds.course import Course, Stop
from codekids.lessons.kinds.fields import Item
from codekids.lessons.kinds.map_draft import MapDraft
from codekids.lessons.kinds.result import Result
from codekids.lessons.kinds.review import Answered as Asked
from codekids.lessons.kinds.review import Kept, pool_of, questions_of, select_review, with_questions
from codekids.lessons.lesson import Case, Lesson, Pack
from codekids.progress import events as deeds
from codekids.progress.assignments import day_of
from codekids.progress.folds import Answer, answers_in
from codekids.ui.services import Services
from codekids.world.goals import Goal

LONGEST_SITTING = 30 * 60  # seconds of work counted for one attempt; more is a forgotten window


def course_item(lesson_id: str) -> str:
    """Under which name the way through a lesson is kept among the drafts."""
    return f"{lesson_id}#course"


def program_item(lesson_id: str, stop: Stop, *, whole: bool) -> str:
    """Under which name the program of a stop is kept; `whole`: it is the lesson's only one."""
    return lesson_id if whole else f"{lesson_id}#{stop.id}"


class Visit:
    """Where a learner is in a lesson."""

    def __init__(self, lesson: Lesson, services: Services, *, afresh: bool = False) -> None:
        self.lesson = lesson
        self.services = services
        self.course = self._left()
        self.fresh = afresh  # programs begin anew, too
        if afresh:
            self.course = self.course.afresh()
            self.keep()
        self._since = services.clock()
        self.news = False  # the lesson has just been solved, and nobody has shown it yet
        self._told = False  # that it was opened; a program's session tells it by itself

    def _left(self) -> Course:
        draft = self.services.journal.draft(self.services.learner, course_item(self.lesson.id))
        data: object = {}
        try:
            data = json.loads(draft.view) if draft is not None and draft.view else {}
        except ValueError:
            logging.getLogger(__name__).warning("the way through %s cannot be read", self.lesson.id)
        return Course.from_data(self.lesson, data if isinstance(data, dict) else {})

    # -- where ------------------------------------------------------------------

    @property
    def stop(self) -> Stop:
        """The one on the screen."""
        return self.course.here

    @property
    def whole(self) -> bool:
        """The lesson is one thing to do."""
        return sum(stop.needed for stop in self.course.stops) == 1

    @property
    def stars(self) -> int:
        """Of the whole lesson, as it stands."""
        return self.course.result().stars

    @property
    def step(self) -> int:
        """Which of several steps it is, from 1; 0: the lesson is one thing."""
        return 0 if self.whole else self.stop.number

    @property
    def program_item(self) -> str:
        """Under which name the program of this stop is kept."""
        return program_item(self.lesson.id, self.stop, whole=self.whole)

    def go(self, index: int) -> bool:
        """Stand at another stop; False where it is closed."""
        before = self.course
        self.course = before.go(index)
        self._since = self.services.clock()
        self.keep()
        return self.course.at == index

    def opened(self) -> None:
        """A page of it is shown: the log hears of it, once."""
        if not self._told:
            self._told = True
            self.log(deeds.Opened(self.services.learner, self.lesson.id))

    def go_on(self) -> bool:
        """Stand at the next stop that is not done; False where there is none."""
        following = self.course.following
        return following is not None and self.go(following)

    # -- what was done -------------------------------------------------------------

    def answer(self, data: Mapping[str, Any]) -> None:
        """Keep what was answered here."""
        self.course = self.course.answer(data)
        self.keep()

    def finish(self, result: Result, told: int = 0) -> bool:
        """The stop has this result; True when the whole lesson is solved by it.

        What is needed and was no run goes into the log as an attempt; a run has told its own. `told` are
        the stars of a completion that is in the log already.
        """
        stop, before = self.stop, self.course.result()
        self.course = self.course.finish(result)
        self.keep()
        if stop.needed and not stop.runs:
            self._log_attempt(result)
        now = self.course.result()
        if not (now.solved and result.solved and stop.needed):
            return False
        better = not before.solved or now.stars > before.stars
        if better and now.stars > told:
            self.log(deeds.Completion(self.services.learner, self.lesson.id, now.stars))
        self.news = better or self.whole
        return self.news

    def _log_attempt(self, result: Result) -> None:
        now = self.services.clock()
        spent, self._since = min(now - self._since, LONGEST_SITTING), now
        self.log(
            deeds.Attempt(
                self.services.learner,
                self.lesson.id,
                "solved" if result.solved else "not_solved",
                result.stars,
                milliseconds=max(0, round(spent * 1000)),
                step=self.step,
            )
        )

    def log(self, deed: deeds.Deed) -> None:
        """Into the log, for all who sit here."""
        self.services.journal.append(deed, seat=self.services.seat)

    def keep(self) -> None:
        """Hand the way to the journal; a lesson that is one thing, with nothing answered, needs none."""
        if len(self.course.stops) == 1 and not self.course.answers:
            return
        text = json.dumps(self.course.to_data(), ensure_ascii=False)
        self.services.journal.save_draft(self.services.learner, course_item(self.lesson.id), "", view=text)

    # -- a review --------------------------------------------------------------------

    def draw_questions(self, packs: list[Pack], ready: Callable[[Lesson, dict[str, Lesson]], None]) -> None:
        """Draw the questions of a review; `ready` gets the lesson with them, and where each comes from.

        What was answered is read behind the window's back, after all that waits is written.
        """
        services, learner = self.services, self.services.learner
        kept = self.course.answered.get("drawn")
        drawn = kept if isinstance(kept, list) and not self.course.is_done(self.course.at) else None

        def answers(store: Any) -> tuple[Answer, ...]:
            return answers_in(store.events(learner))

        def arrived(found: object) -> None:
            known = found if isinstance(found, tuple) else ()
            services.notify(lambda: ready(*self._drawn(packs, known, drawn)))

        services.journal.do(answers, arrived)

    def _drawn(
        self, packs: list[Pack], answers: tuple[Answer, ...], drawn: list[str] | None
    ) -> tuple[Lesson, dict[str, Lesson]]:
        review = self.stop.lesson.review
        assert review is not None
        pool = pool_of(packs)
        progress = self.services.journal.progress(self.services.learner)
        solved = {item: _day(how.solved_at) for item, how in progress.items() if how.solved_at is not None}
        today = _day(self.services.journal.store.now)
        asked = [Asked(one.question, _day(one.at), one.right) for one in answers]
        items = select_review(review, pool, solved, asked, today)
        if drawn:
            items = _again(drawn, pool, review.items) or items
        return with_questions(self.stop.lesson, items), {kept.item.id: kept.lesson for kept in pool}


class FriendVisit(Visit):
    """A visit to a friend's map. It is no step of anything: a way found is told the log, and that is all."""

    def __init__(self, home: Visit, draft: MapDraft) -> None:
        """`home` is the project the child comes from, and goes back to."""
        self.home = home
        step = home.stop.lesson
        task = {lang: catalogue.text("kinds.friend_task", lang) for lang in catalogue.LANGUAGES}
        played = replace(
            step, kind="puzzle", cases=(Case(draft.world()),), goals=(Goal("reach"),), project=None,
            task=task, hints=(), pointers=(), mistakes=(), start="", solution="", wrong=(),
        )  # fmt: skip
        super().__init__(home.lesson, home.services)
        self.course = Course((Stop("friend", "puzzle", played),))

    @property
    def step(self) -> int:
        """Beyond the steps, so that it never counts as the lesson."""
        return len(self.home.course.stops) + 1

    def keep(self) -> None:
        """Nothing of it is kept."""

    def finish(self, result: Result, told: int = 0) -> bool:
        """Tell the log that the way was found."""
        if result.solved:
            self.log(deeds.Shown(self.services.learner, self.lesson.id, "friend"))
        return False


def _again(drawn: list[str], pool: tuple[Kept, ...], own: tuple[Item, ...]) -> tuple[Item, ...]:
    """The questions that were drawn before, as far as they are still there."""
    known = {kept.item.id: kept.item for kept in pool} | {item.id: item for item in own}
    return tuple(known[id_] for id_ in drawn if isinstance(id_, str) and id_ in known)


def _day(milliseconds: int) -> date:
    """The day of a moment; a clock that is out of its mind says day one."""
    return day_of(milliseconds) or date.min


def preview_questions(lesson: Lesson, pack: Pack | None) -> Lesson:
    """A review as somebody would see it who has solved all lessons before it: for a teacher."""
    assert lesson.review is not None
    own = lesson.review.items
    earlier = pool_of([pack]) if pack is not None else ()
    mine = {kept.item.id for kept in questions_of(replace(lesson, quiz=None))}
    items = [kept.item for kept in earlier if kept.item.id not in mine]
    return with_questions(lesson, (*own, *items)[: lesson.review.count])
