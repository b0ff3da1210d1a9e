// The whole judgement of a backtest: leaderboard, breakdowns, differences that are more than noise.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/evaluation/metrics.h"
#include "demandcast/evaluation/wrmsse.h"

namespace demandcast {

/// Metrics of one model over one group of rows.
struct GroupMetrics {
  std::string model;
  std::string dimension;  ///< "overall", "horizon", "cutoff", "velocity", "intermittence", "age", "season", "scale",
                          ///< "rule of MODEL", or a static's name
  std::string group;      ///< "3", "2026-08-28", "fast", "lumpy", ...; "all" of "overall"
  Metrics metrics;
};

/// What running a model cost; zeros when it was not run here (`evaluate`).
struct ModelCost {
  std::string model;
  double fit_seconds = 0, forecast_seconds = 0;
  double peak_memory_mb = 0;  ///< growth of the process's peak resident memory while the model ran
  std::size_t fallbacks = 0;  ///< (series, cutoff) pairs that fell back
};

/// Relative difference of wql (of wql_all where a decile is missing) between a model and the reference, over the
/// (series, cutoff) pairs in which both scored the same periods. The interval is a paired bootstrap: series are drawn
/// with replacement, and cutoffs too where there are at least three. docs/metrics.md tells what it covers and what not.
struct ModelDifference {
  std::string model, reference;
  double relative = 0;       ///< wql(model) / wql(reference) - 1; negative = better
  double low = 0, high = 0;  ///< 95 % interval; NaN with a single series and fewer than three cutoffs
  bool clear = false;        ///< the interval does not hold zero
  std::size_t pairs = 0;     ///< (series, cutoff) pairs compared
};

/// A model that sends series to others by rules.
struct RoutedModel {
  struct Rule {
    std::string name;
    std::string expert;  ///< the model that it names
  };
  std::string model;          ///< as the table calls it
  std::string default_model;  ///< what the table calls the model that all series would have without rules
  std::vector<Rule> rules;    ///< the default last
};

/// What a rule was worth: its expert on the pairs that it took, beside the other models on the same pairs.
struct RulePrice {
  struct Other {
    std::string model;
    bool is_default = false;
    double wql = std::numeric_limits<double>::quiet_NaN();   ///< on the rule's pairs
    double cost = std::numeric_limits<double>::quiet_NaN();  ///< there, as Metrics::cost
    ModelDifference difference;                              ///< of the router to it there
  };
  std::string model, rule, expert;
  std::size_t series = 0, pairs = 0;                       ///< that it took and that were scored
  double wql = std::numeric_limits<double>::quiet_NaN();   ///< as leaderboards have it
  double cost = std::numeric_limits<double>::quiet_NaN();  ///< of the rule's pairs, as Metrics::cost
  std::vector<Other> against = {};                         ///< in the order of the leaderboard
};

struct Evaluation {
  std::vector<double> levels;
  std::string reference;                 ///< "seasonal_naive" where it is in the table, else the first model
  std::vector<GroupMetrics> groups;      ///< by dimension, then group, then model in the order of the leaderboard; a
                                         ///< group that any model has rows in is there for every model
  std::vector<ModelCost> costs;          ///< [model] in the order of the leaderboard
  std::vector<std::string> leaderboard;  ///< models, best wql first (wql_all where a decile is missing)
  std::vector<ModelDifference> to_reference;  ///< each other model against the reference
  std::vector<ModelDifference> to_best;       ///< each other model against the best one
  std::vector<HierarchyError> hierarchy;      ///< [model] in the order of the leaderboard; empty when not asked for
  std::vector<RulePrice> rules;               ///< of EvaluationOptions::routers, in the order of their rules
  ScoreMode score = ScoreMode::kAvailable;
  std::size_t unmatched = 0;

  const Metrics& overall(const std::string& model) const;  ///< throws DataError for a model that is not there
  /// The rows of one dimension of one model, in their natural order.
  std::vector<const GroupMetrics*> of(const std::string& model, const std::string& dimension) const;
};

/// Whether its metrics tell what forecasts cost in money.
bool has_money(const Evaluation& evaluation);

struct EvaluationOptions {
  int bootstrap_draws = 1000;
  std::vector<std::string> static_segments = {};  ///< categories to break down by (at most the 12 largest values each)
  std::vector<RoutedModel> routers = {};          ///< whose rules are priced
  HierarchyOptions hierarchy = {};                ///< levels of wrmsse; none: it is not computed
};

/// Judges every model of `table`. Segments are cut from each series' history up to its cutoff (segments.h), so that
/// they could have been known. `costs` of models that are not in the table are left out. The same at any number of
/// threads. Throws ConfigError for a static or channel that is not there, and for a static that is not a category.
/// O(rows * levels * dimensions + draws * series * cutoffs * models).
Evaluation evaluate(const ScoredTable& table, const Panel& panel, std::vector<ModelCost> costs,
                    const EvaluationOptions& options, const RunContext& context);

}  // namespace demandcast
