"""How a bug is planted in the kernel: something in a module is replaced, and every remembered result is forgotten."""

import ast
import contextlib
import inspect
import sys

from derivations.kernel.forms import binders
from derivations.kernel.forms.binders import ONE, atom, bind, open_fresh
from derivations.kernel.forms.expansions import positive
from derivations.kernel.lines import reading

BUGS: dict = {}
TRUE = positive(ONE)  # a condition that always holds, so it is never reported


def kernel_modules():
    return [m for name, m in sorted(sys.modules.items()) if name.startswith(("derivations.kernel", "derivations.language")) and m is not None]


def forget():
    """Empty every table in which the kernel remembers results."""
    for module in kernel_modules():
        for value in list(vars(module).values()):
            if callable(getattr(value, "cache_clear", None)):
                value.cache_clear()
    binders.Renamings.table.clear()
    reading.Readings.table.clear()


@contextlib.contextmanager
def replaced(*changes):
    """(module, name, new) put in place of what is there, everywhere it was imported to when the module is None.  Raises
    LookupError where nothing of the kernel would look at what is put there."""
    undo = []
    for module, name, new in changes:
        where = kernel_modules() if module is None else [sys.modules[f"derivations.kernel.{module}"]]
        where = [m for m in where if name in vars(m)]
        if not any(looked_at(m, name) for m in where):
            raise LookupError(f"no code in {module or 'the kernel'} looks at {name}")
        for m in where:
            undo.append((m, name, getattr(m, name)))
            setattr(m, name, new)
    forget()
    try:
        yield
    finally:
        for m, name, old in reversed(undo):
            setattr(m, name, old)
        forget()


def looked_at(module, name: str) -> bool:
    """Whether the text of a module names something besides where it is defined or imported."""
    tree = ast.parse(inspect.getsource(module))
    return any(isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load) for node in ast.walk(tree))


def bug(rule: str):
    """Register a planted bug of a rule, or of a part of the kernel."""
    def register(function):
        BUGS[function.__name__] = (rule, function.__doc__, function)
        return function
    return register


def original(module: str, name: str):
    return getattr(sys.modules[f"derivations.kernel.{module}"], name)


def as_iid(binder):
    """The same binder over draws called independent."""
    variables, (weights, body) = open_fresh(binder)
    weights = tuple(atom("draws", "iid", *w.args[1:]) if w.head == "draws" else w for w in weights)
    return bind(binder.head, variables, weights, body)
