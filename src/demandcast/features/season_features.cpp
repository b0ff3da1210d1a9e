// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/season_features.h"

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

constexpr double kFurthest = 4;  // r is held between its inverse and this
constexpr int kCycles = 4;       // of which a mean is taken

/// How far the long level moved in `periods`.
double level_ratio(const DemandHistory& history, const FeatureSpans& spans, Period origin, Period periods) {
  const double now = history.mean(origin - spans.long_level + 1, origin);
  const double then = history.mean(origin - periods - spans.long_level + 1, origin - periods);
  const double ratio = now / then;
  return std::isfinite(ratio) ? std::clamp(ratio, 1 / kFurthest, kFurthest) : 1;
}

/// Mean over the target's periods of value(period).
template <class Value>
double over_target(Period origin, const Span& target, const Value& value) {
  double sum = 0;
  for (int i = 0; i < target.length; ++i) sum += value(origin + target.lead + 1 + i);
  return sum / target.length;
}

double mean_of_cycles(const DemandHistory& history, Period newest, int cycle) {
  double sum = 0;
  int known = 0;
  for (int i = 0; i < kCycles; ++i) {
    const double y = history.at(newest - i * cycle);
    if (std::isnan(y)) continue;
    sum += y;
    ++known;
  }
  return known == 0 ? kAbsent : sum / known;
}

}  // namespace

Period season_before(Period period, Period origin, Period season) {
  return period - season * ((period - origin + season - 1) / season);
}

void declare_season_features(const FeatureSpans& spans, std::vector<FeatureInfo>& infos) {
  const auto add = [&](const char* name, const char* formula) {
    infos.push_back({name, "season", formula, FeatureTime::kTarget, true});
  };
  if (spans.year > 0) {
    add("year_ago", "demand a year before / level");
    add("year_ago_moved", "year_ago r");
    add("year_ago_half_moved", "year_ago sqrt(r)");
    add("around_year_ago", "mean of a year before and its two neighbours, sqrt(r) / level");
    add("two_years_ago", "demand two years before, sqrt(r of two years) / level");
  }
  if (spans.cycle > 0) {
    add("cycle_ago", "demand at the same place of the cycle before / level");
    add("cycles_ago", "mean of the last four of them / level");
  }
}

void season_features(const DemandHistory& history, const FeatureSpans& spans, Period origin, const Span& target,
                     double level, FeatureSink& sink) {
  if (spans.year > 0) {
    const Period year = spans.year;
    const double r = level_ratio(history, spans, origin, year);
    const double plain =
        over_target(origin, target, [&](Period t) { return history.at(season_before(t, origin, year)); });
    const double around = over_target(origin, target, [&](Period t) {
      const Period there = season_before(t, origin, year);
      return history.mean(there - 1, std::min(there + 1, origin));
    });
    const double two =
        over_target(origin, target, [&](Period t) { return history.at(season_before(t, origin, year) - year); });
    sink(plain / level);
    sink(plain * r / level);
    sink(plain * std::sqrt(r) / level);
    sink(around * std::sqrt(r) / level);
    sink(two * std::sqrt(level_ratio(history, spans, origin, 2 * year)) / level);
  }
  if (spans.cycle > 0) {
    sink(over_target(origin, target, [&](Period t) { return history.at(season_before(t, origin, spans.cycle)); }) /
         level);
    sink(over_target(
             origin, target,
             [&](Period t) { return mean_of_cycles(history, season_before(t, origin, spans.cycle), spans.cycle); }) /
         level);
  }
}

}  // namespace demandcast
