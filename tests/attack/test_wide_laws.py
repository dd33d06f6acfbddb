"""In floats, an integral over a number with several laws of it is right, however wide or narrow these laws are."""

import numpy as np
import pytest

from derivations import Gamma, Normal, parameters, positives, reals
from derivations.attack.evaluate import Evaluator
from derivations.attack.models import Models
from derivations.attack.numbers import Floats
from derivations.kernel import WORDS
from derivations.language.authoring.reader import parse

m, s, a, b = parameters("m s a b")
(x,) = positives("x")
(y,) = reals("y")
NAMES = {**WORDS, "Gamma": Gamma, "Normal": Normal, "m": m, "s": s, "a": a, "b": b, "x": x, "y": y}
SIZES = 10.0**np.arange(-40, 41, 4)


def value(text, **values) -> np.ndarray:
    held = {NAMES[name]: np.broadcast_to(one, SIZES.shape) for name, one in values.items()}
    evaluator = Evaluator(Models({}, {}, {}, {}, {}, {}, None, held), Floats)
    with np.errstate(all="ignore"):
        return evaluator.array(evaluator.value(parse(text, NAMES))).reshape(-1)


@pytest.mark.parametrize("mean", [0.0, 3.0])
def test_two_normal_laws_meet(mean) -> None:
    """∫ N(y; m, s) N(y; m, 3 s) dy is the density of N(0, 4 s) at zero."""
    found = value("integral[y](Normal[m, s](y)*Normal[m, 3*s](y))", m=mean*np.sqrt(SIZES), s=SIZES)
    assert np.allclose(found*np.sqrt(8*np.pi*SIZES), 1, rtol=1e-9, atol=0)


@pytest.mark.parametrize("power", [0.0, 0.25])
def test_a_normal_law_meets_an_exponential(power) -> None:
    """∫ N(y; 0, s) exp(−c y²/s) dy = 1/√(1 + 2 c)."""
    found = value("integral[y](Normal[0, s](y)*exp(-a*y**2/s))", s=SIZES, a=power)
    assert np.allclose(found*np.sqrt(1 + 2*power), 1, rtol=1e-9, atol=0)


def test_two_gamma_laws_meet() -> None:
    """∫ Gamma(x; 2, b) Gamma(x; 3, 2 b) dx = b⁵ 2³ Γ(4)/(2 (3 b)⁴) = 8 b/27."""
    found = value("integral[x](Gamma[2, b](x)*Gamma[3, 2*b](x))", b=SIZES)
    assert np.allclose(found/SIZES, 8/27, rtol=1e-9, atol=0)
