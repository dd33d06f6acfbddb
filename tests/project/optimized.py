"""The kernel without assert statements: `python -O -m tests.project.optimized`.

Every theorem of the chapters is proved, and what must be refused is refused.  Nothing here is an `assert`.
"""

import importlib

from derivations.chapters import ORDER
from derivations.kernel import (
    REGISTRY,
    RULES,
    Derivation,
    E,
    Function,
    Law,
    Point,
    Prover,
    Refused,
    Theorem,
    algebra,
    always,
    integrable,
    integral,
    jensen,
    log,
    points,
    support,
)
from derivations.kernel.lines.reading import read_line
from derivations.language.authoring.reader import Misread
from tests.support.fuzzing.good_steps import examples
from tests.support.fuzzing.near_misses import fuzz
from tests.support.rule_examples import accepts, refuses, typed


class Broken(Exception):
    """Something that must hold does not."""


def require(fine, what):
    if not fine:
        raise Broken(what)


def refused(call, what):
    try:
        call()
    except (Refused, TypeError, AttributeError) as refusal:
        require(not isinstance(refusal.__cause__, Misread), f"unreadable, and so not asked: {what}")
        return
    raise Broken(f"accepted: {what}")


z, x = points("z x")
u = Point("u", "x")
p, q, r, s = Law("p", x, z), Law("q", z), Law("r", z), Law("s", z | x)
f, g = Function("f", x), Function("g", z)


def wrong_sign(proof):
    proof.claim(E[q(z)](log(r(z)/q(z))) >= log(E[q(z)](r(z)/q(z))))
    proof.given(integrable[q(z)](log(r(z)/q(z))))
    proof.starts(E[q(z)](log(r(z)/q(z))))
    proof.ge(log(E[q(z)](r(z)/q(z))), by=jensen)


def too_short(proof):
    proof.claim(E[q(z)](log(r(z)/q(z))) <= log(E[q(z)](r(z)/q(z))))
    proof.starts(E[q(z)](log(r(z)/q(z))))
    proof.le(log(E[q(z)](r(z)/q(z))), by=jensen)


def general(proof):
    proof.claim((f(x) - E[q(z)](g(z)))/(f(x) - E[q(z)](g(z))) == 1)
    proof.given(integrable[q(z)](g(z)), always[u](f(u) - E[q(z)](g(z)) != 0))
    proof.starts((f(x) - E[q(z)](g(z)))/(f(x) - E[q(z)](g(z))))
    proof.eq(1, by=algebra)


GENERAL = Derivation(general, title="for almost every x", register=False)


def diagonal(proof):
    """For no x at all, should f be the identity and x the mean of s(z | x)."""
    proof.claim((f(x) - E[s(z | x)](g(z)))/(f(x) - E[s(z | x)](g(z))) == 1)
    proof.given(integrable[s(z | x)](g(z)), always[u](f(u) - E[s(z | x)](g(z)) != 0))
    proof.starts((f(x) - E[s(z | x)](g(z)))/(f(x) - E[s(z | x)](g(z))))
    proof.eq(1, by=GENERAL.at({q(z): s(z | x)}))


def no_cover(proof):
    proof.claim(E[q(z)](r(z)/q(z)) == integral[z](r(z)))
    proof.starts(E[q(z)](r(z)/q(z)))
    proof.eq(integral[z](r(z)), by=support)


def another_claim(proof):
    proof.claim(log(q(z)) == log(p(z)))
    proof.given(q(z) > 0)
    proof.starts(log(q(z)))
    proof.eq(log(q(z)*1), by=algebra)


def main():
    prover, proved = Prover(), 0
    for chapter in ORDER:
        importlib.import_module(f"derivations.chapters.{chapter}")
    for derivation in list(REGISTRY.values()):
        theorem = prover.prove(derivation)
        require(type(theorem) is Theorem and theorem.form is not None, f"{derivation} proved nothing")
        proved += 1
    require(proved >= 25, f"only {proved} theorems")
    canaries = (wrong_sign, too_short, diagonal, no_cover, another_claim)
    for canary in canaries:
        refused(lambda c=canary: Prover().prove(Derivation(c, title="canary", register=False)), canary.__name__)
    theorem = prover.prove(next(iter(REGISTRY.values())))
    refused(lambda: Theorem(object(), theorem.derivation, theorem.form, (), (), frozenset(), (), (), (), (), (), (), frozenset(), ()), "a forged theorem")
    refused(lambda: setattr(theorem, "claim", None), "a changed theorem")
    shown = 0
    for rule in RULES.values():
        for kind, left, right, relation in examples(rule):
            if kind == "refuses":
                require(refuses(rule, left, right, relation), f"{rule} accepts {left} {relation} {right}")
            else:
                accepts(rule, left, right, relation)
            shown += 1
    for text in ("E[iid(q(z), K)](f(z[K + 1]))", "mean[k:K - 1](a(k))", "proportional[v](h(v, z))(z)"):
        refused(lambda t=text: read_line(typed(t)), text)
    report = fuzz(400, 5)
    require(not report.false and not report.crashes, str(report))
    mode = "without" if not __debug__ else "with"
    print(f"{mode} assert statements: {proved} theorems proved, {len(canaries)} canaries and {shown} examples as expected; {report}")


if __name__ == "__main__":
    main()
