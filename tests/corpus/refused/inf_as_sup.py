"""What reads as a supremum is an infimum: over a larger family a supremum is larger, not smaller."""

from derivations import Function, Subset, bounded, nested, points, theorem
from derivations import inf as sup

(i,) = points("i")
F = Subset("F", i)
G = Subset("G", i, containing=F)
f = Function("f", i)


@theorem("corpus", title="The best of a larger family")
def smaller(proof):
    proof.claim(sup[i:G](f(i)) <= sup[i:F](f(i)))
    proof.given(bounded(sup[i:G](f(i))))
    proof.starts(sup[i:G](f(i)))
    proof.le(sup[i:F](f(i)), by=nested)
