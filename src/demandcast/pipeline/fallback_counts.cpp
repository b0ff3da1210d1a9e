// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/fallback_counts.h"

#include <set>
#include <tuple>

namespace demandcast {

FallbackCounts count_fallbacks(const ForecastTable& table) {
  std::set<std::tuple<std::int32_t, std::int32_t, Period>> seen;  // model, series, cutoff
  FallbackCounts counts;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const FallbackReason reason = table.reason[row];
    if (reason == FallbackReason::kNone) continue;
    if (!seen.emplace(table.model[row], table.series[row], table.cutoff[row]).second) continue;
    ++counts[table.models[static_cast<std::size_t>(table.model[row])]][std::string(reason_code(reason))];
  }
  return counts;
}

}  // namespace demandcast
