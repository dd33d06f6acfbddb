"""A model as text: q(z | x) with its table, f(z) with its values, in the notation of the statements.

A model comes as JSON.  A point of a path, which has a name such as x[1] there, is x_1 here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from string import ascii_lowercase

from .signs import RAISED, signed

LONG_TABLE = 8  # cells
INDICES = "kntij"  # the letters that stand for an index
LETTER = re.compile("[a-z]")  # of a polynomial in numbers, which are called a, b, … in their order
POWER = re.compile(r"\b([a-z])((?:·\1\b)+)")  # a·a·a
KINDS = {  # what the words for dependent draws mean
    "identical": ", which have that law each and may depend on each other",
    "exchangeable": ", which may depend on each other, in the same way in any order",
}
OPPOSED = "opposed (one is large where the other is small)"
PATH = re.compile(r"\b(\w+)\[(\d+)\]")  # a point of a path


def of_model(found: dict) -> list[str]:
    """The lines that tell a model: its counts, its measures, and its tables; no free points."""
    model, out = found["model"], []
    letters = free_letters(model)
    if "counts" in model:
        out.append("  " + ", ".join(f"{name} = {n}" for name, n in model["counts"].items()))
    if "numbers" in model:
        out.append("  " + ", ".join(f"{name} = {n}" for name, n in model["numbers"].items()))
    for space, measure in model.get("measure", {}).items():
        out.append(f"  the points of {space} measure {table(measure)}")
    if found.get("null"):
        out.append("  " + ", ".join(no_mass(space, states) for space, states in found["null"].items()))
    for name, law in model.get("laws", {}).items():
        out.append(f"  {of_law(name, law, letters)}")
    for name, values in model.get("functions", {}).items():
        out.append(f"  {of_function(name, values, model.get('arguments', {}).get(name), letters)}")
    for name, members in model.get("subsets", {}).items():
        out.append(f"  {name} = {{{', '.join(str(m + 1) for m in members)}}}")
    for draws in model.get("draws", []):
        out.append(f"  {of_draws(draws)}")
    return list(map(as_typeset, out))


def at_points(model: dict) -> str:
    """The free points at which a model breaks a statement, counted from 1; empty where there are none."""
    return as_typeset(", ".join(f"{name} = {i + 1}" for name, i in model.get("points", {}).items()))


def as_typeset(words: str) -> str:
    """Words as statements print them: φ for phi, x_1 for x[1], and one minus sign."""
    from ..language.names import as_letter  # here, because it loads SymPy, which telling no model does not need

    words = PATH.sub(lambda found: f"{found[1]}_{found[2] if len(found[2]) == 1 else f'{{{found[2]}}}'}", words)
    return signed(re.sub(r"\w+", lambda found: as_letter(found[0]), words))


def free_letters(model: dict) -> str:
    """The letters for numbers in polynomials: none is the name of something in the model, or stands for an index."""
    kinds = ("sizes", "counts", "numbers", "laws", "functions", "subsets")
    names = {re.split(r"\W", name)[0] for kind in kinds for name in model.get(kind, {})}
    return "".join(letter for letter in ascii_lowercase if letter not in names.union(INDICES))


def of_law(name: str, law: dict, letters: str = ascii_lowercase) -> str:
    """What a law is: its table, or of a family the weights of which the density is a share at each parameter."""
    at, given = letters[: len(law.get("parameters", []))], law.get("given", [])
    outs = law["axes"][: len(law["axes"]) - len(given)]
    places = ", ".join(outs) + (f" | {', '.join(given)}" if given else "")
    if at:
        below = f"_{at[0]}" if len(at) == 1 else f"_{{{', '.join(at)}}}"
        shown = _called(name, places, below)
        weights = _in_letters(law["weights"], letters)
        told = f"{shown} in proportion to {short(weights)}, for {'each' if len(at) == 1 else 'all'} {_all(at)}"
        return told + _nested(weights, law["axes"])
    density = f", of density {short(law['density'])}" if "density" in law else ""
    apart = one_apart(law["table"]) if not given else ""
    return f"{_called(name, places)}: {apart or short(law['table']) + density + _nested(law['table'], law['axes'])}"


def of_function(name: str, values: str | list, arguments: Sequence[str] | None, letters: str = ascii_lowercase) -> str:
    """What a function is: its values at points and at indices, from 1 on, or of one of numbers its polynomials."""
    if arguments == ["index"]:
        return ", ".join(f"{_called(name, str(number))} = {powers(one)}" for number, one in enumerate(values, 1))
    kinds = ["real"] * len(_letters(values)) if arguments is None else arguments  # where the model does not tell them
    values = _in_letters(values, letters) if "real" in kinds else values
    named = {"real": iter(letters), "index": (letter for letter in INDICES if letter not in kinds)}
    places = [next(named[kind]) if kind in named else kind for kind in kinds]
    shown = _called(name, ", ".join(places))
    if isinstance(values, str):
        return f"{shown} = {powers(values)}"
    return f"{shown}: {short(values)}" + _nested(values, [one for one, kind in zip(places, kinds) if kind != "real"])


def of_draws(draws: dict) -> str:
    """How several draws hang together: 1|2 are two independent groups, 12 equal draws, 1↔2 opposed ones.

    The words for dependent draws are explained where they stand: a model is read by itself.
    """
    shares = draws["equal within"]
    often = {within: f" with probability {share}" if len(shares) > 1 else "" for within, share in shares.items()}
    told = "; ".join(_groups(within) + share for within, share in often.items())
    told = told.replace("opposed", OPPOSED, 1)
    return f"{draws['n']} {draws['kind']} draws from {draws['law']}{KINDS.get(draws['kind'], '')}: {told}"


def _groups(within: str) -> str:
    """Groups of draws in words."""
    parts = within.split("|")
    joined = [part for part in parts if len(part) > 1]
    if not joined:
        return "all independent"
    told = [f"draws {_all(part.replace('↔', ''))} {'opposed' if '↔' in part else 'equal'}" for part in joined]
    return " and ".join(told) + (", the rest independent" if len(joined) < len(parts) else "")


def _all(names: Sequence[str]) -> str:
    """Several names: 1, 2 and 3."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _called(name: str, places: str, below: str = "") -> str:
    """A name with its places; one that tells apart two things of one name has its places and a number already."""
    name, mark, number = name.partition(" #")
    head, bracket, told = name.partition("(")
    told = f"({told}" if bracket else f"({places})" if places else ""
    return f"{head}{below}{told}{mark}{number}"


