// Why a forecast differs from that of an earlier origin: data, plan and model, replaced in every order.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <vector>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/report/forecast_change.h"

namespace demandcast {

inline constexpr std::size_t kThen = 0, kNow = 1;

/// Everything that the two forecasts are made from.
struct ChangeInputs {
  /// [data][plan]: the series up to the origins of then or now, seen with the plans of then or now.
  std::array<std::array<PanelView, 2>, 2> views;
  std::array<const Forecaster*, 2> models;  ///< of then and now; one and the same where nothing was learnt anew
  Horizon horizon;                          ///< of both, without spans
};

/// The change of each of `series` over the dates that both origins forecast, split into what new data, changed plans
/// and a model learnt anew add. With f(d, p, m) the forecast from the data, plans and model of then or now, the share
/// of one is the mean over the six orders of replacing of what f gains when that one is replaced: its Shapley value
/// [Shapley 1953]. The three add up to the whole change but for rounding. What does not differ has a share of zero.
/// At most nine forecasts of the views. Every series has to have a date that both origins forecast.
std::vector<ForecastChange> forecast_changes(const ChangeInputs& inputs, std::span<const std::size_t> series,
                                             const RunContext& context);

/// Whether any cell up to the origin is known.
bool has_demand(const SeriesView& series);

/// Throws ConfigError where a series of `series` has no demand up to the origin of `then`, or no date after that of
/// `now` within `steps` of that of `then`.
void require_common_dates(const PanelView& then, const PanelView& now, std::span<const std::size_t> series, int steps);

}  // namespace demandcast
