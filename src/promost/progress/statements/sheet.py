"""The sheet of a statement as PDF: totals, facts, states, places to sign, with the digest and a QR code of its page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage
from qrcode.main import QRCode

from promost.kit import formats
from promost.progress.statements.showing import Shown


def write_sheet(shown: Shown, address: str) -> bytes:
    """Return the sheet as PDF; ``address`` is that of the public page that verifies the statement."""
    data = json.dumps(_content(shown, address), ensure_ascii=False)
    compiler = typst.Compiler(input=_template(), ignore_system_fonts=True, sys_inputs={"sheet": data})
    made = compiler.compile(format="pdf")
    return made if isinstance(made, bytes) else b"".join(made or [])


def qr(address: str) -> str:
    """Return a QR code of an address as SVG."""
    out = BytesIO()
    code: Any = QRCode(image_factory=SvgPathImage, border=1)
    code.add_data(address)
    code.make_image().save(out)
    return out.getvalue().decode()


@cache
def _template() -> bytes:
    return files(__package__).joinpath("sheet.typ").read_bytes()


def _content(shown: Shown, address: str) -> Mapping[str, Any]:
    statement = shown.statement
    return {
        "language": get_language() or "ru",
        "title": shown.title,
        "plan": statement.plan.title,
        "head": [shown.period, shown.about],
        "qr": qr(address),
        "verify": _("Verified at %(address)s") % {"address": address},
        "digest_title": _("Digest (SHA-256) under which the parties sign:"),
        "digest": statement.digest,
        "page": _("Page"),
        "tables": [_totals(shown), _measures(shown), _left_out(shown)],
        "signatures_title": _("Signatures"),
        "signatures": [
            {"party": each.party, "signed": each.said, "blanks": [_("position, name"), _("signature"), _("date")]}
            for each in shown.signatures
        ],
    }


def _totals(shown: Shown) -> Mapping[str, Any]:
    columns = [_("Target"), _("Unit"), _("Of the quarter"), _("Late and corrections"), _("Before"), _("At the end")]
    rows = [
        [each.label, each.unit, _number(each.quarter), _number(each.late), _number(each.before), each.end]
        for each in shown.totals
    ]
    aligned = ["left", "left", *["right"] * 4]
    return _table(_("Totals"), columns, [9, 3, 3, 3, 3, 4], aligned, rows, _("The plan promises nothing in figures."))


def _measures(shown: Shown) -> Mapping[str, Any]:
    rows = [[each.number, each.title, each.state] for each in shown.measures]
    title = _("Measures by the facts that are listed")
    return _table(title, [_("No."), _("Measure"), _("State")], [1, 9, 3], ["left"] * 3, rows, "—")


def _left_out(shown: Shown) -> Mapping[str, Any]:
    rows = [[each.fact, each.party, each.reason] for each in shown.left_out]
    columns = [_("Fact"), _("Objection by"), _("Reason")]
    return _table(_("Left out"), columns, [4, 3, 6], ["left"] * 3, rows, _("No fact is left out."))


def _table(
    title: str,
    columns: Sequence[str],
    shares: Sequence[int],
    aligned: Sequence[str],
    rows: Sequence[Sequence[str]],
    empty: str,
) -> Mapping[str, Any]:
    return {"title": title, "columns": columns, "shares": shares, "aligned": aligned, "rows": rows, "empty": empty}


def _number(value: Decimal | None) -> str:
    return "—" if value is None else formats.number(value)
