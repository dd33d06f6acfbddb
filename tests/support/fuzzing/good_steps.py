"""Steps that the kernel should accept, to start near misses from: the chapters' own, the examples of the rules'
docstrings, and a generator for each rule."""

import ast
import doctest
from typing import NamedTuple

import sympy

from derivations.commands.finding import load
from derivations.kernel import RULES
from derivations.kernel.lines.reading import read_line
from tests.support.fuzzing.slips import spelled_out
from tests.support.rule_examples import typed


class Good(NamedTuple):
    left: sympy.Basic
    right: sympy.Basic
    relation: str
    reason: object
    where: str


def from_chapters():
    for derivation in load().values():  # in the order of reading, whatever was imported first
        lines = derivation.text.lines
        for a, b in zip(lines, lines[1:], strict=False):
            yield Good(spelled_out(a.expression), spelled_out(b.expression), b.relation, b.reason,
                       f"{derivation.id} line {b.number}")


def examples(rule):
    """The calls in a rule's docstring: (accepts or refuses, left, right, relation)."""
    for example in doctest.DocTestParser().get_examples(rule.__doc__):
        call = ast.parse(example.source, mode="eval").body
        texts = [a.value for a in call.args[1:]]
        yield call.func.id, *(texts if len(texts) == 3 else [*texts, "="])


def from_instances():
    from tests.support.fuzzing.instance_steps import instances
    for left, right, reason in instances():
        yield Good(typed(left), typed(right), "=", reason, f"instance of {reason}")


def from_docstrings():
    for rule in RULES.values():
        for kind, left, right, relation in examples(rule):
            if kind == "accepts":
                yield Good(typed(left), typed(right), relation, rule, f"example of {rule}")


