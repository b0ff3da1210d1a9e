// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/row_draw.h"

#include <algorithm>

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
                 const RunContext& context)
    : stream_(stream),
      set_(set),
      targets_(targets_of(horizon)),
      steps_(horizon.steps),
      owner_(std::move(owner)),
      context_(context) {
  facts_.seasons = learn_seasons(stream_, set_.spans(), owner_ + ": seasons", context_);
  count();
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
        for_each_category(view, i, [&](const std::string& column, const std::string& category) {
          for (const double target : seen.targets) order.count(column, category, target);
        });
      });
  facts_.order = std::move(order);
}

void RowDraw::pass(const char* task, std::size_t wanted, const Take& take) const {
  const double share =
      std::min(1.0, static_cast<double>(wanted) / static_cast<double>(std::max<std::size_t>(1, row_count_)));
  pass_over_series<std::vector<DrawnRow>>(
      stream_, owner_ + ": " + task, context_,
      [&](const PanelView& view, std::size_t i, std::vector<DrawnRow>& rows) {
        const std::uint64_t series_key = stream_key(view.id(i));
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
