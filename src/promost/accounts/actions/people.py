"""A person's own account: the first one, the profile, and its erasure."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promost.accounts import after
from promost.accounts.actions.members import in_turn, keep_an_administrator
from promost.accounts.actors import Actor
from promost.accounts.api_tokens.actions import forget_api_tokens
from promost.accounts.models import Invitation, Membership, Role, User
from promost.accounts.rules import require
from promost.kit import clock, erasures, history, refs
from promost.kit.erasures import Erasure


def create_first_administrator(actor: Actor, *, email: str, name: str, password: str, language: str) -> User:
    """Make the account of whoever runs the installation. Raises Refused; ValidationError when there is one already."""
    require(actor, "accounts.administer")
    with transaction.atomic():
        if User.objects.filter(is_administrator=True, is_active=True).exists():
            raise ValidationError(_("This installation has an administrator already."), code="administrator_already")
        user = User.objects.create_superuser(email, password, name=name.strip(), language=language)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        history.write(actor, "accounts.create_first_administrator", refs.of(user))
    return user


def edit_profile(actor: Actor, user: User, *, name: str, position: str, language: str) -> None:
    """Change what a person says of themselves; the history keeps that it changed, not to what. Raises Refused."""
    require(actor, "accounts.edit_profile", user)
    after = {"name": name.strip(), "position": position.strip(), "language": language}
    changed = {field: "changed" for field, value in after.items() if getattr(user, field) != value}
    if not changed:
        return
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(**after)
        history.write(actor, "accounts.edit_profile", refs.of(user), changed)
    for field, value in after.items():
        setattr(user, field, value)


def erase_user(actor: Actor, user: User) -> None:
    """Blank a person: name, address, password, second factor, memberships, the address in invitations.

    The row stays, since facts and history point to it by its key and nothing else. Raises Refused; ValidationError for
    the last administrator of an organisation or of the installation, who hands over first.
    """
    require(actor, "accounts.erase_user", user)
    administered = [each.organisation for each in _administered(user)]
    with in_turn(*administered):
        for organisation in administered:
            keep_an_administrator(organisation, without=user)
        _keep_somebody_in_charge(user)
        blank(user)
        erasures.note(Erasure("accounts.user", str(user.uuid), clock.machine_now().isoformat()))
        history.write(actor, "accounts.erase_user", refs.of(user))


def _administered(user: User) -> list[Membership]:
    rows = Membership.objects.filter(user=user, role=Role.ADMINISTRATOR)
    return list(rows.select_related("organisation"))


def _keep_somebody_in_charge(user: User) -> None:
    in_charge = User.objects.filter(is_administrator=True, is_active=True)
    held = list(in_charge.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    if user.pk in held and len(held) == 1:
        raise ValidationError(
            _("This account runs the installation, and nobody else does. Appoint somebody else first."),
            code="last_administrator",
        )


def blank(user: User) -> None:
    """Take away whatever tells who this was; sessions end because the password is gone. Runs in the caller's
    transaction.
    """
    Invitation.objects.filter(email=user.email, accepted_at=None, withdrawn_at=None).update(
        withdrawn_at=clock.machine_now()
    )
    Invitation.objects.filter(email=user.email).update(email="")
    Membership.objects.filter(user=user).delete()
    forget_api_tokens(user)
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    user.email, user.name, user.position = f"{user.uuid}@erased.invalid", "", ""
    user.is_active, user.is_administrator, user.erased_at = False, False, clock.machine_now()
    user.last_login = None
    user.set_unusable_password()
    user.save()
    after.tell_blanked(user)
