// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/panel_warnings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

namespace demandcast {
namespace {

/// Position of the last cell with demand; -1 = none.
std::ptrdiff_t last_given(std::span<const CellState> states) {
  const auto found = std::find_if(states.rbegin(), states.rend(), [](CellState s) { return s != CellState::kMissing; });
  return states.rend() - found - 1;
}

void note_ends(const Panel& panel, FaultList& faults) {
  const Period newest = panel.last_period();
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    const std::ptrdiff_t last = last_given(panel.states(i));
    const Period at = panel.first_period(i) + last;
    if (last < 0) {
      faults.add(fault::kAllMissing, "", [&] { return fmt::format("series \"{}\"", panel.id(i)); });
    } else if (newest - at > panel.frequency().default_season()) {
      faults.add(fault::kEnded, "",
                 [&] { return fmt::format("series \"{}\", {}", panel.id(i), panel.frequency().format(at)); });
    }
  }
}

void note_values(std::span<const float> values, const std::string& column, FaultList& faults) {
  const auto first = std::find_if(values.begin(), values.end(), [](float v) { return !std::isnan(v); });
  if (first == values.end()) {
    faults.add(fault::kEmpty, column);
  } else if (std::all_of(first, values.end(), [&](float v) { return std::isnan(v) || v == *first; })) {
    faults.add(fault::kConstant, column);
  }
}

void note_static(const StaticColumn& column, FaultList& faults) {
  if (column.kind == StaticKind::kNumber) note_values(column.numbers, column.name, faults);
  if (column.kind != StaticKind::kCategory) return;
  if (column.categories.empty()) faults.add(fault::kEmpty, column.name);
  const bool all_given = std::ranges::none_of(column.codes, [](std::int32_t code) { return code < 0; });
  if (column.categories.size() == 1 && all_given) faults.add(fault::kConstant, column.name);
}

bool has_plan(const Channel& channel, Period newest) {
  for (std::size_t row = 0; row < channel.first_period.size(); ++row) {
    const std::int64_t length = channel.offsets[row + 1] - channel.offsets[row];
    const auto past = std::clamp<std::int64_t>(newest + 1 - channel.first_period[row], 0, length);
    const auto begin = channel.values.begin() + channel.offsets[row] + past;
    const auto end = channel.values.begin() + channel.offsets[row + 1];
    if (std::any_of(begin, end, [](float v) { return !std::isnan(v); })) return true;
  }
  return false;
}

double zero_share(const Panel& panel) {
  std::size_t observed = 0, zeros = 0;
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    for (std::size_t t = 0; t < panel.target(i).size(); ++t) {
      if (panel.states(i)[t] != CellState::kObserved) continue;
      ++observed;
      zeros += panel.target(i)[t] == 0 ? 1 : 0;
    }
  }
  return observed == 0 ? 0 : static_cast<double>(zeros) / static_cast<double>(observed);
}

}  // namespace

void note_oddities(const Panel& panel, const std::string& target_column, FaultList& faults) {
  note_ends(panel, faults);
  bool varies = false;
  float first = std::nanf("");
  for (std::size_t i = 0; i < panel.series_count() && !varies; ++i) {
    for (const float y : panel.target(i)) {
      if (std::isnan(first)) first = y;
      varies = varies || (!std::isnan(y) && y != first);
    }
  }
  if (!varies && panel.cell_count() > 1) faults.add(fault::kConstant, target_column);
  for (const Channel& channel : panel.channels()) {
    note_values(channel.values, channel.name, faults);
    const bool plan = channel.role != ChannelRole::kKnownFuture || has_plan(channel, panel.last_period());
    if (!plan) faults.add(fault::kNoPlan, channel.name);
  }
  if (panel.series_count() < 2) return;
  for (const StaticColumn& column : panel.statics()) note_static(column, faults);
}

void note_gaps(const GapCount& gaps, const Panel& panel, FaultList& faults) {
  constexpr double kHardlyEver = 0.01;
  if (gaps.periods == 0) return;
  const double zeros = zero_share(panel);
  faults.add(
      fault::kGaps, gaps.periods, gaps.places,
      zeros < kHardlyEver
          ? std::string("demand of zero is hardly ever written down, so a missing row most likely says that nothing "
                        "was sold: --fill zero")
          : fmt::format("{:.0f} % of the demand written down is zero, so missing rows are most likely lost ones: "
                        "leave them missing",
                        100 * zeros));
}

}  // namespace demandcast
