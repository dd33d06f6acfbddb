"""Rules that are statements: what they say holds in models, a slip of it does not, and putting in is checked."""

from dataclasses import replace

import pytest

from derivations.__main__ import main
from derivations.attack.schemas import Slip, refuted, slips, tried
from derivations.commands.show_rule import stands_for
from derivations.kernel import RULES, Refused
from derivations.kernel import rules as kernel_rules
from derivations.kernel.forms.binders import lift, open_fresh
from derivations.kernel.lines.reading import read_line
from derivations.kernel.logic.conditions import close
from derivations.kernel.rules.rule import Rule
from derivations.kernel.rules.stated import checking
from derivations.kernel.schemas.matching import Matching, divided
from derivations.kernel.schemas.particulars import Laws, Particulars, Range, Value, hang_together
from derivations.kernel.schemas.schema import STANDS_FOR, Schema, form, names
from derivations.kernel.schemas.using import instances, rewriting
from derivations.language.relation import EQ, GE, IFF, IMPLIES, LE
from derivations.language.views.source import LANGUAGE, names_in, source
from derivations.pages.examples import steps_of
from derivations.pages.form_text import text_of
from tests.kernel.test_rule_edges import canonical
from tests.support import rule_edges, rule_edges_densities, rule_edges_draws, rule_edges_means
from tests.support.fuzzing.planted_bugs import checked_by
from tests.support.fuzzing.planting import replaced
from tests.support.rule_examples import NAMES, conditions, refuses, typed

STATED = {name: rule for name, rule in RULES.items() if rule.statements}
each_schema = pytest.mark.parametrize(("rule", "schema"), [
    pytest.param(rule, schema, id=f"{name}: {schema.says}") for name, rule in STATED.items() for schema in rule.statements])

TRUE_SLIPS = {  # slips that are true as well, each with its reason
    "mean[j:K + 1](mean[k:K + 1](a(k))) == mean[k:K + 1](a(k))": "the average of a constant",
    "E[q(z)](log(f(z))) <= E[q(z)](f(z))": "a logarithm lies below its argument",
    "mean[k:n](log(a(k))) <= mean[k:n](a(k))": "a logarithm lies below its argument",
    "log(u(x)) <= u(x) + 1": "two above the tangent",
    "log(u(x)) <= u(x)": "one above the tangent",
    "log(u(x)) <= u(x) - 1": "the tangent itself",
    "u(x) <= u(x)": "nothing is smaller than itself",
    "log(u(x)) <= u(x) - 1 + (u(x) - 1) ** 2 / 2 + (u(x) - 1) ** 3 / 3": "larger by a square",
    "log(u(x)) <= u(x) + 1 - (u(x) - 1) ** 2 / 2 + (u(x) - 1) ** 3 / 3": "larger by two",
    "log(u(x)) <= u(x) - 1 + (u(x) - 1) ** 3 / 3": "larger by half a square",
    "log(u(x)) <= u(x) - 1 - (u(x) - 1) ** 2 / 2 + (u(x) + 1) ** 3 / 3": "a cube of more",
    "log(u(x)) <= u(x) - (u(x) - 1) ** 2 / 2 + (u(x) - 1) ** 3 / 3": "larger by one",
    "log(u(x)) <= u(x) - 1 - (u(x) - 1) ** 2 / 2 + u(x) ** 3 / 3": "a cube of more",
    "iff(always[s(z)](s(z) == r(z)), always[z](s(z) == r(z)))": "either law may guard",
}


def as_slip(schema: Schema) -> Slip:
    return Slip("nothing", schema.hypotheses, schema.statement)


# --- what is said -------------------------------------------------------------------------------------------------


@each_schema
def test_models_agree_with_a_schema(rule, schema):
    found = tried(schema)
    assert found.failure is None and found.models > 100 and found.shapes > 5
    assert refuted(as_slip(schema)) is None


@each_schema
def test_slips_are_refuted_or_listed(rule, schema):
    every = list(slips(schema))
    assert every
    for slip in every:
        assert (refuted(slip) is not None) != (source(slip.statement) in TRUE_SLIPS), slip


