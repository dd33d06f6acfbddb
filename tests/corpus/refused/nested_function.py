"""The statement is made by a function inside the proof, whose body is what is proved."""

from derivations import Law, algebra, points, theorem

(x,) = points("x")
p = Law("p", x)


@theorem("corpus", title="The log density is the density")
def equal(proof):
    def log(u):
        return u
    proof.claim(log(p(x)) == p(x))
    proof.starts(log(p(x)))
    proof.eq(2*p(x) - p(x), by=algebra)
    proof.eq(p(x), by=algebra)
