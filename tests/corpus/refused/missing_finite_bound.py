"""With weights that may all be zero the bound is −∞, and no statement about a number."""

from derivations import log, theorem
from derivations.chapters.iwelbo import K, L, bound_iid, p, x


@theorem("corpus", title="The bound with independent draws, always")
def bound(proof):
    proof.claim(L(K) <= log(p(x)))
    proof.starts(L(K))
    proof.le(log(p(x)), by=bound_iid)
