"""Which estimator: bias, variance and the draws that reach an error, from the runs of the experiments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from ...pages.signs import signed
from ...reported.runs import BadRuns, Metrics, Runs
from .elements import marked, raw, tag, title

HOW = (
    "Here stand the bias and the variance of each estimator of the gradient, and the draws that it needs to reach an "
    "error. This copy of the book was made without the runs that measure them: `python -m impl bbvi`, "
    "`python -m impl path-derivative` and `python -m impl gumbel-softmax`, some minutes together; then "
    "`tightbound book --runs runs` fills this page."
)
ROUNDING = 1e-15  # what is smaller is rounding: the estimator is exact there
POPULAR = "reinforce"
CALLED = {POPULAR: "REINFORCE", "rao_blackwell": "Rao-Blackwell", "half": "point half way"}


def estimators_page(runs: Runs) -> str:
    """The page in reStructuredText; without runs it says how they are made."""
    makers = {"bbvi": _fits, "path-derivative": _paths, "gumbel-softmax": _relaxed}
    found = [(make, runs[name, False]) for name, make in makers.items() if (name, False) in runs]
    page = title("Which estimator?")
    if not found:
        return page + raw(tag("p", marked(HOW)))
    return page + "".join(_made(make, run) for make, run in found)


def _made(make: Callable[[Metrics], Iterator[str]], run: Metrics) -> str:
    try:
        return "".join(make(run))
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise BadRuns(f"{run.path}: a figure is missing or of another kind: {error!r}") from error


def _fits(run: Metrics) -> Iterator[str]:
    """Gradients of the ELBO that need no derivative of the model, in the Normal-Gamma model of the run."""
    fits = [fit for fit in run.content["runs"] if isinstance(fit, dict)]
    setting = run.content["exact"].get("setting", {})
    yield title("Draws that reach an error", 1) + raw(
        tag("p", _source(run) + marked(_setting(setting)))
        + tag(
            "p",
            "Differences from the optimum are in nats. “Reached” is told of the iterates, one law after each step: the "
            "draws of one chain after which the median over chains of the iterate's difference is first below so many "
            "nats; noise may carry later iterates away again. “At the end” is told of another law, with which a chain "
            f"ends: {_ends(setting)}. So an estimator may be nearer at the end than it ever was on its way. Seconds "
            "are those of all chains of an estimator together, which run side by side on one machine.",
        )
    )
    for family in dict.fromkeys(fit["family"] for fit in fits):
        own = [fit for fit in fits if fit["family"] == family]
        errors = list(own[0]["draws_to"])
        rows = [
            [
                _words(fit["estimator"]),
                *(_number(fit["draws_to"].get(error)) or "not reached" for error in errors),
                _number(_exact(fit["to_optimum"])),
                _range(fit["to_optimum_by_seed"]),
                _number(fit.get("chains")),
                _number(fit["draws"]),
                _number(fit["seconds"]),
            ]
            for fit in own
        ]
        reached = [f"reached {error} nats" for error in errors]
        head = ["estimator", *reached, "nats at the end", "at the end, by chain", "chains", "draws of a chain"]
        caption = (
            f"Black-box inference, {_words(family)} family: draws until the iterates first are within so many nats "
            "of the optimum, and how far the law at the end is, as medians over chains, each with its own seed."
        )
        result = f"{_fewest(own, errors)} {_more_draws(own, errors)}".strip()
        yield raw(
            tag("p", escape(result)) + _table([*head, "seconds"], rows, caption) + tag("p", _continued(own, setting))
        )
    yield title("Bias and variance of one gradient", 1) + raw(
        tag(
            "p",
            _repeated(setting)
            + "The variance is summed over the parameters, and stands with its standard error"
            + _units(setting)
            + "; the p-value is that of no bias. A variance of rounding is shown as 0. The last column "
            "has the ratio to the least variance there.",
        )
    )
    for family, places in run.content["exact"].get("gradients", {}).items():
        for place, found in places.items():
            made = {name: one for name, one in found.items() if isinstance(one, dict) and "variance" in one}
            yield raw(_variances(made, f"the {_words(family)} family, at the {_words(place)}"))


def _source(run: Metrics) -> str:
    """The command of a run with its seed, before what it measured."""
    return f"From {tag('code', escape(f'python -m impl {run.key[0]}'))}, seed {run.seed}. "


def _setting(setting: Mapping) -> str:
    """What was fitted, and how; nothing where the run does not say."""
    if not setting:
        return ""
    return (
        f"The model is {setting['model']} of {_number(setting['data'])} data, with {setting['latents']} latents, μ and "
        f"τ; a law of either family has {setting['parameters']} parameters. The gradient of a step is the average of "
        f"{setting['draws_a_gradient']} draws. Each chain takes {_number(setting['steps'])} such steps; of the "
        "estimators that are far from the optimum then, a few chains go on with more draws in a step."
    )


def _repeated(setting: Mapping) -> str:
    if not setting:
        return ""
    return (
        f"Each gradient is the average of {setting['draws_a_gradient']} draws, in the model of the fits above; bias "
        f"and variance are those of {_number(setting['gradients'])} such gradients. "
    )


def _units(setting: Mapping) -> str:
    """The parameters, and the unit of a variance that is summed over them, as the run tells them."""
    if "chart" not in setting or "variance_unit" not in setting:
        return ""
    return f". The parameters are {setting['chart']}; the unit of a variance is {setting['variance_unit']}"


def _ends(setting: Mapping) -> str:
    return str(setting.get("end", "an average of its iterates"))


def _continued(fits: Sequence[Mapping], setting: Mapping) -> str:
    """Which chains went on, and what they end with; nothing where none did."""
    names = [_words(fit["estimator"]) for fit in fits if fit.get("first")]
    if not names:
        return ""
    end = setting.get("continued_end", "its last iterate")
    return escape(f"With {_all(names)} a few chains went on with more draws in a step; each of them ends with {end}.")


def _fewest(fits: Sequence[Mapping], errors: Sequence[str]) -> str:
    """Which estimators reach the least error that any reaches, with the fewest draws."""
    for error in sorted(errors, key=float):
        reached = {fit["estimator"]: fit["draws_to"].get(error) for fit in fits}
        found = {name: draws for name, draws in reached.items() if draws is not None}
        if found:
            least = min(found.values())
            best = _all([_words(name) for name, draws in found.items() if draws == least])
            late = "" if POPULAR in found or POPULAR not in reached else f"; {_words(POPULAR)} does not get there"
            return f"The fewest draws to {signed(error)} nats are {_number(least)}, those of {best}{late}."
    return "No estimator comes within the errors of this table."


def _more_draws(fits: Sequence[Mapping], errors: Sequence[str]) -> str:
    """How many times the draws of the best estimator the popular one needs, for the least error that both reach."""
    draws = {fit["estimator"]: fit["draws_to"] for fit in fits}
    for error in sorted(errors, key=float):
        reached = {name: found[error] for name, found in draws.items() if found.get(error) is not None}
        if POPULAR in reached and len(reached) > 1:
            least = min(reached.values())
            if reached[POPULAR] == least:
                return f"To {signed(error)} nats no other estimator needs fewer draws than {_words(POPULAR)}."
            best = _all([_words(name) for name, found in reached.items() if found == least])
            ratio = _number(reached[POPULAR] / least)
            return f"To {signed(error)} nats {_words(POPULAR)} needs {ratio} times the fewest draws, those of {best}."
    return ""


def _variances(made: Mapping[str, Mapping], where: str) -> str:
    variances = {name: _exact(one["variance"]) for name, one in made.items()}
    least = min(variances.values(), default=0.0)
    rows = []
    for name, one in made.items():
        ratio = "1" if variances[name] == least else _number(variances[name] / least) if least else "∞"
        error = f" ± {_number(one['variance_error'])}" if variances[name] else ""
        rows.append([_words(name), f"{_number(variances[name])}{error}", _number(one.get("bias_pvalue")) or "–", ratio])
    head = ["estimator", "variance", "no bias, p", "ratio"]
    caption = f"Variance and bias of one gradient, {where}."
    return tag("p", escape(f"{_least_at(variances, where)}.")) + _table(head, rows, caption)


def _least_at(variances: Mapping[str, float], where: str) -> str:
    """Which estimator has the least variance at a place, and how the popular one compares."""
    least = min(variances.values(), default=0.0)
    best = [name for name, found in variances.items() if found == least]
    told = f"In {where}, the least variance is that of {_all([_words(name) for name in best])}"
    if POPULAR not in variances or POPULAR in best:
        return told
    ratio = f"{_number(variances[POPULAR] / least)} times as much" if least else "more, since the least is 0"
    return f"{told}; {_words(POPULAR)} has {ratio}"


def _paths(run: Metrics) -> Iterator[str]:
    """The gradient along the path, with the score of q and without it."""
    exact = run.content["exact"]
    lower, boundary = (float(exact[key]) for key in ("share_of_map_where_path_has_lower_variance", "boundary_scale"))
    measured = float(exact["measured_share_of_map_where_path_has_lower_variance"])
    yield title("With the score of q, or without it", 1) + raw(
        tag(
            "p",
            _source(run)
            + f"Of {_number(exact.get('map_points')) or 'all'} normal laws q = N(m, s²) of one latent, on a map around "
            f"the posterior N(0, 1), the gradient that leaves the score out has the smaller "
            f"variance at {lower:.1%} by the formulas, and at {measured:.1%} as measured with "
            f"{_number(exact['map_draws'])} draws a point. The usual total gradient loses there. For laws at the "
            f"right place the boundary is a scale of {_number(boundary)}: leaving the score out is no improvement "
            "everywhere." + (escape(f" The map has the chart {exact['map_chart']}.") if "map_chart" in exact else ""),
        )
    )
    fits = [
        fit for fit in run.content["runs"] if isinstance(fit, dict) and isinstance(fit.get("gradient_variance"), dict)
    ]
    for family in dict.fromkeys(fit["family"] for fit in fits):
        own = [fit for fit in fits if fit["family"] == family]
        places = list(own[0]["gradient_variance"])
        rows = [[fit["estimator"], *(_number(_exact(fit["gradient_variance"][p])) for p in places)] for fit in own]
        caption = f"Variances of the gradient of one draw, {family} family{_ascended(exact, family)}."
        yield raw(tag("p", escape(_least_by_place(own, places))) + _table(["estimator", *places], rows, caption))


def _least_by_place(fits: Sequence[Mapping], places: Sequence[str]) -> str:
    """Which estimator has the least variance at each place, in one sentence."""
    best: dict[str, list[str]] = {}
    for place in places:
        name = min(fits, key=lambda fit: fit["gradient_variance"][place])["estimator"]
        best.setdefault(name, []).append(place)
    told = _all([f"that of {name} ({', '.join(found)})" for name, found in best.items()])
    return f"The least variance of the gradient is {told}."


def _ascended(exact: Mapping, family: str) -> str:
    """The model of the ascents, and how its variances are found; nothing where the run does not say."""
    if "model" not in exact:
        return ""
    return (
        f", in {exact['model']} of one datum with {exact['latents']} latents, summed over the "
        f"{exact['parameters'][family]} parameters, by quadrature, so that they have no error of sampling"
        f"{_units(exact)}. “Narrow” is the optimum with its scale divided by e²"
    )


def _relaxed(run: Metrics) -> Iterator[str]:
    """Gradients through relaxed draws, beside those with the score."""
    yield title("Relaxed draws of a category", 1) + raw(
        tag("p", _source(run) + marked(_categories(run.content["exact"])))
    )
    for name, words in (("linear_gradient", "linear"), ("quadratic_gradient", "quadratic")):
        found = run.content["exact"].get(name)
        if not isinstance(found, dict):
            continue
        score = float(found["reinforce_variance"])
        places = list(zip(found["temperature"], found["bias"], found["variance"], strict=True))
        rows = [[_number(at), _number(b), _number(v), _number(b * b + v)] for at, b, v in places]
        worse = [at for at, b, v in places if b * b + v > score]
        told = f"at {len(worse)} of the {len(places)} temperatures" + (
            f", from {_number(min(worse))} to {_number(max(worse))}" if worse else ""
        )
        yield raw(
            tag(
                "p",
                f"A {words} loss{_loss(found, words)}: the mean squared error of one draw is larger than that of the "
                f"score's gradient, {_number(score)} without bias, {told}.",
            )
            + _table(
                ["temperature", "bias", "variance", "mean squared error"],
                rows,
                f"One relaxed draw, {words} loss, by temperature; neither the loss nor these numbers have a unit.",
            )
        )


def _categories(exact: Mapping) -> str:
    """The law of the category, and how its figures are found; nothing where the run does not say."""
    probabilities = exact.get("probabilities", [])
    if not probabilities:
        return ""
    return (
        f"A category of {len(probabilities)} has the probabilities {_listed(probabilities)}; there are no data. The "
        "gradient of the mean loss is that in the logits, of one draw; bias is the length of the vector of biases, and "
        "variance is summed over the logits. Both are found by quadrature, so that they have no error of sampling."
    )


def _loss(found: Mapping, words: str) -> str:
    """The loss as a formula; nothing where the run does not say."""
    if "coefficients" not in found:
        return ""
    formula = "c·y" if words == "linear" else "|y − c|²"
    return f", {formula} of a draw y, with c = ({_listed(found['coefficients'])})"


def _listed(numbers: Sequence[float]) -> str:
    return ", ".join(map(_number, numbers))


def _exact(value: float) -> float:
    """A number in which what is only rounding is 0."""
    return 0.0 if abs(value) < ROUNDING else value


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> str:
    top = tag("thead", tag("tr", "".join(tag("th", escape(signed(one)), scope="col") for one in head)))
    inner = "".join(tag("tr", "".join(tag("td", escape(cell)) for cell in row)) for row in rows)
    table = tag("table", tag("caption", escape(caption)) + top + tag("tbody", inner), "every figures")
    return tag("div", table, "scroll", tabindex="0")


def _all(names: Sequence[str]) -> str:
    """Several names: a, b and c."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _words(name: str) -> str:
    return CALLED.get(name, name.replace("_", " "))


def _range(values: Sequence[float]) -> str:
    return f"{_number(_exact(min(values)))} … {_number(_exact(max(values)))}"


def _number(value: object) -> str:
    """A number with three digits; empty where there is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return signed(f"{value:,.0f}" if abs(value) >= 1000 and abs(value) < 1e15 else f"{value:.3g}")
