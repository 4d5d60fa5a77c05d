"""The officers' pages: who fits and has not applied, refusals by reason, demand that nobody serves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit import clock, formats
from promost.kit.doors import page
from promost.ledger.views.evidence import attachment
from promost.profiles.models import Category, Enterprise
from promost.registry.models import Region
from promost.registry.queries.reference import region_list
from promost.support.applications import reasons
from promost.support.models import Scheme
from promost.support.officers import files, pages, queries, refusals, unmet
from promost.support.officers.forms import RefusalsForm
from promost.support.officers.gap import FITS, UNKNOWN, Asked, Gap, enterprises, gap
from promost.support.officers.permissions import region_for
from promost.support.officers.table import Key, is_ready, key_of
from promost.support.schemes.windows import zone_of

ON_A_PAGE = 50
LONG = 20_000
"""So many enterprises are read while the reader watches, not before the page is there."""


@require_safe
@page
def overview(request: SignedInRequest) -> HttpResponse:
    """Show the schemes that the reader's office looks after, each with the way to who fits and has not applied."""
    require(request.actor, "support.see_gap")
    found = Paginator(queries.schemes_of(request.actor), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"found": found, "tabs": pages.office_tabs("officers")}
    return render(request, "support/officers/overview.html", context)


@require_safe
@page
def show_gap(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show who fits a scheme and has not applied: counts, then by activity, category and region, then the list."""
    scheme, key = _asked_scheme(request, uuid)
    context: dict[str, Any] = {"scheme": scheme, "region_code": key[1]}
    if not (request.htmx or "now" in request.GET or _is_quick(key)):
        return render(request, "support/officers/gap.html", context | {"waits": True})
    regions = {each.code: each.name for each in region_list()}
    asked, which = _asked(request, regions), UNKNOWN if request.GET.get("which") == UNKNOWN else FITS
    found = gap(scheme, key, asked)
    context |= _shown(request, found, asked, which, regions)
    return render(request, f"support/officers/{'parts/gap' if request.htmx else 'gap'}.html", context)


def _shown(request: SignedInRequest, found: Gap, asked: Asked, which: str, regions: dict[str, str]) -> dict[str, Any]:
    listed = Paginator(found.inns(which), ON_A_PAGE).get_page(request.GET.get("page"))
    return {
        "gap": found,
        "counts": {"fits": len(found.fits), "unknown": len(found.unknown)},
        "asked": asked,
        "which": which,
        "tabs": pages.tabs(found, asked, which),
        "breakdowns": pages.breakdowns(found, asked, which, regions),
        "missing": pages.missing(found),
        "found": listed,
        "rows": enterprises(list(listed)),
        "regions": regions,
        "categories": Category.choices,
        "query": pages.query(asked, which),
    }


@require_safe
@page
def gap_file(request: SignedInRequest, uuid: UUID, kind: str) -> HttpResponseBase:
    """Give the list as a file."""
    scheme, key = _asked_scheme(request, uuid)
    asked, which = _asked(request, dict.fromkeys(_codes(), "")), request.GET.get("which", FITS)
    inns = gap(scheme, key, asked).inns(which)
    name = f"{which if which == UNKNOWN else FITS}-{clock.today(zone_of(scheme)):%Y-%m-%d}.{kind}"
    if kind == "csv":
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
        return StreamingHttpResponse(files.as_csv(inns), "text/csv; charset=utf-8", headers=headers)
    if len(inns) > files.MOST_XLSX:
        most = formats.number(files.MOST_XLSX)
        messages.warning(
            request,
            _("A workbook holds at most %(most)s rows here: take the .csv, or narrow the list.") % {"most": most},
        )
        return redirect(request.path.replace("file.xlsx", "") + pages.query(asked, which))
    return attachment(files.as_xlsx(inns), name)


@require_safe
@page
def show_refusals(request: SignedInRequest) -> HttpResponse:
    """Show refusals by reason and by scheme; a reason opens to its applications."""
    require(request.actor, "support.see_gap")
    today = clock.today(request.actor.zone)
    form = RefusalsForm(request.GET or None, today=today)
    asked = form.asked(request.GET.get("reason", "")[:40])
    found = refusals.refusals(request.actor, asked)
    listed = Paginator(refusals.refused(request.actor, asked), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "asked": asked,
        "counts": found,
        "reasons": _reasons(found),
        "schemes": [(each, pages.of(each.refused, each.decided)) for each in found.schemes],
        "found": listed,
        "reason_name": reasons.name(asked.reason) if asked.reason else "",
        "period": form.query(),
        "tabs": pages.office_tabs("refusals"),
    }
    return render(request, "support/officers/refusals.html", context)


def _reasons(found: refusals.Refusals) -> list[dict[str, Any]]:
    return [
        {
            "code": each.code,
            "name": reasons.name(each.code) or _("not told"),
            "of_refused": pages.of(each.count, found.refused),
            "of_decided": pages.of(each.count, found.decided),
        }
        for each in found.reasons
    ]


@require_safe
@page
def show_unmet(request: SignedInRequest) -> HttpResponse:
    """Show the enterprises of a region that no scheme fits, and which condition stands in the way most often."""
    require(request.actor, "support.see_gap")
    region = _region(request)
    context: dict[str, Any] = {
        "tabs": pages.office_tabs("unmet"),
        "region": region,
        "regions": queries.regions_of(request.actor),
    }
    if region is not None:
        require(request.actor, "support.see_unmet", region.code)
        context |= _unmet(region)
    return render(request, "support/officers/unmet.html", context)


def _unmet(region: Region) -> dict[str, Any]:
    schemes = {str(each.uuid): each for each in unmet.schemes_for(region.code)}
    found = unmet.unmet(schemes.values(), key_of(region.code, clock.today(region.zone_info)))
    names = pages.class_names([each.code for each in found.activities[: pages.SHOWN]])
    return {
        "found": found,
        "scheme_count": len(schemes),
        "activities": pages.groups(
            found.activities, {each.code: pages.activity_label(each.code, names) for each in found.activities}
        ),
        "categories": pages.groups(
            found.categories, {each.code: pages.category_name(each.code) for each in found.categories}
        ),
        "obstacles": pages.obstacles(found.obstacles, schemes, found.unserved),
    }


def _region(request: SignedInRequest) -> Region | None:
    own = request.actor.organisation
    code = request.GET.get("region") or (own.region_id if own is not None else None)
    return Region.objects.get(code=code) if code else None


def _asked_scheme(request: SignedInRequest, uuid: UUID) -> tuple[Scheme, Key]:
    scheme = queries.scheme_of(request.user, uuid)
    require(request.actor, "support.see_gap", scheme)
    return scheme, key_of(region_for(request.actor, scheme), clock.today(zone_of(scheme)))


def _asked(request: SignedInRequest, regions: dict[str, str]) -> Asked:
    given = {name: request.GET.get(name, "").strip()[:20] for name in ("region", "okved", "category")}
    return Asked(
        given["region"] if given["region"] in regions else "",
        given["okved"].replace(",", "."),
        given["category"] if given["category"] in Category.values else "",
    )


def _codes() -> list[str]:
    return list(Region.objects.order_by("code").values_list("code", flat=True))


def _is_quick(key: Key) -> bool:
    """Whether the answer is there before a reader notices: in memory, or of few enterprises."""
    if is_ready(key):
        return True
    rows = Enterprise.objects.filter(closed_on=None, **({"region": key[1]} if key[1] else {})).order_by()
    return not rows[LONG : LONG + 1].exists()
