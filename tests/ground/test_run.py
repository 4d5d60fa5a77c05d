"""``python3 run.py`` finds its way on any machine, or says what to install."""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = (ROOT / "run.py").read_text(encoding="utf-8")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return run.py as a module that thinks of an empty folder as its own."""
    spec = importlib.util.spec_from_file_location("promost_run", ROOT / "run.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    places = {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "PYTHON": tmp_path / ".venv" / "bin" / "python"}
    for name, place in places.items():
        monkeypatch.setattr(module, name, place)
    for name in ("RUNTIME", "DEVELOPMENT"):
        lock = tmp_path / f"{name}.lock"
        lock.write_text(f"{name}==1\n", encoding="utf-8")
        monkeypatch.setattr(module, name, lock)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    return module


def test_it_needs_the_standard_library_alone() -> None:
    tree = ast.parse(SOURCE)
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names)


def test_an_old_python_can_read_it_far_enough_to_say_that_it_is_old() -> None:
    ast.parse(SOURCE, feature_version=(3, 6))
    assert SOURCE.index("sys.version_info < (3, 11)") < SOURCE.index("import hashlib")


def test_without_any_installer_it_says_what_to_install(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "installers", lambda: iter(()))
    with pytest.raises(SystemExit, match="apt install python3-venv"):
        run.install(run.RUNTIME)


@pytest.mark.parametrize(
    ("uv", "inside", "modules", "expected"),
    [
        ("a/uv", True, {"pip", "ensurepip"}, ["uv", "pip"]),
        (None, True, set(), ["pip"]),
        (None, False, {"pip"}, ["pip"]),
        (None, False, set(), []),
    ],
)
def test_it_takes_the_installer_that_is_there(
    run: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    uv: str | None,
    inside: bool,
    modules: set[str],
    expected: list[str],
) -> None:
    monkeypatch.setattr(run.shutil, "which", lambda _: uv)
    monkeypatch.setattr(run, "inside", lambda _: inside)
    monkeypatch.setattr(run.util, "find_spec", lambda name: name if name in modules else None)
    monkeypatch.setattr(run.metadata, "version", lambda _: "24.0")
    assert [name for name, _ in run.installers()] == expected


def test_a_failed_installation_shows_the_installer_s_words_and_leaves_no_stamp(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    speak = [sys.executable, "-c", "import sys; print('no route to the index'); sys.exit(1)"]
    monkeypatch.setattr(run, "works", lambda _: True)
    monkeypatch.setattr(run, "installers", lambda: iter([("pip", speak)]))
    with pytest.raises(SystemExit, match="could not be installed"):
        run.prepare(run.RUNTIME)
    assert "no route to the index" in capsys.readouterr().out
    assert not run.stamp(run.RUNTIME).exists()


def test_a_second_start_installs_nothing_and_a_new_lock_does(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[Path] = []
    run.PYTHON.touch()
    monkeypatch.setattr(run, "works", lambda _: True)
    monkeypatch.setattr(run, "install", installed.append)
    monkeypatch.setattr(run, "point_to_sources", lambda: None)
    for _ in range(2):
        run.prepare(run.RUNTIME)
    assert installed == [run.RUNTIME]
    run.RUNTIME.write_text("RUNTIME==2\n", encoding="utf-8")
    run.prepare(run.RUNTIME)
    assert installed == [run.RUNTIME, run.RUNTIME]


@pytest.mark.parametrize(
    ("words", "lock", "file", "given"),
    [
        ([], "RUNTIME", "promost", ["demo"]),
        (["plan", "read", "a.docx"], "RUNTIME", "promost", ["plan", "read", "a.docx"]),
        (["test", "-k", "x"], "DEVELOPMENT", "run_all.py", ["-k", "x"]),
        (["messages"], "DEVELOPMENT", "messages.py", []),
    ],
)
def test_words_go_where_they_belong(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, words: list[str], lock: str, file: str, given: list[str]
) -> None:
    seen: list[object] = []

    def become(path: Path, rest: list[str]) -> None:
        seen.extend([path.name, rest])
        raise SystemExit

    monkeypatch.setattr(run, "prepare", seen.append)
    monkeypatch.setattr(run, "become", become)
    with pytest.raises(SystemExit):
        run.main(words)
    assert seen == [getattr(run, lock), file, given]
