"""The logarithm of minus one: the mean of a negative number is not positive."""

from derivations import E, Law, linearity, log, points, theorem

(z,) = points("z")
q = Law("q", z)


@theorem("corpus", title="Crash")
def crash(proof):
    proof.claim(log(E[q(z)](-1)) == log(-E[q(z)](1)))
    proof.starts(log(E[q(z)](-1)))
    proof.eq(log(-E[q(z)](1)), by=linearity)
