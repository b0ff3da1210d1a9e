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

class Profiler {
 public:
  Profiler(const Panel& panel, int season) : panel_(panel), season_(season) {
    for (const char* name : {"smooth", "erratic", "intermittent", "lumpy", "no sales"})
      profile_.classes.push_back({name, 0});
    profile_.series = panel.series_count();
    profile_.cells = panel.cell_count();
    if (profile_.cells > 0) profile_.last = panel.last_period();
  }

  PanelProfile run() {
    for (std::size_t i = 0; i < panel_.series_count(); ++i) {
      add_cells(i);
      add_traits(i);
    }
    const auto share = [](std::size_t part, std::size_t whole) {
      return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
    };
    profile_.zero_share = share(zeros_, profile_.observed);
    profile_.seasonal_share = share(seasonal_, profile_.series_told_of_season);
    std::ranges::sort(lengths_);
    for (std::size_t q = 0; q < profile_.history.size() && !lengths_.empty(); ++q) {
      profile_.history[q] = lengths_[q * (lengths_.size() - 1) / (profile_.history.size() - 1)];
    }
    return std::move(profile_);
  }

 private:
  void add_cells(std::size_t i) {
    const auto target = panel_.target(i);
    const auto states = panel_.states(i);
    lengths_.push_back(target.size());
    if (!target.empty())
      profile_.first = std::min(profile_.first.value_or(panel_.first_period(i)), panel_.first_period(i));
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
    add_life(i);
  }

  /// Launch and end, by sales in observed and censored cells.
  void add_life(std::size_t i) {
    const auto target = panel_.target(i);
    const auto sold = [](float y) { return y > 0; };  // a missing cell holds NaN
    const auto first = std::ranges::find_if(target, sold);
    if (first == target.end()) return;
    const auto last = std::find_if(target.rbegin(), target.rend(), sold);
    const Period launch = panel_.first_period(i) + (first - target.begin());
    const Period end = panel_.last_period(i) - (last - target.rbegin());
    profile_.launches += *profile_.last - launch < season_ ? 1 : 0;
    profile_.ended += *profile_.last - end > season_ ? 1 : 0;
  }

  void add_traits(std::size_t i) {
    const auto history = SeriesView(panel_, i, panel_.last_period(i)).observed_history();
    const DemandTraits traits = demand_traits(history, season_);
    ++std::ranges::find(profile_.classes, demand_class(traits), &std::pair<std::string, std::size_t>::first)->second;
    if (!traits.seasonal_strength) return;
    ++profile_.series_told_of_season;
    seasonal_ += *traits.seasonal_strength >= kSeasonal ? 1 : 0;
  }

  const Panel& panel_;
  int season_;
  PanelProfile profile_;
  std::size_t zeros_ = 0, seasonal_ = 0;
  std::vector<std::size_t> lengths_;
};

}  // namespace

PanelProfile profile_panel(const Panel& panel, int season) { return Profiler(panel, season).run(); }

}  // namespace demandcast