TEMPLATES = {  # rule: (left, relation, right); B, C are bodies in z, U and V densities of z
    "algebra": [("B + C", "=", "C + B"), ("(B)*(C)/(C)", "=", "B"), ("(B + C)*(B - C)", "=", "(B)**2 - (C)**2"),
                ("(B)/(C) + 1/(C)", "=", "(B + 1)/(C)"), ("E[U](U*B/U)", "=", "E[U](B)"),
                ("log(d(z)*U/U)", "=", "log(d(z))"), ("E[U](log(d(z)*V/V))", "=", "E[U](log(d(z)))"),
                ("E[U](log(d(x)))", "=", "E[U](log(d(x)*V/V))"), ("U*(B)", "≤", "U*(B + d(z))")],
    "logarithm": [("log(U/V)", "=", "log(U) - log(V)"), ("log(d(z)*U)", "=", "log(d(z)) + log(U)"),
                  ("log(f(z)*g(z))", "=", "log(f(z)) + log(g(z))"), ("log(f(z)**2)", "=", "2*log(f(z))"),
                  ("exp(log(f(z)))", "=", "f(z)"), ("exp(B + log(U))", "=", "exp(B)*U"),
                  ("E[U](log(U/V))", "=", "E[U](log(U) - log(V))"), ("log(exp(B))", "=", "B"),
                  ("V*log(U/V)", "=", "V*log(U) - V*log(V)"), ("log(U/(U + V))", "=", "-log((U + V)/U)"), ("log(1 + f(z)/g(z))", "=", "log(f(z) + g(z)) - log(g(z))"),
                  ("log(2*B + 2*C)", "=", "log(2) + log(B + C)"), ("log(d(z)*f(z) + d(z)*g(z))", "=", "log(d(z)) + log(f(z) + g(z))"), ("E[U](log(d(z)/(1 + d(z))))", "=", "E[U](log(d(z)) - log(1 + d(z)))"), ("integral[z](U*log(d(z)/V))", "=", "integral[z](U*(log(d(z)) - log(V)))"),
                  ("exp(-(B))*exp(B - f(x))", "=", "exp(-f(x))"), ("exp(B - C)", "=", "exp(B)/exp(C)"), ("exp(B)**2*exp(-(C))", "=", "exp(2*(B) - (C))"),
                  ("exp(log(d(z)) - (B))", "=", "d(z)/exp(B)"), ("log(U) + log(d(z)) == log(V)", "⇔", "log(U*d(z)) == log(V/d(x)) + log(d(x))"),
                  ("product[k:1:K](f(z))", "=", "exp(total[k:1:K](log(f(z))))"), ("product[k:1:K](exp(a(k)))*(B)", "=", "exp(total[k:1:K](a(k)))*(B)"), ("product[k:1:K](1 - a(k))", "=", "exp(log(product[k:1:K](1 - a(k))))"),
                  ("exp(2*log(f(z)))", "=", "f(z)**2"), ("log(U**2/V)", "=", "2*log(U) - log(V)")],
    "written_out": [("mean[k:2](a(k))", "=", "(a(1) + a(2))/2"), ("mean[k:3](a(k)*f(x))", "=", "f(x)*(a(1) + a(2) + a(3))/3"),
                    ("total[k:2:3](a(k))", "=", "a(2) + a(3)"), ("E[iid(U, 2)](mean[k:2](f(z[k])))", "=", "E[iid(U, 2)]((f(z[1]) + f(z[2]))/2)"),
                    ("mean[k:2](mean[j:2:k](a(j)*a(k)))", "=", "a(1)*a(2)"), ("exp(mean[k:2](a(k)))", "=", "exp(a(1)/2 + a(2)/2)"),
                    ("total[j:1:2](total[k:1:j](a(k)))", "=", "2*a(1) + a(2)"), ("mean[k:1](B)", "=", "B")],
    "total_expectation": [("E[p(x, z)](h(x, z))", "=", "E[p(x)](E[p(z | x)](h(x, z)))"), ("E[p(x), p(z | x)](h(x, z))", "=", "E[p(z), p(x | z)](h(x, z))"),
                          ("E[t(x, y, z)](h(x, z))", "=", "E[t(x, y)](E[t(z | x, y)](h(x, z)))"), ("E[t(y, z | x)](h(y, z))", "=", "E[t(y | x)](E[t(z | x, y)](h(y, z)))"),
                          ("E[m(y, z)](h(y, z))", "=", "E[m(z)](E[m(y)](h(y, z)))"), ("E[o(x, z)](h(x, z))", "=", "E[c(x)](E[s(z | x)](h(x, z)))"),
                          ("E[o(x), o(z | x)](h(x, z))", "=", "E[c(x), s(z | x)](h(x, z))"), ("E[o(z), o(x | z)](h(x, z))", "=", "E[c(x), s(z | x)](h(x, z))"),
                          ("E[r(y)](E[p(x)](f(x)*E[p(z | x)](B)))", "=", "E[r(y), p(x, z)](f(x)*(B))"), ("E[U](E[w(y | z)](h(y, z)))", "=", "E[U, w(y | z)](h(y, z))")],
    "zero_mean": [("E[U]((B - C)**2) == 0", "⇔", "always[U]((B - C)**2 == 0)"), ("E[U](d(z)) == 0", "⇔", "always[U](d(z) == 0)"),
                  ("integral[z](V*d(z)) == 0", "⇔", "always[z](V*d(z) == 0)"), ("E[iid(U, K)](mean[k:K](f(z[k])**2)) == 0", "⇔", "always[iid(U, K)](mean[k:K](f(z[k])**2) == 0)"),
                  ("E[p(x, z)](d(x)*exp(g(z))) == 0", "⇔", "always[p(x, z)](d(x)*exp(g(z)) == 0)")],
    "independent_means": [("E[U, r(y)](B*f(y))", "=", "E[U](B)*E[r(y)](f(y))"), ("E[m(y, z)](f(y)*g(z))", "=", "E[m(y)](f(y))*E[m(z)](g(z))"),
                          ("E[iid(U, 2)](f(z[1])*g(z[2]))", "=", "E[U](f(z))*E[U](g(z))"), ("E[iid(U, 3)](f(z[1])*g(z[2])*f(z[1]))", "=", "E[U](f(z)**2)*E[U](g(z))"),
                          ("E[iid(U, K + 1)](mean[k:K + 1](f(z[k])*mean[j:K + 1:k](g(z[j]))))", "=", "E[U](f(z))*E[U](g(z))"),
                          ("E[iid(U, K)](mean[k:K](a(k)*f(z[k])))", "=", "mean[k:K](a(k))*E[U](f(z))"), ("E[U, r(y)]((f(z) + 1)*(g(y) - 2))", "=", "(E[U](f(z)) + 1)*(E[r(y)](g(y)) - 2)"),
                          ("E[U, r(y), c(x)](h(y, z)*f(x))", "=", "E[U, r(y)](h(y, z))*E[c(x)](f(x))"), ("E[o(x, z), r(y)](h(x, z)*f(y))", "=", "E[c(x), s(z | x)](h(x, z))*E[r(y)](f(y))"),
                          ("E[iid(U, 2), w(y | z[1])](f(y)*g(z[2]))", "=", "E[iid(U, 2), w(y | z[1])](f(y)*g(z[2]))"), ("E[U](log(d(x))*(B))", "=", "log(d(x))*E[U](B)")],
    "sum_of_squares": [("0", "≤", "(B)**2"), ("2*(B)*(C)", "≤", "(B)**2 + (C)**2"), ("E[U]((B - f(x))**2)", "≥", "0"), ("d(z)*(B - C)**2", "≥", "0"),
                       ("f(x)*g(x)", "≤", "f(x)**2 + g(x)**2/4"), ("2*f(x) - 1", "≤", "f(x)**2"), ("mean[k:K]((a(k) - 1)**2)", "≥", "0"), ("B", "≤", "B + d(z)*U"),
                       ("f(x)*g(x) + g(x)*h(x) + f(x)*h(x)", "≤", "f(x)**2 + g(x)**2 + h(x)**2"), ("E[U](2*B*C)", "≤", "E[U]((B)**2 + (C)**2)"),
                       ("E[U](B)**2", "≤", "E[U]((B)**2)"), ("E[U](f(z)*g(z))**2", "≤", "E[U](f(z)**2)*E[U](g(z)**2)"), ("integral[z](V)**2", "≤", "integral[z](U)*integral[z](V**2/U)"),
                       ("mean[k:K](a(k))**2", "≤", "mean[k:K](a(k)**2)"), ("2*E[U](B)*E[U](C)", "≤", "E[U]((B)**2) + E[U]((C)**2)"), ("d(x)*E[U](B - f(x))**2", "≤", "d(x)*E[U]((B - f(x))**2) + d(z)"),
                       ("total[k:1:n](a(k)*f(k))**2", "≤", "total[k:1:n](a(k)**2)*total[k:1:n](f(k)**2)")],
    "hypothesis": [("B", "≤", "C"), ("B", "=", "C"), ("E[U](B)", "≤", "E[U](C)"), ("exp(f(x))", "=", "exp(g(x))"), ("f(x) - B", "≥", "f(x) - C"), ("d(z)*(B)", "≤", "d(z)*(C)"),
                   ("B <= C", "⇒", "2*(B) <= C"), ("log(1 + d(x))", "≤", "log(1 + d(z))"), ("mean[k:K](a(k))", "≤", "mean[k:K](a(1))"), ("sup[i](f(i))", "≤", "sup[i](h(i, x))")],
    "definition": [("E[U](B)", "=", "integral[z](U*(B))"), ("KL[z](U, V)", "=", "integral[z](U*log(U/V))"),
                   ("proportional[v](d(v))(z)", "=", "d(z)/integral[v](d(v))"),
                   ("E[proportional[v](d(v))(z)](B)", "=", "integral[z](d(z)*(B))/integral[z](d(z))"),
                   ("KL[z](d(z), U)", "=", "integral[z](d(z)*log(d(z)/U))")],
    "rearrange": [("f(x)**2 == 0", "⇔", "f(x) == 0"), ("(B - C)**2 == 0", "⇔", "B == C"), ("always[U](2*(f(z) - g(z))**3 == 0)", "⇔", "always[U](f(z) == g(z))"),
                  ("B <= C", "⇔", "0 <= C - (B)"), ("B == C", "⇔", "2*(B) == 2*(C)"), ("(B)/U == 1", "⇔", "B == U"),
                  ("(B)/U <= C", "⇔", "B <= U*(C)"), ("(B)/f(x) == C", "⇔", "B == f(x)*(C)"), ("(B)/f(x) <= C", "⇔", "B <= f(x)*(C)"),
                  ("always[U]((B)/U == C)", "⇔", "always[U](B == U*(C))")],
    "linearity": [("p(x)*E[p(z | x)](f(x)/p(x))", "=", "f(x)"), ("p(x)*E[p(z | x)](g(z) + f(x)/p(x))", "=", "p(x)*E[p(z | x)](g(z)) + f(x)"), ("-E[U](B - C)", "=", "E[U](C - (B))"), ("E[U](B - C + f(x))", "=", "f(x) + E[U](B - C)"), ("E[U](B - C + g(z))", "=", "E[U](B - C) + E[U](g(z))"),
                  ("E[U](B + 1) == E[V](C + f(x))", "⇔", "E[U](B) + 1 == E[V](C) + f(x)"), ("E[U](B + 1) <= E[V](C + f(x))", "⇔", "E[U](B) + 1 <= E[V](C) + f(x)"),
                  ("E[U](f(z) + 1)*E[r(y)](g(y) + f(x))", "=", "E[U](f(z))*E[r(y)](g(y)) + f(x)*E[U](f(z)) + E[r(y)](g(y)) + f(x)"), ("E[U](E[r(y)](h(y, z) + (B)) + f(x))", "=", "E[U](E[r(y)](h(y, z)) + (B)) + f(x)"),
                  ("E[U](B + C)", "=", "E[U](B) + E[U](C)"), ("E[U](f(x)*(B))", "=", "f(x)*E[U](B)"),
                  ("E[U](f(x))", "=", "f(x)"), ("integral[z](2*(B) - (C))", "=", "2*integral[z](B) - integral[z](C)"),
                  ("integral[z](B + f(x))", "=", "integral[z](B) + integral[z](f(x))"),
                  ("mean[k:K](a(k) + f(x))", "=", "mean[k:K](a(k)) + f(x)"), ("mean[k:1](a(k))", "=", "a(1)"),
                  ("E[iid(U, K)](mean[k:K](f(z[k])))", "=", "mean[k:K](E[iid(U, K)](f(z[k])))"),
                  ("E[iid(U, K)](mean[k:K](f(z[k]) + g(x)))", "=", "mean[k:K](E[iid(U, K)](f(z[k]))) + g(x)"),
                  ("mean[j:K](mean[k:K](a(j)*a(k)))", "=", "mean[j:K](a(j))*mean[k:K](a(k))"),
                  ("mean[j:K](E[iid(U, K)](E[w(y | z[j])](mean[k:K](h(y, z[k])))))", "=",
                  "mean[j:K](E[iid(U, K)](mean[k:K](E[w(y | z[j])](h(y, z[k])))))"),
                 ("E[iid(U, K)](mean[j:K](E[w(y | z[j])](mean[k:K](h(y, z[k])))))", "=",
                  "E[iid(U, K)](mean[j:K](mean[k:K](E[w(y | z[j])](h(y, z[k])))))"),
                 ("mean[j:K](a(j)*E[iid(U, K)](E[w(y | z[j])](mean[k:K](h(y, z[k])))))", "=",
                  "mean[j:K](a(j)*E[iid(U, K)](mean[k:K](E[w(y | z[j])](h(y, z[k])))))"),
                 ("mean[k:K](E[w(y | z)](h(y, z) + a(k)))", "=", "E[w(y | z)](h(y, z)) + mean[k:K](a(k))")],
    "marginal": [("integral[z](p(x, z))", "=", "p(x)"), ("integral[x](p(x, z))", "=", "p(z)"),
                 ("integral[z](p(z | x))", "=", "1"), ("integral[x, z](p(x, z)*f(z))", "=", "integral[z](p(z)*f(z))"),
                 ("E[m(y, z)](B)", "=", "E[m(z)](B)"), ("E[U, r(y)](B)", "=", "E[U](B)"),
                 ("E[U, w(y | z)](B)", "=", "E[U](B)"), ("E[r(y)](f(x))", "=", "f(x)"),
                 ("E[t(y, z | x)](B)", "=", "E[t(z | x)](B)"), ("integral[z](proportional[v](d(v))(z))", "=", "1"),
                 ("integral[y](t(x, y, z))", "=", "t(x, z)")],
    "fubini": [("E[U](E[r(y)](h(y, z)))", "=", "E[r(y)](E[U](h(y, z)))"), ("E[U](E[r(y)](h(y, z)))", "=", "E[U, r(y)](h(y, z))"),
               ("E[U](E[w(y | z)](h(y, z)))", "=", "E[U, w(y | z)](h(y, z))"),
               ("E[c(x)](E[s(z | x)](E[c(u)](h(u, z))))", "=", "E[c(x), s(z | x), c(u)](h(u, z))"),
               ("E[c(x)](E[s(z | x)](f(z)*E[c(u)](h(u, z))))", "=", "E[c(x), s(z | x), c(u)](f(z)*h(u, z))"),
               ("integral[y](integral[z](h(y, z)))", "=", "integral[z](integral[y](h(y, z)))"),
               ("E[U](B*E[r(y)](h(y, z)))", "=", "E[r(y)](E[U](B*h(y, z)))")],
    "product_rule": [("p(x, z)", "=", "p(z | x)*p(x)"), ("p(z | x)", "=", "p(x, z)/p(x)"), ("p(z | x)/p(z)", "=", "p(x | z)/p(x)"),
                     ("log(p(x, z)/p(z | x))", "=", "log(p(x))"), ("t(y, z | x)", "=", "t(y | x, z)*t(z | x)"),
                     ("E[U](log(p(z | x)))", "=", "E[U](log(p(x, z)/p(x)))"), ("f(x)*p(z | x)", "=", "f(x)*p(x, z)/p(x)")],
    "factorise": [("m(y, z)", "=", "m(y)*m(z)"), ("o(x, z)", "=", "c(x)*s(z | x)"), ("o(z | x)", "=", "s(z | x)"), ("o(x | z)", "=", "c(x)*s(z | x)/o(z)"), ("log(o(x, z)/o(x))", "=", "log(c(x)*s(z | x)/c(x))"), ("m(y | z)", "=", "m(y)"), ("log(m(y, z)/U)", "=", "log(m(y)*m(z)/U)"),
                  ("integral[y](m(y, z)*h(y, z))", "=", "integral[y](m(y)*m(z)*h(y, z))")],
    "same_mass": [("always[U](V == U)", "⇔", "always[z](V == U)"), ("always[p(z | x)](p(z | x) == U)", "⇔", "always[z](p(z | x) == U)"),
                  ("always[m(y, z)](t(y, z | x) == m(y, z))", "⇔", "always[y, z](t(y, z | x) == m(y, z))"),
                  ("always[U](proportional[v](d(v))(z) == U)", "⇔", "always[z](proportional[v](d(v))(z) == U)")],
    "independent_constant": [("always[iid(U, K)](mean[k:K](f(z[k])) == g(x))", "⇔", "always[U](f(z) == g(x))"),
                             ("always[iid(U, K)](mean[k:K](d(z[k])) == 1)", "⇔", "always[U](d(z) == 1)"),
                             ("always[iid(p(z | x), K)](mean[k:K](h(x, z[k])) == p(x))", "⇔", "always[p(z | x)](h(x, z) == p(x))")],
    "one_draw": [("E[iid(U, K)](f(z[1]))", "=", "E[U](f(z))"), ("mean[k:K](E[identical(U, K)](f(z[k])))", "=", "mean[k:K](E[U](f(z)))"),
                 ("mean[k:K](E[exchangeable(U, K)](a(k)*log(d(z[k]))))", "=", "mean[k:K](E[U](a(k)*log(d(z))))"),
                 ("E[identical(p(z | x), K + 1)](h(x, z[K]))", "=", "E[p(z | x)](h(x, z))"),
                 ("E[iid(U, 2)](f(z[1])*g(z[1]))", "=", "E[U](f(z)*g(z))"), ("E[exchangeable(U, K + 1)](log(d(z[1])*d(z[1])))", "=", "E[U](log(d(z)*d(z)))"),
                 ("mean[k:K](E[identical(U, K)](E[w(y | z[k])](f(y))))", "=", "mean[k:K](E[U](E[w(y | z)](f(y))))")],
    "drop_draws": [("E[iid(U, K + 1)](log(mean[k:K](d(z[k]))))", "=", "E[iid(U, K)](log(mean[k:K](d(z[k]))))"),
                   ("E[iid(U, K + 2)](mean[k:K](a(k)*f(z[k])))", "=", "E[iid(U, K)](mean[k:K](a(k)*f(z[k])))"),
                   ("E[iid(U, 2)](mean[k:1](d(z[k])))", "=", "E[iid(U, 1)](mean[k:1](d(z[k])))")],
    "exchange": [(f"mean[j:K + 1](E[{kind}(U, K + 1)](log(mean[k:K + 1:j](d(z[k])))))", "=",
                  f"mean[j:K + 1](E[{kind}(U, K + 1)](log(mean[k:K](d(z[k])))))") for kind in ("iid", "exchangeable")] + [
        ("mean[j:K + 1](E[exchangeable(U, K + 1)](a(j)*(mean[k:K + 1:j](d(z[k])))**2))", "=",
         "mean[j:K + 1](E[exchangeable(U, K + 1)](a(j)*(mean[k:K](d(z[k])))**2))"),
        ("mean[j:2](E[exchangeable(U, 2)](f(x)*mean[k:2:j](d(z[k]))**3))", "=",
         "mean[j:2](E[exchangeable(U, 2)](f(x)*mean[k:1](d(z[k]))**3))")],
    "leave_one_out": [("mean[k:K + 1](a(k))", "=", "mean[j:K + 1](mean[k:K + 1:j](a(k)))"),
                      ("E[exchangeable(U, K + 1)](log(mean[k:K + 1](d(z[k]))))", "=",
                       "E[exchangeable(U, K + 1)](log(mean[j:K + 1](mean[k:K + 1:j](d(z[k])))))"),
                      ("mean[k:3](a(k)*f(x))", "=", "mean[j:3](mean[k:3:j](a(k)*f(x)))"),
                      ("mean[j:K + 1](a(j)*mean[k:K + 1:j](f(x)*a(k)))", "=", "mean[j:K + 1](a(j)*f(x)*((K + 1)*mean[k:K + 1](a(k)) - a(j))/K)"),
                      ("E[iid(U, 3)](mean[j:3](g(z[j])*mean[k:3:j](f(z[k]))**2))", "=", "E[iid(U, 3)](mean[j:3](g(z[j])*(3*mean[k:3](f(z[k])) - f(z[j]))**2)/4)")],
    "nested": [("sup[i:F](f(i))", "≤", "sup[i:G](f(i))"), ("inf[i:G](f(i))", "≤", "inf[i:F](f(i))"), ("sup[i:G](f(i))", "≤", "sup[i](f(i))"),
               ("sup[i:F](f(i)*g(x))", "≤", "sup[i:G](f(i)*g(x))"), ("-sup[i:G](f(i))", "≤", "-sup[i:F](f(i))"),
               ("sup[i:F](log(d(i)))", "≤", "sup[i](log(d(i)))")],
    "extremum": [("sup[i:F](f(x) - f(i))", "=", "f(x) - inf[i:F](f(i))"), ("sup[i:F](2*f(i) + B)", "=", "2*sup[i:F](f(i)) + B"),
                 ("inf[i](-f(i))", "=", "-sup[i](f(i))"), ("sup[i:G](f(i) - g(x)*f(i))", "=", "sup[i:G]((1 - g(x))*f(i))")],
    "jensen": [("E[U](log(d(z)))", "≤", "log(E[U](d(z)))"), ("mean[k:K](log(d(x)*exp(a(k))))", "≤", "log(mean[k:K](d(x)*exp(a(k))))"),
               ("E[U](log(V/U))", "≤", "log(E[U](V/U))"), ("-log(E[U](d(z)))", "≤", "-E[U](log(d(z)))"),
               ("E[identical(U, K)](mean[k:K](log(d(z[k]))))", "≤", "E[identical(U, K)](log(mean[k:K](d(z[k]))))"),
               ("d(x)*E[U](log(d(z)))", "≤", "d(x)*log(E[U](d(z)))"), ("f(x) - log(E[U](d(z)))", "≤", "f(x) - E[U](log(d(z)))"),
               ("E[r(y)](E[U](log(d(z)*d(y))))", "≤", "E[r(y)](log(E[U](d(z)*d(y))))"),
               ("f(x) - E[U](log(d(z)))/2", "≥", "f(x) - log(E[U](d(z)))/2"), ("2*E[U](log(d(z))) + E[V](log(d(z)))", "≤", "2*log(E[U](d(z))) + log(E[V](d(z)))"),
               ("sup[i](E[U](log(d(z)*d(i))))", "≤", "sup[i](log(E[U](d(z)*d(i))))")],
    "jensen_equality": [("E[U](log(d(z))) == 0", "⇔", "always[U](d(z) == 1)"), ("E[U](log(d(z))) == log(d(x))", "⇔", "always[U](d(z) == d(x))"),
                        ("E[U](log(V/U)) == 0", "⇔", "always[U](V/U == 1)"), ("E[r(y)](log(d(y))) == log(2)", "⇔", "always[r(y)](d(y) == 2)"),
                        ("E[iid(U, K)](log(mean[k:K](d(z[k])))) == log(d(x))", "⇔", "always[iid(U, K)](mean[k:K](d(z[k])) == d(x))")],
    "tangent": [("log(B)", "≤", "B - 1"), ("log(U/V)", "≤", "U/V"), ("E[U](log(d(z)))", "≤", "E[U](d(z) - 1)"),
                ("f(x) - 2*log(B)", "≥", "f(x) + 2 - 2*(B)"), ("log(B)/2", "≤", "(B)/2 - 1/2"), ("log(U) + log(V)/2", "≤", "U + V/2 - 3/2"), ("f(x)*log(B)/3 - f(z)", "≤", "f(x)*(B)/3 - f(x)/3 - f(z)"),
                ("E[U](log(d(z)) - log(d(x)))", "≤", "E[U](d(z) - 1 - log(d(x)))"), ("1/2 + log(d(z))/2 + log(V)/2", "≤", "d(z)/2 + V/2")],
    "moments": [("E[iid(U, K)](mean[k:K](f(z[k]))**2)", "=", "E[U](f(z)**2)/K + (K - 1)/K*E[U](f(z))**2"),
                ("E[iid(U, K)](mean[k:K](f(z[k]))**2)", "=", "E[U](f(z)**2)/K"), ("E[iid(U, 2)](mean[k:2](f(z[k]))**3)", "=", "E[U](f(z)**3)/4"),
                ("E[iid(U, K)](mean[k:K](f(z[k]))**4)", "=", "(E[U](f(z)**4) + 3*(K - 1)*E[U](f(z)**2)**2)/K**3"),
                ("E[iid(U, K)](mean[k:K](f(z[k]))*mean[k:K](g(z[k])))", "=", "(E[U](f(z)*g(z)) + (K - 1)*E[U](f(z))*E[U](g(z)))/K"),
                ("E[iid(U, 2)](mean[k:2](f(z[k]))**2*mean[k:2](g(z[k])))", "=", "(E[U](f(z)**2*g(z)) + 2*E[U](f(z)*g(z))*E[U](f(z)) + E[U](f(z)**2)*E[U](g(z)))/4"),
                ("E[iid(U, K)](mean[k:K](f(z[k]))**2*mean[k:K](g(z[k]))**2)", "=", "(E[U](f(z)**2*g(z)**2) + (K - 1)*(E[U](f(z)**2)*E[U](g(z)**2) + 2*E[U](f(z)*g(z))**2))/K**3")],
    "taylor": [("log(B)", "≤", "(B - 1) - (B - 1)**2/2 + (B - 1)**3/3"), ("log(1 + f(z))", "≥", "f(z) - f(z)**2/2 + f(z)**3/3 - f(z)**4/2"),
               ("log(1 + f(z))", "≥", "f(z) - f(z)**2/2 + f(z)**3/3 - d(x)*f(z)**4/4")],
    "independent_positive": [("always[iid(U, K)](mean[k:K](d(z[k])) > 0)", "⇔", "always[U](d(z) > 0)"),
                             ("always[iid(p(z | x), K)](mean[k:K](V) > 0)", "⇔", "always[p(z | x)](V > 0)")],
    "support": [("E[U, r(y)](h(y, z)/(U*r(y)))", "=", "integral[y, z](h(y, z))"), ("E[U, w(y | z)](d(z)*m(y)/(U*w(y | z)))", "≤", "integral[y, z](d(z)*m(y))"), ("E[U](p(x, z)/U)", "=", "integral[z](p(x, z))"), ("E[U](V/U)", "≤", "integral[z](V)"), ("E[U](f(z)/U)", "=", "integral[z](f(z))"),
                ("E[U](V*f(z)/U)", "=", "integral[z](V*f(z))"), ("E[U](d(z)/U)", "≤", "integral[z](d(z))"),
                ("E[p(z | x)](V/p(z | x))", "=", "integral[z](V)"), ("E[U](V*log(d(z))/U)", "=", "integral[z](V*log(d(z)))")],
}
TEMPLATES |= {  # S is a density of a family at phi, T is a smooth quantity in phi
    "differentiate": [("D[phi](S*(B))", "=", "S*((B)*D[phi](log(S)))"), ("D[phi](log(S))", "=", "D[phi](S)/S"), ("D[phi](T*(B))", "=", "(B)*D[phi](T)"),
                      ("D[phi](T**2)", "=", "2*T*D[phi](T)"), ("D[phi](T*f(phi))", "=", "T*D[phi](f(phi)) + f(phi)*D[phi](T)"), ("D[phi](exp(T))", "=", "exp(T)*D[phi](T)"), ("D[phi](h(phi, phi))", "=", "D[psi:phi](h(psi, phi)) + D[psi:phi](h(phi, psi))"),
                      ("D[phi](T*stop(T))", "=", "T*D[phi](T)"), ("D[phi](D[phi](T*stop(f(phi))))", "=", "f(phi)*D[phi](D[phi](T))"), ("D[phi](f(T))", "=", "D[psi:T](f(psi))*D[phi](T)"),
                      ("D[phi](T/f(phi))", "=", "D[phi](T)/f(phi) - T*D[phi](f(phi))/f(phi)**2"), ("D[phi](D[psi](h(phi, psi)*T))", "=", "D[psi](D[phi](h(phi, psi)*T))"),
                      ("D[phi](S*log(S))", "=", "D[phi](S)*log(S) + D[phi](S)"), ("D[phi](D[phi](log(S)))", "=", "D[phi](D[phi](S))/S - D[phi](log(S))**2"),
                      ("D[phi](S*log(V/S))", "=", "D[phi](S)*log(V/S) - D[phi](S)"), ("E[U](D[phi](T**2))", "=", "E[U](2*T*D[phi](T))"), ("D[phi:psi](phi**2*(B))", "=", "2*psi*(B)"),
                      ("D[phi](f(phi) - T)", "=", "D[phi](f(phi)) - D[phi](T)"), ("D[phi:f(psi)](phi**2*g(psi))", "=", "2*f(psi)*g(psi)"), ("D[phi](mean[k:K](h(k, phi)))", "=", "mean[k:K](D[phi](h(k, phi)))"),
                      ("integral[z](D[phi](S)*(B))", "=", "integral[z](S*(B)*D[phi](log(S)))"), ("D[phi](2*E[S](B) + T)", "=", "2*D[phi](E[S](B)) + D[phi](T)")],
    "leibniz": [("D[phi](E[S](B))", "=", "integral[z](D[phi](S*(B)))"), ("D[phi](integral[z](S))", "=", "integral[z](D[phi](S))"), ("D[phi](E[U](h(z, phi)))", "=", "E[U](D[phi](h(z, phi)))"),
                ("D[phi](f(x)*E[S](B) + g(phi))", "=", "f(x)*integral[z](D[phi](S*(B))) + D[phi](g(phi))"), ("D[phi](KL[z](S, V))", "=", "integral[z](D[phi](S*log(S/V)))"),
                ("D[phi](integral[z](S*T))", "=", "integral[z](D[phi](S*T))"), ("E[r(y)](D[phi](E[S](h(y, z))))", "=", "E[r(y)](integral[z](D[phi](S*h(y, z))))")],
}
TEMPLATES["marginal"] += [("D[phi](integral[z](S))", "=", "D[phi](1)")]
TEMPLATES["linearity"] += [("E[S](B - D[phi](log(S)))", "=", "E[S](B) - E[S](D[phi](log(S)))"), ("D[phi](E[U](B + T))", "=", "D[phi](E[U](B) + T)")]
TEMPLATES["definition"] += [("D[phi](E[S](B))", "=", "D[phi](integral[z](S*(B)))"), ("E[S](D[phi](log(S)))", "=", "integral[z](S*D[phi](log(S)))")]
TEMPLATES["hypothesis"] += [("D[phi](T)", "=", "D[phi](g(phi))"), ("E[U](D[phi](T))", "=", "E[U](D[phi](f(z)))")]
TEMPLATES["algebra"] += [("D[phi](S)*S/S", "=", "D[phi](S)"), ("D[phi](D[phi](S))*S/S", "=", "D[phi](D[phi](S))"), ("D[phi](f(phi)*T/T)", "=", "D[phi](f(phi))")]
TEMPLATES["logarithm"] += [("D[phi](log(S/V))", "=", "D[phi](log(S) - log(V))"), ("D[phi](S*log(S/V))", "=", "D[phi](S*log(S) - S*log(V))")]
TEMPLATES |= {
    "arithmetic": [("trigamma(2)", "≤", "13/20"), ("log(2)", "≤", "exp(-1/3)"), ("(trigamma(2) - 6449/10000)**2", "≤", "1/400000000"), ("digamma(1)", "≤", "-577/1000"),
                   ("1/(2*trigamma(2) - 1)", "≥", "344/100"), ("lgamma(1/2)", "≥", "57/100"), ("0", "≤", "log(3) - log(2) - 2/5"), ("E[U](log(2))", "≤", "E[U](7/10)"), ("B + exp(1)", "≤", "B + 272/100"),
                   ("polygamma(2, 1)", "≤", "-12/5"), ("0", "≤", "3 + polygamma(2, 1)"), ("polygamma(3, 2)", "≥", "49/100"), ("polygamma(4, 2) + 1/2", "≤", "-1/3")],
    "recurrence": [("digamma(d(z) + 2)", "=", "digamma(d(z)) + 1/d(z) + 1/(d(z) + 1)"), ("lgamma(f(z) + 1)", "=", "lgamma(f(z)) + log(f(z))"), ("trigamma(B + 1)", "=", "trigamma(B) - 1/(B)**2"),
                   ("E[U](digamma(f(z) + 1))", "=", "E[U](digamma(f(z)) + 1/f(z))"), ("polygamma(2, 1 + d(x))", "=", "polygamma(2, d(x)) + 2/d(x)**3"),
                   ("polygamma(3, 1 + d(x))", "=", "polygamma(3, d(x)) - 6/d(x)**4"), ("lgamma(3)", "=", "log(1) + log(2)"), ("trigamma(3)", "=", "trigamma(1) - 5/4"), ("lgamma(1)", "=", "0"),
                   ("digamma(B + g(x) + 1) - digamma(B + g(x))", "=", "1/(B + g(x))"), ("total[k:1:K](digamma(k + 1))", "=", "total[k:1:K](digamma(k) + 1/k)"),
                   ("U*digamma(U + 1)", "=", "U*digamma(U) + 1"), ("digamma(f(z) + 1/2)", "=", "digamma(f(z) - 1/2) + 2/(2*f(z) - 1)"), ("D[phi](digamma(exp(T) + 1))", "=", "D[phi](digamma(exp(T)) + 1/exp(T))")],
    "descent": [("1/f(z)", "≤", "trigamma(f(z))"), ("log(f(z)) - 1/f(z)", "≤", "digamma(f(z))"), ("digamma(d(z))", "≤", "log(d(z)) - 1/(2*d(z))"), ("1/d(x) + 1/(2*d(x)**2)", "≤", "trigamma(d(x))"),
                ("f(z) > 0", "⇒", "f(z)*trigamma(f(z)) > 1"), ("d(z) > 0", "⇒", "trigamma(d(z)) - 1/d(z) != 0"), ("E[U](1/d(z))", "≤", "E[U](trigamma(d(z)))"), ("polygamma(2, f(z))", "≤", "-1/f(z)**2"),
                ("always[U](f(z) > 0)", "⇒", "always[U](f(z)*trigamma(f(z)) > 1)"), ("d(z)*digamma(d(z))", "≤", "d(z)*log(d(z)) - 1/2"), ("1/(phi + g(z))", "≤", "trigamma(phi + g(z))"),
                ("f(x)*digamma(d(z)) + B", "≤", "f(x)*log(d(z)) + B"), ("digamma(d(z))", "≤", "log(d(z))"), ("trigamma(f(z))", "≤", "1/f(z) + 1/f(z)**2"), ("0", "≤", "polygamma(3, f(z)) - 2/f(z)**3")],
}
TEMPLATES |= {
    "markov": [("e(y[3] | y[2], y[0])", "=", "e(y[3] | y[2])"), ("e(y[0] | y[2], y[3])", "=", "e(y[0] | y[2])"), ("B*e(y[1], y[2])", "=", "B*e(y[1])*e(y[2] | y[1])")],
    "induction": [("total[k:1:K](a(k))", "=", "K*a(1)"), ("a(K)", "≤", "a(1)"), ("product[k:1:K](d(z))", "≤", "1"), ("E[U](a(K)*(B))", "=", "E[U](a(1)*(B))"), ("B <= C", "⇒", "always[v](a(K) <= f(v))"),
                  ("total[k:1:K](a(k)) + (B)", "≥", "K*f(x) + (B)"), ("log(a(K))", "≤", "a(K)")],
    "telescope": [("product[k:1:K + 1](1 - a(k))", "=", "product[k:1:K](1 - a(k))*(1 - a(K + 1))"), ("B*product[k:1:K](a(k) - 2)", "=", "B*(a(1) - 2)*product[k:2:K](a(k) - 2)"), ("total[k:1:K](a(k + 1) - a(k))", "=", "a(K + 1) - a(1)"), ("total[k:2:K + 1](a(k - 1))", "=", "total[k:1:K](a(k))"), ("B*total[k:1:K + 1](a(k))", "=", "B*(total[k:1:K](a(k)) + a(K + 1))")],
    "stretch": [("E[e(y[1:K] | y[0])](log(e(y[K])))", "=", "E[e(y[K] | y[0])](log(e(y[K])))"),
                ("E[e(y[1:K + 1] | y[0])](h(y[1], y[K + 1]))", "=", "E[e(y[1], y[K + 1] | y[0])](h(y[1], y[K + 1]))")],
}
TEMPLATES["algebra"] += [("B/trigamma(d(z))*trigamma(d(z))", "=", "B"), ("(B)*polygamma(2, f(x))/polygamma(2, f(x))", "=", "B"), ("digamma(f(z))/digamma(f(z))", "=", "1")]
TEMPLATES["sum_of_squares"] += [("0", "≤", "trigamma(d(z))*(B)**2"), ("B", "≤", "B + polygamma(3, d(z))")]
TEMPLATES["logarithm"] += [("log(trigamma(d(z))*U)", "=", "log(trigamma(d(z))) + log(U)")]
TEMPLATES["differentiate"] += [("D[phi](lgamma(1 + T**2))", "=", "2*T*digamma(1 + T**2)*D[phi](T)"), ("D[phi](digamma(exp(T)))", "=", "trigamma(exp(T))*exp(T)*D[phi](T)"),
                               ("D[phi](polygamma(2, exp(phi)))", "=", "polygamma(3, exp(phi))*exp(phi)"), ("D[phi](f(z)*trigamma(g(phi)))", "=", "f(z)*polygamma(2, g(phi))*D[phi](g(phi))")]
