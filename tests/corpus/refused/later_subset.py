"""F is declared inside G only after the theorem that needs it."""

from derivations import Function, Subset, bounded, nested, points, sup, theorem

(i,) = points("i")
F = Subset("F", i)
G = Subset("G", i)
f = Function("f", i)


@theorem("corpus", title="The best of another family")
def best(proof):
    proof.claim(sup[i:F](f(i)) <= sup[i:G](f(i)))
    proof.given(bounded(sup[i:G](f(i))))
    proof.starts(sup[i:F](f(i)))
    proof.le(sup[i:G](f(i)), by=nested)


G = Subset("G", i, containing=F)
