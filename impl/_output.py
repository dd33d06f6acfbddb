"""The folder into which a command writes, refused before the work where it cannot be written to."""

import os
from pathlib import Path


def prepare(folder: Path, *files: str) -> None:
    """Make the folder; ValueError where that fails, where no file can be made in it, or where a file is a folder.

    ``files`` are names or patterns of files that the command writes or replaces.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".{os.getpid()}.probe"  # an hour's work must not end at a folder that cannot be written to
        probe.touch(exist_ok=False)
        probe.unlink()
        taken = [path for name in files for path in folder.glob(name) if path.is_dir()]
    except OSError as error:
        raise ValueError(f"argument --out: cannot write to {folder}: {error.strerror}") from None
    if taken:
        raise ValueError(f"argument --out: cannot write the file {taken[0]}, because it is a folder")
