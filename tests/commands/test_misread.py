"""What an author is told who misuses a word: one line with the place, the fault, and what to write instead."""

import math
import re

import pytest

from derivations.commands.check import gathered, told
from derivations.commands.judge import judged_by, read_text
from derivations.kernel import WORDS
from derivations.language.theorems.files import Misread

HEAD = f"from derivations import {', '.join(WORDS)}\n" + '''x, y, z = points("x y z")
K, k = counts("K k")
q, r, p, s = Law("q", z), Law("r", y), Law("p", x, z), Law("s", z | x)
f, g, a, d = Function("f", z), Function("g", z), Function("a", x), Function("d", z, nonnegative=True)
'''
OF_PYTHON = re.compile(r"Error|object has|positional|keyword|NoneType|<class|unhashable|__| 0x|iterable|unpack|not supported|of Python\b")
ABOVE = HEAD.count("\n")
OK = [
    'proof.claim(E[q(z)](2*f(z)) == 2*E[q(z)](f(z)))',
    'proof.given(integrable[q(z)](f(z)))',
    'proof.starts(E[q(z)](2*f(z)))']
LAST = [OK[2], "proof.eq(2*E[q(z)](f(z)), by=linearity)"]
STATEMENTS = ": it is a statement, and statements are joined by iff(…, …), implies(…, …) and both(…, …)"
QUANTITY = ": it is a quantity, and a statement compares two, as in f(z) >= 0"
A_CALL = "a line of a theorem is a call such as proof.eq(…, by=…)"
A_REASON = "; a line has one, a rule or a theorem, as in by=algebra"
NOT_IN_A_FILE = " is not of the language: a file has imports from derivations, declarations, abbreviations and theorems"
UNDER = "a function stands under @abbreviation or @theorem(…), and nothing else"
LETTERS = ": a name has letters (ASCII, or Greek ones that look like no Latin letter), digits and underscores"


def theorem(lines, name="one", above='@theorem(title="one")') -> str:
    """A theorem of these lines."""
    return f"{above}\ndef {name}(proof):\n" + "".join(f"    {line}\n" for line in lines)


PROVED = theorem([*OK, LAST[1]])

