"""The accuracy table: the committed figures are the measured ones, every bound is met, and an error is noticed."""

import pytest
import torch

from tests.support.accuracy import HEADER, ROWS, TABLE, Row, rounded_up

FIGURES = {line.split(" | ")[0].removeprefix("| "): line for line in TABLE.read_text().splitlines() if line[2:3] == "`"}


def test_table_has_every_row_and_no_other():
    assert TABLE.read_text().startswith(HEADER)
    assert list(FIGURES) == [row.name for row in ROWS]
    assert len(set(FIGURES)) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name.replace("`", ""))
def test_committed_figure(row):
    """Other machines round the last places otherwise, so the figures agree to a factor of eight, or 5e-15."""
    _, kind, printed, at, bound = FIGURES[row.name].strip("| ").split(" | ")
    committed = float(printed)
    assert (kind, float(bound)) == (row.kind, row.bound)
    errors = dict(zip(row.points(), row.errors(*row.columns), strict=True))
    assert max(errors.values()) <= row.bound
    assert max(errors.values()) <= max(8 * committed, 5e-15)
    there = errors[tuple(float(entry.rpartition(" ")[2]) for entry in at.split(", "))]
    assert committed <= max(8 * rounded_up(there), 5e-15)


def test_an_error_is_noticed():
    """A function off by 1e-11 in one entry fails its bound, a NaN and an infinite one too; a missing entry is no row."""
    (row,) = [row for row in ROWS if row.name == "`gamma.fisher_information`"]
    factor = torch.ones(2, 2, dtype=torch.float64)
    for wrong in 1 + 1e-11, float("nan"), float("inf"):
        factor[1, 0] = wrong
        planted = Row(row.name, lambda a, s: row.ours(a, s) * factor, row.exact, row.columns)
        assert not planted.worst().error <= row.bound
    with pytest.raises(ValueError, match="zip"):
        Row(row.name, lambda a, s: row.ours(a, s)[..., 0, :], row.exact, row.columns).worst()
