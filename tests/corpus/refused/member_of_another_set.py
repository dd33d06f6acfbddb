"""The value at i is below the supremum over the members of a set only where i is a member."""

from derivations import Function, Subset, bounded, nested, points, sup, theorem

(i,) = points("i")
f, G = Function("f", i), Subset("G", i)


@theorem("corpus", title="A point that is no member")
def point(proof):
    proof.claim(f(i) <= sup[i:G](f(i)))
    proof.given(bounded(sup[i:G](f(i))))
    proof.starts(f(i))
    proof.le(sup[i:G](f(i)), by=nested)
