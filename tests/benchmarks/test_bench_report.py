"""`python -m impl bench-report`: the page and the tables of a file, and the refusals of bad files."""

import json
import math
import re
import statistics
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from impl import bench_report
from impl.__main__ import main as command
from tests.support.benchmark_labels import WHOSE, of


def benchmark(name, times, group=None, extra=None, params=None):
    low, median, high = np.quantile(times, [0.25, 0.5, 0.75])
    stats = {"median": float(median), "q1": float(low), "q3": float(high), "rounds": len(times), "mean": statistics.fmean(times)}
    return {"name": name, "group": group, "stats": stats, "extra_info": extra or {}, "params": params}


LABELLED = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py") if path.stem != "bench_derivations")
CONTENT = {
    "datetime": "2030-01-02T03:04:05+00:00",
    "machine_info": {"cpu": {"brand_raw": "Fast & Co", "count": 3}, "python_version": "3.99.1", "system": "Linux"},
    "commit_info": {"id": "0123456789abcdef", "dirty": True},
    "benchmarks": [
        benchmark("bench_way[slow]", [0.004, 0.005, 0.006, 0.007, 0.008], "ways", {"samples per second": 2.5e6, "note": "x", "whose": "a peer's"}),
        benchmark("bench_way[swift]", [0.002, 0.002, 0.003], "ways", {"samples per second": 7e6, "whose": "ours", "label": "our swift way"}),
        *(benchmark(f"bench_cost[{n}-{way}]", [1e-6 * n**power], "cost", params={"n": n, "way": way})
          for way, power, count in (("line", 1, 4), ("square", 2, 3)) for n in (10, 100, 1000, 10_000)[:count]),
        benchmark("bench_alone", [1e-8]),
    ],
}


class Page(HTMLParser):
    """The texts of a page by tag, and the tags."""

    def __init__(self, text):
        super().__init__()
        self.texts, self.tags, self.path = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.path.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)

    def handle_endtag(self, tag):
        while self.path and self.path.pop() != tag:
            pass

    def handle_data(self, data):
        self.texts.append((self.path[-1] if self.path else "", data))

    def of(self, tag):
        return [text for path, text in self.texts if path == tag]


def written(tmp_path, content):
    file = tmp_path / "bench.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The page of CONTENT, and the output on the terminal."""
    folder = tmp_path_factory.mktemp("bench")
    with pytest.MonkeyPatch.context() as patch:
        printed = []
        patch.setattr(bench_report.Console, "print", lambda self, what, **_: printed.append(what))
        assert bench_report.main(written(folder, CONTENT), folder / "deep" / "out") == 0
    return folder.joinpath("deep", "out", "index.html").read_text(encoding="utf-8"), printed


def test_the_page_stands_alone(made):
    text, _ = made
    assert not re.search(r"(?:src|href)\s*=\s*[\"'](?!#)", text)
    assert "<script" not in text and "@import" not in text
    assert re.findall(r"url\((?!#)", text) == []
    for svg in re.findall(r"<svg.*?</svg>", text, re.S):
        ElementTree.fromstring(svg)
    assert text.count("<svg") == 3  # dots of two groups, growth of one


def test_the_page_shows_the_measurements(made):
    page = Page(made[0])
    assert page.of("h2") == ["ways", "cost", "without a group"]
    cells = page.of("td")
    fast, slow = cells.index("our swift way"), cells.index("way, slow")
    assert cells[fast : fast + 7] == ["our swift way", "ours", "2.00", "2.00 … 2.50", "1", "3", "7.00 M"]
    assert cells[slow : slow + 8] == ["way, slow", "a peer's", "6.00", "5.00 … 7.00", "3.0", "2.00 … 3.50", "5", "2.50 M"]
    assert fast < slow
    assert page.of("th")[:7] == ["benchmark", "whose", "median, ms", "quartiles, ms", "ratio", "its range", "rounds"]
    alone = cells.index("alone")
    assert cells[alone + 1 : alone + 6] == ["not said", "10.0", "10.0 … 10.0", "1", "1"]
    assert not any("bench_" in cell for cell in cells)
    about = "2030-01-02T03:04:05+00:00 · Fast & Co · 3 cores · Linux · Python 3.99.1 · commit 0123456789ab, with changes"
    assert about in page.of("p")


