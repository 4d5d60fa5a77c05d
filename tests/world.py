"""A small world for tests that walk through everything: organisations of each kind, their people, an agreement, a plan.

``World.build()`` makes it in the test's own database. Rooms that come later add their things as further fields and say in
``tests/permissions/table.toml`` who may reach them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser

from promost.accounts.actors import Actor
from promost.accounts.models import ApiToken, Invitation, Membership, Role, User
from promost.comments.models import Comment, Mention
from promost.duties.models import Duty
from promost.kit import clock, files, refs
from promost.kit.text import fold
from promost.ledger.models import Attachment, Entry, EntryKind, Evidence, Fact, How, Sheet
from promost.plans import drafts
from promost.plans.models import (
    Agreement,
    Amendment,
    AmendmentChange,
    Body,
    Document,
    Edition,
    Import,
    ImportRow,
    ImportState,
    Measure,
    MeasureEdition,
    Observer,
    Owner,
    Participant,
    Party,
    PartyOrganisation,
    Plan,
    PlanState,
    Section,
    Target,
)
from promost.plans.reading.draft import Deadline, DeadlineKind, Place, PlanDraft, RowDraft
from promost.profiles.models import Indicator
from promost.progress.models import Dispute, Note, Statement
from promost.registry.models import Organisation, OrganisationKind, Region, Spelling
from promost.support.models import (
    Application,
    ApplicationDocument,
    ApplicationSheet,
    Assessor,
    ImportedRow,
    Obligation,
    ObligationReport,
    Payment,
    Remark,
    Scheme,
    SchemeImport,
    SchemeState,
)

REGIONS = {
    "RU-MOW": ("Москва", "Moscow", "Europe/Moscow"),
    "RU-MAG": ("Магаданская область", "Magadan Oblast", "Asia/Magadan"),
    "RU-KGD": ("Калининградская область", "Kaliningrad Oblast", "Europe/Kaliningrad"),
}
BODIES: Mapping[str, tuple[str, OrganisationKind, str | None]] = {
    "donor": ("Department of Industry", OrganisationKind.AUTHORITY, "RU-MOW"),
    "recipient": ("Ministry of Industry", OrganisationKind.AUTHORITY, "RU-MAG"),
    "curator": ("Federal Ministry", OrganisationKind.FEDERAL, None),
    "buyer": ("Railway Works", OrganisationKind.BUYER, None),
    "enterprise": ("Magadan Machine Plant", OrganisationKind.ENTERPRISE, "RU-MAG"),
    "expert": ("Institute of Industrial Policy", OrganisationKind.EXPERT, None),
    "auditor": ("Chamber of Audit", OrganisationKind.AUDITOR, None),
    "unrelated": ("Ministry of Economy", OrganisationKind.AUTHORITY, "RU-KGD"),
    "provider": ("Industrial Development Fund", OrganisationKind.INSTITUTION, "RU-MAG"),
}
PEOPLE: Mapping[str, tuple[str, Role]] = {
    **{name: (name, Role.EDITOR) for name in BODIES},
    "donor_viewer": ("donor", Role.VIEWER),
    "donor_signatory": ("donor", Role.SIGNATORY),
    "donor_administrator": ("donor", Role.ADMINISTRATOR),
    "recipient_signatory": ("recipient", Role.SIGNATORY),
    "unrelated_administrator": ("unrelated", Role.ADMINISTRATOR),
    "provider_signatory": ("provider", Role.SIGNATORY),
}
"""Kind of user → the organisation they act for and their role in it; ``administrator`` runs the installation."""
KINDS = ("stranger", "administrator", *PEOPLE)
SIDES = ("donor", "recipient", "buyer", "curator")


@dataclass(frozen=True, slots=True)
class World:
    """What there is. ``users`` by kind (KINDS), ``bodies`` and ``parties`` by the names above."""

    bodies: Mapping[str, Organisation]
    users: Mapping[str, User | AnonymousUser]
    agreement: Agreement
    parties: Mapping[str, Party]
    plan: Plan
    edition: Edition
    measure: Measure
    measure_edition: MeasureEdition
    target: Target
    participant: Participant
    source: Import
    row: ImportRow
    body: Body
    spelling: Spelling
    """One of the unrelated organisation's."""
    invitation: Invitation
    """Of an editor into the donor's organisation."""
    amendment: Amendment
    """The donor's proposal to change the measure; nobody has answered."""
    duty: Duty
    """The recipient's, to complete the measure by its deadline."""
    api_token: ApiToken
    """Of the donor's editor."""
    fact: Fact
    """Three bids under the measure, entered by the recipient's editor."""
    evidence: Evidence
    """What proves them: a file with personal data."""
    sheet: Sheet
    """A sheet of results with refused rows, taken by the recipient's editor."""

    statement: Statement
    """Of the plan's first quarter, which nobody has signed; it is the donor's turn."""
    objection: Dispute
    """Of the donor, to the fact."""

    note: Note
    """A progress note of the measure, written by the recipient's editor."""

    scheme: Scheme
    """The provider's, published; applications are taken here."""

    unpublished: Scheme
    """The provider's draft."""

    remark: Remark
    """Of a stranger, on the scheme; nobody has answered."""

    schemes_file: SchemeImport
    """A file of schemes that the provider's editor took, with a row that waits and one that was refused."""

    application: Application
    """Of the enterprise for the scheme, in review; the provider's signatory has declared that they have no interest."""

    paper: ApplicationDocument
    """Of the application: a file with personal data."""

    grant: Application
    """Of the enterprise for the scheme; its agreement is signed, and it reports."""

    payment: Payment
    """Of the grant."""

    obligation: Obligation
    """Of the grantee; its report was returned."""

    grantee_report: ObligationReport
    """On another obligation of the grantee; it waits for the provider."""

    applications_file: ApplicationSheet
    """A file of applications made elsewhere with a refused row, taken by the provider's editor."""

    mention: Mention
    """Of the donor's editor, in a comment on the plan that the recipient's editor wrote."""

    @classmethod
    def build(cls) -> World:
        """Make everything."""
        bodies = _bodies()
        agreement, parties = _agreement(bodies)
        document = _document()
        plan, edition = _plan(agreement, document)
        measure, measure_edition = _measure(edition, parties, bodies)
        participant = Participant.objects.create(plan=plan, organisation=bodies["enterprise"], since=date(2025, 1, 1))
        target = Target.objects.create(plan=plan, position=1, label="Enterprises supported", unit="ед", okei="642")
        source, row = _import(edition, document)
        unknown = "Ministry of Trade"
        body = Body.objects.create(source=source, side="recipient", name=unknown, folded=fold(unknown))
        spelling = Spelling.objects.create(text=fold("MinEcon"), organisation=bodies["unrelated"])
        users = _users(bodies)
        fact = _fact(measure, users["recipient"], bodies["recipient"])
        scheme = _scheme(bodies["provider"], "Loan for equipment", SchemeState.PUBLISHED)
        application, grant = _application(scheme, bodies["enterprise"], users), _grant(scheme, bodies["enterprise"])
        return cls(
            bodies=bodies, users=users, agreement=agreement, parties=parties, plan=plan, edition=edition,
            measure=measure, measure_edition=measure_edition, target=target, participant=participant, source=source, row=row, body=body, spelling=spelling,
            invitation=_invitation(bodies["donor"]), api_token=_api_token(users["donor"], bodies["donor"]),
            fact=fact, evidence=_evidence(fact, users["recipient"], bodies["recipient"]),
            sheet=_sheet(plan, users["recipient"], bodies["recipient"]),
            duty=_duty(measure, measure_edition), amendment=_amendment(edition, measure, parties["donor"]),
            note=_note(measure, users["recipient"], bodies["recipient"]), statement=_statement(plan),
            objection=_objection(fact, plan, parties["donor"]),
            scheme=scheme, unpublished=_scheme(bodies["provider"], "Grant for design", SchemeState.DRAFT),
            remark=Remark.objects.create(scheme=scheme, kind="error", text="The telephone is old", made_at=clock.now()),
            schemes_file=_schemes_file(users["provider"], bodies["provider"]),
            application=application, paper=_paper(application), grant=grant, payment=_payment(grant),
            obligation=_obligation(grant, "returned").obligation, grantee_report=_obligation(grant, "submitted"),
            applications_file=_applications_file(users["provider"], bodies["provider"]),
            mention=_mention(plan, users["recipient"], bodies["recipient"], users["donor"]),
        )  # fmt: skip

    @property
    def submission(self) -> Entry:
        """A completion document that the recipient handed in and the donor answers for, under a plan in force.

        Made when it is first asked for, beside the plan that is still a draft.
        """
        return Entry.objects.filter(kind=EntryKind.COMPLETION).first() or _submission(self)

    def actor(self, kind: str) -> Actor:
        """Return a kind of user acting for their organisation."""
        user = self.users[kind]
        if kind not in PEOPLE:
            return Actor(user)
        body, role = PEOPLE[kind]
        return Actor(user, self.bodies[body], frozenset({role}))

    def find(self, path: str) -> Any:
        """Return what a path points to: "plan.uuid", "users.donor_viewer.uuid"."""
        found: Any = self
        for name in path.split("."):
            found = found[name] if isinstance(found, Mapping) else getattr(found, name)
        return found


