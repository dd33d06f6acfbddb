"""The refusals of impl.score_function.fit, each of which names the argument."""

import math
import re

import pytest
import torch

from impl import normal_gamma, score_function
from impl.normal_gamma import MeanField, NormalGamma
from impl.score_function import fit

torch.set_default_dtype(torch.float64)
JOINT = normal_gamma.log_joint(NormalGamma(1.0, 0.1, 1.0, 2.0), torch.tensor([0.3, 2.1, -0.7]))
Q1 = NormalGamma(-0.2, 1.5, 2.5, 2.0)


def blanket(value):
    return JOINT(value).unsqueeze(-1).expand(*value.shape[:-1], 2)


def call(**changes):
    arguments = {"q": Q1, "log_joint": JOINT, "estimator": "reinforce", "steps": 4, "samples": 3, "step_size": 1e-3}
    return lambda: fit(**(arguments | changes))


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("q", call(q=None)),
        ("q", call(q=torch.distributions.Normal(0.0, 1.0))),
        ("q", call(q=torch.zeros(4))),
        ("log_joint", call(log_joint=None)),
        ("log_joint", call(log_joint=lambda z: z)),
        ("log_joint", call(log_joint=lambda z: z.sum())),
        ("log_joint", call(log_joint=lambda z: z[..., 0].float())),
        ("log_joint", call(log_joint=lambda z: 0.0)),
        ("log_joint", call(log_joint=lambda z: z[..., 0] * math.nan)),
        ("log_joint", call(log_joint=lambda z: z[..., 0] - math.inf)),
        ("estimator", call(estimator="path")),
        ("estimator", call(estimator=None)),
        ("estimator", call(estimator=lambda h, w: 0)),
        ("estimator", call(estimator=lambda h, w: h)),
        ("estimator", call(estimator=lambda h, w: h.mean(0).float())),
        ("estimator", call(estimator=lambda h, w: h.mean(0)[:3])),
        ("estimator", call(estimator=lambda h, w: h.mean((0, 1))[None], q=Q1.expand((2,)))),
        ("generator", call(generator=3)),
        ("generator", call(generator=3, estimator="path_derivative")),
        ("progress", call(progress=3)),
        ("samples", call(samples=0)),
        ("samples", call(samples=2.0)),
        ("samples", call(samples=1, estimator="leave_one_out")),
        ("samples", call(samples=1, estimator="leave_one_out_baseline")),
        ("samples", call(samples=1, estimator="rao_blackwell_leave_one_out")),
        ("samples", call(samples=1, estimator="control_variate")),
        ("estimator", call(samples=1, estimator=score_function.leave_one_out)),
        ("estimator", call(samples=1, estimator=score_function.control_variate)),
        ("steps", call(steps=0)),
        ("steps", call(steps=1.5)),
        ("step_size", call(step_size=0.0)),
        ("step_size", call(step_size=-1.0)),
        ("step_size", call(step_size=math.nan)),
        ("step_size", call(step_size="0.1")),
        ("step_size", call(step_size=lambda t: 0.0)),
        ("step_size", call(step_size=lambda t: math.inf)),
        ("step_size", call(step_size=1e6, steps=300)),
        ("step_size", call(step_size=1e39, q=NormalGamma(*torch.ones(4).float()))),
        ("step_size", call(step_size=lambda t: 1e39, q=NormalGamma(*torch.ones(4).float()), log_joint=lambda z: z[..., 0])),
        ("longest", call(longest=0.0)),
        ("longest", call(longest=math.nan)),
        ("average_after", call(average_after=-1)),
        ("average_after", call(average_after=0.5)),
        ("tolerance", call(tolerance=-1e-3)),
        ("tolerance", call(tolerance=math.inf)),
        ("every", call(every=0)),
        ("blanket", call(blanket=blanket)),
        ("blanket", call(blanket=3, estimator="rao_blackwell")),
        ("blanket", call(blanket=JOINT, estimator="rao_blackwell")),
    ],
)
def test_bad_input_is_named(name, bad):
    with pytest.raises(ValueError, match=f"^{name}: "):
        bad()


OWN = {name: getattr(score_function, name) for name in ("reinforce", "control_variate", "leave_one_out", "leave_one_out_baseline")}


