"""A clone installs what it needs and nothing else: imports, pyproject.toml and the locks agree."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "promost"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
UNSEEN = {
    "psycopg": "Django's own backend imports it",
    "tzdata": "zoneinfo reads it",
    "django-allauth": "named in the settings",
    "django-htmx": "named in the settings",
    "granian": "started as python -m granian",
    "whitenoise": "named in the settings",
}
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


@cache
def declared() -> dict[str, Requirement]:
    """Return the requirements of the application and its extras."""
    extras = PROJECT["project"]["optional-dependencies"].values()
    lines = [*PROJECT["project"]["dependencies"], *(line for extra in extras for line in extra)]
    return {canonicalize_name(Requirement(line).name): Requirement(line) for line in reversed(lines)}


@cache
def imported(folder: Path = SOURCES) -> set[str]:
    """Return the distributions that the sources in a folder import."""
    paths = list(folder.rglob("*.py"))
    names = {name for path in paths for name in imports(path.read_text(encoding="utf-8"))}
    owners = packages_distributions()
    foreign = names - set(sys.stdlib_module_names) - {"promost", "tests", *(path.stem for path in paths)}
    return {canonicalize_name(owners.get(name, [name])[0]) for name in foreign}


def imports(source: str) -> set[str]:
    """Return the top-level names that a source imports."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def pins(name: str) -> dict[str, str]:
    """Return what a lock pins."""
    return dict(PIN.findall((ROOT / name).read_text(encoding="utf-8")))


def test_whatever_is_imported_is_declared() -> None:
    assert imported() <= declared().keys()


def test_whatever_the_tests_import_is_declared() -> None:
    lines = [line for group in PROJECT["dependency-groups"].values() for line in group if isinstance(line, str)]
    groups = {canonicalize_name(Requirement(line).name) for line in lines}
    assert imported(ROOT / "tests") <= declared().keys() | groups


def test_whatever_is_declared_is_used() -> None:
    assert declared().keys() - imported() - UNSEEN.keys() == set()


def test_the_lock_holds_every_requirement_at_a_version_that_fits() -> None:
    runtime = pins("requirements.lock")
    wrong = [str(each) for each in map(Requirement, PROJECT["project"]["dependencies"]) if not fits(each, runtime)]
    assert not wrong, "uv pip compile makes the locks anew: see CONTRIBUTING.md"


def fits(requirement: Requirement, pinned: dict[str, str]) -> bool:
    """Tell whether a lock satisfies a requirement."""
    return requirement.specifier.contains(pinned.get(canonicalize_name(requirement.name), "0"))


def test_the_lock_of_developers_holds_the_other_whole() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_its_hashes_and_no_index_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text)
    assert len(blocks) > 30
    assert all("--hash=sha256:" in block for block in blocks if block.strip() and not block.startswith("#"))


def test_an_import_inside_a_function_is_seen() -> None:
    assert imports("def f():\n    import a.b\n    from c.d import e\nfrom . import g") == {"a", "c"}
