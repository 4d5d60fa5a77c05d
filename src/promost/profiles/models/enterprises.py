"""The register of enterprises: what the tax service's open registers say of a legal entity, one row for each INN."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from promost.kit.fields import ExactDecimalField
from promost.registry.models import Organisation, Region


class Category(models.TextChoices):
    """The category in the SME register; the values are those of the field ``sme``."""

    NONE = "none", _("not in the SME register")
    MICRO = "micro", _("micro enterprise")
    SMALL = "small", _("small enterprise")
    MEDIUM = "medium", _("medium enterprise")


class LoadState(models.TextChoices):
    """The life of a load of a register's file."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("being loaded")
    DONE = "done", _("loaded")
    FAILED = "failed", _("not loaded")


class RegisterLoad(models.Model):
    """A file of a register that was, or is being, put into the register of enterprises."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)
    """Of a file that was uploaded; one loaded at the command line is not kept."""
    mapping = models.JSONField(default=dict)
    """{field: heading} of a table whose headings are not known."""
    kind = models.CharField(max_length=12, blank=True)
    released_on = models.DateField(null=True)
    """The newest release among its rows."""
    state = models.CharField(max_length=10, choices=LoadState.choices, default=LoadState.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    older = models.PositiveIntegerField(default=0)
    persons = models.PositiveIntegerField(default=0)
    """Individual entrepreneurs, who are passed over: they are people."""
    rejected = models.PositiveIntegerField(default=0)
    rejected_sha256 = models.CharField(max_length=64, blank=True)
    problem = models.TextField(blank=True)
    """Why it was not loaded."""
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        """Give the file's name."""
        return self.name

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in {LoadState.DONE, LoadState.FAILED}


class Enterprise(models.Model):
    """A legal entity as open registers have it. Blank and None mean that no register said; nothing here was told by it.

    ``…_on`` are the days of the releases that the values come from: an older release never takes the place of a newer.
    """

    inn = models.CharField(max_length=10, unique=True)
    kpp = models.CharField(max_length=9, blank=True)
    ogrn = models.CharField(max_length=13, blank=True)
    name = models.CharField(max_length=600, blank=True)
    short_name = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=300, blank=True, db_index=True)
    """The name as it is sought: folded words without the legal form."""
    legal_form = models.CharField(max_length=12, blank=True)
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=2, blank=True)
    """The subject as the tax service numbers it, also where the list of regions has none of that number."""
    place = models.CharField(max_length=300, blank=True)
    okved = models.CharField(max_length=8, blank=True)
    activity = models.CharField(max_length=6, blank=True)
    """The digits of ``okved``, by which the register is filtered."""
    okveds = models.TextField(blank=True)
    """All codes with a space between, the main one first."""
    okved_version = models.CharField(max_length=4, blank=True)
    registered_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    is_winding_up = models.BooleanField(null=True)
    licences = models.PositiveSmallIntegerField(null=True)
    card_on = models.DateField(null=True)

    category = models.CharField(max_length=6, blank=True, choices=Category.choices)
    in_sme_since = models.DateField(null=True)
    is_new = models.BooleanField(null=True)
    is_social = models.BooleanField(null=True)
    sme_on = models.DateField(null=True)

    employees = models.PositiveIntegerField(null=True)
    employees_year = models.PositiveSmallIntegerField(null=True)
    employees_on = models.DateField(null=True)
    revenue = ExactDecimalField(null=True)
    expenses = ExactDecimalField(null=True)
    revenue_year = models.PositiveSmallIntegerField(null=True)
    revenue_on = models.DateField(null=True)

    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    """Its entry among the organisations, once it takes part in the programme."""
    load = models.ForeignKey(RegisterLoad, null=True, on_delete=models.PROTECT, related_name="+")
    """The load that changed it last."""
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["key", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["region", "activity"], name="enterprise_region_activity"),
            models.Index(fields=["activity"], name="enterprise_activity"),
            models.Index(
                fields=["organisation"], name="enterprise_organisation", condition=~models.Q(organisation=None)
            ),
        ]

    def __str__(self) -> str:
        """Give the name by which people call it."""
        return self.called

    @property
    def called(self) -> str:
        """The short name, or the full one, or the INN."""
        return self.short_name or self.name or self.inn