CLAIMS = [  # what is claimed, and the answer
    ('E(2*f(z)) >= 0', 'E cannot be called: write E[q(z)](f(z))'),
    ('E[q(z)](f(z), g(z)) >= 0', 'E[q(z)] takes another number of arguments than 2: write E[q(z)](f(z))'),
    ('E[q(z)]() >= 0', 'E[q(z)] takes another number of arguments than 0: write E[q(z)](f(z))'),
    ('E[z](f(z)) >= 0', 'an expectation is over a law, not over z: write E[q(z)](…)'),
    ('E[q](f(z)) >= 0', 'an expectation is over a law, not over q: write E[q(z)](…)'),
    ('E >= 0', 'not a quantity: E: write E[q(z)](f(z))'),
    ('E[q(z)] >= 0', 'not a quantity: E[…] without its parentheses: write E[q(z)](f(z))'),
    ("E[q(z)]('f') >= 0", "not a quantity: 'f': write it without quotation marks"),
    ('E[f(z)](g(z)) >= 0', 'an expectation is over a law, not over f(z): write E[q(z)](…)'),
    ('KL[q(z)](q(z), q(z)) >= 0', 'KL[…] is over points, not over q(z): write KL[z](q(z), p(z))'),
    ('KL[z](q(z)) >= 0', 'KL[z] takes another number of arguments than 1: write KL[z](q(z), p(z))'),
    ('KL(q, q) >= 0', 'KL cannot be called: write KL[z](q(z), p(z))'),
    ('integral[q(z)](f(z)) >= 0', 'integral[…] is over points, not over q(z): write integral[z](f(z))'),
    ('integral(f(z), z) >= 0', 'integral cannot be called: write integral[z](f(z))'),
    ('sup[q(z)](f(z)) >= 0', 'sup[…] is over points, not over q(z): write sup[z](f(z))'),
    ('mean[k](a(x)) >= 0', 'write mean[k:K](…), or mean[k:K:j](…) to leave j out'),
    ('mean[K](a(x)) >= 0', 'write mean[k:K](…), or mean[k:K:j](…) to leave j out'),
    ('E[q(z), q(z)](f(z)) >= 0', 'the claim: z is bound twice: one of the two is a point of another name'),
    ('mean[k:K - 2](a(x)) >= 0', 'the claim: a mean is taken over at least one index, not over K - 2'),
    ('total[k:K - 2:K](a(x)) >= 0', 'the claim: an index is a whole number from 1 on, not K - 2'),
    ('total[k:1:K - 2](a(x)) >= 0', 'the claim: from 1 to K - 2 is no range: a range may be empty, but not end more than one before it begins'),
    ('total[k:1](a(x)) >= 0', 'write total[t:a:b](…), from t = a to t = b'),
    ('E[iid(q(z))](f(z)) >= 0', 'iid takes other arguments: write iid(q(z), K)'),
    ('E[iid(q(z), 2)](f(z[3])) >= 0', 'the claim: z[3] is not among the draws'),
    ('f(z[k]) >= 0', 'the claim: z[k] is not drawn here, and there is no chain of z'),
    ('f >= 0', 'not a quantity: f: write f(z)'),
    ('f(q) >= 0', 'not a quantity: q: write q(z)'),
    ('f(z, x) >= 0', 'f takes z, not z, x: write f(z)'),
    ('f(x) >= 0', 'f takes z, not x: write f(z)'),
    ('f(1) >= 0', 'f takes z, not an index: write f(z)'),
    ('f() >= 0', 'f takes z, not nothing: write f(z)'),
    ('f[z] >= 0', 'f takes no brackets: write f(z)'),
    ('q(z, x) >= 0', 'q is a law of z: it has no density at (z, x): write q(z)'),
    ('q(z | x) >= 0', 'q is a law of z: it has no density at (z | x): write q(z)'),
    ('s(z) >= 0', 's is a law of z for each x: it has no density at (z): write s(z | x)'),
    ('z + 1 >= 0', 'not a quantity: z: write a function of the point, as f(z)'),
    ('log(f(z), 2) >= 0', 'log takes other arguments: write log(f(z))'),
    ('log() >= 0', 'log takes other arguments: write log(f(z))'),
    ('log(q) >= 0', 'not a quantity: q: write q(z)'),
    ('exp[f(z)] >= 0', 'exp takes no brackets: write exp(f(z))'),
    ('always(f(z) >= 0)', 'always cannot be called: write always[q(z)](f(z) >= 0)'),
    ('always[q(z)](f(z))', 'not a statement: f(z)' + QUANTITY),
    ('always[q(z)](f(z) >= 0, g(z) >= 0)', 'always[q(z)] takes another number of arguments than 2: write always[q(z)](f(z) >= 0)'),
    ('integrable[q(z)](f(z) >= 0)', 'not a quantity: f(z) >= 0' + STATEMENTS),
    ('implies(f(z) >= 0)', 'implies takes other arguments: write implies(f(z) >= 0, g(z) >= 0)'),
    ('implies(f(z), g(z))', 'not a statement: f(z)' + QUANTITY),
    ('iff(f(z) >= 0, g(z) >= 0, f(z) <= 0)', 'iff takes other arguments: write iff(f(z) >= 0, g(z) >= 0)'),
    ('(f(z) >= 0) == (g(z) >= 0)', 'not a quantity: f(z) >= 0' + STATEMENTS),
    ('(f(z) >= 0) <= (g(z) >= 0)', 'not a quantity: f(z) >= 0' + STATEMENTS),
    ('(f(z) >= 0) + 1 >= 0', 'not a quantity: f(z) >= 0' + STATEMENTS),
    ('f(z) >= 0 and g(z) >= 0', '`and` is not of the language: write both(f(z) >= 0, g(z) >= 0)'),
    ('f(z) >= 0 or g(z) >= 0', '`or` is not of the language: write implies(…, …)'),
    ('not f(z) >= 0', '`not` is not of the language: write the opposite comparison'),
    ('(f(z) >= 0) & (g(z) >= 0)', '`&` is not of the language: write both(…, …)'),
    ('~(f(z) >= 0)', '`~` is not of the language: write the opposite comparison'),
    ('0 <= f(z) <= 1', 'one relation a statement: write both(0 <= f(z), f(z) <= 1)'),
    ('f(z)', 'not a statement: f(z)' + QUANTITY),
    ('f(z) >= 0, g(z) >= 0', 'write proof.claim(statement)'),
    ('', 'write proof.claim(statement)'),
    ('True', 'not a statement: True'),
    ("'f(z) >= 0'", "not a statement: 'f(z) >= 0': write it without quotation marks"),
    ('f(z) is g(z)', '`is` is not of the language: write =='),
    ('f(z) in g(z)', '`in` is not of the language: write a statement about each'),
    ('f(z) >= 0.5', 'write 0.5 as a fraction: a float is not exact'),
    ('f(z) >= 1j', '1j is not of the language'),
    ('f(z) >= None', 'None is not of the language'),
    ('f(z)//2 >= 0', '`//` is not of the language: write /'),
    ('f(z) % 2 >= 0', '`%` is not of the language: write sums, products and quotients'),
    ('f(z) @ g(z) >= 0', '`@` is the product of matrices: write * between quantities'),
    ('f(z)**g(z) >= 0', 'the claim: the kernel reads whole powers only, not f(z) ** g(z): write exp(a*log(x)) for x**a'),
    ('f(z)**(1/2) >= 0', 'the claim: the kernel reads whole powers only, not f(z) ** (1 / 2): write exp(a*log(x)) for x**a'),
    ('abs(f(z)) >= 0', 'abs is not declared above and is no word of the language'),
    ('max(f(z), 0) >= 0', 'max is not declared above and is no word of the language; near: matrix'),
    ("f'{f(z)}' >= 0", 'an f-string (write the quantity itself) is not of the language'),
    ('(lambda t: t)(f(z)) >= 0', 'a lambda (write an @abbreviation) is not of the language'),
    ('(f(z) if True else g(z)) >= 0', 'a condition (write implies(…)) is not of the language'),
    ('both(*[f(z) >= 0 for z in (z,)])', 'a star (write each element) is not of the language'),
    ('(t := f(z)) >= 0', 'an assignment inside a line (give it a line above) is not of the language'),
    ('both(*(f(z) >= 0, g(z) >= 0))', 'a star (write each element) is not of the language'),
    ('f(z).subs(z, x) >= 0', 'the attribute .subs is not of the language; there are .at, .using, .statement, .T'),
    ('ff(z) >= 0', 'ff is not declared above; near: iff, f'),
    ('proportional[z](f(z))(z) >= 0', 'the claim: not visibly non-negative, so no law is proportional to it: f(z)'),
    ('proportional(exp(f(z))) >= 0', 'proportional cannot be called: write proportional[z](exp(f(z)))(z)'),
    ('proportional[q(z)](exp(f(z)))(z) >= 0', 'proportional[…] is over points, not over q(z): write proportional[z](exp(f(z)))(z)'),
    ('proportional[z](exp(f(z))) >= 0', 'not a quantity: proportional[…] without its point: write proportional[z](exp(f(z)))(z)'),
    ('bounded[z](f(z))', 'bounded takes no brackets: write bounded(sup[z](f(z)))'),
    ('each[k](f(z) >= 0)', 'write each[t:a:b](…), from t = a to t = b'),
    ('each[q(z)](f(z) >= 0)', 'write each[t:a:b](…), from t = a to t = b'),
    ('f(z) >= 9999999999999999999999999999999999999999', 'a number of more than thirty digits'),
]

