# SPDX-License-Identifier: Apache-2.0
"""`python -m demandcast ARGUMENTS...` is `demandcast ARGUMENTS...`; under torchrun, the same in several processes."""

import os
import signal
import sys

from demandcast import command, process_group

FAILED, WRONG_USAGE = 1, 2


def refuse(code, message):
    print(f"demandcast: {message}", file=sys.stderr, flush=True)
    os._exit(code)  # other processes may be waiting for what will not come


def join():
    try:
        process_group.join()
    except ImportError as error:
        refuse(WRONG_USAGE, f"several processes need PyTorch: {error}; install torch as requirements.txt pins it")
    except (RuntimeError, ValueError) as error:
        place = f"{os.environ['MASTER_ADDR']}:{os.environ['MASTER_PORT']}"
        refuse(FAILED, f"rank {os.environ['RANK']} cannot join the others at {place}: {str(error).splitlines()[0]}")


def main():
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # as for the command; Ctrl-C during work is the library's
    launched = process_group.is_launched()
    if launched:
        join()
    try:
        code = command.run(sys.argv[1:])
    except ImportError as error:
        refuse(WRONG_USAGE, str(error))
    if launched and code != 0:
        os._exit(code)
    if launched:
        process_group.leave()
    sys.exit(code)


main()
