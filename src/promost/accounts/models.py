"""Users, their memberships of organisations, and invitations."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from promost.accounts.api_tokens.models import ApiToken
from promost.registry.models import Organisation

__all__ = ["ApiToken", "Invitation", "Membership", "Role", "User", "UserManager"]


class UserManager(BaseUserManager["User"]):
    """Makes users; an e-mail address is kept in lower case, so that it is one address."""

    def create_user(self, email: str, password: str | None = None, **values: Any) -> User:
        """Make and save a user; without a password the account cannot sign in until one is set."""
        user = self.model(email=email.strip().lower(), **values)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **values: Any) -> User:
        """Make the installation's administrator."""
        return self.create_user(email, password, is_administrator=True, **values)

    def get_by_natural_key(self, username: str | None) -> User:
        """Find a user by the address, whatever its case."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person with an account. ``is_administrator`` runs the installation and signs for nobody."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=160, blank=True)
    position = models.CharField(_("position"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=5, default="ru")
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True, blank=True)
    invented = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(erased_at=None) | models.Q(name="", position="", is_active=False),
                name="user_erased_is_blank",
            ),
        ]

    def __str__(self) -> str:
        """Give the name, or the address where there is none; an erased person has neither."""
        return gettext("erased user") if self.erased_at else self.name or self.email

    def get_full_name(self) -> str:
        """Return what the person is called."""
        return str(self)

    @property
    def is_staff(self) -> bool:
        """Whether the reference-data pages open."""
        return self.is_administrator

    @property
    def is_superuser(self) -> bool:
        """Never: Django would answer every question of permission with yes before any rule is asked."""
        return False

    def has_perm(self, permission: str, thing: object = None) -> bool:
        """Ask the rules; nothing else decides access."""
        from promost.accounts.rules import allows  # noqa: PLC0415 - rules import models of rooms

        return allows(self, permission, thing)

    def has_module_perms(self, app_label: str) -> bool:
        """Tell Django's admin whether to show an app."""
        return self.is_active and self.is_administrator


class Role(models.TextChoices):
    """What a member may do in the organisation's name; each includes the one before; an administrator views."""

    VIEWER = "viewer", _("viewer")
    EDITOR = "editor", _("editor")
    SIGNATORY = "signatory", _("signatory")
    ADMINISTRATOR = "administrator", _("administrator")


class Membership(models.Model):
    """A user's place in an organisation; one person may have several roles and several organisations."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role.choices)
    since = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "organisation", "role"], name="membership_once"),
        ]

    def __str__(self) -> str:
        """Name the role and the organisation."""
        return f"{self.user_id} {self.role} {self.organisation_id}"


class Invitation(models.Model):
    """An invitation by e-mail into an organisation with a role; the token is kept as a digest only."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(blank=True)
    """Where it was sent, in lower case; blanked when its owner is erased."""
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=16, choices=Role.choices)
    language = models.CharField(max_length=5, default="ru")
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(withdrawn_at=None), name="invitation_one_end"
            ),
        ]

    def __str__(self) -> str:
        """Name the organisation and the role."""
        return f"{self.organisation_id} {self.role}"