TEMPLATES |= {  # Q, R are quantities that are positive; L is one
    "density": [("log(Gamma[Q, R](tau))", "=", "(Q)*log(R) - lgamma(Q) + (Q - 1)*log(tau) - (R)*tau"), ("log(Normal[L, R](mu))", "=", "-(log(2*pi) + log(R))/2 - (mu - (L))**2/(2*(R))"),
                ("Normal[0, 1](mu)", "=", "exp(-log(2*pi)/2 - mu**2/2)"), ("Gamma[3, R](tau)", "=", "(R)**3*tau**2*exp(-(R)*tau)/exp(lgamma(3))"), ("Normal[L, 1/tau](mu)", "=", "exp((log(tau) - log(2*pi) - tau*(mu - (L))**2)/2)"),
                ("Gamma[Q, R](tau)*Normal[0, 1/tau](mu)", "=", "exp((Q)*log(R) - lgamma(Q) + (Q - 1/2)*log(tau) - (R)*tau - log(2*pi)/2 - tau*mu**2/2)"),
                ("Gamma[Q, R](tau)/Gamma[Q + 1, R](tau)", "=", "exp(lgamma(Q + 1) - lgamma(Q) - log(R))/tau"), ("E[Gamma[Q, R](tau)](log(Gamma[Q, 1](tau)))", "=", "E[Gamma[Q, R](tau)]((Q - 1)*log(tau) - lgamma(Q) - tau)"),
                ("log(Normal[L, R](mu)/Normal[0, R](mu))", "=", "(2*(L)*mu - (L)**2)/(2*(R))"), ("integral[mu](exp(-(R)*mu**2/2 + L*mu))", "=", "integral[mu](exp((L)**2/(2*(R)) + (log(2*pi) - log(R))/2)*Normal[L/(R), 1/(R)](mu))")],
    "family": [("E[Gamma[Q, R](tau)](tau)", "=", "(Q)/(R)"), ("E[Gamma[Q, R](tau)](tau**2)", "=", "(Q)*(Q + 1)/(R)**2"), ("E[Gamma[Q, R](tau)](log(tau))", "=", "digamma(Q) - log(R)"),
               ("E[Gamma[Q, R](tau)](log(tau)**2)", "=", "(digamma(Q) - log(R))**2 + trigamma(Q)"), ("E[Gamma[Q, R](tau)](tau*log(tau))", "=", "(Q)/(R)*(digamma(Q + 1) - log(R))"), ("E[Gamma[Q + 1, R](tau)](1/tau)", "=", "(R)/(Q)"),
               ("E[Gamma[Q + 2, R](tau)](tau**(-2))", "=", "(R)**2/((Q)*(Q + 1))"), ("E[Gamma[Q, R](tau)](L*tau - 3)", "=", "(L)*(Q)/(R) - 3"), ("integral[tau](Gamma[Q, R](tau)*tau**3)", "=", "(Q)*(Q + 1)*(Q + 2)/(R)**3"),
               ("E[Normal[L, R](mu)](mu)", "=", "L"), ("E[Normal[L, R](mu)](mu**2)", "=", "(L)**2 + R"), ("E[Normal[L, R](mu)]((mu - (L))**4)", "=", "3*(R)**2"), ("E[Normal[L, R](mu)](mu**3)", "=", "(L)**3 + 3*(L)*(R)"),
               ("E[Gamma[Q, R](tau), Normal[L, 1/tau](mu)](tau*(mu - (L))**2)", "=", "1"), ("E[Gamma[Q + 1, R](tau), Normal[L, 1/tau](mu)](mu**2)", "=", "(L)**2 + (R)/(Q)"), ("E[Gamma[Q, R](tau)](E[Normal[L, 1/tau](mu)](tau*mu))", "=", "(L)*(Q)/(R)"),
               ("E[Normal[L, R](mu)](log(R)*mu)", "=", "log(R)*(L)"), ("E[U](E[Normal[L, R](mu)](mu*(B)))", "=", "E[U]((L)*(B))"), ("D[phi](E[Normal[L, 1](mu)](mu**2))", "=", "D[phi](1 + (L)**2)")],
}
TEMPLATES["marginal"] += [("integral[tau](Gamma[Q, R](tau))", "=", "1"), ("integral[mu](Normal[L, R](mu)*(B))", "=", "B"), ("E[Gamma[Q, R](tau), Normal[L, 1/tau](mu)](tau*(B))", "=", "E[Gamma[Q, R](tau)](tau*(B))"),
                          ("integral[tau, mu](Gamma[Q, R](tau)*Normal[L, 1/tau](mu))", "=", "1"), ("E[U, Normal[f(z), 1](mu)](B)", "=", "E[U](B)")]
