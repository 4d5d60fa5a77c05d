#!/usr/bin/env python3
"""Set Promost up and start it. Needs Python 3.11 or newer and nothing else.

    python3 run.py                 the site on the demonstration programme
    python3 run.py test [WORDS]    every check and test; with WORDS, what pytest makes of them
    python3 run.py messages        bring the Russian word lists up to date
    python3 run.py WORDS           any other words go to the promost command: python3 run.py plan read FILE

The first start makes an environment in .venv beside this file and installs into it what requirements.lock names, each
file checked against its hash, from the package index that this machine is set up for. Later starts find the stamp that
the first one left and go straight on. (This file keeps to the grammar of Python 3.6, so that an old one can say so.)
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python gets a sentence, not a traceback
    sys.exit("Promost needs Python 3.11 or newer; this is %d.%d. Try: python3.11 run.py" % sys.version_info[:2])  # noqa: UP031

import hashlib
import os
import shutil
import subprocess
import time
import venv
from collections.abc import Iterator
from importlib import metadata, util
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
RUNTIME, DEVELOPMENT = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
TOOLS = {"test": ROOT / "tests" / "run_all.py", "messages": ROOT / "tests" / "tools" / "messages.py"}
COMMAND = "import sys; from promost.conf.cli import main; sys.argv[0] = 'promost'; sys.exit(main())\n"

NO_INSTALLER = """There is nothing here to install packages with: no uv, no pip, and this Python has no ensurepip.
Install one of them and start again:
    Debian, Ubuntu:  apt install python3-venv
    Fedora:          dnf install python3-pip
    elsewhere:       uv, or a Python that comes with pip"""
NOT_INSTALLED = """The packages could not be installed. Usually the package index cannot be reached: look at the network
and, behind a proxy or a mirror, at the settings of pip (pip config list). The installer's last words are above, all of
them in {log}. Start again when it is mended: what is already there stays."""


def main(words: list[str]) -> None:
    """Prepare the environment and become the command that ``words`` name."""
    tool = TOOLS.get(words[0]) if words else None
    try:
        prepare(DEVELOPMENT if tool else RUNTIME)
    except KeyboardInterrupt:
        sys.exit("\nStopped. The next start goes on from here.")
    except OSError as error:
        sys.exit(f"The environment in {VENV} could not be made: {error}")
    if tool:
        become(tool, words[1:])
    become(command_file(), words or ["demo"])


def prepare(lock: Path) -> None:
    """Make .venv hold what ``lock`` names, unless its stamp says that it does."""
    if stamp(lock).exists() and PYTHON.exists():
        return
    began = time.monotonic()
    if not works(PYTHON):
        say(f"Making an environment in {VENV}")
        shutil.rmtree(VENV, ignore_errors=True)
        venv.EnvBuilder(with_pip=False, symlinks=os.name != "nt").create(VENV)
    install(lock)
    point_to_sources()
    for done in (lock, RUNTIME):  # the developer's lock holds the other whole, at equal versions
        stamp(done).touch()
    say(f"Everything is installed ({time.monotonic() - began:.0f} s). Later starts skip this.")


def stamp(lock: Path) -> Path:
    """Return the file that says: this lock is installed."""
    return VENV / f"installed-{hashlib.sha256(lock.read_bytes()).hexdigest()[:16]}"


def works(python: Path) -> bool:
    """Tell whether an interpreter is there and starts: the Python it was made from may have gone."""
    return python.exists() and subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode == 0


def install(lock: Path) -> None:
    """Install with the first installer that succeeds, checking every hash; leave with a message if none does."""
    count = sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines())
    log = VENV / "install.log"
    failed = False
    for name, installer in installers():
        say(f"Installing {count} packages with {name}; the first time this takes a quarter of a minute or so")
        if run([*installer, "--require-hashes", "--only-binary", ":all:", "-r", str(lock)], log, count):
            return
        failed = True
        say("\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-12:]))
    sys.exit(NOT_INSTALLED.format(log=log) if failed else NO_INSTALLER)


def installers() -> Iterator[tuple[str, list[str]]]:
    """Yield the ways to install into .venv, quickest first: uv, a pip in .venv, this Python's pip, ensurepip."""
    uv = shutil.which("uv")
    if uv:
        yield "uv", [uv, "pip", "install", "--python", str(PYTHON)]
    quick = ["install", "--no-compile", "--no-input", "--disable-pip-version-check"]
    if inside("import pip"):
        yield "pip", [str(PYTHON), "-m", "pip", *quick]
    elif util.find_spec("pip") and int(metadata.version("pip").split(".")[0]) >= 23:
        yield "pip", [sys.executable, "-m", "pip", "--python", str(PYTHON), *quick]
    elif util.find_spec("ensurepip") and inside("import ensurepip; ensurepip.bootstrap(default_pip=True)"):
        yield "pip", [str(PYTHON), "-m", "pip", *quick]


def inside(code: str) -> bool:
    """Run a line of Python in .venv; tell whether it went well."""
    return subprocess.run([PYTHON, "-c", code], check=False, capture_output=True, env=environment()).returncode == 0


def run(command: list[str], log: Path, count: int) -> bool:
    """Run an installer, keep its words in ``log``, and count its packages on a terminal; tell whether it went well."""
    done = 0
    process = subprocess.Popen(
        command,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    with process, log.open("w", encoding="utf-8") as file:
        for line in process.stdout or ():
            file.write(line)
            done += line.startswith("Collecting ")
            if done and sys.stdout.isatty():
                print(f"\r  {done} of {count} ", end="", flush=True)
    if done and sys.stdout.isatty():
        print()
    return process.returncode == 0


def point_to_sources() -> None:
    """Let .venv find the sources, by a path that survives a move of the whole folder."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(subprocess.run([PYTHON, "-c", code], check=True, capture_output=True, text=True).stdout.strip())
    (packages / "promost.pth").write_text(os.path.relpath(ROOT / "src", packages) + "\n", encoding="utf-8")


def command_file() -> Path:
    """Return the file in .venv that starts the promost command."""
    path = PYTHON.with_name("promost")
    if not path.exists():
        path.write_text(COMMAND, encoding="utf-8")
    return path


def become(file: Path, words: list[str]) -> None:
    """Turn this process into another one that runs ``file`` in the environment."""
    command = [str(PYTHON), str(file), *words]
    sys.stdout.flush()
    if os.name == "nt":
        sys.exit(subprocess.run(command, check=False, env=environment()).returncode)
    os.execve(command[0], command, environment())


def environment() -> dict[str, str]:
    """Return this process's environment without what would lead a Python to foreign packages."""
    return {name: value for name, value in os.environ.items() if name not in {"PYTHONHOME", "PYTHONPATH"}}


def say(text: str) -> None:
    """Tell the person what is going on."""
    print(text, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
