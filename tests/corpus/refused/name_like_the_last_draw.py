"""z_K is a point of its own, and a reader takes it for the last of the K draws: a mean square would be the square of a mean."""

from derivations import E, Function, Law, Point, counts, iid, linearity, points, theorem

z, = points("z")
z_K = Point("z_K", "z")
q, f = Law("q", z), Function("f", z)
K, = counts("K")


@theorem("1", title="no variance")
def no_variance(proof):
    proof.claim(E[iid(q(z), K)](f(z_K)**2) == E[iid(q(z), K)](f(z_K))**2)
    proof.starts(E[iid(q(z), K)](f(z_K)**2))
    proof.eq(f(z_K)**2, by=linearity)
    proof.eq(E[iid(q(z), K)](f(z_K))**2, by=linearity)
