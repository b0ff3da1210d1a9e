"""Checks that the rooms of src/demandcast include each other one way only, and that third parties stay at home.

    python3 tools/check_rooms.py [ROOT]     exit code 1 and one line a violation

The table is the architecture: a room may include the rooms named after it, and no other.
"""

import pathlib
import re
import sys

ROOMS = {
    "core": [],
    "data": ["core"],
    "features": ["core", "data"],
    "forecast": ["core", "data"],
    "buying": ["core", "data", "forecast"],
    "policy": ["core", "data", "forecast", "buying"],
    "nn": ["core", "data"],
    "training": ["core", "data", "features", "forecast", "nn"],
    "models": ["core", "data", "features", "forecast", "nn", "training"],
    "evaluation": ["core", "data", "forecast"],
    "report": ["core", "data", "forecast", "evaluation"],
    "pipeline": ["core", "data", "features", "forecast", "buying", "policy", "models", "evaluation", "report"],
}
# A third party's headers, and the place that may include them.
HOMES = {
    r"(arrow|parquet)/": r"data/[^/]+\.cpp|data/[^/]*arrow[^/]*\.h",
    r"toml\+\+/": r"models/patchwork/expert_router/parse_rules\.cpp",
    r"(torch|ATen|c10)/|demandcast/(nn|training)/": r"nn/.*|training/.*|models/neural/.*",
}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')


def violations(root):
    source = pathlib.Path(root) / "src" / "demandcast"
    for file in sorted([*source.rglob("*.h"), *source.rglob("*.cpp")]):
        place = file.relative_to(source).as_posix()
        room = place.split("/")[0]
        for number, line in enumerate(file.read_text().splitlines(), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            header = match.group(1)
            if header.startswith("demandcast/"):
                other = header.split("/")[1]
                if other != room and other not in ROOMS.get(room, []):
                    yield f"{place}:{number}: {room} must not include {other} ({header})"
            for third_party, home in HOMES.items():
                if re.match(third_party, header) and not re.fullmatch(home, place):
                    yield f"{place}:{number}: <{header}> is at home elsewhere"


def main():
    found = list(violations(sys.argv[1] if len(sys.argv) > 1 else "."))
    print("\n".join(found) or "rooms: every include goes the right way")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
