"""The larger family's bound may be infinite, and nothing is given."""

from derivations import *
x, z = points("x z")
(i,) = points("i")
p = Law("p", x, z)
F = Subset("F", i)
G = Subset("G", i, containing=F)
s = Law("s", z | i)

@theorem(title="nested families without bounded")
def nested_families(proof):
    proof.claim(sup[i:F](E[s(z | i)](log(p(x, z)/s(z | i)))) <= sup[i:G](E[s(z | i)](log(p(x, z)/s(z | i)))))
    proof.given(always[i](integrable[s(z | i)](log(p(x, z)/s(z | i)))))
    proof.starts(sup[i:F](E[s(z | i)](log(p(x, z)/s(z | i)))))
    proof.le(sup[i:G](E[s(z | i)](log(p(x, z)/s(z | i)))), by=nested)
    proof.le(log(exp(sup[i:G](E[s(z | i)](log(p(x, z)/s(z | i)))))), by=logarithm)
    proof.le(sup[i:G](E[s(z | i)](log(p(x, z)/s(z | i)))), by=logarithm)