def test_the_tables_in_the_terminal(made):
    *tables, meaning, last = made[1]
    assert "medians over the rounds" in meaning and "not the cost of reaching an error" in meaning
    assert [str(table.title) for table in tables] == ["ways", "cost", "without a group"]
    assert "10 benchmarks in 3 groups" in last
    columns = [[str(cell) for cell in column.cells] for column in tables[0].columns]
    assert columns == [["our swift way", "way, slow"], ["ours", "a peer's"], ["2.00", "6.00"], ["2.00 … 2.50", "5.00 … 7.00"], ["1", "3.0"], ["", "2.00 … 3.50"], ["3", "5"], ["7.00 M", "2.50 M"]]
    assert str(tables[1].caption).splitlines() == [
        "cost, line: time ∝ n^1.00, fitted to 4 sizes", "cost, square: 10,000 times the time for n 1,000 instead of 10"]


def test_growth_is_fitted_by_least_squares(tmp_path):
    sizes, times = (2, 3, 7, 20), (1.0, 1.7, 2.0, 9.0)
    content = {"benchmarks": [benchmark(f"bench_f[{n}]", [t], extra={"draws": n, "seconds": 0.5}) for n, t in zip(sizes, times)]}
    (growth,) = bench_report.growths(bench_report.parse(tmp_path, content))
    assert growth.size == "draws" and growth.label == "f" and growth.axis == "number of draws" and growth.points == list(zip(sizes, times))
    assert growth.exponent == pytest.approx(np.polyfit(np.log(sizes), np.log(times), 1)[0], rel=1e-12)


def test_rows_that_differ_in_two_sizes_are_kept_apart(tmp_path):
    content = {"benchmarks": [benchmark("bench", [n * k**2], params={"n": n, "k": k}) for n in (1, 10, 20, 30) for k in (4, 8, 16, 32)]}
    found = bench_report.growths(bench_report.parse(tmp_path, content))
    assert sorted((growth.size, round(growth.exponent or 0, 9)) for growth in found) == [("k", 2)] * 4 + [("n", 1)] * 4
    other = {"benchmarks": [benchmark(f"bench_{way}", [1.0], extra={"steps": n}) for way, n in (("a", 1), ("b", 2))]}
    assert bench_report.growths(bench_report.parse(tmp_path, other)) == []


def test_sizes_of_any_length(tmp_path):
    """A number that floats cannot hold, and so neither a fit nor a plot can use, is only a part of the name."""
    content = {"benchmarks": [
        *(benchmark(f"bench_far[{n}]", [n**0.01], "far", params={"n": n}) for n in (10**200, 10**250)),
        *(benchmark(f"bench_near[{n}]", [1.0], "near", params={"n": n}) for n in (10**200, 10**200 + 1)),
        *(benchmark(f"bench_long[{n}]", [n**0.01], "long", params={"n": n}) for n in (1, 2**53 - 1)),
    ]}
    assert bench_report.main(written(tmp_path, content), tmp_path) == 0
    page = tmp_path.joinpath("index.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 4
    (growth,) = bench_report.growths(bench_report.parse(tmp_path, content))
    assert growth.exponent is None and growth.said == "1.4 times the time for n 9,007,199,254,740,991 instead of 1"


@pytest.mark.parametrize(("commit", "says"), [
    ("0123456789abcdef", "commit 0123456789ab"), (["a"], "commit ['a']"), ({"a": 1}, "commit {'a': 1}"), (0.1, "commit 0.1"),
    (12345678901234, "commit 123456789012"), (True, "commit True"),
])
def test_commits_of_any_kind(commit, says):
    assert bench_report.about({"commit_info": {"id": commit}}) == [says]


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1.00"), (9.996, "10.00"), (12.34, "12.3"), (1234.5, "1,230"), (0.01234, "0.0123"), (1e-5, "1.00e-05"), (2e7, "2.00e+07"), (0, "0")],
)
def test_digits(value, text):
    assert bench_report.digits(value) == text


NASTY = '<script>alert("&")</script> $\\frac$ [bold]x[/] \x00\x1b[31m\ud800 𝔼 -->'


