"""Names may be Greek letters; the mean of a centred function is zero."""

from derivations import E, Function, Law, abbreviation, algebra, integrable, linearity, points, theorem

(θ,) = points("θ")
q, φ = Law("q", θ), Function("φ", θ)


@abbreviation
def μ(φ):
    """The mean under q."""
    return E[q(θ)](φ)


@theorem("corpus", title="A centred function has mean zero")
def centred(proof):
    proof.claim(μ(φ(θ) - μ(φ(θ))) == 0)
    proof.given(integrable[q(θ)](φ(θ)))
    proof.starts(μ(φ(θ) - μ(φ(θ))))
    proof.eq(μ(φ(θ)) - μ(φ(θ)), by=linearity)
    proof.eq(0, by=algebra)
