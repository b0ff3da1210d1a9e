// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/warning_talk.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "demandcast/pipeline/load_data.h"

namespace demandcast {

void tell_warnings(const ReadReport& report, const Flags& flags, Door& door) {
  const std::size_t count = warning_count(report);
  if (count == 0 || flags.quiet || flags.json) return;
  std::set<std::string> kinds;
  for (const Fault& fault : report.faults) {
    if (fault.severity == FaultSeverity::kWarning) kinds.insert(fault.kind);
  }
  door.err << fmt::format("{} warning{} about {} ({}); demandcast check shows {}\n", count, count == 1 ? "" : "s",
                          flags.config.data.path, fmt::join(kinds, ", "), count == 1 ? "it" : "them");
}

}  // namespace demandcast
