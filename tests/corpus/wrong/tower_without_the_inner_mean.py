"""The inner mean of the tower property is dropped, so that its point is drawn no more."""

from derivations import E, Function, Law, integrable, points, theorem, total_expectation

x, z = points("x z")
p, f = Law("p", x, z), Function("f", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[p(x)](E[p(z | x)](f(z))) == E[p(x)](f(z)))
    proof.given(integrable[p(z)](f(z)))
    proof.starts(E[p(x)](E[p(z | x)](f(z))))
    proof.eq(E[p(x)](f(z)), by=total_expectation)  # wrong
