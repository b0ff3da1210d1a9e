// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/synthetic/events.h"

#include <algorithm>
#include <cmath>

namespace demandcast::synthetic {
namespace {

constexpr double kSpikeDays = 7, kStockOutDays = 12;

}  // namespace

Spikes draw_spikes(const SyntheticCatalogueOptions& options, const Timeline& line, RandomStream stream) {
  Spikes spikes;
  const int length = line.periods_of(kSpikeDays);
  Spike running = Spike::kNone;
  double factor = 1;
  int left = 0;
  for (int t = 0; t < line.rows; ++t) {
    const double announced = stream.uniform(), unannounced = stream.uniform(), height = stream.uniform();
    const double chance = line.chance(options.spikes_per_year, t);
    if (left == 0 && (announced < chance || unannounced < chance)) {
      running = announced < chance ? Spike::kAnnounced : Spike::kUnannounced;
      factor = std::exp(0.7 + 0.9 * height);
      left = length;
    }
    spikes.kind.push_back(left > 0 ? running : Spike::kNone);
    spikes.factor.push_back(left > 0 ? 1 + (factor - 1) * line.share_of(kSpikeDays, t) : 1);
    left = std::max(0, left - 1);
  }
  return spikes;
}

Shift draw_shift(const SyntheticCatalogueOptions& options, const Timeline& line, RandomStream stream) {
  const double happens = stream.uniform(), when = stream.uniform(), up = stream.uniform(), size = stream.uniform();
  if (happens >= options.shift_share) return {};
  const double log_factor = (up < 0.5 ? -1 : 1) * (0.4 + 0.5 * size);
  return {static_cast<int>(line.known * (0.2 + 0.75 * when)), std::exp(log_factor)};
}

std::vector<double> draw_availability(const SyntheticCatalogueOptions& options, const Timeline& line,
                                      const std::vector<double>& expected, double usual, RandomStream stream) {
  std::vector<double> availability;
  bool out = false;
  for (int t = 0; t < line.rows; ++t) {
    const double starts = stream.uniform(), ends = stream.uniform(), fraction = stream.uniform();
    const double pull = std::min(4.0, expected[static_cast<std::size_t>(t)] / std::max(usual, 1e-12));
    const double length = std::max(1.0, kStockOutDays / line.days[static_cast<std::size_t>(t)]);
    if (out && ends < 1 / length) out = false;
    const bool begins = !out && starts < std::min(1.0, line.chance(options.stock_outs_per_year, t) * pull);
    const double on_shelf = begins ? 0.1 + 0.8 * fraction : std::max(0.0, fraction - 0.5);
    availability.push_back(begins || out ? 1 - (1 - on_shelf) * line.share_of(kStockOutDays, t) : 1.0);
    out = out || begins;
  }
  return availability;
}

}  // namespace demandcast::synthetic
