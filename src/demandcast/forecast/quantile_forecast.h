// The result of forecasting: mean and quantiles per series and step.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "demandcast/data/horizon.h"
#include "demandcast/data/panel_view.h"
#include "demandcast/forecast/fallback.h"

namespace demandcast {

/// Forecasts of all series of one view: mean [series, step], quantiles [series, step, level], in units of demand, and
/// the same per span where the horizon names spans. After `make_valid` quantiles do not cross and nothing is below
/// zero.
class QuantileForecast {
 public:
  /// All numbers zero; origins are those of `view`.
  QuantileForecast(const PanelView& view, Horizon horizon);

  const Horizon& horizon() const { return horizon_; }
  std::size_t series_count() const { return origins_.size(); }
  std::size_t level_count() const { return horizon_.levels.size(); }
  Period origin(std::size_t series) const { return origins_[series]; }

  /// `step` counts from 0: the period is origin + step + 1.
  double mean(std::size_t series, int step) const { return mean_[cell(series, step)]; }
  double& mean(std::size_t series, int step) { return mean_[cell(series, step)]; }
  std::span<const double> quantiles(std::size_t series, int step) const;  ///< [level]
  std::span<double> quantiles(std::size_t series, int step);

  std::span<const double> step_means(std::size_t series) const;      ///< [step]
  std::span<const double> step_quantiles(std::size_t series) const;  ///< [step, level]

  double span_mean(std::size_t series, std::size_t span) const { return span_mean_[span_cell(series, span)]; }
  double& span_mean(std::size_t series, std::size_t span) { return span_mean_[span_cell(series, span)]; }
  std::span<const double> span_quantiles(std::size_t series, std::size_t span) const;  ///< [level]
  std::span<double> span_quantiles(std::size_t series, std::size_t span);

  FallbackReason reason(std::size_t series) const { return reasons_[series]; }
  void set_reason(std::size_t series, FallbackReason reason) { reasons_[series] = reason; }
  std::size_t fallback_count() const;  ///< series whose reason is not kNone

  /// Of a model that sends series to others by rules: their names, and which one served a series, -1 for none. Empty of
  /// other models.
  const std::vector<std::string>& rules() const { return rules_; }
  std::int32_t rule(std::size_t series) const { return rule_.empty() ? -1 : rule_[series]; }
  void set_rules(std::vector<std::string> rules, std::vector<std::int32_t> of_series);
  /// Those of a forecast of the same view.
  void copy_rules(const QuantileForecast& from);

  /// Takes over the steps and the reason of one series from a forecast of the same view, steps and levels.
  void copy_steps(const QuantileForecast& from, std::size_t series);

  /// Sorts the quantiles of every step and span and raises negative numbers to zero. NaN and infinity are a model's
  /// mistake: throws DataError naming the series' index.
  void make_valid(std::size_t series);

 private:
  std::size_t cell(std::size_t series, int step) const {
    return series * static_cast<std::size_t>(horizon_.steps) + static_cast<std::size_t>(step);
  }
  std::size_t span_cell(std::size_t series, std::size_t span) const { return series * horizon_.spans.size() + span; }

  Horizon horizon_;
  std::vector<Period> origins_;
  std::vector<double> mean_, quantiles_, span_mean_, span_quantiles_;
  std::vector<FallbackReason> reasons_;
  std::vector<std::string> rules_;
  std::vector<std::int32_t> rule_;
};

}  // namespace demandcast
