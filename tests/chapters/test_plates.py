"""Batches and divergences for draws: the chapter's own formulas beside sums over tables, and fractions beside both.

In the tables every batch is a state with its probability, whether draws hang together or not.  In the fractions a batch is
a subset of a list of data, and a divergence of dyadic laws is a fraction of a bit.
"""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from derivations.attack.families import monomials
from derivations.attack.models import random_models, signature
from derivations.attack.numbers import Exact
from derivations.chapters import plates as chapter
from impl import elbo
from tests.support.exact_tables import log
from tests.support.finite_models import Reading, assert_equal, case, log_table
from tests.support.importance_weights import tuples

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence

AXES = {"p": "z", "q": "z", "d": "y", "a": "zw", "r": "yzw", "o": "c", "b": "cv", "g": "cu", "after": "cuv", "m": "vu", "model": "vu", "j": "vu"}


def mean(law, values):
    """The mean over a whole table of logarithms of probabilities; values where there is no mass do not count."""
    law, values = torch.broadcast_tensors(law, values)
    return torch.where(law > -math.inf, law.exp()*values, 0).sum()


def rows(law, values):
    """The same along the last axis."""
    return torch.where(law > -math.inf, law.exp()*values, 0).sum(-1)


class Drawn:
    """A model's laws as tables of log probabilities, its functions as tables, and batches with their probabilities."""

    def __init__(self, model):
        self.model = model
        self.laws = {law.name: law for law in model.weights}

    def __getattr__(self, name):
        if name in AXES:
            return self.law(name)
        if name in ("N", "B", "M"):
            return self.model.counts[getattr(chapter, name)]
        if name in ("f", "h", "lik", "e"):
            return torch.tensor(self.model.functions[getattr(chapter, name)][0].astype(float))
        raise AttributeError(name)

    def law(self, name):
        return log_table(self.model, self.laws[name], *AXES[name])

    def batches(self, kind):
        """The log probabilities of all batches in order."""
        if kind == "iid":
            return tuples(self.d, self.B).sum(0)
        found = self.model.draws(kind, chapter.d(chapter.y), self.B, Exact)[0]
        return log(found.reshape(-1).tolist())

    def over(self, values, kind="identical", then=lambda average: average):
        """The mean, over batches, of what is made of the average of values over a batch."""
        return mean(self.batches(kind), then(tuples(values, self.B).mean(0)))

    @property
    def extra(self):
        return elbo.kl(self.q, self.p)

    @property
    def part(self):
        return rows(self.q, self.h)

    @property
    def bound(self):
        """As the lower bound of a joint density: prior, guide and all data in one."""
        return mean(self.q, self.p - self.q + self.N*(self.d.exp()[:, None]*self.h).sum(0))

    def likelihoods(self):
        """The mean log likelihood of each datum, (y)."""
        both = self.q[:, None] + self.r
        return torch.where(both > -math.inf, both.exp()*self.lik.movedim(1, 2).log(), 0).sum((1, 2))

    def divergences(self):
        """The mean divergence of the local latents of each datum, (y)."""
        return rows(self.q, rows(self.r, self.r - self.a))

    # -- functions of φ --

    def polynomial(self, name, phi):
        coefficients = torch.tensor(self.model.functions[getattr(chapter, name)][0].astype(float)).unbind(-1)
        return sum((c*phi**len(powers) for c, powers in zip(coefficients[1:], monomials(1), strict=True)), coefficients[0])

    def slope(self, function):
        return torch.func.jacrev(function)(torch.tensor(float(self.model.reals[chapter.phi][0])))

    def objective(self, weight):
        return lambda phi: self.N*mean(self.d, self.polynomial("t", phi)) - weight*self.polynomial("s", phi)

    # -- one latent and its parents --

    def ratio(self):
        """The log ratio of the latent, (c, v, u)."""
        return self.g[:, None] - self.m

    def divergence(self):
        """(c, v)"""
        return rows(self.g[:, None], self.ratio())

    def before(self):
        """The law of (c, v, u) where the parents come first, or apart."""
        return self.o[:, None, None] + self.b[..., None] + self.g[:, None]

    def behind(self):
        """The law of (c, v, u) where the parents come from the latent."""
        return (self.o[:, None, None] + self.g[..., None] + self.after).movedim(1, 2)

    def missed(self):
        law, swapped = self.behind(), rows(self.g[:, None], self.m.expand(len(self.o), *self.m.shape))
        return mean(law, self.divergence()[..., None] - self.ratio()), mean(law, self.m) - mean(law, swapped[..., None])

    def sites(self):
        joint, guide = self.law("model"), self.j
        split = [(law.logsumexp(-1), law - law.logsumexp(-1, keepdim=True)) for law in (guide, joint)]
        parents, latents = zip(*split, strict=True)
        likelihood = self.e.T.log()
        return (mean(guide, joint + likelihood - guide),
                mean(guide, likelihood) - elbo.kl(*parents) - mean(guide, latents[0] - latents[1]))

    def spreads(self):
        """For each c: the variance of the log ratio, and its two parts."""
        law = self.b[..., None] + self.g[:, None]
        averages = torch.where(law > -math.inf, law.exp()*self.ratio(), 0).sum((1, 2))
        whole = torch.where(law > -math.inf, law.exp()*(self.ratio() - averages[:, None, None])**2, 0).sum((1, 2))
        inner = rows(self.g[:, None], (self.ratio() - self.divergence()[..., None])**2)
        return whole, rows(self.b, inner) + rows(self.b, (self.divergence() - averages[:, None])**2)


