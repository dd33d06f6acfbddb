"""Derivations and abbreviations: functions that an author wrote, as data.  A derivation is no theorem yet."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import CellType, FunctionType, MappingProxyType
from typing import Any, NamedTuple

import sympy

from ..arguments import quantity
from ..terms import Draws, Named, NamedTable, Place, Subset, Table
from .by_name import by_name
from .capture import dummies_around, marker_for, moving_in
from .entries import check_fit
from .lines import Text, readable
from .reader import Misread, expression_of, follow, parameters, returned


@cache  # chapters do not change while they are read
def _functions(path: str) -> dict[tuple[str, int], ast.FunctionDef]:
    """The functions of a file by name and first line, decorators included."""
    found, inside = {}, [ast.parse(Path(path).read_text(encoding="utf-8"))]
    while inside:  # no function stands inside an expression
        for node in ast.iter_child_nodes(inside.pop()):
            if isinstance(node, ast.FunctionDef):
                found[node.name, first_line(node)] = node
            if not isinstance(node, ast.expr):
                inside.append(node)
    return found


def first_line(function: ast.FunctionDef) -> int:
    """The line of a function's first decorator, or of its name."""
    return min([function.lineno, *(d.lineno for d in function.decorator_list)])


def definition_of(function: FunctionType) -> ast.FunctionDef:
    """The syntax tree of a function of a file; raises `ValueError` where its source cannot be read."""
    code = function.__code__
    try:
        return _functions(code.co_filename)[code.co_name, code.co_firstlineno]
    except (OSError, KeyError, SyntaxError) as error:
        raise ValueError(f"{function.__name__}: its source cannot be read") from error


def names_of(function: FunctionType) -> dict[str, object]:
    """The values of the names of a function at this moment, which no later binding changes."""
    cells = zip(function.__code__.co_freevars, function.__closure__ or ())
    held = {name: cell.cell_contents for name, cell in cells if _filled(cell)}
    around = function.__globals__
    return {name: around[name] for name in function.__code__.co_names if name in around} | held


def _filled(cell: CellType) -> bool:
    try:
        cell.cell_contents  # noqa: B018  an empty cell raises
    except ValueError:
        return False
    return True


class Source(NamedTuple):
    """A function that an author wrote, as data."""

    definition: ast.FunctionDef
    names: Mapping[str, object]
    module: str
    called: dict[object, str] | None = None  # the name under which a file's lines call each thing declared

    @classmethod
    def of(cls, function: FunctionType | Source) -> Source:
        """The source of a function that Python has loaded; a source stays itself."""
        if isinstance(function, Source):
            return function
        return cls(definition_of(function), names_of(function), function.__module__)

    @property
    def line(self) -> int:
        """The line of the file at which it begins, decorators included."""
        return first_line(self.definition)


def read_lines(source: Source, text: Text) -> Text:
    """The lines of a function; raises `Misread` where a line is not of the language, or does not fit the others."""
    follow(source.definition, source.names, text, source.called)
    check_fit(text)
    return text


