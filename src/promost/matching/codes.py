"""Codes of classifiers (OKVED2, OKPD2, TN VED), compared by their digits and never as numbers."""

import re
from itertools import pairwise

from promost.matching.problems import BadValue

_WRITTEN = re.compile(r"\d{1,2}(\.\d{1,3})*|\d{2,}", re.ASCII)
_GROUPS = (2, 4, 6)


def digits(code: str) -> str:
    """The digits of a code: ``25.62`` → ``2562``.

    A code whose first group is one digit (``2.5``, often an Excel cell that lost its zero) keeps its dot, and so lies
    under nothing. Raises ``BadValue`` for letters or anything else that is not a code.
    """
    written = code.strip()
    if not _WRITTEN.fullmatch(written) or len(written) < 2:
        raise BadValue("not_a_code", value=code)
    return written if _first_group_short(written) else written.replace(".", "")


def prefix(code: str) -> str:
    """The digits of a code that criteria name; here one digit before the dot is a mistake. Raises ``BadValue``."""
    found = digits(code)
    if _first_group_short(found):
        raise BadValue("code_too_short", value=code)
    return found


def under(code: str, above: str) -> bool:
    """Whether digits ``code`` are ``above`` or lie under it: 25 holds 25.62; neither 2.5 nor 26."""
    return code.startswith(above)


def dotted(code: str) -> str:
    """Digits written as the classifiers write them: ``2562`` → ``25.62``, ``256210120`` → ``25.62.10.120``."""
    if not code.isdigit():
        return code
    cuts = [0, *(cut for cut in _GROUPS if cut < len(code)), len(code)]
    return ".".join(code[a:b] for a, b in pairwise(cuts))


def _first_group_short(written: str) -> bool:
    return written[1:2] == "."
