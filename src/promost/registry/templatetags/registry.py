"""`{% load registry %}`: how the registry's things are written on pages."""

from __future__ import annotations

from django import template

from promost.registry.pages import deeds

register = template.Library()

for _tag in (deeds.deed, deeds.deed_changes):
    register.simple_tag(_tag)