TEMPLATES["fubini"] += [("E[Gamma[Q, R](tau)](E[Normal[L, 1/tau](mu)](tau*mu))", "=", "E[Gamma[Q, R](tau), Normal[L, 1/tau](mu)](tau*mu)"), ("E[Gamma[Q, R](tau)](E[Normal[L, R](mu)](tau*mu**2))", "=", "E[Normal[L, R](mu)](E[Gamma[Q, R](tau)](tau*mu**2))"),
                        ("E[U](E[Normal[f(z), R](mu)](mu*(B)))", "=", "E[U, Normal[f(z), R](mu)](mu*(B))")]
TEMPLATES["linearity"] += [("E[Gamma[Q, R](tau)](tau + L*log(tau))", "=", "E[Gamma[Q, R](tau)](tau) + L*E[Gamma[Q, R](tau)](log(tau))"), ("E[Normal[L, R](mu)]((mu - f(x))**2)", "=", "E[Normal[L, R](mu)](mu**2) - 2*f(x)*E[Normal[L, R](mu)](mu) + f(x)**2"),
                           ("E[Gamma[Q, R](tau), Normal[L, 1/tau](mu)](tau*mu + B)", "=", "E[Gamma[Q, R](tau), Normal[L, 1/tau](mu)](tau*mu) + B")]