def local(m):
    """(y, z)"""
    likelihood = m.lik.movedim(1, 2).log()
    return rows(m.r, likelihood + m.a - m.r), rows(m.r, likelihood) - rows(m.r, m.r - m.a)


def variance(m):
    average = mean(m.d, m.f)
    return m.over(m.f, "iid", lambda f: (m.N*f - m.N*average)**2), m.N**2/m.B*mean(m.d, (m.f - average)**2)


def gradient(m):
    slopes = m.slope(lambda phi: m.polynomial("t", phi) + 0*phi)
    return m.N*m.over(slopes.expand(m.model.size("y"))) - m.slope(lambda phi: m.polynomial("s", phi) + 0*phi), m.slope(m.objective(1))


CASES = [
    case(evidence("plates.split", kind="agreement"), lambda m: (m.bound, m.N*mean(m.d, m.part) - m.extra)),
    case(evidence("plates.local", kind="agreement"), local),
    case(evidence("plates.subsampled", kind="agreement"), lambda m: (m.over(m.part, then=lambda f: m.N*f - m.extra), m.bound)),
    case(evidence("plates.stretched", kind="agreement"),
         lambda m: (m.over(m.part, then=lambda f: m.N*f - m.N/m.B*m.extra), m.bound - (m.N/m.B - 1)*m.extra)),
    case(evidence("plates.epoch", kind="agreement"),
         lambda m: (m.M*m.over(m.part, then=lambda f: m.B*f - m.extra/m.M), m.M*m.B*mean(m.d, m.part) - m.extra)),
    case(evidence("plates.per_datum", kind="agreement"),
         lambda m: (m.over(m.part, then=lambda f: f - m.extra/m.N), m.bound/m.N)),
    case(evidence("plates.local_stretched", kind="agreement"),
         lambda m: (m.N*m.over(m.likelihoods() - m.divergences()), m.N*mean(m.d, m.likelihoods() - m.divergences()))),
    case(evidence("plates.variance", kind="agreement"), variance),
    case(evidence("plates.gradient", kind="agreement"), gradient),
    case(evidence("plates.slope", kind="agreement"),
         lambda m: (m.slope(m.objective(m.N/m.B)), m.slope(m.objective(1)) - (m.N/m.B - 1)*m.slope(lambda phi: m.polynomial("s", phi) + 0*phi))),
    case(evidence("plates.likelihood_biased", kind="agreement"),
         lambda m: (m.N*mean(m.d, m.f), m.over(m.f, then=lambda f: (m.N*f).exp()).log())),
    case(evidence("plates.site", kind="agreement"),
         lambda m: (mean(m.before(), m.ratio()), mean(m.o[:, None] + m.b, m.divergence()))),
    case(evidence("plates.descendant", kind="agreement"), lambda m: m.missed()),
    case(evidence("plates.by_sites", kind="agreement"), lambda m: m.sites()),
    case(evidence("plates.varies_less", kind="agreement"), lambda m: m.spreads()),
]
SIZES = st.tuples(*[st.integers(1, 3)]*3)


@pytest.mark.parametrize(("theorem", "program"), CASES)
@given(st.integers(0, 2**32), SIZES, SIZES)
def test_sides_agree(theorem, program, seed, lengths, numbers):
    sides_agree(theorem, program, seed, lengths, numbers)


def sides_agree(theorem, program, seed, lengths, numbers):
    statement, hypotheses = theorem.text.statement, [h for h, _ in theorem.text.hypotheses]
    found = signature(statement, *hypotheses)
    spaces = dict(zip("yzw", lengths, strict=True)) | dict(zip("cuv", lengths, strict=True))
    counts = {count: n for count, n in zip((chapter.N, chapter.B, chapter.M), numbers, strict=True) if count in found.counts}
    sizes = {space: spaces[space] for space in found.spaces if space in spaces}
    model = random_models(found, sizes, counts, 1, np.random.default_rng(seed), 0.3)
    reading = Reading(model, statement, *hypotheses)
    held = reading.held(hypotheses)
    assume(held.any())
    for side, got in zip(statement.args, program(Drawn(model)), strict=True):
        if got is not None:
            assert_equal(got, reading.value(side), held)