LINES = [  # the lines of a theorem, the number of the wrong one, and the answer
    ([*OK, 'proof.eq(2*E[q(z)](f(z)))'], 4, 'every line has a reason: write by= and a rule or a theorem, as in by=algebra'),
    ([*OK, 'proof.eq(2*E[q(z)](f(z)), by="linearity")'], 4, "not a reason: 'linearity'" + A_REASON),
    ([*OK, 'proof.eq(2*E[q(z)](f(z)), by=(linearity, fubini))'], 4, 'not a reason: (linearity, fubini)' + A_REASON),
    ([*OK, 'proof.eq(2*E[q(z)](f(z)), by=linearity())'], 4, 'linearity cannot be called: write by=linearity'),
    ([*OK, 'proof.eq(2*E[q(z)](f(z)), because=linearity)'], 4, 'write proof.eq(expression, by=…)'),
    ([OK[0], 'proof.given(f(z))', *LAST], 2, 'not a statement: f(z)' + QUANTITY),
    ([OK[0], 'proof.given(integrable(f(z)))', *LAST], 2, 'integrable cannot be called: write integrable[q(z)](f(z))'),
    ([OK[0], 'proof.given([integrable[q(z)](f(z))])', *LAST], 2, 'not a statement: [integrable[q(z)](f(z))]: write each by itself, without brackets around them'),
    ([OK[0], 'proof.given(1 > 2)', *LAST], 2, 'hypothesis: a condition that can never hold: -1 > 0'),
    ([OK[0], OK[0]], 2, 'a theorem has one claim: write a second theorem for the other one'),
    ([OK[0], OK[2], OK[2]], 3, 'a proof starts once: write proof.eq(…, by=…), proof.le or proof.ge for the next line'),
    ([OK[0], 'proof.eq(f(z), by=linearity)'], 2, 'a proof begins with its first line: write proof.starts(…) above this one'),
    ([OK[0], 'proof.starts()'], 2, 'write proof.starts(expression)'),
    ([OK[0], 'proof.starts(f(z), by=linearity)'], 2, 'write proof.starts(expression)'),
    ([OK[0], 'proof.starts(f(z) >= 0)', 'proof.eq(f(z), by=algebra)'], 2, 'a statement stands beside a quantity:  0 <= f(z)  beside  f(z)'),
    ([*OK, 'proof.iff(2*E[q(z)](f(z)), by=linearity)'], 4, '⇔ does not stand between quantities'),
    ([*OK, 'proof.equals(2*E[q(z)](f(z)), by=linearity)'], 4, 'proof.equals is none of claim, given, starts, eq, le, ge, iff, implies, twin'),
    (['f(z) >= 0'], 1, A_CALL),
    (['t = f(z)', 'proof.claim(E[q(z)](2*f(z)) == 2*E[q(z)](f(z)))', 'proof.given(integrable[q(z)](f(z)))', 'proof.starts(E[q(z)](2*f(z)))'], 1, A_CALL),
    (['for t in (f(z),):', '    proof.claim(t >= 0)'], 1, A_CALL),
    (['if True:', '    proof.claim(f(z) >= 0)'], 1, A_CALL),
    (['return f(z)'], 1, A_CALL),
    (['assert f(z) >= 0'], 1, A_CALL),
    (['pass'], 1, A_CALL),
    (['with f:', '    pass'], 1, A_CALL),
    (['print(f(z))'], 1, A_CALL),
    ([*OK, 'proof.eq(2*E[q(z)](f(z)), by=linearity)', 'proof.twin(f(z) >= 0)'], 5, 'write proof.twin(statement, mistake)'),
    ([*OK, 'proof.eq(2*E[q(z)](f(z)), by=linearity)', "proof.twin('slip', f(z) >= 0)"], 5, 'the mistake is a text: write proof.twin(statement, "the mistake")'),
    ([OK[0], 'proof.given(integrable[q(z)](f(z)))', 'proof.starts(E[q(z)](2*f(z))', 'proof.eq(2*E[q(z)](f(z)), by=linearity)'], 3, "this is not written as Python is: '(' was never closed"),
    (['proof.claim(E[q(z)](2*f(z)) = 2*E[q(z)](f(z)))', 'proof.given(integrable[q(z)](f(z)))', 'proof.starts(E[q(z)](2*f(z)))', 'proof.eq(2*E[q(z)](f(z)), by=linearity)'], 1, 'this is not written as Python is: write == between the sides of an equation'),
    ([*OK, 'proof.eq(2*E[q(z)](f(z)), by=linearity.using(fubini))'], 4, 'not a theorem: fubini'),
    ([*OK, 'proof.eq(2*E[q(z)](f(z)), by=linearity.using(q))'], 4, 'not a theorem: q'),
    ([*OK, 'proof.eq(2*E[q(z)](f(z)), by=linearity.at({q: r}))'], 4, 'linearity has no .at: write .at({old: new}) behind a theorem'),
    ([*OK, 'proof.eq(2*E[q(z)](f(z)), by=q)'], 4, 'not a reason: q' + A_REASON),
    ([*OK, 'proof.eq(2*E[q(z)](f(z)), by=linearty)'], 4, 'linearty is not declared above; near: linearity, near'),
    ([*OK, 'proof.eq(2*E[q(z)](f(z)), by=one)'], 4, 'one is not declared above; near: bounded'),
    ([*OK, 'proof.eq(2*E[q(z)](f(z)), by=linearity.statement)'], 4, 'linearity has no .statement: write .statement behind a reported claim'),
    (['proof.claim(f(z) < f(z) + 1)', 'proof.starts(f(z))', 'proof.lt(f(z) + 1, by=algebra)'], 3, 'proof.lt is none of claim, given, starts, eq, le, ge, iff, implies, twin'),
]

