"""Steps at the edge of what each rule accepts, worked out by hand: means under several laws, sums that are written out,
squares, and hypotheses.

The tables are those of `rule_edges`.
"""

ACCEPTED = {
    "written_out": [
        ("total[n:2:3](total[k:1:n](a(k)))", "=", "2*a(1) + 2*a(2) + a(3)", (), "a range that depends on an index"),
        ("mean[k:3](a(k)*mean[j:3:k](a(j)))", "=", "(a(1)*a(2) + a(1)*a(3) + a(2)*a(3))/3", (), "one of three is left out"),
        ("total[k:2:1](a(k)) + f(x)", "=", "f(x)", (), "an empty sum"),
        ("mean[k:12](a(k))", "=", "(" + " + ".join(f"a({n})" for n in range(1, 13)) + ")/12", (), "twelve terms"),
        ("total[k:3:14](a(k))", "=", " + ".join(f"a({n})" for n in range(3, 15)), (), "twelve terms from the third on"),
        ("E[q(z)](mean[k:2](f(z)*a(k))**2)", "=", "E[q(z)]((f(z)*a(1) + f(z)*a(2))**2/4)", (), "inside a square"),
    ],
    "total_expectation": [
        ("E[p(x, z)](f(x))", "=", "E[p(x)](f(x))", (), "a point that nothing looks at"),
        ("E[p(x)](E[p(z | x)](h(x, z)))", "=", "E[p(z)](E[p(x | z)](h(x, z)))", ("integrable[p(x, z)](h(x, z))",), "one order or the other"),
        ("E[t(x)](E[t(y | x)](E[t(z | x, y)](h(x, y)*f(z))))", "=", "E[t(x, y, z)](h(x, y)*f(z))",
         ("integrable[t(x, y), t(z | x, y)](h(x, y)*f(z))", "always[t(x)](integrable[t(y | x), t(z | x, y)](h(x, y)*f(z)))"), "three one after the other"),
        ("E[t(x | z), t(y | x, z)](h(x, y))", "=", "E[t(x, y | z)](h(x, y))", (), "given a third point"),
        ("E[m(y)](E[m(z)](h(y, z)))", "=", "E[m(y, z)](h(y, z))", ("integrable[m(y, z)](h(y, z))",), "independent coordinates"),
        ("E[o(x, z)](h(x, z))", "=", "E[c(x)](E[s(z | x)](h(x, z)))", ("integrable[c(x), s(z | x)](h(x, z))",), "a law named from a product"),
        ("E[p(x), r(y), p(z | x)](h(y, z))", "=", "E[p(x, z), r(y)](h(y, z))", (), "beside another law"),
    ],
    "independent_means": [
        ("E[q(z), w(y | z), c(x)](h(y, z)*f(x))", "=", "E[q(z), w(y | z)](h(y, z))*E[c(x)](f(x))",
         ("integrable[q(z), w(y | z)](h(y, z))", "integrable[c(x)](f(x))"), "what is drawn from z stays with it"),
        ("E[q(z), r(y)](f(z))", "=", "E[q(z)](f(z))", ("integrable[q(z)](f(z))",), "a law that nothing looks at"),
        ("E[q(z), r(y)](2*f(z)*f(y) + f(x))", "=", "2*E[q(z)](f(z))*E[r(y)](f(y)) + f(x)", ("integrable[q(z)](f(z))", "integrable[r(y)](f(y))"), "term by term"),
        ("E[iid(q(z), 3)](f(z[1])*g(z[3])*h(x))", "=", "E[q(z)](f(z))*E[q(z)](g(z))*h(x)", ("integrable[q(z)](f(z))", "integrable[q(z)](g(z))"), "two of three draws"),
        ("E[iid(q(z), K + 1)](mean[k:K + 1](a(k)*f(z[k])*mean[j:K + 1:k](f(z[j]))))", "=", "mean[k:K + 1](a(k))*E[q(z)](f(z))**2",
         ("integrable[q(z)](f(z))",), "all pairs of different draws"),
        ("E[iid(q(z), K + 1)](f(z[K])*f(z[K + 1]))", "=", "E[q(z)](f(z))**2", ("integrable[q(z)](f(z))",), "numbers that differ by one"),
        ("E[m(y, z)](f(y)*f(z))", "=", "E[m(y)](f(y))*E[m(z)](f(z))", ("integrable[m(y)](f(y))", "integrable[m(z)](f(z))"), "independent coordinates"),
    ],
    "sum_of_squares": [
        ("0", "≤", "(f(x) - g(x))**2", (), "one square"),
        ("4*f(x)*g(x)", "≤", "(f(x) + g(x))**2", (), "the mean of two is at least the root of their product"),
        ("f(x)", "≤", "f(x)**2 + 1/4", (), "with a number"),
        ("2*f(x)*g(x)", "≤", "f(x)**2/K + K*g(x)**2", (), "with a number and one over it"),
        ("2*f(x)*exp(g(x))", "≤", "f(x)**2*exp(g(x)) + exp(g(x))", (), "times something positive"),
        ("E[q(z)](E[r(y)]((h(y, z) - f(z))**2))", "≥", "0", (), "a mean of a mean"),
        ("total[k:1:K]((a(k) - 1)**2)", "≥", "0", (), "a sum"),
        ("f(x)*g(x)*h(x)*2", "≤", "f(x)**2*g(x)**2 + h(x)**2", (), "products as roots"),
        ("f(x)", "≤", "f(x) + KL[z](q(z), b(z))**2", (), "the square of anything"),
        ("E[q(z)](f(z))**2", "≥", "0", (), "the square of a mean"),
    ],
    "support": [
        ("E[q(z)](d(z)/q(z)**2)", "≤", "integral[z](d(z)/q(z))", ("integrable[z](d(z)/q(z))",), "a square in the denominator"),
        ("E[q(z)](b(z)/q(z))**2", "=", "integral[z](b(z))**2", ("always[b(z)](q(z) > 0)",), "inside a square"),
        ("E[q(z)](b(z)/q(z)) + E[s(z | x)](b(z)/s(z | x))", "=", "2*integral[z](b(z))", ("always[b(z)](q(z) > 0)", "always[b(z)](s(z | x) > 0)"),
         "two proposals for one integral"),
        ("E[q(z), r(y)](h(y, z)/(q(z)*r(y)))", "=", "integral[y, z](h(y, z))",
         ("integrable[y, z](h(y, z))", "always[z](q(z) > 0)", "always[y](r(y) > 0)"), "two laws"),
    ],
    "logarithm": [
        ("E[q(z)](log(q(z)/b(z)))", "=", "-E[q(z)](log(b(z)/q(z)))", ("always[q(z)](b(z) > 0)",), "upside down"),
        ("log(d(x)/(1 + d(z)) + d(x))", "=", "log(d(x)) + log(2 + d(z)) - log(1 + d(z))", ("d(x) > 0",), "what is shared, and a fraction"),
        ("log(2*f(x) + 2*g(x))", "=", "log(2) + log(f(x) + g(x))", ("f(x) + g(x) > 0",), "a number that is shared"),
    ],
    "exchange": [
        ("mean[j:K + 1](E[iid(q(z), K + 1)](log(mean[k:K + 1:j](d(z[k])))))", "=", "E[iid(q(z), K + 1)](log(mean[k:K](d(z[k]))))", (),
         "and nothing is left to average"),
    ],
    "nested": [
        ("f(i)", "≤", "sup[i](f(i))", (), "a member"), ("f(x) + inf[i](h(i, x))", "≤", "f(x) + h(i, x)", (), "beside a term"),
        ("sup[i](f(i) + g(i))", "≤", "sup[i](f(i) + sup[i](g(i)))", (), "inside another supremum"),
    ],
    "linearity": [
        ("E[q(z)](total[k:1:n](h(z)*a(k) + f(z)))", "=", "total[k:1:n](a(k))*E[q(z)](h(z)) + n*E[q(z)](f(z))",
         (), "a sum inside a mean"),
        ("total[k:2:n](2*a(k) + f(x))", "=", "2*total[k:2:n](a(k)) + (n - 1)*f(x)", (), "a constant as often as there are terms"),
    ],
    "zero_mean": [
        ("E[q(z)](f(z)**2) == 0", "⇔", "always[q(z)](f(z)**2 == 0)", ("integrable[q(z)](f(z)**2)",), "a square"),
        ("always[q(z), r(y)]((h(y, z) - f(z))**2 == 0)", "⇔", "E[q(z), r(y)]((h(y, z) - f(z))**2) == 0",
         ("integrable[q(z), r(y)]((h(y, z) - f(z))**2)",), "two laws"),
        ("integral[z](q(z)*d(z)) == 0", "⇔", "always[z](q(z)*d(z) == 0)", ("integrable[q(z)](d(z))",), "an integral"),
    ],
    "rearrange": [
        ("f(x)**2 == 0", "⇔", "f(x) == 0", (), "a square"), ("(f(x) - g(x))**3 == 0", "⇔", "f(x) == g(x)", (), "the cube of a difference"),
        ("f(x) == g(x)", "⇔", "5*(g(x) - f(x))**4 == 0", (), "a fourth power, five times"),
    ],
    "hypothesis": [
        ("f(z) + h(x)", "≤", "g(z) + h(x)", ("f(z) <= g(z)",), "beside a term"),
        ("f(x)", "≥", "g(x)", ("g(x) <= f(x)",), "the other way round"),
        ("E[q(z)](f(z))", "≤", "E[q(z)](g(z))", ("always[q(z)](f(z) <= g(z))",), "under a law"),
        ("f(x)**2", "=", "g(x)", ("f(x)**2 == g(x)",), "an equation"),
        ("f(x) <= g(x)", "⇒", "h(x) <= 0", ("implies(f(x) <= g(x), h(x) <= 0)",), "between statements"),
    ],
}

