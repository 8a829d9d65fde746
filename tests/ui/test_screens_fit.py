"""Words may grow by 40 %: in three languages and at every text size nothing is cut and nothing overlaps."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pygame
import pytest

from codekids.engine.sandbox import Workers
from codekids.engine.timeline import Recording
from codekids.lang.catalogue import LANGUAGES
from codekids.lang.source import read_source
from codekids.lessons.judge import run_lesson
from codekids.progress import roster
from codekids.progress.assignments import assign
from codekids.progress.events import Completion
from codekids.progress.journal import Journal
from codekids.progress.seats import Seat
from codekids.progress.store import Store
from codekids.ui.geometry import Rect
from codekids.ui.screens.cards import CardsScreen
from codekids.ui.screens.lesson_list import LessonList
from codekids.ui.screens.new_card import NewCardScreen
from codekids.ui.screens.puzzle import PuzzleScreen
from codekids.ui.services import Services
from codekids.ui.session import PuzzleSession
from codekids.ui.shell import Shell
from codekids.ui.theme import LIGHT
from codekids.ui.view import View
from codekids.ui.widgets.button import Button, IconButton
from codekids.ui.widgets.label import Label, Paragraph, fitting_size
from codekids.ui.widgets.scroll import ScrollView

ROOT = Path(__file__).resolve().parents[2]
WINDOWS = [
    ((1280, 720), 1.0), ((1280, 720), 1.25), ((1280, 720), 1.5), ((1280, 720), 2.0),
    ((1024, 600), 1.0), ((1024, 768), 1.0), ((1024, 768), 1.5), ((1920, 1080), 1.0),
]  # fmt: skip
CLOSE = 2  # pixels two line boxes may share


@pytest.fixture(scope="module")
def workers():
    with Workers() as made:
        yield made


class Watching(View):
    """A view that remembers every piece of text it was asked to draw, and where."""

    def __init__(self, size, scale):
        super().__init__(pygame.Surface(size), LIGHT, ROOT / "assets", scale)
        self.pieces = []

    def text(self, text, where, *args, **kwargs):
        rect = super().text(text, where, *args, **kwargs)
        if text.strip():
            self.pieces.append((text, rect, Rect(*self.surface.get_clip())))
        return rect


class NoWindow:
    def show(self, screen):
        self.screen = screen

    def set_look(self, theme=None, scale=None):
        pass


@pytest.fixture
def shell(packs, workers):
    store = Store.in_memory()
    store.trouble = None
    learner = store.first_learner().id
    assign(store, packs[0].id)
    journal = Journal(store, pause=0.0)
    services = Services(
        lambda: workers, journal, learner, notify=lambda call: call(), wait=lambda *_: lambda: None
    )
    journal.append(Completion(learner, packs[0].lessons[0].id, 3))
    journal.append(Completion(learner, packs[0].lessons[1].id, 1))
    yield Shell(services, NoWindow(), ROOT / "assets", packs, "ro")
    journal.close()
    store.close()


NAMES = ("Capra Neastâmpărată", "Árvíztűrő Tükörfúrógép A", "W" * 24, "Ana", "Ștefan", *"BCDEFGHIJ")


@pytest.fixture
def club(shell):
    """The same, where fourteen have cards."""
    for name in NAMES:
        roster.add_learner(shell.services.journal.store, name)
    before = shell.services.journal
    shell.services.journal = Journal(before.store, pause=0.0)
    yield shell
    shell.services.journal.close()
    shell.services.journal = before


VIEWS = {}  # by size and scale: pictures and letters are drawn once for all tests


def draw(screen, size, scale):
    view = VIEWS.get((size, scale)) or VIEWS.setdefault((size, scale), Watching(size, scale))
    screen.root.place(Rect(0, 0, *size))
    for _ in range(2):  # the second round knows what the first has measured
        screen.layout(view, size)
        view.pieces = []
        screen.root.damage(Rect(0, 0, *size))
        screen.root.draw_all(view)
    return view


def whole(view):
    """The pieces that no scrolled or clipped part holds."""
    return [(text, rect) for text, rect, clip in view.pieces if clip == view.rect]


def check_pieces(view, where):
    for text, rect in whole(view):
        assert view.rect.intersection(rect) == rect, f"{where}: {text!r} leaves the window"
    for (one, first), (other, second) in combinations(whole(view), 2):
        shared = first.intersection(second)
        assert shared.w <= CLOSE or shared.h <= CLOSE + view.px(3), f"{where}: {one!r} lies over {other!r}"


def check_widgets(screen, view, where):
    for widget in screen.root.walk():
        if not shown(widget) or widget.rect.empty:
            continue
        if isinstance(widget, IconButton) or not getattr(widget, "text", getattr(widget, "label", "")):
            continue
        if type(widget) is Button:
            side = view.px(22) + view.px(8)
            room = widget.rect.w - 8 - side * (bool(widget.icon) + bool(widget.icon_after))
            fits = fitting_size(view, widget.label, room, widget.size, strong=True)
            assert fits or widget.icon, f"{where}: the button {widget.label!r} is cut"
        elif isinstance(widget, Label):
            fits = fitting_size(view, widget.text, widget.rect.w, widget.size, strong=widget.strong)
            lines = view.paragraph_size(widget.text, widget.rect.w, 16, strong=widget.strong, line_height=20)
            assert fits or lines[1] <= widget.rect.h, f"{where}: {widget.text!r} is cut"
        elif isinstance(widget, Paragraph) and not isinstance(widget.parent, ScrollView):
            assert widget.height_for(view, widget.rect.w) <= widget.rect.h, f"{where}: {widget.text!r} is cut"


def shown(widget):
    while widget is not None:
        if not widget.visible:
            return False
        widget = widget.parent
    return True


def check_targets(screen, view, where):
    """What can be pressed stands apart from all else that can, inside the window."""
    stops = [
        widget
        for widget in screen.root.walk()
        if widget.focusable and widget.enabled and shown(widget) and not widget.rect.empty
        and not any(isinstance(holder, ScrollView) for holder in holders(widget))
    ]  # fmt: skip
    for widget in stops:
        assert view.rect.intersection(widget.rect) == widget.rect, f"{where}: {widget.name!r} is outside"
    for one, other in combinations(stops, 2):
        if one not in holders(other) and other not in holders(one):
            assert not one.rect.overlaps(other.rect), f"{where}: {one.name!r} lies over {other.name!r}"


def holders(widget):
    found = []
    while widget.parent is not None:
        widget = widget.parent
        found.append(widget)
    return found


@pytest.mark.parametrize(("size", "scale"), WINDOWS, ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_fits(shell, lang, size, scale):
    shell.lang = lang
    for lesson in shell.packs[0].lessons:
        screen = LessonList(shell, lesson.id)
        view = draw(screen, size, scale)
        where = f"{lesson.id} {lang} {size} {scale}"
        check_pieces(view, where)
        check_widgets(screen, view, where)
        check_targets(screen, view, where)


@pytest.mark.parametrize(("size", "scale"), WINDOWS, ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_puzzle_fits(shell, shipped, lang, size, scale):
    shell.lang = lang
    for lesson in shipped[0].lessons:
        session = PuzzleSession(lesson, shell.services)
        screen = PuzzleScreen(shell, session)
        view = draw(screen, size, scale)
        where = f"{lesson.id} {lang} {size} {scale}"
        check_pieces(view, where)
        check_widgets(screen, view, where)
        check_targets(screen, view, where)
        session.close()


@pytest.mark.parametrize(("size", "scale"), WINDOWS, ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_settings_fit(shell, lang, size, scale):
    shell.lang = lang
    screen = LessonList(shell)
    draw(screen, size, scale)
    screen.open_settings()
    for page in "01":
        screen.settings.rows.turn.choose(page)
        check_settings(screen, draw(screen, size, scale), f"{lang} {size} {scale}")


def check_settings(screen, view, where):
    dialog = screen.settings.rect
    assert view.rect.intersection(dialog) == dialog
    inside = [(text, rect) for text, rect in whole(view)[-40:] if dialog.contains(*rect.centre)]
    for row in screen.settings.rows.rows:
        for widget in row:
            assert dialog.intersection(widget.rect) == widget.rect, f"{where}: {widget.name}"
        assert not row[0].rect.overlaps(row[1].rect)
    assert len(inside) >= len(screen.settings.rows.rows)


@pytest.mark.parametrize(("size", "scale"), WINDOWS, ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_cards_fit(club, lang, size, scale):
    shell = club
    shell.lang = lang
    screen = CardsScreen(shell)
    where = f"cards {lang} {size} {scale}"
    for said in (None, "window.not_your_pictures", "window.call_librarian", "window.wait_a_minute"):
        view = draw(screen, size, scale)
        check_pieces(view, where)
        check_widgets(screen, view, where)
        check_targets(screen, view, where)
        if said is None:
            screen._choose(screen.learners[1])
        else:
            screen._show_panel(shell.say(said))


@pytest.mark.parametrize(("size", "scale"), WINDOWS, ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_new_card_fits(club, lang, size, scale):
    shell = club
    shell.lang = lang
    learner = shell.services.journal.club.learners[0]
    screen = NewCardScreen(shell, None, {})
    for part in ("card", "word"):
        view = draw(screen, size, scale)
        where = f"new {part} {lang} {size} {scale}"
        check_pieces(view, where)
        check_widgets(screen, view, where)
        check_targets(screen, view, where)
        screen._show_word((learner, ("apple", "sun", "key")))


@pytest.mark.parametrize(("size", "scale"), WINDOWS, ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_seat_of_three_fits_the_bars(club, lang, size, scale):
    shell = club
    shell.lang = lang
    everybody = shell.services.journal.club
    children = [*everybody.named("W" * 24), *everybody.learners[1:3]]
    shell.services.seat = Seat(tuple(one.id for one in children), shell.services.clock())
    screen = LessonList(shell)
    view = draw(screen, size, scale)
    check_pieces(view, f"map of three {lang} {size} {scale}")
    check_targets(screen, view, f"map of three {lang} {size} {scale}")
    session = PuzzleSession(shell.packs[0].lessons[0], shell.services)
    screen = PuzzleScreen(shell, session)
    view = draw(screen, size, scale)
    check_pieces(view, f"puzzle of three {lang} {size} {scale}")
    check_targets(screen, view, f"puzzle of three {lang} {size} {scale}")
    session.close()


@pytest.mark.parametrize(("size", "scale"), WINDOWS, ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_success_fits(shell, workers, lang, size, scale):
    shell.lang = lang
    lesson = next(one for one in shell.packs[0].lessons if one.id.endswith("/culege-merele"))
    session = PuzzleSession(replace(lesson, goals=(*lesson.goals, *lesson.goals[:1])), shell.services)
    session.document.set_text(lesson.solution)
    recording = Recording(lesson.cases[0].world)
    verdict = run_lesson(session.lesson, read_source(lesson.solution), workers, recording=recording)
    screen = PuzzleScreen(shell, session)
    draw(screen, size, scale)
    session.show_finished(recording, verdict)
    session.playback.to_end()
    screen.tick(0.0)
    dialog = screen.verdict_dialog
    before = len(draw(screen, size, scale).pieces)
    view = draw(screen, size, scale)

    assert before and view.rect.intersection(dialog.rect) == dialog.rect
    buttons = [dialog.go, *dialog.buttons]
    for one, other in combinations(buttons, 2):
        assert not one.rect.overlaps(other.rect)
    for button in buttons:
        assert dialog.rect.intersection(button.rect) == button.rect
    # What the dialog itself says comes last, after all that lies under it.
    start = next(i for i, (text, _) in enumerate(whole(view)) if text == dialog.title)
    said = whole(view)[start:]
    for text, rect in said:
        assert dialog.rect.intersection(rect) == rect, f"{lang} {size} {scale}: {text!r} leaves the dialog"
    for (one, first), (other, second) in combinations(said, 2):
        shared = first.intersection(second)
        assert shared.w <= CLOSE or shared.h <= CLOSE + view.px(3), (
            f"{lang} {size} {scale}: {one!r} {other!r}"
        )


@pytest.mark.parametrize(("size", "scale"), WINDOWS, ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_hint_fits_its_panel(shell, lang, size, scale):
    shell.lang = lang
    for lesson in shell.packs[0].lessons:
        session = PuzzleSession(lesson, shell.services)
        screen = PuzzleScreen(shell, session)
        view = draw(screen, size, scale)
        screen.open_hint()
        panel = screen.hints.panel
        for text in (*lesson.hints, *(mistake.say for mistake in lesson.mistakes)):
            panel.set(text=shell.pick(text))
            screen.layout(view, size)
            assert view.rect.intersection(panel.rect) == panel.rect
            for pill in panel.pills:
                assert panel.rect.intersection(pill.rect) == pill.rect
            pad_x, pad_y = view.px(14), view.px(12)
            words = view.paragraph_size(panel.text, panel.says.w - 2 * pad_x, panel.size)[1]
            assert words <= panel.says.h - 2 * pad_y, f"{lesson.id} {lang} {size} {scale}: {panel.text!r}"
            assert not panel.rect.overlaps(screen.world.stage.board)
        session.close()
