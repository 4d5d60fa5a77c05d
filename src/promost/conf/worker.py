"""The worker: does what pages have queued."""

from __future__ import annotations

import argparse

from django.core.management import call_command


def configure(parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""


def run(_arguments: argparse.Namespace) -> int:
    """Work until stopped."""
    call_command("qcluster", verbosity=0)
    return 0