class Derivation:
    """A named derivation as its author wrote it, which is not yet a theorem; its id is `chapter.function_name`.

    A claim of the assignment that is proved is cited by its `.statement`, which is one.
    """

    text_of_lines: type[Text] = Text  # the object on which the function calls `claim`, `eq` and others

    def __init__(self, function: FunctionType | Source, *, title: str, questions: tuple[str, ...] = (),
                 register: bool = True, ending: str = "") -> None:
        self.source = Source.of(function)
        self.title, self.questions = title, questions
        self.module = self.source.module
        self.chapter = self.module.rsplit(".", 1)[-1]
        self.slug = self.source.definition.name + ending
        self.id = f"{self.chapter}.{self.slug}"
        self.line = self.source.line
        self.__doc__ = ast.get_docstring(self.source.definition)
        self._text: Text | None = None
        if register:
            if self.id in _REGISTERED:
                raise ValueError(f"{self.id} is there already")  # else the first of two would go unproved
            _REGISTERED[self.id] = self

    @property
    def text(self) -> Text:
        """The text, read once, when it is first asked for; raises `Misread` where a line is not of the language."""
        if self._text is None:
            try:
                self._text = self._read()
            except Misread as misread:
                misread.where = self.id
                raise
        return self._text

    def _read(self) -> Text:
        text = read_lines(self.source, self.text_of_lines())
        if text.shape is not None:
            raise Misread("that two matrices are equal is claimed under @theorem only: here, write an entry of them, "
                          "as in M[1, 2] == 0", text.statement_line)
        return text

    def at(self, mapping: dict | None = None, *, draws: str | None = None, **named: object) -> Instance:
        """A theorem with particular laws, points or counts put in: a reason for a line.

        `bound.at({old: new, …})` has names of the theorem on the left, and on the right what is to stand for them:

            a point             another point, a point x[0] or a stretch x[1:T] of a path, or a tuple of such
            a point of numbers       another one of their kind
            a parameter         a quantity
            a law at points     a density, also of a chain, or a list of densities that are drawn one after the other
            a count             a count, such as K + 1
            a function at points     a quantity

        `bound.at(q=r(z), K=2)` says by its name what is replaced: a law, a point, a parameter, a count or a function of
        the theorem.

        What is not named stays as it is, also a point or a parameter that is bound in the theorem: cited as it is, a
        theorem on `E[Normal[m, s](y)](y)` says nothing of `E[Normal[m, s](w)](w)`, and `.at({y: w})` does.  The
        hypotheses of the theorem, with the same put in, have to follow from yours.  With a law that is drawn factor by
        factor, or proportional to something, for one of several points, the theorem holds for almost every value of
        those of them that are free.

        A density of a chain stands for a whole law, and draws just the points that stand for those of the law.  None of
        these may lie between two others of its points: the integral over it may be infinite at some values of those.
        A function of what a stretch stands for has to be replaced, too, and nothing of a path stands for a point for
        almost every value of which the theorem holds, for draws, or under `sup`, `inf`, `dominated` and `proportional`.

        `draws="iid"` or `draws="exchangeable"` uses a theorem on identical draws for draws of a narrower kind.

        Accepted:
            from derivations.chapters.elbo import bound, p as p0, q as q0, x as x0, z as z0
            data = Law("data", y, z)
            @theorem(title="The bound for data y")
            def mine(proof):
                proof.claim(E[q(z)](log(data(y, z)/q(z))) <= log(data(y)))
                proof.given(integrable[q(z)](log(data(y, z)/q(z))))
                proof.starts(E[q(z)](log(data(y, z)/q(z))))
                proof.le(log(data(y)), by=bound.at({x0: y, z0: z, p0(x0, z0): data(y, z), q0(z0): q(z)}))

            from derivations.chapters.elbo import bound, p as p0, q as q0, x as x0, z as z0
            @theorem(title="The bound for a pair of latents, which are drawn one after the other")
            def pair(proof):
                proof.claim(E[q(z), w(y | z)](log(t(x, y, z)/(q(z)*w(y | z)))) <= log(t(x)))
                proof.given(integrable[q(z), w(y | z)](log(t(x, y, z)/(q(z)*w(y | z)))))
                proof.starts(E[q(z), w(y | z)](log(t(x, y, z)/(q(z)*w(y | z)))))
                proof.le(log(t(x)), by=bound.at({z0: (z, y), p0(x0, z0): t(x, y, z), q0(z0): [q(z), w(y | z)]}))

            from derivations.chapters.elbo import bound
            c, b = Chain("c", x), Chain("b", x)
            T, = counts("T")
            @theorem(title="The bound for a path, of which all points but the first are the latent")
            def path(proof):
                proof.claim(E[c(x[1:T] | x[0])](log(b(x[0:T])/c(x[1:T] | x[0]))) <= log(b(x[0])))
                proof.given(c(x[0]) > 0, integrable[c(x[1:T] | x[0])](log(b(x[0:T])/c(x[1:T] | x[0]))))
                proof.starts(E[c(x[1:T] | x[0])](log(b(x[0:T])/c(x[1:T] | x[0]))))
                proof.le(log(b(x[0])), by=bound.at(x=x[0], z=x[1:T], p=b(x[0:T]), q=c(x[1:T] | x[0])))

            from derivations.chapters.elbo import bound
            @theorem(title="The bound for an encoder, by names")
            def encoder(proof):
                proof.claim(E[s(z | x)](log(p(x, z)/s(z | x))) <= log(p(x)))
                proof.given(integrable[s(z | x)](log(p(x, z)/s(z | x))))
                proof.starts(E[s(z | x)](log(p(x, z)/s(z | x))))
                proof.le(log(p(x)), by=bound.at(q=s(z | x)))

            @theorem(title="The mean square of a normal law")
            def mean_square(proof):
                proof.claim(E[Normal[phi, psi](mu)](mu**2) == phi**2 + psi)
                proof.given(psi > 0)
                proof.starts(E[Normal[phi, psi](mu)](mu**2))
                proof.eq(phi**2 + psi, by=family)
            (y,) = reals("y")
            @theorem(title="The same at another point, and for other numbers")
            def at_numbers(proof):
                proof.claim(E[Normal[2*phi, 3](y)](y**2) == (2*phi)**2 + 3)
                proof.starts(E[Normal[2*phi, 3](y)](y**2))
                proof.eq((2*phi)**2 + 3, by=mean_square.at({mu: y, phi: 2*phi, psi: 3}))

            from derivations.chapters.iwelbo import bound, p, q, w, x, z
            @theorem(title="The bound with independent draws")
            def independent(proof):
                proof.claim(E[iid(q(z | x), K)](log(mean[k:K](w(z[k])))) <= log(p(x)))
                proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
                proof.starts(E[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
                proof.le(log(p(x)), by=bound.at(draws="iid"))

        Refused:
            from derivations.chapters.elbo import bound, q as q0, z as z0
            @theorem(title="The left side is no density")
            def wrong(proof):
                proof.claim(log(c(x)) <= c(x))
                proof.starts(log(c(x)))
                proof.le(c(x), by=bound.at({q0: q(z)}))

            from derivations.chapters.elbo import bound
            @theorem(title="No such name")
            def wrong(proof):
                proof.claim(log(c(x)) <= c(x))
                proof.starts(log(c(x)))
                proof.le(c(x), by=bound.at(encoder=q(z)))

            from derivations.chapters.elbo import bound
            a = Chain("a", y)
            @theorem(title="The latent lies between two points of its path")
            def wrong(proof):
                proof.claim(E[a(y[1] | y[0], y[2])](log(a(y[1], y[0])/a(y[1] | y[0], y[2]))) <= log(a(y[0])))
                proof.starts(E[a(y[1] | y[0], y[2])](log(a(y[1], y[0])/a(y[1] | y[0], y[2]))))
                proof.le(log(a(y[0])), by=bound.at(x=y[0], z=y[1], p=a(y[1], y[0]), q=a(y[1] | y[0], y[2])))

            from derivations.chapters.iwelbo import bound
            @theorem(title="No such draws")
            def wrong(proof):
                proof.claim(log(c(x)) <= c(x))
                proof.starts(log(c(x)))
                proof.le(c(x), by=bound.at(draws="independent"))
        """
        if mapping is not None and not isinstance(mapping, dict):
            at = f"{self.slug}.at"
            raise ValueError(f"write {at}(name=new), as in {at}(q=r(z)), or {at}({{old: new}})")
        return Instance(self, dict(mapping or {}), draws, named)

    usage = property(lambda self: f"by={self.slug}")

    def __repr__(self) -> str:
        return self.slug if ":" in self.module else self.id  # a theorem of the file itself, as its author calls it


