"""The rows of pytest-benchmark's JSON: read, checked, grouped, and written out with their units.

A group's rows are compared by their medians; the quartiles are those of the rounds of a row. ``extra_info`` may hold a
``label`` and ``whose`` code was timed. Rows of a group may differ only in a positive whole number below 2^53 that they
carry in ``params`` or ``extra_info``, a size: the growth of the time with that size is then said.
"""

import json
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WHOSE: tuple[str, ...] = ("ours", "a peer's", "the listing's", "not said")
LEAST_SIZES = 4  # fewer points lie near some line whatever the law, and say nothing about its exponent
LEAST_ROUNDS = 3  # the quartiles of fewer rounds say nothing about the noise
NARROW = 0.02  # of a ratio: where its range is wider, its third digit says nothing
UNITS = (("ns", 1e-9), ("µs", 1e-6), ("ms", 1e-3), ("s", 1.0))


@dataclass(frozen=True)
class Row:
    """One benchmark: the median and the quartiles ``low`` and ``high`` of its rounds, in seconds.

    ``rates`` are numbers per second, ``sizes`` the whole numbers that the benchmark carries. ``whose`` says whose code
    was timed: one of ``WHOSE``. ``about`` says what one round does, where the file says it.

    >>> row = Row("bench_sum[10]", "sum, 10", "ours", "sums", 0.002, 0.0019, 0.0022, 5, rates={}, sizes={"n": 10})
    >>> columns([row])[1]
    [['ours', '2.00', '1.90 … 2.20', '1', '', '5']]
    """

    name: str
    label: str
    whose: str
    group: str
    median: float
    low: float
    high: float
    rounds: int
    rates: dict[str, float]
    sizes: dict[str, int]
    about: str = ""


@dataclass(frozen=True)
class Growth:
    """Rows that differ in one number only, a size."""

    label: str
    size: str
    rows: list[Row]
    noun: str = ""

    @property
    def axis(self) -> str:
        """What the size counts, as far as the labels or the name of the size say it."""
        noun = self.noun or (self.size if len(self.size) > 2 and self.size.endswith("s") else "")
        return f"number of {noun}" if noun else self.size

    @property
    def points(self) -> list[tuple[int, float]]:
        """The size of each row and its median in seconds."""
        return [(row.sizes[self.size], row.median) for row in self.rows]

    @property
    def exponent(self) -> float | None:
        """The slope of log time over log size, by least squares; None for fewer sizes than ``LEAST_SIZES``."""
        if len({size for size, _ in self.points}) < LEAST_SIZES:
            return None
        x, y = ([math.log(value) for value in values] for values in zip(*self.points))
        middle = sum(x) / len(x)
        return sum((a - middle) * b for a, b in zip(x, y)) / sum((a - middle) ** 2 for a in x)

    @property
    def said(self) -> str:
        """The exponent, or the ratio of the times at the largest and the smallest size where there is none."""
        if self.exponent is not None:
            base = self.axis if self.axis == self.size else f"({self.axis})"
            return f"time ∝ {base}^{self.exponent:.2f}, fitted to {len(self.points)} sizes"
        (first, *_, last), (low, *_, high) = self.rows, (f"{size:,}" for size, _ in self.points)
        if may_be_one(last, first) and enough_rounds(last, first):
            return f"times for {high} and for {low} {self.noun or self.size} cannot be told apart"
        sizes = f"{high} instead of {low} {self.noun}" if self.noun else f"{self.size} {high} instead of {low}"
        return f"{times(last, first)} times the time for {sizes}"


def read(file: Path) -> dict[str, Any]:
    """The content of a JSON file that pytest-benchmark wrote; a ValueError says why a file is not one.

    >>> from pathlib import Path
    >>> read(Path("there-is-no-such-file.json"))
    Traceback (most recent call last):
        ...
    ValueError: there-is-no-such-file.json: no such file
    """
    try:
        content = json.loads(Path(file).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ValueError(f"{file}: no such file") from None
    except OSError as error:
        raise ValueError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ValueError(f"{file}: not JSON, not even UTF-8") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"{file}: not JSON, line {error.lineno} column {error.colno}: {error.msg}") from None
    except (ValueError, RecursionError) as error:  # a number has too many digits, or brackets are nested too deeply
        raise ValueError(f"{file}: not a file of pytest-benchmark: {error}") from None
    if not isinstance(content, dict) or not isinstance(content.get("benchmarks"), list):
        raise ValueError(f"{file}: not a file of pytest-benchmark, there is no list of benchmarks")
    if not content["benchmarks"]:
        raise ValueError(f"{file}: the list of benchmarks is empty")
    return content


