// How good forecasts of demand summed over spans are.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/evaluation/evaluation.h"

namespace demandcast {

/// Metrics of every model's span rows in `forecasts`: dimension "span", group "lead:length", in the order of models and
/// then of spans. The truth of a span is the sum of its periods; a span with a period that may not be scored (`mode`)
/// is left out. MASE and RMSSE are not defined. O(rows).
std::vector<GroupMetrics> span_metrics(const ForecastTable& forecasts, const Panel& panel, ScoreMode mode);

}  // namespace demandcast
