// Training rows drawn from a stream of series: what a pooled model learns from.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/features/feature_set.h"

namespace demandcast {

/// A series, an origin and a target, with what is known of it at the origin.
struct DrawnRow {
  std::uint64_t key = 0;  ///< by which it was drawn; sorts rows whatever the order of series was
  Period origin = 0;
  Span target;
  double level = 0;             ///< SeriesFeatures::level(origin), above 0
  double demand_in_levels = 0;  ///< mean demand of the target's periods / level; NaN in a row of what is ahead
  FeatureRow features;          ///< as seen from `origin`, plans as they were known there
};

/// Draws of all rows (series, origin, target within the horizon) whose demand is known, by hash, so that neither the
/// order of series nor the cut into shards matters. Borrows what it is given.
class RowDraw {
 public:
  /// Two passes over the stream: for the seasons of groups, and to count rows and categories. `owner`: the model's
  /// name, in the progress. Where `even_over` names a category column, each of its categories gives as many rows as the
  /// others, or all that it has. Throws ConfigError where there is no such column.
  RowDraw(const PanelStream& stream, const FeatureSet& set, const Horizon& horizon, std::string owner,
          const RunContext& context, std::string even_over = {});

  /// What features take from all series together; learnt before rows are drawn.
  const PooledFacts& facts() const { return facts_; }
  std::size_t row_count() const { return row_count_; }
  /// About `wanted` rows, all where there are no more: take(view, series, row), in the stream's order. `task` names the
  /// work. Holds the rows of some thousand series at a time.
  using Take = std::function<void(const PanelView& view, std::size_t series, DrawnRow& row)>;
  void pass(const char* task, std::size_t wanted, const Take& take) const;
  /// The rows of every target from every series' newest origin, which are not known; none of a series without a level.
  void pass_ahead(const char* task, const Take& take) const;

 private:
  void count();
  std::string group_of(const PanelView& view, std::size_t series) const;

  const PanelStream& stream_;
  const FeatureSet& set_;
  std::vector<Span> targets_;
  int steps_;
  std::string owner_;
  const RunContext& context_;
  PooledFacts facts_;
  std::string even_over_;
  std::size_t row_count_ = 0;
  std::map<std::string, std::size_t> group_rows_;  ///< of each category to be even over; one group without such
};

}  // namespace demandcast
