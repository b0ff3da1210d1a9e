// What befalls a series: spikes, announced and not, one shift of its level, stock-outs.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "demandcast/data/synthetic/item.h"
#include "demandcast/data/synthetic/timeline.h"

namespace demandcast::synthetic {

enum class Spike : std::uint8_t { kNone, kAnnounced, kUnannounced };

struct Spikes {
  std::vector<Spike> kind;     ///< [rows]
  std::vector<double> factor;  ///< [rows], 1 outside
};
Spikes draw_spikes(const SyntheticCatalogueOptions& options, const Timeline& line, RandomStream stream);

struct Shift {
  int at = -1;        ///< the first period of the new level; -1 = none
  double factor = 1;  ///< of all periods from there on
};
Shift draw_shift(const SyntheticCatalogueOptions& options, const Timeline& line, RandomStream stream);

/// Fraction of each period in which the product could be bought [rows]. Stock runs out the sooner, the more is wanted:
/// the chance is proportional to `expected` over `usual`, the base demand of a period, at most four times its option.
std::vector<double> draw_availability(const SyntheticCatalogueOptions& options, const Timeline& line,
                                      const std::vector<double>& expected, double usual, RandomStream stream);

}  // namespace demandcast::synthetic