def _bodies() -> dict[str, Organisation]:
    for code, (russian, english, zone) in REGIONS.items():
        words = {"name_ru": russian, "name_en": english, "short_ru": russian[:3], "short_en": english[:3], "zone": zone}
        Region.objects.get_or_create(code=code, defaults=words)
    return {
        key: Organisation.objects.create(name=name, kind=kind, region_id=region, created_at=clock.now())
        for key, (name, kind, region) in BODIES.items()
    }


def _mention(plan: Plan, author: Any, behalf: Organisation, user: Any) -> Mention:
    about, text = refs.of(plan), f"@{{{user.uuid}}}, is the row right?"
    values = {"author": author, "behalf": behalf, "written_at": clock.now()}
    comment = Comment.objects.create(about_kind=about.kind, about_id=about.id, text=text, **values)
    return Mention.objects.create(comment=comment, user=user)


def _users(bodies: Mapping[str, Organisation]) -> dict[str, User | AnonymousUser]:
    people = {kind: User.objects.create_user(f"{kind}@example.org", name=kind, language="en") for kind in PEOPLE}
    Membership.objects.bulk_create(
        Membership(user=people[kind], organisation=bodies[body], role=role, since=clock.now())
        for kind, (body, role) in PEOPLE.items()
    )
    administrator = User.objects.create_superuser("administrator@example.org", name="administrator", language="en")
    return {**people, "administrator": administrator, "stranger": AnonymousUser()}


