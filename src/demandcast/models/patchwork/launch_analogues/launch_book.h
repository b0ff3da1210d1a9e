// The launches that a catalogue has seen: what each product sold at which age, without its season.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "demandcast/models/patchwork/launch_analogues/product_traits.h"

namespace demandcast {

/// One product's first periods on sale.
struct Launch {
  std::string id;
  std::uint64_t key = 0;  ///< stream_key(id)
  Period start = 0;
  std::size_t pool = 0;  ///< of categories
  ProductTraits traits;
  std::vector<float> curve = {};  ///< [age] demand without its season, at least 0; NaN where it is not known
};

/// Launches in the order of their keys, so that no sum depends on the order in which they came. Immutable.
class LaunchBook {
 public:
  /// Of more launches, those of the lowest keys are kept: a sample that the order of series does not change.
  static constexpr std::size_t kMost = 20'000;

  LaunchBook() = default;
  /// `reach`: ages that curves are kept for. `unit`: one unit of demand. Launches without a known cell are left out.
  LaunchBook(std::vector<Launch> launches, std::size_t reach, double unit);

  std::size_t size() const { return launches_.size(); }
  const Launch& operator[](std::size_t launch) const { return launches_[launch]; }
  const std::vector<Launch>& launches() const { return launches_; }
  std::size_t reach() const { return reach_; }
  double unit() const { return unit_; }

  /// Ages of a launch that were over at `origin`, at most those of its curve.
  std::size_t known(std::size_t launch, Period origin) const;
  /// Demand a period at the age at which the catalogue's curve is 1, by the first `ages` of the launch: its demand over
  /// the catalogue's curve there, each age counted by its sureness, a quarter of a unit added, so that it is above 0.
  double level(std::size_t launch, std::size_t ages) const;
  /// The same of a product's own demand by age; NaN = not known.
  double level_of(std::span<const float> sold) const;
  /// The catalogue's launch curve, mean 1 over its reach, above 0: demand = level * curve for every launch and every
  /// age over all launches, a launch counting by the root of its level. Its last value beyond the reach.
  double curve(std::size_t age) const;
  /// How surely demand at an age tells the level, beside the surest age, in (0, 1]: the inverse of its mean squared
  /// relative deviation from level * curve beyond the counts', over launches. A first period that was not whole tells
  /// little.
  double sureness(std::size_t age) const;

 private:
  void fit_curve();
  void fit_sureness();
  void sum_up();

  std::vector<Launch> launches_;
  std::size_t reach_ = 0;
  double unit_ = 1;
  std::vector<double> curve_, sureness_;  ///< [age]
  std::vector<std::vector<double>> sold_,
      expected_;  ///< [launch, ages] sums over the known cells of the first ages, by sureness
};

}  // namespace demandcast