class Reason:
    """The reason by which a line follows from the line before.  Every line but the first has one: `by=…`.

    It is a rule (`by=jensen`), a theorem above or of a chapter (`by=bound`), a theorem with particulars put in
    (`by=bound.at({…})`), or a rule that uses theorems (`by=jensen_equality.using(bound)`).  Free points of a theorem,
    also points of a path, may stand for points that are bound around the step, and a free count for an index; what the
    theorem asks is then asked of almost all of these points, and of each index.  Where the reason is wrong
    and another rule would do, the checker names the rule.

    Accepted:
        @theorem(title="A line above")
        def above(proof):
            proof.claim(log(d(z)) <= d(z))
            proof.given(d(z) > 0)
            proof.starts(log(d(z)))
            proof.le(d(z), by=tangent)
        @theorem(title="It is the reason for another line")
        def below(proof):
            proof.claim(2*log(d(z)) <= 2*d(z))
            proof.given(d(z) > 0)
            proof.starts(2*log(d(z)))
            proof.le(2*d(z), by=above)

    Refused:
        proof.claim(2*log(d(z)) <= 2*d(z))
        proof.given(d(z) > 0)
        proof.starts(2*log(d(z)))
        proof.le(2*d(z), by="Jensen's inequality")

        proof.claim(log(d(z)) <= d(z))
        proof.given(d(z) > 0)
        proof.starts(log(d(z)))
        proof.le(d(z), by=jensen)
    """
    # Theorems and instances are reasons, too, and have classes of their own.

    name: str
    usage = property(lambda self: f"by={self.name}")


