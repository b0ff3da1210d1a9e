// How good forecasts of demand summed over spans are.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "demandcast/evaluation/evaluation.h"
#include "demandcast/evaluation/metric_sums.h"

namespace demandcast {

/// Metrics of every model's span rows: dimension "span", group "lead:length", in the order of models and then of spans.
/// The truth of a span is the sum of its periods; a span with a period that may not be scored (`mode`) is left out.
/// MASE and RMSSE are not defined.
class SpanSums {
 public:
  /// Adds all rows of some series; `panel` holds these. Parts have the same models in the same order. O(rows).
  void add(const ForecastTable& forecasts, const Panel& panel, ScoreMode mode);
  std::vector<GroupMetrics> metrics() const;

 private:
  struct Key {
    std::size_t model = 0;
    std::int32_t lead = 0, length = 0;
    auto operator<=>(const Key&) const = default;
  };
  std::vector<std::string> models_;
  std::vector<double> levels_;
  std::map<Key, MetricSums> sums_;
};

/// Those of one table. O(rows).
std::vector<GroupMetrics> span_metrics(const ForecastTable& forecasts, const Panel& panel, ScoreMode mode);

}  // namespace demandcast
