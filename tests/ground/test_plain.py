"""What the repository must not hold: paths of a developer's machine, hosts of packages, talk about its making."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Each is broken by a tilde, so that this file does not find itself.
FORBIDDEN = {
    "a path of a developer's machine": r"(?<![\w.])/(?:wo~rk|ro~ot)/\w",
    "a host of packages": r"pypi~\.org|python~hosted|npm~js\.|deb~\.debian",
    "a tool that is no part of this": r"\b(?:cla~ude|anth~ropic|open~ai|chat~gpt|copi~lot|gem~ini)\b",
    "an author's signature": r"co-auth~ored-by|gener~ated with",
    "a folder that is not here": r"\.libr~ary/|sha~red/(?:design|domain|style|stack|perf|look|plans|data)",
}
PATTERNS = {name: re.compile(pattern.replace("~", ""), re.IGNORECASE) for name, pattern in FORBIDDEN.items()}


def tracked() -> list[Path]:
    """Return the files of the repository; in a copy without git, what is not ignored by its name."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=False, capture_output=True, text=True)
    names = [name for name in listed.stdout.split("\0") if name]
    return [ROOT / name for name in names] or [path for path in ROOT.rglob("*.*") if ".venv" not in path.parts]


def found(text: str) -> list[str]:
    """Return what a text holds that it must not, with the words around it."""
    return [
        f"{name}: …{text[max(0, match.start() - 30) : match.end() + 30]!r}…"
        for name, pattern in PATTERNS.items()
        for match in pattern.finditer(text)
    ]


def test_no_file_holds_what_it_must_not() -> None:
    wrong = []
    for path in tracked():
        if path.is_file():
            text = path.read_bytes().decode("utf-8", "ignore")
            wrong += [f"{path.relative_to(ROOT)}: {each}" for each in found(text)]
    assert not wrong, "\n".join(wrong)


def test_the_files_are_looked_at() -> None:
    assert {"pyproject.toml", "run.py"} <= {path.name for path in tracked()}


@pytest.mark.parametrize(
    "text", ["see /wo~rk/main", "--index https://py~pi.org/simple", "Gener~ated with care", "sha~red/design.md"]
)
def test_each_is_noticed(text: str) -> None:
    assert found(text.replace("~", ""))


@pytest.mark.parametrize("text", ["/static/work/x", "works/root", "people shared/taken", "https://host/root-page"])
def test_ordinary_words_are_let_be(text: str) -> None:
    assert not found(text)
