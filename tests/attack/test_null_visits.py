"""States of measure zero are visited by free points, and not seen by integrals, draws, divergences or `always`."""

import numpy as np
import pytest

from derivations.attack.evaluate import Evaluator
from derivations.attack.models import Models, random_models, signature
from derivations.attack.numbers import Floats
from derivations.kernel import (
    KL,
    E,
    Function,
    Law,
    always,
    exchangeable,
    identical,
    iid,
    integrable,
    integral,
    log,
    points,
)

x, z = points("x z")
p, q, r = Law("p", x, z), Law("q", z | x), Law("r", z)
f, g = Function("f", z), Function("g", z, nonnegative=True)

UNSEEN = [E[q(z | x)](f(z)), integral[z](f(z)*g(z)), integral[x, z](p(x, z)*f(z)), p(x), E[iid(q(z | x), 2)](f(z[1])*f(z[2])),
          E[identical(q(z | x), 2)](f(z[1])*f(z[2])), E[exchangeable(q(z | x), 2)](f(z[1])*f(z[2])), KL[z](q(z | x), r(z))]
SEEN = [f(z), r(z), p(x, z), q(z | x), f(z)*g(z), log(g(z))]
ALWAYS = [always[z](f(z) > 0), always[q(z | x)](f(z) > 0), always[x, z](p(x, z)*f(z) >= 0), always[p(x, z)](g(z) > 0),
          integrable[q(z | x)](log(f(z)))]


def disturbed(batch: Models) -> Models:
    """The same models with other densities and values at their null states."""
    def other(table, spaces):
        null = np.zeros(table.shape, dtype=bool)
        for axis, space in enumerate(spaces, 1):
            if (live := batch.live(space)) is not None:
                shape = [1]*table.ndim
                shape[0], shape[axis] = live.shape
                null |= ~live.reshape(shape)
        return np.where(null, 3*table + 5, table)
    weights = {law: other(table, law.spaces + law.given) for law, table in batch.weights.items()}
    functions = {h: other(table, h.spaces) for h, table in batch.functions.items()}
    return Models(batch.sizes, batch.counts, weights, functions, {}, batch.mixtures, batch.base, batch.reals)


def before_and_after(node, batch, truth=False):
    """A node before and after, at the free points that are not null, and at all of them."""
    out = []
    for models in (batch, disturbed(batch)):
        found = Evaluator(models, Floats, (x, z))
        with np.errstate(all="ignore"):
            value = found.truth(node)[0] if truth else found.array(found.value(node))
        live = found.places((x, z))
        value, live = np.broadcast_arrays(value, live)
        out.append((np.where(live, value, 0), value))
    return out


@pytest.mark.parametrize("node", [*UNSEEN, *SEEN, *ALWAYS], ids=str)
def test_null_states_are_visited_by_free_points_only(node):
    """Other values there change nothing at a place that counts; where a free point is at one, they do."""
    found = signature(*UNSEEN, *SEEN, *ALWAYS)
    changed = 0
    for number, sizes in enumerate(({"x": 2, "z": 2}, {"x": 2, "z": 3}, {"x": 1, "z": 3})):
        batch = random_models(found, sizes, {}, 60, np.random.default_rng([5, number]), 0.35, True)
        assert batch.has_null and 0.2 < batch.with_null().mean() < 1
        (live, every), (live_after, every_after) = before_and_after(node, batch, node in ALWAYS)
        np.testing.assert_allclose(live, live_after, rtol=1e-12, atol=0, equal_nan=True)
        changed += int((every != every_after)[~(np.isnan(every) & np.isnan(every_after))].sum())
    if not signature(node).points:
        assert not changed
    if node in SEEN:
        assert changed > 20
