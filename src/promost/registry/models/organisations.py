"""Organisations: whoever signs, answers, receives, hosts or buys."""

from __future__ import annotations

import uuid
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from promost.registry.models.regions import Municipality, Region

FEDERAL_ZONE = "Europe/Moscow"


class OrganisationKind(models.TextChoices):
    """What an organisation is in the programme."""

    AUTHORITY = "authority", _("executive authority")
    FEDERAL = "federal", _("federal authority")
    MUNICIPALITY = "municipality", _("local government")
    SUBORDINATE = "subordinate", _("subordinate body")
    INSTITUTION = "institution", _("development institution")
    ENTERPRISE = "enterprise", _("enterprise")
    EDUCATION = "education", _("college or university")
    BUYER = "buyer", _("large buyer")
    ASSOCIATION = "association", _("association")
    EXPERT = "expert", _("expert organisation")
    AUDITOR = "auditor", _("audit body")
    OTHER = "other", pgettext_lazy("of an organisation", "other")


class Organisation(models.Model):
    """An organisation. Its identity is the INN where one is known; names change and are written in many ways."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=16, choices=OrganisationKind.choices, default=OrganisationKind.OTHER)
    name = models.CharField(max_length=400)
    short_name = models.CharField(max_length=160, blank=True)
    name_en = models.CharField(max_length=400, blank=True)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations")
    """Where it belongs; empty for a federal one or a company of the whole country."""
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    inn = models.CharField(max_length=12, blank=True)
    kpp = models.CharField(max_length=9, blank=True)
    ogrn = models.CharField(max_length=15, blank=True)
    okved = models.CharField(max_length=12, blank=True)
    zone_name = models.CharField(max_length=60, blank=True)
    """An own time zone, where it is not that of the region."""
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    invented = models.BooleanField(default=False)
    """Made up for a demonstration; every page says so."""
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inn", "kpp"],
                condition=~models.Q(inn="") & models.Q(merged_into=None),
                name="organisation_inn_kpp_once",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("id")),
                name="organisation_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        """Give the name by which people call it."""
        return self.called

    @property
    def called(self) -> str:
        """The short name in the reader's language, or the full one."""
        if (get_language() or "ru").startswith("en") and self.name_en:
            return self.name_en
        return self.short_name or self.name

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which its terms end: its own, its region's, or that of the federal authorities."""
        if self.zone_name:
            return ZoneInfo(self.zone_name)
        return self.region.zone_info if self.region else ZoneInfo(FEDERAL_ZONE)


class Spelling(models.Model):
    """A way in which documents write an organisation, folded; matched once, then remembered."""

    text = models.CharField(max_length=400)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="spellings")
    scope = models.CharField(max_length=64, blank=True)
    """The agreement within which it holds (an abbreviation may mean two bodies in two programmes); "" everywhere."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["scope", "text"], name="spelling_once")]

    def __str__(self) -> str:
        """Give the spelling."""
        return self.text


class NameKey(models.Model):
    """What an organisation is found by, made of its names whenever they change (``organisations.keys``).

    ``how`` is "name" for a name without legal form and quotes, "local" for one without its region too, "abbreviation"
    for its initial letters. Two organisations may share a key: then nothing is recognised and both are proposed.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="name_keys")
    text = models.CharField(max_length=400, db_index=True)
    how = models.CharField(max_length=12, choices=[(how, how) for how in ("name", "local", "abbreviation")])

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "how", "text"], name="name_key_once"),
        ]

    def __str__(self) -> str:
        """Give the key."""
        return self.text


class Contact(models.Model):
    """A public contact of an organisation: an office's telephone or mailbox, never a person's own."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(
        max_length=10,
        choices=[("phone", _("telephone")), ("email", _("e-mail")), ("site", pgettext_lazy("of a contact", "site"))],
    )
    value = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Give the contact."""
        return self.value