@pytest.mark.parametrize("estimator", [*score_function.ESTIMATORS, *OWN.values()])
@pytest.mark.parametrize("family", [NormalGamma, MeanField])
@pytest.mark.parametrize(("step_size", "settings"), [(1e6, {}), (1e300, {}), (1e6, {"natural": True}), (1e6, {"longest": 1e4})])
def test_divergence_is_told_as_divergence(estimator, family, step_size, settings):
    """Whichever part met the numbers first: the caller has passed neither a score nor a signal."""
    for dtype in (torch.float64, torch.float32) if step_size < 1e38 else (torch.float64,):
        prior = NormalGamma(*torch.tensor([1.0, 0.1, 1.0, 2.0], dtype=dtype))
        joint = normal_gamma.log_joint(prior, torch.tensor([0.3, 2.1, -0.7], dtype=dtype))
        q = family(*torch.tensor([-0.2, 1.5, 2.5, 2.0], dtype=dtype))
        with pytest.raises(ValueError, match=r"^step_size(, (log_joint|estimator))?: ") as caught:
            fit(q, joint, estimator, 50, 3, step_size, torch.Generator().manual_seed(1), **settings)
        said = str(caught.value)
        assert re.search(r"the optimisation diverge[ds]", said) and "\n" not in said
        assert re.search(r"step \d+,? (which had the|with) step size", said) and f"{step_size:g}" in said
        assert "take a smaller step_size" in said
        assert ("natural=True" in said) != bool(settings.get("natural"))
        assert ("a smaller longest" in said) == ("longest" in settings) != ("longest=0.5" in said)


def test_divergence_names_its_step():
    """It names the step after which a parameter is out of range, counted from the first call, and that step's own size."""
    def said(**changes):
        with pytest.raises(ValueError) as caught:
            call(steps=20, estimator="leave_one_out", **changes)()
        return str(caught.value)

    start = "step_size: the optimisation diverged by step {}, which had the step size {}:"
    assert said(step_size=lambda t: 1e5 if t == 3 else 1e-4).startswith(start.format(3, "100000"))
    assert said(step_size=1e308).startswith(start.format(1, "1e+308"))
    assert said(step_size=lambda t: 1e308 if t == 3 else 1e-4).startswith(start.format(3, "1e+308"))
    assert said(q=call(steps=2, step_size=1e-4)(), step_size=1e6).startswith(start.format(3, "1e+06"))


def test_divergence_is_told_where_log_joint_refuses_the_draws():
    def joint(z):
        if not bool(z.isfinite().all()):
            raise ValueError("value: not finite")
        return JOINT(z)

    with pytest.raises(ValueError, match=r"^step_size: the optimisation diverged by step 1,") as caught:
        call(log_joint=joint, step_size=1e6, steps=50)()
    assert str(caught.value.__cause__) == "value: not finite"


class Late:
    """A log joint that gives a bad value at its n-th call."""

    def __init__(self, n, value):
        self.left, self.value = n, value

    def __call__(self, z):
        self.left -= 1
        return JOINT(z) if self.left else JOINT(z) + self.value


@pytest.mark.parametrize("estimator", ["reinforce", *OWN.values()])
@pytest.mark.parametrize("value", [math.nan, -math.inf])
@pytest.mark.parametrize("every", [1, 1000])
def test_a_log_joint_that_is_not_finite_is_blamed_itself(estimator, value, every):
    """It is so at the fifth call, after four harmless steps."""
    with pytest.raises(ValueError, match=r"^step_size, log_joint: .*, at draws of q after step 4 with step size 1e-05; either log_joint is at fault there, or"):
        call(estimator=estimator, log_joint=Late(5, value), steps=20, step_size=1e-5, every=every)()
    with pytest.raises(ValueError, match=r"^log_joint: .*, at draws of q before the first step$"):
        call(estimator=estimator, log_joint=Late(1, value), every=every)()


def test_an_error_of_log_joint_itself_passes_through():
    """As long as the parameters are in range the error is none of the fit's."""
    def fails(z):
        raise RuntimeError("my own fault")

    with pytest.raises(RuntimeError, match=r"^my own fault$"):
        call(log_joint=fails)()


def test_interrupts_pass_through():
    def interrupt(done, total):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call(progress=interrupt, every=1)()
