# SPDX-License-Identifier: Apache-2.0
"""The process group of several processes that a launcher started, made here and handed on to the library by name.

PyTorch makes it (Gloo, and NCCL for GPUs), because its wheel ships what C++ needs to speak through a group, but not what
it takes to make one.
"""

import os
import warnings

WANTED = ("WORLD_SIZE", "RANK", "MASTER_ADDR", "MASTER_PORT")


def is_launched():
    """Whether a launcher's environment is here, whole, for several processes. What is wrong with half of one the command says."""
    values = [os.environ.get(name, "") for name in WANTED]
    numbers = [value.isdecimal() for value in (values[0], values[1], values[3])]
    return all(values) and all(numbers) and int(values[0]) > 1 and int(values[1]) < int(values[0])


def join():
    """Joins the other processes; tells the library the group's name and the version of PyTorch through the environment.

    Raises ImportError where PyTorch is not installed, RuntimeError where the others cannot be reached.
    """
    warnings.filterwarnings("ignore", message="Failed to initialize NumPy")  # nothing here needs it
    import torch
    import torch.distributed as distributed

    gpu = torch.cuda.is_available()
    if gpu:
        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", "0")) % torch.cuda.device_count())
    distributed.init_process_group("cpu:gloo,cuda:nccl" if gpu else "gloo")
    os.environ["DEMANDCAST_PROCESS_GROUP"] = distributed.group.WORLD.group_name
    os.environ["DEMANDCAST_LIBTORCH"] = torch.__version__


def leave():
    """Where all went well; after a failure the others may be gone, and the process just ends."""
    import torch.distributed as distributed

    distributed.destroy_process_group()