def _nested(values: str | list, axes: Sequence[str]) -> str:
    """Which brackets of a table stand for which point; empty where there is one kind of brackets, or one value."""
    every = cells(values)
    if len(axes) < 2 or isinstance(values, str) or (len(every) >= LONG_TABLE and len(set(every)) == 1):
        return ""
    return f", a row for each {axes[0]}" if len(axes) == 2 else f", by {', then by '.join(axes[:-1])}"


def _letters(values: str | list) -> str:
    """The letters that stand in a table for the numbers of a function, in their order."""
    last = max(LETTER.findall("".join(cells(values))), default="")
    return ascii_lowercase[: ascii_lowercase.index(last) + 1] if last else ""


def _in_letters(values: str | list, letters: str) -> str | list:
    """A table of polynomials with letters in the place of a, b, … in their order."""
    if isinstance(values, str):
        return values.translate(str.maketrans(dict(zip(ascii_lowercase, letters))))
    return [_in_letters(one, letters) for one in values]


def powers(polynomial: str) -> str:
    """A polynomial with powers in the place of repeated factors: a³ for a·a·a."""
    return POWER.sub(lambda found: found[1] + str(1 + len(found[2]) // 2).translate(RAISED), polynomial)


def no_mass(space: str, states: list[int]) -> str:
    """The null states of a space in words; states are counted from 1."""
    if len(states) == 1:
        return f"state {states[0]} of {space} has measure zero"
    return f"states {', '.join(map(str, states[:-1]))} and {states[-1]} of {space} have measure zero"


def short(values: str | list) -> str:
    """A table as text; one of many cells that are all equal in a few words."""
    every = cells(values)
    if len(every) < LONG_TABLE or len(set(every)) > 1:
        return powers(table(values))
    return f"{powers(every[0])} in each of {len(every)} cells"


def one_apart(values: str | list) -> str:
    """A table of many cells of which one alone has another value; empty where it is another table."""
    every = cells(values)
    often = Counter(every).most_common()
    if len(every) < LONG_TABLE or len(often) != 2 or often[1][1] > 1:
        return ""
    (usual, many), (other, _) = often
    place, inner = [], values
    while isinstance(inner, list):
        place.append(next(number for number, part in enumerate(inner, 1) if other in cells(part)))
        inner = inner[place[-1] - 1]
    return f"{other} at ({', '.join(map(str, place))}), and {usual} in each of the other {many} cells"


def cells(values: str | list) -> list[str]:
    """The entries of nested lists."""
    return [values] if isinstance(values, str) else [cell for row in values for cell in cells(row)]


def table(values: str | list) -> str:
    """Nested lists of fractions as text, rows in brackets."""
    return str(values) if isinstance(values, str) else "[" + ", ".join(map(table, values)) + "]"
