"""A bound for every a > 0 is cited for a function that may be negative."""

from derivations import Function, descent, parameters, points, theorem, trigamma

(z,) = points("z")
(a,) = parameters("a")
f = Function("f", z)


@theorem("corpus", title="ψ′ from below")
def from_below(proof):
    proof.claim(trigamma(a) >= 1/a)
    proof.given(a > 0)
    proof.starts(trigamma(a))
    proof.ge(1/a, by=descent)


@theorem("corpus", title="ψ′ of a function from below")
def of_a_function(proof):
    proof.claim(trigamma(f(z)) >= 1/f(z))
    proof.given(f(z) != 0)
    proof.starts(trigamma(f(z)))
    proof.ge(1/f(z), by=from_below.at({a: f(z)}))
