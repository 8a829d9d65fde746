"""The command line: wiring, no logic.

Each command is a module with `add(commands)` (its arguments) and `command(options)`
(its work, giving the exit code). Modules import what they need when they run, so
that `codekids run` starts without a window and the window without a doctor.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from codekids.cli.options import EXIT_STOPPED, EXIT_USAGE, Refusal, parse


def main(argv: Sequence[str] | None = None) -> int:
    """Run the `codekids` command with `argv` (without the program's name); gives the exit code.

    0 solved or finished, 1 not solved, 2 a problem in the program, 3 out of
    steps or stopped, 4 wrong usage or a broken lesson.
    """
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may speak an old code page; ș must never become an exception.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = parse(sys.argv[1:] if argv is None else argv)
    try:
        return int(options.command(options))
    except Refusal as refusal:
        print(f"codekids: {refusal.sentence(options.lang)}", file=sys.stderr)
        return EXIT_USAGE
    except KeyboardInterrupt:
        return EXIT_STOPPED
    except BrokenPipeError:
        # The reader of our output left (`codekids … | head`): nothing to tell anyone.
        sys.stdout = None
        return 0
    except Exception as error:  # noqa: BLE001  a traceback in front of a person is the worse defect
        from codekids.cli.failure import sentence

        print(f"codekids: {sentence(error, options)}", file=sys.stderr)
        return EXIT_USAGE
