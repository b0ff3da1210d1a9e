// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/event_inputs.h"

namespace demandcast::neural {

EventInputs::EventInputs(const FeatureSet& set, const NetworkFacts& facts, std::size_t plans,
                         const CalendarInputs& calendar)
    : calendar_(&calendar),
      plans_(channel_inputs(facts, set.starts().plan, plans)),
      width_(static_cast<int>(plans * ChannelInput::kWidth) + calendar.width()) {}

void EventInputs::write(Period period, std::span<const ChannelValues> plans, bool calendar,
                        std::span<float> inputs) const {
  for (std::size_t c = 0; c < plans_.size(); ++c) {
    plans_[c].write(plans[c].at(period), inputs.subspan(c * ChannelInput::kWidth, ChannelInput::kWidth));
  }
  const std::span<float> of_calendar = inputs.last(static_cast<std::size_t>(calendar_->width()));
  if (calendar) {
    std::ranges::copy(calendar_->at(period), of_calendar.begin());
  } else {
    std::ranges::fill(of_calendar, 0.0F);
  }
}

}  // namespace demandcast::neural
