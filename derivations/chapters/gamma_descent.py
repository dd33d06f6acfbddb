"""Natural gradient descent on the loss of a Gamma law: what it does to the means, and what is no natural gradient.

The loss of shape a and scale s is the mean of −log p(x), where m is the mean of the data and g that of their logarithms: it
is `loss` of the chapter `gamma`.  The inverse of the Fisher information in shape and scale, whose entries `gamma_charts`
has, times the gradient is the natural gradient.

To first order natural gradient descent moves the mean of x straight to m and the mean of log x straight to g: the natural
gradient in the natural parameters is the gradient in the mean parameters.  Where the scale fits the shape, which is where
a s = m, the gradient has no part in the scale, and the natural gradient has one.  There the Hessian of the loss is the
Fisher information.

The inverse of the log-normaliser's Hessian in shape and scale, which is sometimes taken for that of the Fisher information,
gives no natural gradient: in the scale its step has the opposite sign.

Sources: Amari (1998), Natural gradient works efficiently in learning; Khan and Rue (2023), The Bayesian learning rule.
"""

from derivations import D, abbreviation, algebra, differentiate, digamma, iff, log, rearrange, theorem, trigamma
from derivations.chapters.gamma import A, B, G_11, G_12, G_22, a, eta1, eta2, g, loss, loss_in_scale, loss_in_shape, m, s
from derivations.chapters.gamma_charts import I_aa, I_as, I_ss, u, v

@abbreviation
def step_a(u, v):
    """The natural gradient in shape and scale where the gradient is (u, v): its part in the shape."""
    return I_aa(a)*u + I_as(a, s)*v


@abbreviation
def step_s(u, v):
    """The natural gradient in shape and scale: its part in the scale."""
    return I_as(a, s)*u + I_ss(a, s)*v


@theorem("2.2.15", title="Natural gradient descent moves the mean straight to the mean of the data")
def mean_moves(proof):
    """The mean of the law is a s.  To first order it changes by the natural gradient in the shape, times s, plus that in the
    scale, times a: this is the first mean parameter less the mean of the data."""
    proof.claim(s*step_a(D[a](loss(a, s)), D[s](loss(a, s))) + a*step_s(D[a](loss(a, s)), D[s](loss(a, s))) == a*s - m)
    proof.given(a > 0, s > 0)
    proof.starts(s*step_a(D[a](loss(a, s)), D[s](loss(a, s))) + a*step_s(D[a](loss(a, s)), D[s](loss(a, s))))
    proof.eq(s**2*D[s](loss(a, s)), by=algebra)
    proof.eq(s**2*((a - m/s)/s), by=loss_in_scale)
    proof.eq(a*s - m, by=algebra)
    proof.twin(s*D[a](loss(a, s)) + a*D[s](loss(a, s)) == a*s - m, "taking the gradient for the natural gradient")
    proof.twin(s*step_a(D[a](loss(a, s)), D[s](loss(a, s))) - a*step_s(D[a](loss(a, s)), D[s](loss(a, s))) == a*s - m,
               "losing a sign")


@theorem("2.2.15", title="Natural gradient descent moves the mean of log x straight to that of the data")
def mean_log_moves(proof):
    """The mean of log x is ψ(a) + log s, and its derivatives are ψ′(a) and 1/s."""
    proof.claim(trigamma(a)*step_a(D[a](loss(a, s)), D[s](loss(a, s))) + step_s(D[a](loss(a, s)), D[s](loss(a, s)))/s
                == digamma(a) + log(s) - g)
    proof.given(a > 0, s > 0)
    proof.starts(trigamma(a)*step_a(D[a](loss(a, s)), D[s](loss(a, s))) + step_s(D[a](loss(a, s)), D[s](loss(a, s)))/s)
    proof.eq(D[a](loss(a, s)), by=algebra)
    proof.eq(digamma(a) + log(s) - g, by=loss_in_shape)
    proof.twin(trigamma(a)*step_a(D[a](loss(a, s)), D[s](loss(a, s))) + step_s(D[a](loss(a, s)), D[s](loss(a, s)))/s
               == log(a) + log(s) - g, "taking the logarithm for ψ")


