"""What is drawn hides in an abbreviation whose argument only names the same point, bound within."""

from derivations import E, Function, Law, abbreviation, integral, integrable, linearity, marginal, points, theorem, definition, algebra

x, z = points("x z")
r, f, s = Law("r", z | x), Function("f", x), Law("s", x)


@abbreviation
def q(u):
    return s(x)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(E[q(integral[x](s(x)))](f(x)) == E[s(x)](f(x)))
    proof.given(integrable[s(x)](f(x)))
    proof.starts(E[q(integral[x](s(x)))](f(x)))
    proof.eq(E[s(x)](f(x)), by=algebra)