def test_everything_from_the_file_is_escaped(tmp_path, capsys):
    names = [NASTY, NASTY + "2"]
    content = {
        "datetime": NASTY, "machine_info": {"cpu": {"brand_raw": NASTY}},
        "benchmarks": [benchmark(name, [1.0], NASTY, {NASTY + " per second": 1.0, NASTY: i + 1}, {NASTY: i + 1}) for i, name in enumerate(names)]
        + [benchmark(f"bench[{i}] {NASTY}", [1.0], NASTY, params={NASTY: i}) for i in (3, 4)],
    }
    assert bench_report.main(written(tmp_path, content), tmp_path) == 0
    text = tmp_path.joinpath("index.html").read_text(encoding="utf-8")
    assert "<script" not in text and not re.search(r"[\x00-\x08\x0e-\x1f]", text)
    page = Page(text)
    assert "script" not in page.tags and bench_report.clean(NASTY) in page.of("h2")
    for svg in re.findall(r"<svg.*?</svg>", text, re.S):
        ElementTree.fromstring(svg)
    printed = capsys.readouterr().out
    assert "[bold]x" in printed and "\x1b[31m" not in printed


def page_of(tmp_path, *benchmarks):
    bench_report.main(written(tmp_path, {"benchmarks": list(benchmarks)}), tmp_path)
    return tmp_path.joinpath("index.html").read_text(encoding="utf-8")


def test_own_code_is_told_from_that_of_others(tmp_path):
    """In the table, and in the colours of the dots and their legend; what a file does not say, the page does not guess."""
    whose = ["ours", "a peer's", "the listing's", "mine", None]
    text = page_of(tmp_path, *(benchmark(f"bench_w[{i}]", [1.0 + i], "ways", {"whose": each}) for i, each in enumerate(whose)))
    cells = Page(text).of("td")
    assert [cells[cells.index(f"w, {i}") + 1] for i in range(5)] == ["ours", "a peer's", "the listing's", "not said", "not said"]
    assert text.count('<tr class="ours">') == 1 and "fastest" not in text
    colours = re.findall(r'<use [^>]*style="fill: (#[0-9a-f]{6}); stroke: \1"', text.split("<figure>")[1])
    dots, legend = colours[-9:-4], colours[-4:]  # before them are the ends of the whiskers
    assert len(set(dots[:4])) == 4 and dots[3] == dots[4] and legend == dots[:4]


def test_medians_are_dots_with_whiskers_and_no_bars(tmp_path):
    """The length of a bar means nothing on a logarithmic axis, which has no zero."""
    text = page_of(tmp_path, *(benchmark(f"bench_w[{i}]", [1.0*10**i, 2.0*10**i, 3.0*10**i], "ways") for i in range(3)))
    (svg,) = re.findall(r"<svg.*?</svg>", text, re.S)
    assert len(re.findall(r"fill: #bcbd22; stroke: #bcbd22", svg)) >= 3*3 and "opacity: 0.8" not in svg
    assert [found for found in re.findall(r'<path d="([^"]*)"[^>]*style="fill: #bcbd22', svg) if found.endswith("z ") and found.count("L") == 3] == []
    assert "The axis is logarithmic" in text


def test_each_table_and_each_plot_has_a_caption_with_its_unit_and_begins_with_its_result(made):
    page = Page(made[0])
    assert page.tags.count("table") == page.tags.count("caption") == 3 and page.tags.count("svg") == page.tags.count("figcaption") == 3
    assert all("The time of one round in " in one for one in page.of("caption")) and "no unit" in page.of("caption")[0]
    results = re.findall(r"<h2[^>]*>[^<]*</h2>\n<p>([^<]*)</p>", made[0])
    assert results[0] == "The least median is 2.00 ms, that of our swift way (ours); way, slow (a peer&#x27;s) takes about 3.0 times as long (2.00 to 3.50)."
    assert len(results) == 3 and results[2] == "The median is 10.0 ns, that of alone."


@pytest.mark.parametrize(("times", "cell"), [
    ([1.4, 1.5, 1.6], "1.38 … 1.55"), ([1.02, 1.05, 1.3], "0.986 … 1.18: may be 1"), ([1.5, 1.5], "few rounds: may be 1")])
def test_a_ratio_has_its_range_and_says_where_it_may_be_one(tmp_path, times, cell):
    text = page_of(tmp_path, benchmark("bench_a", [1.0, 1.0, 1.1], "ways"), benchmark("bench_b", times, "ways"))
    assert cell in Page(text).of("td")


def test_a_row_is_not_said_to_be_slower_where_it_cannot_be_told(tmp_path):
    rows = bench_report.parse(tmp_path, {"benchmarks": [benchmark("a", [1.0, 1.0, 1.1]), benchmark("b", [0.9, 1.05, 1.3]), benchmark("c", [3.0, 3.0, 3.1])]})
    assert bench_report.result(rows[:2]) == "The least median is 1.00 s, that of a; no other can be told from it."
    assert bench_report.result(rows) == "The least median is 1.00 s, that of a; 1 of the 2 others cannot be told from it, and c takes about 3.0 times as long (2.86 to 3.05)."


