// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/group_seasons.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/features/demand_features.h"
#include "demandcast/features/season_features.h"

namespace demandcast {
namespace {

constexpr double kPrior = 5;       // series that the catalogue counts for in a thin group
constexpr double kHighest = 1000;  // of demand / level; an outlier is not the season of a group
constexpr double kFurthest = 10;
constexpr int kYears = 2;
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

struct Cell {
  double sum = 0, count = 0;
};

Cell cell_of(const GroupSeasons::Group* group, Period period) {
  if (group == nullptr || period < group->first || period - group->first >= std::ssize(group->sums)) return {};
  const auto place = static_cast<std::size_t>(period - group->first);
  return {static_cast<double>(group->sums[place]) / GroupSeasons::kUnit, static_cast<double>(group->counts[place])};
}

/// NaN where not even the catalogue is known.
double value_of(const GroupSeasons::Group* group, const GroupSeasons::Group* catalogue, Period period) {
  const Cell all = cell_of(catalogue, period);
  if (all.count == 0) return kUnknown;
  const Cell own = group == catalogue ? Cell{} : cell_of(group, period);
  return (own.sum + kPrior * all.sum / all.count) / (own.count + kPrior);
}

/// Mean of the known values from `from` to `to` inclusive.
template <class Value>
double mean_over(Period from, Period to, const Value& value) {
  double sum = 0;
  int known = 0;
  for (Period t = from; t <= to; ++t) {
    const double here = value(t);
    if (std::isnan(here)) continue;
    sum += here;
    ++known;
  }
  return known == 0 ? kUnknown : sum / known;
}

}  // namespace

std::vector<std::int64_t> GroupSeasons::ratios_of(const DemandHistory& history, const FeatureSpans& spans) {
  std::vector<std::int64_t> ratios;
  for (Period t = history.first(); t <= history.last(); ++t) {
    const double y = history.at(t), level = demand_level(history, spans, t);
    const bool counts = history.age(t) >= spans.long_level && level > 0 && !std::isnan(y);
    ratios.push_back(counts ? std::llround(std::min(kHighest, std::max(0.0, y / level)) * kUnit) : -1);
  }
  return ratios;
}

void GroupSeasons::add(const std::string& name, Period first, std::span<const std::int64_t> ratios) {
  if (ratios.empty()) return;
  Group& group = groups_[name];
  const auto end = first + static_cast<Period>(ratios.size());
  if (group.sums.empty()) group.first = first;
  if (first < group.first) {
    group.sums.insert(group.sums.begin(), static_cast<std::size_t>(group.first - first), 0);
    group.counts.insert(group.counts.begin(), static_cast<std::size_t>(group.first - first), 0);
    group.first = first;
  }
  if (end > group.first + std::ssize(group.sums)) {
    group.sums.resize(static_cast<std::size_t>(end - group.first), 0);
    group.counts.resize(group.sums.size(), 0);
  }
  for (std::size_t i = 0; i < ratios.size(); ++i) {
    if (ratios[i] < 0) continue;
    const auto place = static_cast<std::size_t>(first - group.first) + i;
    group.sums[place] += ratios[i];
    ++group.counts[place];
  }
}

const GroupSeasons::Group* GroupSeasons::find(const std::string& group) const {
  const auto found = groups_.find(group);
  return found == groups_.end() ? nullptr : &found->second;
}

std::string group_name(const std::string& column, const std::string& category) { return column + "=" + category; }

double season_move(const GroupSeasons::Group* group, const GroupSeasons::Group* catalogue, const FeatureSpans& spans,
                   Period origin, const Span& target) {
  if (spans.year == 0 || catalogue == nullptr) return kUnknown;
  const auto value = [&](Period t) { return value_of(group, catalogue, t); };
  const double move = mean_over(1, kYears, [&](Period years) {
    const Period back = (years - 1) * spans.year;
    const double there = mean_over(origin + target.lead + 1, origin + target.lead + target.length,
                                   [&](Period t) { return value(season_before(t, origin, spans.year) - back); });
    const Period now = origin - spans.year - back;
    return there / mean_over(now - spans.long_level + 1, now, value);
  });
  return std::isnan(move) ? kUnknown : std::clamp(move, 1 / kFurthest, kFurthest);
}

}  // namespace demandcast
