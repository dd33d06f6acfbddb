"""The refusals of impl.score_function.fit, each of which names the argument."""

import math

import pytest
import torch

from impl import normal_gamma, score_function
from impl.normal_gamma import NormalGamma
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
        ("score", call(samples=1, estimator=score_function.leave_one_out)),
        ("steps", call(steps=0)),
        ("steps", call(steps=1.5)),
        ("step_size", call(step_size=0.0)),
        ("step_size", call(step_size=-1.0)),
        ("step_size", call(step_size=math.nan)),
        ("step_size", call(step_size="0.1")),
        ("step_size", call(step_size=lambda t: 0.0)),
        ("step_size", call(step_size=lambda t: math.inf)),
        ("step_size", call(step_size=1e6, steps=300)),
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


def test_interrupts_pass_through():
    def interrupt(done, total):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call(progress=interrupt, every=1)()
