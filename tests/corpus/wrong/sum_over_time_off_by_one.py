"""A telescoping sum that ends one term too early."""

from derivations import Function, counts, theorem, total

n, t = counts("n t")
a = Function("a", t)


@theorem(title="Mine")
def mine(proof):
    proof.claim(total[t:1:n](a(t + 1) - a(t)) == a(n) - a(1))  # wrong
