// A catalogue whose launches are known: which attribute matters, the curve, the levels.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "demandcast/core/random.h"
#include "demandcast/data/panel.h"

namespace demandcast {

inline constexpr Period kLaunchesBegin = 1000;

/// `products` launched over 85 periods, beside ten old ones. The level of a launch is 4, 12, 36 or
/// 108 by its brand, times a lognormal of deviation 0.3; its curve falls from 2 to 1; demand is Poisson around it. Its
/// colour says nothing. `price` is planned from the launch on, to period 90, and missing before.
struct LaunchesTold {
  Panel panel;
  std::vector<double> level;  ///< [series], 0 for old ones
  std::vector<Period> start;  ///< [series]
};

inline double told_curve(Period age) { return 1 + std::exp(-0.3 * static_cast<double>(age)); }

inline LaunchesTold launches_told(std::size_t products, Period periods = 80, std::uint64_t seed = 5) {
  constexpr Period kPlanned = 90;
  LaunchesTold all;
  std::vector<SeriesInput> series;
  StaticColumn brand{"brand", StaticKind::kCategory, 1, {}, {}, {"a", "b", "c", "d"}};
  StaticColumn colour{"colour", StaticKind::kCategory, 1, {}, {}, {"red", "green", "blue"}};
  Channel price{"price", ChannelRole::kKnownFuture, {0}, {}, {}, {}};
  for (std::size_t i = 0; i < products + 10; ++i) {
    RandomStream random(seed, i);
    const bool old = i < 10;
    const auto code = static_cast<std::int32_t>(random.below(4));
    brand.codes.push_back(code);
    colour.codes.push_back(static_cast<std::int32_t>(random.below(3)));
    const Period start = kLaunchesBegin + (old ? 0 : 5 + static_cast<Period>(random.below(kPlanned - 5)));
    const double level = old ? 20 : 4 * std::pow(3.0, code) * std::exp(0.3 * random.normal());
    SeriesInput one{fmt::format("p{:04}", i), std::min(start, kLaunchesBegin + periods), {}, {}};
    for (Period t = start; t < kLaunchesBegin + periods; ++t) {
      one.target.push_back(static_cast<float>(random.poisson(level * (old ? 1 : told_curve(t - start)))));
    }
    one.states.assign(one.target.size(), CellState::kObserved);
    series.push_back(std::move(one));
    price.first_period.push_back(start);
    price.values.insert(price.values.end(), static_cast<std::size_t>(kLaunchesBegin + kPlanned - start), 9.0F);
    price.offsets.push_back(std::ssize(price.values));
    all.level.push_back(old ? 0 : level);
    all.start.push_back(start);
  }
  all.panel =
      Panel(Frequency::parse("1"), std::move(series), {std::move(price)}, {std::move(brand), std::move(colour)});
  return all;
}

}  // namespace demandcast
