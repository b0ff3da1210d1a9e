// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/row_draw.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/core/hashed.h"
#include "demandcast/core/random.h"
#include "demandcast/features/series_pass.h"
#include "demandcast/features/targets.h"

namespace demandcast {
namespace {

std::uint64_t row_key(std::uint64_t series_key, Period origin, std::size_t target) {
  return hashed(series_key ^ hashed(static_cast<std::uint64_t>(origin) * 1024 + target));
}

/// Calls body(origin, target number, mean demand, level) for every row of a series whose target is known.
template <class Body>
void for_each_target(const SeriesFeatures& series, Period last_origin, const std::vector<Span>& targets,
                     const Body& body) {
  for (Period origin = series.history().first(); origin < last_origin; ++origin) {
    const double level = series.level(origin);
    if (!(level > 0)) continue;
    for (std::size_t i = 0; i < targets.size(); ++i) {
      if (const auto demand = series.demand(origin, targets[i])) body(origin, i, *demand, level);
    }
  }
}

/// The most rows that a group gives so that all give `wanted` together: small groups give all that they have.
double most_of_a_group(const std::map<std::string, std::size_t>& group_rows, std::size_t wanted) {
  std::vector<std::size_t> sizes;
  for (const auto& [group, rows] : group_rows) sizes.push_back(rows);
  std::ranges::sort(sizes);
  double left = static_cast<double>(wanted), most = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    most = left / static_cast<double>(sizes.size() - i);
    if (static_cast<double>(sizes[i]) > most) break;
    left -= static_cast<double>(sizes[i]);
  }
  return most;
}

/// As seen from `origin`: where plans carry dates of their own, those that were known there.
void features_of(const PanelView& view, std::size_t i, const SeriesFeatures& series, Period origin, const Span& target,
                 int steps, FeatureRow& row) {
  const bool dated = std::ranges::any_of(view.channels(), [](const Channel& c) { return !c.versions.empty(); });
  if (!dated) return series.row(origin, target, row);
  const PanelView then = view.earlier(static_cast<int>(view.origin(i) - origin));
  series.row(origin, target, plans_of(then, i, steps), row);
}

}  // namespace

RowDraw::RowDraw(const PanelStream& stream, const FeatureSet& set, const Horizon& horizon, std::string owner,
                 const RunContext& context, std::string even_over)
    : stream_(stream),
      set_(set),
      targets_(targets_of(horizon)),
      steps_(horizon.steps),
      owner_(std::move(owner)),
      context_(context),
      even_over_(std::move(even_over)) {
  facts_.seasons = learn_seasons(stream_, set_.spans(), owner_ + ": seasons", context_);
  count();
}

std::string RowDraw::group_of(const PanelView& view, std::size_t series) const {
  if (even_over_.empty()) return {};
  std::string group;
  bool found = false;
  for (const StaticColumn& column : view.statics()) {
    if (column.name != even_over_ || column.kind != StaticKind::kCategory) continue;
    found = true;
    const std::int32_t code = view.series(series).static_code(column);
    if (code >= 0) group = column.categories[static_cast<std::size_t>(code)];
  }
  if (found) return group;
  throw ConfigError(fmt::format(
      "[{}] rows are to be even over \"{}\", but no category of the series has this name; give it with --static {}",
      owner_, even_over_, even_over_));
}

/// How many rows there are, and the order of categories, from one target of every origin.
void RowDraw::count() {
  struct Seen {
    std::size_t rows = 0;
    std::vector<double> targets;
  };
  CategoryOrder order;
  pass_over_series<Seen>(
      stream_, owner_ + ": count rows", context_,
      [&](const PanelView& view, std::size_t i, Seen& seen) {
        const SeriesFeatures series(set_, view, i, steps_, facts_);
        const std::uint64_t key = stream_key(view.id(i));
        for_each_target(series, view.origin(i), targets_,
                        [&](Period origin, std::size_t target, double demand, double level) {
                          ++seen.rows;
                          const bool chosen = row_key(key, origin, targets_.size()) % targets_.size() == target;
                          if (chosen) seen.targets.push_back(demand / level);
                        });
      },
      [&](const PanelView& view, std::size_t i, const Seen& seen) {
        row_count_ += seen.rows;
        group_rows_[group_of(view, i)] += seen.rows;
        for_each_category(view, i, [&](const std::string& column, const std::string& category) {
          for (const double target : seen.targets) order.count(column, category, target);
        });
      });
  facts_.order = std::move(order);
}

void RowDraw::pass(const char* task, std::size_t wanted, const Take& take) const {
  const double most = most_of_a_group(group_rows_, wanted);
  pass_over_series<std::vector<DrawnRow>>(
      stream_, owner_ + ": " + task, context_,
      [&](const PanelView& view, std::size_t i, std::vector<DrawnRow>& rows) {
        const std::uint64_t series_key = stream_key(view.id(i));
        const double of_group = static_cast<double>(group_rows_.at(group_of(view, i)));
        const double share = std::min(1.0, most / std::max(1.0, of_group));
        const SeriesFeatures series(set_, view, i, steps_, facts_);
        for_each_target(
            series, view.origin(i), targets_, [&](Period origin, std::size_t target, double demand, double level) {
              const std::uint64_t key = row_key(series_key, origin, target);
              if (!hit(key, share)) return;
              DrawnRow& drawn =
                  rows.emplace_back(DrawnRow{key, origin, targets_[target], level, demand / level, FeatureRow()});
              features_of(view, i, series, origin, drawn.target, steps_, drawn.features);
            });
      },
      [&](const PanelView& view, std::size_t i, std::vector<DrawnRow>& rows) {
        for (DrawnRow& row : rows) take(view, i, row);
      });
}

void RowDraw::pass_ahead(const char* task, const Take& take) const {
  pass_over_series<std::vector<DrawnRow>>(
      stream_, owner_ + ": " + task, context_,
      [&](const PanelView& view, std::size_t i, std::vector<DrawnRow>& rows) {
        const std::uint64_t series_key = stream_key(view.id(i));
        const SeriesFeatures series(set_, view, i, steps_, facts_);
        const Period origin = view.origin(i);
        const double level = series.level(origin);
        for (std::size_t target = 0; level > 0 && target < targets_.size(); ++target) {
          DrawnRow& row = rows.emplace_back(
              DrawnRow{row_key(series_key, origin, target), origin, targets_[target], level, kAbsent, FeatureRow()});
          series.row(origin, targets_[target], row.features);
        }
      },
      [&](const PanelView& view, std::size_t i, std::vector<DrawnRow>& rows) {
        for (DrawnRow& row : rows) take(view, i, row);
      });
}

}  // namespace demandcast