@pytest.mark.parametrize(("times", "cell", "says"), [
    ([11.5, 18.0, 22.0], "18", "about 18 times as long (14.6 to 20.0)"), ([18.3, 18.32, 18.34], "18.3", "18.3 times as long"),
    ([12345.0, 16349.0, 20911.0], "16,000", "about 16,000 times as long (14,200 to 18,600)")])
def test_a_ratio_has_the_digits_that_its_range_leaves(tmp_path, times, cell, says):
    """In the table, in the sentence above it and in the legend of a growth."""
    least = [0.998, 1.0, 1.002] if times[0] == 18.3 else [1.0, 1.0, 1.02]
    few = bench_report.parse(tmp_path, {"benchmarks": [benchmark("a", least), benchmark("b", [2.0, 2.0, 2.01]), benchmark("c", times[1:2])]})
    assert "about" in bench_report.result(few) and bench_report.result(few).endswith("(from few rounds).")
    rows = bench_report.parse(tmp_path, {"benchmarks": [
        benchmark(f"bench_f[{n}]", found, extra={"label": f"f, {n:,} data"}, params={"size": n}) for n, found in ((1000, least), (100_000, times))]})
    assert bench_report.columns(rows)[1][1][3] == cell and bench_report.result(rows).endswith(f"takes {says}.")
    (growth,) = bench_report.growths(rows)
    assert (growth.label, growth.axis, growth.said) == ("f", "number of data", f"{cell} times the time for 100,000 instead of 1,000 data")


def test_a_growth_says_what_is_counted_and_where_there_is_none(tmp_path):
    """The axis and the legend have the noun of the labels; the time of equal times is not said to be 0.98 times another."""
    flat = [benchmark(f"bench_f[{n}]", [1.0, 1.01, 1.02], extra={"label": f"fit, {n} data, at once"}, params={"count": n}) for n in (10, 1000)]
    (growth,) = bench_report.growths(bench_report.parse(tmp_path, {"benchmarks": flat}))
    assert growth.said == "times for 1,000 and for 10 data cannot be told apart" and growth.label == "fit, at once"
    svg = page_of(tmp_path, *flat).split("<figure>")[2]
    assert ">number of data</text>" in svg and ">count</text>" not in svg and ">1,000</text>" in svg and "over the number of data;" in svg
    assert ">fit, at once: times for 1,000 and for 10 data cannot be told apart</text>" in svg and "·" not in svg


@pytest.mark.parametrize("module", LABELLED)
def test_every_number_in_a_group_says_what_it_counts(module):
    """“30 points” or “1000 fits” begin no group and end none: behind each number stands a noun, and after it what it is of."""
    text = Path(__file__).with_name(f"{module}.py").read_text(encoding="utf-8")
    groups = re.findall(r"group(?: \+?= |=)f?\"([^\"]+)\"", text)
    assert [name for name in groups if re.search(r"N = |K = |×|(?:^|, )\d+ \w+$", name)] == []


def test_a_file_says_what_a_round_does(tmp_path):
    text = page_of(tmp_path, benchmark("bench_a", [1.0], "ways", {"about": "One round does <it>."}))
    assert "<p>One round does &lt;it&gt;.</p>" in text


def test_no_exponent_from_few_sizes(tmp_path):
    for sizes in ((1, 100), (1, 10, 100), (1, 10, 100, 1000)):
        content = {"benchmarks": [benchmark(f"bench_f[{n}]", [2.0 * n], params={"n": n}) for n in sizes]}
        (growth,) = bench_report.growths(bench_report.parse(tmp_path, content))
        assert (growth.exponent is None) == (len(sizes) < 4)
        assert growth.said == ("time ∝ n^1.00, fitted to 4 sizes" if len(sizes) == 4 else "100 times the time for n 100 instead of 1")


@pytest.mark.parametrize(("name", "parameters", "says"), [
    ("bench_fit_of_all[10-line]", 2, "fit of all, 10, line"), ("bench_f[1e-5]", 1, "f, 1e-5"), ("bench_f[1e-5-x]", 2, "f, 1e-5-x"),
    ("bench_alone", 0, "alone"), ("other[x]", 1, "other, x"), ("bench_", 0, "bench_"), ("", 0, "without a name"), ("[", 0, "["),
])
def test_ids_are_read_as_words(name, parameters, says):
    assert bench_report.readable(name, parameters) == says




