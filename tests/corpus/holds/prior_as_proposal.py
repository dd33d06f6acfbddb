"""With the prior as proposal a weight is the likelihood, and its mean is the evidence."""

from derivations import E, Law, points, product_rule, theorem
from derivations.chapters.elbo import mean_ratio, q, r

x, z = points("x z")
p = Law("p", x, z)


@theorem("corpus", title="The weight under the prior is the likelihood")
def likelihood(proof):
    proof.claim(p(x, z)/p(z) == p(x | z))
    proof.given(p(z) > 0)
    proof.starts(p(x, z)/p(z))
    proof.eq(p(x | z), by=product_rule)


@theorem("corpus", title="The prior need not reach the posterior's mass for this bound")
def ratio(proof):
    proof.claim(E[p(z)](p(z | x)/p(z)) <= 1)
    proof.given(p(x) > 0)
    proof.starts(E[p(z)](p(z | x)/p(z)))
    proof.le(1, by=mean_ratio.at({q(z): p(z), r(z): p(z | x)}))