def test_no_true_slip_is_stale():
    slipped = {source(slip.statement) for rule in STATED.values() for schema in rule.statements for slip in slips(schema)}
    assert set(TRUE_SLIPS) <= slipped


@each_schema
def test_a_schema_is_closed_and_prints_as_it_is_typed(rule, schema):
    back = Schema(source(schema.statement), tuple(map(source, schema.hypotheses)))
    assert form(back) == form(schema)
    held = names()
    assert all(held[name] == thing for node in (schema.statement, *schema.hypotheses) for name, thing in names_in(node).items())
    assert stands_for(schema) and rule.source


@each_schema
def test_a_schema_is_found_in_its_own_lines(rule, schema):
    """What is not found there is found in no line: its matching has to learn it first."""
    assert found_in_itself(schema), f"what stands for the names of {schema.says} cannot be read off: see kernel/schemas/matching.py"


@pytest.mark.parametrize("says", ["E[q(z)](f(z))**2 <= E[q(z)](f(z)**2)", "E[q(z)](f(z)**3) == 1", "total[k:2:K](a(k)) == 1"])
def test_what_no_schema_can_say_yet_is_found_in_no_line(says):
    assert not found_in_itself(Schema(says))


def found_in_itself(schema: Schema) -> bool:
    sides = form(schema)[1:3]
    return any(instances(sides, sides))


def test_names_that_stand_for_the_same_are_told_in_one_line():
    told = {name: stands_for(*RULES[name].statements) for name in ("support", "tangent", "one_draw")}
    assert "d(z) is any quantity that is visibly never negative" in told["support"] and not any("e(z)" in line for line in told["support"])
    assert stands_for(Schema("E[q(z)](d(z)) <= E[q(z)](e(z))"))[1:] == ["d(z) and e(z) are each any quantity that is visibly never negative"]
    assert stands_for(Schema("sup[i:F](h(i)) <= sup[i:G](h(i))"))[-1].count("F and G are sets") == 1


def test_what_stands_for_the_names_of_a_schema_is_told():
    left_out, one = RULES["leave_one_out"].statements[0], RULES["one_draw"].statements[0]
    assert stands_for(left_out) == [STANDS_FOR[name] for name in ("a", "K")]
    assert stands_for(one) == [STANDS_FOR[name] for name in ("r", "f", "K", "j", "identical")]


def test_everything_that_a_schema_names_is_explained():
    used = {name for rule in STATED.values() for schema in rule.statements for name in names_in(schema.statement)}
    assert used - set(LANGUAGE) - {"z", "x", "v", "k", "i"} <= set(STANDS_FOR)


# --- a planted slip dies --------------------------------------------------------------------------------------------


def rows(name: str):
    for file in (rule_edges, rule_edges_densities, rule_edges_draws, rule_edges_means):
        for left, relation, right, leans_on, _why in file.ACCEPTED.get(name, ()):
            yield left, relation, right, set().union(*map(canonical, leans_on))
        for left, relation, right, _why in (*file.FALSE.get(name, ()), *file.NARROW.get(name, ())):
            yield left, relation, right, None
    for step in steps_of(name, RULES[name].__doc__):
        yield step.left, step.relation, step.right, set(step.leans_on) if step.accepted else None


def noticed(rule: Rule) -> bool:
    """Whether an edge or an example of a rule comes out otherwise."""
    for left, relation, right, expected in rows(rule.name):
        if expected is None:
            if not refuses(rule, left, right, relation):
                return True
            continue
        try:
            found = {text_of(c) for c in conditions(rule, left, right, relation)}
        except Refused:
            return True
        if found != expected:
            return True
    return False


def planted(rule: Rule, schema: Schema, instead: Schema):
    statements = tuple(instead if one is schema else one for one in rule.statements)
    return checked_by(rule.name, checking(statements, rule.check.args[-1]))


@each_schema
def test_a_false_slip_in_a_rule_is_noticed(rule, schema):
    assert not noticed(rule)
    for slip in slips(schema):
        if refuted(slip) is None:
            continue
        instead = replace(schema, says=source(slip.statement), given=tuple(map(source, slip.given)))
        try:
            form(instead)
        except (Refused, ValueError):
            continue
        with planted(rule, schema, instead):
            assert noticed(rule), slip