def parse(file: Path, content: dict[str, Any]) -> list[Row]:
    """The rows of the content that ``read`` returned; a ValueError names the first entry that is no benchmark.

    >>> from pathlib import Path
    >>> stats = {"median": 0.002, "q1": 0.001, "q3": 0.003, "rounds": 5}
    >>> row, = parse(Path("bench.json"), {"benchmarks": [{"name": "bench_sum", "stats": stats, "params": {"n": 10}}]})
    >>> row.label, row.whose, row.group, row.sizes
    ('sum', 'not said', 'without a group', {'n': 10})
    """
    rows = []
    for index, entry in enumerate(content["benchmarks"]):
        name, stats = (entry.get("name"), entry.get("stats")) if isinstance(entry, dict) else (None, None)
        if not isinstance(name, str) or not isinstance(stats, dict):
            raise ValueError(f"{file}: not a file of pytest-benchmark, benchmark {index} has no name or no stats")
        name, extra = clean(name), _dict(entry, "extra_info")
        label, whose, told = extra.get("label"), extra.get("whose"), extra.get("about")
        for key in "median", "q1", "q3", "rounds":
            if not _is_number(stats.get(key)) or not stats[key] > 0:
                raise ValueError(f"{file}: {name}: expected a positive number as its {key}, got {stats.get(key)!r:.40}")
        numbers = {
            clean(key): value
            for place in ("extra_info", "params")
            for key, value in _dict(entry, place).items()
            if _is_number(value)
        }
        median, low, high = (float(stats[key]) for key in ("median", "q1", "q3"))
        rows.append(
            Row(
                name,
                clean(label) if isinstance(label, str) and label else readable(name, len(_dict(entry, "params"))),
                whose if whose in WHOSE else WHOSE[-1],
                clean(str(entry.get("group") or "without a group")),
                median,
                low,
                high,
                round(stats["rounds"]),
                rates={key: float(value) for key, value in numbers.items() if key.endswith("per second")},
                sizes={key: value for key, value in numbers.items() if isinstance(value, int) and 0 < value < 2**53},
                about=clean(told) if isinstance(told, str) else "",
            )
        )
    return rows


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300


def _dict(entry: dict[str, Any], key: str) -> dict[str, Any]:
    value = entry.get(key)
    return value if isinstance(value, dict) else {}


def clean(text: str) -> str:
    """The text with a replacement character for every control character and every surrogate, which no page can hold.

    >>> clean("a bell" + chr(7) + " rings")
    'a bell� rings'
    """
    return re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "\N{REPLACEMENT CHARACTER}", text)


def grouped(rows: list[Row]) -> dict[str, list[Row]]:
    """The groups in the order of the file, with the row of the least median of each first.

    >>> slow = Row("slow", "slow", "ours", "sums", 0.003, 0.003, 0.003, 5, {}, {})
    >>> fast = Row("fast", "fast", "ours", "sums", 0.002, 0.002, 0.002, 5, {}, {})
    >>> {group: [row.name for row in rows] for group, rows in grouped([slow, fast]).items()}
    {'sums': ['fast', 'slow']}
    """
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return {name: sorted(found, key=lambda row: row.median) for name, found in groups.items()}


def growths(rows: list[Row]) -> list[Growth]:
    """The series of a group: rows that differ in one size only, apart from that number in the brackets of the name.

    >>> small = Row("sum[1]", "sum, 1 term", "ours", "sums", 0.001, 0.001, 0.001, 5, {}, {"n": 1})
    >>> large = Row("sum[10]", "sum, 10 terms", "ours", "sums", 0.005, 0.005, 0.005, 5, {}, {"n": 10})
    >>> [(growth.label, growth.axis, growth.said) for growth in growths([small, large])]
    [('sum', 'number of terms', '5.00 times the time for 10 instead of 1 terms')]
    """
    found = []
    for size in dict.fromkeys(key for row in rows for key in row.sizes):
        alike: dict[tuple, list[Row]] = {}
        for row in (row for row in rows if size in row.sizes):
            rest = tuple(item for item in sorted(row.sizes.items()) if item[0] != size)
            base, bracket, parameters = row.name.partition("[")
            parameters = re.sub(rf"(?<![0-9.]){row.sizes[size]}(?![0-9.])", "·", parameters, count=1)
            alike.setdefault((base + bracket + parameters, rest), []).append(row)
        for rows_alike in alike.values():
            series = sorted(rows_alike, key=lambda row: row.sizes[size])
            if len({row.sizes[size] for row in series}) > 1:
                label, noun = _without(series[-1].label, series[-1].sizes[size])
                found.append(Growth(label, size, series, noun))
    return found


