// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/launch_analogues/launch_start.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/models/patchwork/adjusted/planned_columns.h"
#include "demandcast/models/patchwork/seasonal_profile/year_position.h"

namespace demandcast {
namespace {

constexpr const char* kName = "launch_analogues";
constexpr Period kNever = std::numeric_limits<Period>::max();

Period first_planned(const SeriesView& series, const Channel& plan) {
  const std::size_t row = plan.row(series.index());
  const Period first = plan.first_period[row], cells = plan.offsets[row + 1] - plan.offsets[row];
  const std::vector<double> planned = series.channel(plan, first, first + cells - 1);
  const auto found = std::ranges::find_if(planned, [](double cell) { return !std::isnan(cell); });
  return found == planned.end() ? kNever : first + (found - planned.begin());
}

template <class Holds>
Period first_cell(const SeriesView& series, const Holds& holds) {
  const auto y = series.target();
  const auto found = std::ranges::find_if(y, holds);
  return found == y.end() ? kNever : series.first_period() + (found - y.begin());
}

std::string chosen_plan(const std::string& since, const PanelView& view) {
  return since == "sale" ? "" : chosen_price(kName, since, planned_names(view.channels()));
}

}  // namespace

std::optional<Period> launch_of(const SeriesView& series, const Channel* plan, const LaunchRule& rule) {
  const Period planned = plan == nullptr ? kNever : first_planned(series, *plan);
  Period start = std::min(planned, first_cell(series, [](float y) { return y > 0; }));
  if (start == kNever) start = first_cell(series, [](float y) { return !std::isnan(y); });
  if (start == kNever) start = std::max(series.origin() + 1, series.first_period());
  if (start < rule.earliest) return std::nullopt;
  return start;
}

const Channel* plan_of(const LaunchRule& rule, const std::vector<Channel>& channels) {
  return rule.plan.empty() ? nullptr : &planned_column(kName, rule.plan, channels);
}

LaunchRule learnt_rule(const std::string& since, const PanelStream& training) {
  LaunchRule rule;
  Period first = kNever, margin = 1;
  for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& view) {
      rule.plan = chosen_plan(since, view);
      if (rule.plan.empty()) margin = std::max<Period>(1, periods_in_year(view.frequency()) / 12);
      for (std::size_t i = 0; i < view.series_count(); ++i) {
        const SeriesView series = view.series(i);
        if (!series.target().empty()) first = std::min(first, series.first_period());
      }
    });
  }
  rule.earliest = first == kNever ? kNever : first + margin;
  return rule;
}

}  // namespace demandcast