@theorem("2.2.15", title="The natural gradient leaves the mean of x where it is exactly where the scale fits the shape")
def fitted(proof):
    """There the gradient has no part in the scale, and the natural gradient has one: it is −s/a times that in the shape."""
    proof.claim(iff(s*step_a(D[a](loss(a, s)), D[s](loss(a, s))) + a*step_s(D[a](loss(a, s)), D[s](loss(a, s))) == 0, a*s == m))
    proof.given(a > 0, s > 0)
    proof.starts(s*step_a(D[a](loss(a, s)), D[s](loss(a, s))) + a*step_s(D[a](loss(a, s)), D[s](loss(a, s))) == 0)
    proof.iff(a*s - m == 0, by=mean_moves)
    proof.iff(a*s == m, by=rearrange)
    proof.twin(iff(step_s(D[a](loss(a, s)), D[s](loss(a, s))) == 0, a*s == m),
               "taking the gradient's part in the scale for that of the natural gradient")
    proof.twin(iff(s*step_a(D[a](loss(a, s)), D[s](loss(a, s))) + a*step_s(D[a](loss(a, s)), D[s](loss(a, s))) == 0, a/s == m),
               "taking the rate for the scale")


@theorem("2.2.15", title="In the natural parameters the Hessian of the loss is the Fisher information everywhere")
def natural_hessian(proof):
    """Not at the minimum alone, and whatever the data: they stand in the loss with η₁ and η₂ themselves."""
    proof.claim(D[eta1](D[eta1](A(eta1, eta2) - eta1*m - eta2*g))*u**2 + 2*D[eta1](D[eta2](A(eta1, eta2) - eta1*m - eta2*g))*u*v
                + D[eta2](D[eta2](A(eta1, eta2) - eta1*m - eta2*g))*v**2
                == G_11(eta1, eta2)*u**2 + 2*G_12(eta1)*u*v + G_22(eta2)*v**2)
    proof.given(eta1 < 0, eta2 > -1)
    proof.starts(D[eta1](D[eta1](A(eta1, eta2) - eta1*m - eta2*g))*u**2
                 + 2*D[eta1](D[eta2](A(eta1, eta2) - eta1*m - eta2*g))*u*v
                 + D[eta2](D[eta2](A(eta1, eta2) - eta1*m - eta2*g))*v**2)
    proof.eq(G_11(eta1, eta2)*u**2 + 2*G_12(eta1)*u*v + G_22(eta2)*v**2, by=differentiate)
    proof.twin(D[eta1](D[eta1](A(eta1, eta2) - eta1*m - eta2*g))*u**2 + 2*D[eta1](D[eta2](A(eta1, eta2) - eta1*m - eta2*g))*u*v
               + D[eta2](D[eta2](A(eta1, eta2) - eta1*m - eta2*g))*v**2
               == G_11(eta1, eta2)*u**2 - 2*G_12(eta1)*u*v + G_22(eta2)*v**2, "losing the sign beside the diagonal")


# --- what is no natural gradient ------------------------------------------------------------------------------------


@abbreviation
def literal_a(u, v):
    """The part in the shape of the inverse of B's Hessian in shape and scale, times (u, v)."""
    return (a*u + s*v)/(a*trigamma(a) + 1)


@abbreviation
def literal_s(u, v):
    """Its part in the scale."""
    return (s*u - s**2*trigamma(a)*v)/(a*trigamma(a) + 1)


