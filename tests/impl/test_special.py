"""Tests of impl._special against balls: values, derivatives, transforms. accuracy.py has the worst cases on a grid."""

import math

import flint
import pytest
import torch
from flint import acb, arb
from hypothesis import example, given
from hypothesis import strategies as st

from impl import _special

torch.set_default_dtype(torch.float64)
POINTS = st.floats(-6, 8).map(lambda e: 10.0**e) | st.integers(1, 200).map(lambda k: k / 2) | st.floats(7.9, 16.1)


def psi(order, x):
    return acb(x).polygamma(acb(order)).real


REFERENCES = {
    "lgamma": lambda x: (arb(x).lgamma(), psi(0, x), psi(1, x)),
    "digamma": lambda x: (psi(0, x), psi(1, x), psi(2, x)),
    "trigamma": lambda x: (psi(1, x), psi(2, x), psi(3, x)),
    "log_minus_digamma": lambda x: (arb(x).log() - psi(0, x), 1 / arb(x) - psi(1, x), -1 / arb(x) ** 2 - psi(2, x)),
    "trigamma_excess": lambda x: (
        arb(x) * psi(1, x) - 1,
        arb(x) * psi(2, x) + psi(1, x),
        arb(x) * psi(3, x) + 2 * psi(2, x),
    ),
}


def close(got, want, room):
    with flint.ctx.workprec(320):
        return float((abs(arb(float(got.detach())) - want) / room).upper()) < 1e-12


@pytest.mark.parametrize("name", REFERENCES)
@given(POINTS)
@example(1e-6)
@example(1e8)
@example(2.0)
def test_values_and_two_derivatives(name, x):
    at = torch.tensor(x, requires_grad=True)
    value = getattr(_special, name)(at)
    (first,) = torch.autograd.grad(value, at, create_graph=True)
    (second,) = torch.autograd.grad(first, at)
    with flint.ctx.workprec(320):
        exact = REFERENCES[name](x)
        rooms = [abs(v) for v in exact]
        if name in ("lgamma", "digamma") and abs(x - 1.4616) < 0.1:  # near the root of ψ its error is absolute
            rooms[name == "lgamma"] += 1
        if name == "lgamma" and x in (1, 2):
            rooms[0] += 1
    assert all(close(*case) for case in zip((value, first, second), exact, rooms, strict=True))


@given(POINTS)
def test_numbers_are_tensors(x):
    both = _special.log_minus_digamma_and_excess(torch.tensor(x))
    assert _special.at(x) == pytest.approx([float(v) for v in both], rel=2e-14, abs=0)


@pytest.mark.parametrize("x", [5e-308, 1e-200, 1e-160, 1e160, 1e300])
def test_ends_of_the_floats(x):
    """There log x − ψ(x) and x ψ′(x) − 1 are 1/x or 1/2x, to all digits."""
    want = (1 if x < 1 else 0.5) / x
    for value in *_special.log_minus_digamma_and_excess(torch.tensor(x)), *_special.at(x):
        assert float(value) == pytest.approx(want, rel=1e-15, abs=0)


@pytest.mark.filterwarnings("ignore:`torch.jit.script`:DeprecationWarning")  # torch's own, inside jacfwd
@pytest.mark.parametrize("name", REFERENCES)
def test_transforms_agree_with_autograd(name):
    """The transforms are vmap, forward and reverse mode in any order, on any shape, also after use in inference mode."""
    function = getattr(_special, name)
    _special._constants.cache_clear()
    with torch.inference_mode():
        function(torch.tensor([3.0]))
        function(torch.tensor(3.0))
    x = torch.tensor([0.02, 1.7, 30.0])
    each = torch.stack([function(v) for v in x])
    second = []
    for v in x:
        v = v.clone().requires_grad_()
        (slope,) = torch.autograd.grad(function(v), v, create_graph=True)
        second.append(torch.autograd.grad(slope, v)[0])
    same = dict(rtol=1e-14, atol=0)
    torch.testing.assert_close(function(x), each, **same)
    torch.testing.assert_close(torch.func.vmap(function)(x), each, **same)
    torch.testing.assert_close(function(x.expand(2, 3).mT), each.expand(2, 3).mT, **same)
    for outer in torch.func.jacfwd, torch.func.jacrev:
        for inner in torch.func.jacfwd, torch.func.jacrev:
            torch.testing.assert_close(torch.func.vmap(outer(inner(function)))(x), torch.stack(second), rtol=1e-13, atol=0)
    assert torch.equal(x, torch.tensor([0.02, 1.7, 30.0]))


def test_single_precision_stays_single():
    x = torch.tensor([1e-3, 2.0, 1e6], dtype=torch.float32)
    for name in REFERENCES:
        got = getattr(_special, name)(x)
        assert got.dtype == torch.float32
        torch.testing.assert_close(got.double(), getattr(_special, name)(x.double()), rtol=2e-6, atol=0)


def test_known_values():
    assert float(_special.trigamma(torch.tensor(1.0))) == pytest.approx(math.pi**2 / 6, rel=1e-15)
    assert float(_special.trigamma(torch.tensor(0.5))) == pytest.approx(math.pi**2 / 2, rel=1e-15)
    assert float(_special.digamma(torch.tensor(1.0))) == pytest.approx(-0.57721566490153286, rel=1e-15)
