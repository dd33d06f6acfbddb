"""Nothing says that G contains F."""

from derivations import Function, Subset, bounded, nested, points, sup, theorem

(i,) = points("i")
F, G = Subset("F", i), Subset("G", i)
f = Function("f", i)


@theorem("corpus", title="The best of another family")
def best(proof):
    proof.claim(sup[i:F](f(i)) <= sup[i:G](f(i)))
    proof.given(bounded(sup[i:G](f(i))))
    proof.starts(sup[i:F](f(i)))
    proof.le(sup[i:G](f(i)), by=nested)
