"""f(z) = 1 > c at a z that the base measure does not count; the lemma is about a z of a family, of which each counts."""

from derivations import Function, always, bounded, extremum, hypothesis, nested, points, sup, theorem

x, z = points("x z")
c, f, g = Function("c", x), Function("f", z), Function("g", z)


@theorem("corpus", title="Of a family almost every member is every member")
def every_member(proof):
    proof.claim(f(z) <= c(x))
    proof.given(always[z](f(z) <= c(x)), bounded(sup[z](g(z))))
    proof.starts(f(z))
    proof.le(sup[z](f(z)), by=nested)
    proof.le(sup[z](c(x)), by=hypothesis)
    proof.eq(c(x), by=extremum)


@theorem("corpus", title="The supremum of a constant needs no family")
def every_place(proof):
    proof.claim(f(z) <= c(x))
    proof.given(always[z](f(z) <= c(x)))
    proof.starts(f(z))
    proof.le(c(x), by=every_member.at({g(z): c(x)}))
