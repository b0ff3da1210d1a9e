// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/demand_features.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

constexpr int kNewest = 4;  // last cells taken one by one

double deviation(const DemandHistory& history, Period from, Period to) {
  const double mean = history.mean(from, to);
  return std::sqrt(std::max(0.0, history.mean_square(from, to) - mean * mean));
}

double largest(const DemandHistory& history, Period from, Period to) {
  double largest = kAbsent;
  for (Period t = std::max(from, history.first()); t <= to; ++t) largest = std::fmax(largest, history.at(t));
  return largest;
}

}  // namespace

double demand_level(const DemandHistory& history, const FeatureSpans& spans, Period origin) {
  const double recent = history.mean(origin - spans.level + 1, origin);
  if (recent > 0) return recent;
  const double ever = history.mean(history.first(), origin);
  return ever > 0 ? ever : 0;
}

void declare_demand_features(const FeatureSpans& spans, std::vector<FeatureInfo>& infos) {
  const auto add = [&](std::string name, std::string formula) {
    infos.push_back({std::move(name), "demand", std::move(formula), FeatureTime::kOrigin});
  };
  add("level", fmt::format("mean demand of the last {} periods", spans.level));
  add("age", "periods since the first known cell");
  add("zero_share", fmt::format("share of zeros in the last {} periods", spans.level));
  add("since_sale", "periods since the last sale");
  for (int lag = 0; lag < kNewest; ++lag) {
    add(fmt::format("last_{}", lag + 1), fmt::format("demand {} periods ago / level", lag));
  }
  add("short_level", fmt::format("mean of the last {} / level", spans.short_level));
  infos.back().candidate = infos.back().rough = true;
  add("long_level", fmt::format("mean of the last {} / level", spans.long_level));
  infos.back().candidate = infos.back().rough = true;
  add("short_change", "short level / mean of as many periods before it");
  add("long_change", "long level / mean of as many periods before it");
  add("year_change", fmt::format("mean of the last {} / the same a year earlier", spans.long_level));
  add("deviation", "standard deviation over the level's periods / level");
  add("short_deviation", "standard deviation over the long level's periods / level");
  add("largest", "largest of the level's periods / level");
}

void demand_features(const DemandHistory& history, const FeatureSpans& spans, Period origin, double level,
                     FeatureSink& sink) {
  const auto mean = [&](Period back, int length) { return history.mean(origin - back - length + 1, origin - back); };
  const Period start = origin - spans.level + 1;
  const double recent = mean(0, spans.short_level), calm = mean(0, spans.long_level);
  sink(level);
  sink(history.age(origin));
  sink(history.zero_share(start, origin));
  sink(history.since_sale(origin));
  for (int lag = 0; lag < kNewest; ++lag) sink(history.at(origin - lag) / level);
  sink(recent / level);
  sink(calm / level);
  sink(recent / mean(spans.short_level, spans.short_level));
  sink(calm / mean(spans.long_level, spans.long_level));
  sink(spans.year > 0 ? calm / mean(spans.year, spans.long_level) : kAbsent);
  sink(deviation(history, start, origin) / level);
  sink(deviation(history, origin - spans.long_level + 1, origin) / level);
  sink(largest(history, start, origin) / level);
}

}  // namespace demandcast