# --- what names stand for -------------------------------------------------------------------------------------------

FRAMES = [("q(z)", "f(z)"), ("c(x), s(z | x)", "h(x, z)"), ("p(z | x)", "h(x, z)"), ("p(x, z)", "h(x, z)"),
          ("proportional[v](d(v))(z)", "f(z)"), ("q(z), w(y | z)", "h(y, z)")]
DRAWN = [("iid(q(z), 2)", "f(z[1])*g(z[2])"), ("identical(q(z), K), r(y)", "h(y, z[1])"),
         ("exchangeable(q(z), K)", "mean[k:K](f(z[k]))")]


def put(text: str, frame: str, body: str) -> str:
    """The text of a schema with laws for q, a quantity for f, and a constant for c."""
    return text.replace("c(x)", "sup[i](f(i))").replace("q(z)]", f"{frame}]").replace("f(z)", f"({body})")


@pytest.mark.parametrize(("name", "number", "relation"), [("jensen", 0, "≤"), ("jensen_equality", 0, "⇔"), ("jensen_equality", 1, "⇔")])
@pytest.mark.parametrize(("frame", "body"), [*FRAMES, *DRAWN])
def test_laws_of_every_kind_stand_for_those_of_a_schema(name, number, relation, frame, body):
    schema = RULES[name].statements[number]
    left, right = map(source, typed(put(schema.says, frame, body)).args)
    found = conditions(RULES[name], left, right, relation)
    assert {text_of(c) for c in found} == set().union(*(canonical(put(given, frame, body)) for given in schema.given))


@pytest.mark.parametrize(("frame", "body"), FRAMES)
def test_expectations_over_densities_are_integrals(frame, body):
    bound = ", ".join(name for name in "xyz" if f"({name}" in frame or f", {name})" in frame)
    product = frame.replace("), ", ")*")
    assert conditions(RULES["definition"], f"E[{frame}]({body})", f"integral[{bound}]({product}*{body})") == ()


@pytest.mark.parametrize(("frame", "body"), DRAWN)
def test_draws_have_no_density(frame, body):
    drawn = lift(forms(f"E[{frame}]({body})")[0].atom_alone())
    assert rewriting(RULES["definition"].statements)(drawn.atom_alone()) == (drawn, ())


def forms(*texts):
    return [read_line(typed(text))[0] for text in texts]


@pytest.mark.parametrize(("table", "why"), [
    ({"d": Value((), forms("f(x)")[0])}, "a value that may be negative"),
    ({"r": Laws((), tuple(a for f in forms("q(z)", "b(z)") for a in [f.atom_alone()]))}, "two laws for one"),
    ({"r": Laws((), (forms("q(z)")[0].atom_alone(),))}, "a law of a point that it is not of"),
    ({"p": Laws((forms("f(z)")[0].atom_alone(),), (forms("f(z)")[0].atom_alone(),))}, "a function for a law"),
    ({"K": forms("K - 1")[0]}, "none, perhaps")])
def test_what_does_not_fit_is_refused(table, why):
    held = {names()[name] if name != "K" else forms("K")[0].atom_alone(): value for name, value in table.items()}
    with pytest.raises(Refused, match="cannot stand for"):
        Particulars(held)


def test_sets_stand_for_sets_that_contain_each_other():
    inner, outer = names()["F"], names()["G"]
    Particulars({inner: NAMES["F"], outer: NAMES["G"]})
    Particulars({inner: NAMES["F"], outer: None})
    for wrong in ({inner: NAMES["G"], outer: NAMES["F"]}, {inner: None, outer: NAMES["F"]}):
        with pytest.raises(Refused):
            Particulars(wrong)


def test_draws_of_a_closer_kind_stand_for_looser_ones():
    kinds = ("identical", "exchangeable", "iid")
    assert [[hang_together(held, kind) for kind in kinds] for held in kinds] == [
        [True, False, False], [True, True, False], [True, True, True]]


def test_what_nothing_stands_for_is_refused():
    jensen = form(RULES["jensen"].statements[0])
    with pytest.raises(Refused, match="nothing stands for"):
        Particulars({}).quantity(jensen.left, {})


