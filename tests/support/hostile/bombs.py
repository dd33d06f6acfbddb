"""Small files that would take for ever, or all of the memory, if somebody followed them blindly."""

from __future__ import annotations

from tests.support.hostile.files import FALSE, HEAD, Hostile, equal, hostile, theorem

MANY = 100_000


def nest(open_: str, close: str, depth: int, inner: str = "q(z)") -> str:
    """An expression inside itself, typed."""
    return "a = " + open_*depth + inner + close*depth + "\n"


def chain(step: str, steps: int, first: str = "q(z)", use: str = "", name: str = "a") -> str:
    """An expression inside itself, name by name; `step` says what {0} becomes."""
    lines = [f"{name}0 = {first}", *(f"{name}{i} = " + step.format(f"{name}{i - 1}") for i in range(1, steps + 1))]
    return "\n".join(lines) + "\n" + use.format(f"{name}{steps}")


def doubling(step: str, steps: int = 60) -> str:
    """Abbreviations that call the one above twice."""
    first, *rest = ["@abbreviation\ndef f0(u): return q(u)\n", *(
        f"@abbreviation\ndef f{i}(u): return {step.format(f'f{i - 1}')}\n" for i in range(1, steps + 1))]
    return first + "".join(rest) + equal(f"f{steps}(z)", f"f{steps}(z)")


def points(number: int, space: str = "") -> str:
    """Points z1, z2, …, each of a space of its own or all of one."""
    return "".join(f'z{i} = Point("z{i}"{space})\n' for i in range(1, number + 1))


def several(number: int, form: str, join: str) -> str:
    return join.join(form.format(i) for i in range(1, number + 1))


def cited(number: int, first: str, last: str) -> str:
    """Theorems, each by the one above; the last one claims something else."""
    return theorem("q(z) + 0 == q(z)", "q(z) + 0", "eq | q(z) | algebra", name="t0") + "".join(
        theorem(f"{first} == {last if i == number - 1 else 'q(z)'}", first, f"eq | q(z) | t{i - 1}", name=f"t{i}")
        for i in range(1, number))


