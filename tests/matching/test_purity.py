"""The engine runs where Django is not installed: in a worker of Spark, or on an analyst's laptop."""

import subprocess
import sys
from pathlib import Path

import promost.matching

CODE = """
import sys
sys.modules["django"] = None
from promost.matching import Criteria, Engine, Flag, Schema
import promost.matching.command
engine = Engine(Schema(a=Flag()), {"o": Criteria.from_json({"field": "a", "is": True})})
print(engine.explain({"a": True})["o"].answer.value, any(name.startswith("promost.kit") for name in sys.modules))
"""


def test_it_runs_without_django() -> None:
    source = str(Path(promost.matching.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", CODE], env={"PYTHONPATH": source}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "yes False\n"


def test_it_runs_as_a_program_of_its_own() -> None:
    source = str(Path(promost.matching.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-m", "promost.matching", "--help"],
        env={"PYTHONPATH": source},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "--records FILE.csv" in done.stdout