def test_several_draws_have_no_density():
    held = names()
    for text in ("E[iid(q(z), K)](f(z[1]))", "E[iid(q(z), K), r(y)](h(y, z[1]))"):
        drawn = forms(text)[0].atom_alone()
        variables, (weights, body) = open_fresh(drawn)
        put_in = Particulars({held["q"]: Laws(variables, weights), held["f"]: Value(variables, body),
                              "z": tuple(v.args[0] for v in variables)})
        with pytest.raises(Refused, match="no density"):
            put_in.quantity(form(Schema("integral[z](q(z)*f(z)) == 1")).left, {})


def test_all_that_is_put_in_is_of_the_same_spaces():
    """An integral over another space is another integral, also of a constant."""
    mean, = forms("E[q(z)](f(x)/q(z))")
    variables, (weights, _body) = open_fresh(mean.atom_alone())
    held, support = names(), form(RULES["support"].statements[0])
    for space, fits_in in (("z", True), ("y", False)):
        put_in = Particulars({held["p"]: Laws(variables, weights), held["f"]: Value(variables, forms("f(x)")[0]), "z": (space,)})
        if fits_in:
            assert put_in.quantity(support.left, {}) is mean and put_in.quantity(support.right, {}) is forms("integral[z](f(x))")[0]
        else:
            with pytest.raises(Refused, match="other arguments"):
                put_in.quantity(support.right, {})


def test_nothing_is_captured():
    """A constant that is called like the variable that a binder is opened with stays what it is."""
    left, right = forms("mean[j:K + 1](mean[k:K + 1:j](f(y)*a(k)))", "f(y)*mean[k:K + 1](a(k))")
    visit = rewriting(RULES["leave_one_out"].statements)
    assert visit(left.atom_alone())[0] is forms("mean[k:K + 1](f(y)*a(k))")[0] is not right
    assert visit(forms("mean[j:K + 1](mean[k:K + 1:j](a(j)*a(k)))")[0].atom_alone())[0] is forms(
        "mean[j:K + 1](mean[k:K + 1:j](a(j)*a(k)))")[0]


def test_particulars_are_compared_with_both_sides():
    jensen = form(RULES["jensen"].statements[0])
    same, other = forms("E[q(z)](log(f(z)))", "log(E[q(z)](f(z)))"), forms("E[q(z)](log(f(z)))", "log(E[b(z)](f(z)))")
    assert len(list(instances((jensen.left, jensen.right), same))) == 1
    assert not list(instances((jensen.left, jensen.right), other))


def test_a_range_is_found_with_what_it_leaves_out():
    jensen = form(RULES["jensen"].statements[1])
    outer = forms("mean[j:K + 1](mean[k:K + 1:j](log(a(k))))")[0].atom_alone()
    (j,), (_count, _but, inner) = open_fresh(outer)
    table, = Matching(inner).proposals(jensen.left, inner, {}, {})
    assert next(v for v in table.values() if isinstance(v, Range)) == Range(forms("K + 1")[0], lift(j))


def test_division_leaves_no_remainder():
    f, q, d = forms("f(z)", "1/q(z)", "d(z)")
    assert divided(forms("f(z)/q(z)")[0], q) is f and divided(forms("2*f(z)*d(z)")[0], forms("4*d(z)")[0]) is forms("f(z)/2")[0]
    assert divided(f, d) is None and divided(f, forms("f(z) + 1")[0]) is None
    assert divided(forms("f(z)/q(z)**2")[0], q) is forms("f(z)/q(z)")[0]


def test_relations_choose_the_sides():
    tangent, mass = RULES["tangent"].check, RULES["same_mass"].check
    low, high = forms("log(f(x))", "f(x) - 1")
    assert tangent(low, high, LE) == () == tangent(high, low, GE)
    assert tangent(low, high, GE) is tangent(high, low, LE) is tangent(low, high, EQ) is None
    one, all_ = forms("always[q(z)](s(z | x) == q(z))", "always[z](s(z | x) == q(z))")
    assert all(mass(*pair, relation) == () for pair in ((one, all_), (all_, one)) for relation in (IFF, IMPLIES))