def _without(label: str, size: int) -> tuple[str, str]:
    """A label without the part that says the size, and the words that stand behind the number there.

    >>> _without("fit, 1,000 data, at once", 1000), _without("cost, N = 10", 10), _without("fit of 10", 10)
    (('fit, at once', 'data'), ('cost', ''), ('fit of n', ''))
    """
    parts = label.split(", ")
    number = re.compile(rf"(?<![0-9.,])(?:{size}|{size:,})(?![0-9.]|,[0-9])")
    for place, part in enumerate(parts):
        if found := number.search(part):
            if len(parts) == 1:
                return number.sub("n", label, count=1), ""
            return ", ".join(parts[:place] + parts[place + 1 :]), part[found.end() :].strip()
    return label, ""


def about(content: dict[str, Any]) -> list[str]:
    """The date, the machine and the commit of the benchmarks, as far as the file names them.

    >>> content = {"datetime": "2025-01-31", "machine_info": {"system": "Linux", "cpu": {"count": 2}}}
    >>> about(content)
    ['2025-01-31', '2 cores', 'Linux']
    """
    machine, commit = _dict(content, "machine_info"), _dict(content, "commit_info")
    cpu = _dict(machine, "cpu")
    parts = [
        content.get("datetime"),
        cpu.get("brand_raw"),
        cpu.get("count") and f"{cpu['count']} cores",
        machine.get("system"),
        machine.get("python_version") and f"Python {machine['python_version']}",
        commit.get("id") and f"commit {commit['id']!s:.12}" + (", with changes" if commit.get("dirty") else ""),
    ]
    return [clean(str(part)) for part in parts if part]


def unit(rows: list[Row]) -> tuple[str, float]:
    """The largest unit in which the group's fastest median is at least one: its name and its length in seconds."""
    least = min(row.median for row in rows)
    return next((u for u in reversed(UNITS) if least >= u[1]), UNITS[0])


def digits(value: float, figures: int = 3) -> str:
    """A number with three digits, or so many, without an exponent if it lies between 0.001 and a million.

    >>> digits(3.14159), digits(1234.5), digits(0.0001), digits(16349, 2)
    ('3.14', '1,230', '1.00e-04', '16,000')
    """
    if not 1e-3 <= abs(value) < 1e6:
        return f"{value:.{figures - 1}e}" if value else "0"
    places = figures - 1 - math.floor(math.log10(abs(value)))
    return f"{round(value, places):,.{max(0, places)}f}"


def rate(value: float) -> str:
    """A rate with three digits and the prefix G, M or k where it is large."""
    name, size = next(((n, s) for n, s in (("G", 1e9), ("M", 1e6), ("k", 1e3)) if abs(value) >= s), ("", 1))
    return f"{digits(value / size)} {name}".rstrip()


def readable(name: str, parameters: int) -> str:
    """A pytest id as words: bench_fit_of_all[10-line], of two parameters, becomes "fit of all, 10, line".

    >>> readable("bench_fit_of_all[10-line]", 2)
    'fit of all, 10, line'
    """
    base, _, rest = name.partition("[")
    base, rest = base.removeprefix("bench_").replace("_", " ").strip(), rest.removesuffix("]")
    words = rest.split("-") if parameters > 1 and rest.count("-") == parameters - 1 else [rest]
    return ", ".join(word for word in (base, *words) if word) or name or "without a name"


def ratio_range(row: Row, best: Row) -> tuple[float, float]:
    """The least and the largest ratio of a time between the quartiles of ``row`` to one between those of ``best``.

    >>> fast = Row("fast", "fast", "ours", "sums", 0.002, 0.001, 0.002, 5, {}, {})
    >>> slow = Row("slow", "slow", "a peer's", "sums", 0.006, 0.005, 0.007, 3, {}, {})
    >>> ratio_range(slow, fast)
    (2.5, 7.0)
    """
    return row.low / best.high, row.high / best.low


def is_narrow(row: Row, best: Row) -> bool:
    """Whether the ratio of the times of two rows has a range that leaves room for a third digit, and rounds enough."""
    low, high = ratio_range(row, best)
    return enough_rounds(row, best) and high - low < NARROW * row.median / best.median


