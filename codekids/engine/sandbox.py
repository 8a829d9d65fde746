"""The one place where a child's program is carried out, and where its values come in.

A program runs in a worker process of pydantic-monty: no files, no environment,
no network, a seeded `random`, a clock that only the engine moves. What comes
out is three texts per batch (`prelude`), and the kind, text and place of an
exception. Nothing else is looked at; the value of the last line is never asked for.

Three clocks: a limit on each turn inside the worker, a deadline on each turn
here (the worker is killed), and the engine's own deadline on a whole run.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from types import TracebackType
from typing import Any

from codekids.engine.backend import Batch, Ended, Frame, Gone, OverLimit, Raised, Report
from codekids.world.world import Value

MEMORY = 64 * 1024 * 1024  # bytes of the child's values
TURN_SECONDS = 2.0  # between two batches: a slow PC needs a tenth of that for a full one
WAIT_FOR_WORKER = 20.0
RUNS_PER_WORKER = 200
PATIENCE = 0.08  # seconds from Stop to the kill: ten times as long as a batch takes
LONGEST_BATCH = 32 * 1024 * 1024  # characters

_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # on Windows SIGTERM ends the process at once


def _monty() -> Any:
    """The sandbox library, on first use: its import costs as much as starting Python."""
    # Without this the library searches the disk for a module we do not have at every single call.
    sys.modules.setdefault("opentelemetry", None)  # type: ignore[arg-type]
    import pydantic_monty

    return pydantic_monty


def _kill(pid: int) -> None:
    with suppress(OSError):  # it may have ended by itself in the meantime
        os.kill(pid, _KILL)


def _stand_back(pid: int) -> None:
    """Let the window go first where there are fewer processors than work."""
    with suppress(OSError, AttributeError):
        if sys.platform == "win32":
            import ctypes

            set_information, below_normal = 0x0200, 0x4000
            kernel = ctypes.windll.kernel32
            process = kernel.OpenProcess(set_information, False, pid)
            if process:
                kernel.SetPriorityClass(process, below_normal)
                kernel.CloseHandle(process)
        else:
            os.setpriority(os.PRIO_PROCESS, pid, 5)


class _NoVoice:
    """While inside, a process that starts has nowhere to write its last words to.

    A worker that dies of a child's program says why, in English, on the error output it got from us.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._ours = -1

    def __enter__(self) -> None:
        with self._lock:
            self._inside += 1
            if self._inside == 1:
                with suppress(OSError):  # a windowed program on Windows has no error output at all
                    self._ours = os.dup(2)
                    nowhere = os.open(os.devnull, os.O_WRONLY)
                    os.dup2(nowhere, 2)
                    os.close(nowhere)

    def __exit__(self, *_error: object) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0 and self._ours >= 0:
                with suppress(OSError):
                    os.dup2(self._ours, 2)
                os.close(self._ours)
                self._ours = -1


_no_voice = _NoVoice()


