"""Adding a constant to every member adds it to the supremum; twice every member is twice the supremum."""

from derivations import Function, Subset, bounded, extremum, points, sup, theorem

(i,) = points("i")
F = Subset("F", i)
f = Function("f", i)


@theorem("corpus", title="A supremum, shifted and scaled")
def shifted(proof):
    proof.claim(sup[i:F](2*f(i) + 3) == 2*sup[i:F](f(i)) + 3)
    proof.given(bounded(sup[i:F](f(i))))
    proof.starts(sup[i:F](2*f(i) + 3))
    proof.eq(2*sup[i:F](f(i)) + 3, by=extremum)
