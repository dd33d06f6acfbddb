"""The bracket of an expectation holds an abbreviation of x, and what is drawn is another point."""

from derivations import E, Function, Law, abbreviation, linearity, points, theorem

x, z = points("x z")
r, f = Law("r", z | x), Function("f", x)


@abbreviation
def q(x):
    return r(z | x)


@theorem("corpus", title="No function has any spread")
def one(proof):
    proof.claim(E[q(x)](f(x)) == f(x))
    proof.starts(E[q(x)](f(x)))
    proof.eq(f(x), by=linearity)
