// What members of a combination would have said at past origins, beside what came true.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/calibrated/past/past_options.h"
#include "demandcast/models/calibrated/past/past_origins.h"

namespace demandcast {

/// Cells are (series, window, step) of the sampled series; those without an observed outcome, or for which a member
/// fell back, take no part. 4 bytes a member, cell and level.
class MemberRecord {
 public:
  /// Of more than `most_series` as many, about, drawn by their ids, whatever their order. Does not own training or
  /// context.
  MemberRecord(const PanelStream& training, const PastOptions& past, std::int64_t most_series, const Horizon& horizon,
               const RunContext& context);
  /// Fits `member` before past origins and forecasts them.
  void add(const Estimator& member);

  std::size_t member_count() const { return quantiles_.size(); }
  std::span<const double> levels() const { return levels_; }
  std::span<const float> demand() const { return demand_; }  ///< [cell], NaN where it takes no part
  /// [cell, level]
  std::span<const float> quantiles(std::size_t member) const { return quantiles_[member]; }

 private:
  std::size_t first_cell(std::size_t sampled, int window) const;

  const PanelStream* training_;
  const RunContext* context_;
  PastOrigins origins_;
  std::int64_t fits_;
  std::vector<double> levels_;
  std::vector<std::int64_t> sampled_;  ///< [series of all shards] place among the sampled, -1 = not one of them
  std::vector<float> demand_;
  std::vector<std::vector<float>> quantiles_;
};

}  // namespace demandcast
