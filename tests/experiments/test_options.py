"""The options of `python -m impl`: their bounds, and their refusal, in one line and before any work, where they are ignored."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest

from impl import __main__ as cli
from impl.experiments import AS_REPORTED, SUMMARIES
from impl.experiments.arguments import Options, whole

ROOT = str(Path(cli.__file__).parents[1])


def numbers(name):
    """The options of an experiment that take a value, but for the folder."""
    return [action.option_strings[0] for action in parser_of(name)._actions if action.metavar == "N"]


def parser_of(name):
    (choices,) = (action.choices for action in cli.parser(name)._actions if action.dest == "command")
    return cast(Any, choices)[name]


OPTIONS = [(name, option) for name in SUMMARIES for option in numbers(name)]
# The options that have no effect in a run as reported; all others are used there.
IGNORED = {("bbvi", "--draws"), ("gumbel-softmax", "--draws"), ("gumbel-softmax", "--repeats")}


def refused(words, capsys, tmp_path):
    """The one line on standard error with which a command line is refused; nothing is written."""
    with pytest.raises(SystemExit) as left:
        cli.main([*words, "--out", str(tmp_path / "out")])
    said = capsys.readouterr()
    assert left.value.code == 2 and said.out == "" and said.err.count("\n") == 1
    assert not (tmp_path / "out").exists()
    return said.err


def test_every_experiment_has_numbers():
    assert {name for name, option in OPTIONS if option != "--seed"} == set(SUMMARIES)
    assert all((name, "--seed") in OPTIONS for name in SUMMARIES)


@pytest.mark.parametrize(("name", "option"), OPTIONS)
@pytest.mark.parametrize("value", ["99999999999999999999", "-1", "9" * 500, "9" * 6000, "-" + "9" * 6000, "1e3", "2.5", "x", "", "nan", "\x1b[31m"])
def test_each_number_has_bounds_and_names_them(name, option, value, capsys, tmp_path):
    said = refused([name, f"{option}={value}"], capsys, tmp_path)
    assert said.startswith(f"python -m impl {name}: argument {option}: expected a whole number from ")
    assert "\x1b" not in said and len(said) < 200


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_the_bounds_are_those_of_the_help(name, option, capsys, tmp_path):
    """A number that is one beyond a bound is refused with both bounds, and each bound alone is taken by its type."""
    read = next(action.type for action in parser_of(name)._actions if option in action.option_strings)
    said = refused([name, f"{option}=-1"], capsys, tmp_path)
    least, most = (int(word.strip(",")) for word in said.split("from ")[1].split(", got")[0].split(" to "))
    assert read(str(least)) == least and read(str(most)) == most
    for beyond in least - 1, most + 1:
        assert f"from {least} to {most}, got {beyond}" in refused([name, f"{option}={beyond}"], capsys, tmp_path)
    if option != "--seed":
        assert f"from {least} to {most}" in " ".join(parser_of(name).format_help().split())


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["gamma", "--epochs", "999999999999"], "argument --epochs: expected a whole number from 2 to 1000000, got 999999999999"),
        (["gamma", "--epochs", "1000000", "--data-sets", "21"], "arguments --epochs and --data-sets: expected a product of at most 20000000, got 21000000"),
        (["bbvi", "--steps", "10000", "--seeds", "2001"], "arguments --steps and --seeds: expected a product of at most 20000000, got 20010000"),
        (["bbvi", "--seeds", "10000", "--steps", "2001"], "--steps and --seeds: expected a product"),
        (["bbvi", "--as-reported", "--seeds", "2001"], "--steps and --seeds: expected a product of at most 20000000, got 20010000"),
        (["path-derivative", "--steps", "500001"], "--steps and --seeds: expected a product of at most 10000000, got 10000020"),
        (["gumbel-softmax", "--draws", "199"], "argument --draws: expected at least 10 for each repeat, got 199 for 20"),
        (["gumbel-softmax", "--repeats", "10001"], "argument --draws: expected at least 10 for each repeat, got 100000 for 10001"),
    ],
)
def test_numbers_that_are_too_much_together(words, says, capsys, tmp_path):
    assert says in refused(words, capsys, tmp_path)


@pytest.mark.parametrize(("name", "option"), [pair for pair in OPTIONS if pair[0] in AS_REPORTED])
def test_an_option_that_a_run_as_reported_ignores_is_refused(name, option, capsys, tmp_path):
    words = [name, "--as-reported", option, "30"]
    if (name, option) not in IGNORED:
        assert cli.parser(name).parse_args(words).as_reported
        return
    for order in words, [name, option, "30", "--as-reported"]:
        said = refused(order, capsys, tmp_path)
        assert f"argument {option}: it has no effect together with --as-reported, leave it out" in said
    assert "not with --as-reported" in " ".join(parser_of(name).format_help().split()).split(f"{option} N")[-1]
    assert cli.parser(name).parse_args([name, "--as-reported"]).as_reported


def test_defaults_are_filled_in():
    args = cli.parser("gamma").parse_args(["gamma"])
    assert (args.epochs, args.data_sets) == (150, 64)
    args = cli.parser("gamma").parse_args(["gamma", "--as-reported", "--epochs", "7"])
    assert (args.epochs, args.data_sets) == (7, 64)


def test_a_number_with_a_rule():
    parser = Options()
    parser.number("size", "the size", 3, 1, 9)
    parser.product(20, lambda args: (args.size, 5), "size")
    assert parser.parse_args([]).size == 3
    with pytest.raises(SystemExit):
        parser.parse_args(["--size", "5"])
    assert whole(1, 9)(" 7 ") == 7


@pytest.mark.parametrize("words", [[], ["nonsense"], ["elbo", "--nonsense"], ["elbo", "--points"], ["bench-report"], ["elbo", "a\nb"]])
def test_other_wrong_calls_are_one_line_too(words, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(words)
    said = capsys.readouterr().err
    assert left.value.code == 2 and said.count("\n") == 1 and said.startswith("python -m impl") and "--help)" in said


@pytest.mark.parametrize("name", ["bbvi", "gamma"])
def test_a_refusal_comes_before_the_work(name, tmp_path):
    """The command ends without a folder and without loading figures; its status and its line are those of a shell."""
    option = next(option for found, option in OPTIONS if found == name and option != "--seed")
    words = [sys.executable, "-m", "impl", name, option, "9" * 30]
    ended = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, env=dict(os.environ) | {"PYTHONPATH": ROOT}, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_an_option_that_is_given_twice_is_refused(name, option, capsys, tmp_path):
    for again in ([f"{option}=3"], [option, "3"]):
        assert f"argument {option}: given twice" in refused([name, option, "3", *again], capsys, tmp_path)
