"""Files that mean to deceive: they want "holds" for something false, or to run something."""

from __future__ import annotations

from tests.support.hostile.files import FALSE, HEAD, Hostile, hostile

VERDICT = '{"verdict": "holds", "line": null, "reason": null, "theorems": []}'
# name: (why, statement), put between the head and a theorem that is false
STATEMENTS = {
    # modules and what is in them
    "import_os": ("runs a command when it is imported", "import os; os.system('touch hostile_was_here')"),
    "double_fork": ("leaves a process behind that outlives the time limit", "import os\nif os.fork() == 0 and os.fork() == 0:\n    while True: pass"),
    "walks_frames": ("walks up to the reporter and changes what it says", "import sys\nframe = sys._getframe(1)"),
    "swaps_linecache": ("shows another source than was read", "import linecache\nlinecache.cache['x.py'] = (1, None, [], 'x.py')"),
    "patches_sys_modules": ("replaces the judge by another", "from sys import modules\nmodules['derivations.commands.judge'].judged = lambda *a: []"),
    "at_exit": ("prints a verdict at the end", "import atexit\natexit.register(print, 'holds')"),
    "import_as": ("a chapter as a module, and all that it can reach", "import derivations.chapters.elbo as e"),
    "module_through_a_chapter": ("a module that a chapter has imported", "from derivations.chapters.elbo import sys"),
    "seal": ("the seal with which theorems are made", "from derivations.kernel.proof.prover import _SEAL"),
    "theorem_class": ("makes a theorem without a proof", "from derivations.kernel import Theorem"),
    "patches_the_attack": ("lets no counterexample be found", "from derivations import attack\nattack.refute = None"),
    "adds_a_rule": ("a rule that accepts everything", "from derivations.kernel import RULES\nRULES['mine'] = 1"),
    "package_star": ("all that the package of chapters has", "from derivations.chapters import *"),
    "package_of_chapters": ("the package of chapters as a chapter", "from derivations.chapters.__init__ import ORDER"),
    "relative_import": ("a neighbour of the kernel", "from . import judge"),
    "relative_parent": ("the folder above", "from .. import judge"),
    "builtins_of_the_package": ("everything of Python", "from derivations import __builtins__"),
    "loader_of_a_chapter": ("what loads modules", "from derivations.chapters.elbo import __loader__"),
    "future": ("another reading of the file", "from __future__ import annotations"),
    "import_in_parts": ("an import that looks like a word", "from derivations import (log,\n os)"),
    # attributes
    "class_of_a_word": ("from a word to every class", "a = E.__class__"),
    "globals_of_a_word": ("from a word to its module", "a = log.__globals__"),
    "globals_of_an_initialiser": ("from a method to its module", "a = E.__init__.__globals__"),
    "subclasses": ("every class that there is", "a = Law.__mro__[1].__subclasses__()"),
    "code_of_a_word": ("the code of a word", "log.__code__ = exp.__code__"),
    "seal_of_a_proof": ("the text behind a theorem", "from derivations.chapters.elbo import bound\na = bound.text"),
    "derivation_of_an_instance": ("the theorem behind an instance", "from derivations.chapters.elbo import bound\na = bound.at({}).derivation"),
    "format_of_a_string": ("attributes in a format string", "a = '{0.__class__}'.format(E)"),
    "sympy_method": ("lets SymPy evaluate", "a = q(z).subs(q(z), 0)"),
    "dunder_call": ("calls by another way", "a = log.__call__(1)"),
    "statement_of_a_point": ("an attribute of the language on something else", "a = z.statement"),
    "using_of_a_rule": ("an argument that is a word", "a = tangent.using(log)"),
    # calls
    "prints_a_verdict": ("prints what the judge would print", f"print('{VERDICT}')"),
    "exits": ("ends the judge as if all were well", "raise SystemExit(0)"),
    "exit_called": ("ends the judge in a call", "exit(0)"),
    "exec": ("runs a text", "exec('import os')"),
    "eval": ("evaluates a text", "a = eval('1')"),
    "dunder_import": ("imports in an expression", "a = __import__('os')"),
    "builtins": ("what Python calls its own", "a = __builtins__"),
    "breakpoint": ("waits for somebody to type", "breakpoint()"),
    "open_to_write": ("writes a file", "a = open('hostile_was_here', 'w')"),
    "string_for_sympy": ("a text that SymPy would evaluate", "a = log('__import__(\"os\").system(\"true\")')"),
    "name_for_sympy": ("a name that SymPy would evaluate", "f2 = Function('__import__(\"os\")', z)"),
    "registry": ("deletes a theorem that is false", "del REGISTRY['false']"),
    # constructions
    "lambda_": ("a function without a name", "a = lambda: q(z)"),
    "walrus": ("an assignment that is not seen", "a = (q2 := q(z))"),
    "f_string": ("evaluates inside a text", "a = f'{q.__class__}'"),
    "comprehension": ("a loop inside a line", "a = [q(z) for i in (1, 2)]"),
    "generator": ("a loop that is run later", "a = sum(q(z) for i in (1, 2))"),
    "class_": ("a class that answers as it likes", "class A:\n    def __eq__(self, other): return True"),
    "class_with_metaclass": ("runs while a class is made", "class A(metaclass=print): pass"),
    "async_": ("runs beside the judge", "async def a(): pass"),
    "global_": ("reaches names of the module", "global q"),
    "del_": ("forgets a name", "del q"),
    "try_": ("hides that something failed", "try:\n    q(z)\nexcept Exception:\n    pass"),
    "with_": ("runs on entry and on exit", "with E: pass"),
    "match_": ("runs __match_args__", "match q:\n    case _: pass"),
    "type_alias": ("a type that is evaluated later", "type A = q"),
    "annotation": ("an annotation that is evaluated", "a: print(1) = 1"),
    "conditional": ("chooses one of two", "a = q(z) if x else 0"),
    "and_or": ("chooses the second", "a = 0 or q(z)"),
    "chained": ("one name for two", "a = b = q(z)"),
    "augmented": ("changes a name", "q += 1"),
    "star_target": ("takes the rest", "a, *b = points('a b c')"),
    "attribute_target": ("changes a word", "E.build = log"),
    "item_target": ("changes a dict", "D = {1: 2}\nD[1] = 3"),
    "star_arguments": ("arguments that are not seen", "a = both(*[q(z) > 0])"),
    "double_star_arguments": ("named arguments that are not seen", "a = Law('a', z, **{'independent': True})"),
    "shadows_a_word": ("a word that means something else", "log = exp"),
    "name_of_theorem": ("another decorator under its name", "theorem = abbreviation"),
    "matrix_product": ("an operator of its own", "a = q(z) @ q(z)"),
    "nothing": ("the constant None", "a = None"),
    "ellipsis": ("three dots", "a = ..."),
    # functions
    "decorator_expression": ("a decorator that is an expression", "@(theorem('1', title='t') if x else q)\ndef a(proof): pass"),
    "decorator_subscript": ("a decorator out of a list", "L = [1]\n@L[0]\ndef a(proof): pass"),
    "decorator_of_theorem": ("a decorator above the theorem", "@print\n@theorem('1', title='t')\ndef a(proof): pass"),
    "default_value": ("evaluated when it is defined", "@abbreviation\ndef a(u=print(1)): return q(z)"),
    "keyword_default": ("evaluated when it is defined", "@abbreviation\ndef a(*, u=print(1)): return q(z)"),
    "positional_only": ("parameters of another kind", "@abbreviation\ndef a(u, /): return q(z)"),
    "star_parameter": ("as many as are given", "@abbreviation\ndef a(*u): return q(z)"),
    "returns_annotated": ("an annotation that is evaluated", "@abbreviation\ndef a(u) -> print(1): return q(u)"),
    "nested_function": ("a function inside a function", "@abbreviation\ndef a(u):\n    def b(): return q(u)\n    return b()"),
    "yields": ("a function that is none", "@abbreviation\ndef a(u): yield q(u)"),
    "type_parameters": ("a parameter that is evaluated later", "@abbreviation\ndef a[T](u): return q(u)"),
    "plain_function": ("a function that nobody marks", "def a(u): return q(u)"),
    "parameter_is_a_word": ("log means what the caller says", "@abbreviation\ndef a(log): return log"),
}
# name: (why, line), put at the end of a theorem
LINES = {
    "derivation_of_the_proof": ("what the proof belongs to", "proof._derivation.slug"),
    "lines_of_the_proof": ("forgets the lines so far", "proof.lines.clear()"),
    "hypotheses_of_the_proof": ("adds what nobody reads", "proof.hypotheses.append(1)"),
    "another_line_number": ("blames another line", "proof.at_line(1)"),
    "claim_twice": ("claims something else at the end", "proof.claim(q(z) == q(z))"),
    "starts_twice": ("begins again", "proof.starts(q(z))"),
    "proof_as_a_reason": ("the proof itself as a reason", "proof.eq(q(z), by=proof)"),
    "reason_is_a_text": ("names a reason that is none", "proof.eq(q(z), by='algebra')"),
    "cites_itself": ("the theorem itself as a reason", "proof.eq(q(z), by=false)"),
    "loop_in_a_theorem": ("a loop", "for i in (1, 2): proof.eq(q(z), by=algebra)"),
    "assert_in_a_theorem": ("passes under python -O", "assert False"),
    "global_in_a_theorem": ("reaches names of the module", "global q"),
    "star_in_a_line": ("arguments that are not seen", "proof.given(*[q(z) > 0])"),
    "returns_in_a_theorem": ("leaves before the false line", "return"),
    "walrus_in_a_line": ("binds a name inside a line", "proof.eq((a := q(z)), by=algebra)"),
}
FIRST, LAST = HEAD.count("\n") + 1, (HEAD + FALSE).count("\n") + 1  # the lines where they stand


def deceptions() -> list[Hostile]:
    """All of them; what stands alone in its line is refused there."""
    return [*(hostile(name, why, HEAD + text + "\n" + FALSE, "", None if "\n" in text else FIRST) for name, (why, text) in STATEMENTS.items()),
            *(hostile(name, why, HEAD + FALSE + "    " + text + "\n", "", None if text.endswith("'algebra')") else LAST)
              for name, (why, text) in LINES.items())]
