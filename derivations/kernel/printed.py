"""What is printed is what is meant: a line is printed, read again, and must be the same line."""

from __future__ import annotations

from .derivation import as_node
from .forms import Refused
from .names import look_alike
from .reader import parse
from .reading import read_line
from .source import names_in, source


def check_printed(nodes) -> None:
    """Refuse lines whose text, read with the names that occur in them, would not be read as the same lines."""
    names = names_in(*nodes)
    alike: dict[str, str] = {}
    for name in names:
        other = alike.setdefault(look_alike(name), name)
        if other != name:
            raise Refused(f"{other} and {name} look alike: a reader could not tell which one a line means")
    for node in nodes:
        text = source(node)
        back = as_node(parse(text, names))
        if not same_tree(back, node) and read_line(back)[0] is not read_line(node)[0]:
            raise Refused(f"what is printed is read as something else: {text}")


def same_tree(a, b) -> bool:
    """Node by node: SymPy's own comparison sorts what the author ordered."""
    return type(a) is type(b) and len(a.args) == len(b.args) and (
        all(map(same_tree, a.args, b.args)) if a.args else a == b)
