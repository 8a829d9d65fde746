"""Lines to put in order, in the place of the editor. Any order that runs and solves is right."""

from __future__ import annotations

from codekids.engine.run import dialect_of
from codekids.lang.problems import Message
from codekids.lessons.judge import Verdict
from codekids.lessons.kinds.parsons import ParsonsState, start_parsons
from codekids.ui.kinds.answers import board_words
from codekids.ui.kinds.page_panel import Feedback
from codekids.ui.kinds.piece_board import Moves, PieceBoard, Row
from codekids.ui.kinds.pieces import Face, Piece
from codekids.ui.kinds.reading import mode_of
from codekids.ui.kinds.step_panel import StepPanel
from codekids.ui.screens.puzzle.modes import Mode
from codekids.ui.screens.puzzle.region import Desk
from codekids.ui.widgets.base import Widget

INDENT = 4  # spaces a level, where pieces keep their own indentation


class ParsonsPanel(StepPanel):
    """A tray and a program; the program is that of the session."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.state = start_parsons(self.lesson).with_data(self.kept)
        face = self._face(mode_of(self.shell, self.lesson))
        dialect = dialect_of(self.lesson.cases[0].world, self.lesson.toolbox)
        pieces = [
            Piece(index, piece.code, face, self.shell.lang, dialect)
            for index, piece in enumerate(self.state.pieces)
        ]
        self.board = PieceBoard(
            self.say("kinds.pieces_board"),
            pieces,
            board_words(self.shell),
            Moves(
                place=lambda piece, at, indent: self._set(self.state.place(piece, at, indent)),
                take_back=lambda row: self._set(self.state.take_back(row)),
                move=lambda row, to: self._set(self.state.move(row, to)),
                shift=lambda row, by: self._set(self.state.shift(row, by)),
            ),
            indentation=self.state.indentation,
        )
        self._built: object = None
        self._strange = False  # the last run had pieces in it that do not belong
        self.write(self.state.source())
        self._build()

    def _face(self, mode: Mode) -> Face:
        # Where the child sets the spaces, it works with text.
        return "code" if mode == "text" or self.state.indentation else "blocks"

    def look_as(self, mode: Mode) -> None:
        for piece in self.board.pieces:
            piece.look_as(self._face(mode))
        self.again()

    def _set(self, state: ParsonsState) -> None:
        """The pieces lie otherwise."""
        if state == self.state:
            return
        self.remember()
        self.take(state)

    def current(self) -> ParsonsState:
        return self.state

    def take(self, state: ParsonsState) -> None:
        focus = self.desk.root.focus
        ringed = bool(focus and self.desk.root.shows_focus(focus))
        self.state, self._strange = state, False
        self.keep(state.to_data())
        self.write(state.source())
        self.shell.hear("snap")
        self.desk.refresh()
        if focus is not None:
            # The piece went from one list to the other and keeps the keys.
            self.desk.root.give_focus(focus, visible=ringed)

    def _rows(self) -> list[Row]:
        if self.state.indentation:
            return [Row(one.piece, one.indent) for one in self.state.placed]
        depths = [self.state.pieces[one.piece].code for one in self.state.placed]
        return [
            Row(one.piece, (len(code) - len(code.lstrip(" "))) // INDENT)
            for one, code in zip(self.state.placed, depths, strict=True)
        ]

    @property
    def title(self) -> str:
        return ""  # it is the child's own

    def refresh(self) -> None:
        self._build()

    def _build(self) -> None:
        playback, problem = self.session.playback, self.session.problem
        line = playback.line if playback.length and not self.session.stale else None
        key = (self.state, line, problem, self._strange)
        if key == self._built:
            return
        self._built = key
        signs = ["" for _ in self.state.placed]
        if problem is not None and problem.line:
            row = self._row_of_line(problem.line)
            if row is not None:
                signs[row] = "wrong"
        found: list[Widget] = []
        if problem is not None:
            found.append(Feedback(self.problem_text(problem), False, "eye"))
        strangers = self.state.strangers if self._strange else ()
        for one in strangers:
            distractor = self.state.pieces[one.piece].distractor
            why = self.shell.pick(distractor.why) if distractor is not None and distractor.why else ""
            if why:
                found.append(Feedback(why, False, "eye"))
        self.board.set_now(None if line is None else self._row_of_line(line))
        self.board.show(self._rows(), signs=signs)
        self.show([*found, self.board])

    def _row_of_line(self, line: int) -> int | None:
        """The row whose piece has this line of the program."""
        first = 1
        for row, one in enumerate(self.state.placed):
            count = len(self.state.pieces[one.piece].code.splitlines())
            if first <= line < first + count:
                return row
            first += count
        return None

    # -- the run -----------------------------------------------------------------------

    def lock(self) -> Message | None:
        return None if self.state.placed else Message("kinds.lock_parsons")

    def judged(self, verdict: Verdict) -> bool:
        if not verdict.solved:
            self._strange = True
            self._log_strangers()
        return False

    def _log_strangers(self) -> None:
        for one in self.state.strangers[:1]:
            distractor = self.state.pieces[one.piece].distractor
            if distractor is not None and distractor.means:
                self.log_answer(f"{self.lesson.id}#piece", right=False, means=distractor.means)
