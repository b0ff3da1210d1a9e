// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/theta/theta_filter.h"

#include <cmath>
#include <utility>

namespace demandcast {
namespace {

/// Least squares on the observed cells, time counted from 1.
TrendLine line_through(std::span<const double> y) {
  double n = 0, t_sum = 0, y_sum = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (std::isnan(y[i])) continue;
    ++n;
    t_sum += static_cast<double>(i + 1);
    y_sum += y[i];
  }
  const double t_mean = t_sum / n, y_mean = y_sum / n;
  double product = 0, square = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (std::isnan(y[i])) continue;
    const double t = static_cast<double>(i + 1) - t_mean;
    product += t * (y[i] - y_mean);
    square += t * t;
  }
  const double slope = square > 0 ? product / square : 0;
  return {y_mean - slope * t_mean, slope};
}

/// Runs the filter over `y`; shows it every cell from the second on, before it is known.
template <class See>
ThetaFilter run(const ThetaParameters& parameters, bool dynamic, std::span<const double> y, const See& see) {
  ThetaFilter filter(parameters, dynamic, y);
  for (const double value : y.subspan(1)) {
    see(filter, value);
    std::isnan(value) ? filter.skip() : filter.advance(value);
  }
  return filter;
}

}  // namespace

ThetaFilter::ThetaFilter(const ThetaParameters& parameters, bool dynamic, std::span<const double> y)
    : alpha_(parameters.alpha),
      trend_share_(1 - 1 / parameters.theta),
      dynamic_(dynamic),
      level_(parameters.alpha * y[0] + (1 - parameters.alpha) * parameters.level),
      mean_(y[0]),
      intercept_(y[0]),
      slope_(0),
      power_(1 - parameters.alpha) {
  if (dynamic) return;
  const TrendLine line = line_through(y);
  intercept_ = line.intercept;
  slope_ = line.slope;
}

double ThetaFilter::expected() const {
  const double q = 1 - alpha_;
  return level_ + trend_share_ * (intercept_ * power_ + slope_ * (1 - power_ * q) / alpha_);
}

void ThetaFilter::advance(double y) {
  level_ = alpha_ * y + (1 - alpha_) * level_;
  if (dynamic_) {
    slope_ = ((count_ - 1) * slope_ + 6 * (y - mean_) / (count_ + 1)) / (count_ + 2);
    mean_ = (count_ * mean_ + y) / (count_ + 1);
    intercept_ = mean_ - slope_ * (count_ + 2) / 2;
  }
  ++count_;
  power_ *= 1 - alpha_;
}

void ThetaFilter::skip() {
  level_ += alpha_ * (expected() - level_);
  if (dynamic_) mean_ += (intercept_ + slope_ * (count_ + 1) - mean_) / (count_ + 1);
  ++count_;
  power_ *= 1 - alpha_;
}

std::vector<double> ThetaFilter::variances(std::size_t steps) const {
  std::vector<double> variances(steps, 1.0);
  ThetaFilter start = *this;
  start.level_ = start.mean_ = start.intercept_ = start.slope_ = 0;
  for (std::size_t shock = 0; shock + 1 < steps; ++shock) {
    ThetaFilter answer = start;
    answer.advance(1);
    for (std::size_t step = shock + 1; step < steps; ++step) {
      const double weight = answer.expected();
      variances[step] += weight * weight;
      answer.advance(weight);
    }
    start.advance(0);
  }
  return variances;
}

std::vector<double> theta_errors(const ThetaParameters& parameters, bool dynamic, std::span<const double> y) {
  std::vector<double> errors;
  int seen = 1;  // the first cell starts the states
  run(parameters, dynamic, y, [&](const ThetaFilter& filter, double value) {
    if (!std::isnan(value) && ++seen > kThetaStart) errors.push_back(value - filter.expected());
  });
  return errors;
}

std::vector<TrendLine> trend_lines(bool dynamic, std::span<const double> y) {
  std::vector<TrendLine> lines(1);
  lines.reserve(y.size());
  run({}, dynamic, y, [&](const ThetaFilter& filter, double) { lines.push_back(filter.line()); });
  return lines;
}

ThetaFilter theta_filter(const ThetaParameters& parameters, bool dynamic, std::span<const double> y) {
  return run(parameters, dynamic, y, [](const ThetaFilter&, double) {});
}

}  // namespace demandcast
