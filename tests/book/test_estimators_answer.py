"""The answer at the top of the page of estimators, and what it says of bias and of units: all of it counted from the runs."""

import re

import pytest

from derivations.commands.site.estimators import estimators_page
from derivations.commands.site.measured_words import nats, two_digits, with_error
from tests.book.test_measured import fit, gradient, runs_in

MAP = dict.fromkeys(("boundary_scale", "measured_share_of_map_where_path_has_lower_variance", "map_draws"), 0.5)


def answer(folder, name="bbvi", **content) -> str:
    """What stands between the title and the first part."""
    page = estimators_page(runs_in(folder, name, **content)).replace("\n   ", "")
    return re.split(r"\n-{4,}\n", page)[0]


def places(*variances, **more):
    """A run's gradients at places of one family, by the variances of the estimators at each."""
    return {"structured": {f"place {i}": {name: gradient(one, **more.get(name, {})) for name, one in found.items()} for i, found in enumerate(variances)}}


def test_the_answer_follows_the_data(tmp_path) -> None:
    """Planted the other way round, each part of it turns round."""
    better = [{"reinforce": 60.0, "leave_one_out": 4.0}, {"reinforce": 10.0, "leave_one_out": 5.0}]
    worse = [{"reinforce": 4.0, "leave_one_out": 60.0}] * 2
    for name in "ab":
        (tmp_path / name).mkdir()
    fits = [fit("reinforce", (3000, 90000)), fit("leave_one_out", (600, 900))]
    told = answer(tmp_path / "a", exact={"gradients": places(*better)}, runs=fits)
    assert "the least variance of a gradient is that of leave one out, at each of the 2 places that are compared below; REINFORCE has 2.0 to 15 times as much." in told
    assert "In fits, to come within 0.1 nats of the optimum, REINFORCE needs 100 times the fewest draws, those of leave one out." in told
    turned = answer(tmp_path / "b", exact={"gradients": places(*worse)}, runs=[fit("reinforce", (1, 2)), fit("leave_one_out", (30, 40))])
    assert "the least variance of a gradient is that of REINFORCE, at each of the 2 places" in turned and "times" not in turned


def test_the_answer_passes_over_estimators_that_need_more_or_are_biased(tmp_path) -> None:
    some = [{"path_derivative": 1.0, "control_variate": 2.0, "leave_one_out": 3.0, "reinforce": 9.0}, {"path_derivative": 1.0, "control_variate": 2.0, "leave_one_out": 9.0, "reinforce": 3.0}]
    (tmp_path / "a").mkdir()
    told = answer(tmp_path / "a", exact={"gradients": places(*some, control_variate={"bias_pvalue": 1e-9})})
    assert "the least variance of a gradient is that of path derivative, at each of the 2" in told and "only path derivative needs the derivative of the model. Of the others, the least variance is that of control variate, which is biased;" in told
    assert re.search(r"of those that show no bias, it is that of (leave one out|REINFORCE), at 1 of the 2 places\.", told)
    assert "biased" not in answer(tmp_path, exact={"gradients": places(*some)})


