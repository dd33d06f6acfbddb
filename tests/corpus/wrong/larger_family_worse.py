"""The best of a larger family, taken for no better."""

from derivations import Function, Subset, bounded, nested, points, sup, theorem

(i,) = points("i")
f, F = Function("f", i), Subset("F", i)
G = Subset("G", i, containing=F)


@theorem(title="Mine")
def mine(proof):
    proof.claim(sup[i:G](f(i)) <= sup[i:F](f(i)))
    proof.given(bounded(sup[i:G](f(i))))
    proof.starts(sup[i:G](f(i)))
    proof.le(sup[i:F](f(i)), by=nested)  # wrong
