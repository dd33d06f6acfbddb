"""A standing list of bugs to plant in the kernel: the honest measure of the tests that look for bugs.

Each is a context manager that replaces something in the kernel by a plausible mistake.  None has a test of its own:
`test_planted_bugs.py` says which of the general ones notices it.
"""

import contextlib
from dataclasses import replace as replace_fields

from derivations.kernel.forms import binders
from derivations.kernel.forms.binders import (
    ONE,
    add,
    as_poly,
    atom,
    bind,
    lift,
    mul,
    open_fresh,
    poly,
    power,
    replace,
    var,
)
from tests.support.fuzzing.planting import TRUE, as_iid, bug, forget, original, replaced

# --- rules ------------------------------------------------------------------------------------------------------


@bug("algebra")
def nonzero_forgotten():
    """u/u = 1 without asking that u is not zero."""
    return replaced((None, "nonzero", lambda p: TRUE))


@bug("logarithm")
def power_forgotten():
    """log(aⁿ) = log a."""
    old = original("forms.expansions", "log_of")

    def careless(u):
        return old(poly({tuple((a, 1) for a, _e in mono): c for mono, c in u.terms}) if len(u.terms) == 1 else u)
    return replaced(("forms.expansions", "log_of", careless))


@bug("definition")
def divergence_reversed():
    """KL(a ‖ b) is unfolded as ∫ b log(b / a)."""
    return stated_as("definition", "d(z)*log(d(z)/e(z))", "e(z)*log(e(z)/d(z))")


@bug("rearrange")
def factor_of_unknown_sign():
    """a/u ≤ b ⇔ a ≤ u b for any u that is not zero."""
    return replaced(("rules.algebra", "positive", original("forms.expansions", "nonzero")))


@bug("linearity")
def bound_variable_pulled_out():
    """A factor that depends on the bound point leaves the expectation."""
    old = original("rules.expectation", "split_constant")

    def careless(mono, variables):
        outer, inner = old(mono, variables)
        if len(inner) > 1:
            names = {v: var(v.args[0], v.args[0]) for v in variables if isinstance(v.args[0], str)}
            return mul(outer, replace(poly({inner[:1]: 1}), names)), inner[1:]
        return outer, inner
    return replaced(("rules.expectation", "split_constant", careless))


@bug("linearity")
def average_taken_for_constant():
    """An average over k of something that depends on k is its first value."""
    old = original("rules.expectation", "visit_linear")

    def careless(a):
        if a.head == "mean":
            (k,), (_count, but, body) = open_fresh(a)
            if but is None:
                return replace(body, {k: ONE}), ()
        return old(a)
    return replaced(("rules.expectation", "visit_linear", careless))


@bug("linearity")
def average_captures():
    """The index of an average that leaves an expectation takes the name of one that the law depends on."""
    old = binders.open_fresh
    return replaced(("rules.expectation", "open_fresh", lambda binder, *avoid: old(
        binder, *(a for a in avoid if getattr(a, "head", "") not in ("law", "draws", "norm")))))


@bug("marginal")
def other_factors_ignored():
    """∫ p(x, z) f(z) dz = p(x)."""
    old = original("rules.expectation", "visit_marginal")

    def careless(a):
        if a.head == "int":
            (v, *rest), (body,) = open_fresh(a)
            if not rest and len(body.terms) == 1:
                (mono, coeff), = body.terms
                law = next((f for f, e in mono if f.head == "law" and v in f.args[1] and e == 1), None)
                if law is not None:
                    kept = poly({tuple(g for g in mono if v not in g[0].free): coeff})
                    return mul(kept, original("rules.expectation", "_without")(law, v)), ()
        return old(a)
    return replaced(("rules.expectation", "visit_marginal", careless))


@bug("fubini")
def given_points_ignored():
    """Laws are reordered as if none were given another's draw."""
    old = original("forms.binders", "_closed")

    def careless(head, variables, parts):
        if head != "E" or len(parts[0]) < 2:
            return old(head, variables, parts)
        own = {v for w in parts[0] for v in original("forms.binders", "outcomes")(w)}
        names = {v: var(v.args[0], v.args[0]) for v in own if isinstance(v.args[0], str)}
        loose = tuple(replace(w, {v: n for v, n in names.items() if v in w.args[2]}) if w.head == "law" else w
                      for w in parts[0])
        return old(head, variables, (loose, *parts[1:]))
    return replaced(("forms.binders", "_closed", careless))


