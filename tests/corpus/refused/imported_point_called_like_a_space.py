"""An imported point of one space is called like another space."""

from derivations import E, algebra, integrable, log, theorem
from derivations.chapters.cavi import p
from derivations.chapters.elbo import x
from derivations.reported.q2_1_11 import y


@theorem("corpus", title="Both coordinates have one entropy")
def one(proof):
    proof.claim(-E[p(x)](log(p(x))) == -E[p(y)](log(p(y))))
    proof.given(integrable[p(x)](log(p(x))))
    proof.starts(-E[p(x)](log(p(x))))
    proof.eq(-E[p(y)](log(p(y))), by=algebra)
