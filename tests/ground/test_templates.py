"""Every template can be read: a tag that is misspelt or left open is found before a page is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template import Engine, TemplateSyntaxError, engines
from django.template.backends.django import DjangoTemplates

SOURCES = Path(__file__).resolve().parents[2] / "src" / "promost"
TEMPLATES = [path for path in sorted(SOURCES.glob("*/templates/**/*.*")) if path.is_file()]


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Return the engine of the pages."""
    backend = engines["django"]
    assert isinstance(backend, DjangoTemplates)
    return backend.engine


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCES)))
def test_a_template_is_well_made(path: Path, engine: Engine) -> None:
    engine.from_string(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", ["{% if x %}", "{% end_of_nothing %}", "{% endif %}", "{{ a b }}", "{{ a|no_such }}"])
def test_one_that_is_not_is_found(text: str, engine: Engine) -> None:
    with pytest.raises(TemplateSyntaxError):
        engine.from_string(text)
