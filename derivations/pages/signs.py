"""Numbers as they are read: with one minus sign, and with a power of ten instead of an e."""

from __future__ import annotations

import re

MINUS = re.compile(r"(?<![\w.)\]])-(?=[\d.∞])|(?<= )-(?= )")  # before a number, or between two spaces
EXPONENT = re.compile(r"(?<!\w)(\d+(?:\.\d+)?)e([+-]?)0*(\d+)\b")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def signed(words: str) -> str:
    """Words without a hyphen in the place of a minus sign: −1/2, a − 1, 4.3·10⁻⁶; ranges and compounds keep theirs."""
    words = EXPONENT.sub(lambda found: f"{found[1]}·10{'⁻' * (found[2] == '-')}{found[3].translate(RAISED)}", words)
    return MINUS.sub("−", words)
