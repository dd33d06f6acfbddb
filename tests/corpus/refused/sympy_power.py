"""SymPy turns √(f²) into what it thinks is meant before anything is read."""

from sympy import Rational

from derivations import Function, algebra, points, theorem

(z,) = points("z")
f = Function("f", z)


@theorem("corpus", title="A root of a square")
def root(proof):
    proof.claim((f(z)**2)**Rational(1, 2) == f(z))
    proof.starts((f(z)**2)**Rational(1, 2))
    proof.eq(f(z), by=algebra)
