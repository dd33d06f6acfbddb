"""What standard output can say."""

from __future__ import annotations

import sys


def only_ascii() -> bool:
    """Whether signs beyond ASCII have to be written as numbers: standard output is not in UTF-8."""
    return (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