REASONS = [  # of a line of a theorem below another one
    ('one.at({K: 2})', 'the theorem says nothing of K'),
    ('one.at(q, r)', 'one.at takes other arguments: write .at(name=new), as in .at(q=r(z)), or .at({old: new})'),
    ('one.at({q, r})', 'a set (write a tuple, or {old: new} in .at) is not of the language'),
    ('one.at(q=r)', 'only a law can be put in for q(z), not r'),
    ('one.at({q: s})', 'nothing can be put in for q, only for points, counts, laws as q(z), and functions as f(z)'),
    ('one.at(draws="some")', "draws are identical, exchangeable, iid, not 'some'"),
    ('one.at({q(z): f(z)})', 'only a law can be put in for q(z), not f(z)'),
    ('one.at({q(z): r(y)})', 'f is a function of z: the space becomes another'),
]

DECLARATIONS = [  # what stands above a theorem, the number of the wrong line in it, and the answer
    ('h = lambda t: t', 1, 'a lambda (write an @abbreviation) is not of the language'),
    ('for i in (1, 2):\n    pass', 1, '`for`' + NOT_IN_A_FILE),
    ("q = Law('q', z)", 1, 'q is bound already: a name has one meaning in a file'),
    ("log = Function('log', z)", 1, 'a function cannot be called log: that is a word of the language'),
    ("E = Law('E', z)", 1, 'a law cannot be called E: that is a word of the language'),
    ("w = Law('v', z)", 1, 'what is called v is bound to w: a name is the name of its variable'),
    ("ｆ = Function('ｆ', z)", 1, 'U+FF46 in ｆ' + LETTERS),
    ("é = Function('é', z)", 1, 'U+00E9 in é' + LETTERS),
    ("а = Function('а', z)", 1, 'U+0430 in а' + LETTERS),
    ("w = Law('w')", 1, 'a law is of points of different spaces, as in Law("q", z), and here is none'),
    ('w = Law(z)', 1, 'a law is of points of different spaces, as in Law("q", z), and here is none'),
    ("w = Law('w', 'z')", 1, "a law takes points, not 'z': write the point, not its name"),
    ("w = Law('w', z | x | y)", 1, '`|` is not of the language: write one | between points, as in p(z | x, y)'),
    ("w = Law('w', z, z)", 1, 'a law is of points of different spaces, as in Law("q", z), not z, z'),
    ("w = Law('w', x, z, indep=True)", 1, 'Law takes other arguments: write Law("q", z), or Law("q", y, z, independent=True)'),
    ("w = Law('w', x, z, independent=1)", 1, 'independent: True or False, not 1'),
    ("w = Function('w', z, positive=True)", 1, 'Function takes other arguments: write Function("f", z), or Function("f", z, nonnegative=True)'),
    ("w = Function('w', q)", 1, 'a function is one of points, counts and parameters, as in Function("f", z)'),
    ('u, v = points(["u", "v"])', 1, 'names are given as one text, as in "x z", not as [\'u\', \'v\']'),
    ('u, v = points("u")', 1, '2 names for 1: write as many names as there are things'),
    ('u = points("u")', 1, 'u = …: give each its own name, as in (u,) = …'),
    ('u = points("u v")', 1, 'u = …: give each its own name, as in (u, v) = …'),
    ('u, v = points("u v", space="z")', 1, 'points takes other arguments: write points("x z")'),
    ('u, v = counts("u-v w")', 1, "a count cannot be called 'u-v'" + LETTERS),
    ('u = Point()', 1, 'Point takes other arguments: write Point("v", "z")'),
    ('G = Subset("G")', 1, 'Subset takes other arguments: write Subset("F", z), or Subset("G", z, containing=F)'),
    ('G = Subset("G", z, containing=z)', 1, 'containing: z is no subset of the space of z'),
    ('@abbreviation()\ndef b(t):\n    return t', 2, 'b: ' + UNDER + ': write @abbreviation, without parentheses'),
    ('@abbreviation\ndef b(t):\n    u = t\n    return u', 3, 'b returns one expression and does nothing else'),
    ('try:\n    pass\nexcept Exception:\n    pass', 1, '`try`' + NOT_IN_A_FILE),
    ('del f', 1, '`del`' + NOT_IN_A_FILE),
    ('f += 1', 1, 'a change of a name (give it a name of its own)' + NOT_IN_A_FILE),
    ("w: object = Function('w', z)", 1, 'an annotation (write a name, =, and what it is)' + NOT_IN_A_FILE),
    ('f(z)', 1, 'an expression alone (give it a name)' + NOT_IN_A_FILE),
    ('print(1)', 1, 'an expression alone (give it a name)' + NOT_IN_A_FILE),
    ('w = f', 1, 'what is called f is bound to w: a name is the name of its variable'),
    ("f.name = 'g'", 1, 'names are assigned, nothing else: write a name, =, and what it is'),
    ("w, v = Function('w', z)", 1, '2 names for 1: write as many names as there are things'),
    ('*w, v = f, g', 1, 'names are assigned, nothing else: write a name, =, and what it is'),
    ("w = v = Function('w', z)", 1, 'one assignment a statement: write each in a line of its own'),
    ('global f', 1, '`global`' + NOT_IN_A_FILE),
    ('match f:\n    case 1:\n        pass', 1, '`match`' + NOT_IN_A_FILE),
    ('with f as t:\n    pass', 1, '`with`' + NOT_IN_A_FILE),
]

