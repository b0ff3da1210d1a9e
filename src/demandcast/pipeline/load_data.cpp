// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/load_data.h"

#include <algorithm>

#include "demandcast/core/error.h"

namespace demandcast {

LoadedData load_data(const RunConfig& config, const RunContext& context) {
  context.progress->start("reading " + config.data.path, 0);
  ReadResult read = read_panel(config.data);
  context.progress->finish();
  if (!read.panel) throw DataError(read.report.error_text());
  return {std::move(*read.panel), std::move(read.report)};
}

std::size_t warning_count(const ReadReport& report) {
  const auto is_warning = [](const Fault& fault) { return fault.severity == FaultSeverity::kWarning; };
  return static_cast<std::size_t>(std::count_if(report.faults.begin(), report.faults.end(), is_warning));
}

}  // namespace demandcast
