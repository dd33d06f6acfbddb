"""From f ≤ g follows h·f ≤ h·g only where h is not negative."""

from derivations import Function, hypothesis, points, theorem

(z,) = points("z")
f, g, h = Function("f", z), Function("g", z), Function("h", z)


@theorem("corpus", title="A comparison, multiplied")
def multiplied(proof):
    proof.claim(h(z)*f(z) <= h(z)*g(z) + 1)
    proof.given(f(z) <= g(z))
    proof.starts(h(z)*f(z))
    proof.le(h(z)*g(z) + 1, by=hypothesis)
