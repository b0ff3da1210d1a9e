// What an encoder reads of one period of a series.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/models/neural/network/calendar_inputs.h"
#include "demandcast/models/neural/network/channel_input.h"

namespace demandcast::neural {

/// Of period t, from what was known at t alone:
///
///   y / level(t) held at 10; its log1p; whether y is known; whether it is zero; log level(t) standardised, held within
///   1.5; log1p(age) standardised; of every channel its value, standardised, and whether it was given; the calendar
///   where it is told
///
/// Zeros (the calendar apart) before the series and after its end. Borrows everything it is given.
class PastInputs {
 public:
  static constexpr int kInLevels = 0, kKnown = 2;  ///< places of demand in levels, and of whether it is known
  PastInputs(const SeriesFeatures& series, const FeatureSet& set, const NetworkFacts& facts,
             const CalendarInputs& calendar);
  static int width(const std::vector<Channel>& channels, const CalendarInputs& calendar);
  void write(Period period, bool calendar, std::span<float> inputs) const;

 private:
  struct OneChannel {
    const ChannelValues* values;
    ChannelInput input;
  };
  const SeriesFeatures* series_;
  const NetworkFacts* facts_;
  const CalendarInputs* calendar_;
  FeatureScale level_, age_;
  std::vector<OneChannel> channels_;
};

}  // namespace demandcast::neural