def times(row: Row, best: Row) -> str:
    """The ratio of the times of two rows, with two digits where its range leaves no room for the third one.

    >>> fast = Row("fast", "fast", "ours", "sums", 0.002, 0.001, 0.002, 5, {}, {})
    >>> slow = Row("slow", "slow", "a peer's", "sums", 32.7, 18.8, 41.8, 3, {}, {})
    >>> times(slow, fast)
    '16,000'
    """
    return digits(row.median / best.median, 3 if is_narrow(row, best) else 2)


def as_long(row: Row, best: Row) -> str:
    """How many times as long a row takes, with the range where it is not narrow."""
    if is_narrow(row, best):
        return f"{times(row, best)} times as long"
    low, high = map(digits, ratio_range(row, best))
    between = f" ({low} to {high})" if enough_rounds(row, best) else " (from few rounds)"
    return f"about {times(row, best)} times as long{between}"


def may_be_one(row: Row, best: Row) -> bool:
    """Whether the ratio of the times of two rows cannot be told from 1: their quartiles overlap, or rounds are few.

    >>> fast = Row("fast", "fast", "ours", "sums", 0.002, 0.0019, 0.0022, 5, {}, {})
    >>> near = Row("near", "near", "ours", "sums", 0.0021, 0.002, 0.0023, 5, {}, {})
    >>> may_be_one(near, fast)
    True
    """
    low, high = ratio_range(row, best)
    return low <= 1 <= high or not enough_rounds(row, best)


def enough_rounds(*rows: Row) -> bool:
    """Whether each row has so many rounds that its quartiles show its noise."""
    return all(row.rounds >= LEAST_ROUNDS for row in rows)


def result(rows: list[Row]) -> str:
    """One sentence that says which row of a group takes the least time, and how the others compare.

    >>> fast = Row("fast", "fast", "ours", "sums", 0.002, 0.0019, 0.0022, 5, {}, {})
    >>> slow = Row("slow", "slow", "a peer's", "sums", 0.006, 0.005, 0.007, 3, {}, {})
    >>> result([fast, slow])
    "The least median is 2.00 ms, that of fast (ours); slow (a peer's) takes about 3.0 times as long (2.27 to 3.68)."
    """
    (name, size), (best, *others) = unit(rows), sorted(rows, key=lambda row: row.median)
    told = f"{digits(best.median / size)} {name}, that of {_called(best)}"
    if not others:
        return f"The median is {told}."
    close = [row for row in others if may_be_one(row, best)]
    slowest = f"{_called(others[-1])} takes {as_long(others[-1], best)}"
    told = f"The least median is {told}; "
    if not close and len(others) == 1:
        return f"{told}{slowest}."
    if not close:
        first, last = (f"{_called(row)}, which takes {as_long(row, best)}" for row in (others[0], others[-1]))
        return f"{told}the others range from {first}, to {last}."
    if len(close) == len(others):
        return f"{told}no other can be told from it."
    untold = f"{len(close)} of the {len(others)} others cannot be told from it"
    return f"{told}{untold}, and {slowest}."


def _called(row: Row) -> str:
    return row.label if row.whose == WHOSE[-1] else f"{row.label} ({row.whose})"


def columns(rows: list[Row]) -> tuple[list[str], list[list[str]]]:
    """The headings and the cells of a group's table, without the column of labels.

    >>> fast = Row("fast", "fast", "ours", "sums", 0.002, 0.0019, 0.0022, 5, {}, {})
    >>> slow = Row("slow", "slow", "a peer's", "sums", 0.006, 0.005, 0.007, 3, {}, {})
    >>> heads, lines = columns([fast, slow])
    >>> heads
    ['whose', 'median, ms', 'quartiles, ms', 'ratio', 'its range', 'rounds']
    >>> lines[1]
    ["a peer's", '6.00', '5.00 … 7.00', '3.0', '2.27 … 3.68', '3']
    """
    (name, size), rates = unit(rows), list(dict.fromkeys(key for row in rows for key in row.rates))
    best, lines = min(rows, key=lambda row: row.median), []
    for row in rows:
        quartiles = f"{digits(row.low / size)} … {digits(row.high / size)}"
        ratio, between = "1", ""
        if row is not best:
            low, high = map(digits, ratio_range(row, best))
            ratio = times(row, best)
            between = f"{low} … {high}" if enough_rounds(row, best) else "few rounds"
            between += ": may be 1" if may_be_one(row, best) else ""
        per_second = (rate(row.rates[key]) if key in row.rates else "" for key in rates)
        lines.append([row.whose, digits(row.median / size), quartiles, ratio, between, str(row.rounds), *per_second])
    heads = ["whose", f"median, {name}", f"quartiles, {name}", "ratio", "its range", "rounds"]
    return [*heads, *rates], lines
