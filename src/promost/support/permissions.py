"""Who may do what with schemes and applications: the rules of both parts of the room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet

from promost.accounts.models import User
from promost.accounts.rules import Rule
from promost.support.applications import permissions as applications
from promost.support.navigator import permissions as navigator
from promost.support.officers import permissions as officers
from promost.support.schemes import permissions as schemes

RULES: Mapping[str, Rule] = {**schemes.RULES, **applications.RULES, **navigator.RULES, **officers.RULES}
VISIBLE: Mapping[str, Callable[[User], QuerySet[Any]]] = {**schemes.VISIBLE, **applications.VISIBLE}
"""What a list shows to whom, by the permission that opens one of its things."""