TEMPLATES["definition"] += [("E[Gamma[Q, R](tau)](log(tau))", "=", "integral[tau](Gamma[Q, R](tau)*log(tau))"), ("KL[tau](Gamma[Q, R](tau), Gamma[Q, 1](tau))", "=", "E[Gamma[Q, R](tau)](log(Gamma[Q, R](tau)/Gamma[Q, 1](tau)))"),
                            ("KL[mu](Normal[L, R](mu), Normal[0, 1](mu))", "=", "E[Normal[L, R](mu)](log(Normal[L, R](mu)/Normal[0, 1](mu)))"), ("proportional[tau](exp(-(R)*tau))(tau)", "=", "exp(-(R)*tau)/integral[tau](exp(-(R)*tau))")]
TEMPLATES["independent_means"] += [("E[Gamma[Q, R](tau), Normal[L, R](mu)](tau*mu**2)", "=", "E[Gamma[Q, R](tau)](tau)*E[Normal[L, R](mu)](mu**2)"), ("E[U, Normal[L, R](mu)](mu*(B))", "=", "E[U](B)*E[Normal[L, R](mu)](mu)")]
TEMPLATES["differentiate"] += [("D[phi](log(Gamma[phi, R](tau)))", "=", "D[phi](phi*log(R) - lgamma(phi) - (R)*tau) + log(tau)"), ("D[phi](Gamma[Q, R](tau))", "=", "Gamma[Q, R](tau)*D[phi](log(Gamma[Q, R](tau)))"),
                               ("D[phi](log(Normal[phi, R](mu)))", "=", "D[phi](-log(R)/2 - (mu - phi)**2/(2*(R)))"), ("D[phi](Normal[L, R](mu)*T)", "=", "Normal[L, R](mu)*(T*D[phi](log(Normal[L, R](mu))) + D[phi](T))")]