def _agreement(bodies: Mapping[str, Organisation]) -> tuple[Agreement, dict[str, Party]]:
    agreement = Agreement.objects.create(number="12-34", date=date(2025, 1, 20), title="On industrial cooperation")
    parties = {}
    for order, side in enumerate(SIDES, start=1):
        body = bodies[side]
        party = Party.objects.create(agreement=agreement, side=side, name=body.name, region=body.region, order=order)
        PartyOrganisation.objects.create(party=party, organisation=body, is_lead=True)
        parties[side] = party
    for capacity in ("expert", "auditor"):
        Observer.objects.create(agreement=agreement, organisation=bodies[capacity], capacity=capacity)
    return agreement, parties


def _document() -> Document:
    data = b"a plan document, as it came"
    return Document.objects.create(
        sha256=files.keep(data), name="plan.docx", kind="docx", size=len(data), uploaded_at=clock.now()
    )


def _plan(agreement: Agreement, document: Document) -> tuple[Plan, Edition]:
    plan = Plan.objects.create(
        agreement=agreement, title="Joint action plan for 2025", starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31),
        created_at=clock.now(),
    )  # fmt: skip
    return plan, Edition.objects.create(plan=plan, number=1, document=document, made_at=clock.now())


def _measure(
    edition: Edition, parties: Mapping[str, Party], bodies: Mapping[str, Organisation]
) -> tuple[Measure, MeasureEdition]:
    section = Section.objects.create(edition=edition, position=1, number="1", title="Supplies", direction="supply")
    measure = Measure.objects.create(plan=edition.plan, direction="supply", created_at=clock.now())
    shown = MeasureEdition.objects.create(
        measure=measure, edition=edition, section=section, position=1, number="1.1", title="Hold a suppliers' day",
        deadline_kind="due", ends_on=date(2025, 6, 30), deadline_text="30 June 2025", lead=bodies["recipient"],
    )  # fmt: skip
    for position, side in enumerate(("recipient", "donor"), start=1):
        Owner.objects.create(
            measure_edition=shown, party=parties[side], organisation=bodies[side], position=position,
            written_as=bodies[side].name,
        )  # fmt: skip
    return measure, shown


def _import(edition: Edition, document: Document) -> tuple[Import, ImportRow]:
    head, (row,) = drafts.split(_draft())
    source = Import.objects.create(
        agreement=edition.plan.agreement, plan=edition.plan, document=document, state=ImportState.PREVIEW, uploaded_at=clock.now(),
        head=head,
    )  # fmt: skip
    return source, ImportRow.objects.create(source=source, position=1, read=row, mended=row)


