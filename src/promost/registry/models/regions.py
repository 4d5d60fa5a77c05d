"""Regions and municipalities. The built-in list is that of ISO 3166-2:RU; an operator may load another."""

from __future__ import annotations

from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Region(models.Model):
    """A region: its ISO 3166-2 code, names, federal district, time zone, and its place on the tile map."""

    code = models.CharField(max_length=10, primary_key=True)
    name_ru = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    short_ru = models.CharField(max_length=12)
    """What stands on a tile: three or four letters."""
    short_en = models.CharField(max_length=12)
    district = models.CharField(max_length=40, blank=True)
    """The federal district's code ("FED-FE"), words in the data file."""
    oktmo = models.CharField(max_length=5, blank=True)
    """How the OKTMO codes of its municipalities begin ("44"; an autonomous okrug inside an oblast has three digits)."""
    zone = models.CharField(max_length=60)
    """The IANA zone of the region's authorities."""
    tile_x = models.PositiveSmallIntegerField(null=True)
    tile_y = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering: ClassVar = ["name_ru"]

    def __str__(self) -> str:
        """Give the name in the reader's language."""
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if (get_language() or "ru").startswith("en") else self.name_ru

    @property
    def short(self) -> str:
        """The tile's letters in the reader's language."""
        return self.short_en if (get_language() or "ru").startswith("en") else self.short_ru

    @property
    def zone_info(self) -> ZoneInfo:
        """The region's time zone."""
        return ZoneInfo(self.zone)


class RegionSpelling(models.Model):
    """A way in which documents write a region, as ``spellings.words`` makes it: folded words with a space between."""

    text = models.CharField(max_length=160, primary_key=True)
    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="spellings")

    class Meta:
        verbose_name = _("spelling")
        verbose_name_plural = _("spellings")

    def __str__(self) -> str:
        """Give the spelling."""
        return self.text


class Municipality(models.Model):
    """A municipality of a region, by its OKTMO code."""

    oktmo = models.CharField(max_length=11, primary_key=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="municipalities")
    kind = models.CharField(max_length=24, blank=True)
    """What it is: "municipal_district", "municipal_okrug", "urban_okrug", "city_okrug" (of Moscow), "urban_part"."""
    name_ru = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering: ClassVar = ["name_ru"]

    def __str__(self) -> str:
        """Give the name in the reader's language."""
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language; the Russian one where there is no other."""
        return self.name_en if self.name_en and (get_language() or "ru").startswith("en") else self.name_ru
