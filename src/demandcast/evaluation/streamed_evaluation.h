// The judgement of a backtest whose forecasts come in parts, of a catalogue too large to hold.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "demandcast/evaluation/demand_ranks.h"
#include "demandcast/evaluation/evaluation.h"
#include "demandcast/evaluation/metric_sums.h"
#include "demandcast/evaluation/paired_bootstrap.h"

namespace demandcast {

/// `evaluate` for parts of whole series: the same groups, numbers equal up to the rounding of sums, differences and
/// their intervals equal. Kept are sums per group, and of every series its id, of every (series, cutoff) a loss and a
/// fingerprint per model. Of options.hierarchy nothing is computed: its sums go across series.
class StreamedEvaluation {
 public:
  /// `ranks` hold every pair that will be scored.
  StreamedEvaluation(EvaluationOptions options, DemandRanks ranks);
  /// Adds a part: all rows of every model of some series; `panel` holds these. Parts have the same models in the same
  /// order, and the same categories. Throws as `evaluate` does.
  void add(const ScoredTable& part, const Panel& panel, const RunContext& context);
  Evaluation finish(const std::vector<ModelCost>& costs, const RunContext& context);

 private:
  struct Group {
    std::string name;
    std::vector<MetricSums> sums;  ///< [model]
  };
  struct Sums {
    std::string dimension;
    std::map<std::int64_t, Group> groups;  ///< in their natural order
  };
  struct Cut;
  std::vector<Cut> cuts_of(const ScoredTable& part, const ScoredPairs& pairs, const Panel& panel,
                           const RunContext& context) const;
  void add_sums(const ScoredTable& part, const ScoredPairs& pairs, const std::vector<Cut>& cuts,
                const RunContext& context);
  void add_pairs(const ScoredTable& part, const ScoredPairs& pairs, const RunContext& context);
  void count_categories(const ScoredTable& part, const ScoredPairs& pairs, const Panel& panel);
  Sums with_largest_values(const Sums& of_static, std::size_t place) const;
  std::vector<GroupMetrics> metrics_of_groups(const Sums& dimension, const std::vector<std::size_t>& order) const;

  EvaluationOptions options_;
  DemandRanks ranks_;
  Evaluation evaluation_;
  std::vector<std::string> models_;
  std::vector<Sums> sums_;                                ///< [dimension] overall first
  std::vector<std::vector<std::size_t>> series_of_code_;  ///< [static asked for][code] series scored
  std::vector<std::string> ids_;                          ///< of series scored
  std::vector<std::size_t> first_pair_{0};                ///< [series + 1]
  std::vector<Period> cutoff_;                            ///< [pair]
  std::vector<PairLosses> losses_;                        ///< [model]
  std::vector<std::vector<std::int32_t>> rules_;          ///< [router][pair] as cut_by_rule gives it
};

}  // namespace demandcast