BODY = PROVED.partition("(proof):\n")[2]
FUNCTIONS = [  # what follows the declarations, the number of the wrong line in it, and the answer
    ('@theorem\ndef one(proof):\n' + BODY, 2, 'one: ' + UNDER + ': write @theorem(title="…")'),
    ('@theorem()\ndef one(proof):\n' + BODY, 1, 'write @theorem(title="…"), or @theorem("question", title="…")'),
    ('@theorem("a title")\ndef one(proof):\n' + BODY, 1, 'write @theorem(title="…"), or @theorem("question", title="…")'),
    ('@theorem(name="one")\ndef one(proof):\n' + BODY, 1, 'write @theorem(title="…"), or @theorem("question", title="…")'),
    ('@theorem(title="one")\ndef one():\n' + BODY, 2, 'one takes one parameter, the proof'),
    ('@theorem(title="one")\ndef one(proof, other):\n' + BODY, 2, 'one takes one parameter, the proof'),
    ('@theorem(title="one")\ndef one(proof=None):\n' + BODY, 2, 'one takes plain parameters, without defaults'),
    ('@theorem(title="one")\ndef one(proof: object):\n' + BODY, 2, 'a function has no annotations: write def one(proof):'),
    ('def one(proof):\n' + BODY, 1, 'one: ' + UNDER + ': write @theorem(title="…")'),
    ('@theorem(title="one")\n@abbreviation\ndef one(proof):\n' + BODY, 3, 'one: ' + UNDER + ': write @theorem(title="…")'),
    ('@theorem(title="one")\nasync def one(proof):\n' + BODY, 2, '`async`' + NOT_IN_A_FILE),
    ('class A:\n    pass\n', 1, 'a class' + NOT_IN_A_FILE),
    ('@abbreviation\ndef b(t):\n    return f(t) >= 0\n@theorem(title="one")\ndef one(proof):\n    proof.claim(b(z))\n', 6, 'not a quantity: f(z) >= 0' + STATEMENTS),
    ('@abbreviation\ndef b(t):\n    return f(t)\n@theorem(title="one")\ndef one(proof):\n    proof.claim(b(z, x) >= 0)\n', 6, 'b takes 1 arguments, not 2: write b(t)'),
    ('@abbreviation\ndef b(t):\n    return f(t)\n@theorem(title="one")\ndef one(proof):\n    proof.claim(b(t=z) >= 0)\n', 6, 'b takes other arguments: write b(t)'),
    ('@abbreviation\ndef b(t):\n    return f(t)\n@theorem(title="one")\ndef one(proof):\n    proof.claim(b >= 0)\n', 6, 'not a quantity: b: write b(t)'),
]

