"""Steps at the edge of what each rule accepts, worked out by hand: rules of draws and of their averages.

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
    "logarithm": [
        ("mean[j:K + 1](E[exchangeable(q(z), K + 1)](log(mean[k:K + 1:j](d(z[k]))*d(x))))", "=",
         "mean[j:K + 1](E[exchangeable(q(z), K + 1)](log(mean[k:K + 1:j](d(z[k]))) + log(d(x))))",
         ("always[exchangeable(q(z), K + 1)](mean[k:K](d(z[k])) > 0)", "d(x) > 0"), "which one is left out does not matter"),
        ("mean[j:K + 1](E[iid(q(z), K + 1)](log(mean[k:K + 1:j](d(z[k]))*d(x))))", "=",
         "mean[j:K + 1](E[iid(q(z), K + 1)](log(mean[k:K + 1:j](d(z[k]))) + log(d(x))))",
         ("always[iid(q(z), K)](mean[k:K](d(z[k])) > 0)", "d(x) > 0"), "and it need not be drawn"),
        ("mean[j:K + 1](E[exchangeable(q(z), K + 1), r(y)](exp(log(mean[k:K + 1:j](d(z[k])) + d(y)))))", "=",
         "mean[j:K + 1](E[exchangeable(q(z), K + 1), r(y)](mean[k:K + 1:j](d(z[k])) + d(y)))",
         ("always[exchangeable(q(z), K + 1), r(y)](mean[k:K](d(z[k])) + d(y) > 0)",), "beside another law"),
        ("mean[j:K + 1](E[exchangeable(q(z), K + 1), w(y | z[1])](exp(log(mean[k:K + 1:j](d(z[k])) + d(y)))))", "=",
         "mean[j:K + 1](E[exchangeable(q(z), K + 1), w(y | z[1])](mean[k:K + 1:j](d(z[k])) + d(y)))",
         ("each[k:1:1 + K](always[exchangeable(q(z), 1 + K), w(y | z[1])](d(y) + mean[j:1 + K:k](d(z[j])) > 0))",), "but not beside a law that looks"),
        ("mean[j:K + 1](E[identical(q(z), K + 1)](log(mean[k:K + 1:j](d(z[k]))*d(x))))", "=",
         "mean[j:K + 1](E[identical(q(z), K + 1)](log(mean[k:K + 1:j](d(z[k]))) + log(d(x))))",
         ("each[k:1:1 + K](always[identical(q(z), 1 + K)](mean[j:1 + K:k](d(z[j])) > 0))", "d(x) > 0"), "identical draws are told apart"),
        ("mean[j:K + 1](E[iid(q(z), K + 2)](exp(log(mean[k:K + 1:j](d(z[k])) + mean[k:K + 1](d(z[k]))))))", "=",
         "mean[j:K + 1](E[iid(q(z), K + 2)](mean[k:K + 1:j](d(z[k])) + mean[k:K + 1](d(z[k]))))",
         ("each[k:1:1 + K](always[iid(q(z), 2 + K)](mean[j:1 + K](d(z[j])) + mean[j:1 + K:k](d(z[j])) > 0))",), "one left out of one average"),
    ],
    "drop_draws": [
        ("E[iid(q(z), K + 2)](log(mean[k:K](d(z[k]))))", "=", "E[iid(q(z), K)](log(mean[k:K](d(z[k]))))", (), "two draws too many"),
        ("E[iid(q(z), K + 1)](E[iid(r(y), K)](exp(mean[k:K](h(y[k], z[k])))))", "=",
         "E[iid(q(z), K)](E[iid(r(y), K)](exp(mean[k:K](h(y[k], z[k])))))", (), "beside draws of another law"),
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
        (f"log(1 + {AVERAGE})", "≥", f"{OF_AVERAGE} - {AVERAGE}**4/2", ("each[k:1:K](1 <= 2 + 2*a(k))",), "for each averaged value"),
        (f"log(1 + {AVERAGE})", "≥", f"{OF_AVERAGE} - d(x)*{AVERAGE}**4/4", ("1 <= d(x)", "each[k:1:K](1 <= d(x)*(1 + a(k)))"), "times a constant"),
        (f"log(1 + {AVERAGE})", "≥", f"{OF_AVERAGE} - {AVERAGE}**6/4", (f"1 <= {AVERAGE}**2", f"1 <= {AVERAGE}**2 + {AVERAGE}**3"),
         "not linear in the average"),
        (f"log(1 + {AVERAGE})", "≥", f"{OF_AVERAGE} - {AVERAGE}**5/4", (f"1 <= {AVERAGE}", f"1 <= {AVERAGE} + {AVERAGE}**2"),
         "linear in one term only"),
        ("log(1 + f(x)**2)", "≥", "f(x)**2 - f(x)**4/2 + f(x)**6/3 - f(x)**8/4", ("1 <= 1 + f(x)**2",), "t is a power"),
        (f"log(1 + {AVERAGE})", "≥", f"{OF_AVERAGE} - mean[k:K](a(k)**2)*{AVERAGE}**4/4",
         ("1 <= mean[k:K](a(k)**2)", f"1 <= mean[k:K](a(k)**2)*(1 + {AVERAGE})"), "two averages"),
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
        *((f"E[{kind}(q(z), 3)](mean[k:2](f(z[k]))**2)", "=", "E[iid(q(z), 2)](mean[k:2](f(z[k]))**2)", "draws that depend")
          for kind in ("identical", "exchangeable")),
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
        ("E[iid(q(z), K + 1)](mean[k:K](exp(mean[j:K](exp(a(j)*f(z[k]))))))", "=",
         "E[iid(q(z), K)](mean[k:K](exp(mean[j:K](exp(a(j)*f(z[k]))))))", "an average in an exponent in the average"),
        ("E[iid(q(z), K + 1)](mean[k:K](E[proportional[y](exp(mean[j:K](exp(a(j)*f(y)*f(z[k])))))(y)](f(y))))", "=",
         "E[iid(q(z), K)](mean[k:K](E[proportional[y](exp(mean[j:K](exp(a(j)*f(y)*f(z[k])))))(y)](f(y))))", "an average in a law in the average"),
        ("mean[j:K + 1](E[iid(q(z), K + 2)](mean[k:K + 1:j](f(z[k]))*mean[k:K + 1](f(z[k]))))", "=",
         "mean[j:K + 1](E[iid(q(z), K + 1)](mean[k:K + 1:j](f(z[k]))*mean[k:K + 1](f(z[k]))))", "one left out of one average"),
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
        ("mean[j:K + 1](E[iid(q(z), K + 1)](E[r(y)](exp(mean[k:K + 1:j](h(y, z[k]))))))", "=",
         "mean[j:K + 1](E[iid(q(z), K + 1)](E[r(y)](exp(mean[k:K](h(y, z[k]))))))", "behind a binder of what is averaged"),
    ],
    "leave_one_out": [("mean[j:K](mean[k:K](a(k)))", "=", "mean[k:K](a(k))", "none is left out")],
    "moments": [
        ("E[iid(q(z), 1)](mean[k:1](f(z[k]))**5)", "=", "E[q(z)](f(z)**5)", "a fifth moment"), ("f(x)/f(x)", "=", "1", "no moment"),
        ("E[iid(q(z), K)](3*mean[k:K](f(z[k]))**2)", "=", f"3*({SQUARE})", "a factor"),
        ("E[iid(q(z), K + 1)](mean[k:K](f(z[k]))**2)", "=", SQUARE, "fewer than are drawn"),
    ],
    "taylor": [("log(d(x))", "≥", "(d(x) - 1) - (d(x) - 1)**2/2 + (d(x) - 1)**3/3 - 9*(d(x) - 1)**4 - exp(1/d(x)**9)", "two terms")],
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
