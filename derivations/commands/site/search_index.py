"""The names of the book as a domain of Sphinx, which puts them into the index of its search: an extension of Sphinx,
and the only module here that needs it when it is imported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from sphinx.application import Sphinx
from sphinx.domains import Domain, ObjType

SETTING = "book_names"
AFTER_PAGES = 2  # Sphinx lists what has only a part of a name that is typed behind the pages that have it


class Names(Domain):
    """Whatever has a name in the book."""

    name, label = "book", "Book"
    object_types: ClassVar = {kind: ObjType(kind) for kind in ("theorem", "correction", "rule", "lemma", "program")}

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:
        return str(type.lname)

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        for name, kind, page, place in self.env.config[SETTING]:
            yield name, name, kind, page, place, AFTER_PAGES


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx calls this."""
    app.add_config_value(SETTING, [], "")
    app.add_domain(Names)
    return {"parallel_read_safe": True}
