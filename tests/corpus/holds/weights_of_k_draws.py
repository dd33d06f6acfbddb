"""Each of K draws has a weight with mean p(x) when q covers the joint; so has their average."""

from derivations import E, always, identical, iid, implies, linearity, mean, one_draw, theorem
from derivations.chapters.iwelbo import K, k, p, q, unbiased_weight, w, x, z


@theorem("corpus", title="The average weight of K draws is unbiased")
def unbiased_average(proof):
    proof.claim(E[identical(q(z | x), K)](mean[k:K](w(z[k]))) == p(x))
    proof.given(always[z](implies(p(x, z) > 0, q(z | x) > 0)))
    proof.starts(E[identical(q(z | x), K)](mean[k:K](w(z[k]))))
    proof.eq(mean[k:K](E[identical(q(z | x), K)](w(z[k]))), by=linearity)
    proof.eq(mean[k:K](E[q(z | x)](w(z))), by=one_draw)
    proof.eq(E[q(z | x)](w(z)), by=linearity)
    proof.eq(p(x), by=unbiased_weight)


@theorem("corpus", title="For independent draws too")
def unbiased_iid(proof):
    proof.claim(E[iid(q(z | x), K)](mean[k:K](w(z[k]))) == p(x))
    proof.given(always[z](implies(p(x, z) > 0, q(z | x) > 0)))
    proof.starts(E[iid(q(z | x), K)](mean[k:K](w(z[k]))))
    proof.eq(p(x), by=unbiased_average.at(draws="iid"))