@pytest.mark.parametrize(("theorem", "program"), [
    (chapter.split, lambda m: (None, m.N*mean(m.d, m.part) + m.extra)),
    (chapter.subsampled, lambda m: (m.over(m.part, then=lambda f: m.N*f - m.N/m.B*m.extra), None)),
    (chapter.stretched, lambda m: (None, m.bound - m.N/m.B*m.extra)),
    (chapter.epoch, lambda m: (m.M*m.over(m.part, then=lambda f: m.B*f - m.extra), None)),
    (chapter.per_datum, lambda m: (m.over(m.part, then=lambda f: f - m.extra/m.B), None)),
    (chapter.local_stretched, lambda m: (m.over(m.N*m.likelihoods() - m.B*m.divergences()), None)),
    (chapter.variance, lambda m: (None, variance(m)[1]/m.N)),
    (chapter.gradient, lambda m: (None, m.slope(m.objective(m.N/m.B)))),
    (chapter.site, lambda m: (mean(m.before(), m.ratio().flip(1)), None)),
    (chapter.descendant, lambda m: (None, -m.missed()[1])),
    (chapter.by_sites, lambda m: (m.sites()[0] + mean(m.j, m.j - m.law("model")), None)),
    (chapter.varies_less, lambda m: (None, rows(m.b, (m.divergence())**2))),
])
def test_a_wrong_side_is_noticed(theorem, program):
    check = given(st.integers(0, 2**32), SIZES, SIZES)(
        lambda seed, lengths, numbers: sides_agree(theorem, program, seed, lengths, numbers))
    with pytest.raises(AssertionError):
        settings(database=None, phases=[Phase.generate], max_examples=300)(check)()


# --- batches in fractions -----------------------------------------------------------------------------------------

FRACTIONS = st.builds(Fraction, st.integers(-30, 30), st.integers(1, 6))


@st.composite
def data_sets(draw):
    """Local parts, local divergences and the slopes of both for M B data; B; the global divergence and its slope."""
    batch, batches = draw(st.integers(1, 3)), draw(st.integers(1, 2))
    columns = [[draw(FRACTIONS) for _ in range(batch*batches)] for _ in range(2)]
    return *columns, batch, draw(FRACTIONS.map(abs)), draw(FRACTIONS)


def average(values):
    values = [*values]
    return sum(values, Fraction(0))/len(values)


@evidence("plates.subsampled", kind="exact")
@evidence("plates.stretched", kind="exact")
@evidence("plates.epoch", kind="exact")
@evidence("plates.per_datum", kind="exact")
@evidence("plates.local_stretched", kind="exact")
@evidence("plates.gradient", kind="exact")
@evidence("plates.slope", kind="exact")
@given(data_sets())
def test_every_subset_of_the_data_once(data):
    """Without replacement: each batch is a subset, an epoch is a partition."""
    parts, others, size, divergence, slope = data
    number = len(parts)
    stretch = Fraction(number, size)
    batches = [*itertools.combinations(range(number), size)]
    whole = sum(parts) - divergence
    assert average(stretch*sum(parts[k] for k in batch) - divergence for batch in batches) == whole
    assert average(average(parts[k] for k in batch) - divergence/number for batch in batches) == whole/number
    stretched = average(stretch*(sum(parts[k] for k in batch) - divergence) for batch in batches)
    assert stretched == whole - (stretch - 1)*divergence
    likelihoods_and_divergences = average(stretch*(sum(parts[k] for k in batch) - sum(others[k] for k in batch)) for batch in batches)
    assert likelihoods_and_divergences == sum(parts) - sum(others)
    order = [*range(number)]
    epoch = [order[k:k + size] for k in range(0, number, size)]
    assert sum(sum(parts[k] for k in batch) - divergence/stretch for batch in epoch) == whole
    # parts are now slopes of local parts in a parameter, which add up as they do
    assert average(stretch*sum(parts[k] for k in batch) - slope for batch in batches) == sum(parts) - slope
    assert average(stretch*(sum(parts[k] for k in batch) - slope) for batch in batches) == sum(parts) - slope - (stretch - 1)*slope


@evidence("plates.variance", kind="exact")
@evidence("plates.likelihood_biased", kind="exact")
@given(st.lists(st.integers(-3, 3), min_size=1, max_size=3), st.integers(1, 3))
def test_every_list_of_independent_draws_once(parts, size):
    """The local parts are whole numbers of bits, so that stretched likelihoods are powers of two, and roots of them."""
    number = len(parts)
    lists = [*itertools.product(parts, repeat=size)]
    estimates = [Fraction(number, size)*sum(each) for each in lists]
    spread = average((Fraction(a) - b)**2 for a, b in itertools.product(parts, repeat=2))/2
    assert average(estimates) == sum(parts)
    assert average((one - sum(parts))**2 for one in estimates) == Fraction(number**2, size)*spread
    likelihoods = sum(2.0**float(one) for one in estimates)/len(lists)
    assert likelihoods >= 2.0**sum(parts)*(1 - 1e-12)
    if len({*parts}) > 1:
        assert likelihoods > 2.0**sum(parts)*(1 + 1e-3)


