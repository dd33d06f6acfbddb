"""The character set of standard output."""

from __future__ import annotations

import sys


def only_ascii() -> bool:
    """Whether characters beyond ASCII have to be escaped, because standard output is not in UTF-8."""
    return (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
