"""The words in which the rules' docstrings give their examples: `accepts`, `refuses` and a small namespace."""

import sympy

from derivations.kernel.forms.binders import Refused
from derivations.kernel.lines.reading import read_line
from derivations.kernel.logic.conditions import close
from derivations.kernel.proof.prover import Prover
from derivations.language import terms as t
from derivations.language.authoring.reader import parse
from derivations.pages.form_text import text_of


class Overloaded:
    """A function name for every list of spaces: `f(z)` and `f(x)` are two functions, both printed as f."""

    def __init__(self, name: str, nonnegative: bool = False):
        self.name, self.nonnegative = name, nonnegative

    def __call__(self, *places):
        declared_over = [place.args[0] if isinstance(place, t.Draw) else place for place in places]
        declared_over = [place if isinstance(place, (int, t.Point, sympy.Symbol)) or not place.atoms(t.Parameter)
                         else t.Parameter("phi") for place in declared_over]  # such a place takes any quantity
        return t.Function(self.name, *declared_over, nonnegative=self.nonnegative)(*places)


def namespace() -> dict:
    """Everything that an example may name."""
    x, y, z, i = t.points("x y z i")
    K, k, j, n = t.counts("K k j n")
    inner = t.Subset("F", i)
    names = {name: getattr(t, name) for name in (
        "D", "E", "Gamma", "KL", "Normal", "always", "both", "bounded", "digamma", "dominated", "each", "exchangeable", "exp", "identical", "iff",
        "iid", "implies", "inf", "integrable", "integral", "lgamma", "log", "mean", "near", "pi", "polygamma", "product", "proportional", "stop",
        "sup", "total", "trigamma")}
    names |= {"x": x, "y": y, "z": z, "i": i, "K": K, "k": k, "j": j, "n": n}
    names |= dict(zip(("phi", "psi"), t.parameters("phi psi")))
    names |= {"mu": t.reals("mu")[0], "tau": t.positives("tau")[0]}
    names |= {"v": t.Point("v", "z"), "u": t.Point("u", "x")}  # second points of the spaces of z and of x
    names |= {"p": t.Law("p", x, z), "q": t.Law("q", z), "r": t.Law("r", y), "m": t.Law("m", y, z, independent=True),
              "b": t.Law("b", z), "c": t.Law("c", x), "e": t.Chain("e", y), "s": t.Law("s", z | x), "w": t.Law("w", y | z),
              "t": t.Law("t", x, y, z)}
    names["o"] = t.Law("o", x, z, product=(names["c"](x), names["s"](z | x)))
    names |= {"F": inner, "G": t.Subset("G", i, containing=inner)}
    names |= {name: Overloaded(name) for name in "fgha"}
    return names | {"d": Overloaded("d", nonnegative=True)}


NAMES = namespace()


def typed(text: str):
    """The SymPy node that a text says."""
    return sympy.sympify(parse(text, NAMES))


def conditions(rule, left: str, right: str, relation: str = "="):
    """The canonical conditions of a step, or Refused."""
    a, b = read_line(typed(left))[0], read_line(typed(right))[0]
    return close((), (), Prover().step(a, b, relation, rule).conditions)


def accepts(rule, left: str, right: str, relation: str = "=") -> list[str]:
    """What the rule leaned on, in words; raises where it does not accept."""
    return sorted({text_of(c) for c in conditions(rule, left, right, relation)})


def refuses(rule, left: str, right: str, relation: str = "=") -> bool:
    """Whether the rule does not accept the step."""
    try:
        conditions(rule, left, right, relation)
    except Refused:
        return True
    return False
