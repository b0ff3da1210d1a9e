// Some series of a catalogue with all their dates, the same whatever the order of rows; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "demandcast/data/table.h"

namespace demandcast {

/// The series whose ids have the lowest hashes. One that is kept was kept since its first row, because the bound only
/// falls: so its dates are complete. Memory is that of the series kept.
class SeriesSample {
 public:
  explicit SeriesSample(std::size_t most) : most_(most) {}

  /// Takes the dates (numbers of distinct_dates.h, negative = none) of the rows from `begin` on.
  void add(const TextColumn& ids, std::size_t begin, std::span<const std::int32_t> dates);
  /// The same for plans, once all rows of demand were added: they are kept apart, and make no series known.
  void add_plans(const TextColumn& ids, std::size_t begin, std::span<const std::int32_t> dates);

  struct Series {
    std::vector<std::int32_t> dates, plans;
  };
  /// Those kept, in order of their hashes.
  std::vector<const Series*> series() const;
  /// Series in the catalogue, told from how low the hashes kept are.
  double estimate() const;

 private:
  using Rank = std::pair<std::uint64_t, std::string>;
  using Dates = std::vector<std::int32_t> Series::*;
  void add(const TextColumn& ids, std::size_t begin, std::span<const std::int32_t> dates, Dates kind);
  std::int32_t slot_of(const std::string& id, bool may_add);

  std::size_t most_;
  std::map<Rank, std::int32_t> slots_;  ///< of those kept
  std::vector<Series> series_;          ///< [slot]; those given up are empty
  std::vector<bool> kept_;              ///< [slot]
};

}  // namespace demandcast
