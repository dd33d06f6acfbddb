"""Small theorems and claims that a ledger must not pass, and how they are put where `verify` finds them."""

import json
from argparse import Namespace

from derivations.attack.theorems import Trial
from derivations.chapters.elbo import q, r, z
from derivations.commands import entries
from derivations.commands import verify as module
from derivations.commands.finding import load, load_reported
from derivations.kernel import KL, Derivation, E, Function, Prover, algebra, definition, integrable, log, points
from derivations.kernel.proof.prover import Accepted
from derivations.language.authoring import derivation as authors
from derivations.reported.claim import CLAIMS, Claim, Correction
from derivations.reported.printed import Printed

load()
load_reported()
y, = points("y")
f = Function("f", y)


def honest(proof):
    proof.claim(KL[z](q(z), r(z)) == E[q(z)](log(q(z)/r(z))))
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.starts(KL[z](q(z), r(z)))
    proof.eq(E[q(z)](log(q(z)/r(z))), by=definition)


def round_about(proof):
    """The claim is true, the line between is not."""
    proof.claim(KL[z](q(z), r(z)) == E[q(z)](log(q(z)/r(z))))
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.starts(KL[z](q(z), r(z)))
    proof.eq(E[q(z)](log(r(z)/q(z))), by=definition)
    proof.eq(E[q(z)](log(q(z)/r(z))), by=definition)


def false(proof):
    proof.claim(KL[z](q(z), r(z)) == E[q(z)](log(r(z)/q(z))))
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.starts(KL[z](q(z), r(z)))
    proof.eq(E[q(z)](log(r(z)/q(z))), by=definition)


def bare_false(proof):
    proof.claim(KL[z](q(z), r(z)) == E[q(z)](log(r(z)/q(z))))
    proof.given(integrable[q(z)](log(q(z)/r(z))))


def false_as_printed_only(proof):
    proof.claim(KL[z](q(z), r(z)) == E[q(z)](log(r(z)/q(z))))
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.reading(KL[z](q(z), r(z)) == E[q(z)](log(q(z)/r(z))), "the other way round")


def false_in_another_reading(proof):
    proof.claim(KL[z](q(z), r(z)) == E[q(z)](log(q(z)/r(z))))
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.reading(KL[z](q(z), r(z)) == E[q(z)](log(r(z)/q(z))), "the other way round")
    proof.starts(KL[z](q(z), r(z)))
    proof.eq(E[q(z)](log(q(z)/r(z))), by=definition)


def doubtful_in_another_reading(proof):
    proof.claim(KL[z](q(z), r(z)) == E[q(z)](log(q(z)/r(z))))
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.reading(log(q(z) + 2)*log(q(z) + 2) < log(q(z) + 2)*log(q(z) + 2), "no exact number says so")
    proof.starts(KL[z](q(z), r(z)))
    proof.eq(E[q(z)](log(q(z)/r(z))), by=definition)


def neither(proof):
    """True, without lines."""
    proof.claim(KL[z](q(z), r(z)) == E[q(z)](log(q(z)/r(z))))
    proof.given(integrable[q(z)](log(q(z)/r(z))))


def wrong_lines(proof):
    proof.claim(KL[z](q(z), r(z)) == E[q(z)](log(q(z)/r(z))))
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.starts(KL[z](q(z), r(z)))
    proof.eq(E[q(z)](log(q(z)/r(z))), by=algebra)


def hair(proof):
    """Hypotheses that no model satisfies, though floats cannot tell."""
    proof.claim(f(y)/f(y) == 1)
    proof.given(f(y) != 0, f(y) == 1, f(y) == 1 + 1/10**12)
    proof.starts(f(y)/f(y))
    proof.eq(1, by=algebra)


def nothing(proof):
    proof.claim(f(y)/f(y) == 1)
    proof.given(f(y) != 0, f(y) > 0, f(y) < 0)
    proof.starts(f(y)/f(y))
    proof.eq(1, by=algebra)


# --- where they are put -----------------------------------------------------------------------------------------------


def few_models(monkeypatch) -> None:
    """A ledger that takes a tenth of a second for a theorem."""
    for name, value in (("RANDOM_MODELS_FOR_A_THEOREM", 60), ("RANDOM_MODELS_FOR_A_CLAIM", 60), ("LEAST_RANDOM_MODELS", 100), ("RANDOM_SHAPES", 8)):
        monkeypatch.setattr(entries, name, value)


def derived(monkeypatch, function, kind: type[Derivation] = Derivation) -> Derivation:
    monkeypatch.setattr(function, "__module__", "derivations.chapters.elbo")
    return kind(function, title="planted", questions=("1.1.1",), register=False)


def theorem(monkeypatch, function) -> str:
    """A function as a theorem of a chapter, for one test; its name."""
    derivation = derived(monkeypatch, function)
    monkeypatch.setitem(authors._REGISTERED, derivation.id, derivation)
    return derivation.id


def claim(monkeypatch, function, correction=None, why: str = "") -> str:
    """A function as a reported claim, and another as its correction; its name."""
    statement = derived(monkeypatch, function, Printed) if function is not None else None
    right = Correction("rather so", derived(monkeypatch, correction)) if correction is not None else None
    monkeypatch.setitem(CLAIMS, "9.9.9-a", Claim("9.9.9-a", (1, 1), 0, "line", "planted", statement, right, why))
    return "9.9.9-a"


def verify(name: str, capsys) -> tuple[int, dict, dict]:
    """The exit status, the entry and the whole ledger."""
    capsys.readouterr()
    status = module.main(Namespace(names=[name], json="-", jobs=1, runs=None, seed=None, all=False))
    found = json.loads(capsys.readouterr().out)
    (entry,) = found["theorems"] + found["reported"]
    return status, entry, found


def gullible(monkeypatch) -> None:
    """A kernel that accepts every step and asks for nothing."""
    monkeypatch.setattr(Prover, "step", lambda *_: Accepted(()))
    monkeypatch.setattr(Prover, "_given", lambda *_: (frozenset(), ()))


def blind(monkeypatch) -> None:
    """A trial that finds no counterexample to any twin."""
    monkeypatch.setattr(Trial, "_refuted", lambda *_: None)
    monkeypatch.setattr(Trial, "_refuted_at_last", lambda *_: False)


def raising(error: Exception):
    """A function that does nothing else."""
    def raised(*_, **__):
        raise error
    return raised
