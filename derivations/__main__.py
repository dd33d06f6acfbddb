"""The command line `tightbound`, or `python -m derivations`: one command is run, and its exit status is returned."""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    # Nothing is imported from the current folder: a json.py beside the file to be judged would be executed.
    root, here = __file__.rpartition("/derivations/")[0], sys.path[0]
    sys.path[:] = [folder for folder in sys.path if folder == root or folder not in ("", here)]

import os
from contextlib import nullcontext

WRONG_CALL, STOPPED = 2, 130


def main(argv: list[str] | None = None) -> int:
    """Run a command and return its exit status: 2 for a wrong call, 130 after Ctrl-C."""
    try:
        return _run(argv)
    except KeyboardInterrupt:
        print("stopped by Ctrl-C", file=sys.stderr)
        return STOPPED


def _run(argv: list[str] | None) -> int:
    """The exit status of a command."""
    from .pages.output import complain, spell_outputs  # here, so that Ctrl-C leaves no traceback while it is loaded

    if sys.stdout is None:  # Standard output is closed, and the exit status still tells the result.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  it stays open until the end
    spell_outputs()
    try:
        from .commands.options import parser  # likewise

        args = parser().parse_args(argv)
        from .commands.finding import UnknownName  # likewise
        from .commands.garbage import seldom_collected  # likewise

        try:
            with seldom_collected() if argv is None else nullcontext():  # a caller's process goes on after the command
                status = _command(args.command)(args)
            sys.stdout.flush()
            return status
        except UnknownName as error:
            complain(str(error))
            return WRONG_CALL
        except Exception as error:  # A line of a chapter that cannot be read says where it stands.
            if not (where := getattr(error, "where", "")):
                raise
            complain(f"{where}, line {getattr(error, 'line', 0)}: {error}")
            return WRONG_CALL
    except BrokenPipeError:  # as after `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that Python prints no error at exit
        return 1
    except OSError as error:  # as on a full disk; files that are read or written have their own messages
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        complain(f"the output cannot be written: {error.strerror}")
        return WRONG_CALL


def _command(name: str):
    """The function of a command; no other is loaded."""
    if name == "check":
        from .commands.check import main as run  # here, because `verify` and `show` load much that it does not need
    elif name == "verify":
        from .commands.verify import main as run  # likewise
    elif name == "book":
        from .commands.book import main as run  # likewise
    elif name == "show":
        from .commands.show import show as run  # likewise
    else:
        from .commands.listing import main as run  # likewise
    return run


if __name__ == "__main__":
    sys.exit(main())