@bug("product_rule")
def wrong_margin():
    """p(z | x) = p(x, z) / p(z)."""
    old = original("forms.expansions", "visit_conditionals")

    def careless(a):
        if a.head == "law" and original("forms.expansions", "joint_of")(a)[1] is not None and len(a.args[1]) == 1 == len(a.args[2]):
            law, outs, givens = a.args
            return mul(lift(binders.law_atom(law, outs + givens, ())), binders.inverse(lift(binders.law_atom(law, outs, ())))), ()
        return old(a)
    return replaced(("rules.probability", "visit_conditionals", careless))


@bug("factorise")
def dependence_ignored():
    """Every joint law factorises."""
    from derivations.kernel.forms.binders import law_atom

    def careless(a):
        if a.head == "law" and not a.args[2]:
            return mul(*(lift(law_atom(a.args[0], (out,), ())) for out in a.args[1])), ()
        return lift(a), ()
    return replaced(("rules.probability", "visit_independence", careless))


@bug("same_mass")
def any_function_has_mass_one():
    """What agrees with a law wherever it has mass agrees everywhere, law or not."""
    return replaced(("schemas.particulars", "_is_law", lambda name, of, laws: True))


@bug("independent_constant")
def independence_not_asked():
    """Draws of any kind pass for independent ones in an average that is constant."""
    return stated_as("independent_constant", "iid", "identical")


@bug("one_draw")
def several_indices_as_one():
    """What is proposed for a schema is believed, also where a body looks at several draws."""
    return replaced(("schemas.using", "_is", lambda put, pattern, target: True))


@bug("drop_draws")
def draws_dropped_whatever_they_are():
    """Draws that nothing depends on are dropped, though the others may depend on how many there are."""
    old = original("rules.draws", "visit_drop")

    def careless(a):
        if a.head == "E":
            outcome, found = old(as_iid(a))
            if outcome is not lift(as_iid(a)):
                return outcome, found
        return lift(a), ()
    return replaced(("rules.draws", "visit_drop", careless))


@bug("drop_draws")
def too_many_dropped():
    """One draw too many is dropped from an average."""
    old = original("rules.draws", "visit_drop")

    def careless(a):
        outcome, found = old(a)
        inner = outcome.atom_alone()
        if inner is not None and inner.head == "E" and outcome is not lift(a):
            return outcome, found
        if a.head == "E":
            variables, (weights, body) = open_fresh(a)
            if len(weights) == 1 and weights[0].head == "draws" and weights[0].args[0] == "iid":
                fewer = binders.sub(weights[0].args[2], ONE)
                sums = original("logic.drawing", "ranges")(body, variables[0])
                if sums and len(sums) == 1 and sums[0][1] is weights[0].args[2] and original("forms.expansions", "at_least_one")(fewer):
                    (k,), (_n, _but, term) = open_fresh(sums[0][0], body)
                    new = var(("index", fewer), k.args[1])
                    shorter = bind("mean", (new,), fewer, None, replace(term, {k: new}))
                    body = original("forms.binders", "swap")(body, sums[0][0], shorter)
                    return lift(bind("E", variables, (atom("draws", "iid", weights[0].args[1], fewer),), body)), ()
        return outcome, found
    return replaced(("rules.draws", "visit_drop", careless))


@bug("exchange")
def bare_index_overlooked():
    """Which draw is left out is forgotten although the terms are weighted by their index."""
    return replaced(("logic.drawing", "_bare", lambda mean, base: False))


@bug("exchange")
def identical_taken_for_exchangeable():
    """Draws with the same marginals are permuted as if that changed nothing."""
    old = original("logic.drawing", "leave_out_last")
    return replaced(("rules.draws", "leave_out_last", lambda weights, body: old(
        tuple(atom("draws", "iid", *w.args[1:]) if w.head == "draws" else w for w in weights), body)))