def _draft() -> PlanDraft:
    deadline = Deadline(DeadlineKind.DUE, end=date(2025, 6, 30), precision="day", text="30 June 2025")
    row = RowDraft(
        number="1.1", section="1", direction="supply", title="Hold a suppliers' day", deadline=deadline, owners={},
        result="The day is held", completion_document="Report", targets=(), resources=(), problems=(),
        place=Place("table", index=0, row=1),
    )  # fmt: skip
    return PlanDraft(
        title="Joint action plan for 2025", year=2025, period=(date(2025, 1, 1), date(2025, 12, 31)), parties=(),
        sections=(), rows=(row,), targets=(), remainder=(), problems=(),
    )  # fmt: skip


def _amendment(edition: Edition, measure: Measure, party: Party) -> Amendment:
    made = Amendment.objects.create(
        plan=edition.plan, base=edition, party=party, reason="The hall is let", proposed_at=clock.now()
    )
    AmendmentChange.objects.create(amendment=made, measure=measure, kind="struck", before={"title": "Hold a day"})
    return made


def _scheme(provider: Organisation, name: str, state: SchemeState) -> Scheme:
    return Scheme.objects.create(
        kind="loan", level="regional", region_id=provider.region_id, name=name, provider=provider, taken="here",
        amount_max=Decimal(5_000_000), state=state, published_at=clock.now(), created_at=clock.now(),
        criteria={"all": [{"field": "region", "in": ["RU-MAG"]}]},
    )  # fmt: skip


def _schemes_file(user: Any, organisation: Organisation) -> SchemeImport:
    made = SchemeImport.objects.create(
        file_name="schemes.csv", sha256=files.keep(b"Name;Provider\nLoan;Fund\n"), made_by=user,
        made_for=organisation, made_at=clock.now(), mapping={"Name": "name", "Provider": "provider"},
    )  # fmt: skip
    for number, outcome in ((2, "created"), (3, "rejected")):
        raw = {"Name": f"Loan {number}", "Provider": "Fund"}
        ImportedRow.objects.create(source=made, place=f"!{number}", raw=raw, outcome=outcome)
    return made


def _application(scheme: Scheme, applicant: Organisation, users: Mapping[str, Any]) -> Application:
    made = Application.objects.create(
        scheme=scheme, applicant=applicant, taken="here", number="2025-00001", purpose="A lathe", asked=Decimal(900_000),
        state="review", submitted_on=date(2025, 5, 14), token=uuid4(), made_by=users["enterprise"], made_for=applicant,
        made_at=clock.now(),
    )  # fmt: skip
    now = clock.now()
    Assessor.objects.create(application=made, user=users["provider_signatory"], named_at=now, declared_at=now)
    return made


def _paper(application: Application) -> ApplicationDocument:
    return ApplicationDocument.objects.create(
        application=application, name="staff.pdf", sha256=files.keep(b"%PDF-1.4 staff"), personal=True,
        added_at=clock.now(),
    )  # fmt: skip


def _grant(scheme: Scheme, applicant: Organisation) -> Application:
    return Application.objects.create(
        scheme=scheme, applicant=applicant, taken="here", number="2025-00002", purpose="A press", asked=Decimal(600_000),
        granted=Decimal(600_000), state="reporting", submitted_on=date(2025, 2, 3), decided_on=date(2025, 3, 3),
        agreement_number="7-S", agreement_on=date(2025, 3, 10), agreement_sha256=files.keep(b"%PDF-1.4 agreement"),
        agreement_name="agreement.pdf", token=uuid4(), made_for=applicant, made_at=clock.now(),
    )  # fmt: skip


def _payment(grant: Application) -> Payment:
    return Payment.objects.create(
        application=grant, amount=Decimal(600_000), paid_on=date(2025, 3, 20), document="Order 11", token=uuid4(),
        made_at=clock.now(),
    )  # fmt: skip


def _obligation(grant: Application, state: str) -> ObligationReport:
    owed = Obligation.objects.create(application=grant, kind="output", promised=Decimal(5), due_on=date(2025, 12, 1))
    return ObligationReport.objects.create(
        obligation=owed, value=Decimal(4), state=state, submitted_on=date(2025, 5, 14), made_at=clock.now(),
        sha256=files.keep(b"%PDF-1.4 output"), file_name="output.pdf",
    )  # fmt: skip


def _applications_file(user: Any, organisation: Organisation) -> ApplicationSheet:
    digest = files.keep(b"applications made elsewhere, as they came")
    return ApplicationSheet.objects.create(
        sha256=digest, name="register.xlsx", taken=1, refused=1, refused_sha256=digest, made_by=user,
        made_for=organisation, made_at=clock.now(),
    )  # fmt: skip


