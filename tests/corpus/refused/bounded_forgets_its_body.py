"""A supremum of logarithms of zero is not defined, let alone finite."""

from derivations import Function, Law, Subset, bounded, definition, iff, log, points, sup, theorem

x, z = points("x z")
(i,) = points("i")
F = Subset("F", i)
f, p = Function("f", i), Law("p", x)


@theorem("corpus", title="A constant does not matter to boundedness")
def constant(proof):
    proof.claim(iff(bounded(sup[i:F](f(i) + log(p(x)))), bounded(sup[i:F](f(i)))))
    proof.starts(bounded(sup[i:F](f(i) + log(p(x)))))
    proof.iff(bounded(sup[i:F](f(i))), by=definition)
