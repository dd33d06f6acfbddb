"""A question: does one more draw loosen the importance weighted bound?"""

from derivations import E, Function, Law, abbreviation, counts, iid, log, mean, points, theorem

(z,) = points("z")
K, k = counts("K k")
q, d = Law("q", z), Function("d", z, nonnegative=True)


@abbreviation
def w(point):
    return 1 + d(point)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[iid(q(z), K + 1)](log(mean[k:K + 1](w(z[k])))) <= E[iid(q(z), K)](log(mean[k:K](w(z[k])))))  # wrong
