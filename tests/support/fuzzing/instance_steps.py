"""Small theorems with particulars put in: steps by instance, for the near misses to start from."""

from derivations.kernel import Derivation, E, factorise, iid, integrable, linearity, mean, one_draw, product_rule
from tests.support.rule_examples import NAMES, typed

x, y, z, u, K, k = (NAMES[n] for n in "xyzuKk")
p, q, c, m, d, f, h, s = (NAMES[n] for n in "pqcmdfhs")


def pulled_out(proof):
    proof.claim(E[q(z)](c(x) + d(z)) == c(x) + E[q(z)](d(z)))
    proof.given(integrable[q(z)](d(z)))
    proof.starts(E[q(z)](c(x) + d(z)))
    proof.eq(c(x) + E[q(z)](d(z)), by=linearity)


def average_of_draws(proof):
    proof.claim(E[iid(q(z), K)](mean[k:K](d(z[k]))) == E[q(z)](d(z)))
    proof.given(integrable[q(z)](d(z)))
    proof.starts(E[iid(q(z), K)](mean[k:K](d(z[k]))))
    proof.eq(mean[k:K](E[iid(q(z), K)](d(z[k]))), by=linearity)
    proof.eq(mean[k:K](E[q(z)](d(z))), by=one_draw)
    proof.eq(E[q(z)](d(z)), by=linearity)


def factors(proof):
    proof.claim(m(y, z) == m(y)*m(z))
    proof.starts(m(y, z))
    proof.eq(m(y)*m(z), by=factorise)


def bayes(proof):
    proof.claim(p(x, z)/p(x) == p(z | x))
    proof.given(p(x) > 0)
    proof.starts(p(x, z)/p(x))
    proof.eq(p(z | x), by=product_rule)


def instances():
    """(left, right, reason) of steps by instance."""
    pull, average, split, quotient = (Derivation(g, title=g.__name__, register=False)
                                      for g in (pulled_out, average_of_draws, factors, bayes))
    at = {name: typed(name) for name in ("q(z)", "c(x)", "p(x | z)", "s(z | x)", "p(z | x)", "p(z)", "m(y, z)", "r(y)",
                                         "t(y, z | x)", "p(x, z)", "t(x, z)", "c(u)", "b(z)")}
    yield "E[q(v)](p(x | z) + d(v))", "p(x | z) + E[q(z)](d(z))", pull.at({at["c(x)"]: at["p(x | z)"]})
    yield "E[q(v)](p(x | z) + d(v))", "p(x | z) + E[q(v)](d(v))", pull.at({at["c(x)"]: at["p(x | z)"]})
    yield "E[s(z | x)](c(x) + d(z))", "c(x) + E[s(z | x)](d(z))", pull.at({at["q(z)"]: at["s(z | x)"]})
    yield "E[p(z | x)](c(x) + d(z))", "c(x) + E[p(z | x)](d(z))", pull.at({at["q(z)"]: at["p(z | x)"]})
    yield "E[q(z)](c(u) + d(z))", "c(u) + E[q(z)](d(z))", pull.at({x: u})
    yield "E[iid(q(z), K + 1)](mean[k:K + 1](d(z[k])))", "E[q(z)](d(z))", average.at({K: K + 1})
    yield "E[iid(s(z | x), 2)](mean[k:2](d(z[k])))", "E[s(z | x)](d(z))", average.at({K: 2, at["q(z)"]: at["s(z | x)"]})
    yield "E[identical(q(z), K)](mean[k:K](d(z[k])))", "E[q(z)](d(z))", average.at(draws="identical")
    yield "m(y, z)", "m(y)*m(z)", split
    yield "t(y, z | x)", "t(y | x)*t(z | x)", split.at({at["m(y, z)"]: at["t(y, z | x)"]})
    yield "t(x, z)/t(x)", "t(z | x)", quotient.at({at["p(x, z)"]: at["t(x, z)"]})
    yield "E[r(y)](log(p(x, z)/p(x)))", "E[r(y)](log(p(z | x)))", quotient
    yield "E[c(x)](p(x, z)/p(x))", "E[c(x)](p(z | x))", quotient
