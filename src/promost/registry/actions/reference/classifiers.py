"""Classifiers: what is built in, and the whole from an official file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from promost.kit import access, clock
from promost.kit.history import Doer
from promost.registry import built_in, codes, sections
from promost.registry.actions.reference.noting import PERMISSION, note
from promost.registry.actions.upserting import Loaded, Watch, unwatched, upsert
from promost.registry.models import Classifier, ClassifierCode
from promost.registry.sources import classifiers
from promost.registry.sources.classifiers import CodeRow


def import_classifier(doer: Doer, code: str, path: Path, release: str = "", watch: Watch = unwatched) -> Loaded:
    """Import a classifier ("okved2", "okpd2", "okei") from its official file: it holds what the file holds, and what is
    built in. All or nothing. Raises Refused and BadFile.
    """
    access.require(doer, PERMISSION)
    rows = classifiers.read(path, code)
    with transaction.atomic():
        put_built_in(code)
        existing = {row.code: row for row in ClassifierCode.objects.filter(classifier_id=code)}
        wanted = {row.code: _code_values(code, row) for row in rows if not _is_built_in(existing.get(row.code))}
        loaded = upsert(ClassifierCode, existing, wanted, watch)
        gone = [row.pk for row in existing.values() if not row.built_in and row.code not in wanted]
        _remove(gone)
        loaded = Loaded(loaded.added, loaded.changed, len(gone), loaded.unchanged + len(rows) - len(wanted))
        Classifier.objects.filter(code=code).update(release=release or path.name, loaded_at=clock.now())
        note(doer, "registry.import_classifier", code, loaded, release or path.name)
    return loaded


def put_built_in(code: str) -> None:
    """Make the classifier and its built-in codes be in the tables."""
    described = built_in.classifier(code)
    names = {"name_ru": described.name_ru, "name_en": described.name_en}
    Classifier.objects.update_or_create(code=code, defaults=names)
    existing = {row.code: row for row in ClassifierCode.objects.filter(classifier_id=code)}
    upsert(ClassifierCode, existing, {values["code"]: {**values, "classifier_id": code} for values in described.codes})


def _is_built_in(row: ClassifierCode | None) -> bool:
    return row is not None and row.built_in


def _code_values(classifier: str, row: CodeRow) -> dict[str, Any]:
    return {
        "classifier_id": classifier,
        "code": row.code,
        "digits": codes.digits(row.code),
        "section": row.section or sections.of(classifier, row.code),
        "name_ru": row.name,
        "symbol_ru": row.symbol[:60],
    }


def _remove(keys: Sequence[int]) -> None:
    for start in range(0, len(keys), 500):
        ClassifierCode.objects.filter(pk__in=keys[start : start + 500]).delete()
