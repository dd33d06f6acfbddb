"""The page of `python -m impl bench-report`: tables, and plots as SVG inside the page."""

import io
import warnings
from html import escape

from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import NullFormatter, NullLocator

from ._bench_rows import WHOSE, Growth, Row, columns, growths, unit

LONGEST_NAME = 60  # characters; a longer name is shortened beside its bar
COLOURS = dict(zip(WHOSE, ("tab:blue", "tab:orange", "tab:gray", "tab:olive")))
MEANING = (
    "Times are medians over the rounds of one run on one machine; half of the rounds lie between the quartiles. Ratios "
    "are of medians, to the least median of the group. Bars are medians, whiskers quartiles."
)
COST = (
    "The time of a draw or of a step is not the cost of reaching an error: estimators differ in their variance, and "
    "one with the longer step may need fewer. Neither variances nor the draws needed are compared here, unless a "
    "group's name says which error is reached; python -m impl bbvi compares them."
)
STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 68rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
.about, .note { color: #777; font-size: .9rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .9rem; width: 100%; }
th, td { padding: .3rem .7rem; text-align: right; border-bottom: 1px solid #8884; }
td { white-space: nowrap; font-variant-numeric: tabular-nums; }
th:first-child, td:first-child { text-align: left; white-space: normal; overflow-wrap: anywhere; min-width: 14rem; }
tr.ours { font-weight: 600; }
figure { margin: 1rem 0; background: white; padding: .5rem; } figure svg { width: 100%; height: auto; }
"""


def page(groups: dict[str, list[Row]], facts: list[str]) -> str:
    """The whole page as HTML; ``facts`` name the date and the machine of the benchmarks."""
    contents = "".join(f'<li><a href="#g{index}">{escape(name)}</a></li>' for index, name in enumerate(groups))
    sections = "\n".join(_section(f"g{index}", name, rows) for index, (name, rows) in enumerate(groups.items()))
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Benchmarks</title><style>{STYLE}</style></head><body>
<h1>Benchmarks</h1>
<p class="about">{escape(" · ".join(facts))}</p>
<nav><ul>{contents}</ul></nav>
<p class="note">{escape(MEANING)}</p>
<p class="note">{escape(COST)}</p>
{sections}
</body></html>
"""


def _section(anchor: str, name: str, rows: list[Row]) -> str:
    heads, lines = columns(rows)
    parts = [f'<section><h2 id="{anchor}">{escape(name)}</h2>', '<div class="wide"><table><thead><tr>']
    parts += [f"<th>{escape(head)}</th>" for head in ("benchmark", *heads)]
    parts.append("</tr></thead><tbody>")
    for row, line in zip(rows, lines):
        parts.append('<tr class="ours">' if row.whose == "ours" else "<tr>")
        parts.append(f'<td title="{escape(row.name)}">{escape(row.label)}</td>')
        parts += [f"<td>{escape(cell)}</td>" for cell in line] + ["</tr>"]
    parts.append("</tbody></table></div>")
    if len(rows) > 1:
        parts.append(f"<figure>{bars(rows)}</figure>")
    if series := growths(rows):
        parts.append(f"<figure>{growth(series)}</figure>")
    return "\n".join([*parts, "</section>"])


def bars(rows: list[Row]) -> str:
    """The medians as horizontal bars with their quartiles, the least on top, in a colour that says whose code it is.

    The axis is logarithmic where the medians differ by more than a factor of 20.
    """
    figure, (name, size) = Figure(figsize=(9.5, 0.8 + 0.34 * len(rows)), layout="constrained"), unit(rows)
    axes, medians = figure.subplots(), [row.median / size for row in rows]
    colours = [COLOURS[row.whose] for row in rows]
    axes.barh(range(len(rows)), medians, xerr=_errors(rows, size), color=colours, alpha=0.8, height=0.65, capsize=3)
    axes.set_yticks(range(len(rows)), [shortened(row.label) for row in rows], parse_math=False, fontsize=9)
    axes.invert_yaxis()
    axes.set_xlabel(f"median, {name}")
    found = [whose for whose in WHOSE if any(row.whose == whose for row in rows)]
    axes.legend(handles=[Patch(color=COLOURS[whose], alpha=0.8, label=whose) for whose in found], fontsize=8)
    if max(medians) > 20 * min(medians):
        axes.set_xscale("log")
    axes.grid(axis="x", alpha=0.3)
    axes.set_axisbelow(True)
    return _svg(figure)


def growth(series: list[Growth]) -> str:
    """The medians over the size, both on logarithmic axes, with one panel for each kind of size."""
    sizes = list(dict.fromkeys(each.size for each in series))
    figure = Figure(figsize=(9.5, 3.8 * len(sizes)), layout="constrained")
    for axes, size in zip(figure.subplots(len(sizes), squeeze=False)[:, 0], sizes):
        shown = [each for each in series if each.size == size]
        name, seconds = unit([row for each in shown for row in each.rows])
        for each in shown:
            x, y = zip(*((point, median / seconds) for point, median in each.points))
            label = f"{shortened(each.label)}: {each.said}"
            axes.errorbar(x, y, _errors(each.rows, seconds), fmt="o-", ms=4, lw=1, capsize=3, label=label)
        axes.set(xscale="log", yscale="log", ylabel=f"median, {name}")
        axes.set_xlabel(size, parse_math=False)
        ticks = sorted({point for each in shown for point, _ in each.points})
        if len(ticks) <= 12:
            axes.set_xticks(ticks, [str(tick) for tick in ticks])
            axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.grid(alpha=0.3)
        for text in axes.legend(fontsize=8).get_texts():
            text.set_parse_math(False)
    return _svg(figure)


def _errors(rows: list[Row], size: float) -> list[list[float]]:
    """The distances of the quartiles below and above the median, in units of ``size`` seconds."""
    below, above = [row.median - row.low for row in rows], [row.high - row.median for row in rows]
    return [[max(0.0, length) / size for length in side] for side in (below, above)]


def shortened(name: str) -> str:
    """The name, without its middle where it is too long to stand beside a bar."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME // 2]}…{name[-LONGEST_NAME // 2 :]}"


def _svg(figure: Figure) -> str:
    """The figure as SVG without the XML declaration.  Its words are text, in the fonts of the reader: as outlines they
    would be most of the page."""
    text = io.StringIO()
    with warnings.catch_warnings(), rc_context({"svg.fonttype": "none"}):
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    return "<svg" + text.getvalue().partition("<svg")[2]
