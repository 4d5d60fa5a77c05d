"""Classifiers of the country: OKVED2, OKPD2, OKEI. Sections and the units we use are built in, the rest is imported."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Classifier(models.Model):
    """A classifier and the release that was loaded."""

    code = models.CharField(max_length=20, primary_key=True)
    name_ru = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    release = models.CharField(max_length=60, blank=True)
    loaded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("classifier")
        verbose_name_plural = _("classifiers")

    def __str__(self) -> str:
        """Give the code."""
        return self.code


class ClassifierCode(models.Model):
    """One code. ``digits`` is the code without dots: "25" holds "2562"; prefixes are compared on it, not on numbers."""

    classifier = models.ForeignKey(Classifier, on_delete=models.CASCADE, related_name="codes")
    code = models.CharField(max_length=20)
    digits = models.CharField(max_length=20)
    section = models.CharField(max_length=4, blank=True)
    name_ru = models.CharField(max_length=1000)
    name_en = models.CharField(max_length=1000, blank=True)
    symbol_ru = models.CharField(max_length=60, blank=True)
    """How a unit is written after a number ("млн руб"); empty for what is no unit."""
    symbol_en = models.CharField(max_length=60, blank=True)
    built_in = models.BooleanField(default=False)
    """Comes with Promost: a release that lacks it does not take it away."""

    class Meta:
        verbose_name = _("code of a classifier")
        verbose_name_plural = _("codes of classifiers")
        ordering: ClassVar = ["classifier", "code"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["classifier", "code"], name="classifier_code_once")]
        indexes: ClassVar = [models.Index(fields=["classifier", "digits"], name="classifier_digits")]

    def __str__(self) -> str:
        """Give code and name."""
        return f"{self.code} {self.name}"

    @property
    def name(self) -> str:
        """The name in the reader's language; the Russian one where there is no other."""
        return self.name_en if self.name_en and (get_language() or "ru").startswith("en") else self.name_ru
