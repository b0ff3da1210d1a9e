// Past periods of many products, with what was forecast as of each: the samples of a policy for a catalogue.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "demandcast/buying/stock_step.h"
#include "demandcast/policy/episode.h"
#include "demandcast/policy/outlook.h"

namespace demandcast {

/// What was recorded of each product and period, whatever was ordered.
struct PolicyHistory {
  std::size_t periods = 0, feature_count = 0;
  std::vector<double> level, unit, bound, demand;  ///< [product, period]
  std::vector<float> features;                     ///< [product, period, feature]
  std::vector<double> grain;                       ///< [product]
  std::vector<std::size_t> first, end;             ///< [product] periods that are recorded, none where equal

  PolicyHistory(std::size_t products, std::size_t period_count);
  void record(std::size_t product, std::size_t period, const Outlook& outlook, double demand_of_period);
  /// Hex hash of all of it.
  std::string fingerprint() const;
};

/// Periods [from, to) of a history as episodes of `length`. Lead times are drawn anew for each.
class ReplayedEpisodes final : public EpisodeSource {
 public:
  enum class Draw {
    kAny,    ///< any product, any starting period, by the number and the seed
    kInTurn  ///< the products one after another, each from `from` on
  };
  /// Products without `length` periods in the window are left out. Throws DataError when none is left. Items and
  /// history outlive the source.
  ReplayedEpisodes(std::span<const ItemEconomics> items, const PolicyHistory& history, std::size_t from, std::size_t to,
                   std::size_t length, Draw draw, std::uint64_t seed);

  PolicyInputs inputs() const override { return inputs_; }
  void set_inputs(const PolicyInputs& inputs) { inputs_ = inputs; }
  void fill(std::uint64_t draw, Episode& episode) const override;
  std::size_t product_count() const { return products_.size(); }

 private:
  std::span<const ItemEconomics> items_;
  const PolicyHistory& history_;
  std::size_t from_, to_, length_;
  Draw draw_;
  std::uint64_t seed_;
  PolicyInputs inputs_;
  std::vector<std::size_t> products_;
};

/// What a policy for these items sees: the pipeline of the longest lead time (16 slots at the most) and, where stock
/// perishes, by age (8 at the most).
PolicyInputs inputs_for(std::span<const ItemEconomics> items);

}  // namespace demandcast
