"""What the screens share: words, lessons, who sits here, and the way from one screen to the next.

Knows no pygame: the window is a `Port`. Lessons may still be on their way when
the first screen is shown; `packs` is None until they are there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codekids.lang import catalogue
from codekids.lang.problems import Argument, Message
from codekids.progress.assignments import Assignment, assign_first, clock_trouble, day_of
from codekids.progress.seats import IDLE, TURN, Seat, idle
from codekids.ui.preferences import Port, Preferences

if TYPE_CHECKING:
    from uuid import UUID

    from codekids.lessons.kinds.map_draft import MapDraft
    from codekids.lessons.lesson import Lesson, Pack, Text
    from codekids.lessons.opening import Closed
    from codekids.progress.folds import ItemProgress
    from codekids.progress.journal import Journal
    from codekids.ui.screens.puzzle import PuzzleScreen
    from codekids.ui.services import Services
    from codekids.ui.session import PuzzleSession
    from codekids.ui.visit import Visit


class Shell(Preferences):
    """One start of the window."""

    def __init__(
        self,
        services: Services,
        port: Port,
        assets: Path,
        packs: list[Pack] | None,
        lang: str = "",
    ) -> None:
        super().__init__(services, port, lang)
        self.assets = assets
        self.packs = packs
        self._pack_id = ""
        self._session: PuzzleSession | None = None
        self.visit: Visit | None = None  # of the lesson on the screen
        self._show_again: Callable[[], Any] = self.open_map
        self._follows_lessons = False
        self._touched = services.clock()
        self._chimed = -1.0  # the turn for which the chime was heard
        self._cancel_watch: Callable[[], None] = lambda: None
        self._read_preferences()

    # -- words ---------------------------------------------------------------

    def say(self, key: str, **args: Argument) -> str:
        """A sentence of the catalogue in the present language."""
        return catalogue.text(key, self.lang, **args)

    def say_message(self, message: Message) -> str:
        """A message of another room in the present language."""
        return catalogue.say(message, self.lang)

    def pick(self, text: Text) -> str:
        """A lesson's own text in the present language."""
        from codekids.lessons.lesson import pick  # the first screen has no lesson yet

        return pick(text, self.lang).strip()

    # -- lessons ---------------------------------------------------------------

    @property
    def pack(self) -> Pack | None:
        """The pack on the map: the chosen one, else that of the lesson the learner was at last, if it is
        given or nothing else is; else the first that is given, or open, and not done."""
        from codekids.lessons.opening import is_done

        packs = self.packs_in_order()
        chosen = next((pack for pack in packs if pack.id == self._pack_id), None)
        if chosen is not None or not packs:
            return chosen
        stars, given = self.stars(), {one.pack for one in self.today()}
        todo = [pack for pack in packs if not is_done(pack, stars) and self.what_opens(pack) is None]
        asked = [pack for pack in todo if pack.id in given] or todo
        last = str(self.preference("last_lesson", ""))
        here = next((pack for pack in asked if any(lesson.id == last for lesson in pack.lessons)), None)
        return here or (asked[0] if asked else packs[0])

    def stars(self) -> dict[str, int]:
        """The stars of each lesson the learner has solved, by its id."""
        return {item: how.stars for item, how in self.progress().items() if how.solved}

    def what_opens(self, pack: Pack) -> Closed | None:
        """What the pack waits for before the learner may play it; None: it is open."""
        from codekids.lessons.opening import what_opens

        given = any(one.pack == pack.id for one in self.today())
        return what_opens(pack, self.packs or [], self.stars(), given=given)

    def lesson_of(self, id_: str) -> Lesson | None:
        """A lesson by its full id; None where no pack has it."""
        return next((one for pack in self.packs or [] for one in pack.lessons if one.id == id_), None)

    def packs_in_order(self) -> list[Pack]:
        """Those given to the learner first, the newest before; then the others."""
        given = [one.pack for one in self.today()]
        packs = self.packs or []
        return sorted(packs, key=lambda pack: given.index(pack.id) if pack.id in given else len(given))

    def pack_of(self, lesson: Lesson) -> Pack | None:
        """The pack a lesson is in; None for a lesson from a file."""
        return next((pack for pack in self.packs or [] if lesson in pack.lessons), None)

    def after(self, lesson: Lesson) -> Lesson | None:
        """The lesson that follows in its pack."""
        pack = self.pack_of(lesson)
        if pack is None:
            return None
        index = pack.lessons.index(lesson) + 1
        return pack.lessons[index] if index < len(pack.lessons) else None

    def place_in_pack(self, lesson: Lesson) -> str:
        """Its pack, and which one of how many it is; "" for a lesson from a file."""
        pack = self.pack_of(lesson)
        if pack is None:
            return ""
        number, of = pack.lessons.index(lesson) + 1, len(pack.lessons) + len(pack.broken)
        return self.say("window.place_in_pack", pack=self.pick(pack.title), number=number, of=of)

    def progress(self) -> dict[str, ItemProgress]:
        """How the learner stands, by lesson id."""
        return self.services.journal.progress(self.services.learner)

    def lessons_arrived(self, packs: list[Pack]) -> None:
        """The packs were read; the map shows them."""
        self.packs = packs
        if self.seat is not None:
            self._give_first_pack()
        if self._follows_lessons:
            self._show_again()

    def today(self) -> list[Assignment]:
        """What is given to the learner now, the newest first."""
        journal = self.services.journal
        return journal.club.assignments_for(self.services.learner, day_of(journal.store.now))

    # -- who sits here -------------------------------------------------------------

    @property
    def guest(self) -> bool:
        """Somebody just plays; nothing is kept beyond the sitting."""
        return self._guest is not None

    def begin(self) -> None:
        """Ask who is there: the cards, or where there are none yet, a new one."""
        known = self._nobody.journal.club.learners
        if any(one.name for one in known):
            self.open_cards()
        else:
            # The earlier version knew one learner, without a name: it gets a card, and keeps its progress.
            self.open_new_card(known[0].id if known else None)

    def open_cards(self) -> None:
        """Show everybody's card."""
        from codekids.ui.screens.cards import CardsScreen

        self.present(lambda: CardsScreen(self))

    def open_new_card(self, learner: UUID | None = None) -> None:
        """Make a card for somebody new, or for a `learner` who has none yet."""
        from codekids.ui.screens.new_card import NewCardScreen

        kept: dict[str, str] = {}
        self.present(lambda: NewCardScreen(self, learner, kept))

    def sit_down(self, learners: tuple[UUID, ...]) -> None:
        """These have shown who they are; the first one drives. Their map opens."""
        clock = self._nobody.clock
        self.services = replace(self._nobody, learner=learners[0], seat=Seat(learners, clock()))
        self.services.journal.fetch(learners[0])
        self._settle()

    def play_as_guest(self) -> None:
        """Somebody plays without a card, in a store that is gone afterwards."""
        from codekids.progress.journal import Journal
        from codekids.progress.store import Store

        store = Store.in_memory()
        store.trouble = None  # nothing here is meant to be kept
        journal = Journal(store)
        self._guest = journal, store
        self.services = replace(self._nobody, journal=journal, learner=store.first_learner().id, seat=None)
        self._settle()

    def _settle(self) -> None:
        self._pack_id = ""
        self._give_first_pack()
        self._touched = self.services.clock()
        self._read_preferences()
        self._watch()
        self.open_map()

    def get_up(self) -> None:
        """Nobody sits here any more; what was done is kept, but for a guest's."""
        self.leave()
        self._cancel_watch()
        for learner in self.seat.learners if self.seat else ():
            self._nobody.journal.forget(learner)
        if self._guest is not None:
            journal, store = self._guest
            self._guest = None
            journal.close()
            store.close()
        self.services = self._nobody
        self._pack_id = ""
        self._read_preferences()
        self.begin()

    def swap(self) -> None:
        """The next one drives."""
        if self.seat is None or not self.seat.shared:
            return
        services = self.services
        services.seat = self.seat.swapped(services.clock())
        if self._session is not None:
            services.journal.append(services.seat.swap_deed(self._session.lesson.id))
        self.on_seat()
        self._watch()

    on_seat: Callable[[], None] = staticmethod(lambda: None)  # the screen's, when turn or minutes change

    def touched(self) -> None:
        """A hand is at the mouse or the keys."""
        self._touched = self.services.clock()

    def minutes_left(self) -> int:
        """Whole minutes until the next one drives, 0: now."""
        if self.seat is None:
            return 0
        return max(0, ceil((self.seat.since + TURN - self.services.clock()) / 60))

    def _watch(self) -> None:
        """Look again when something may be due: the chime, another minute on the clock, the end."""
        self._cancel_watch()
        if self.seat is None and self._guest is None:
            return
        services, seat = self.services, self.seat
        now = services.clock()
        if idle(self._touched, now):
            self.get_up()
            return
        if seat is not None and seat.swap_due(now) and self._chimed != seat.since:
            self._chimed = seat.since
            self.hear("swap")
        pause = max(1.0, self._touched + IDLE - now)
        if seat is not None and seat.shared and not seat.swap_due(now):
            pause = min(pause, (seat.since + TURN - now) % 60 or 60.0)
        self.on_seat()
        self._cancel_watch = services.after(pause, self._watch)

    def _give_first_pack(self) -> None:
        """Where nothing was ever given out, the first pack is for all."""
        journal = self._nobody.journal
        if self.packs and not journal.club.assignments:
            pack = self.packs[0].id
            journal.do(lambda store: assign_first(store, pack))

    # -- the librarian ---------------------------------------------------------------

    @property
    def has_pin(self) -> bool:
        """The librarian has set a PIN."""
        return self.club_journal.club.has_pin

    @property
    def club_journal(self) -> Journal:
        """The club's own journal, also while a guest plays in another."""
        return self._nobody.journal

    @property
    def has_corner(self) -> bool:
        """There is a librarian's corner to go to."""
        return find_spec("codekids.ui.screens.corner") is not None

    def open_corner(self) -> None:
        """Show the librarian's corner."""
        from importlib import import_module

        self.leave()
        corner = import_module("codekids.ui.screens.corner")
        self.present(corner.CornerScreen(self).again, follows_lessons=True)

    # -- the way -----------------------------------------------------------------

    def present(self, make: Callable[[], Any], *, follows_lessons: bool = False) -> None:
        """Show a screen, and again when the language changes, or when the lessons arrive, if it follows
        them: another would only lose what somebody is doing there."""

        def show() -> Any:
            self.on_seat = lambda: None
            screen = make()
            self.port.show(screen)
            return screen

        self._show_again, self._follows_lessons = show, follows_lessons
        show()

    def choose_pack(self, pack: Pack) -> None:
        """Put a pack on the map."""
        self._pack_id = pack.id
        self.open_map()

    def open_map(self, lesson: Lesson | None = None) -> None:
        """Show the lessons of the pack, with that one chosen."""
        self.leave()
        pack = self.pack_of(lesson) if lesson else None
        if pack:
            self._pack_id = pack.id
        chosen = lesson.id if lesson else ""

        from codekids.ui.screens.lesson_list import LessonList

        self.present(lambda: LessonList(self, chosen), follows_lessons=True)

    def open_lesson(
        self, lesson: Lesson, kind: type[PuzzleScreen] | None = None, *, afresh: bool = False
    ) -> None:
        """Sit down at a lesson, where it was left; `kind` is another screen than the usual one."""
        from codekids.ui.visit import Visit

        self._keep("last_lesson", lesson.id)
        self.open_visit(Visit(lesson, self.services, afresh=afresh), kind)

    def open_visit(self, visit: Visit, kind: type[PuzzleScreen] | None = None) -> None:
        """Show a lesson at the stop where it was left."""
        self.leave()
        self.visit = visit
        self.show_stop(visit.course.at, kind)

    def show_stop(self, index: int, kind: type[PuzzleScreen] | None = None) -> None:
        """Show a stop of the lesson that is open, if one may go there."""
        visit = self.visit
        if visit is None or not visit.go(index):
            return
        self._end_session()
        if not visit.stop.runs:
            from codekids.ui.screens.page import PageScreen

            visit.opened()
            self.present(lambda: PageScreen(self, visit))
            return
        from codekids.ui.screens.puzzle import PuzzleScreen
        from codekids.ui.session import PuzzleSession

        screen = kind or PuzzleScreen
        session = self._session = PuzzleSession(
            visit.stop.lesson,
            self.services,
            afresh=visit.fresh,
            whole=visit.lesson,
            draft=visit.program_item,
            step=visit.step,
        )
        self.present(lambda: screen(self, session))

    def play_map(self, visit: Visit, draft: MapDraft) -> None:
        """Play a map that a friend has drawn; nothing hangs on it but the fun, and the log."""
        from codekids.ui.screens.puzzle import PuzzleScreen
        from codekids.ui.session import PuzzleSession
        from codekids.ui.visit import FriendVisit

        self._end_session()
        friend = self.visit = FriendVisit(visit, draft)
        session = self._session = PuzzleSession(
            friend.stop.lesson,
            self.services,
            whole=visit.lesson,
            draft=f"{visit.lesson.id}#friend",
            step=friend.step,
            afresh=True,
        )
        self.present(lambda: PuzzleScreen(self, session))

    def go_on_from(self, visit: Visit) -> None:
        """To the next stop that is not done, else to the next lesson, else to the map."""
        index = visit.course.following
        following = self.after(visit.lesson)
        if index is not None:
            self.show_stop(index)
        elif following is not None:
            self.open_lesson(following)
        else:
            self.open_map(visit.lesson)

    def leave(self) -> None:
        """End the sitting at a lesson, if there is one; the program is kept."""
        self._end_session()
        self.visit = None

    def _end_session(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None

    # -- trouble --------------------------------------------------------------------

    @property
    def trouble(self) -> str:
        """What people should know about the keeping of progress; "" when all is well."""
        journal = self.services.journal
        message = journal.trouble or clock_trouble(journal.store.now)
        return self.say_message(message) if message else ""
