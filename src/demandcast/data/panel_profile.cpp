// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/panel_profile.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "demandcast/data/demand_traits.h"
#include "demandcast/data/panel_view.h"

namespace demandcast {
namespace {

constexpr double kSeasonal = 0.3;

/// Runs of missing cells that have given ones on both sides.
std::size_t count_gaps(std::span<const CellState> states) {
  std::size_t gaps = 0;
  bool given = false, open = false;
  for (const CellState state : states) {
    if (state == CellState::kMissing) {
      open = given;
      continue;
    }
    gaps += open ? 1 : 0;
    given = true;
    open = false;
  }
  return gaps;
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

PanelProfiler::PanelProfiler(std::optional<Period> newest, int season) : season_(season) {
  for (const char* name : {"smooth", "erratic", "intermittent", "lumpy", "no sales"}) {
    profile_.classes.push_back({name, 0});
  }
  profile_.last = newest;
}

void PanelProfiler::add(const Panel& panel) {
  profile_.series += panel.series_count();
  profile_.cells += panel.cell_count();
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    add_cells(panel, i);
    add_traits(panel, i);
  }
}

PanelProfile PanelProfiler::finish() {
  profile_.zero_share = share(zeros_, profile_.observed);
  profile_.seasonal_share = share(seasonal_, profile_.series_told_of_season);
  for (std::size_t q = 0; q < profile_.history.size() && profile_.series > 0; ++q) {
    const std::size_t rank = q * (profile_.series - 1) / (profile_.history.size() - 1);
    std::size_t below = 0;
    for (const auto& [length, count] : lengths_) {
      below += count;
      if (below <= rank) continue;
      profile_.history[q] = length;
      break;
    }
  }
  return std::move(profile_);
}

void PanelProfiler::add_cells(const Panel& panel, std::size_t i) {
  const auto target = panel.target(i);
  const auto states = panel.states(i);
  ++lengths_[target.size()];
  if (!target.empty()) {
    profile_.first = std::min(profile_.first.value_or(panel.first_period(i)), panel.first_period(i));
  }
  for (std::size_t t = 0; t < target.size(); ++t) {
    profile_.observed += states[t] == CellState::kObserved ? 1 : 0;
    profile_.missing += states[t] == CellState::kMissing ? 1 : 0;
    profile_.censored += states[t] == CellState::kCensored ? 1 : 0;
    zeros_ += states[t] == CellState::kObserved && target[t] == 0 ? 1 : 0;
    if (states[t] != CellState::kMissing) profile_.total_demand += static_cast<double>(target[t]);
  }
  const std::size_t gaps = count_gaps(states);
  profile_.gaps += gaps;
  profile_.series_with_gaps += gaps > 0 ? 1 : 0;
  add_life(panel, i);
}

/// Launch and end, by sales in observed and censored cells.
void PanelProfiler::add_life(const Panel& panel, std::size_t i) {
  const auto target = panel.target(i);
  const auto sold = [](float y) { return y > 0; };  // a missing cell holds NaN
  const auto first = std::ranges::find_if(target, sold);
  if (first == target.end()) return;
  const auto last = std::find_if(target.rbegin(), target.rend(), sold);
  const Period launch = panel.first_period(i) + (first - target.begin());
  const Period end = panel.last_period(i) - (last - target.rbegin());
  profile_.launches += *profile_.last - launch < season_ ? 1 : 0;
  profile_.ended += *profile_.last - end > season_ ? 1 : 0;
}

void PanelProfiler::add_traits(const Panel& panel, std::size_t i) {
  const auto history = SeriesView(panel, i, panel.last_period(i)).observed_history();
  const DemandTraits traits = demand_traits(history, season_);
  ++std::ranges::find(profile_.classes, demand_class(traits), &std::pair<std::string, std::size_t>::first)->second;
  if (!traits.seasonal_strength) return;
  ++profile_.series_told_of_season;
  seasonal_ += *traits.seasonal_strength >= kSeasonal ? 1 : 0;
}

PanelProfile profile_panel(const Panel& panel, int season) {
  PanelProfiler profiler(panel.cell_count() > 0 ? std::optional(panel.last_period()) : std::nullopt, season);
  profiler.add(panel);
  return profiler.finish();
}

}  // namespace demandcast
