"""Signing that is killed: a statement is unsigned or wholly signed, totals are those of its facts."""

from benchmarks.faults.deeds.signing.checking import check
from benchmarks.faults.deeds.signing.doing import do

__all__ = ["check", "do"]