def test_an_equation_everywhere_leans_on_what_it_is_given():
    cover = Schema("E[r(z)](f(z)/r(z)) == integral[z](f(z))", given=("always[z](r(z) > 0)",), everywhere=True)
    check = checking((cover,))
    left, right = forms("2 + log(E[q(z)](d(z)/q(z)))", "2 + log(integral[z](d(z)))")
    assert {text_of(c) for c in check(left, right, EQ) or ()} == {"always[z](q(z) > 0)"}
    with pytest.raises(ValueError, match="begins with an atom"):
        checking((Schema("f(z) + 1 == 1 + f(z)", everywhere=True),))(left, right, EQ)


def test_a_law_that_is_put_in_is_rewritten_too():
    whole = Schema("proportional[v](d(v))(z) == d(z)/integral[v](d(v))", given=("integral[v](d(v)) > 0",), everywhere=True)
    visit = rewriting((RULES["definition"].statements[0], whole))
    found, leaned_on = visit(forms("E[proportional[v](d(v))(z)](f(z))")[0].atom_alone())
    assert found is forms("integral[z](d(z)/integral[v](d(v))*f(z))")[0]
    assert set(map(text_of, close((), (), leaned_on))) == {"integral[z](d(z)) > 0"}


def test_a_guard_asks_for_each_term():
    found = conditions(RULES["support"], "E[q(z)](b(z)*f(z)/q(z) + d(z)/q(z))", "integral[z](b(z)*f(z) + d(z))")
    assert {"always[z](q(z) > 0)"} <= {text_of(c) for c in found}
    with pytest.raises(Refused, match="guards by what is not zero"):
        Particulars({}).conditions(forms("implies(f(x) <= 1, d(x) > 0)")[0], {})


def test_belief_in_proposals_would_be_noticed():
    with replaced(("schemas.using", "_is", lambda put_in, pattern, target: True)):
        assert noticed(RULES["jensen_equality"])


# --- what stays code ------------------------------------------------------------------------------------------------


def test_a_rule_is_a_statement_or_says_why_it_is_code():
    table = dict(line.strip().split("  ", 1) for line in (kernel_rules.__doc__ or "").splitlines() if line.startswith("    "))
    code = {name: rule.why for name, rule in RULES.items() if rule.why}
    assert set(RULES) == set(STATED) | set(code) and set(STATED) & set(code) == {"definition", "leave_one_out", "nested", "taylor"}
    assert {name: why.strip() for name, why in table.items()} == code


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_a_page(name, capsys):
    assert main(["show", name]) == 0
    page = capsys.readouterr().out
    rule = RULES[name]
    assert page.startswith(name) and "Accepts" in page and "Refuses" in page
    assert ("States" in page) == bool(rule.statements) and ("because" in page) == bool(rule.why)


def test_the_page_of_jensen(capsys):
    assert main(["show", "jensen"]) == 0
    page = capsys.readouterr().out
    for part in ("𝔼_{q(z)}[log f(z)] ≤ log 𝔼_{q(z)}[f(z)]", "Given      𝔼_{q(z)}|f(z)| < ∞", "Source  Cover and Thomas",
                 "true in 1378 models", "proof.le(log(E[q(z)](f(z))), by=jensen)", "# not_recognised: jensen does not lead from  E"):
        assert part in page


def test_a_page_of_a_false_rule_says_so(capsys):
    jensen = RULES["jensen"]
    wrong = replace(jensen.statements[0], says="log(E[q(z)](f(z))) <= E[q(z)](log(f(z)))")
    old = jensen.statements
    object.__setattr__(jensen, "statements", (wrong,))
    try:
        assert main(["show", "jensen"]) == 1
    finally:
        object.__setattr__(jensen, "statements", old)
    assert "false:" in capsys.readouterr().out


def test_unknown_rules_and_their_sources_are_refused(capsys):
    assert main(["show", "jenson"]) == 2 and "near: jensen" in capsys.readouterr().err
    assert main(["show", "jensen", "--source"]) == 2 and capsys.readouterr().out == ""
    assert main(["verify", "jensen"]) == 2
