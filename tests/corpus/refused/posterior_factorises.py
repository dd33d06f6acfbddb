"""A mean-field optimum does not make the posterior a product."""

from derivations import E, integrable, log, theorem
from derivations.chapters.elbo import a, b, mean_field_tight, n, x, y, z


@theorem("corpus", title="The mean-field bound is tight")
def always_tight(proof):
    proof.claim(E[a(y), b(z)](log(n(x, y, z)/(a(y)*b(z)))) == log(n(x)))
    proof.given(integrable[a(y), b(z)](log(n(x, y, z)/(a(y)*b(z)))))
    proof.starts(E[a(y), b(z)](log(n(x, y, z)/(a(y)*b(z)))))
    proof.eq(log(n(x)), by=mean_field_tight)
