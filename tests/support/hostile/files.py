"""Hostile files: what somebody may hand in to deceive the checker, to exhaust it or to break it.

None of them may hold, and each has to be refused in one line, in time, with nothing run, written or left behind.
"""

from __future__ import annotations

from typing import NamedTuple

HEAD = """from derivations import *
x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)
f = Function("f", z)
K, k = counts("K k")
"""
FALSE = """
@theorem("1", title="false")
def false(proof):
    proof.claim(q(z) == 2*q(z))
    proof.starts(q(z))
    proof.eq(2*q(z), by=algebra)
"""


class Hostile(NamedTuple):
    """A hostile file, and why somebody would hand it in."""

    name: str
    why: str
    content: bytes
    says: str = ""  # part of the reason
    at: int | None = None  # the line of the file that is named, where it matters


def theorem(claim: str, *lines: str, given: str = "", name: str = "one") -> str:
    """A theorem as text: its claim, its first line, then `line | reason` for each that follows."""
    first, *rest = lines or (claim,)
    out = [f'@theorem("1", title="t")\ndef {name}(proof):\n    proof.claim({claim})']
    out += [f"    proof.given({given})"] if given else []
    out += [f"    proof.starts({first})"]
    out += ["    proof.{}({}, by={})".format(*line.split(" | ")) for line in rest]
    return "\n".join(out) + "\n"


def equal(left: str, right: str, by: str = "algebra") -> str:
    """A theorem that one quantity equals another, in one step."""
    return theorem(f"{left} == {right}", left, f"eq | {right} | {by}")


def hostile(name: str, why: str, text: str, says: str = "", at: int | None = None) -> Hostile:
    """A hostile file of plain text."""
    return Hostile(name, why, text.encode(), says, at)
