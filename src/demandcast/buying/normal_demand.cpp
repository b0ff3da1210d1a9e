// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/normal_demand.h"

#include <cmath>
#include <numbers>

#include "demandcast/core/normal_quantile.h"

namespace demandcast {
namespace {

double density(double z) { return std::exp(-0.5 * z * z) / std::sqrt(2 * std::numbers::pi); }
double above(double z) { return 0.5 * std::erfc(z / std::numbers::sqrt2); }

}  // namespace

double NormalDemand::quantile(double level) const { return mean_ + deviation_ * normal_quantile(level); }

double NormalDemand::probability_up_to(double x) const { return above(-(x - mean_) / deviation_); }

double NormalDemand::excess(double x) const {
  const double z = (x - mean_) / deviation_;
  return deviation_ * (density(z) - z * above(z));
}

double NormalDemand::second_excess(double x) const {
  const double z = (x - mean_) / deviation_;
  return 0.5 * deviation_ * deviation_ * ((z * z + 1) * above(z) - z * density(z));
}

NormalDemand NormalDemand::over(double periods) const { return {mean_ * periods, deviation_ * std::sqrt(periods)}; }

}  // namespace demandcast
