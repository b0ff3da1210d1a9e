// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/command_entry.h"

#include <malloc.h>

#include <iostream>
#include <string>
#include <vector>

#include "apps/cli/run_cli.h"

namespace {

/// Work on a store goes by parts of some MB each. Pages that are given back between them would be cleared anew for the
/// next part, a tenth of the time of a plain model.
void keep_pages() {
#ifdef M_MMAP_THRESHOLD
  constexpr int kMega = 1 << 20;
  mallopt(M_MMAP_THRESHOLD, 256 * kMega);
  mallopt(M_TRIM_THRESHOLD, 512 * kMega);
#endif
}

}  // namespace

extern "C" [[gnu::visibility("default")]] int demandcast_command(int count, const char* const* arguments) {
  keep_pages();
  const std::vector<std::string> given(arguments, arguments + count);
  return demandcast::run_cli(given, std::cout, std::cerr);
}
