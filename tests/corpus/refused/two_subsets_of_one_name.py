"""Two sets called F: the supremum over the smaller is at most that over the larger, printed as one."""

from derivations import Function, Subset, bounded, nested, points, sup, theorem

(i,) = points("i")
F = Subset("F", i)
G = Subset("F", i, containing=F)
f = Function("f", i)


@theorem("corpus", title="A larger family")
def larger(proof):
    proof.claim(sup[i:F](f(i)) <= sup[i:G](f(i)))
    proof.given(bounded(sup[i:G](f(i))))
    proof.starts(sup[i:F](f(i)))
    proof.le(sup[i:G](f(i)), by=nested)
