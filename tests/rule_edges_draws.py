"""Steps at the edge of what each rule accepts, worked out by hand: rules of draws, of densities and of inequalities.

The tables are those of `rule_edges`.  SAME and DIFFERENT are pairs of conditions: of independent draws only those count
that are looked at, and one left out of exchangeable draws is as good as another.
"""

SQUARE = "E[q(z)](f(z)**2)/K + (K - 1)/K*E[q(z)](f(z))**2"
CUBE = "E[q(z)](f(z)**3)/K**2 + 3*(K - 1)/K**2*E[q(z)](f(z)**2)*E[q(z)](f(z)) + (K - 1)*(K - 2)/K**2*E[q(z)](f(z))**3"
FOURTH = ("(E[q(z)](f(z)**4) + 4*(K - 1)*E[q(z)](f(z)**3)*E[q(z)](f(z)) + 3*(K - 1)*E[q(z)](f(z)**2)**2"
          " + 6*(K - 1)*(K - 2)*E[q(z)](f(z)**2)*E[q(z)](f(z))**2 + (K - 1)*(K - 2)*(K - 3)*E[q(z)](f(z))**4)/K**3")
LOG = "f(x) - f(x)**2/2 + f(x)**3/3"  # the beginning of log(1 + f(x))
AVERAGE = "mean[k:K](a(k))"
OF_AVERAGE = f"{AVERAGE} - {AVERAGE}**2/2 + {AVERAGE}**3/3"

