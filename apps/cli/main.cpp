// SPDX-License-Identifier: Apache-2.0
#include <malloc.h>

#include <iostream>
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

int main(int argc, char** argv) {
  keep_pages();
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return demandcast::run_cli(arguments, std::cout, std::cerr);
}
