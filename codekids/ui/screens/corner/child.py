"""One child: every lesson with stars and tries, the program as it was left, and what concerns the card."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from codekids.lang.problems import Message
from codekids.lessons.lesson import Lesson
from codekids.progress import roster
from codekids.progress.assignments import day_of
from codekids.progress.export import export_learner
from codekids.progress.folds import ItemProgress
from codekids.progress.rows import Learner
from codekids.progress.store import Store
from codekids.ui.screens.corner.days import said_ago
from codekids.ui.screens.corner.erasing import Erasing
from codekids.ui.screens.corner.page import Page
from codekids.ui.screens.corner.papers import keep_file, papers_folder
from codekids.ui.screens.corner.picture_word import PictureWordDialog
from codekids.ui.screens.corner.places import file_name
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.rows import Row, RowList
from codekids.ui.widgets.table import is_stuck

if TYPE_CHECKING:
    from codekids.ui.screens.corner.screen import CornerScreen


class ChildPage(Page):
    """The lessons the child has opened, the last one first."""

    def __init__(self, corner: CornerScreen, child: Learner, item: str = "") -> None:
        super().__init__(corner, child.name)
        say = self.say
        self.child = child
        self.lessons = {lesson.id: lesson for pack in corner.packs for lesson in pack.lessons}
        self.places = {
            lesson.id: (place, self.shell.pick(pack.title))
            for pack in corner.packs
            for place, lesson in enumerate(pack.lessons, 1)
        }
        self.list = RowList(
            say("lessons"), self._show_program, empty=self.shell.say("librarian.nothing_yet", name=child.name)
        )
        self.show_program = Button(say("program"), self._show_chosen, "confirm", icon="play")
        self.word = Button(say("pictures"), self._show_word, icon="unlock")
        self.change = Button(say("change"), self._change, icon="pencil")
        self.export = Button(say("export"), self._export, icon="usb")
        self.remove_button = Button(say("remove"), self._remove, icon="x")
        self.erase = Button(say("erase"), self._erase, "stop", icon="trash")
        self.build("", body=self.list)
        self.offer(self.show_program, self.word, self.change, self.export, self.remove_button, self.erase)
        self.refresh()
        self.list.choose_key(item)

    def gone(self) -> Message | None:
        gone = self.club.learner(self.child.id) is None
        return Message("progress.no_such_learner") if gone else None

    def first(self) -> Widget:
        return self.list if self.list.rows else self.word

    def refresh(self) -> None:
        """The card may have changed, and the child may be at work on another computer."""
        self.child = self.club.learner(self.child.id) or self.child
        self.title = self.child.name
        self.corner.bar.set(title=self.title, name=self.title)
        standing = self.club.standing(self.child.id)
        today = day_of(self.corner.journal.store.now)
        items = sorted(standing.items.items(), key=lambda one: -one[1].last_at)
        self.list.show([self._row(item, cell, today) for item, cell in items])
        self.show_program.set(visible=bool(items))
        if not self.told.icon:
            self.told.say(self._summary(standing.stars, standing.solved))

    def _row(self, item: str, cell: ItemProgress, today: date | None) -> Row:
        lesson = self.lessons.get(item)
        place, pack = self.places.get(item, (0, item.partition("/")[0]))
        title = self.shell.pick(lesson.title) if lesson else item.partition("/")[2]
        parts = [pack, self.shell.say("librarian.tries", n=cell.tries)]
        if cell.hints:
            parts.append(self.shell.say("librarian.hints", n=cell.hints))
        if cell.together:
            parts.append(self.shell.say("librarian.together"))
        if ago := said_ago(cell.last_at, today, _day(cell.last_at), self.shell.lang):
            parts.append(ago)
        stuck = is_stuck(cell)
        return Row(
            item, f"{place}. {title}" if place else title, " · ".join(parts),
            icon="warn" if stuck else "check" if cell.solved else "ring", warns=stuck, stars=cell.stars,
        )  # fmt: skip

    def _summary(self, stars: int, solved: int) -> str:
        child, circles = self.child, self.club.circles_of(self.child.id)
        parts = [self.shell.say("librarian.solved", n=solved), self.say("stars", n=stars)]
        if child.age_band:
            parts.insert(0, self.say("aged", band=child.age_band.replace("-", "–")))
        if circles:
            parts.append(self.say("in_circles", names=", ".join(one.name for one in circles)))
        if self.club.login(child.id).state(self.corner.journal.store.now) == "librarian":
            parts.append(self.say("card_closed"))
        return " · ".join(parts)

    # -- the program -------------------------------------------------------------

    def _show_chosen(self) -> None:
        if self.list.chosen is not None:
            self._show_program(self.list.chosen)

    def _show_program(self, row: Row) -> None:
        item = str(row.key)
        lesson = self.lessons.get(item)
        if lesson is None:
            self.tell(Message("corner.no_lesson"))
            return
        child = self.child

        def then(text: str) -> None:
            self._replay(lesson, text)

        self.do(lambda store: last_program(store, child.id, item), then)

    def _replay(self, lesson: Lesson, text: str) -> None:
        if text.strip():
            self.corner.replay(lesson, self.child.name, text)
        else:
            self.tell(Message("corner.no_program", {"name": self.child.name}))

    # -- the card ----------------------------------------------------------------

    def _show_word(self) -> None:
        PictureWordDialog(self, self.child).open()

    def _change(self) -> None:
        from codekids.ui.screens.corner.change_child import ChangePage

        self.corner.go_to(ChangePage(self.corner, self.child))

    def _remove(self) -> None:
        child = self.child
        words = self.say("removed", name=child.name)

        def then(_: None) -> None:
            self.corner.close_page(words)

        self.do(lambda store: roster.remove_learner(store, child.id), then)

    def _erase(self) -> None:
        Erasing(self, self.child, self.corner.close_page).ask()

    def _export(self) -> None:
        child, lang = self.child, self.shell.lang
        path = papers_folder(self.corner.journal) / file_name(child.name, child.id.hex)
        said = self.shell.say("librarian.exported", name=child.name, file=str(path))
        keep_file(self, path, said, lambda store: export_learner(store, child.id, path, lang))


def last_program(store: Store, learner: UUID, item: str) -> str:
    """The program as it was left on this computer, else the last one that was tried anywhere; "" for none."""
    drafts = store.drafts(learner)
    if item in drafts and drafts[item].text.strip():
        return drafts[item].text
    for event in reversed([one for one in store.events(learner) if one.item == item]):
        sha = event.data.get("program")
        if isinstance(sha, str) and len(sha) == 64:
            text = store.program(learner, sha)
            if text:
                return text
    # A lesson of several steps keeps each step's program by a longer name.
    steps = [one.text for name, one in drafts.items() if name.startswith(f"{item}#") and one.text.strip()]
    return steps[-1] if steps else ""


def _day(at: int) -> date | None:
    return day_of(at) if at else None
