"""Matrices as plain lists of rows, multiplied out by loops: what the language's own unfolding is compared with."""

from dataclasses import dataclass

from sympy import Integer

from derivations.language import writing as w
from derivations.language.terms import Both


@dataclass(frozen=True)
class Plain:
    """A matrix: its rows, each a list of nodes."""

    rows: list

    @property
    def T(self):
        return Plain([[row[n] for row in self.rows] for n in range(len(self.rows[0]))])

    def __getitem__(self, place):
        return self.rows[place[0] - 1][place[1] - 1]


@dataclass(frozen=True)
class Same:
    """That two matrices are equal."""

    left: Plain
    right: Plain

    def __getitem__(self, place):
        return w.eq(self.left[place], self.right[place])

    @property
    def everywhere(self):
        """The equations of all entries."""
        return Both(*(self[i + 1, j + 1] for i, row in enumerate(self.left.rows) for j in range(len(row))))


def matrix(rows):
    return Plain([list(row) for row in rows])


def identity(size):
    return Plain([[1 if i == j else 0 for j in range(size)] for i in range(size)])


def inverse(m):
    determinant = w.sub(w.mul(m[1, 1], m[2, 2]), w.mul(m[1, 2], m[2, 1]))
    return Plain([[w.div(m[2, 2], determinant), w.div(w.neg(m[1, 2]), determinant)],
                  [w.div(w.neg(m[2, 1]), determinant), w.div(m[1, 1], determinant)]])


def times(left, right):
    rows = []
    for row in left.rows:
        rows.append([])
        for n in range(len(right.rows[0])):
            found = w.mul(row[0], right.rows[0][n])
            for k in range(1, len(row)):
                found = w.add(found, w.mul(row[k], right.rows[k][n]))
            rows[-1].append(found)
    return Plain(rows)


def _each(made):
    return lambda left, right: Plain([[made(a, b) for a, b in zip(*rows)] for rows in zip(left.rows, right.rows)])


def _scaled(number, m):
    return Plain([[w.mul(number, entry) for entry in row] for row in m.rows])


OF_MATRICES = {"add": _each(w.add), "sub": _each(w.sub), "mul": _scaled, "times": times, "eq": Same,
               "neg": lambda m: _scaled(Integer(-1), m)}
WORDS = {"matrix": matrix, "identity": identity, "inverse": inverse}


def constructor(name):
    """An operator: that of quantities, or that of plain matrices where one is among the operands."""
    def made(*operands):
        plain = any(isinstance(one, Plain) for one in operands)
        return OF_MATRICES[name](*operands) if plain else getattr(w, name)(*operands)
    return made