TEMPLATES["leibniz"] += [("D[phi](E[Gamma[Q, R](tau)](log(tau)))", "=", "integral[tau](D[phi](Gamma[Q, R](tau)*log(tau)))"), ("D[phi](E[Normal[L, R](mu)](mu**2))", "=", "integral[mu](D[phi](Normal[L, R](mu))*mu**2)")]
TEMPLATES["algebra"] += [("tau**2/tau", "=", "tau"), ("Gamma[Q, R](tau)*tau/Gamma[Q, R](tau)", "=", "tau"), ("mu**2/mu", "=", "mu"), ("E[Normal[L, R](mu)](mu*(B) + f(x))", "=", "E[Normal[L, R](mu)](f(x) + (B)*mu)")]
TEMPLATES["logarithm"] += [("log(tau**2*(R))", "=", "2*log(tau) + log(R)"), ("exp(3*log(tau) - mu)", "=", "tau**3/exp(mu)"), ("log(Gamma[Q, R](tau)/Normal[L, R](mu))", "=", "log(Gamma[Q, R](tau)) - log(Normal[L, R](mu))")]
TEMPLATES["sum_of_squares"] += [("2*tau*mu", "≤", "tau**2 + mu**2"), ("0", "≤", "tau*(mu - (L))**2"), ("E[Normal[L, R](mu)](mu)**2", "≤", "E[Normal[L, R](mu)](mu**2)")]
POSITIVE = ("phi", "psi", "1", "2", "phi + 1", "3/2", "phi*psi", "1/psi", "exp(psi)", "phi**2 + 1")
FREE = ("phi", "psi", "0", "-1", "phi - psi", "1/2", "psi**2", "f(x)")
FAMILIES = ("q[phi](z)", "q[phi](z)", "s[phi](z | x)", "b[phi, psi](z)", "q[phi](z)", "p[phi](x, z)")
SMOOTH = ("g(phi)", "h(z, phi)", "phi", "exp(phi)", "h(phi, psi)", "g(2*phi + psi)", "f(z)*g(phi)", "q[phi](z)", "phi**2 + 1")
BODIES = ("f(z)", "log(p(z))", "t(z)", "g(z)", "d(z)", "log(d(z))", "p(x, z)", "q(z)", "log(p(x, z)/q(z))", "f(z)*g(z)", "c(x)*f(z)", "h(x, z)",
          "E[r(y)](h(y, z))", "1", "log(q(z))", "f(x)", "b(z)*log(q(z))", "p(z | x)", "f(z)/g(z)", "m(y, z)", "exp(f(z))",
          "sup[i](f(i)*g(z))", "mean[k:K](a(k)*f(z))", "KL[v](b(v), q(v))", "E[c(u)](h(u, z))", "proportional[v](d(v))(z)")
