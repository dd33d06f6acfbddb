"""An average of three terms, of which two are written out."""

from derivations import Function, counts, mean, theorem, written_out

(k,) = counts("k")
a = Function("a", k)


@theorem(title="Mine")
def mine(proof):
    proof.claim(mean[k:3](a(k)) == (a(1) + a(2))/3)
    proof.starts(mean[k:3](a(k)))
    proof.eq((a(1) + a(2))/3, by=written_out)  # wrong
