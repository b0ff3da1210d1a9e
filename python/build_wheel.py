# SPDX-License-Identifier: Apache-2.0
"""Makes the wheel of a checkout that is built, with nothing but Python: the backend that pyproject.toml names.

The libraries come from the build folder that DEMANDCAST_BUILD names, else from build/release, else from build/dev, as
`cmake --install` writes them, into demandcast/lib. They go on using the pyarrow and torch that they were built with.
"""

import base64
import hashlib
import os
import pathlib
import re
import subprocess
import sysconfig
import tempfile
import tomllib
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
COMMAND = "lib/libdemandcast_command.so"


def build_folder():
    named = os.environ.get("DEMANDCAST_BUILD")
    folders = [pathlib.Path(named)] if named else [ROOT / "build/release", ROOT / "build/dev"]
    for folder in folders:
        if (folder / COMMAND).is_file():
            return folder
    raise SystemExit(f"there is no {COMMAND} in {' or '.join(map(str, folders))}; run ./dev build first, or let "
                     "DEMANDCAST_BUILD name the folder of a build")


def libraries(build):
    """(name, bytes) of each library, installed: stripped, and found from beside each other."""
    cache = (build / "CMakeCache.txt").read_text()
    cmake = re.search(r"^CMAKE_COMMAND:INTERNAL=(.*)$", cache, re.MULTILINE).group(1)
    with tempfile.TemporaryDirectory() as prefix:
        subprocess.run([cmake, "--install", build, "--prefix", prefix, "--strip"], check=True, stdout=subprocess.DEVNULL)
        soname = re.compile(r"libdemandcast(_\w+\.so|\.so\.\d+\.\d+)")  # links become files: wheels hold none
        for file in sorted(pathlib.Path(prefix).rglob("libdemandcast*.so*")):
            if soname.fullmatch(file.name):
                yield file.name, file.read_bytes()


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def metadata():
    pins = dict(line.split("==") for line in (ROOT / "requirements.txt").read_text().split() if "==" in line)
    told = project()
    return "\n".join(["Metadata-Version: 2.1", f"Name: {told['name']}", f"Version: {told['version']}",
                      f"Summary: {told['description']}", f"License: {told['license']}",
                      f"Requires-Python: {told['requires-python']}", f"Requires-Dist: pyarrow=={pins['pyarrow']}",
                      "Provides-Extra: neural", f"Requires-Dist: torch=={pins['torch']} ; extra == 'neural'", ""])


def contents(tag, information):
    for file in sorted((ROOT / "python/demandcast").glob("*.py")):
        yield f"demandcast/{file.name}", file.read_bytes()
    for name, data in libraries(build_folder()):
        yield f"demandcast/lib/{name}", data
    yield f"{information}/METADATA", metadata().encode()
    yield f"{information}/WHEEL", f"Wheel-Version: 1.0\nGenerator: demandcast\nRoot-Is-Purelib: false\nTag: {tag}\n".encode()


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    told = project()
    tag = "py3-none-" + re.sub(r"[-.]", "_", sysconfig.get_platform())
    name, information = f"{told['name']}-{told['version']}", f"{told['name']}-{told['version']}.dist-info"
    record = []
    file = pathlib.Path(wheel_directory) / f"{name}-{tag}.whl"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, data in contents(tag, information):
            wheel.writestr(path, data)
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            record.append(f"{path},sha256={digest},{len(data)}\n")
        wheel.writestr(f"{information}/RECORD", "".join(record) + f"{information}/RECORD,,\n")
    return file.name


def build_sdist(sdist_directory, config_settings=None):
    raise SystemExit("there is no source distribution: a wheel is made from a checkout that is built (pip install .)")