FIRST_LINES = [  # of a file, and the answer; an empty file has no line
    ('import numpy as np', '`import` (write from derivations import …)' + NOT_IN_A_FILE),
    ('from . import a', 'a file imports from derivations and derivations.chapters.… only'),
    ('from sympy import log', 'a file imports from derivations and derivations.chapters.… only'),
    ('from derivations import Lw', 'Lw is no word of the language; near: Law'),
    ('from derivations.chapters.elbow import bound', 'derivations.chapters.elbow: there is no such chapter'),
    ('from derivations.chapters.elbo import bond', 'bond is nothing of derivations.chapters.elbo that a file may use; near: bound'),
    ('from derivations import log as ln', "log as ln: a word of the language is never renamed, nor another's name"),
    ('x = points("x")', 'points is a word of the language: import it from derivations'),
    ('', 'nothing to prove in it: no function is marked @theorem'),
    ('This is my proof.', 'this is not written as Python is: invalid syntax'),
]


def judged(text: str):
    """The judgement of a file, as JSON and as text."""
    found = {"file": "mine.py", **gathered(judged_by(lambda: read_text(text, "mine"), math.inf))}
    return found, told(found)


def fault(text: str) -> tuple[int | None, str]:
    """The line of a fault and what is said about it."""
    found, shown = judged(text)
    one = next((one for one in found["theorems"] if one["verdict"] != "holds"), found)
    assert one["verdict"] in ("unreadable", "not_recognised")
    (line,) = (line for line in shown.splitlines() if line.endswith(one["reason"]) and line.startswith("mine.py"))
    assert one["line"] is None or line.startswith(f"mine.py:{one['line']}: ")
    assert not OF_PYTHON.search(one["reason"])
    return one["line"], one["reason"]


