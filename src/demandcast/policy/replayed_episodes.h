// Past periods of many products, with what was forecast as of each: the samples of a policy for a catalogue.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "demandcast/buying/stock_step.h"
#include "demandcast/core/random.h"
#include "demandcast/policy/episode.h"
#include "demandcast/policy/outlook.h"
#include "demandcast/policy/storage_price.h"

namespace demandcast {

/// What was recorded of each product and period, whatever was ordered.
struct PolicyHistory {
  std::size_t periods = 0, feature_count = 0;
  std::vector<double> level, reorder_point, unit, bound, demand;  ///< [product, period]
  std::vector<float> curve;                                       ///< [product, period, knot]
  std::vector<float> features;                                    ///< [product, period, feature]
  std::vector<double> grain;                                      ///< [product]
  std::vector<std::size_t> first, end;  ///< [product] periods that are recorded, none where equal

  /// `facts` numbers follow those of the outlook.
  PolicyHistory(std::size_t products, std::size_t period_count, std::size_t facts = 0);
  void record(std::size_t product, std::size_t period, const Outlook& outlook, double demand_of_period);
  /// Hex hash of all of it.
  std::string fingerprint() const;
};

/// Periods [from, to) of a history as episodes of `length`. Lead times are drawn anew for each. Where products are
/// drawn, half of the draws go by what uncertain demand costs of each, and an episode weighs as much less as its
/// product comes more often: the mean is the same, and a few dear products do not make it noisy.
class ReplayedEpisodes final : public EpisodeSource {
 public:
  enum class Draw {
    kAny,    ///< any product, the more often the more of the money lies in it, and any starting period
    kInTurn  ///< the products one after another, each from `from` on
  };
  /// Products without `length` periods in the window are left out. Throws DataError when none is left. Items and
  /// history outlive the source.
  ReplayedEpisodes(std::span<const ItemEconomics> items, const PolicyHistory& history, std::size_t from, std::size_t to,
                   std::size_t length, Draw draw, std::uint64_t seed);

  PolicyInputs inputs() const override { return inputs_; }
  /// Lets every episode have two prices of space, one after another, each of them none in a quarter of the cases; the
  /// policy is told of them by one feature more.
  void set_prices(const StoragePrices& prices);
  void fill(std::uint64_t draw, Episode& episode) const override;
  std::size_t product_count() const { return products_.size(); }
  std::size_t product(std::size_t place) const { return products_[place]; }  ///< its number in the history
  std::size_t from() const { return from_; }

 private:
  std::span<const ItemEconomics> items_;
  const PolicyHistory& history_;
  std::size_t from_, to_, length_;
  Draw draw_;
  std::uint64_t seed_;
  void draw_prices(RandomStream& stream, Episode& episode) const;
  PolicyInputs inputs_;
  StoragePrices prices_;
  void share_out();
  double money_of(std::size_t product) const;
  std::size_t drawn_place(double level) const;
  double share_of(std::size_t place) const { return up_to_[place] - (place > 0 ? up_to_[place - 1] : 0); }
  std::vector<std::size_t> products_;
  std::vector<double> up_to_;  ///< [product] share of the draws that go to it or to one before it
};

/// What a policy for these items sees: the pipeline of the longest lead time (16 slots at the most) and, where stock
/// perishes, by age (8 at the most).
PolicyInputs inputs_for(std::span<const ItemEconomics> items, std::size_t feature_count);

}  // namespace demandcast
