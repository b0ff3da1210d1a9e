// Two catalogues of one seed, alike to the last unit but for a shock: what a model makes of it can be read off cleanly.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "demandcast/core/random.h"
#include "demandcast/core/run_context.h"
#include "demandcast/data/panel.h"

namespace demandcast {

/// A spike lasts one week, a shift stays. Announced ones stand in the known channel "event", which plans ahead.
enum class ShockKind : std::uint8_t { kSpike, kAnnouncedSpike, kShift, kAnnouncedShift };

inline constexpr ShockKind kShockKinds[] = {ShockKind::kSpike, ShockKind::kAnnouncedSpike, ShockKind::kShift,
                                            ShockKind::kAnnouncedShift};

std::string shock_name(ShockKind kind);  ///< "spike", "announced spike", "shift", "announced shift"
bool is_spike(ShockKind kind);

struct ShockTwinOptions {
  int series = 200;
  double share = 0.5;         ///< of the series that are shocked
  double factor = 0;          ///< of demand; 0 = drawn as in the synthetic catalogue: spikes exp(0.7 + 0.9 U), shifts
                              ///< exp(0.4 + 0.5 U)
  int history = 110;          ///< weeks before the earliest shock, at least 105
  int after = 57;             ///< weeks from the latest shock on, at least 1
  double weekly_demand = 50;  ///< median base demand
};

/// Throws ConfigError for numbers out of range.
void validate(const ShockTwinOptions& options);

/// Weeks W-SUN. Every series has a week of its own in which the shock befalls it, or would.
struct ShockTwins {
  Panel plain;                               ///< no shock
  std::vector<Period> shock;                 ///< [series] drawn within 52 weeks, from options.history on
  std::vector<bool> shocked;                 ///< [series]
  std::vector<double> expected, dispersion;  ///< [series, week] mean of plain demand; [series]
  std::vector<std::uint64_t> keys;           ///< [series] of its random streams
};

/// The catalogue of docs/synthetic_catalogue.md without intermittent series, launches, promotions, stock-outs, spikes
/// and shifts of its own. O(series * weeks).
ShockTwins make_shock_twins(const ShockTwinOptions& options, const RunContext& context);

/// The catalogue with the shocks of `kind`, weeks outside a shock bit-equal to plain; channel "event". Factors [series]
/// are those of shock_factors. The same seed gives the same panel at any number of threads.
Panel shocked_panel(const ShockTwins& twins, ShockKind kind, const std::vector<double>& factors,
                    const RunContext& context);

/// [series] what multiplies expected demand; 1 where a series is not shocked.
std::vector<double> shock_factors(const ShockTwins& twins, ShockKind kind, const ShockTwinOptions& options,
                                  const RunContext& context);

/// Demand of mean factor * mean, given that demand of mean `mean` was `y`: both negative binomial of one dispersion,
/// and as alike as they can be, for the gamma variable behind them is the same. `factor` below 1 thins. Equal to y for
/// a factor of 1, without a draw.
std::int64_t demand_with_factor(std::int64_t y, double mean, double dispersion, double factor, RandomStream& random);

}  // namespace demandcast