def test_the_answer_says_where_the_usual_choice_loses(tmp_path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
    told = answer(tmp_path / "a", "path-derivative", exact=MAP | {"share_of_map_where_path_has_lower_variance": 0.25})
    assert "the usual choice is the total gradient; the path derivative has the smaller variance at 25.0% of the laws" in told
    relaxed = {"reinforce_variance": 0.5, "temperature": [0.1, 1.0, 5.0], "bias": [0.0, 0.1, 0.8], "variance": [3.0, 0.1, 0.0]}
    told = answer(tmp_path / "b", "gumbel-softmax", exact={"linear_gradient": relaxed})
    assert "a larger mean squared error than the gradient with the score at 2 of 3 temperatures, from 0.1 to 5 with a linear loss." in told
    assert "<p>" not in answer(tmp_path)


def test_an_estimator_that_is_biased_is_called_so_and_the_reason_is_linked(tmp_path) -> None:
    some = [{"control_variate": 2.0, "rao_blackwell": 3.0}] * 2
    for name in "ab":
        (tmp_path / name).mkdir()
    page = estimators_page(runs_in(tmp_path / "a", exact={"gradients": places(*some, control_variate={"bias_pvalue": 1.96e-41})})).replace("\n   ", "")
    (told,) = re.findall(r"<p>The control variate is biased.*?</p>", page)
    assert "at 2 of 2 places, with p down to 1.96·10⁻⁴¹, since its coefficient is estimated from the same draws" in told
    assert 'href="chapters/control_variates.html#control_variates.same_sample_bias"' in told and 'href="programs/score_function.html#impl-score_function.control_variate"' in told
    assert '<th scope="col">p-value of zero bias</th>' in page and "no bias, p" not in page
    other = estimators_page(runs_in(tmp_path / "b", exact={"gradients": places(*some, rao_blackwell={"bias_pvalue": 1e-9})}))
    assert "The Rao-Blackwell is biased" in other and "same draws" not in other and "control variate is biased" not in other
    assert "is biased:" not in estimators_page(runs_in(tmp_path, exact={"gradients": places(*some)}))


def test_ratios_are_of_variances_in_one_unit_where_the_run_has_them(tmp_path) -> None:
    """Otherwise the page says that they depend on the unit of the data."""
    some = [{"reinforce": 60.0, "leave_one_out": 4.0}]
    (tmp_path / "a").mkdir()
    page = estimators_page(runs_in(tmp_path / "a", exact={"gradients": places(*some, reinforce={"fisher_variance": 8.0}, leave_one_out={"fisher_variance": 0.5})})).replace("\n   ", "")
    assert "<td>REINFORCE</td><td>60.0 ± 6.0</td><td>8.0</td><td>16</td>" in page and "REINFORCE has 16 times as much" in page and "tr(F⁻¹ Cov)" in page
    plain = estimators_page(runs_in(tmp_path, exact={"gradients": places(*some)}))
    assert "the ratio depends on the unit of the data" in plain and "weighted" not in plain


def test_each_sentence_on_a_family_names_it_and_a_caption_speaks_of_its_own(tmp_path) -> None:
    ascent = MAP | {"share_of_map_where_path_has_lower_variance": 0.5, "model": "some model", "latents": 2, "parameters": {"full": 5, "mean-field": 4},
                    "chart": "two means, and in the full family one entry more", "variance_unit": "nats²"}
    runs = [{"estimator": name, "family": family, "gradient_variance": {"narrow": one}} for family in ("full", "mean-field") for name, one in (("path", 1.0), ("total", 0.5))]
    page = estimators_page(runs_in(tmp_path, "path-derivative", exact=ascent, runs=runs)).replace("\n   ", "")
    captions = re.findall(r"<caption>(.*?)</caption>", page)
    assert captions == ["Variances of the gradient of one draw, full family of 5 parameters.", "Variances of the gradient of one draw, mean-field family of 4 parameters."]
    assert len(set(re.findall(r"<p>[^<]*least variance[^<]*</p>", page))) == 2 and page.count("in the full family one entry more") == 1
    assert all(f"<p>In the {family} family, the least variance" in page for family in ("full", "mean-field"))


@pytest.mark.parametrize(("error", "told"), [("1", "1 nat"), ("1.0", "1.0 nat"), ("0.1", "0.1 nats"), ("10", "10 nats"), ("1e-06", "1·10⁻⁶ nats")])
def test_one_nat_is_no_plural(error, told) -> None:
    assert nats(error) == told


def test_numbers_have_the_digits_that_their_errors_leave() -> None:
    assert with_error(281701.56, 7883.55) == "281,700 ± 7,900" and with_error(0.15251, 0.0094) == "0.1525 ± 0.0094" and with_error(2.5e-7, 3e-9) == "2.5·10⁻⁷ ± 3·10⁻⁹"
    assert [two_digits(one) for one in (1.0, 2542676.0, 44.4, 8.71, 0.00212, 0.0)] == ["1", "2,500,000", "44", "8.7", "0.0021", "0"]
