// A fitted form as a row of numbers, and its states on another history.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/data/frequency.h"
#include "demandcast/models/classical/ets/ets_fit.h"

namespace demandcast {

/// A fit and the period that its initial states stand before.
struct SavedEts {
  EtsFit fit;
  Period first_period = 0;

  std::vector<double> numbers() const;
  /// Whether the numbers have a form's layout: its code, whole numbers in range, a season of its length.
  static bool is_row(std::span<const double> numbers);
  /// For numbers of which `is_row` is true.
  static SavedEts from_numbers(std::span<const double> numbers);
  /// Initial states for a history that starts at `first`: the fitted ones, or, where it starts elsewhere, the fitted
  /// season turned to its phase and a level and growth read off its first periods.
  EtsStates start_at(Period first, std::span<const double> y) const;
};

}  // namespace demandcast