@dataclass(frozen=True, repr=False)
class Instance:
    """A theorem with laws, points or numbers put in; a reason for a line."""

    derivation: Derivation
    put_in: dict
    draws: str | None = None
    named: Mapping[str, object] = field(default_factory=dict)
    beside: tuple[Derivation, ...] = ()  # of an entry of a matrix: on all of them, one of which speaks of each name

    @property
    def mapping(self) -> dict:
        """What is put in for what.  Raises ValueError where a name is none of the theorem's, or is put in twice."""
        named = by_name(self.derivation.text, self.named, repr(self.derivation))
        twice = next((name for name, key in zip(self.named, named) if key in self.put_in), None)
        if twice is not None:
            raise ValueError(f"{twice} is put in twice")
        return {**self.put_in, **named}

    def __repr__(self) -> str:
        return repr(self.derivation)


_REGISTERED: dict[str, Derivation] = {}  # Process state, as the chapters are: each registers its theorems once.
REGISTRY: Mapping[str, Derivation] = MappingProxyType(_REGISTERED)


def asked(question: str | tuple[str, ...]) -> tuple[str, ...]:
    """The questions of an assignment that a theorem answers; raises `ValueError` where one is not a text."""
    questions = (question,) if isinstance(question, str) else tuple(question)
    if not all(isinstance(one, str) for one in questions):
        raise ValueError("a question is called by a text")
    return questions


# --- abbreviations --------------------------------------------------------------------------------------------


