"""The average of the others is the average of all, less what one adds to it."""

from derivations import E, Function, Law, counts, identical, integrable, leave_one_out, mean, points, theorem

(z,) = points("z")
K, k, j = counts("K k j")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem("corpus", title="The average of the others")
def others(proof):
    proof.claim(E[identical(q(z), K + 1)](mean[k:K + 1](g(z[k])*mean[j:K + 1:k](f(z[j]))**2))
                == E[identical(q(z), K + 1)](mean[k:K + 1](g(z[k])*((K + 1)*mean[j:K + 1](f(z[j])) - f(z[k]))**2/K**2)))
    proof.given(integrable[identical(q(z), K + 1)](mean[k:K + 1](g(z[k])*mean[j:K + 1:k](f(z[j]))**2)))
    proof.starts(E[identical(q(z), K + 1)](mean[k:K + 1](g(z[k])*mean[j:K + 1:k](f(z[j]))**2)))
    proof.eq(E[identical(q(z), K + 1)](mean[k:K + 1](g(z[k])*((K + 1)*mean[j:K + 1](f(z[j])) - f(z[k]))**2/K**2)), by=leave_one_out)
