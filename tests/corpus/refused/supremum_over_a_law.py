"""sup takes a point, not a law: it is read as a supremum over every z, mass or none."""

from derivations import Function, Law, bounded, extremum, points, sup, theorem

(z,) = points("z")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="An essential supremum")
def shifted(proof):
    proof.claim(sup[q(z)](f(z) + 1) == sup[q(z)](f(z)) + 1)
    proof.given(bounded(sup[q(z)](f(z))))
    proof.starts(sup[q(z)](f(z) + 1))
    proof.eq(sup[q(z)](f(z)) + 1, by=extremum)
