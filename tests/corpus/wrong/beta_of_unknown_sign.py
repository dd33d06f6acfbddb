"""A divergence times a number, of which nobody said that it is not negative."""

from derivations import KL, Function, Law, integrable, log, points, theorem
from derivations.chapters.elbo import gibbs

x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)
beta = Function("beta")


@theorem(title="Gibbs' inequality for the posterior")
def gap(proof):
    proof.claim(KL[z](q(z), p(z | x)) >= 0)
    proof.given(integrable[q(z)](log(q(z)/p(z | x))))
    proof.starts(KL[z](q(z), p(z | x)))
    proof.ge(0, by=gibbs.at(q=q(z), r=p(z | x)))


@theorem(title="The penalised bound lies below the evidence")
def penalised(proof):
    proof.claim(log(p(x)) - beta()*KL[z](q(z), p(z | x)) <= log(p(x)))
    proof.given(integrable[q(z)](log(q(z)/p(z | x))))  # wrong
    proof.starts(log(p(x)) - beta()*KL[z](q(z), p(z | x)))
    proof.le(log(p(x)), by=gap)  # needs
