// What the members of a network forecast from every series' origin.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/forecast/quantile_forecast.h"
#include "demandcast/models/neural/network/plain_network.h"

namespace demandcast::neural {

/// `work` on the batch as forecasts are the mean of it: with the calendar, without it, or both (the option `calendar`).
void with_calendars(const std::string& calendar, const Gatherer& gatherer, BatchTensors& tensors,
                    const std::function<void()>& work);

/// Means over members, and over ways of the calendar, level by level. Threads share out series, a few at a time; what
/// becomes of a series depends neither on their number nor on the others. Borrows all but the members.
class NewestForecasts {
 public:
  /// `learnt` is the horizon of the fit.
  NewestForecasts(const std::vector<ForkingNetwork>& members, const NetworkDesign& design, const NetworkFacts& facts,
                  const NetworkSizes& sizes, const Horizon& learnt);
  /// Steps and spans of `horizon` are among those learnt. Throws ConfigError for data without the columns learnt from.
  QuantileForecast of(const PanelView& view, const Horizon& horizon, const RunContext& context) const;

 private:
  NetworkForecast newest(std::size_t member, const BatchTensors& batch) const;
  std::vector<at::Tensor> answers_of(const Gatherer& gatherer, Batch& batch) const;
  void forecast_some(const Gatherer& gatherer, const PanelView& view, std::size_t first, std::size_t count,
                     Batch& batch, QuantileForecast& forecast) const;

  const NetworkDesign* design_;
  const NetworkFacts* facts_;
  const Horizon* learnt_;
  mutable std::vector<ForkingNetwork> members_;             ///< modules have no const forward
  std::vector<std::unique_ptr<const PlainNetwork>> plain_;  ///< of each member, where plain loops know its design
};

}  // namespace demandcast::neural