class Abbreviation:
    """A name for a long expression.  A call of it always means the body, so an abbreviation cannot be inconsistent."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.__name__, self.__doc__ = source.definition.name, ast.get_docstring(source.definition)
        self.parameters = parameters(source.definition)
        expression_of(source.definition)  # refuses a body that does more than return one expression
        self.origin = f"{source.module}:{source.line}"
        self.usage = f"{self.__name__}({', '.join(self.parameters)})"
        self._made: dict[tuple, Named | NamedTable] = {}

    def __call__(self, *arguments: Any) -> Any:  # a quantity or a matrix, as its body is
        """The abbreviation at some arguments: its body, which is printed as name(arguments)."""
        if len(arguments) != len(self.parameters):
            raise ValueError(f"{self.__name__} takes {len(self.parameters)} arguments, not {len(arguments)}: "
                             f"write {self.usage}")
        if not all(isinstance(a, (Place, Draws, Subset, sympy.Expr)) or (isinstance(a, int) and not isinstance(a, bool))
                   for a in arguments):
            raise ValueError(f"{self.__name__} takes points, laws at points, and quantities")
        typed = tuple(map(as_typed, arguments))
        if typed not in self._made:  # nested abbreviations would be read again and again
            body = readable(meant(self._body(arguments)))  # first, so that what is wrong is told of these arguments
            self._check_capture(arguments)
            named = NamedTable if isinstance(body, Table) else Named
            self._made[typed] = named(self.__name__, arguments, body, self.origin)
        return self._made[typed]

    def _body(self, arguments: tuple) -> Any:
        try:
            names = {**self.source.names, **dict(zip(self.parameters, arguments))}
            return returned(self.source.definition, names, self.source.called, self.parameters)
        except Misread as error:  # The line to blame is the one that uses the abbreviation.
            raise ValueError(f"{self.__name__}, line {error.line}: {error}") from error

    def _check_capture(self, arguments: tuple) -> None:
        """Refuse an argument that depends on a variable of integration, an index, or a parameter which the body binds
        around it: there it would be another one.  A mean is taken over a random variable, which may be spoken of."""
        for i, given in enumerate(arguments):
            held = moving_in(given)
            if not held:
                continue
            marker = marker_for(given)
            body = meant(self._body((*arguments[:i], marker, *arguments[i + 1:])))
            if caught := held & dummies_around(body, marker):
                name = min(v.name for v in caught)
                raise ValueError(f"{self.__name__} binds {name} around its argument, which depends on {name}")

    def __repr__(self) -> str:
        return self.__name__


def meant(body: object) -> sympy.Basic:
    """What an abbreviation may stand for: a quantity or a matrix."""
    return body if isinstance(body, Table) else quantity(body)


def as_typed(node: object) -> object:
    """A node in the author's order, which SymPy's own comparison does not heed."""
    return (type(node), *map(as_typed, node.args)) if isinstance(node, sympy.Basic) and node.args else node


def abbreviation(function: FunctionType) -> Abbreviation:
    """A function under `@abbreviation` returns a quantity or a matrix: its call prints as the name, and means that.

    Its parameters are points, laws at points, draws, subsets, or quantities; it may have none.  It needs no reason in a
    proof: the rules look through it.

    Accepted:
        @abbreviation
        def ELBO(law):
            return E[law](log(p(x, z)/law))
        @theorem(title="The bound is a difference of two means")
        def parts(proof):
            proof.claim(ELBO(q(z)) == E[q(z)](log(p(x, z))) - E[q(z)](log(q(z))))
            proof.given(integrable[q(z)](log(p(x, z))), integrable[q(z)](log(q(z))))
            proof.starts(ELBO(q(z)))
            proof.eq(E[q(z)](log(p(x, z)) - log(q(z))), by=logarithm)
            proof.eq(E[q(z)](log(p(x, z))) - E[q(z)](log(q(z))), by=linearity)

        @abbreviation
        def mixture(z):
            return (q(z) + b(z))/2
        entropy = -integral[z](mixture(z)*log(mixture(z)))

    Refused:
        @abbreviation
        def positive(point):
            return q(point) > 0
        positives = positive(z)

        @abbreviation
        def steps(point):
            value = f(point)
            return 2*value
    """
    return Abbreviation(Source.of(function))


abbreviation.stands_above_functions = True  # pyright: ignore[reportFunctionMemberAccess]  # never called within a line


def statement(function: FunctionType) -> Any:
    """`@statement def name(): return …`: the statement that the function returns, read as lines are."""
    source = Source.of(function)
    return returned(source.definition, source.names)
