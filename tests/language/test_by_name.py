"""What is put into a theorem by its name: families, functions of numbers, and parameters, as they are written in it."""

import pytest

from derivations.kernel import Chain, D, E, Function, Law, counts, parameters, points
from derivations.language import writing
from derivations.language.authoring.by_name import by_name, spoken_of
from derivations.language.authoring.lines import Text

x, y, z = points("x y z")
phi, psi = parameters("phi psi")
q, s, f, g, h = Law("q", z), Law("s", z | x), Function("f", z), Function("g", phi), Function("h", y, phi, psi)


def text(left):
    """The text of a theorem that claims an equation."""
    made = Text()
    made.claim(writing.eq(left, 1))
    return made


@pytest.mark.parametrize(("left", "name", "written"), [
    (D[phi](E[q[phi](z)](f(z))), "q", q[phi](z)), (E[q[psi](z)](f(z)), "q", q[psi](z)), (q(z)*phi, "q", q(z)),
    (writing.mul(q[psi](z), q[phi](z)), "q", q[psi](z)), (s[phi, psi](z | x), "s", s[phi, psi](z | x)),
    (s[phi, phi](z | x)*s[phi, psi](z | x), "s", s[phi, psi](z | x)), (g(phi), "g", g(phi)), (g(psi), "g", g(psi)),
    (g(2*phi) + g(psi), "g", g(psi)), (h(y, psi, phi), "h", h(y, psi, phi)), (D[phi](phi*f(z)), "phi", phi),
    (D[phi](phi*f(z)), "f", f(z))])
def test_a_thing_is_found_as_it_is_written(left, name, written) -> None:
    assert spoken_of(text(left))[name] == written
    assert by_name(text(left), {name: 2}, "one") == {written: 2}


@pytest.mark.parametrize(("left", "name"), [(g(2*phi), "g"), (h(y, phi, phi), "h"), (s[psi, psi](z | x), "s"), (g(1), "g"), (f(z), "phi")])
def test_what_is_taken_at_no_different_parameters_has_no_name(left, name) -> None:
    assert name not in spoken_of(text(left))
    with pytest.raises(ValueError, match=f"one speaks of .*, not of {name}"):
        by_name(text(left), {name: 2}, "one")


def test_for_a_chain_nothing_can_be_put_in() -> None:
    """What is said of a law or a count that is not there would be misleading: the chain is there."""
    (n,), chain = counts("n"), Chain("c", x)
    known = text(E[chain(x[1:n] | x[0])](f(z)))
    with pytest.raises(ValueError, match=r"^c is a chain in one: nothing can be put in for a chain$"):
        by_name(known, {"c": 2}, "one")
    with pytest.raises(ValueError, match="one speaks of f, n, z, not of b"):
        by_name(known, {"b": 2}, "one")
