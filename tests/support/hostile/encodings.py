"""Files whose bytes are not what they look like, and paths that are no files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.support.hostile.files import FALSE, HEAD, Hostile, hostile

GOOD = HEAD + FALSE.replace("q(z) == 2*q(z)", "q(z) + 0 == q(z)").replace("starts(q(z))", "starts(q(z) + 0)").replace("eq(2*q(z)", "eq(q(z)")
HIDDEN = {
    "right_to_left": ("turns round what is shown", "\u202e"), "left_to_right_isolate": ("moves what is shown", "\u2066"),
    "zero_width_joiner": ("two names that look the same", "\u200d"), "zero_width_space": ("cannot be seen", "\u200b"),
    "soft_hyphen": ("cannot be seen", "\u00ad"), "form_feed": ("ends a line for some", "\f"), "vertical_tab": ("ends a line for some", "\v"),
    "carriage_return": ("begins the line again on a terminal", "\r"), "next_line": ("ends a line for some", "\u0085"),
    "line_separator": ("ends a line for some", "\u2028"), "backspace": ("deletes what was shown", "\b"), "escape": ("colours and moves what is shown", "\x1b[2J"),
    "nul": ("ends the text for some", "\0"), "byte_order_mark_inside": ("cannot be seen", "\ufeff"), "tag_letter": ("cannot be seen", "\U000e0061")}
LETTERS = {
    "cyrillic": ("looks like a", "\u0430"), "fullwidth": ("is read as x by Python", "\uff58"), "bold": ("is read as q by Python", "\U0001d42a"),
    "combining_accent": ("two ways to write one letter", "e\u0301"), "ligature": ("is read as fi by Python", "\ufb01"),
    "greek_omicron": ("looks like o", "\u03bf"), "micro_sign": ("is read as mu by Python", "\u00b5"), "long_s": ("is read as s by Python", "\u017f"),
    "superscript": ("is read as a digit by some", "x\u00b2"), "other_digits": ("a digit of another script", "x\u0663"), "hangul_filler": ("is a letter, and is not seen", "\u3164")}
BYTES = {
    "binary": ("no text at all", bytes(range(256))*8, "UTF-8"),
    "utf_16": ("another encoding", GOOD.encode("utf-16"), "UTF-8"),
    "utf_32": ("another encoding", GOOD.encode("utf-32"), "UTF-8"),
    "latin_1": ("another encoding", GOOD.encode() + "# é\n".encode("latin-1"), "UTF-8"),
    "utf_7_cookie": ("says that it is encoded in another way, in which a comment is code", b"# coding: utf-7\n#+AAo-import os\n" + HEAD.encode() + FALSE.encode(), "refuted"),
    "latin_1_cookie": ("the same with another encoding", b"# coding: latin-1\n" + HEAD.encode() + FALSE.encode() + "# é\n".encode("latin-1"), "UTF-8"),
    "unknown_cookie": ("an encoding that is none", b"# coding: none\n" + HEAD.encode() + FALSE.encode(), "refuted"),
    "mark_twice": ("two byte order marks", b"\xef\xbb\xbf"*2 + GOOD.encode(), "U+FEFF"),
    "surrogates": ("half a character", GOOD.encode() + b"# \xed\xa0\x80\n", "UTF-8"),
    "overlong": ("a slash in two bytes", GOOD.encode() + b"# \xc0\xaf\n", "UTF-8"),
    "carriage_returns_alone": ("one line for some, many for others", GOOD.replace("\n", "\r").encode(), "U+000D"),
    "empty": ("nothing", b"", "nothing to prove"),
    "blank": ("nothing but blanks", b" \n\t\n"*100, "nothing to prove"),
    "only_prose": ("nothing but a docstring", b'"""Holds."""\n', "nothing to prove"),
    "continued_for_ever": ("a line that goes on", b"a = \\\n"*10_000, "not written as Python is"),
    "open_string": ("a text that never ends", b'a = """' + b"x\n"*10_000, "not written as Python is"),
    "indented_strangely": ("tabs and blanks", b"if x:\n\ta = 1\n        b = 2\n", "not written as Python is"),
    "dedent_to_nowhere": ("an indentation that nothing opened", b"if x:\n        a = 1\n    b = 2\n", "not written as Python is"),
    "zip": ("a zip, which Python would run", b"PK\x03\x04" + bytes(100), "U+0003"),
    "compiled": ("compiled code, which Python would run", b"\xa7\r\r\n" + bytes(100), "UTF-8"),
    "nul_at_the_end": ("a NUL byte behind the last line", GOOD.encode() + b"\0", "U+0000"),
}


