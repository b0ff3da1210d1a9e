// The whole judgement of a backtest: leaderboard, breakdowns, differences that are more than noise.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/evaluation/metrics.h"

namespace demandcast {

/// Metrics of one model over one group of rows.
struct GroupMetrics {
  std::string model;
  std::string dimension;  ///< "overall", "horizon", "cutoff", "velocity", "intermittence", "age", "season", "scale", or
                          ///< a static's name
  std::string group;      ///< "3", "2026-08-28", "fast", "lumpy", ...
  Metrics metrics;
};

/// What running a model cost; zeros when it was not run here (`evaluate`).
struct ModelCost {
  std::string model;
  double fit_seconds = 0, forecast_seconds = 0;
  double peak_memory_mb = 0;  ///< growth of the process's peak resident memory while the model ran
  std::size_t fallbacks = 0;  ///< (series, cutoff) pairs that fell back
};

/// Relative difference of wql between a model and the reference, with a paired bootstrap over series and cutoffs.
struct ModelDifference {
  std::string model, reference;
  double relative = 0;       ///< wql(model) / wql(reference) - 1; negative = better
  double low = 0, high = 0;  ///< 95 % interval
  bool clear = false;        ///< the interval does not hold zero
};

struct Evaluation {
  std::vector<double> levels;
  std::string reference;                      ///< "seasonal_naive" where it is in the table, else the first model
  std::vector<GroupMetrics> groups;           ///< every model, dimension and group
  std::vector<ModelCost> costs;               ///< [model] in the order of the leaderboard
  std::vector<std::string> leaderboard;       ///< models, best wql first
  std::vector<ModelDifference> to_reference;  ///< each other model against the reference
  std::vector<ModelDifference> to_best;       ///< each other model against the best one
  ScoreMode score = ScoreMode::kAvailable;
  std::size_t unmatched = 0;

  const Metrics& overall(const std::string& model) const;  ///< throws DataError for a model that is not there
  /// The rows of one dimension of one model, in their natural order.
  std::vector<const GroupMetrics*> of(const std::string& model, const std::string& dimension) const;
};

struct EvaluationOptions {
  int bootstrap_draws = 1000;
  std::vector<std::string> static_segments;  ///< categories to break down by (at most the 12 largest values each)
};

/// Judges every model of `table`. Segments are cut from each series' history up to its cutoff (segments.h), so that
/// they could have been known. O(rows * levels * dimensions + draws * series * cutoffs * models).
Evaluation evaluate(const ScoredTable& table, const Panel& panel, std::vector<ModelCost> costs,
                    const EvaluationOptions& options, const RunContext& context);

}  // namespace demandcast
