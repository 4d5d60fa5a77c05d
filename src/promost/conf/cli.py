"""The ``promost`` command: finds what a person asks for among the rooms' commands; says in a sentence what is wrong.

    promost WORDS [OPTIONS]      promost plan read FILE --json
    promost --help               every command
    promost WORDS --help         one of them

Exit codes: 0 done, 1 done and something found wanting (as a command itself says), 2 not done: the reason is on stderr.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NoReturn

import django
from django.utils import translation

import promost
from promost.conf.commands import everything, own
from promost.conf.failures import sentence
from promost.conf.terminal import complain, say
from promost.conf.words import fill, language, teach_argparse, text
from promost.conf.words import gettext_noop as _
from promost.registry.rooms import Command, load

USAGE = _("Usage: promost WORDS [OPTIONS]     for one command: promost WORDS --help")
INTRODUCTION = _("Promost runs a programme of industrial cooperation, from the signed plan to the jobs on the ground.")
UNKNOWN = _("There is no command “%(words)s”. promost --help lists them all.")
NEAREST = _("There is no command “%(words)s”. Did you mean: promost %(nearest)s?")
INTERRUPTED = 130


class Parser(argparse.ArgumentParser):
    """A parser whose error is one sentence and the way to help."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words given, and leave with 2."""
        self.exit(2, f"{self.prog}: {message}\n{fill(_('More: %(command)s --help'), command=self.prog)}\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that ``argv`` names (the process's own arguments, if None) and return the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "promost.conf.settings")
    teach_argparse()
    try:
        return _run(words)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read has read enough
        return 0
    except Exception as error:
        said = sentence(error)
        if said is None:
            raise
        return _fail(said)


def _run(words: Sequence[str]) -> int:
    if words and words[0] == "--version":
        say(f"Promost {promost.__version__}")
        return 0
    if not words or words[0] in {"-h", "--help", "help"}:
        say(overview(everything()))
        return 0
    command = find(own(), words) or find(everything(), words)
    if command is None:
        return _fail(_nearest(words))
    return start(command, words[len(command.words.split()) :])


def find(known: dict[str, Command], words: Sequence[str]) -> Command | None:
    """Return the command whose words open ``words``; of two ("plan", "plan read") the longer."""
    for length in range(len(words), 0, -1):
        command = known.get(" ".join(words[:length]))
        if command:
            return command
    return None


def start(command: Command, arguments: Sequence[str]) -> int:
    """Read the arguments of a command and run it; Django is set up first if it needs the database."""
    if command.needs_database:
        _set_up()
    parser = Parser(prog=f"promost {command.words}", description=text(command.help).capitalize() + ".")
    load(command.configure)(parser)
    code: int = load(command.run)(parser.parse_args(arguments))
    return code


def _set_up() -> None:
    django.setup()
    translation.activate(language())


def overview(known: dict[str, Command]) -> str:
    """Return the list of commands, one a line."""
    width = max(len(name) for name in known)
    lines = [f"  {name:<{width}}  {text(known[name].help)}" for name in sorted(known)]
    return "\n".join([f"Promost {promost.__version__}", text(INTRODUCTION), "", text(USAGE), "", *lines])


def _nearest(words: Sequence[str]) -> str:
    """Say what is not known: the commands that begin so, else the nearest one."""
    known = everything()
    begin = [name for name in sorted(known) if name.startswith(f"{words[0]} ")]
    if begin and (len(words) == 1 or words[1].startswith("-")):
        return "\n".join([fill(_("“%(words)s” goes on:"), words=words[0]), *_lines(begin, known)])
    asked = " ".join(word for word in words[:2] if not word.startswith("-"))
    close = get_close_matches(asked, known, n=1, cutoff=0.5) or get_close_matches(words[0], known, n=1, cutoff=0.5)
    if close:
        return fill(NEAREST, words=asked, nearest=close[0])
    return fill(UNKNOWN, words=asked)


def _lines(names: Iterable[str], known: dict[str, Command]) -> list[str]:
    return [f"  promost {name}   {text(known[name].help)}" for name in names]


def _fail(said: str) -> int:
    complain(said)
    return 2


if __name__ == "__main__":
    sys.exit(main())