class Stop:
    """The child's Stop button: `request` may be called from any thread, at any time, more than once.

    A run notices it at its next batch. Where none comes within a tenth of a
    second, the worker is killed, so that nothing in a program can hold it up.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pid: int | None = None
        self._timer: threading.Timer | None = None
        self.requested = False

    def request(self) -> None:
        """Ask the run to end."""
        with self._lock:
            self.requested = True
            if self._pid is not None and self._timer is None:
                self._timer = threading.Timer(PATIENCE, self._lose_patience)
                self._timer.daemon = True
                self._timer.start()

    def _lose_patience(self) -> None:
        with self._lock:
            if self._pid is not None:
                _kill(self._pid)

    @contextmanager
    def watching(self, pid: int | None) -> Iterator[None]:
        """While inside, that worker may be killed."""
        with self._lock:
            self._pid = pid
        try:
            if self.requested:
                self.request()
            yield
        finally:
            with self._lock:
                self._pid = None
                if self._timer is not None:
                    self._timer.cancel()
                    self._timer = None


class NoWorker(RuntimeError):
    """No worker process can be had: all are busy, none starts, or the workers are closed."""


class Workers:
    """A few worker processes, kept warm. A context manager; safe to share between threads.

    Nothing is loaded or started before `warm` or the first run.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool: Any = None
        self._closed = False

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes. Runs that are still going on lose theirs."""
        with self._lock:
            pool, self._pool, self._closed = self._pool, None, True
        if pool is not None:
            pool.__exit__(None, None, None)

    def warm(self) -> None:
        """Load the library and start the first processes, so that the next run begins at once.

        Raises NoWorker after `close`, or if no process can be started.
        """
        with self._lock:
            if self._closed:
                raise NoWorker("these workers are closed; make new ones")
            if self._pool is not None:
                return
            monty = _monty()
            pool = monty.Monty(
                min_processes=2,
                max_processes=max(4, os.cpu_count() or 1),
                checkout_timeout=WAIT_FOR_WORKER,
                request_timeout=TURN_SECONDS + 1.0,
                max_checkouts_per_worker=RUNS_PER_WORKER,
                turn_duration_limit_grace=0.3,
            )
            try:
                with _no_voice:
                    self._pool = pool.__enter__()
            except (monty.MontyError, RuntimeError, OSError) as error:
                raise NoWorker(f"the sandbox does not start: {error}") from error

    @contextmanager
    def session(self, seed: int, stop: Stop | None = None) -> Iterator[MontySession]:
        """A fresh session for one run; its worker is thrown away if the run hit a limit or was cut short.

        Raises NoWorker.
        """
        self.warm()
        monty = _monty()
        with self._lock:
            pool = self._pool
        if pool is None:
            raise NoWorker("these workers are closed; make new ones")
        checkout = pool.checkout(
            script_name="program.py",
            limits={
                "max_memory": MEMORY,
                "max_turn_duration_secs": TURN_SECONDS,
                "max_recursion_depth": 1000,
                "max_suspensions": 10**9,  # the library's own thousand ends an honest animation
            },
            assert_message_annotations=False,
            os_policy={
                "datetime": _new_year(),
                "sleep": "call_host",
                "random_start": {"seed": seed},
                "process_time": "zero",
            },
        )
        with ExitStack() as stack:
            try:
                with _no_voice:
                    opened = stack.enter_context(checkout)
            except (monty.MontyError, RuntimeError, OSError) as error:
                raise NoWorker(f"no worker is free: {error}") from error
            pid = opened.worker_pid
            session = MontySession(monty, opened, pid)
            if pid is not None:
                _stand_back(pid)
            with (stop or Stop()).watching(pid):
                try:
                    yield session
                finally:
                    # Leaving waits for a turn that is still going on, and a worker that met a limit
                    # is not to be trusted: both end here.
                    if session.spoilt and pid is not None:
                        _kill(pid)


def _new_year() -> Any:
    import datetime

    return datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


class MontySession:
    """One run in one worker. Every method reports; none raises for what a program does."""

    def __init__(self, monty: Any, opened: Any, pid: int | None) -> None:
        self.pid = pid  # of the worker
        self._monty = monty
        self._opened = opened
        self._snapshot: Any = None
        self._send = ""
        self._program = ""  # the name of the program's feed in tracebacks
        self.spoilt = False

    def begin(self, prelude: str, program: str, send: str) -> Report:
        self._send = send
        report = self.feed(prelude)
        if not isinstance(report, Ended):
            return report
        self._program = "<python-input-1>"
        return self.feed(program)

    def feed(self, program: str) -> Report:
        """Carry out one more text in the same session."""
        return self._turn(lambda: self._opened.feed_start(program, print_callback=_silent))

    def answer(self, value: Value) -> Report:
        snapshot = self._snapshot
        return self._turn(lambda: snapshot.resume({"return_value": value}))

    def rest(self, call: str) -> Batch | None:
        report = self.feed(call)
        return report if isinstance(report, Batch) else None

    def _turn(self, take: Callable[[], Any]) -> Report:
        """Let the worker run until there is something to report."""
        monty = self._monty
        try:
            snapshot = take()
            while True:
                self._snapshot = snapshot
                if isinstance(snapshot, monty.MontyComplete):
                    return Ended()
                if isinstance(snapshot, monty.FunctionSnapshot):
                    if snapshot.function_name == self._send and not snapshot.is_os_function:
                        return self._batch(snapshot)
                    snapshot = snapshot.resume(_refusal(snapshot))
                elif isinstance(snapshot, monty.NameLookupSnapshot):
                    snapshot = snapshot.resume()
                else:
                    self.spoilt = True
                    return Raised("NotImplementedError", "async", ())
        except monty.MontyRuntimeError as error:
            return self._raised(error)
        except monty.MontySyntaxError as error:
            return Raised("SyntaxError", _kind_and_text(error)[1], self._frames(error))
        except (monty.MontyError, RuntimeError, OSError) as error:
            # A crash, a kill, a missed deadline, a broken pipe: whatever the text says, the worker is gone.
            self.spoilt = True
            return Gone(late=bool(getattr(error, "timed_out", False)))

    def _batch(self, snapshot: Any) -> Report:
        texts = snapshot.args
        if len(texts) == 3 and all(type(text) is str and len(text) <= LONGEST_BATCH for text in texts):
            return Batch(*texts)
        return Batch()

    def _raised(self, error: Any) -> Report:
        kind, text = _kind_and_text(error)
        frames = self._frames(error)
        if kind == "MemoryError":
            self.spoilt = True
            return OverLimit("memory", frames)
        if kind == "TimeoutError" and "time limit exceeded" in text:
            self.spoilt = True
            return OverLimit("time", frames)
        if text.startswith("Internal error in monty"):
            self.spoilt = True
        return Raised(kind, text, frames)

    def _frames(self, error: Any) -> tuple[Frame, ...]:
        return tuple(
            Frame(frame.line, frame.column - 1, frame.end_line, frame.end_column - 1)
            for frame in error.traceback()
            if frame.filename == self._program
        )


def _silent(_stream: str, _text: str) -> None:
    """The prelude's own `print` notes what is printed; the library's would write to our terminal."""


def _kind_and_text(error: Any) -> tuple[str, str]:
    kind, _, text = str(error.display("type-msg")).partition(": ")
    return kind, text


def _refusal(snapshot: Any) -> dict[str, Any]:
    """What a call gets that is for the machine, or for nobody: never guess, never hand anything out."""
    name = str(snapshot.function_name)
    if not snapshot.is_os_function:
        return {"exc_type": "NameError", "message": f"name '{name}' is not defined"}
    if name in {"time.sleep", "asyncio.sleep"}:
        return {"return_value": None}
    if name == "import":
        return {"exc_type": "ModuleNotFoundError", "message": "No such module here"}
    return {"exc_type": "PermissionError", "message": f"{name} is not available here"}