SUM = "({} + {} + {} + {} + {} + {})".format("p(x)", "p(z)", "q(z)", "p(x, z)", "p(z|x)", "1")
DIGITS = "1" + "0"*30
TYPED = {
    "parentheses": ("nested parentheses", "a = " + "("*90_000 + "q(z)" + ")"*90_000),
    "brackets": ("nested lists", nest("[", "]", 150)),
    "unclosed_brackets": ("brackets that are never closed", "a = " + "["*MANY),
    "minus_signs": ("a minus before a minus", "a = " + "-"*MANY + "q(z)\n"),
    "minus_signs_900": ("as many as the parser still reads", "a = " + "-"*900 + "q(z)\n"),
    "attributes": ("an attribute of an attribute", "a = q" + ".at"*50_000 + "\n"),
    "attributes_900": ("as many as the parser still reads", "a = q" + ".at"*900 + "\n"),
    "calls": ("a call of a call", "a = q" + "(z)"*50_000 + "\n"),
    "subscripts": ("brackets behind brackets", "a = z" + "[1]"*50_000 + "\n"),
    "powers": ("a tower of powers", "a = " + "q(z)**"*30_000 + "1\n"),
    "powers_900": ("as many as the parser still reads", "a = " + "q(z)**"*900 + "1\n"),
    "sum_of_30000": ("one line of 150 000 characters", "a = q(z)" + "+q(z)"*30_000 + "\n"),
    "sum_of_900": ("a sum as long as the parser reads", equal("+".join(["q(z)"]*900), "900*q(z)")),
    "recurrence_of_a_high_order": ("many denominators of a high degree", 'from derivations import polygamma, recurrence\n' + theorem(
        "polygamma(20, q(z) + p(z) + 12)**9 == polygamma(20, q(z) + p(z))", "polygamma(20, q(z) + p(z) + 12)**9",
        "eq | polygamma(20, q(z) + p(z)) | recurrence")),
    "recurrence_of_many_steps": ("a denominator for each of 10 000 steps", 'from derivations import digamma, recurrence\n' + theorem(
        "digamma(q(z) + p(z) + 10_000) == digamma(q(z) + p(z))", "digamma(q(z) + p(z) + 10_000)",
        "eq | digamma(q(z) + p(z)) | recurrence")),
    "descent_of_a_high_order": ("a numerator of a high degree", 'from derivations import descent, polygamma\n' + theorem(
        "polygamma(19, q(z)) >= q(z)**-50", "polygamma(19, q(z))", "ge | q(z)**-50 | descent")),
    "orders_without_end": ("an order of many digits", 'from derivations import polygamma\na = polygamma(10**4000, q(z))\n'),
    "relations": ("relations in a row", "a = q(z)" + "<1"*90_000 + "\n"),
    "expectations": ("a mean inside a mean, typed", nest("E[q(z)](", ")", 95)),
    "nested_always": ("always inside always, typed", nest("always[q(z)](", ")", 95, "q(z) > 0")),
    "integrals": ("an integral inside an integral, typed", nest("integral[z](", ")", 95)),
    "suprema": ("a supremum inside a supremum, typed", equal(nest("sup[z](", ")", 95)[4:-1], "sup[z](q(z))", "extremum")),
    "conditional_nest": ("Python's own nesting of blocks", "".join(" "*i + "if q:\n" for i in range(99)) + " "*99 + "q\n"),
    "decorators": ("one function under many decorators", "@abbreviation\n"*12_000 + "def a(u): return q(u)\n"),
    "elements": ("a tuple of 90 000", "a = (" + "1,"*90_000 + ")\n"),
    "arguments": ("a call with 15 000 arguments", "a = both(" + "q(z) > 0,"*15_000 + ")\n"),
    "names_of_one_text": ("one text that declares 25 000 points", 'a = points("' + " ".join(f"a{i}" for i in range(25_000)) + '")\n'),
    "integer_of_100000_digits": ("a number that takes quadratic time to read", "a = " + "9"*MANY + "\n"),
    "hexadecimal": ("a number of another base, which is read fast and printed slowly", "a = 0x" + "f"*MANY + "\n"),
    "exponent_of_digits": ("a power whose exponent is large as well", equal(f"{DIGITS}**{DIGITS}", "1")),
    "text_as_a_name": ("a name of 150 000 letters, said in the reason", 'a = Point("' + "a"*150_000 + '")\n'),
    "text_as_a_quantity": ("a text of 150 000 letters, said in the reason", 'a = 1 + "' + "a"*150_000 + '"\n'),
    "name_of_a_variable": ("a variable of 150 000 letters", "a"*150_000 + " = 1\n"),
    "name_of_a_theorem": ("a theorem whose name is a page", equal("q(z)", "2*q(z)").replace("def one", "def " + "a"*MANY)),
    "title": ("a title of 150 000 letters", equal("q(z)", "2*q(z)").replace('title="t"', 'title="' + "t"*150_000 + '"')),
    "name_in_a_theorem": ("a name that is none, of 150 000 letters", equal("q(z)", "a"*150_000)),
    "lines": ("100 000 lines of nothing", "\n"*150_000),
    "comments": ("a comment of 190 000 characters", "#" + "c"*190_000),
    "too_long": ("more characters than a file may have", "#" + "c"*200_001),
    "far_too_long": ("a file of five megabytes", "#"*5_000_000),
    "imports": ("the same word imported 30 000 times", "from derivations import " + "log, "*30_000 + "log\n"),
    "declarations": ("18 000 declarations", "".join(f"a{i}=1\n" for i in range(18_000))),
    "declarations_and_theorems": ("names that every theorem would keep a copy of", "".join(f"a{i}=1\n" for i in range(1900))
                                  + "".join(theorem("1==2").replace("def one", f"def t{i}") for i in range(499))),
    "names_not_there": ("nearest names sought among 1 900", "".join(f"a{i}=1\n" for i in range(1_900)) + "b = aaaaaaaaa1\n"),
    "theorems": ("4 000 theorems", "".join(f'@theorem(title="")\ndef t{i}(p0): 1\n' for i in range(4_000))),
    "keys_that_are_dicts": ("what cannot be a key", "a = {{}: 1}\n"),
    "keys_that_are_instances": ("an instance as a key", "from derivations.chapters.elbo import bound\na = {bound.at({}): 1}\n"),
}
NAMED = {
    "expectations_by_name": ("a mean inside a mean, name by name", chain("E[q(z)]({})", 2000, use=equal("{0}", "{0}"))),
    "always_by_name": ("always inside always", chain("always[q(z)]({})", 2000, "q(z) > 0", theorem("{0}", "{0}", "iff | {0} | algebra"))),
    "integrals_by_name": ("an integral inside an integral", chain("integral[z]({})", 300, use=equal("{0}", "{0}"))),
    "suprema_by_name": ("a supremum inside a supremum", chain("sup[z]({})", 200, "f(z)", equal("{0}", "sup[z](f(z))", "extremum"))),
    "means_by_name": ("an average inside an average", chain("mean[k:K]({})", 200, "f(z)", equal("{0}", "f(z)", "linearity"))),
    "logarithms_by_name": ("a logarithm inside a logarithm", chain("log(1 + exp({}))", 200, "f(z)", equal("{0}", "1 + {0} - 1"))),
    "quotients_by_name": ("a quotient inside a quotient", chain("1/(1 + {})", 60, use=equal("{0}", "{0} + 2"))),
    "squares_by_name": ("repeated squaring: 2**60 factors", chain("{0}*{0}", 60, use=equal("{0}", "{0} + 0"))),
    "sums_by_name": ("a sum of 2**60 terms", chain("{0} + {0}", 60, use=equal("{0}", "{0} + 0"))),
    "squares_compared": ("two nodes of 2**60 parts that are compared", chain("{0}*{0}", 60) + chain("{0}*{0}", 60, name="b") + "D = {a60: 1, b60: 2}\n" + equal("q(z)", "2*q(z)")),
    "squares_as_a_range": ("a range with 2**60 parts to look through", chain("{0}*{0}", 60, "K + 0", "b = mean[k:{0}](1)\n") + equal("q(z)", "2*q(z)")),
    "squares_as_arguments": ("an abbreviation of 2**60 parts", chain("{0}*{0}", 60, use="@abbreviation\ndef w(u): return u + u\nb = w({0})\n") + equal("q(z)", "2*q(z)")),
    "squares_put_in": ("2**60 parts put into a theorem", "from derivations.chapters.elbo import gibbs, q as q0, r as r0, z as z0\n" + chain(
        "{0}*{0}", 60, use=theorem("q(z) >= 0", "q(z)", "ge | 0 | gibbs.at({{q0(z0): {0}, r0(z0): {0}}})"))),
    "tuples_doubling": ("a tuple of 2**60 elements", chain("({0}, {0})", 60, "1") + equal("q(z)", "2*q(z)")),
    "lists_doubling": ("a list of 2**60 elements, which is said in a reason", chain("[{0}, {0}]", 30, "1", "b = points({0})\n")),
    "dicts_doubling": ("a dict of 2**60 entries", chain("{{1: {0}, 2: {0}}}", 60, "1") + equal("q(z)", "2*q(z)")),
    "dicts_spread": ("a dict spread into itself", chain("{{**{0}, **{0}}}", 1500, "{1: 2}") + equal("q(z)", "2*q(z)")),
    "tuples_inside_tuples": ("a tuple 2000 deep", chain("({0},)", 2000, "1") + equal("q(z)", "2*q(z)")),
    "abbreviations_doubling": ("abbreviations that call each other twice", doubling("{0}(u)*{0}(u)")),
    "abbreviations_doubling_sums": ("the same in a mean", doubling("E[q(u)]({0}(u) + {0}(u))")),
    "abbreviations_deep": ("abbreviations inside each other, 450 deep", doubling("1 + {0}(u)", 450)),
    "abbreviations_quadrupling": ("the same, four times each", doubling("{0}(u)*{0}(u)*{0}(u)*{0}(u)", 30)),
    "instances": ("an instance of an instance", "from derivations.chapters.elbo import bound\n" + chain("{0}.at({{}})", 60, "bound.at({})", name="t") + equal("q(z)", "2*q(z)")),
}
PROOFS = {
    "tower": ("a number with ten billion digits", equal("10**10**10", "1")),
    "large_power": ("a number with 300 million digits", equal("2**(10**9)", "1")),
    "large_power_typed": ("the same, its exponent typed", equal("2**1000000000", "1")),
    "large_negative_power": ("the same below one", equal("2**-1000000000", "1")),
    "power_of_a_value": ("a power that would be multiplied out", equal("f(z)**1000000", "1")),
    "power_of_a_sum": ("a sum to the 500th", equal("(p(x) + q(z))**500", "(q(z) + p(x))**500")),
    "power_of_a_long_sum": ("six terms to the 50th", equal(f"{SUM}**50", f"(0 + {SUM})**50")),
    "product_of_sums": ("twenty sums that multiply out", equal("*".join([SUM]*20), "*".join([f"(0 + {SUM})"]*20))),
    "product_of_unlike_sums": ("a product with 2**60 terms", points(60) + "g = Function('g', z)\n" + "".join(f'g{i} = Function("g{i}", z{i})\n' for i in range(1, 61))
                               + equal(several(60, "(1 + g{0}(z{0}))", "*"), "0 + " + several(60, "(1 + g{0}(z{0}))", "*"))),
    "numbers_multiplied": ("a number too long to be printed", equal("*".join([DIGITS]*500), "1")),
    "numbers_of_a_sum": ("a denominator too long to be printed", equal(" + ".join(f"1/{10**29 + i}" for i in range(500)), "1")),
    "law_over_200_points": ("a law of 200 coordinates", points(200) + f'm = Law("m", {several(200, "z{}", ", ")})\n' + equal(f'm({several(200, "z{}", ", ")})', "1")),
    "independent_law_over_200_points": ("the same, independent", points(200) + f'm = Law("m", {several(200, "z{}", ", ")}, independent=True)\n' + equal(f'm({several(200, "z{}", ", ")})', "1")),
    "draws_beyond_a_million": ("a million more draws", equal("E[iid(q(z), K + 1000000)](f(z[1]))", "E[q(z)](f(z))", "one_draw")),
    "a_million_draws": ("a million draws", equal("E[iid(q(z), 1000000)](mean[k:1000000](f(z[k])))", "2*E[q(z)](f(z))", "one_draw")),
    "mean_over_thousands": ("an average over thousands", equal("mean[k:5000](f(z[k]))", "f(z[1])")),
    "sum_of_draws": ("the draws one by one", equal("E[iid(q(z), 100)](" + several(100, "f(z[{}])", " + ") + ")", "99*E[q(z)](f(z))", "one_draw")),
    "interchangeable_draws": ("twelve draws of one law, interchangeable", points(12, ', "z"') + equal(
        f"E[{several(12, 'q(z{})', ', ')}](log({several(12, 'f(z{})', ' + ')}))", f"E[{several(12, 'q(z{})', ', ')}](log(0 + {several(12, 'f(z{})', ' + ')}))")),
    "interchangeable_integrals": ("twelve integrals over points of one space", points(12, ', "z"') + equal(
        f"integral[{several(12, 'z{}', ', ')}](exp({several(12, 'f(z{})', ' + ')}))", f"integral[{several(12, 'z{}', ', ')}](exp(0 + {several(12, 'f(z{})', ' + ')}))")),
    "interchangeable_laws": ("thirty laws of one point", "".join(f'q{i} = Law("q{i}", z)\n' for i in range(1, 31)) + points(30, ', "z"') + equal(
        f"E[{several(30, 'q{0}(z{0})', ', ')}]({several(30, 'f(z{})', '*')})", f"E[{several(30, 'q{0}(z{0})', ', ')}](1*{several(30, 'f(z{})', '*')})")),
    "many_logarithms": ("500 logarithms to be put together", equal(several(500, "log(q(z)*{0})", " + "), "1", "logarithm")),
    "theorem_of_4000_lines": ("a theorem of 4000 lines", theorem("q(z) == 2*q(z)", "q(z)", *["eq | q(z) + 0 | algebra", "eq | q(z) | algebra"]*2000)),
    "theorem_of_3000_unlike_lines": ("3000 lines, each of its own", theorem("q(z) == 2*q(z)", "q(z)", *(f"eq | q(z) + {i} - {i} | algebra" for i in range(3000)))),
    "hypotheses": ("500 hypotheses", theorem("q(z) == 2*q(z)", "q(z)", "eq | q(z) | algebra", given=several(500, "p(x, z) > {0}", ", "))),
    "hypotheses_that_are_needed": ("60 hypotheses, each of which might be left out", theorem(
        "f(z)/f(z) == 1", "f(z)/f(z)", "eq | 1 | algebra", given=several(60, "f(z) > {0}", ", "))),
    "twins": ("500 mistakes to be refuted", equal("q(z) + 0", "q(z)") + several(500, '    proof.twin(q(z) == q(z) + 0*{0}, "m")', "\n") + "\n"),
    "theorems_in_a_row": ("a theorem by a theorem by a theorem", cited(499, "q(z) + 0", "2*q(z)")),
    "spaces": ("forty spaces, of which models would be tried", points(40) + f'h = Function("h", {several(40, "z{}", ", ")})\n' + equal(f'h({several(40, "z{}", ", ")})', "0")),
    "functions": ("sixty functions in a claim that is false", "".join(f'g{i} = Function("g{i}", z)\n' for i in range(60)) + equal(several(59, "g{0}(z)", "*"), "g0(z)")),
}


# What takes the checker seconds, or all of its time: tried in a process of its own only.
SLOW = {"relations", "elements", "means_by_name", "logarithms_by_name", "power_of_a_long_sum", "product_of_sums", "product_of_unlike_sums",
        "draws_beyond_a_million", "a_million_draws", "theorem_of_4000_lines", "theorem_of_3000_unlike_lines", "hypotheses", "hypotheses_that_are_needed",
        "twins", "theorems_in_a_row", "functions", "names_not_there", "declarations_and_theorems", "lines", "imports", "attributes", "arguments"}


def bombs() -> list[Hostile]:
    """All of them."""
    return [hostile(name, why, HEAD + text + "\n"*(not text.endswith("\n")) + FALSE*("@theorem" not in text))
            for name, (why, text) in {**TYPED, **NAMED, **PROOFS}.items()]
