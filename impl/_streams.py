"""What a command does about its output streams and about Ctrl-C before it has anything to lose."""

import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED = 130  # the exit status after Ctrl-C, as shells give it


def encodable() -> None:
    """Let both output streams replace what their encoding lacks, as ASCII lacks Greek letters, instead of failing."""
    for stream in sys.stdout, sys.stderr:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


@contextmanager
def leaving_at_once(program: str) -> Iterator[None]:
    """While libraries are loaded, let Ctrl-C end the process with one line.

    A KeyboardInterrupt can come in the middle of a library's own import, which may ignore it or break. Outside the main
    thread, and where the caller ignores or handles Ctrl-C in its own way, nothing changes.
    """

    def leave(number: int, frame: FrameType | None) -> None:
        os.write(2, f"{program}: interrupted\n".encode())
        os._exit(INTERRUPTED)

    try:
        usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if usual:
            signal.signal(signal.SIGINT, leave)
    except ValueError:  # not in the main thread
        usual = False
    try:
        yield
    finally:
        if usual:
            signal.signal(signal.SIGINT, signal.default_int_handler)
