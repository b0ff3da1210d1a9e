// What is known of a period before it comes: plans and the calendar.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/models/neural/network/calendar_inputs.h"
#include "demandcast/models/neural/network/channel_input.h"

namespace demandcast::neural {

/// Of a period: of every known-future channel its value, standardised, and whether it was given; then the calendar
/// where it is told. The same in the past and ahead. Borrows the calendar.
class EventInputs {
 public:
  /// `plans`: how many known-future channels there are.
  EventInputs(const FeatureSet& set, const NetworkFacts& facts, std::size_t plans, const CalendarInputs& calendar);
  int width() const { return width_; }
  void write(Period period, std::span<const ChannelValues> plans, bool calendar, std::span<float> inputs) const;

 private:
  const CalendarInputs* calendar_;
  std::vector<ChannelInput> plans_;
  int width_;
};

}  // namespace demandcast::neural
