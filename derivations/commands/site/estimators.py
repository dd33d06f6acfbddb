"""Which estimator: bias, variance and the draws that reach an error, from the runs of the experiments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from ...pages.signs import signed
from ...reported.runs import BadRuns, Metrics, Runs
from ..finding import load
from .elements import link, marked, raw, tag, title
from .estimators_answer import LOSSES, biased, compared, draws_of, of_fits, of_paths, of_relaxed, worse_temperatures
from .measured_words import POPULAR, exact, nats, number, several, span, two_digits, weighted, with_error, words
from .programs import program_link

HOW = (
    "Here stand the bias and the variance of each estimator of the gradient, and the draws that it needs to reach an "
    "error. This copy of the book was made without the runs that measure them: `python -m impl bbvi`, "
    "`python -m impl path-derivative` and `python -m impl gumbel-softmax`, some minutes together; then "
    "`tightbound book --runs runs` fills this page."
)
WHY_BIASED = {  # the theorem and the program that say why, by the estimator
    "control_variate": ("control_variates.same_sample_bias", "score_function.control_variate")
}


def estimators_page(runs: Runs) -> str:
    """The page in reStructuredText; without runs it says how they are made."""
    makers = {"bbvi": (of_fits, _fits), "path-derivative": (of_paths, _paths), "gumbel-softmax": (of_relaxed, _relaxed)}
    found = [(*both, runs[name, False]) for name, both in makers.items() if (name, False) in runs]
    page = title("Which estimator?")
    if not found:
        return page + raw(tag("p", marked(HOW)))
    answers = filter(None, (_made(answer, run) for answer, _, run in found))
    told = "".join(tag("p", escape(one)) for one in answers)
    return page + (raw(told) if told else "") + "".join(_made(make, run) for _, make, run in found)


def _made(make: Callable[[Metrics], str | Iterator[str]], run: Metrics) -> str:
    try:
        return "".join(make(run))
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise BadRuns(f"{run.path}: a figure is missing or of another kind: {error!r}") from error


def _fits(run: Metrics) -> Iterator[str]:
    """Gradients of the ELBO in the Normal-Gamma model of the run, most of which need no derivative of the model."""
    fits = [fit for fit in run.content["runs"] if isinstance(fit, dict)]
    setting = run.content["exact"].get("setting", {})
    yield title("Draws that reach an error", 1) + raw(
        tag("p", _source(run) + marked(_setting(setting)))
        + tag(
            "p",
            "Differences from the optimum are in nats. The draws until a difference are told of the iterates, one law "
            "after each step: the draws of one chain after which the median over chains of the iterate's difference is "
            "first below so many nats; noise may carry later iterates away again. “At the end” is told of another law, "
            f"with which a chain ends: {_ends(setting)}. So an estimator may be nearer at the end than it ever was on "
            "its way. Seconds are those of all chains of an estimator together, which run side by side on one machine.",
        )
    )
    for family in dict.fromkeys(fit["family"] for fit in fits):
        own = [fit for fit in fits if fit["family"] == family]
        errors = list(own[0]["draws_to"])
        name = f"{words(family)} family"
        draws = [
            [words(fit["estimator"]), *(number(fit["draws_to"].get(error)) or "not reached" for error in errors)]
            for fit in own
        ]
        ends = [
            [
                words(fit["estimator"]),
                number(exact(fit["to_optimum"])),
                span(fit["to_optimum_by_seed"]),
                number(fit.get("chains")),
                number(fit["draws"]),
                number(fit["seconds"]),
            ]
            for fit in own
        ]
        reached = draws_of(own, family)
        result = f"In the {name}: {_fewest(reached, errors)} {_more_draws(reached, errors)}".strip()
        yield raw(
            tag("p", escape(result))
            + _table(
                ["estimator", *map(nats, errors)],
                draws,
                f"Black-box inference, {name}: draws of a chain until the iterates first are within so many nats of "
                "the optimum, in the median over chains, each with its own seed.",
            )
            + _table(
                ["estimator", "nats at the end", "by chain", "chains", "draws of a chain", "seconds"],
                ends,
                f"Black-box inference, {name}: how far the law at the end is from the optimum, in the median over "
                "chains and from the nearest chain to the farthest, and what the chains took.",
            )
            + tag("p", _continued(own, setting))
        )
    yield title("Bias and variance of one gradient", 1) + raw(
        tag(
            "p",
            _repeated(setting)
            + "The variance is summed over the parameters, and stands with its standard error"
            + _units(setting)
            + f". {_weighing(run)} The p-value is that of zero bias: a small one says that the estimator is biased. A "
            "variance of rounding is shown as 0.",
        )
        + "".join(tag("p", one) for one in _biases(run))
    )
    for family, place, found in compared(run):
        yield raw(_variances(found, f"the {words(family)} family, at the {words(place)}"))


def _weighing(run: Metrics) -> str:
    """What the ratios of variances are of."""
    every = [one for _, _, place in compared(run) for one in place.values()]
    if every and all(one.get("fisher_variance") is not None for one in every):
        return (
            "The variances of parameters with different units are added there as numbers, so that the sum would be "
            "another one in another unit of the data. The weighted variance is tr(F⁻¹ Cov), with the Fisher "
            "information F of the law: it is in nats² and depends neither on units nor on the choice of "
            "parameters. The ratio is that of the weighted variance to the least one there."
        )
    return (
        "The last column has the ratio to the least variance there. Where parameters have different units, their "
        "variances are added as numbers, and the ratio depends on the unit of the data."
    )


def _biases(run: Metrics) -> Iterator[str]:
    """Which estimators are biased by their p-values, and why, as HTML."""
    places = [place for _, _, place in compared(run)]
    for name, found in biased(places).items():
        least = number(min(place[name]["bias_pvalue"] for place in found))
        told = escape(f"The {words(name)} is biased: at {len(found)} of {len(places)} places, with p down to {least}")
        if name not in WHY_BIASED:
            yield f"{told}."
            continue
        theorem, program = WHY_BIASED[name]
        yield (
            f"{told}, since its coefficient is estimated from the same draws as the gradient: "
            f"{link(load()[theorem], '')} says how large the bias is, and {program_link(program, '')} computes it."
        )


def _source(run: Metrics) -> str:
    """The command of a run with its seed, before what it measured."""
    return f"From {tag('code', escape(f'python -m impl {run.key[0]}'))}, seed {run.seed}. "


def _setting(setting: Mapping) -> str:
    """What was fitted, and how; nothing where the run does not say."""
    if not setting:
        return ""
    return (
        f"The model is {setting['model']} of {number(setting['data'])} data, with {setting['latents']} latents, μ and "
        f"τ; a law of either family has {setting['parameters']} parameters. The gradient of a step is the average of "
        f"{setting['draws_a_gradient']} draws. Each chain takes {number(setting['steps'])} such steps; of the "
        "estimators that are far from the optimum then, a few chains go on with more draws in a step."
    )


def _repeated(setting: Mapping) -> str:
    if not setting:
        return ""
    return (
        f"Each gradient is the average of {setting['draws_a_gradient']} draws, in the model of the fits above; bias "
        f"and variance are those of {number(setting['gradients'])} such gradients. "
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
    names = [words(fit["estimator"]) for fit in fits if fit.get("first")]
    if not names:
        return ""
    end = setting.get("continued_end", "its last iterate")
    return escape(
        f"With {several(names)} a few chains went on with more draws in a step; each of them ends with {end}."
    )


def _fewest(draws: Mapping[str, Mapping], errors: Sequence[str]) -> str:
    """Which estimators reach the least error that any reaches, with the fewest draws."""
    for error in sorted(errors, key=float):
        reached = {name: found.get(error) for name, found in draws.items()}
        found = {name: draws for name, draws in reached.items() if draws is not None}
        if found:
            least = min(found.values())
            best = several([words(name) for name, draws in found.items() if draws == least])
            late = "" if POPULAR in found or POPULAR not in reached else f"; {words(POPULAR)} does not get there"
            return f"the fewest draws to {nats(error)} are {number(least)}, those of {best}{late}."
    return "no estimator comes within the errors of this table."


def _more_draws(draws: Mapping[str, Mapping], errors: Sequence[str]) -> str:
    """How many times the draws of the best estimator the popular one needs, for the least error that both reach."""
    for error in sorted(errors, key=float):
        reached = {name: found[error] for name, found in draws.items() if found.get(error) is not None}
        if POPULAR in reached and len(reached) > 1:
            least = min(reached.values())
            if reached[POPULAR] == least:
                return f"To {nats(error)} no other estimator needs fewer draws than {words(POPULAR)}."
            best = several([words(name) for name, found in reached.items() if found == least])
            more = two_digits(reached[POPULAR] / least)
            return f"To {nats(error)} {words(POPULAR)} needs {more} times the fewest draws, those of {best}."
    return ""


def _variances(made: Mapping[str, Mapping], where: str) -> str:
    least = min(map(weighted, made.values()), default=0.0)
    own = [one.get("fisher_variance") is not None for one in made.values()]
    rows = []
    for name, one in made.items():
        found = exact(one["variance"])
        row = [words(name), with_error(found, one["variance_error"]) if found else "0"]
        row += [two_digits(weighted(one))] if all(own) else []
        more = two_digits(weighted(one) / least) if least else "1" if not weighted(one) else "∞"
        rows.append([*row, more, number(one.get("bias_pvalue")) or "–"])
    head = ["estimator", "variance", *(["weighted variance"] if all(own) else []), "ratio", "p-value of zero bias"]
    caption = f"Variance and bias of one gradient, {where}."
    return tag("p", escape(f"{_least_at(made, where)}.")) + _table(head, rows, caption)


def _least_at(made: Mapping[str, Mapping], where: str) -> str:
    """Which estimator has the least variance at a place, and how the popular one compares."""
    variances = {name: weighted(one) for name, one in made.items()}
    least = min(variances.values(), default=0.0)
    best = [name for name, found in variances.items() if found == least]
    told = f"In {where}, the least variance is that of {several([words(name) for name in best])}"
    if POPULAR not in variances or POPULAR in best:
        return told
    more = f"{two_digits(variances[POPULAR] / least)} times as much" if least else "more, since the least is 0"
    return f"{told}; {words(POPULAR)} has {more}"


def _paths(run: Metrics) -> Iterator[str]:
    """The gradient along the path, with the score of q and without it."""
    exactly = run.content["exact"]
    lower, boundary = (float(exactly[key]) for key in ("share_of_map_where_path_has_lower_variance", "boundary_scale"))
    measured = float(exactly["measured_share_of_map_where_path_has_lower_variance"])
    yield title("With the score of q, or without it", 1) + raw(
        tag(
            "p",
            _source(run)
            + f"Of {number(exactly.get('map_points')) or 'all'} normal laws q = N(m, s²) of one latent, on a map "
            f"around the posterior N(0, 1), the gradient that leaves the score out has the smaller "
            f"variance at {lower:.1%} by the formulas, and at {measured:.1%} as measured with "
            f"{number(exactly['map_draws'])} draws a point. The usual total gradient loses there. For laws at the "
            f"right place the boundary is a scale of {number(boundary)}: leaving the score out is no improvement "
            "everywhere."
            + (escape(f" The map has the chart {exactly['map_chart']}.") if "map_chart" in exactly else ""),
        )
    )
    fits = [
        fit for fit in run.content["runs"] if isinstance(fit, dict) and isinstance(fit.get("gradient_variance"), dict)
    ]
    if told := _ascended(exactly):
        yield raw(tag("p", escape(told)))
    for family in dict.fromkeys(fit["family"] for fit in fits):
        own = [fit for fit in fits if fit["family"] == family]
        places = list(own[0]["gradient_variance"])
        rows = [[words(fit["estimator"]), *(number(exact(fit["gradient_variance"][p])) for p in places)] for fit in own]
        many = exactly.get("parameters", {}).get(family)
        caption = f"Variances of the gradient of one draw, {family} family" + (
            f" of {many} parameters." if many else "."
        )
        told = f"In the {family} family, {_least_by_place(own, places)}"
        yield raw(tag("p", escape(told)) + _table(["estimator", *places], rows, caption))


def _least_by_place(fits: Sequence[Mapping], places: Sequence[str]) -> str:
    """Which estimator has the least variance at each place, in one sentence."""
    best: dict[str, list[str]] = {}
    for place in places:
        name = min(fits, key=lambda fit: fit["gradient_variance"][place])["estimator"]
        best.setdefault(name, []).append(place)
    told = several([f"that of {words(name)} ({', '.join(found)})" for name, found in best.items()])
    return f"the least variance of the gradient is {told}."


def _ascended(run: Mapping) -> str:
    """The model of the ascents, and how its variances are found; nothing where the run does not say."""
    if "model" not in run:
        return ""
    return (
        f"The variances below are those in {run['model']} of one datum with {run['latents']} latents, summed over the "
        f"parameters, by quadrature, so that they have no error of sampling{_units(run)}. “Narrow” is the optimum with "
        "its scale divided by e²."
    )


def _relaxed(run: Metrics) -> Iterator[str]:
    """Gradients through relaxed draws, beside those with the score."""
    yield title("Relaxed draws of a category", 1) + raw(
        tag("p", _source(run) + marked(_categories(run.content["exact"])))
    )
    for name, loss in LOSSES:
        found = run.content["exact"].get(name)
        if not isinstance(found, dict):
            continue
        score = float(found["reinforce_variance"])
        places = list(zip(found["temperature"], found["bias"], found["variance"], strict=True))
        rows = [[number(at), number(b), number(v), number(b * b + v)] for at, b, v in places]
        worse, every = worse_temperatures(found)
        told = f"at {len(worse)} of the {every} temperatures" + (
            f", from {number(min(worse))} to {number(max(worse))}" if worse else ""
        )
        yield raw(
            tag(
                "p",
                f"A {loss} loss{_loss(found, loss)}: the mean squared error of one draw is larger than that of the "
                f"score's gradient, {number(score)} without bias, {told}.",
            )
            + _table(
                ["temperature", "bias", "variance", "mean squared error"],
                rows,
                f"One relaxed draw, {loss} loss, by temperature; neither the loss nor these numbers have a unit.",
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


def _loss(found: Mapping, kind: str) -> str:
    """The loss as a formula; nothing where the run does not say."""
    if "coefficients" not in found:
        return ""
    formula = "c·y" if kind == "linear" else "|y − c|²"
    return f", {formula} of a draw y, with c = ({_listed(found['coefficients'])})"


def _listed(numbers: Sequence[float]) -> str:
    return ", ".join(map(number, numbers))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> str:
    top = tag("thead", tag("tr", "".join(tag("th", escape(signed(one)), scope="col") for one in head)))
    inner = "".join(tag("tr", "".join(tag("td", escape(cell)) for cell in row)) for row in rows)
    table = tag("table", tag("caption", escape(caption)) + top + tag("tbody", inner), "every figures")
    return tag("div", table, "scroll", tabindex="0")
