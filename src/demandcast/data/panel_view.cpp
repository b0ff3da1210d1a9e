// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/panel_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "demandcast/core/error.h"
#include "demandcast/data/calendar.h"

namespace demandcast {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

/// Puts what was known before `end` into the cells of `row` that have versions, of the periods from `from` on.
void see_as_known(const PlanVersions& versions, std::size_t row, Timestamp end, Period from,
                  std::vector<double>& cells) {
  const auto first = versions.period.begin() + versions.offsets[row];
  const auto last = versions.period.begin() + versions.offsets[row + 1];
  const Period to = from + std::ssize(cells) - 1;
  for (auto at = std::lower_bound(first, last, from); at != last && *at <= to;) {
    double& cell = cells[static_cast<std::size_t>(*at - from)];
    cell = kNotGiven;
    for (const Period period = *at; at != last && *at == period; ++at) {
      const auto version = static_cast<std::size_t>(at - versions.period.begin());
      if (versions.known_at[version] < end) cell = static_cast<double>(versions.values[version]);
    }
  }
}

}  // namespace

SeriesView::SeriesView(const Panel& panel, std::size_t series, Period origin, PlanSight plans)
    : panel_(&panel), series_(series), origin_(origin), plans_(plans) {}

std::size_t SeriesView::length() const {
  return static_cast<std::size_t>(std::max<Period>(0, origin_ - first_period() + 1));
}

std::span<const float> SeriesView::target() const {
  const auto all = panel_->target(series_);
  return all.first(std::min(all.size(), length()));
}

std::span<const CellState> SeriesView::states() const {
  const auto all = panel_->states(series_);
  return all.first(std::min(all.size(), length()));
}

std::span<const float> SeriesView::availability() const {
  const auto all = panel_->availability(series_);
  return all.first(std::min(all.size(), length()));
}

std::vector<double> SeriesView::observed_history() const {
  std::vector<double> history(length(), kNotGiven);
  const auto y = target();
  const auto state = states();
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (state[t] == CellState::kObserved) history[t] = static_cast<double>(y[t]);
  }
  return history;
}

std::vector<double> SeriesView::channel(const Channel& channel, Period from, Period to) const {
  std::vector<double> cells(static_cast<std::size_t>(std::max<Period>(0, to - from + 1)), kNotGiven);
  const std::size_t row = channel.row(series_);
  const Period first = channel.first_period[row];
  Period last = first + (channel.offsets[row + 1] - channel.offsets[row]) - 1;
  if (channel.role == ChannelRole::kPastOnly) last = std::min(last, origin_);
  for (Period period = std::max(from, first); period <= std::min(to, last); ++period) {
    cells[static_cast<std::size_t>(period - from)] =
        static_cast<double>(channel.values[static_cast<std::size_t>(channel.offsets[row] + period - first)]);
  }
  if (plans_ == PlanSight::kAsKnown && !channel.versions.empty()) {
    see_as_known(channel.versions, row, end_of_period(frequency(), origin_), from, cells);
  }
  return cells;
}

std::span<const float> SeriesView::static_numbers(const StaticColumn& column) const {
  const auto width = static_cast<std::size_t>(column.width);
  return std::span(column.numbers).subspan(series_ * width, width);
}

std::int32_t SeriesView::static_code(const StaticColumn& column) const { return column.codes[series_]; }

PanelView::PanelView(const Panel& panel, Period origin) : panel_(&panel), origin_(origin) {}

PanelView::PanelView(const Panel& panel, std::vector<Period> origins) : panel_(&panel), origins_(std::move(origins)) {
  if (origins_.size() != panel.series_count()) {
    throw DataError(fmt::format("{} origins for {} series", origins_.size(), panel.series_count()));
  }
}

PanelView PanelView::with_newest_plans() const {
  PanelView view = *this;
  view.plans_ = PlanSight::kNewest;
  return view;
}

PanelView PanelView::earlier(int periods) const {
  PanelView view = *this;
  if (periods > 0) view.plans_ = PlanSight::kAsKnown;
  view.origin_ -= periods;
  for (Period& origin : view.origins_) origin -= periods;
  return view;
}

}  // namespace demandcast
