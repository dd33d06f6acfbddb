"""What the figures say: scales that can be compared, angles as they are, floors that are floors, and a bias that may be zero."""

from typing import Any

import numpy as np
import pytest
import torch
from matplotlib.figure import Figure

from impl import gamma
from impl.experiments.bbvi import gradient_figures
from impl.experiments.bbvi.gradients import ESTIMATORS
from impl.experiments.bbvi.results import Place, Spread
from impl.experiments.gamma import directions
from impl.experiments.gumbel_softmax import figures as relaxed
from impl.experiments.path_derivative import floors
from impl.experiments.run import Run

torch.set_default_dtype(torch.float64)


@pytest.fixture
def kept(monkeypatch):
    """The figures that are saved."""
    found: list[Any] = []
    monkeypatch.setattr(Figure, "savefig", lambda self, *_, **__: found.append(self))
    return found


def test_densities_share_their_scales_and_say_where_they_are_cut(tmp_path, kept, generator):
    run: Run = Run("gumbel-softmax", tmp_path, 0, None)
    logits = torch.tensor([0.2, 0.3, 0.5]).log()
    for tau in relaxed.SHOWN_TEMPERATURES:
        run.series[f"draws at {tau:g}"] = torch.softmax(torch.randn(500, 3, generator=generator) / tau, -1)
    relaxed.simplex(run, logits, list(relaxed.SHOWN_TEMPERATURES))
    (figure,) = kept
    triangles = [ax for ax in figure.axes if ax.images]
    (limits,) = {image.get_clim() for ax in triangles for image in ax.images}
    assert len(triangles) == 4
    assert f"cut at {limits[0]:.3g} and {limits[1]:.3g} nats: below and above lie 5% and 2%".replace("-", "−") in figure.get_suptitle()
    values = np.concatenate([ax.images[0].get_array().compressed() for ax in triangles])
    assert np.mean(values < limits[0]) == pytest.approx(0.05, abs=1e-3)
    assert np.mean(values > limits[1]) == pytest.approx(0.02, abs=1e-3)
    marginals = [ax for ax in figure.axes if ax.get_xlabel() == "$y_3$"]
    assert {ax.get_ylim() for ax in marginals} == {(1e-3, 1e2)}
    for ax in marginals:
        curve = ax.lines[0].get_ydata()
        assert ("cut at 100; the curve reaches" in ax.get_title()) == (max(curve) > 100)
        assert ("cut at 0.001; the curve falls to" in ax.get_title()) == (min(curve) < 1e-3)
    assert {"nothing is cut" in ax.get_title() for ax in marginals} == {True, False}


def test_angles_are_drawn_as_they_are(tmp_path, kept):
    """The gradient and the natural gradient at (½, 8) are 70 degrees apart, which other axes showed as 10."""
    run: Run = Run("gamma", tmp_path, 0, None)
    start = torch.tensor([0.5, 8.0])
    gradient = gamma.nll_gradient(start[0], start[1], gamma.statistics(torch.tensor([1.0, 3.0, 7.0, 9.0])))
    natural = gamma.inverse_fisher(start[0], start[1]) @ gradient
    run.series |= {"path_ngd_project": start.expand(5, 2), "direction_factors": torch.ones(5, 2), "first_gradient": gradient, "first_natural_gradient": natural}
    directions.draw_directions(run)
    axes = kept[0].axes[0]
    kept[0].draw_without_rendering()
    ends = [(axes.transData.transform(note.xy) - axes.transData.transform(note.xyann)) for note in axes.texts]
    a, b = (end / np.linalg.norm(end) for end in ends)
    shown = np.degrees(np.arccos(a @ b))
    true = directions.angle({"a": -gradient, "b": -natural})
    assert shown == pytest.approx(true, abs=0.01)
    assert true == pytest.approx(np.degrees(np.arccos(float(torch.cosine_similarity(gradient, natural, dim=0)))))
    assert f"{true:.0f}° apart; equal units on both axes" in axes.get_title() and "is cut" in axes.get_title()


def test_a_floor_is_flat(generator):
    """Decay by e^−0.05 a step falls by e^−5 in a quarter of 400 steps; noise of one size does not fall."""
    steps = torch.arange(401.0).unsqueeze(-1)
    noise = 1 + 0.5 * torch.rand(401, 7, generator=generator)
    assert floors.end((-0.05 * steps).exp().expand(-1, 3)) == "falling"
    assert floors.end(noise) == "flat"
    assert floors.end(1e-2 * noise + (-0.1 * steps).exp()) == "flat"
    assert floors.end(1e-15 * noise) == floors.end(-1e-15 * noise) == floors.end((-0.5 * steps).exp()) == "rounding"
    series = {"elbo full path": 3 - (-0.05 * steps).exp(), "elbo mean-field total": 2 - noise, "loc": steps}
    assert floors.ends(series, {"full_optimum_elbo": 3.0, "mean-field_optimum_elbo": 2.0}) == {
        ("full", "path"): "falling", ("mean-field", "total"): "flat"}


def spread(bias, error, pvalue):
    zero = dict(variance=1.0, variance_error=0.0, variance_by_parameter=[], cosine=1.0, cosine_error=0.0)
    return Spread(bias=bias, bias_error=error, bias_pvalue=pvalue, fisher_variance=1.0, **zero)


def test_a_bias_is_seen_beside_zero():
    """In its standard errors, with an interval; filled and with its share of the gradient only where it is certain."""
    unbiased, certain, silent = spread([0.1, -0.1, 0.2, 0.0], [0.1] * 4, 0.3), spread([3.0, 0.0, 4.0, 0.0], [0.1] * 4, 1e-9), spread([0.0] * 4, [0.0] * 4, None)
    of = dict.fromkeys(ESTIMATORS, unbiased) | {"control_variate": certain, "leave_one_out": silent}
    places = {name: Place(chart=[], gap=0.0, gradient=[6.0, 8.0, 0.0, 0.0], estimators=of) for name in gradient_figures.PLACES}
    figure = Figure()
    variance, bias = axes = figure.subplots(2, 1)
    gradient_figures.draw_gradients(axes, "structured", places)
    drawn = list(bias.containers)
    assert len(drawn) == 3 * (len(ESTIMATORS) - 1)
    for bar in drawn:
        line, _, (ranges,) = bar.lines
        heights = line.get_ydata()
        filled = line.get_markerfacecolor() != "white"
        assert heights == pytest.approx([30.0, 0.0, 40.0, 0.0] if filled else [1.0, -1.0, 2.0, 0.0])
        assert [segment[:, 1].tolist() for segment in ranges.get_segments()] == [pytest.approx([h - 2, h + 2]) for h in heights]
    assert sum(bar.lines[0].get_markerfacecolor() != "white" for bar in drawn) == 3
    said = [text.get_text() for text in bias.texts]
    assert sorted(said) == ["0"] * 3 + ["50%"] * 3
    low, high = bias.get_ylim()
    assert low < 0 < high == -low and 0 in bias.get_yticks()
    assert variance.get_yscale() == "log" and "2 standard errors" in bias.get_title()
