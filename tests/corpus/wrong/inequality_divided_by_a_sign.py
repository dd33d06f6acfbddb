"""An inequality is divided by a function whose sign is not known."""

from derivations import Function, iff, points, rearrange, theorem

(z,) = points("z")
f, g, h = Function("f", z), Function("g", z), Function("h", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(iff(f(z)*g(z) <= f(z)*h(z), g(z) <= h(z)))
    proof.given(f(z) != 0)
    proof.starts(f(z)*g(z) <= f(z)*h(z))
    proof.iff(g(z) <= h(z), by=rearrange)  # wrong
