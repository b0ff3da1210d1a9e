// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/quantile_forecast.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

std::span<double> row_of(std::vector<double>& values, std::size_t row, std::size_t width) {
  return std::span(values).subspan(row * width, width);
}

std::span<const double> row_of(const std::vector<double>& values, std::size_t row, std::size_t width) {
  return std::span(values).subspan(row * width, width);
}

void make_valid_row(double& mean, std::span<double> quantiles, std::size_t series) {
  const auto finite = [](double x) { return std::isfinite(x); };
  if (!finite(mean) || !std::all_of(quantiles.begin(), quantiles.end(), finite)) {
    throw DataError(fmt::format("the forecast of series number {} is not finite", series));
  }
  mean = std::max(mean, 0.0);
  for (double& quantile : quantiles) quantile = std::max(quantile, 0.0);
  if (!std::is_sorted(quantiles.begin(), quantiles.end())) std::sort(quantiles.begin(), quantiles.end());
}

}  // namespace

QuantileForecast::QuantileForecast(const PanelView& view, Horizon horizon) : horizon_(std::move(horizon)) {
  const std::size_t series = view.series_count();
  origins_.reserve(series);
  for (std::size_t i = 0; i < series; ++i) origins_.push_back(view.origin(i));
  const std::size_t cells = series * static_cast<std::size_t>(horizon_.steps);
  mean_.assign(cells, 0.0);
  quantiles_.assign(cells * level_count(), 0.0);
  span_mean_.assign(series * horizon_.spans.size(), 0.0);
  span_quantiles_.assign(span_mean_.size() * level_count(), 0.0);
  reasons_.assign(series, FallbackReason::kNone);
}

std::span<const double> QuantileForecast::quantiles(std::size_t series, int step) const {
  return row_of(quantiles_, cell(series, step), level_count());
}
std::span<double> QuantileForecast::quantiles(std::size_t series, int step) {
  return row_of(quantiles_, cell(series, step), level_count());
}
std::span<const double> QuantileForecast::step_means(std::size_t series) const {
  return row_of(mean_, series, static_cast<std::size_t>(horizon_.steps));
}
std::span<const double> QuantileForecast::step_quantiles(std::size_t series) const {
  return row_of(quantiles_, series, static_cast<std::size_t>(horizon_.steps) * level_count());
}
std::span<const double> QuantileForecast::span_quantiles(std::size_t series, std::size_t span) const {
  return row_of(span_quantiles_, span_cell(series, span), level_count());
}
std::span<double> QuantileForecast::span_quantiles(std::size_t series, std::size_t span) {
  return row_of(span_quantiles_, span_cell(series, span), level_count());
}

std::size_t QuantileForecast::fallback_count() const {
  return reasons_.size() -
         static_cast<std::size_t>(std::count(reasons_.begin(), reasons_.end(), FallbackReason::kNone));
}

void QuantileForecast::set_rules(std::vector<std::string> rules, std::vector<std::int32_t> of_series) {
  rules_ = std::move(rules);
  rule_ = std::move(of_series);
}

void QuantileForecast::copy_rules(const QuantileForecast& from) {
  rules_ = from.rules_;
  rule_ = from.rule_;
}

void QuantileForecast::copy_steps(const QuantileForecast& from, std::size_t series) {
  std::ranges::copy(from.step_means(series), row_of(mean_, series, step_means(series).size()).begin());
  std::ranges::copy(from.step_quantiles(series), row_of(quantiles_, series, step_quantiles(series).size()).begin());
  reasons_[series] = from.reasons_[series];
}

void QuantileForecast::make_valid(std::size_t series) {
  for (int step = 0; step < horizon_.steps; ++step) make_valid_row(mean(series, step), quantiles(series, step), series);
  for (std::size_t s = 0; s < horizon_.spans.size(); ++s) {
    make_valid_row(span_mean(series, s), span_quantiles(series, s), series);
  }
}

}  // namespace demandcast