@bug("leave_one_out")
def left_out_index_depended_on():
    """mean_j mean_{k≠j} f(j, k) is read as mean_k f(k, k): what is put in is captured."""
    return replaced(("schemas.particulars", "_forms", lambda values: ()))


@bug("jensen")
def jensen_flipped():
    """The logarithm is taken for convex."""
    return stated_as("jensen", "E[q(z)](log(f(z))) <= log(E[q(z)](f(z)))", "log(E[q(z)](f(z))) <= E[q(z)](log(f(z)))")


@bug("jensen_equality")
def constant_not_compared():
    """The mean of a logarithm is as large as it can be, whatever the bound on the mean."""
    return given_less("jensen_equality", "<=")


@bug("support")
def cover_forgotten():
    """Importance weighting is exact, whatever the proposal misses."""
    return given_less("support", "implies")


@bug("support")
def signs_not_asked():
    """What the proposal misses is lost downwards, also where it is negative."""
    return replaced(("schemas.particulars", "nonnegative", lambda p: True))


@bug("nested")
def inclusion_reversed():
    """A subset counts as larger."""
    from derivations.language.terms import Subset
    old = Subset.includes

    @contextlib.contextmanager
    def patched():
        Subset.includes = lambda self, other: old(other, self)
        forget()
        try:
            yield
        finally:
            Subset.includes = old
            forget()
    return patched()


@bug("extremum")
def supremum_keeps_its_name():
    """sup(−f) = −sup f."""
    old = original("forms.expansions", "visit_extremum")

    def careless(a):
        outcome, found = old(a)
        if a.head == "sup":
            swap = {f: atom("sup", *f.args) for m, _ in outcome.terms for f, _e in m if f.head == "inf"}
            outcome = add(*(mul(poly({(): c}), *(power(as_poly(swap.get(f, f)), e) for f, e in m)) for m, c in outcome.terms))
        return outcome, found
    return replaced(("rules.extremum", "visit_extremum", careless))


@bug("tangent")
def tangent_on_the_wrong_side():
    """u − 1 ≤ log u."""
    return stated_as("tangent", "log(u(x)) <= u(x) - 1", "u(x) - 1 <= log(u(x))")


@bug("independent_constant")
def kinds_of_draws_not_compared():
    """Whatever a schema says of how draws hang together, any draws will do."""
    from derivations.language.terms import Draws
    return replaced(("schemas.particulars", "hang_together", lambda held, kind: held in Draws.kinds))


@bug("moments")
def mean_not_zero():
    """The moments of centred values, whether they are centred or not."""
    return replaced(("rules.moments", "equality", lambda a, b: TRUE))


@bug("taylor")
def remainder_not_bounded():
    """A Taylor polynomial lies below the logarithm however small the last coefficient."""
    old = original("rules.moments", "taylor").check
    return checked_by("taylor", lambda left, right, relation: None if old(left, right, relation) is None else ())


@bug("independent_positive")
def dependence_overlooked():
    """Draws of any kind pass for independent ones in an average that is positive."""
    old = original("rules.moments", "_each_positive")
    return replaced(("rules.moments", "_each_positive",
                     lambda average, single: old(as_iid(average) if average.head == "always" else average, single)))


def stated_as(name, old, new):
    """A rule that says something else."""
    return with_statements(name, lambda schema: replace_fields(schema, says=schema.says.replace(old, new)))


def given_less(name, left_out):
    """A rule that is not given what has a word in it."""
    return with_statements(name, lambda schema: replace_fields(
        schema, given=tuple(hypothesis for hypothesis in schema.given if left_out not in hypothesis)))


def with_statements(name, change):
    """A rule of other statements, the code that it has besides unchanged."""
    from derivations.kernel import RULES
    from derivations.kernel.rules.stated import checking
    rule = RULES[name]
    return checked_by(name, checking(tuple(map(change, rule.statements)), rule.check.args[-1]))


@contextlib.contextmanager
def checked_by(name, check):
    """A rule with another check."""
    from derivations.kernel import RULES
    rule = RULES[name]
    old = rule.check
    object.__setattr__(rule, "check", check)
    forget()
    try:
        yield
    finally:
        object.__setattr__(rule, "check", old)
        forget()