def _duty(measure: Measure, shown: MeasureEdition) -> Duty:
    assert shown.lead
    assert shown.ends_on
    origin = refs.of(measure)
    return Duty.objects.create(
        organisation=shown.lead, kind="progress.measure", origin_kind=origin.kind, origin_id=origin.id,
        due_on=shown.ends_on, zone=str(shown.lead.zone), opened_at=clock.now(),
    )  # fmt: skip


def _statement(plan: Plan) -> Statement:
    first = {"schema": "promost-statement/1", "number": 1, "edition": 1, "previous": ""}
    return Statement.objects.create(
        plan=plan, number=1, starts_on=date(2025, 1, 1), ends_on=date(2025, 3, 31), known_at=clock.now(), edition=1,
        totals=[first], digest="2" * 64, drawn_at=clock.now(),
    )  # fmt: skip


def _objection(fact: Fact | None, plan: Plan, party: Party) -> Any:
    """None in a world without facts."""
    if fact is None:
        return None
    return Dispute.objects.create(fact=fact, plan=plan, party=party, reason="Not ours", raised_at=clock.now())


def _invitation(organisation: Organisation) -> Invitation:
    now = clock.machine_now()
    return Invitation.objects.create(
        email="invited@example.org", organisation=organisation, role=Role.EDITOR, token_digest="0" * 64,
        invited_at=now, expires_at=now.replace(year=now.year + 1),
    )  # fmt: skip


def _note(measure: Measure, user: Any, organisation: Organisation) -> Note:
    return Note.objects.create(
        measure=measure, day=date(2025, 5, 14), text="Three bidders came", written_by=user, written_for=organisation,
        written_at=clock.now(),
    )  # fmt: skip


def _fact(measure: Measure, user: Any, organisation: Organisation) -> Fact:
    return _entry_with_fact(measure, user, organisation)[1]


def _entry_with_fact(
    measure: Measure,
    user: Any,
    organisation: Organisation,
    kind: EntryKind = EntryKind.FACT,
    code: str = "BIDS",
    value: int = 3,
) -> tuple[Entry, Fact]:
    entry = Entry.objects.create(
        kind=kind,
        plan=measure.plan,
        measure=measure,
        made_by=user,
        made_for=organisation,
        made_at=clock.now(),
    )
    return entry, Fact.objects.create(
        indicator=Indicator.objects.get(code=code), value=value, happened_on=date(2025, 5, 14), region_id="RU-MAG",
        direction="supply", measure=measure, source_kind="ledger.entry", source_id=str(entry.uuid),
        event=str(entry.uuid), how=How.HAND, recorded_by=user, recorded_for=organisation, recorded_at=clock.now(),
    )  # fmt: skip


def _submission(world: World) -> Entry:
    plan = Plan.objects.create(
        agreement=world.agreement, title="Action plan of the spring", starts_on=date(2025, 2, 1),
        ends_on=date(2025, 6, 30), state=PlanState.IN_FORCE, created_at=clock.now(),
    )  # fmt: skip
    edition = Edition.objects.create(plan=plan, number=1, made_at=clock.now(), approved_at=clock.now())
    measure, _row = _measure(edition, world.parties, world.bodies)
    user, organisation = world.users["recipient"], world.bodies["recipient"]
    return _entry_with_fact(measure, user, organisation, EntryKind.COMPLETION, "COMPLETION", 1)[0]


def _evidence(fact: Fact, user: Any, organisation: Organisation) -> Evidence:
    data = b"%PDF-1.4 what proves it"
    now = clock.now()
    evidence = Evidence.objects.create(
        sha256=files.keep(data), name="bids.pdf", kind="pdf", size=len(data), personal=True, uploaded_by=user,
        uploaded_for=organisation, uploaded_at=now,
    )  # fmt: skip
    Attachment.objects.create(evidence=evidence, fact=fact, attached_by=user, attached_at=now)
    return evidence


def _sheet(plan: Plan, user: Any, organisation: Organisation) -> Sheet:
    digest = files.keep(b"a sheet of results, as it came")
    return Sheet.objects.create(
        plan=plan, sha256=digest, name="results.xlsx", size=30, taken=0, refused=1, refused_sha256=digest, made_by=user,
        made_for=organisation, made_at=clock.now(),
    )  # fmt: skip


def _api_token(user: Any, organisation: Organisation) -> ApiToken:
    now = clock.machine_now()
    return ApiToken.objects.create(
        user=user, organisation=organisation, name="statistics", digest="1" * 64, created_at=now,
        expires_at=now.replace(year=now.year + 1),
    )  # fmt: skip
