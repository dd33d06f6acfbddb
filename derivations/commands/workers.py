"""The processes that make the entries of the ledger.

They are forked, so that each has the theorems that are proved already; they get names only and return plain data, since
nothing may copy an expression.
"""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from typing import Any

from .entries import Examiner, Key


class _Worker:
    """A forked process that makes entries.  Its examiner is process state, because a task carries only names."""

    examiner: Examiner

    @classmethod
    def begin(cls, examiner: Examiner) -> None:
        cls.examiner = examiner

    @classmethod
    def entry(cls, key: Key) -> dict[str, Any]:
        return cls.examiner.entry(key)


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Put Ctrl-C off.  Processes that are begun meanwhile never see it: the first one, which does, ends them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def entries(examiner: Examiner, work: list[Key], jobs: int) -> Iterator[tuple[Key, dict[str, Any]]]:
    """The entries in the order of the work, made in this process or in several; these end at once where it is left."""
    if jobs <= 1 or len(work) < 2:
        for key in work:
            yield key, examiner.entry(key)
        return
    gc.freeze()  # What the processes share stays as it is: looking at it would copy its pages into each of them.
    others = set(active_children())
    with ProcessPoolExecutor(
        min(jobs, len(work)), mp_context=get_context("fork"), initializer=_Worker.begin, initargs=(examiner,)
    ) as pool:
        try:
            with _no_interrupt():
                found = [pool.submit(_Worker.entry, key) for key in work]
            for key, future in zip(work, found, strict=True):
                yield key, future.result()
        except BaseException:  # Ctrl-C, above all.  The pool fails by the death of its workers, and then ends.
            for worker in set(active_children()) - others:
                worker.kill()  # A future that was cancelled would make the pool's thread print a traceback.
            raise
