"""The verbs of the accounts. Each is one transaction: may he? → change → history."""

from promost.accounts.actions.invitations import (
    accept_as_member,
    accept_as_new_user,
    invite,
    open_invitation,
    withdraw_invitation,
)
from promost.accounts.actions.members import add_member, change_role, leave, remove_member
from promost.accounts.actions.people import create_first_administrator, edit_profile, erase_user

__all__ = [
    "accept_as_member",
    "accept_as_new_user",
    "add_member",
    "change_role",
    "create_first_administrator",
    "edit_profile",
    "erase_user",
    "invite",
    "leave",
    "open_invitation",
    "remove_member",
    "withdraw_invitation",
]