PLAIN = ("p(z)", "log(p(z))", "1", "p(z)*log(p(z))", "1/p(z)")
DENSITIES = ("q(z)", "b(z)", "p(z)", "p(z | x)", "s(z | x)", "m(z)", "t(z | x)", "t(z | x, y)")


def generated(rng):
    """One step of a random rule that may well be right."""
    def pick(items):
        return items[int(rng.integers(len(items)))]
    name = pick([n for n in sorted(TEMPLATES) if n in RULES])
    left, relation, right = pick(TEMPLATES[name])
    filling = {"B": pick(BODIES), "C": pick(BODIES), "U": pick(DENSITIES), "V": pick(DENSITIES), "S": pick(FAMILIES),
               "T": f"({pick(SMOOTH)})", "Q": pick(POSITIVE), "R": pick(POSITIVE), "L": f"({pick(FREE)})"}
    if rng.integers(3):
        filling["U"] = "q(z)"
    if not rng.integers(6):  # nothing but one law: only its space tells p(z) from p(x)
        filling |= {"B": pick(PLAIN), "C": pick(PLAIN), "U": "p(z)", "V": "p(z)"}
    left, right = (typed(_filled(text, filling)) for text in (left, right))
    return Good(left, right, relation, RULES[name], f"generated for {name}")


def _filled(text, filling):
    import re
    return re.sub(r"\b[BCUVSTQRL]\b", lambda m: filling[m[0]], text)


def readable(good: Good) -> bool:
    from derivations.kernel import Refused
    try:
        read_line(good.left)
        read_line(good.right)
    except Refused:
        return False
    return True
