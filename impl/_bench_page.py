"""The page of `python -m impl bench-report`: tables, and plots as SVG inside the page."""

import io
import warnings
from html import escape

from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import NullFormatter, NullLocator

from ._bench_rows import WHOSE, Growth, Row, columns, growths, result, unit

WIDTH = 8  # inches of a figure: on a page its letters are then as large as those of the table
LONGEST_NAME = 60  # characters; a longer name is shortened beside its dot
COLOURS = dict(zip(WHOSE, ("tab:blue", "tab:orange", "tab:gray", "tab:olive")))
MEANING = (
    "Times are medians over the rounds of one run on one machine; half of the rounds lie between the quartiles. A "
    "ratio is that of a median to the least median of the group; its range divides the quartiles: it goes from the "
    "lower one over the upper one of that least row to the upper one over the lower. A ratio whose range holds 1, or "
    "that has fewer than three rounds, may be 1: this run cannot tell which of the two is faster. A ratio has three "
    "digits where its range is narrower than a fiftieth of it, and two elsewhere. Dots are medians, whiskers quartiles."
)
COST = (
    "The time of a draw or of a step is not the cost of reaching an error: estimators differ in their variance, and "
    "one with the longer step may need fewer. Neither variances nor the draws needed are compared here, unless a "
    "group's name says which error is reached; python -m impl bbvi compares them."
)
PLOT = "The medians of the table as dots, with the quartiles as whiskers; the unit stands at the axis."
LOGARITHMIC = " The axis is logarithmic: equal distances are equal ratios."
GROWTH = "The medians as dots with the quartiles as whiskers, over {}; both axes are logarithmic."
STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 68rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
.about, .note, caption, figcaption { color: #777; font-size: .9rem; } caption { text-align: left; }
figcaption { color: #555; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .9rem; width: 100%; }
th, td { padding: .3rem .7rem; text-align: right; border-bottom: 1px solid #8884; }
td { font-variant-numeric: tabular-nums; }
th:first-child, td:first-child { text-align: left; overflow-wrap: anywhere; min-width: 9rem; }
tr.ours { font-weight: 600; }
figure { margin: 1rem 0; background: white; padding: .5rem; overflow-x: auto; }
figure svg { width: 100%; min-width: 40rem; height: auto; } figcaption { position: sticky; left: 0; }
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
    parts = [f'<section><h2 id="{anchor}">{escape(name)}</h2>', f"<p>{escape(result(rows))}</p>"]
    parts += [f"<p>{escape(told)}</p>" for told in dict.fromkeys(row.about for row in rows if row.about)]
    parts += ['<div class="wide"><table>', f"<caption>{escape(caption(rows))}</caption><thead><tr>"]
    parts += [f"<th>{escape(head)}</th>" for head in ("benchmark", *heads)]
    parts.append("</tr></thead><tbody>")
    for row, line in zip(rows, lines):
        parts.append('<tr class="ours">' if row.whose == "ours" else "<tr>")
        parts.append(f'<td title="{escape(row.name)}">{escape(row.label)}</td>')
        parts += [f"<td>{escape(cell)}</td>" for cell in line] + ["</tr>"]
    parts.append("</tbody></table></div>")
    if len(rows) > 1:
        parts.append(_figure(dots(rows), PLOT + (LOGARITHMIC if _far_apart(rows) else "")))
    if series := growths(rows):
        sizes = " and over ".join(dict.fromkeys(f"the {one.axis}" if one.noun else one.axis for one in series))
        parts.append(_figure(growth(series), GROWTH.format(sizes)))
    return "\n".join([*parts, "</section>"])


def caption(rows: list[Row]) -> str:
    """What the columns of a group's table hold, and their units."""
    told = f"The time of one round in {unit(rows)[0]}, and its ratio to the least median, which has no unit."
    if any(row.rates for row in rows):
        told += " A number per second is what one round counts over the median time of the same row."
    return told


def _figure(svg: str, told: str) -> str:
    return f"<figure>{svg}<figcaption>{escape(told)}</figcaption></figure>"


def _far_apart(rows: list[Row]) -> bool:
    """Whether the medians differ by more than a factor of 20."""
    return max(row.median for row in rows) > 20 * min(row.median for row in rows)


def dots(rows: list[Row]) -> str:
    """The medians as dots with their quartiles as whiskers, the least on top, in a colour that says whose code it is.

    The axis is logarithmic where the medians differ by more than a factor of 20. There are no bars, whose lengths would
    mean nothing on an axis that does not begin at zero.
    """
    figure, (name, size) = Figure(figsize=(WIDTH, 0.8 + 0.34 * len(rows)), layout="constrained"), unit(rows)
    axes = figure.subplots()
    for place, row in enumerate(rows):
        colour, errors = COLOURS[row.whose], _errors([row], size)
        axes.errorbar([row.median / size], [place], xerr=errors, fmt="o", ms=6, lw=1.5, capsize=3, color=colour)
    axes.set_yticks(range(len(rows)), [shortened(row.label) for row in rows], parse_math=False, fontsize=9)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlabel(f"median, {name}")
    found = [whose for whose in WHOSE if any(row.whose == whose for row in rows)]
    if found != [WHOSE[-1]]:
        marks = [Line2D([], [], ls="", marker="o", color=COLOURS[whose], label=whose) for whose in found]
        axes.legend(handles=marks, fontsize=9)
    if _far_apart(rows):
        axes.set_xscale("log")
    axes.grid(alpha=0.3)
    axes.set_axisbelow(True)
    return _svg(figure)


def growth(series: list[Growth]) -> str:
    """The medians over the size, both on logarithmic axes, with one panel for each kind of size."""
    sizes = list(dict.fromkeys(each.axis for each in series))
    figure = Figure(figsize=(WIDTH, 3.8 * len(sizes)), layout="constrained")
    for axes, size in zip(figure.subplots(len(sizes), squeeze=False)[:, 0], sizes):
        shown = [each for each in series if each.axis == size]
        name, seconds = unit([row for each in shown for row in each.rows])
        for each in shown:
            x, y = zip(*((point, median / seconds) for point, median in each.points))
            label = f"{shortened(each.label)}: {each.said}"
            axes.errorbar(x, y, _errors(each.rows, seconds), fmt="o-", ms=4, lw=1, capsize=3, label=label)
        axes.set(xscale="log", yscale="log", ylabel=f"median, {name}")
        axes.set_xlabel(size, parse_math=False)
        ticks = sorted({point for each in shown for point, _ in each.points})
        if len(ticks) <= 12:
            axes.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
            axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.grid(alpha=0.3)
        for text in axes.legend(fontsize=9).get_texts():
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