def encodings() -> list[Hostile]:
    """Files of strange bytes and letters."""
    return [*(Hostile(name, why, text, says) for name, (why, text, says) in BYTES.items()),
            *(hostile(name, why, GOOD + f"# {letter} \n", "cannot be seen") for name, (why, letter) in HIDDEN.items()),
            *(hostile(f"letter_{name}", why, HEAD + f"{letter} = 1\n" + FALSE, "", 6) for name, (why, letter) in LETTERS.items())]


class Place(NamedTuple):
    """What is given to `check` instead of a file: made in a folder, it gives the path."""

    name: str
    why: str
    make: Callable[[Path], str]
    says: str


def places() -> list[Place]:
    """Paths that are no files, or strange ones."""
    return [Place(name, why, make, says) for name, (why, make, says) in _PLACES.items()]


def linked(folder: Path, target: str) -> str:
    folder.joinpath("link.py").symlink_to(target)
    return str(folder / "link.py")


def fifo(folder: Path) -> str:
    os.mkfifo(folder / "pipe.py")
    return str(folder / "pipe.py")


def loop(folder: Path) -> str:
    folder.joinpath("other.py").symlink_to("link.py")
    return linked(folder, "other.py")


def written(folder: Path, name: str | bytes, text: str = HEAD + FALSE) -> str:
    path = os.path.join(os.fsencode(folder), os.fsencode(name))
    with open(path, "wb") as file:
        file.write(text.encode())
    return os.fsdecode(path)


def sibling(folder: Path, *names: str) -> str:
    """A file beside modules that the checker would rather not import."""
    for name in names:
        written(folder, name + ".py", f"import os, sys\nos.write(1, b'{name} was run')\nsys.exit(0)\n")
    return written(folder, "mine.py")


def many_links(folder: Path) -> str:
    for number in range(60):
        folder.joinpath(f"link{number}").symlink_to(f"link{number + 1}")
    folder.joinpath("link60").write_text(HEAD + FALSE)
    return str(folder / "link0")


_PLACES = {
    "nothing_there": ("no such path", lambda folder: str(folder / "none.py"), "no such file"),
    "folder": ("a folder", str, "not a file"),
    "link_to_a_folder": ("a link to a folder", lambda folder: linked(folder, "."), "not a file"),
    "dangling_link": ("a link to nothing", lambda folder: linked(folder, "none.py"), "no such file"),
    "loop_of_links": ("a link to a link to it", loop, "no such file"),
    "sixty_links": ("more links than are followed", many_links, "no such file"),
    "pipe": ("a pipe that nobody writes to", fifo, "not a file"),
    "zero": ("a device that never ends", lambda _: "/dev/zero", "not a file"),
    "link_to_zero": ("a link to one", lambda folder: linked(folder, "/dev/zero"), "not a file"),
    "terminal": ("a terminal", lambda _: "/dev/tty", "not a file"),
    "memory": ("the memory of whoever reads it", lambda _: "/proc/self/mem", "Error"),
    "command_line": ("a file that says its length is 0", lambda _: "/proc/self/cmdline", "U+0000"),
    "file_inside_a_file": ("a path through a file", lambda folder: written(folder, "a.py") + "/b.py", "no"),
    "long_path": ("a path of 5000 letters", lambda folder: str(folder) + "/" + "a"*5000, "no file is called that"),
    "long_path_of_folders": ("a path of 5000 letters, by folders", lambda folder: str(folder) + "/a"*2500, "no"),
    "empty_path": ("no path", lambda _: "", "not a file"),
    "newline_in_the_name": ("a second line in the verdict", lambda folder: written(folder, "a.py: holds\nb.py"), ""),
    "escape_in_the_name": ("moves what the terminal shows", lambda folder: written(folder, "\x1b[2Ja.py"), ""),
    "bytes_in_the_name": ("a name that is not UTF-8", lambda folder: written(folder, b"\xff\xfe.py"), ""),
    "right_to_left_in_the_name": ("a name that is shown turned round", lambda folder: written(folder, "\u202eyp.a"), ""),
    "option_as_a_name": ("a name that looks like an option", lambda folder: written(folder, "--json"), ""),
    "name_of_a_chapter": ("a file that is called as the kernel is", lambda folder: written(folder, "derivations.kernel.proof.py"), ""),
    "sympy_beside_it": ("modules that would be imported instead", lambda folder: sibling(folder, "sympy", "json", "numpy", "ast", "derivations_"), ""),
    "startup_beside_it": ("modules that Python imports by itself", lambda folder: sibling(folder, "sitecustomize", "usercustomize"), ""),
}
if sys.version_info < (3, 12):
    BYTES["tokenizer"] = ("a name that only the tokenizer refuses", (HEAD + "a = 1 ? 2\n").encode(), "not written as Python is")
