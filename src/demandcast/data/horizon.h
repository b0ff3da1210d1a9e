// What is asked of a forecast: how many periods, which quantile levels, which spans.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace demandcast {

/// Demand summed over the periods origin + lead + 1 .. origin + lead + length: the lead time and review period of a
/// buyer. A target of its own, because quantiles do not add.
struct Span {
  int lead = 0;    ///< periods skipped after the origin, at least 0
  int length = 1;  ///< periods summed, at least 1
  bool operator==(const Span&) const = default;
};

struct Horizon {
  int steps = 0;               ///< periods after the origin, at least 1
  std::vector<double> levels;  ///< quantile levels in (0, 1), strictly increasing
  std::vector<Span> spans;     ///< may be empty; each lies within `steps`

  /// Steps, the nine deciles, no spans.
  static Horizon of(int steps);
  static std::vector<double> default_levels();  ///< 0.1, 0.2, ... 0.9
  /// Throws ConfigError when a field breaks its rule above.
  void validate() const;
  bool operator==(const Horizon&) const = default;
};

/// A level as columns and charts spell it: "0.1", "0.975"; never "0.10".
std::string level_name(double level);

}  // namespace demandcast
