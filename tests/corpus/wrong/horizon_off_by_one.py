"""The sum over four steps, with one step forgotten."""

from derivations import E, Function, Law, counts, each, integrable, linearity, points, theorem, total

(t,) = counts("t")
(z,) = points("z")
q, f = Law("q", z), Function("f", z, t)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](total[t:1:4](f(z, t))) == total[t:1:3](E[q(z)](f(z, t))))
    proof.given(each[t:1:4](integrable[q(z)](f(z, t))))
    proof.starts(E[q(z)](total[t:1:4](f(z, t))))
    proof.eq(total[t:1:3](E[q(z)](f(z, t))), by=linearity)  # wrong
