"""Formulas as HTML, set when the book is built: a reader needs no program for them, and a bad one fails the build.

KaTeX, its style sheet and its fonts come from one package, `jupyterlab-katex`, in which they lie as modules of a
bundle; QuickJS runs them.  One release has all three, since fonts of another one change the sizes of subscripts.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from shutil import copyfile
from zlib import crc32

import numpy as np

from .line_breaks import before_signs, without_marks
from .shortening import ELEMENTS, shortened

PACKAGE = "share/jupyter/labextensions/@jupyterlab/katex-extension/static"
CLASS = re.compile(r"\.([a-zA-Z][\w-]*)(?=[^{}]*\{)")  # of a rule of the style sheet, before its braces
HIDDEN = '<i aria-hidden="true" '  # the beginning of a formula whose spoken form stands around it
OUTER = '<span class="katex-html" aria-hidden="true">'  # an element that only hides the formula from a voice
SPACE = "mspace"  # a class that only makes room for its style
UPRIGHT = "mathrm"  # a class of letters that look as all do in a formula
CENTRED, NOWHERE = "delimcenter", "top:0em;"  # a bracket that is moved, by nothing
LARGEST_STYLES = 100_000  # characters: the program itself is longer
BUNDLE = """
var self = {}, modules = {}, made = {};
self.webpackChunk_jupyterlab_katex_extension = {push: function (chunk) { Object.assign(modules, chunk[1]); }};
function URL(text) { this.href = String(text); }
URL.prototype.toString = function () { return this.href; };
function load(id) {
  if (made[id]) return made[id].exports;
  var module = made[id] = {id: id, exports: {}};
  modules[id].call(module.exports, module, module.exports, load);
  return module.exports;
}
load.d = function (to, from) { for (var k in from) Object.defineProperty(to, k, {enumerable: true, get: from[k]}); };
load.r = function () {};
load.n = function (module) {
  var get = function () { return module && module.__esModule ? module.default : module; };
  load.d(get, {a: get});
  return get;
};
load.o = function (o, k) { return Object.prototype.hasOwnProperty.call(o, k); };
load.p = 'fonts/';
load.b = '';
function found(word, longer, shorter) {
  return Object.keys(modules).filter(function (id) {
    var text = String(modules[id]);
    return text.includes(word) && text.length > longer && text.length < shorter;
  })[0];
}
"""
SET = """(function (formula) {
  var options = {throwOnError: true, strict: 'error', output: 'html'};
  try { return JSON.stringify({html: katex.renderToString(formula, options)}); }
  catch (error) { return JSON.stringify({wrong: String(error)}); }
})"""


class BadFormula(ValueError):
    """A formula that KaTeX does not read."""


class NoKaTeX(ImportError):
    """A package that the book needs is not installed."""


def folder() -> Path:
    """The folder of KaTeX's bundle; raises `NoKaTeX` where the package is not installed."""
    for root in (sys.prefix, *sys.path):
        if (found := Path(root, PACKAGE)).is_dir():
            return found
    raise NoKaTeX("jupyterlab-katex is not installed")


@cache
def _engine():
    """The interpreter in which the bundle is loaded, once for a process."""
    try:
        import quickjs  # here, because only the book needs it
    except ImportError as error:
        raise NoKaTeX("quickjs-ng is not installed") from error
    context = quickjs.Context()
    context.eval(BUNDLE)
    for file in sorted(folder().glob("[0-9]*.js")):
        context.eval(file.read_text(encoding="utf-8"))
    context.eval(f"var katex = load(found('renderToString', {LARGEST_STYLES}, 1e9))")
    return context, context.eval(SET)


@cache
def _names() -> dict[str, str]:
    """A name without a hyphen for each class of KaTeX's style sheet; `rename` shortens it."""
    return {name: f"k{number}" for number, name in enumerate(sorted(set(re.findall(CLASS, _styles()))))}


class Places:
    """The heights and distances in formulas, each of which becomes a class, since the same ones come often."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}  # by the name of the class

    def name(self, style: str) -> str:
        """The class of a style, which is the same in every process."""
        short = re.sub(r"(\.\d{4})\d+em", r"\1em", style)
        name = "s" + np.base_repr(crc32(short.encode()) % 36**6, 36).lower()
        if self.found.setdefault(name, short) != short:
            raise BadFormula(f"two styles have one name: {short}")
        return name

    def rules(self) -> str:
        """The style sheet of these classes, which outweighs that of KaTeX as a style in the element would."""
        return "".join(f".math.math .{name}{{{style}}}\n" for name, style in sorted(self.found.items()))


PLACES = Places()
"""Those of this process: a style sheet needs the ones of all processes that set formulas."""


def _class(names: Sequence[str], style: str) -> str:
    """The classes of an element and of its style; empty where no rule of the style sheet says anything of it."""
    known = [name for name in names if name in _names() and name != UPRIGHT]
    if known == [SPACE]:
        return PLACES.name(f"display:inline-block;{style}")
    if style == NOWHERE and known == [CENTRED]:
        return ""
    return " ".join([_names()[name] for name in known] + ([PLACES.name(style)] if style else []))


@cache
def _styles() -> str:
    """KaTeX's style sheet, with the fonts in the one format that every browser reads."""
    context, _ = _engine()
    styles = json.loads(context.eval(f"JSON.stringify(String(load(found('KaTeX_Main', 5000, {LARGEST_STYLES})).Z))"))
    styles = re.sub(r"/\*.*?\*/", "", styles, flags=re.S)
    return re.sub(r",\s*url\([^)]*\.(?:woff|ttf)\) format\('[a-z]+'\)", "", styles)


@cache
def formula(tex: str, spoken: str) -> str:
    """A formula as HTML that is read out as the text `spoken`; raises `BadFormula` where KaTeX does not read it."""
    told = json.loads(_engine()[1](before_signs(tex)))
    if "wrong" in told:
        raise BadFormula(f"{told['wrong']}: {tex}")
    html = without_marks(told["html"]).replace(OUTER, "", 1).removesuffix("</span>")
    spoken, inner = escape(spoken), shortened(html, _class)
    return f'<span class="math" role="math" aria-label="{spoken}">{inner.replace("<i ", HIDDEN, 1)}</span>'


def write_styles(target: Path, places: Iterable[Mapping[str, str]]) -> None:
    """Write the style sheet of all formulas and its fonts into a folder; `places` are those of each process."""
    (target / "fonts").mkdir(parents=True, exist_ok=True)
    for name in set(re.findall(r"url\(fonts/([0-9a-f]+\.woff2)\)", _styles())):
        copyfile(folder() / name, target / "fonts" / name)
    rules = re.sub(CLASS, lambda found: f".{_names()[found[1]]}", _styles())
    for found in places:
        for style in found.values():
            PLACES.name(style)
    others = ",".join(ELEMENTS)
    plain = (  # the elements are short, not italic, bold or underlined
        f".math :is({others}){{font:inherit;text-decoration:none}}\n"
        f".math :is(i,{others}){{font-style:inherit;font-variant-ligatures:none}}\n"
    )
    rules = re.sub(r"\bspan\b", f":is(i,{others})", rules)
    (target / "katex.css").write_text(plain + rules + PLACES.rules(), encoding="utf-8")
