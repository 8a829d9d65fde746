"""Run a program in a world: the Timeline of what happened.

Never raises for anything a child wrote. The same program, world, inputs and seed
give the same Timeline, always: budgets count, and clocks only guard against what
cannot be counted.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from codekids.engine import faults, prelude
from codekids.engine.backend import Batch, Ended, Gone, OverLimit, Raised, Session
from codekids.engine.instrument import Instrumented, instrument
from codekids.engine.record import Deed, LastLook, Moments, Piece
from codekids.engine.replay import FULL, UNSURE, Budget, Over, Replay, TurboReplay
from codekids.engine.sandbox import NoWorker, Stop, Workers
from codekids.engine.timeline import Ending, Moment, Recording, Timeline
from codekids.engine.trail import Trail
from codekids.engine.turbo import instrument_for_speed
from codekids.engine.unsupported import find_unsupported
from codekids.lang.dialect import Dialect, Signature
from codekids.lang.names import find_problems
from codekids.lang.problems import Problem
from codekids.lang.source import Program, read_source
from codekids.world.world import World

__all__ = ["Budget", "Stop", "Workers", "dialect_of", "find_all_problems", "run"]

GAP = "___"  # an empty place of a block program, in the text
KNOWN_PROGRAMS = 16  # so many of the last programs are remembered with their problems and hooks
LONGEST_RUN = 60.0  # seconds without the time the child thinks about an input()
LONGEST_ANSWER = 10_000  # characters
LONGEST_SECOND_LOOK = 300_000  # lines; beyond them a run that went on in turbo ends without its values


def dialect_of(world: World, toolbox: tuple[str, ...] = ()) -> Dialect:
    """The words of a world, as `lang` looks at them; `toolbox` is what the lesson offers."""
    signatures = {
        name: Signature(
            name,
            tuple(parameter.name for parameter in command.parameters),
            sum(parameter.required for parameter in command.parameters),
            command.kind == "sensor",
        )
        for name, command in world.commands.items()
    }
    return Dialect(signatures, toolbox)


def find_all_problems(program: Program | str, world: World, toolbox: tuple[str, ...] = ()) -> list[Problem]:
    """Everything that keeps a program from running in this world, in reading order. Never raises."""
    signatures = tuple(dialect_of(world).commands.values())
    return list(_problems_of(_as_program(program), signatures, toolbox))


# A program is looked at, and gets its hooks, once for all the worlds it is tried in.
@lru_cache(maxsize=KNOWN_PROGRAMS)
def _problems_of(
    program: Program, signatures: tuple[Signature, ...], toolbox: tuple[str, ...]
) -> tuple[Problem, ...]:
    gaps = _gaps(program)
    if gaps:
        return tuple(gaps)
    problems = find_problems(program, Dialect({one.name: one for one in signatures}, toolbox))
    if program.tree is not None:
        try:
            problems = [*problems, *find_unsupported(program)]
        except RecursionError:
            problems = [*problems, Problem(1, 0, "source.too_deep")]
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))


def _gaps(program: Program) -> list[Problem]:
    """The empty places a block program may have, before anything is said of their odd name."""
    if GAP not in program.text:
        return []
    from codekids.lang.blocks.rules import empty_slots

    return empty_slots(program)


def run(
    program: Program | str,
    world: World,
    workers: Workers,
    *,
    toolbox: tuple[str, ...] = (),
    budget: Budget = Budget(),  # noqa: B008 - a frozen value
    seed: int = 0,
    inputs: Sequence[str] = (),
    ask: Callable[[str], str | None] | None = None,
    recording: Recording | None = None,
    stop: Stop | None = None,
) -> Timeline:
    """Carry a program out, from the start or to where it cannot go on.

    `inputs` answer the first input() calls; then `ask(prompt)` waits for the child,
    None meaning that the run was stopped meanwhile. `recording` grows while the run
    goes on and gets the Timeline at the end. `stop.request()` ends the run from
    another thread. Raises ImportError where the sandbox library is not there for this machine.
    """
    program = _as_program(program)
    watched = recording is not None
    recording = recording or Recording(world)
    stop = stop or Stop()
    problems = find_all_problems(program, world, toolbox)
    if not problems:
        try:
            instrumented = _instrumented(program, world)
        except RecursionError:
            problems = [Problem(1, 0, "source.too_deep")]
    if problems:
        timeline = Timeline(world, (), "problem", problems[0], seed=seed)
    else:
        gc.unfreeze()  # what earlier runs set aside (`record.SET_ASIDE`)
        one = _Run(program, instrumented, world, budget, list(inputs), ask, recording, stop, watched)
        timeline = one.carried_out(workers, seed)
    recording.timeline = timeline
    return timeline


def _as_program(program: Program | str) -> Program:
    return read_source(program) if isinstance(program, str) else program


class _Run:
    """One run: turns of the sandbox and of the replay, until one of them says it is over."""

    def __init__(
        self,
        program: Program,
        instrumented: Instrumented,
        world: World,
        budget: Budget,
        inputs: list[str],
        ask: Callable[[str], str | None] | None,
        recording: Recording,
        stop: Stop,
        watched: bool,
    ) -> None:
        self.program = program
        self.watched = watched
        self.instrumented = instrumented
        self.start = world
        self.inputs = inputs
        self.asked: list[str] = []
        self.child = ask
        self.recording = recording
        self.stop = stop
        self.places = faults.Places(program)
        self.budget = budget
        self.moments = Moments(world, instrumented.marks)
        self.moments.watched = watched
        recording.moments = self.moments
        self.replay = self.new_replay(self.moments)
        self.deadline = time.monotonic() + LONGEST_RUN

    def new_replay(self, moments: Moments) -> Replay:
        return Replay(self.start, moments, self.instrumented, self.budget, self.ask, self.places.find)

    def ask(self, prompt: str) -> str | None:
        if len(self.asked) < len(self.inputs):
            answer: str | None = self.inputs[len(self.asked)]
        elif self.child is None:
            return None
        else:
            before = time.monotonic()
            self.recording.question = prompt
            answer = self.child(prompt)
            self.recording.question = None
            self.deadline += time.monotonic() - before
            if answer is None:
                self.stop.request()
                return None
        answer = str(answer)[:LONGEST_ANSWER].encode("utf-8", "replace").decode("utf-8")
        self.asked.append(answer)
        return answer

    def carried_out(self, workers: Workers, seed: int) -> Timeline:
        over = None
        if not self.stop.requested:
            try:
                with workers.session(seed, self.stop) as session:
                    over = self.turns(session)
                if over is FULL:
                    over = self.turbo(workers, seed)
                over = over or self.closer_look(workers, seed)
            except NoWorker:
                over = self.at_last_line("problem", "engine.worker_stopped")
        over = over or Over("stopped")
        if self.watched:  # so that whoever watches never waits for them
            self.moments.make()
        self.moments.close()
        if self.stop.requested and over.ending != "finished":
            over = Over("stopped")
        return Timeline(
            self.start,
            self.moments,
            over.ending,
            over.problem,
            tuple(self.asked),
            seed,
            self.replay.lines_run,
            "".join(self.replay.output),
            self.replay.output_cut,
            self.budget.lines if isinstance(self.replay, TurboReplay) else None,
        )

    def begin_again(self) -> None:
        """Get ready for the same run once more: the same answers, and no question twice."""
        self.inputs, self.asked = [*self.asked, *self.inputs[len(self.asked) :]], []

    def turbo(self, workers: Workers, seed: int) -> Over:
        """The record is full: the same run from the start in the other build, which is there before
        one has looked, and on to its end."""
        told = self.replay
        self.begin_again()
        words, sensors = self.start.commands, _sensors(self.start)
        self.instrumented = instrument_for_speed(self.program, words, sensors)
        self.replay = TurboReplay(
            self.start, self.moments, self.instrumented, self.budget, self.ask, self.places.find
        )
        self.replay.known, self.replay.lines_run = told.notes, told.lines_run
        with workers.session(seed, self.stop) as session:
            over = self.turns(session)
        if self.stop.requested:
            return Over("stopped")
        standing: list[Moment] = []
        if over is UNSURE or (over is not None and over.ending == "problem" and self.is_short):
            again, standing = self.second_look(workers, seed)
            over = again if over is UNSURE else over
        over = over or self.at_last_line("problem", "engine.worker_stopped")
        self.tell_the_end(over, standing)
        return over

    @property
    def is_short(self) -> bool:
        """Whether a run that went on in turbo can be told once more."""
        return self.replay.lines_run <= LONGEST_SECOND_LOOK

    def tell_the_end(self, over: Over, standing: Sequence[Moment]) -> None:
        """The moments of a run that did not end well end where it stopped, with what is known there."""
        if over.problem is None:
            return
        if standing:
            self.moments.add(Piece("", "", (), alone=True, after=standing))
        else:
            here = Deed(over.problem.line, self.replay.world)
            self.moments.add(Piece(prelude.NOTE, "", (here,), alone=True))

    def second_look(self, workers: Workers, seed: int) -> tuple[Over, list[Moment]]:
        """An error whose place or values only the lines passed can tell: once more, told but not kept."""
        turbo, instrumented = self.replay, self.instrumented
        self.begin_again()
        self.instrumented = _instrumented(self.program, self.start)
        budget = replace(self.budget, lines=10 * self.budget.counted, counted=0)
        look = LastLook(self.start, self.instrumented.marks)
        self.replay = Replay(self.start, look, self.instrumented, budget, self.ask, self.places.find)
        with workers.session(seed, self.stop) as session:
            over = self.turns(session)
        self.replay, self.instrumented = turbo, instrumented
        return over or self.at_last_line("problem", "engine.worker_stopped"), look.standing()

    def closer_look(self, workers: Workers, seed: int) -> Over:
        """The worker died with entries we never saw: the same run once more, up to there as before
        and then entry by entry, so that line, output and world are those of the last thing done."""
        if self.stop.requested:
            return Over("stopped")
        known = self.replay.taken
        self.begin_again()
        self.child = None
        self.instrumented = _instrumented(self.program, self.start, closely=True)
        again = Moments(self.start, self.instrumented.marks)
        again.watched = self.watched
        self.replay = self.new_replay(again)
        with workers.session(seed, self.stop) as session:
            over = self.turns(session, known)
        self.moments = self.recording.moments = again  # the same up to there, and then the rest
        return over or self.at_last_line("problem", "engine.worker_stopped")

    def turns(self, session: Session, known: int | None = None) -> Over | None:
        """Drive one session to its end; None if it ended with entries that never came."""
        prefix = self.instrumented.prefix
        self.replay.watched = self.watched
        commands = self.start.commands
        text = prelude.write_prelude(
            prefix,
            [name for name, command in commands.items() if command.kind != "sensor"],
            _sensors(self.start),
            self.budget.output + 1,
            self.instrumented.tries,
            known,
            summing="__radd__" not in self.program.text,
            fields=self.instrumented.fields,
            needs=self.instrumented.needs,
            turbo=isinstance(self.replay, TurboReplay),
        )
        report = session.begin(text, self.instrumented.text, f"{prefix}send")
        while isinstance(report, Batch):
            answer = self.replay.take(report)
            if isinstance(answer, Over):
                return answer
            if self.stop.requested:
                return Over("stopped")
            if time.monotonic() > self.deadline:
                return self.at_last_line("out_of_steps", "engine.time_limit")
            report = session.answer(answer)
        if isinstance(report, Ended):
            return Over("finished")
        in_turbo = isinstance(self.replay, TurboReplay)
        last_look = in_turbo or known is not None  # nobody will come and see what is missing
        if not isinstance(report, Gone):
            rest = session.rest(f"{prefix}sent()")
            if rest is not None:
                answer = self.replay.take(rest)
                if isinstance(answer, Over):
                    return answer
            elif not last_look:
                return None
        if isinstance(report, Raised) and report.kind == "SystemExit":
            return Over("finished")
        if in_turbo and self.is_short and faults.is_unsure(report, self.instrumented, self.places):
            return UNSURE
        if isinstance(report, Raised):
            trail = Trail(self.instrumented.marks, self.replay.trail)
            problem = faults.explain(report, self.instrumented, self.places, trail)
            return Over("problem", problem)
        if isinstance(report, OverLimit):
            problem = faults.over_limit(report, self.instrumented, self.places, self.replay.line)
            return Over("out_of_steps", problem)
        if not last_look:
            return None
        if report.late:
            return self.at_last_line("out_of_steps", "engine.time_limit")
        return self.at_last_line("problem", "engine.worker_stopped")

    def at_last_line(self, ending: Ending, key: str) -> Over:
        at = self.places.find(self.replay.line)
        return Over(ending, Problem(at.line, at.column, key, {}, at.end_line, at.end_column))


def _sensors(world: World) -> list[str]:
    return [name for name, command in world.commands.items() if command.kind == "sensor"]


def _instrumented(program: Program, world: World, closely: bool = False) -> Instrumented:
    return _with_hooks(program, frozenset(world.commands), frozenset(_sensors(world)), closely)


@lru_cache(maxsize=KNOWN_PROGRAMS)
def _with_hooks(
    program: Program, words: frozenset[str], sensors: frozenset[str], closely: bool
) -> Instrumented:
    return instrument(program, words, sensors, closely)
