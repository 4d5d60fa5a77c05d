"""Levels that were observed: of a region or of an organisation, for a period, with where they come from."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from promost.kit.fields import ExactDecimalField
from promost.profiles.models.indicators import Indicator
from promost.registry.models import Organisation, Region


class Observation(models.Model):
    """One published or reported value. The next release supersedes it; the old one stays readable. Never summed."""

    append_only = True

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="observations")
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    """The period's last day; a level of one day starts and ends on it."""
    breakdown = models.CharField(max_length=200, blank=True)
    value = ExactDecimalField()
    source = models.CharField(max_length=300)
    release = models.CharField(max_length=200, blank=True)
    released_on = models.DateField()
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="superseded_by")
    token = models.UUIDField(unique=True)
    """The form's one-time token, or the source row's lasting id: the same is recorded once."""
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(region=None, organisation__isnull=False)
                | models.Q(region__isnull=False, organisation=None),
                name="observation_of_one_subject",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on__lte=models.F("ends_on")), name="observation_period_forward"
            ),
            models.UniqueConstraint(
                fields=["indicator", "region", "starts_on", "ends_on", "breakdown"],
                condition=models.Q(supersedes=None, organisation=None),
                name="observation_of_region_first",
            ),
            models.UniqueConstraint(
                fields=["indicator", "organisation", "starts_on", "ends_on", "breakdown"],
                condition=models.Q(supersedes=None, region=None),
                name="observation_of_body_first",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["indicator", "region", "ends_on"], name="observation_of_region"),
            models.Index(fields=["indicator", "organisation", "ends_on"], name="observation_of_organisation"),
        ]

    def __str__(self) -> str:
        """Name indicator, period's end and value."""
        return f"{self.indicator_id} {self.ends_on}: {self.value}"

    @property
    def subject(self) -> Region | Organisation:
        """Whose level it is."""
        found = self.region or self.organisation
        assert found is not None  # noqa: S101 - the database holds to it; tells the type checker
        return found