ACCEPTED = {
    "one_draw": [
        *((f"E[{kind}(q(z), K + 1)](f(z[{i}]))", "=", "E[q(z)](f(z))", (), "each has the law of one")
          for kind, i in (("iid", "1"), ("exchangeable", "K"), ("identical", "K + 1"))),
        ("E[identical(q(z), 2)](f(z[2])*g(z[2]))", "=", "E[q(z)](f(z)*g(z))", (), "the same draw twice"),
        ("mean[k:K](E[identical(p(z | x), K)](a(k)*h(x, z[k])))", "=", "mean[k:K](E[p(z | x)](a(k)*h(x, z)))", (), "whichever it is"),
        ("E[identical(q(z), K)](E[w(y | z[1])](h(y, z[1])))", "=", "E[q(z)](E[w(y | z)](h(y, z)))", (), "in a law, too"),
    ],
    "drop_draws": [
        ("E[iid(q(z), K + 2)](log(mean[k:K](d(z[k]))))", "=", "E[iid(q(z), K)](log(mean[k:K](d(z[k]))))", (), "two draws too many"),
        ("E[iid(q(z), 2)](d(x)*mean[k:1](d(z[k])))", "=", "E[iid(q(z), 1)](d(x)*mean[k:1](d(z[k])))", (), "two and one"),
        ("E[iid(q(z), K + 1)](mean[k:K](f(z[k]))*log(mean[k:K](d(z[k]))))", "=",
         "E[iid(q(z), K)](mean[k:K](f(z[k]))*log(mean[k:K](d(z[k]))))", (), "two averages over as many"),
        ("E[iid(q(z), K + 1)](mean[k:K](f(z[k])*mean[j:K](exp(a(j)*a(k)))))", "=",
         "E[iid(q(z), K)](mean[k:K](f(z[k])*mean[j:K](exp(a(j)*a(k)))))", (), "an average inside that draws nothing"),
        ("E[r(y)](E[iid(m(z | y), K + 1)](exp(mean[k:K](h(y, z[k])))))", "=",
         "E[r(y)](E[iid(m(z | y), K)](exp(mean[k:K](h(y, z[k])))))", (), "draws that are given something"),
    ],
    "exchange": [
        *((f"mean[j:K + 1](E[{kind}(q(z), K + 1)](2*mean[k:K + 1:j](f(z[k]))**2*log(mean[k:K + 1:j](f(z[k]))**2 + 1)))", "=",
           f"mean[j:K + 1](E[{kind}(q(z), K + 1)](2*mean[k:K](f(z[k]))**2*log(mean[k:K](f(z[k]))**2 + 1)))", (), "one average, three times")
          for kind in ("iid", "exchangeable")),
        ("mean[j:2](E[exchangeable(q(z), 2)](f(x) - 3*exp(mean[k:2:j](f(z[k])))))", "=",
         "mean[j:2](E[exchangeable(q(z), 2)](f(x) - 3*exp(mean[k:1](f(z[k])))))", (), "two draws"),
        ("mean[j:K + 1](E[exchangeable(q(z), K + 1)](E[r(y)](exp(mean[k:K + 1:j](f(z[k])) + f(y)))))", "=",
         "mean[j:K + 1](E[exchangeable(q(z), K + 1)](E[r(y)](exp(mean[k:K](f(z[k])) + f(y)))))", (), "behind a binder"),
        ("mean[j:K + 1](E[exchangeable(q(z), K + 1)](exp(mean[k:K + 1:j](a(j)*f(z[k])))))", "=",
         "mean[j:K + 1](E[exchangeable(q(z), K + 1)](exp(mean[k:K](a(j)*f(z[k])))))", (), "the index left out, as a number"),
    ],
    "leave_one_out": [
        ("mean[k:2](a(k))", "=", "mean[j:2](mean[k:2:j](a(k)))", (), "two"),
        ("mean[j:K + 1](mean[k:K + 1:j](a(k)*f(x)))", "=", "mean[k:K + 1](a(k)*f(x))", (), "read from the right"),
    ],
    "moments": [
        ("E[iid(q(z), K)](mean[k:K](f(z[k])))", "=", "E[q(z)](f(z))", ("integrable[q(z)](f(z))",), "the first"),
        ("E[iid(q(z), K)](mean[k:K](f(z[k]))**2)", "=", SQUARE, ("integrable[q(z)](f(z)**2)",), "the second"),
        ("E[iid(q(z), K)](mean[k:K](f(z[k]))**3)", "=", CUBE, ("integrable[q(z)](f(z)**3)",), "the third"),
        ("E[iid(q(z), K)](mean[k:K](f(z[k]))**4)", "=", FOURTH, ("integrable[q(z)](f(z)**4)",), "the fourth"),
        ("E[iid(q(z), K)](mean[k:K](f(z[k])))", "=", "0", ("integrable[q(z)](f(z))", "E[q(z)](f(z)) == 0"), "the first, centred"),
        ("E[iid(q(z), 2)](mean[k:2](f(z[k]))**2)", "=", "E[q(z)](f(z)**2)/2", ("integrable[q(z)](f(z)**2)", "E[q(z)](f(z)) == 0"),
         "the second of two, centred"),
        ("E[iid(q(z), K)](mean[k:K](f(z[k]))**4)", "=", "(E[q(z)](f(z)**4) + 3*(K - 1)*E[q(z)](f(z)**2)**2)/K**3",
         ("integrable[q(z)](f(z)**4)", "E[q(z)](f(z)) == 0"), "the fourth, centred"),
        ("E[iid(q(z), 1)](mean[k:1](f(z[k]))**3)", "≥", "E[q(z)](f(z)**3)", ("integrable[q(z)](f(z)**3)",), "of one draw; equal is enough"),
        (f"E[iid(q(z), K)](mean[k:K](f(z[k]))**2) + {SQUARE.replace('f', 'g')}", "=",
         f"{SQUARE} + E[iid(q(z), K)](mean[k:K](g(z[k]))**2)", ("integrable[q(z)](f(z)**2)", "integrable[q(z)](g(z)**2)"), "one a side"),
        ("E[iid(q(z), K)](mean[k:K](f(z[k]))**2) + f(x)/f(x)", "=", f"{SQUARE} + 1", ("integrable[q(z)](f(z)**2)", "f(x) != 0"),
         "with a quotient"),
    ],
    "taylor": [
        ("log(1 + f(x))", "≤", LOG, (), "from above"),
        (LOG, "≥", "log(1 + f(x))", (), "from above, read from the right"),
        ("log(1 + f(x))", "≥", f"{LOG} - f(x)**4/4", ("1 <= 1 + f(x)",), "b = 1, the least"),
        (f"{LOG} - f(x)**4/2", "≤", "log(1 + f(x))", ("1 <= 2*(1 + f(x))",), "b = 2, read from the right"),
        ("log(1 + 2*f(x))", "≥", "2*f(x) - 2*f(x)**2 + 8*f(x)**3/3 - 4*f(x)**4", ("1 <= 1 + 2*f(x)",), "t = 2f, b = 1"),
        ("log(1 + f(x))", "≥", f"{LOG} - d(z)*f(x)**4/4", ("1 <= d(z)", "1 <= d(z)*(1 + f(x))"), "b is no number"),
        (f"log(1 + {AVERAGE})", "≥", f"{OF_AVERAGE} - {AVERAGE}**4/2", ("1 <= 2 + 2*a(k)",), "for each averaged value"),
        (f"log(1 + {AVERAGE})", "≥", f"{OF_AVERAGE} - d(x)*{AVERAGE}**4/4", ("1 <= d(x)", "1 <= d(x)*(1 + a(k))"), "times a constant"),
        (f"log(1 + {AVERAGE})", "≥", f"{OF_AVERAGE} - {AVERAGE}**6/4", (f"1 <= {AVERAGE}**2", f"1 <= {AVERAGE}**2 + {AVERAGE}**3"),
         "not linear in the average"),
        (f"log(1 + {AVERAGE})", "≥", f"{OF_AVERAGE} - mean[k:K](a(k)**2)*{AVERAGE}**4/4",
         ("1 <= mean[k:K](a(k)**2)", f"1 <= mean[k:K](a(k)**2)*(1 + {AVERAGE})"), "two averages"),
    ],
    "independent_positive": [
        ("always[q(z)](d(z) > 0)", "⇒", "always[iid(q(z), K)](mean[k:K](d(z[k])) > 0)", (), "read from the right"),
        ("always[iid(q(z), 1)](mean[k:1](d(z[k])) > 0)", "⇒", "always[q(z)](d(z) > 0)", (), "one draw"),
        ("always[iid(q(z), K)](mean[k:K](p(x, z[k])/q(z[k])) > 0)", "⇔", "always[q(z)](p(x, z) > 0)", (), "q guards itself"),
        ("always[iid(q(z), K)](mean[k:K](d(x) + d(z[k])/b(z[k])) > 0)", "⇔", "always[q(z)](d(x) + d(z)/b(z) > 0)",
         ("always[q(z)](b(z) > 0)",), "a denominator that might be zero"),
    ],
    "product_rule": [
        ("p(x, z)", "=", "p(z | x)*p(x)", ("p(x) > 0",), "the joint density"),
        ("t(y | x, z)*t(z | x)", "≤", "t(y, z | x)", ("t(x, z) > 0",), "a chain; equal is enough"),
    ],
    "factorise": [
        ("m(y, z)", "=", "m(y)*m(z)", (), "declared independent"),
        ("m(y | z)", "≥", "m(y)", (), "a conditional density; equal is enough"),
        ("m(y, z)*f(x)/f(x)", "=", "m(y)*m(z)", ("f(x) != 0",), "with a quotient"),
    ],
    "same_mass": [
        ("always[q(z)](q(z) == s(z | x))", "⇒", "always[z](s(z | x) == q(z))", (), "the sides have no order"),
        ("always[z](s(z | x) == q(z))", "⇔", "always[s(z | x)](q(z) == s(z | x))", (), "either may guard, either may come first"),
        ("always[m(y, z)](t(y, z | x) == m(y, z))", "⇔", "always[y, z](t(y, z | x) == m(y, z))", (), "laws of two points"),
        ("always[q(z)](proportional[v](d(v))(z) == q(z))", "⇔", "always[z](proportional[v](d(v))(z) == q(z))", (), "a normalised law"),
    ],
    "independent_constant": [
        ("always[q(z)](f(z) == 1)", "⇒", "always[iid(q(z), K)](mean[k:K](f(z[k])) == 1)", (), "read from the right"),
        ("always[iid(q(z), K)](sup[i](f(i)) == mean[k:K](f(z[k])))", "⇔", "always[q(z)](f(z) == sup[i](f(i)))", (), "the sides have no order"),
        ("always[iid(q(z), 2)](mean[k:2](f(z[k])) == 0)", "⇔", "always[q(z)](f(z) == 0)", (), "two draws"),
    ],
    "jensen": [
        ("log(E[q(z)](d(z)))", "≥", "E[q(z)](log(d(z)))", ("integrable[q(z)](d(z))",), "read from the right"),
        ("mean[k:K](log(a(k)))", "≤", "log(mean[k:K](a(k)))", (), "an average is finite"),
        ("mean[j:K + 1](mean[k:K + 1:j](log(a(k))))", "≤", "mean[j:K + 1](log(mean[k:K + 1:j](a(k))))", (), "leaving one out"),
    ],
    "jensen_equality": [
        ("always[q(z)](d(z) == 1)", "⇔", "E[q(z)](log(d(z))) == 0",
         ("E[q(z)](d(z)) <= 1", "integrable[q(z)](d(z))", "integrable[q(z)](log(d(z)))"), "read from the right"),
        ("E[q(z)](log(d(z))) == log(d(x))", "⇒", "always[q(z)](d(z) == d(x))",
         ("E[q(z)](d(z)) <= d(x)", "integrable[q(z)](d(z))", "integrable[q(z)](log(d(z)))"), "a constant"),
        ("log(sup[i](d(i))) == E[q(z)](log(d(z)))", "⇒", "always[q(z)](d(z) == sup[i](d(i)))",
         ("E[q(z)](d(z)) <= sup[i](d(i))", "integrable[q(z)](d(z))", "integrable[q(z)](log(d(z)))"), "the sides have no order"),
        ("E[q(z)](log(d(x))) == 0", "⇔", "d(x) == 1", ("E[q(z)](d(x)) <= 1",), "nothing depends on the draw"),
    ],
    "tangent": [
        ("log(f(x))", "≤", "f(x) - 1", (), "the tangent at one"), ("log(f(x))", "≤", "f(x)", (), "above the tangent"),
        ("f(x) - 1", "≥", "log(f(x))", (), "read from the right"), ("log(d(x) + 1)", "≤", "d(x)", (), "one more"),
    ],
    "support": [
        ("integral[z](p(x, z))", "≥", "E[q(z)](p(x, z)/q(z))", (), "what q misses is lost"),
        ("integral[z](p(x, z))", "=", "E[q(z)](p(x, z)/q(z))", ("always[z](implies(p(x, z) > 0, q(z) > 0))",), "read from the right"),
        ("E[q(z)](p(x, z)/q(z) - b(z)/q(z))", "=", "integral[z](p(x, z) - b(z))",
         ("always[z](implies(p(x, z) > 0, q(z) > 0))", "always[z](implies(b(z) > 0, q(z) > 0))", "integrable[z](p(x, z) - b(z))"), "each term"),
        ("E[q(z)](f(z)/q(z))", "=", "integral[z](f(z))", ("always[z](q(z) > 0)", "integrable[z](f(z))"), "no density guards"),
        ("E[q(z)](2*d(z)/q(z))", "≤", "integral[z](2*d(z))", ("integrable[z](d(z))",), "nothing negative"),
        ("E[p(z | x)](b(z)/p(z | x))", "≤", "integral[z](b(z))", (), "a conditional law"),
        ("E[proportional[v](d(v))(z)](b(z)/proportional[v](d(v))(z))", "≤", "integral[z](b(z))", (), "a normalised law"),
    ],
}
FALSE = {
    "one_draw": [
        ("E[iid(q(z), 2)](f(z[1])*f(z[2]))", "=", "E[q(z)](f(z)*f(z))", "two draws"),
        ("E[identical(q(z), 2)](f(z[1])*g(z[2]))", "=", "E[q(z)](f(z)*g(z))", "two draws that depend"),
        ("E[iid(q(z), 2)](f(z[1]))", "=", "E[b(z)](f(z))", "another law"),
        ("E[iid(q(z), K)](log(mean[k:K](d(z[k])) + 1))", "=", "E[q(z)](log(d(z) + 1))", "an average is no draw"),
    ],
    "drop_draws": [
        ("E[iid(q(z), 2)](mean[k:2](f(z[k]))**2)", "=", "E[iid(q(z), 1)](mean[k:1](f(z[k]))**2)", "the average changes"),
        ("E[exchangeable(q(z), K + 1)](mean[k:K](f(z[k]))**2)", "=", "E[exchangeable(q(z), K)](mean[k:K](f(z[k]))**2)",
         "draws that may hang together otherwise"),
        ("E[identical(q(z), 3)](mean[k:2](f(z[k]))**2)", "=", "E[identical(q(z), 2)](mean[k:2](f(z[k]))**2)", "and so these"),
    ],
    "exchange": [
        ("mean[j:3](E[identical(q(z), 3)](mean[k:3:j](f(z[k]))**2))", "=", "mean[j:3](E[identical(q(z), 3)](mean[k:2](f(z[k]))**2))",
         "identical draws are told apart"),
        ("mean[j:K + 1](E[iid(q(z), K + 1)](exp(mean[k:K + 1:j](a(k)*f(z[k])))))", "=",
         "mean[j:K + 1](E[iid(q(z), K + 1)](exp(mean[k:K](a(k)*f(z[k])))))", "weights that tell the draws apart"),
        ("mean[j:K + 1](E[iid(q(z), K + 1)](mean[k:K + 1:j](f(z[k]))*f(z[j])))", "=",
         "mean[j:K + 1](E[iid(q(z), K + 1)](mean[k:K](f(z[k]))*f(z[j])))", "the one left out is looked at"),
        ("mean[j:K + 1](E[iid(q(z), K + 1)](mean[k:K + 1](f(z[k]))**2))", "=", "mean[j:K + 1](E[iid(q(z), K + 1)](mean[k:K](f(z[k]))**2))",
         "none is left out"),
        ("mean[j:2](mean[n:2](E[iid(q(z), 2)](mean[k:2:j](f(z[k]))*mean[k:2:n](f(z[k])))))", "=",
         "mean[j:2](mean[n:2](E[iid(q(z), 2)](mean[k:1](f(z[k]))*mean[k:1](f(z[k])))))", "two left out"),
    ],
    "leave_one_out": [
        ("mean[k:K + 1](a(k)**2)", "=", "mean[j:K + 1](mean[k:K + 1:j](a(k)*a(j)))", "the index left out is looked at"),
        ("mean[n:2](a(n)*mean[j:2:n](mean[k:2:j](a(k))))", "=", "mean[n:2](a(n)*mean[k:2](a(k)))", "another is left out around"),
        ("mean[n:K + 1](a(n)*mean[j:K + 1](mean[k:K + 1:n](a(k))))", "=", "mean[n:K + 1](a(n)*mean[k:K + 1](a(k)))", "another is left out"),
        ("mean[n:K + 1](mean[j:K + 1](mean[k:K + 1:j](a(k)*a(j))))", "=", "mean[n:K + 1](mean[k:K + 1](a(k)*a(n)))", "no index escapes"),
    ],
    "moments": [
        *((f"E[{kind}(q(z), K)](mean[k:K](f(z[k]))**2)", "=", SQUARE, "draws that depend") for kind in ("identical", "exchangeable")),
        ("mean[j:K + 1](E[iid(q(z), K + 1)](mean[k:K + 1:j](f(z[k]))**2))", "=", f"mean[j:K + 1]({SQUARE.replace('K', '(K + 1)')})", "one fewer"),
        ("E[iid(q(z), K + 1)](mean[k:K](f(z[k]))**2)", "=", SQUARE.replace("K", "(K + 1)"), "one fewer"),
        ("E[iid(q(z), K)](mean[k:K](f(z[1]))**2)", "=", SQUARE, "one draw, K times"),
        ("E[iid(q(z), K)](3*mean[k:K](f(z[k]))**2)", "=", SQUARE, "a factor is not forgotten"),
        ("E[iid(q(z), K)](f(x)*mean[k:K](f(z[k]))**2)", "=", SQUARE, "nor one that is no number"),
        ("E[iid(q(z), K)](mean[k:K](f(z[k]))**2)", "=", "E[q(z)](f(z)**2)", "nothing is averaged"),
        ("E[iid(q(z), K)](mean[k:K](a(k)*f(z[k]))**2)", "=", "E[q(z)](a(K)**2*f(z)**2)/K + (K - 1)/K*E[q(z)](a(K)*f(z))**2", "weights"),
        ("E[iid(q(z), K)](mean[k:K](f(z[k]))**3)", "≤", "E[q(z)](f(z)**2)", "another power"),
    ],
    "taylor": [
        ("log(1 + f(x))", "≥", LOG, "the wrong way round"), (LOG, "≤", "log(1 + f(x))", "the wrong way round"),
        ("log(1 + f(x))", "=", LOG, "only close"), ("log(1 + f(x))", "≥", f"{LOG} - f(x)**4/8", "b = 1/2"),
        ("log(1 + f(x))", "≥", f"{LOG} + f(x)**4/4", "b = -1"), ("log(1 + f(x))", "≥", f"{LOG} - f(x)**3", "b = 4/f"),
        ("log(1 + f(x))", "≤", f"{LOG} - f(x)**4/4", "too low from above"), ("exp(1 + f(x))", "≤", LOG, "no logarithm"),
    ],
    "independent_positive": [
        *((f"always[{kind}(q(z), 2)](mean[k:2](d(z[k])) > 0)", "⇔", "always[q(z)](d(z) > 0)", "draws that depend") for kind in ("identical", "exchangeable")),
        ("always[iid(q(z), K)](mean[k:K](d(z[k])) > 0)", "⇔", "always[b(z)](d(z) > 0)", "another law"),
        ("always[iid(q(z), K)](mean[k:K](d(z[k])) == 0)", "⇔", "always[q(z)](d(z) > 0)", "no strict inequality"),
        ("always[iid(q(z), K)](mean[k:K](d(z[k])) <= 1)", "⇔", "always[q(z)](d(z) > 0)", "nor this"),
        ("always[iid(q(z), K)](mean[k:K](d(z[k])) > 0)", "⇔", "always[q(z)](d(z) > 1)", "another bound"),
        ("f(x) > 0", "⇔", "always[q(z)](d(z) > 0)", "no draws"),
    ],
    "product_rule": [("p(x, z)", "=", "p(x | z)*p(x)", "the other marginal"), ("p(z | x)", "=", "p(x, z)/p(z)", "the other marginal"),
                     ("p(z | x)", "=", "p(x | z)", "upside down")],
    "factorise": [("p(x, z)", "=", "p(x)*p(z)", "not declared independent"), ("m(y, z)", "=", "m(y)", "a factor is missing"),
                  ("m(y | z)", "=", "m(z)", "the other factor")],
    "same_mass": [
        ("always[b(z)](s(z | x) == q(z))", "⇔", "always[z](s(z | x) == q(z))", "a third law guards"),
        ("always[q(z)](d(z) == q(z))", "⇔", "always[z](d(z) == q(z))", "no law on one side"),
        ("always[q(z)](s(z | x) <= q(z))", "⇔", "always[z](s(z | x) <= q(z))", "an inequality"),
        ("always[q(z)](s(z | x) == q(z))", "⇔", "always[z](b(z) == q(z))", "another law"),
        ("always[m(y, z)](implies(r(y) > 0, t(y, z | x) == m(y, z)))", "⇔", "always[y, z](t(y, z | x) == m(y, z))", "a second guard"),
        ("always[w(y | z)](w(y | z) == m(y, z))", "⇔", "always[y](w(y | z) == m(y, z))", "one point of two"),
    ],
    "independent_constant": [
        *((f"always[{kind}(q(z), 2)](mean[k:2](f(z[k])) == 0)", "⇔", "always[q(z)](f(z) == 0)", "draws that depend") for kind in ("identical", "exchangeable")),
        ("always[iid(q(z), K)](mean[k:K](f(z[k])) <= f(x))", "⇔", "always[q(z)](f(z) == f(x))", "an inequality"),
        ("always[iid(q(z), K)](mean[k:K](f(z[k])) == f(x))", "⇔", "always[b(z)](f(z) == f(x))", "another law"),
        ("always[iid(q(z), K)](mean[k:K](f(z[k])) == f(x))", "⇔", "always[q(z)](f(z) == g(x))", "another constant"),
        ("always[iid(q(z), 2)](mean[k:2](f(z[k])) == mean[k:2](g(z[k])))", "⇔", "always[q(z)](g(z) == f(z) + 1)", "no constant"),
        ("always[iid(q(z), K)](mean[k:K](a(k)*f(z[k])) == 0)", "⇔", "always[q(z)](a(K)*f(z) == 0)", "weights"),
        ("f(x) == 0", "⇔", "always[q(z)](f(z) == 0)", "no draws"),
    ],
    "jensen": [
        ("E[q(z)](log(d(z) + 1))", "=", "log(E[q(z)](d(z) + 1))", "only below"),
        ("log(E[q(z)](d(z) + 1))", "≤", "E[q(z)](log(d(z) + 1))", "the wrong way round"),
        ("E[q(z)](log(d(z) + 1))", "≤", "log(E[b(z)](d(z) + 1))", "another law"),
        ("E[q(z)](log(d(z) + 2))", "≤", "log(E[q(z)](d(z) + 1))", "another value"),
        ("E[q(z)](log(3*d(z) + 1))", "≤", "log(integral[z](d(z)/2 + 1/4))", "an integral"),
        ("integral[z](log(d(z) + 1))", "≤", "log(integral[z](d(z) + 1))", "mass two"),
        ("E[q(z)](exp(f(z)))", "≤", "log(E[q(z)](f(z)))", "the exponential is not the logarithm"),
        ("E[q(z)](log(d(z) + 1))", "≤", "1/E[q(z)](d(z) + 1)", "nor is the reciprocal"),
    ],
    "jensen_equality": [
        ("E[q(z)](log(d(z) + 1)) <= 0", "⇔", "always[q(z)](d(z) + 1 == 2)", "an inequality"),
        ("E[q(z)](log(d(z) + 1)) <= log(d(x) + 1)", "⇔", "always[q(z)](d(z) + 1 == d(x) + 1)", "an inequality"),
        ("E[q(z)](log(d(z) + 1)) == exp(d(x) + 1)", "⇔", "always[q(z)](d(z) + 1 == d(x) + 1)", "no logarithm on the right"),
        ("E[q(z)](exp(d(z) + 1)) == log(d(x) + 1)", "⇔", "always[q(z)](d(z) + 1 == d(x) + 1)", "no logarithm on the left"),
        ("E[q(z)](log(d(z) + 1)) == 0", "⇔", "always[b(z)](d(z) + 1 == 1)", "another law"),
        ("E[q(z)](log(d(z) + 1)) == log(3)", "⇔", "always[q(z)](d(z) + 1 == 2)", "another constant"),
        ("sup[i](log(d(i) + 1)) == log(3)", "⇔", "always[i](d(i) + 1 == 3)", "a supremum is no mean"),
        ("E[q(z)](log(d(z) + 1)) == log(2)", "⇔", "always[q(z)](d(z) + 1 <= 2)", "no constant"),
    ],
    "tangent": [
        ("log(d(x) + 1)", "=", "d(x)", "only below"), ("log(d(x) + 1)", "≥", "d(x)", "the wrong way round"),
        ("log(d(x) + 1)", "≤", "d(x) - 1", "too low"), ("exp(f(x))", "≤", "f(x) - 1", "no logarithm"),
        ("d(x)", "≤", "log(d(x) + 1)", "the wrong way round"),
    ],
    "support": [
        ("integral[z](p(x, z))", "≤", "E[q(z)](p(x, z)/q(z))", "the wrong way round"),
        ("E[q(z)](p(x, z)/q(z))", "≥", "integral[z](p(x, z))", "the wrong way round"),
        ("E[q(z)](-p(x, z)/q(z))", "≤", "integral[z](-p(x, z))", "what is lost was negative"),
        ("E[q(z)](f(z)*b(z)/q(z))", "≤", "integral[z](f(z)*b(z))", "what is lost may be negative"),
        ("E[q(z)](b(z)/q(z) + d(z))", "≤", "integral[z](b(z)/2 + d(z)/4)", "a term without the quotient"),
        ("E[q(z), r(y)](m(y, z)/q(z))", "≤", "integral[y, z](m(y, z)/9)", "two laws"),
        ("E[q(z)](b(z)/q(z))", "≤", "integral[z](s(z | x)*b(z))", "another integral"),
    ],
}
NARROW = {
    "one_draw": [
        ("E[iid(q(z), K), r(y)](h(y, z[1]))", "=", "E[q(z), r(y)](h(y, z))", "another law beside the draws"),
        ("E[iid(q(z), K)](f(x))", "=", "E[q(z)](f(x))", "no draw"),
    ],
    "drop_draws": [
        ("E[iid(q(z), K + 1)](mean[k:K](f(z[k]))*f(z[1]))", "=", "E[iid(q(z), K)](mean[k:K](f(z[k]))*f(z[1]))", "a draw outside of the average"),
        ("E[iid(q(z), K + 1)](mean[k:K](f(z[k])*f(z[1])))", "=", "E[iid(q(z), K)](mean[k:K](f(z[k])*f(z[1])))", "another draw in the average"),
        ("E[iid(q(z), K + 1)](mean[k:K](f(z[k])*mean[j:K](exp(a(j)*f(z[k])))))", "=",
         "E[iid(q(z), K)](mean[k:K](f(z[k])*mean[j:K](exp(a(j)*f(z[k])))))", "an average in the average"),
        ("E[iid(q(z), K + 2)](mean[k:K](f(z[k]))*mean[k:K + 1](g(z[k])))", "=", "E[iid(q(z), K + 1)](mean[k:K](f(z[k]))*mean[k:K + 1](g(z[k])))",
         "averages over different numbers"),
        ("E[iid(q(z), K + 1), r(y)](exp(mean[k:K](h(y, z[k]))))", "=", "E[iid(q(z), K), r(y)](exp(mean[k:K](h(y, z[k]))))", "another law beside"),
        ("mean[j:K + 1](E[iid(q(z), K + 2)](mean[k:K + 1:j](f(z[k]))**2))", "=", "mean[j:K + 1](E[iid(q(z), K + 1)](mean[k:K + 1:j](f(z[k]))**2))",
         "one left out"),
        ("E[iid(q(z), K + 1)](f(x))", "=", "E[iid(q(z), K)](f(x))", "nothing is looked at"),
    ],
    "exchange": [
        ("mean[j:K + 1](E[iid(q(z), K + 2)](mean[k:K + 1:j](f(z[k]))**2))", "=", "mean[j:K + 1](E[iid(q(z), K + 2)](mean[k:K](f(z[k]))**2))",
         "an average over fewer than are drawn"),
        ("mean[j:K + 1](E[iid(q(z), K + 1)](exp(mean[k:K + 1:j](f(z[k])) + a(j))))", "=",
         "mean[j:K + 1](E[iid(q(z), K + 1)](exp(mean[k:K](f(z[k])) + a(j))))", "the index left out stands outside"),
        ("mean[j:K + 1](E[iid(q(z), K + 1)](mean[k:K + 1:j](f(z[k]))*mean[k:K + 1:j](g(z[k]))))", "=",
         "mean[j:K + 1](E[iid(q(z), K + 1)](mean[k:K](f(z[k]))*mean[k:K](g(z[k]))))", "two averages"),
        ("mean[j:K + 1](E[iid(q(z), K + 1), r(y)](exp(mean[k:K + 1:j](h(y, z[k])))))", "=",
         "mean[j:K + 1](E[iid(q(z), K + 1), r(y)](exp(mean[k:K](h(y, z[k])))))", "another law beside"),
    ],
    "leave_one_out": [("mean[j:K](mean[k:K](a(k)))", "=", "mean[k:K](a(k))", "none is left out")],
    "moments": [
        ("E[iid(q(z), 1)](mean[k:1](f(z[k]))**5)", "=", "E[q(z)](f(z)**5)", "a fifth moment"), ("f(x)/f(x)", "=", "1", "no moment"),
        ("E[iid(q(z), K)](3*mean[k:K](f(z[k]))**2)", "=", f"3*({SQUARE})", "a factor"),
        ("E[iid(q(z), K + 1)](mean[k:K](f(z[k]))**2)", "=", SQUARE, "fewer than are drawn"),
    ],
    "taylor": [("log(d(x))", "≥", "(d(x) - 1) - (d(x) - 1)**2/2 + (d(x) - 1)**3/3 - 9*(d(x) - 1)**4 - exp(1/d(x)**9)", "two terms")],
    "independent_positive": [
        ("always[iid(q(z), K)](mean[k:K](f(z[k])) > 0)", "⇔", "always[q(z)](f(z) > 0)", "values of either sign"),
        ("always[iid(q(z), K), y](mean[k:K](d(y, z[k])) > 0)", "⇔", "always[q(z), y](d(y, z) > 0)", "another point"),
    ],
    "product_rule": [("q(z)*f(x)/f(x)", "=", "q(z)", "no conditional density"), ("p(z | x)", "=", "p(z | x)", "nothing happens")],
    "independent_constant": [
        ("always[iid(q(z), K), y](mean[k:K](h(y, z[k])) == f(y))", "⇔", "always[q(z), y](h(y, z) == f(y))", "another point"),
        ("always[iid(q(z), K + 1)](mean[k:K](f(z[k])) == f(x))", "⇔", "always[q(z)](f(z) == f(x))", "fewer than are drawn"),
        ("always[iid(q(z), K), r(y)](mean[k:K](h(y, z[k])) == f(x))", "⇔", "always[q(z), r(y)](h(y, z) == f(x))", "another law"),
    ],
    "jensen": [("E[q(z)](log(d(z) + 1))", "≤", "exp(E[q(z)](d(z) + 1))", "no logarithm on the right")],
    "tangent": [("log(f(x))", "≤", "f(x) + 1", "higher than it need be")],
    "support": [("E[q(z)](d(z)/q(z)**2)", "≤", "integral[z](d(z)/q(z))", "a square")],
}
SAME = [
    ("bounded(sup[i](f(x) - 2*f(i)))", "text: bounded(inf[i](f(i)))"),
    ("bounded(inf[i](3*f(i)))", "text: bounded(inf[i](f(i)))"),
    *((f"always[iid(q(z), {n})](mean[k:K](d(z[k])) > 0)", "always[iid(q(z), K)](mean[k:K](d(z[k])) > 0)") for n in ("K + 1", "K + 3")),
    ("integrable[iid(q(z), K + 1)](log(mean[k:K](d(z[k])) + 1))", "integrable[iid(q(z), K)](log(mean[k:K](d(z[k])) + 1))"),
]
DIFFERENT = [
    *((f"always[{kind}(q(z), K + 1)](mean[k:K](d(z[k])) > 0)", f"always[{kind}(q(z), K)](mean[k:K](d(z[k])) > 0)")
      for kind in ("exchangeable", "identical")),
    ("integrable[exchangeable(q(z), K + 1)](log(mean[k:K](d(z[k]))))", "integrable[exchangeable(q(z), K)](log(mean[k:K](d(z[k]))))"),
    ("always[iid(q(z), K + 1)](mean[k:K](d(z[k])) > 0)", "always[iid(q(z), K + 1)](mean[k:K + 1](d(z[k])) > 0)"),
    ("always[iid(q(z), K + 1), w(y | z[1])](mean[k:K](f(z[k])) + f(y) > 0)", "always[iid(q(z), K), w(y | z[1])](mean[k:K](f(z[k])) + f(y) > 0)"),
    ("always[iid(q(z), K + 2)](mean[k:K](d(z[k])) + mean[k:K + 1](f(z[k])) > 0)",
     "always[iid(q(z), K + 1)](mean[k:K](d(z[k])) + mean[k:K + 1](f(z[k])) > 0)"),
]