# --- divergences in bits ------------------------------------------------------------------------------------------

DYADIC = [(1, 1, 2), (1, 2, 1), (2, 1, 1)]  # in quarters
dyadic = st.sampled_from(DYADIC).map(lambda weights: [Fraction(n, 4) for n in weights])
THREE = range(3)


def bits(value: Fraction) -> Fraction:
    """The logarithm of a power of two."""
    found = value.numerator.bit_length() - value.denominator.bit_length()
    assert value == Fraction(2)**found
    return Fraction(found)


def kl(one, other):
    return sum(s*bits(s/t) for s, t in zip(one, other, strict=True))


@evidence("plates.split", kind="exact")
@evidence("plates.local", kind="exact")
@given(dyadic, dyadic, st.lists(FRACTIONS, min_size=9, max_size=9), st.lists(dyadic, min_size=6, max_size=6))
def test_the_bound_of_a_data_set_in_bits(q, p, parts, laws):
    """Three data; the bound is the mean of the log of one fraction, made of the whole joint density.  Of a local part, too."""
    whole = sum(q[z]*(bits(p[z]/q[z]) + sum(parts[3*y + z] for y in THREE)) for z in THREE)
    assert whole == sum(sum(q[z]*parts[3*y + z] for z in THREE) for y in THREE) - kl(q, p)
    guide, prior, likelihood = laws[:3]
    inside = sum(s*bits(e*t/s) for s, t, e in zip(guide, prior, likelihood, strict=True))
    assert inside == sum(s*bits(e) for s, e in zip(guide, likelihood, strict=True)) - kl(guide, prior)


@evidence("plates.site", kind="exact")
@evidence("plates.descendant", kind="exact")
@evidence("plates.by_sites", kind="exact")
@evidence("plates.varies_less", kind="exact")
@given(*[st.lists(dyadic, min_size=3, max_size=3)]*2, dyadic, dyadic, dyadic)
def test_one_latent_and_its_parents_in_bits(model, behind, guide, apart, prior):
    """A guide of u that knows nothing; v comes apart from it, or from it."""
    divergences = [kl(guide, model[v]) for v in THREE]
    ratio = {(u, v): bits(guide[u]/model[v][u]) for u in THREE for v in THREE}
    assert sum(guide[u]*apart[v]*ratio[u, v] for u, v in ratio) == sum(s*t for s, t in zip(apart, divergences, strict=True))
    missed = sum(guide[u]*behind[u][v]*(divergences[v] - ratio[u, v]) for u, v in ratio)
    own = sum(guide[u]*behind[u][v]*bits(model[v][u]) for u, v in ratio)
    another = sum(guide[u]*behind[u][v]*guide[w]*bits(model[v][w]) for u, v in ratio for w in THREE)
    assert missed == own - another
    # the guide in the order of the model: v from `apart`, u from a row of `behind`
    whole = sum(apart[v]*behind[v][u]*bits(prior[v]*model[v][u]/(apart[v]*behind[v][u])) for u, v in ratio)
    assert whole == -kl(apart, prior) - sum(apart[v]*kl(behind[v], model[v]) for v in THREE)
    # independent draws, each with its own variance; that of the divergence is what v adds
    centre = sum(guide[u]*apart[v]*ratio[u, v] for u, v in ratio)
    spread = sum(guide[u]*apart[v]*(ratio[u, v] - centre)**2 for u, v in ratio)
    inner = sum(guide[u]*apart[v]*(ratio[u, v] - divergences[v])**2 for u, v in ratio)
    assert spread == inner + sum(apart[v]*(divergences[v] - centre)**2 for v in THREE)


def test_a_copied_parent_shows_what_goes_wrong():
    """The guide draws u from quarters and copies it to v; the model thinks them likely to be equal.  By draws the term is minus half
    a bit, and the divergence in its place is an eighth of a bit above zero: not even the sign is right."""
    guide = [Fraction(n, 4) for n in (2, 1, 1)]
    model = [[Fraction(1 + (u == v), 4) for u in THREE] for v in THREE]
    by_draws = sum(guide[u]*bits(guide[u]/model[u][u]) for u in THREE)
    in_its_place = sum(guide[u]*kl(guide, model[u]) for u in THREE)
    assert (by_draws, in_its_place) == (Fraction(-1, 2), Fraction(1, 8))
