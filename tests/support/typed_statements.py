"""What typed statements come to, for tables of statements that say the same."""

from derivations.kernel.forms.binders import Atom, Poly
from derivations.kernel.lines.reading import read, read_statement
from derivations.kernel.logic.conditions import close
from derivations.language import terms as t
from derivations.language.authoring.reader import parse
from tests.support.rule_examples import NAMES

_x, _y, _z = (NAMES[name] for name in "xyz")
MORE = NAMES | {"e": t.Law("e", _y, _z | _x), "l": t.Law("l", _x | _z)}  # y and z for each x; x for each z


def node(text: str):
    """The SymPy node of a text."""
    import sympy
    return sympy.sympify(parse(text, MORE))


def quantity(text: str) -> Poly:
    """The form of a quantity."""
    return read(node(text), {})[0]


def statement(text: str) -> Atom:
    """The form of a statement."""
    return read_statement(node(text), {})[0]


def conditions(*texts: str) -> frozenset[Atom]:
    """The canonical conditions that some statements come to together."""
    return frozenset(close((), (), [statement(text) for text in texts]))
