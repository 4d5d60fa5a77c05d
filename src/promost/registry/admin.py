"""Reference data for administrators: looked at, and corrected by hand where a list is not at hand."""

from __future__ import annotations

from django.contrib import admin

from promost.registry.models import Classifier, ClassifierCode, Municipality, Region, RegionSpelling


class SpellingLines(admin.TabularInline):
    """Spellings beside their region."""

    model = RegionSpelling
    extra = 0


@admin.register(Region)
class RegionAdmin(admin.ModelAdmin):
    """Regions."""

    list_display = ["code", "name_ru", "name_en", "district", "zone"]
    list_filter = ["district", "zone"]
    search_fields = ["code", "name_ru", "name_en"]
    inlines = [SpellingLines]


@admin.register(Municipality)
class MunicipalityAdmin(admin.ModelAdmin):
    """Municipalities."""

    list_display = ["oktmo", "name_ru", "region", "kind"]
    list_filter = ["kind"]
    list_select_related = ["region"]
    search_fields = ["oktmo", "name_ru", "name_en"]


@admin.register(Classifier)
class ClassifierAdmin(admin.ModelAdmin):
    """Classifiers and the release that was loaded."""

    list_display = ["code", "name_ru", "release", "loaded_at"]


@admin.register(ClassifierCode)
class ClassifierCodeAdmin(admin.ModelAdmin):
    """Codes of classifiers."""

    list_display = ["code", "name_ru", "classifier", "section", "built_in"]
    list_filter = ["classifier", "built_in"]
    search_fields = ["code", "name_ru", "name_en"]
