"""Invitations: sent by e-mail, good once, for a fortnight, and only for whoever reads that mailbox."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from promost.accounts import letters, tokens
from promost.accounts.actions.members import give_role
from promost.accounts.actors import Actor
from promost.accounts.models import Invitation, Membership, Role, User
from promost.accounts.rules import can, require
from promost.kit import clock, history, refs, transitions
from promost.registry.models import Organisation

GOOD_FOR = timedelta(days=14)


def invite(
    actor: Actor,
    organisation: Organisation,
    *,
    email: str,
    role: Role,
    language: str = "ru",
    request: HttpRequest | None = None,
) -> Invitation:
    """Invite a person into an organisation with a role, by a letter in ``language`` (an existing user's own language).

    Raises Refused; ValidationError when the person has the role already, an invitation waits, or the letter cannot be
    sent, and then nothing is saved.
    """
    founds = role == Role.ADMINISTRATOR and can(actor, "accounts.found_members", organisation)
    if not founds:
        require(actor, "accounts.manage_members", organisation)
    email = email.strip().lower()
    _check_new(organisation, email, role)
    token = tokens.new()
    invitation = _record(actor, organisation, email, role, _language(email, language), tokens.digest(token))
    try:
        letters.send_invitation(invitation, token, actor.behalf_name, request)
    except ValidationError:
        _take_back(actor, invitation)
        raise
    return invitation


def withdraw_invitation(actor: Actor, invitation: Invitation) -> None:
    """Make the letter's link worthless. Raises Refused; ValidationError when it was accepted or withdrawn before."""
    founds = invitation.role == Role.ADMINISTRATOR and can(actor, "accounts.found_members", invitation.organisation)
    if not founds:
        require(actor, "accounts.manage_members", invitation.organisation)
    try:
        with transaction.atomic():
            _end(invitation, withdrawn_at=clock.machine_now())
            history.write(actor, "accounts.withdraw_invitation", refs.of(invitation))
    except transitions.Overtaken:
        raise _over(_("This invitation was accepted or withdrawn before. Nothing was changed.")) from None


def open_invitation(token: str) -> Invitation:
    """Return the invitation that a letter's token stands for.

    Raises ValidationError, with a sentence that says why, for one that is unknown, accepted, withdrawn or too old.
    """
    rows = Invitation.objects.select_related("organisation__region")
    invitation = rows.filter(token_digest=tokens.digest(token)).first()
    if invitation is None:
        raise _over(_("This link is not known. Open the whole link from the letter, or ask for a new invitation."))
    if invitation.accepted_at:
        raise _over(_("This invitation was accepted already. Sign in with your address and password."))
    if invitation.withdrawn_at:
        raise _over(_("This invitation was withdrawn. Ask the organisation's administrator for a new one."))
    if invitation.expires_at <= clock.machine_now():
        raise _over(_("This invitation is too old. Ask the organisation's administrator for a new one."))
    return invitation


def accept_as_new_user(token: str, *, name: str, password: str, position: str = "") -> User:
    """Open an account for the invited address, with the role the letter gives. The link is worthless afterwards.

    Raises ValidationError when the invitation is over, or the address has an account (its owner signs in first).
    """
    invitation = open_invitation(token)
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                invitation.email, password, name=name.strip(), position=position.strip(), language=invitation.language
            )
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
            _accept(invitation, user)
    except IntegrityError:
        raise _over(_("This address has an account already. Sign in, then open the link again.")) from None
    return user


def accept_as_member(token: str, user: User) -> Membership:
    """Take the role for a user who has an account with the invited address.

    Raises ValidationError when the invitation is over or was sent to another address.
    """
    invitation = open_invitation(token)
    if user.email != invitation.email:
        raise _over(_("This invitation was sent to another address. Sign out, then open the link again."))
    with transaction.atomic():
        return _accept(invitation, user)


def _accept(invitation: Invitation, user: User) -> Membership:
    try:
        _end(invitation, accepted_at=clock.machine_now())
    except transitions.Overtaken:
        raise _over(_("This invitation was accepted or withdrawn before. Nothing was changed.")) from None
    actor = Actor(user, invitation.organisation)
    history.write(actor, "accounts.accept_invitation", refs.of(invitation), {"role": [None, invitation.role]})
    return give_role(actor, user, invitation.organisation, Role(invitation.role))


def _end(invitation: Invitation, **ends: object) -> None:
    open_ = {"accepted_at": None, "withdrawn_at": None}
    transitions.change(invitation, version=invitation.version, expected=open_, **ends)


def _check_new(organisation: Organisation, email: str, role: Role) -> None:
    if Membership.objects.filter(organisation=organisation, user__email=email, role=role).exists():
        raise ValidationError(_("%(email)s has this role already."), code="member_already", params={"email": email})


def _record(
    actor: Actor, organisation: Organisation, email: str, role: Role, language: str, token_digest: str
) -> Invitation:
    now = clock.machine_now()
    try:
        with transaction.atomic():
            _close_expired(organisation, email)
            invitation = Invitation.objects.create(
                email=email,
                organisation=organisation,
                role=role,
                language=language,
                token_digest=token_digest,
                invited_by_id=actor.user_id,
                invited_at=now,
                expires_at=now + GOOD_FOR,
            )
            history.write(actor, "accounts.invite", refs.of(invitation), {"role": [None, role.value]})
    except IntegrityError:
        message = _("An invitation to %(email)s waits already. Withdraw it first if it is to be sent again.")
        raise ValidationError(message, code="invited_already", params={"email": email}) from None
    return invitation


def _close_expired(organisation: Organisation, email: str) -> None:
    """Let an invitation that nobody took in time make room for a new one."""
    now = clock.machine_now()
    waiting = Invitation.objects.filter(organisation=organisation, email=email, accepted_at=None, withdrawn_at=None)
    waiting.filter(expires_at__lte=now).update(withdrawn_at=now)


def _take_back(actor: Actor, invitation: Invitation) -> None:
    with transaction.atomic():
        _end(invitation, withdrawn_at=clock.machine_now())
        history.write(actor, "accounts.withdraw_invitation", refs.of(invitation), note="letter_not_sent")


def _language(email: str, proposed: str) -> str:
    return User.objects.filter(email=email).values_list("language", flat=True).first() or proposed


def _over(sentence: str) -> ValidationError:
    return ValidationError(sentence, code="invitation_over")
