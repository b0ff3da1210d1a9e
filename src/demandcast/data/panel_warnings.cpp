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

void add_word(std::vector<std::string>& words, const std::string& word) {
  if (words.size() < 2 && std::ranges::find(words, word) == words.end()) words.push_back(word);
}

}  // namespace

void PanelOddities::Values::add(std::span<const float> values) {
  for (const float value : values) {
    if (std::isnan(value)) continue;
    if (!first) first = value;
    varies = varies || value != *first;
    if (varies) return;
  }
}

void PanelOddities::Values::join(const Values& later) {
  varies = varies || later.varies || (first && later.first && *first != *later.first);
  if (!first) first = later.first;
}

void PanelOddities::StaticValues::add(const StaticColumn& column) {
  name = column.name;
  kind = column.kind;
  numbers.add(column.numbers);
  for (const std::string& word : column.categories) add_word(words, word);
  all_given = all_given && std::ranges::none_of(column.codes, [](std::int32_t code) { return code < 0; });
}

void PanelOddities::add_ends(const Panel& panel, Period newest) {
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    const std::ptrdiff_t last = last_given(panel.states(i));
    const Period at = panel.first_period(i) + last;
    if (last < 0) {
      ends_.add(fault::kAllMissing, "", [&] { return fmt::format("series \"{}\"", panel.id(i)); });
    } else if (newest - at > panel.frequency().default_season()) {
      ends_.add(fault::kEnded, "",
                [&] { return fmt::format("series \"{}\", {}", panel.id(i), panel.frequency().format(at)); });
    }
  }
}

void PanelOddities::add(const Panel& panel, Period newest) {
  add_ends(panel, newest);
  leaks_.add(panel, panel.frequency().default_season());
  series_ += panel.series_count();
  cells_ += panel.cell_count();
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    const auto target = panel.target(i);
    const auto states = panel.states(i);
    for (std::size_t t = 0; t < target.size(); ++t) {
      if (states[t] != CellState::kObserved) continue;
      ++observed_;
      zeros_ += target[t] == 0 ? 1 : 0;
    }
    if (!target_.varies) target_.add(target);
  }
  channels_.resize(panel.channels().size());
  for (std::size_t c = 0; c < channels_.size(); ++c) {
    const Channel& channel = panel.channels()[c];
    channels_[c].name = channel.name;
    channels_[c].values.add(channel.values);
    channels_[c].lacks_plan = channel.role == ChannelRole::kKnownFuture && !has_plan(channel, newest);
  }
  statics_.resize(panel.statics().size());
  for (std::size_t s = 0; s < statics_.size(); ++s) statics_[s].add(panel.statics()[s]);
}

void PanelOddities::join(const PanelOddities& later) {
  if (series_ == 0) {
    *this = later;
    return;
  }
  if (later.series_ == 0) return;
  series_ += later.series_;
  cells_ += later.cells_;
  observed_ += later.observed_;
  zeros_ += later.zeros_;
  target_.join(later.target_);
  for (std::size_t c = 0; c < channels_.size(); ++c) {
    channels_[c].values.join(later.channels_[c].values);
    channels_[c].lacks_plan = channels_[c].lacks_plan && later.channels_[c].lacks_plan;
  }
  for (std::size_t s = 0; s < statics_.size(); ++s) {
    statics_[s].numbers.join(later.statics_[s].numbers);
    for (const std::string& word : later.statics_[s].words) add_word(statics_[s].words, word);
    statics_[s].all_given = statics_[s].all_given && later.statics_[s].all_given;
  }
  gaps_.join(later.gaps_);
  leaks_.join(later.leaks_);
  ends_.join(later.ends_);
}

void PanelOddities::note(const std::string& target_column, FaultList& faults) const {
  faults.join(ends_);
  if (!target_.varies && cells_ > 1) faults.add(fault::kConstant, target_column);
  for (const ChannelValues& channel : channels_) {
    if (!channel.values.first) {
      faults.add(fault::kEmpty, channel.name);
    } else if (!channel.values.varies) {
      faults.add(fault::kConstant, channel.name);
    }
    if (channel.lacks_plan) faults.add(fault::kNoPlan, channel.name);
  }
  if (series_ >= 2) note_statics(faults);
  note_gaps(faults);
  leaks_.note(faults);
}

void PanelOddities::note_statics(FaultList& faults) const {
  for (const StaticValues& column : statics_) {
    const bool texts = column.kind == StaticKind::kCategory, numbers = column.kind == StaticKind::kNumber;
    if (texts ? column.words.empty() : numbers && !column.numbers.first) faults.add(fault::kEmpty, column.name);
    const bool one_word = column.words.size() == 1 && column.all_given;
    const bool one_number = column.numbers.first && !column.numbers.varies;
    if (texts ? one_word : numbers && one_number) faults.add(fault::kConstant, column.name);
  }
}

void PanelOddities::note_gaps(FaultList& faults) const {
  constexpr double kHardlyEver = 0.01;
  if (gaps_.periods == 0) return;
  const double zeros = observed_ == 0 ? 0 : static_cast<double>(zeros_) / static_cast<double>(observed_);
  faults.add(
      fault::kGaps, gaps_.periods, gaps_.places,
      zeros < kHardlyEver
          ? std::string("demand of zero is hardly ever written down, so a missing row most likely says that nothing "
                        "was sold: --fill zero")
          : fmt::format("{:.0f} % of the demand written down is zero, so missing rows are most likely lost ones: "
                        "leave them missing",
                        100 * zeros));
}

}  // namespace demandcast
