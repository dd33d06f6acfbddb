"""Bugs of the standing list in derivatives, in what is asked of them, and in what holds near a value."""

from fractions import Fraction

from derivations.kernel.forms.binders import atom, lift, open_fresh, poly, scale
from tests.support.fuzzing.planting import bug, original, replaced


@bug("differentiate")
def power_counted_once():
    """The derivative of uⁿ is uⁿ⁻¹ ∂u."""
    old = original("forms.derivatives", "derivative")

    def careless(p, v):
        found = old(p, v)
        many = [e for m, _ in p.terms for a, e in m if v in a.free and e > 1]
        return scale(found, Fraction(1, many[0])) if len(p.terms) == 1 and many else found
    return replaced((None, "derivative", careless))


@bug("differentiate")
def chain_without_its_inner_derivative():
    """∂ f(u) = f′(u), whatever u is."""
    old, whole = original("forms.derivatives", "derivative"), original("forms.derivatives", "_in_its_places")

    def careless(a, v):
        with replaced(("forms.derivatives", "derivative", lambda u, w: old(lift(w), w))):
            return whole(a, v)
    return replaced(("forms.derivatives", "_in_its_places", careless))


@bug("differentiate")
def stop_that_does_not_stop():
    """What is stopped moves with the derivative around it."""
    return replaced(("lines.reading", "stopped", lambda scope: scope))


@bug("differentiate")
def stop_of_the_innermost():
    """What is stopped stands at its value outside the innermost derivative only."""
    old = original("heads.calculus", "read")
    return replaced(("heads.calculus", "stopped", lambda scope: scope), ("heads.calculus", "read", old))


@bug("differentiate")
def mixed_derivative_of_one_place():
    """Where one parameter stands in two places, the function is differentiated in one of them."""
    old = original("forms.derivatives", "_in_its_places")

    def careless(a, v):
        found = old(a, v)
        return poly(dict(found.terms[:1])) if len(found.terms) > 1 else found
    return replaced(("forms.derivatives", "_in_its_places", careless))


@bug("differentiate")
def place_forgotten():
    """The derivative at a value is taken at the variable itself."""
    def careless(a):
        (v,), (body, at) = open_fresh(a)
        found = original("forms.derivatives", "derivative")(body, v)
        outside = next((w for w in at.free if w.args[0] == "real"), None)
        return original("forms.binders", "replace")(found, {v: at if outside is None else lift(outside)})
    return replaced(("forms.derivatives", "at_its_place", careless))


@bug("differentiate")
def guard_of_any_derivative():
    """Where a density is zero, so are all of its derivatives."""
    return replaced((None, "first_of_a_density",
                     lambda a: a.args[0] if a.head == "partial" and a.args[0].head == "law" else None))


@bug("differentiate")
def logarithms_beside_any_density():
    """A logarithm beside a density is asked to be positive only where the density is."""
    return replaced(("logic.nearby", "_positive_argument", lambda u, v, laws: () if laws else original(
        "logic.conditions", "essential")(atom("gt", u))))


@bug("leibniz")
def law_that_does_not_move():
    """𝔼_q[f] is differentiated as if q did not depend on the parameter."""
    old = original("rules.derivative", "_moved_inside")

    def careless(a, v, at):
        if a.head != "E":
            return old(a, v, at)
        variables, (weights, body) = open_fresh(a, v, *at.free)
        bind = original("forms.binders", "bind")
        return lift(bind("E", variables, [original("forms.binders", "replace")(w, {v: at}) for w in weights] and tuple(
            original("forms.binders", "replace")(w, {v: at}) for w in weights), lift(bind("D", (v,), body, at)))), ()
    return replaced(("rules.derivative", "_moved_inside", careless))


@bug("leibniz")
def domination_of_the_body_alone():
    """The integrand has to be dominated without the densities that stand beside it."""
    old, body_of = original("logic.nearby", "dominated"), original("logic.nearby", "integrand")

    def body_alone(a, *avoid):
        variables, h = body_of(a, *avoid)
        return variables, open_fresh(a, *avoid)[1][-1] if a.head == "E" else h

    def careless(variables, v, h, at):
        return old(variables, v, poly({tuple(f for f in m if f[0].head != "law"): c for m, c in h.terms}), at)
    return replaced(("logic.nearby", "integrand", body_alone), ("rules.derivative", "dominated", careless))


@bug("leibniz")
def moving_factor_outside():
    """A factor that depends on the parameter may stand before the integral."""
    whole = original("rules.derivative", "visit_leibniz")

    def careless(a):
        if a.head != "D":
            return lift(a), ()
        (v,), (body, at) = open_fresh(a)
        inside = [f for m, _ in body.terms for f, _e in m if f.head in ("E", "int")]
        if len(body.terms) != 1 or len(inside) != 1:
            return whole(a)
        moved, found = original("rules.derivative", "_moved_inside")(inside[0], v, at)
        rest = poly({tuple(f for f in body.terms[0][0] if f[0] is not inside[0]): body.terms[0][1]})
        return original("forms.binders", "mul")(original("forms.binders", "replace")(rest, {v: at}), moved), found
    return replaced(("rules.derivative", "visit_leibniz", careless))


@bug("near")
def equal_at_the_value_only():
    """What is found under a derivative is asked at the value only, not near it."""
    def careless(v, at, conditions):
        always, replace = original("logic.conditions", "always"), original("forms.binders", "replace")
        return tuple(d for c in conditions for d in always((), (), replace(c, {v: at})))
    return replaced((None, "close_near", careless))


@bug("near")
def almost_every_point_near():
    """What holds for almost every point may be used under a derivative, wherever the point is bound."""
    return replaced(("proof.prover", "holds_near", lambda place, almost: True))


@bug("near")
def smooth_at_every_point():
    """A density can be differentiated at every point."""
    return replaced(("logic.conditions", "smooth_almost_everywhere", lambda variables, prop: True),
                    (None, "smooth_density", lambda a: ()))


@bug("domination")
def integrable_is_dominated():
    """A quantity whose derivative is integrable is dominated."""
    integrable = original("logic.conditions", "integrable")
    return replaced((None, "dominated", lambda variables, v, body, at: integrable(
        tuple(variables), (), original("forms.binders", "replace")(body, {v: at}))))


@bug("instances")
def partial_of_what_was_replaced():
    """A family is replaced, and its derivative stays what it was."""
    return replaced(("proof.instance", "differentiated", lambda form, variables, orders: form))
