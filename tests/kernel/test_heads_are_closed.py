"""Nobody adds a record for a kind of atom, or another one for a kind that has its own, once the kernel is loaded."""

import pytest

import derivations.kernel  # noqa: F401  # registers the kernel's own records
from derivations.kernel.forms import head
from derivations.kernel.forms.head import Head, register


@pytest.mark.parametrize("name", ["a kind of a file", "log"])
def test_a_record_that_comes_later_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name}: the kernel's heads are its own"):
        register(Head(name))


def test_a_kind_has_one_record_even_before_that(monkeypatch) -> None:
    monkeypatch.setattr(head, "_CLOSED", [])
    with pytest.raises(ValueError, match="log: the kernel's heads are its own"):
        register(Head("log"))