@pytest.mark.parametrize(("claim", "answer"), CLAIMS, ids=[row[0] for row in CLAIMS])
def test_a_claim_that_is_misread(claim, answer) -> None:
    assert fault(HEAD + theorem([f"proof.claim({claim})"])) == (ABOVE + 3, answer)


@pytest.mark.parametrize(("lines", "number", "answer"), LINES, ids=[row[0][row[1] - 1] for row in LINES])
def test_a_line_that_is_misread(lines, number, answer) -> None:
    assert fault(HEAD + theorem(lines)) == (ABOVE + 2 + number, answer)


@pytest.mark.parametrize(("reason", "answer"), REASONS, ids=[row[0] for row in REASONS])
def test_a_reason_that_puts_in_what_it_cannot(reason, answer) -> None:
    lines = ["proof.claim(K <= K + 1)", "proof.starts(K)", f"proof.le(K + 1, by={reason})"]
    assert fault(HEAD + PROVED + theorem(lines, "two")) == (ABOVE + PROVED.count("\n") + 5, answer)


@pytest.mark.parametrize(("text", "number", "answer"), DECLARATIONS, ids=[row[0] for row in DECLARATIONS])
def test_a_declaration_that_is_misread(text, number, answer) -> None:
    assert fault(f"{HEAD}{text}\n{PROVED}") == (ABOVE + number, answer)