@theorem("2.2.15", title="The inverse of the log-normaliser's Hessian in shape and scale, its first row")
def literal_first(proof):
    proof.claim(D[a](D[a](B(a, s)))*literal_a(u, v) + D[a](D[s](B(a, s)))*literal_s(u, v) == u)
    proof.given(a > 0, s > 0)
    proof.starts(D[a](D[a](B(a, s)))*literal_a(u, v) + D[a](D[s](B(a, s)))*literal_s(u, v))
    proof.eq(trigamma(a)*literal_a(u, v) + literal_s(u, v)/s, by=differentiate)
    proof.eq(u, by=algebra)
    proof.twin(D[a](D[a](B(a, s)))*step_a(u, v) + D[a](D[s](B(a, s)))*step_s(u, v) == v, "taking the first row for the second")


@theorem("2.2.15", title="The inverse of the log-normaliser's Hessian in shape and scale, its second row")
def literal_second(proof):
    proof.claim(D[a](D[s](B(a, s)))*literal_a(u, v) + D[s](D[s](B(a, s)))*literal_s(u, v) == v)
    proof.given(a > 0, s > 0)
    proof.starts(D[a](D[s](B(a, s)))*literal_a(u, v) + D[s](D[s](B(a, s)))*literal_s(u, v))
    proof.eq(literal_a(u, v)/s - a/s**2*literal_s(u, v), by=differentiate)
    proof.eq(v, by=algebra)
    proof.twin(D[a](D[s](B(a, s)))*step_a(u, v) + D[s](D[s](B(a, s)))*step_s(u, v) == v,
               "taking the natural gradient for what the log-normaliser's Hessian gives")


@theorem("2.2.15", title="The log-normaliser's Hessian turns the step in the scale round")
def literal_climbs(proof):
    """Its part in the scale is minus a positive number times that of the natural gradient: the step is turned round."""
    proof.claim((a*trigamma(a) + 1)*literal_s(u, v) == -(a*trigamma(a) - 1)*step_s(u, v))
    proof.given(a > 0)
    proof.starts((a*trigamma(a) + 1)*literal_s(u, v))
    proof.eq(-(a*trigamma(a) - 1)*step_s(u, v), by=algebra)
    proof.twin(literal_s(u, v) == step_s(u, v), "taking it for the natural gradient")
    proof.twin((a*trigamma(a) + 1)*literal_s(u, v) == (a*trigamma(a) - 1)*step_s(u, v), "losing the sign")


# --- logarithms of shape and scale: the gradient in them is (a u, s v), and the information [[a² ψ′(a), a], [a, a]] -----------


@theorem("2.2.15", title="The natural gradient in the logarithms is that in shape and scale, relative to them: the shape")
def log_shape(proof):
    """So a step in the logarithms keeps both positive, and is the same to first order."""
    proof.claim((a*(a*u) - a*(s*v))/(a**2*(a*trigamma(a) - 1)) == step_a(u, v)/a)
    proof.given(a > 0)
    proof.starts((a*(a*u) - a*(s*v))/(a**2*(a*trigamma(a) - 1)))
    proof.eq(step_a(u, v)/a, by=algebra)
    proof.twin((a*(a*u) - a*(s*v))/(a**2*(a*trigamma(a) - 1)) == a*step_a(u, v), "multiplying by the shape")
    proof.twin((a*(a*u) - a*(s*v))/(a**2*(a*trigamma(a) - 1)) == step_a(u, v), "taking it for the same in both")


@theorem("2.2.15", title="The natural gradient in the logarithms is that in shape and scale, relative to them: the scale")
def log_scale(proof):
    proof.claim((a**2*trigamma(a)*(s*v) - a*(a*u))/(a**2*(a*trigamma(a) - 1)) == step_s(u, v)/s)
    proof.given(a > 0, s != 0)
    proof.starts((a**2*trigamma(a)*(s*v) - a*(a*u))/(a**2*(a*trigamma(a) - 1)))
    proof.eq(step_s(u, v)/s, by=algebra)
    proof.twin((a**2*trigamma(a)*(s*v) - a*(a*u))/(a**2*(a*trigamma(a) - 1)) == step_s(u, v), "taking it for the same in both")