@pytest.mark.parametrize("module", LABELLED)
def test_every_benchmark_says_whose_it_is(module):
    """By its function, or by the way that is its parameter."""
    text = Path(__file__).with_name(f"{module}.py").read_text(encoding="utf-8")
    functions = dict(re.findall(r"^def (bench_\w+)\(([^)]*)\)", text, re.M))
    assert functions and {name for found, name in WHOSE if found == module} == set(functions)
    for name, words in functions.items():
        found = WHOSE[module, name]
        ways = re.findall(r'^    "([^"]+)": ', text, re.M) if isinstance(found, dict) else ["GD"]
        for way in ways if module != "bench_gumbel_softmax" else found:
            parameters = dict.fromkeys(words.split(", "), "torch.float32") | {"way": way, "name": way}
            got = of(module, name, parameters)
            assert got["whose"] in ("ours", "a peer's", "the listing's") and "{" not in got["label"] and "torch." not in got["label"].replace("torch.d", "").replace("torch.f", "")
    assert of("bench_derivations", "bench_proofs", {}) == {}


names = st.text(max_size=30)
times = st.floats(1e-9, 1e4)


@given(st.lists(st.tuples(names, names, times, st.dictionaries(names, st.integers(-2, 9), max_size=2)), min_size=1, max_size=6))
def test_any_names_and_times_make_a_page(entries):
    content = {"benchmarks": [benchmark(name, [time], group, params=params) for name, group, time, params in entries]}
    rows = bench_report.parse("file", json.loads(json.dumps(content)))
    groups = bench_report.grouped(rows)
    assert sum(map(len, groups.values())) == len(entries)
    for name, found in groups.items():
        table = bench_report.summary(name, found)
        assert table.row_count == len(found)
        assert [row.median for row in found] == sorted(row.median for row in found)
        assert all(row.label and row.whose == "not said" for row in found)


def entry(**changes):
    stats = {"median": 1.0, "q1": 1.0, "q3": 1.0, "rounds": 5} | changes
    return json.dumps({"benchmarks": [{"name": "bench_x", "stats": {k: v for k, v in stats.items() if v is not None}}]})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not JSON, line 1 column 1"),
        ('{"benchmarks": [}', "not JSON, line 1 column 17"),
        ("[1, 2]", "no list of benchmarks"),
        ("{}", "no list of benchmarks"),
        ('{"benchmarks": {"a": 1}}', "no list of benchmarks"),
        ('{"benchmarks": []}', "the list of benchmarks is empty"),
        ('{"benchmarks": [3]}', "benchmark 0 has no name or no stats"),
        ('{"benchmarks": [{"name": "x"}]}', "benchmark 0 has no name or no stats"),
        ('{"benchmarks": [{"name": 3, "stats": {}}]}', "benchmark 0 has no name or no stats"),
        (entry(median=None), "bench_x: expected a positive number as its median, got None"),
        (entry(median=0), "as its median, got 0"),
        (entry(q1=-1.0), "as its q1, got -1"),
        (entry(q3=math.nan), "as its q3, got nan"),
        (entry(median=math.inf), "as its median, got inf"),
        (entry(median="fast"), "as its median, got 'fast'"),
        (entry(rounds=True), "as its rounds, got True"),
        ("[" * 100_000, "not a file of pytest-benchmark"),
        (f'{{"benchmarks": [{"1" * 5000}]}}', "not a file of pytest-benchmark"),
        (b"\xff\xfe\x00", "not JSON, not even UTF-8"),
    ],
)
def test_other_files_are_refused_in_one_line(tmp_path, text, says, capsys):
    file = tmp_path / "bad.json"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ValueError, match=re.escape(says)) as error:
        bench_report.main(file, tmp_path / "out")
    assert str(error.value).startswith(f"{file}: ") and "\n" not in str(error.value)
    assert not tmp_path.joinpath("out").exists()
    assert command(["bench-report", str(file), "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_missing_files_and_impossible_folders_are_refused(tmp_path, capsys):
    assert command(["bench-report", str(tmp_path / "none.json")]) == 2
    assert "none.json: no such file" in capsys.readouterr().err
    assert command(["bench-report", str(tmp_path)]) == 2
    assert "Is a directory" in capsys.readouterr().err
    file = written(tmp_path, CONTENT)
    assert command(["bench-report", str(file), "--out", str(file)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