@pytest.mark.parametrize(("text", "number", "answer"), FUNCTIONS, ids=[row[2] + row[0][:30] for row in FUNCTIONS])
def test_a_function_that_is_misread(text, number, answer) -> None:
    assert fault(HEAD + text) == (ABOVE + number, answer)


@pytest.mark.parametrize(("line", "answer"), FIRST_LINES, ids=[row[0] for row in FIRST_LINES])
def test_a_file_that_is_misread(line, answer) -> None:
    assert fault(f"{line}\n{PROVED}" if line else "") == (1 if line else None, answer)


SHAPES = (
    "{0}", "{0}()", "{0}(z)", "{0}[z](f(z))", "{0}[q(z)]({0})", "{0}[()](f(z))", "{0}['a'](f(z))", "{0}[k:1:K](f(z))", "{0}[1:1:2](f(z))", "{0}(z=1)", "{0}.at({{}})",
    "{0}.using(1)", "{0}.statement", "-{0}", "{0} == 1", "{0}**{0}", "z | {0}", "{{{0}: 1}}", "{{[{0}]: 1}}", "[{0}]", "f({0})", "q({0})", "z[{0}]", "one({0})", "E[{0}](f(z))",
    "E[q(z)]({0})", "both({0}, {0})", "iid({0}, 2)", "iid(q(z), {0})", "sup[z:{0}](f(z))", "{0}[z](f(z))(z)", "{0}[z](f(z), f(z))", "{0}({{}})", "{0}[[z]](f(z))")
THINGS = (*WORDS, "z", "q", "f", "K", "one", "2", "'t'", "True", "(f(z) > 0)", "f(z)", "q(z)", "z[1]", "iid(q(z), K)", "(z, x)", "{}", "algebra.using(one)")


@pytest.mark.parametrize("thing", THINGS)
def test_no_misuse_of_a_thing_is_told_in_the_words_of_python(thing) -> None:
    """Whatever is done with it is read, or refused in a line of our own."""
    for shape in SHAPES:
        for line in ("proof.claim({})", "proof.given({})", "proof.eq(K, by={})"):
            text = HEAD + PROVED + theorem(["proof.starts(K)", line.format(shape.format(thing))], "two")
            try:
                _, second = read_text(text, "mine")
                second.text  # noqa: B018  the lines are read when they are first asked for
            except Misread as error:
                assert "\n" not in str(error)
                assert not OF_PYTHON.search(str(error)), shape.format(thing)
