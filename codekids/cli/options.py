"""What all commands share: the parser, the exit codes, and saying no in one sentence."""

from __future__ import annotations

import argparse
import locale
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import codekids
from codekids.lang import catalogue
from codekids.lang.problems import Argument, Message

EXIT_SOLVED, EXIT_NOT_SOLVED, EXIT_PROBLEM, EXIT_STOPPED, EXIT_USAGE = range(5)


class Refusal(Exception):
    """A command that cannot do what it was asked: shown as one sentence, exit code 4."""

    def __init__(self, key: str, **args: Argument) -> None:
        super().__init__(key)
        self.message = Message(key, args)

    def sentence(self, lang: str) -> str:
        """The sentence, in the reader's language."""
        return catalogue.text(self.message.key, lang, **self.message.args)


class Parser(argparse.ArgumentParser):
    """argparse that answers wrong usage with one sentence and exit code 4."""

    def error(self, message: str) -> NoReturn:
        sentence = catalogue.text("cli.usage", system_language(), what=message, command=self.prog)
        print(f"codekids: {sentence}", file=sys.stderr)
        raise SystemExit(EXIT_USAGE)


def system_language() -> str:
    """The language of this computer if it says so and we speak it, else Romanian."""
    said = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    if not any(said):
        said = [locale.getlocale()[0]]  # Windows says "Hungarian_Hungary"
    for name in said:
        for code, whole in (("ro", "romanian"), ("en", "english"), ("hu", "hungarian")):
            if name and name.lower().startswith((f"{code}_", f"{code}-", whole)):
                return code
    return "ro"


def common(data: bool = True) -> argparse.ArgumentParser:
    """Options every command takes, before its name or after it; see `complete`."""
    parent = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    parent.add_argument("--lang", choices=catalogue.LANGUAGES, help="language of the sentences")
    if data:
        parent.add_argument(
            "--data", type=Path, metavar="DIR", help="keep everything in this folder: a club on a stick"
        )
    return parent


def complete(options: argparse.Namespace) -> argparse.Namespace:
    """Fill in what was not said. `asked_lang` is "" where the window is to speak as it did last time."""
    options.asked_lang = getattr(options, "lang", "")
    options.lang = options.asked_lang or system_language()
    options.data = getattr(options, "data", None)
    return options


COMMANDS = (
    "demo", "run", "check", "new", "schema", "preview", "pack", "blocks", "show",
    "learners", "assign", "progress", "export", "erase", "bench",
)  # fmt: skip


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The options of a command line; `command` is what carries it out.

    Only the module of the command that was named is imported: a child who opens
    the window does not wait for the doctor, nor a teacher for the window.
    """
    named = [name for name in COMMANDS if name in argv]
    if not named and not {"-h", "--help"} & set(argv):
        options, rest = make_parser(()).parse_known_args(argv)
        if not rest:
            return complete(options)
    # Help, and a command that is none, want to know them all.
    return complete(make_parser(named or COMMANDS).parse_args(argv))


def make_parser(names: Iterable[str] = COMMANDS) -> argparse.ArgumentParser:
    """The parser of the command line with these commands."""
    from codekids.cli import window

    about = "A first programming place for children, offline."
    parser = Parser(prog="codekids", description=about, parents=[common()])
    parser.add_argument("--version", action="version", version=f"codekids {codekids.__version__}")
    for moment in ("--first-frame", "--first-screen"):  # leave then: for the figures
        parser.add_argument(moment, action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(command=window.command)
    if names:
        commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
        for name in names:
            import_module(f"codekids.cli.{name}").add(commands)
    return parser
