"""check_rooms finds a violation that is planted, and passes what is allowed."""

import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from check_rooms import violations


def found_in(place, text):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "src" / "demandcast" / place
        file.parent.mkdir(parents=True)
        file.write_text(text)
        return list(violations(folder))


assert found_in("core/a.h", '#include "demandcast/data/panel.h"\n'), "core must not see data"
assert found_in("forecast/a.h", "#include <arrow/api.h>\n"), "Arrow is at home in data"
assert found_in("data/panel.h", "#include <arrow/api.h>\n"), "Arrow stays out of public headers"
assert found_in("models/classical/a.cpp", '#include "demandcast/nn/pinball.h"\n'), "networks are at home in models/neural"
assert found_in("forecast/a.cpp", "#include <ATen/ATen.h>\n"), "LibTorch is at home in nn and models/neural"
assert not found_in("data/read.cpp", '#include <arrow/api.h>\n#include "demandcast/core/error.h"\n')
assert not found_in("pipeline/a.cpp", '#include "demandcast/models/builtin_models.h"\n')
print("check_rooms catches what it should")
