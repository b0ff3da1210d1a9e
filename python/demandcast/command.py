# SPDX-License-Identifier: Apache-2.0
"""The command, from the library that was built with it.

One rule finds the library: it is `lib/libdemandcast_command.so` beside this file, where `pip install` puts it; the
environment variable DEMANDCAST_LIBRARY, where it is set, names another file.
"""

import ctypes
import os
import pathlib

NAME = "libdemandcast_command.so"


def library_path():
    """The file that the rule names, whether or not it is there."""
    named = os.environ.get("DEMANDCAST_LIBRARY")
    return pathlib.Path(named) if named else pathlib.Path(__file__).parent / "lib" / NAME


def run(arguments):
    """Runs `demandcast ARGUMENTS...` in this process, on its standard streams; returns the exit code.

    Raises ImportError where the library is not there or cannot be opened.
    """
    path = library_path()
    if not path.is_file():
        raise ImportError(f"{path} is not there; build demandcast and `pip install` its checkout, or set DEMANDCAST_LIBRARY "
                          f"to the {NAME} of a build")
    try:
        library = ctypes.CDLL(str(path))
    except OSError as error:
        raise ImportError(f"{path} cannot be opened: {error}") from error
    words = [str(argument).encode() for argument in arguments]
    return library.demandcast_command(len(words), (ctypes.c_char_p * len(words))(*words))
