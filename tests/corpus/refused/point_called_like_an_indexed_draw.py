"""A point is called as a draw with an index is printed."""

from derivations import Function, E, Law, counts, iid, linearity, mean, points, Point, theorem, sup, extremum, bounded

z, i = points("z i")
K, k = counts("K k")
z_k, z_1 = Point("z_k", "z"), Point("z_1", "z")
q, f = Law("q", z), Function("f", z)
f_i = Function("f_i", z)


@theorem("corpus", title="every term is the mean")
def one(proof):
    proof.claim(mean[k:K](f(z_k)) == f(z_k))
    proof.starts(mean[k:K](f(z_k)))
    proof.eq(f(z_k), by=linearity)


@theorem("corpus", title="the mean over draws is every draw")
def two(proof):
    proof.claim(E[iid(q(z), K)](mean[k:K](f(z[k])*f(z_1))) == f(z_1)*E[iid(q(z), K)](mean[k:K](f(z[k]))))
    proof.starts(E[iid(q(z), K)](mean[k:K](f(z[k])*f(z_1))))
    proof.eq(f(z_1)*E[iid(q(z), K)](mean[k:K](f(z[k]))), by=linearity)


@theorem("corpus", title="sup")
def three(proof):
    proof.claim(sup[i](f_i(z)) == f_i(z))
    proof.starts(sup[i](f_i(z)))
    proof.eq(f_i(z), by=extremum)
