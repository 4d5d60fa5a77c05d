"""How references to the room's things are shown, and the words of its deeds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from promost.duties import kinds
from promost.kit import files, refs
from promost.kit.histories import things, words
from promost.kit.refs import Ref, Shown
from promost.support.applications import owed
from promost.support.applications.permissions import applications_visible_to
from promost.support.elsewhere.permissions import sheets_visible_to
from promost.support.models import (
    Application,
    ApplicationDocument,
    ApplicationSheet,
    ApplicationState,
    ObligationReport,
    Payment,
    Scheme,
    SchemeImport,
    SchemeKind,
    SchemeState,
)
from promost.support.schemes.permissions import imports_visible_to, schemes_visible_to
from promost.support.schemes.words import LABELS

VERBS = {
    "support.create_scheme": _("Scheme entered"),
    "support.change_scheme": _("Scheme changed"),
    "support.set_criteria": _("Criteria written"),
    "support.confirm_criteria": _("Proposed criteria confirmed"),
    "support.decline_criteria": _("Proposed criteria left out"),
    "support.scheme_review": _("Scheme handed in for review"),
    "support.scheme_draft": _("Scheme made a draft again"),
    "support.scheme_published": _("Scheme published"),
    "support.scheme_archived": _("Scheme archived"),
    "support.import_schemes": _("File of schemes accepted"),
    "support.discard_import": _("File of schemes put aside"),
    "support.remark": _("Remark of a reader"),
    "support.answer_remark": _("Remark answered"),
    "support.set_budget": _("Limit of a year's money set"),
    "support.draft_application": _("Application begun"),
    "support.change_application": _("Application changed"),
    "support.attach_document": _("Document handed in"),
    "support.remove_document": _("Document taken out"),
    "support.submit_application": _("Application submitted"),
    "support.withdraw_application": _("Application withdrawn"),
    "support.name_assessors": _("Assessors named"),
    "support.declare": _("Interest declared"),
    "support.give_opinion": _("Opinion given"),
    "support.ask_applicant": _("Applicant asked for information"),
    "support.answer_provider": _("Answer of the applicant"),
    "support.approve_application": _("Application approved"),
    "support.refuse_application": _("Application refused"),
    "support.reconsider_application": _("Decision taken back"),
    "support.sign_agreement": _("Agreement signed"),
    "support.pay": _("Payment entered"),
    "support.reverse_payment": _("Payment taken back"),
    "support.payment_open": _("The grant is not wholly paid"),
    "support.paid_wholly": _("The grant is wholly paid"),
    "support.close_application": _("Application closed"),
    "support.promise": _("Obligation added"),
    "support.report": _("Report handed in"),
    "support.accept_report": _("Report accepted"),
    "support.return_report": _("Report returned"),
    "support.subscribe": _("Asked to be told of schemes that newly fit"),
    "support.unsubscribe": _("Told no more of schemes that newly fit"),
    "support.record_elsewhere": _("Application made elsewhere recorded"),
    "support.outcome_elsewhere": _("Outcome of an application made elsewhere"),
    "support.correct_elsewhere": _("Outcome corrected"),
    "support.take_applications": _("File of applications made elsewhere taken"),
}
FIELDS = {
    **LABELS,
    "obligations": _("What every grantee promises"),
    "gives": _("What the enterprise has once it is granted"),
    "name": _("Name"),
    "criteria": _("Criteria"),
    "remark": _("Remark"),
    "schemes": _("New schemes"),
    "acts": _("Legal acts"),
    "documents": _("Documents"),
    "windows": _("Application windows"),
    "state": pgettext_lazy("of a scheme", "State"),
    "kind": pgettext_lazy("of a scheme", "Kind"),
    "scheme": _("Scheme"),
    "purpose": _("What the support is for"),
    "asked": _("Amount asked for, roubles"),
    "granted": _("Amount granted, roubles"),
    "jobs_promised": _("New jobs promised"),
    "document": _("Document"),
    "number": _("Number"),
    "submitted_on": _("Submitted on"),
    "decided_on": _("Decided on"),
    "verdict": _("Answer of matching"),
    "reason": _("Reason"),
    "reason_text": _("Reason in words"),
    "interested": _("Has an interest"),
    "opinion": _("Opinion"),
    "agreement_number": _("Agreement"),
    "agreement_on": _("Agreement signed on"),
    "agreement_sha256": _("Agreement, digest of the file"),
    "agreement_name": _("Agreement, file"),
    "paid": _("Paid, roubles"),
    "obligation": _("Obligation"),
    "due_on": _("Due on"),
    "report": _("Report"),
    "taken": _("Recorded"),
    "refused": _("Refused"),
}
VALUES = {"state": {**dict(ApplicationState.choices), **dict(SchemeState.choices)}, "kind": dict(SchemeKind.choices)}


def register() -> None:
    """Tell the kit."""
    refs.register("support.scheme", schemes)
    things.register("support.scheme", _("Scheme"), schemes_visible_to)
    refs.register("support.schemeimport", imports)
    things.register("support.schemeimport", _("File of schemes"), imports_visible_to)
    refs.register("support.application", applications)
    things.register("support.application", _("Application"), applications_visible_to)
    refs.register("support.applicationsheet", sheets)
    things.register("support.applicationsheet", _("File of applications made elsewhere"), sheets_visible_to)
    words.tell(VERBS, FIELDS, VALUES)
    kinds.register(owed.DECIDE, _("Decide on an application for support"))
    kinds.register(owed.ASSESS, _("Give an opinion on an application"))
    kinds.register(owed.ANSWER, _("Answer the provider's question about your application"))
    kinds.register(owed.REPORT, _("Report on an obligation of the agreement"), _obligations)
    kinds.register(owed.LOOK, _("Accept or return a grantee's report"), _obligations)
    files.held(holds)


def holds(sha256: str) -> bool:
    """Whether the room keeps a file: a document of an application, an agreement, proof of a payment, of a report."""
    return (
        ApplicationDocument.objects.filter(sha256=sha256).exists()
        or Application.objects.filter(agreement_sha256=sha256).exists()
        or Payment.objects.filter(sha256=sha256).exists()
        or ObligationReport.objects.filter(sha256=sha256).exists()
        or SchemeImport.objects.filter(sha256=sha256).exists()
        or ApplicationSheet.objects.filter(Q(sha256=sha256) | Q(refused_sha256=sha256)).exists()
    )


def applications(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show applications by number and scheme, never by what stands in them; one query."""
    rows = Application.objects.filter(uuid__in=list(ids)).select_related("scheme").order_by("pk")
    return {
        str(each.uuid): Shown(
            f"{each.number or gettext('draft of an application')}, {each.scheme}", _page(str(each.uuid))
        )
        for each in rows
    }


def sheets(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show files of applications made elsewhere by their names; one query."""
    rows = ApplicationSheet.objects.filter(uuid__in=list(ids)).order_by("pk")
    return {str(each.uuid): Shown(str(each), reverse("support:elsewhere-file")) for each in rows}


def _page(ident: str) -> str:
    return reverse("support:application", args=[ident])


def _obligations(origin: Ref) -> str:
    return f"{_page(origin.id)}#obligations"


def schemes(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show schemes by their lasting ids, in one query."""
    rows = Scheme.objects.filter(uuid__in=list(ids)).order_by("pk")
    return {str(each.uuid): Shown(str(each), reverse("support:scheme", args=[each.uuid])) for each in rows}


def imports(ids: Iterable[str]) -> Mapping[str, Shown]:
    """Show files of schemes by their names, in one query."""
    rows = SchemeImport.objects.filter(uuid__in=list(ids)).order_by("pk")
    return {str(each.uuid): Shown(str(each), reverse("support:import-preview", args=[each.uuid])) for each in rows}