FALSE = {
    "written_out": [
        ("mean[k:3](a(k))", "=", "(a(1) + a(2) + a(2))/3", "a term twice"),
        ("mean[k:3](a(k))", "=", "a(1) + a(2) + a(3)", "a sum is no average"),
        ("total[k:1:2](a(k))", "=", "(a(1) + a(2))/2", "nor the other way round"),
        ("mean[k:2](mean[j:2:k](a(j)*a(k)))", "=", "(a(1)**2 + a(2)**2)/2", "the other one, not the same"),
        ("total[k:2:3](a(k))", "=", "a(1) + a(2) + a(3)", "one term too many"),
        ("exp(mean[k:2](a(k)))", "=", "(exp(a(1)) + exp(a(2)))/2", "the average of what follows"),
    ],
    "total_expectation": [
        ("E[p(x, z)](h(x, z))", "=", "E[p(x)](E[p(z)](h(x, z)))", "z does not wait for x"),
        ("E[t(x, y)](h(x, y))", "=", "E[t(x)](E[t(y)](h(x, y)))", "nor does y"),
        ("E[p(x, z)](h(x, z))", "=", "E[c(x)](E[p(z | x)](h(x, z)))", "another law of x"),
        ("E[o(x, z)](h(x, z))", "=", "E[p(x)](E[s(z | x)](h(x, z)))", "another factor"),
        ("E[t(x), t(z | x), t(y | x)](h(y, z))", "=", "E[t(x, y, z)](h(y, z))", "y and z are not independent given x"),
        ("E[t(x | y)](h(x, y))", "=", "E[t(x | y, z)](h(x, y))", "given one point more"),
    ],
    "independent_means": [
        ("E[q(z)](f(z)**2)", "=", "E[q(z)](f(z))**2", "a quantity is not independent of itself"),
        ("E[p(x, z)](f(x)*f(z))", "=", "E[p(x)](f(x))*E[p(z)](f(z))", "a joint law"),
        ("E[q(z), w(y | z)](f(y)*f(z))", "=", "E[q(z), w(y | z)](f(y))*E[q(z)](f(z))", "y is drawn from z"),
        ("E[iid(q(z), 2)](f(z[1])*g(z[1]))", "=", "E[q(z)](f(z))*E[q(z)](g(z))", "one draw twice"),
        ("E[exchangeable(q(z), 2)](f(z[1])*g(z[2]))", "=", "E[q(z)](f(z))*E[q(z)](g(z))", "draws that hang together"),
        ("E[iid(q(z), K)](mean[k:K](f(z[k])*mean[j:K](g(z[j]))))", "=", "E[q(z)](f(z))*E[q(z)](g(z))", "j may be k"),
        ("E[iid(q(z), 2)](mean[k:2](f(z[k])*f(z[1])))", "=", "E[q(z)](f(z))**2", "k may be one"),
        ("E[iid(q(z), K + 1)](f(z[K])*mean[k:K](f(z[k])))", "=", "E[q(z)](f(z))**2", "k may be K"),
        ("E[o(x, z)](f(x)*f(z))", "=", "E[o(x)](f(x))*E[o(z)](f(z))", "factors that are given"),
        ("E[q(z), r(y)](log(d(y) + d(z)))", "=", "log(E[r(y)](d(y)) + E[q(z)](d(z)))", "only products"),
    ],
    "sum_of_squares": [
        ("2*f(x)*g(x)", "≥", "f(x)**2 + g(x)**2", "the other way round"),
        ("f(x)*g(x)", "≤", "f(x)**2 + g(x)**2/5", "a little too much"), ("3*f(x)*g(x)", "≤", "f(x)**2/K + K*g(x)**2", "one more"),
        ("f(x)", "≤", "f(x)**2", "f may be one half"),
        ("0", "≤", "f(x)**3", "a cube"),
        ("0", "≤", "f(x)**2 - g(x)**2", "a difference"),
        ("f(x)*g(x)*3 + g(x)*h(x)*3 + f(x)*h(x)*3", "≤", "f(x)**2 + g(x)**2 + h(x)**2", "too much of three"),
        ("f(x)*g(x) - g(x)*h(x) + f(x)*h(x)", "≤", "f(x)**2/4 + g(x)**2/4 + h(x)**2", "not for all three"),
        ("E[q(z)](f(z))**2 - 1", "≥", "0", "a number is missing"),
    ],
    "logarithm": [
        ("E[q(z)](log(q(z)/b(z)))", "=", "E[q(z)](log(b(z)/q(z)))", "the sign is lost"),
        ("log(d(x) + d(z))", "=", "log(d(x)) + log(d(z))", "a sum is no product"), ("log(f(x)/(1 + d(z)))", "=", "log(f(x)) - 1 - log(d(z))", "nor in a denominator"),
    ],
    "nested": [
        ("sup[i](f(i))", "≤", "f(i)", "the other way round"), ("f(i)", "≤", "sup[i:F](f(i))", "i need not be in the set"),
        ("f(x)", "≤", "sup[i](f(i))", "another function"), ("2*f(i)", "≤", "sup[i](f(i))", "twice a member"),
    ],
    "linearity": [
        ("total[k:1:n](a(k) + f(x))", "=", "total[k:1:n](a(k)) + f(x)", "a constant counts once"),
        ("total[k:1:n](a(k)*a(k))", "=", "total[k:1:n](a(k))**2", "a product of sums"),
        ("total[k:2:n](f(x))", "=", "n*f(x)", "one term too many"),
    ],
    "zero_mean": [
        ("E[q(z)](d(z)) == 0", "⇔", "always[z](d(z) == 0)", "nothing is said where q has no mass"),
        ("E[q(z)](f(z)) == 0", "⇔", "always[q(z)](f(z) == 0)", "values of both signs"),
        ("E[q(z)](d(z)) == 1", "⇔", "always[q(z)](d(z) == 1)", "only zero"),
        ("E[q(z)](d(z)*f(z)) == 0", "⇔", "always[q(z)](d(z)*f(z) == 0)", "a factor of any sign"),
    ],
    "rearrange": [
        ("f(x)**2 == g(x)**2", "⇔", "f(x) == g(x)", "the sign is lost"), ("f(x)**2 <= 0", "⇔", "f(x) <= 0", "not for an inequality"),
        ("f(x)**2 == 1", "⇔", "f(x) == 1", "one is no zero"),
    ],
    "hypothesis": [],
}

NARROW = {
    "written_out": [
        ("mean[k:13](f(x))", "=", "f(x)", "thirteen terms"),
        ("mean[k:K](a(1))", "=", "a(1)", "of a number that is not known"),
    ],
    "total_expectation": [("integral[x](p(x)*E[p(z | x)](h(x, z)))", "=", "E[p(x, z)](h(x, z))", "an integral that is an expectation")],
    "independent_means": [
        ("mean[k:K + 1](mean[j:K + 1:k](E[iid(q(z), K + 1)](f(z[j])*f(z[k]))))", "=", "E[q(z)](f(z))**2", "the averages stand outside"),
        ("E[iid(q(z), K + 1)](f(z[K + 1])*mean[k:K](f(z[k])))", "=", "E[q(z)](f(z))**2", "K + 1 is none of 1, …, K"),
    ],
    "sum_of_squares": [("f(x)", "≤", "f(x)**4 + 1", "roots that are no terms of it")],
    "zero_mean": [("mean[k:K](a(k)**2) == 0", "⇔", "each[k:1:K](a(k)**2 == 0)", "an average")],
    "rearrange": [("f(x)**5 == 0", "⇔", "f(x) == 0", "a fifth power")],
    "hypothesis": [("f(x) > 0", "⇔", "2*f(x) > 0", "both ways at once"), ("f(x)", "=", "f(x)", "nothing happens")],
}
