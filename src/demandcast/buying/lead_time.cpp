// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/lead_time.h"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "demandcast/core/error.h"

namespace demandcast {

LeadTime LeadTime::of_periods(int periods) {
  if (periods < 0) throw ConfigError(fmt::format("a lead time of {} periods: 0 or more wanted", periods));
  LeadTime lead;
  lead.weights_.assign(static_cast<std::size_t>(periods) + 1, 0.0);
  lead.weights_.back() = 1;
  return lead;
}

LeadTime LeadTime::of_weights(std::vector<double> weights) {
  for (const double weight : weights) {
    if (!(weight >= 0) || !std::isfinite(weight)) {
      throw ConfigError(fmt::format("a lead time weighs {}: every weight must be a number of at least 0", weight));
    }
  }
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (!(sum > 0)) throw ConfigError("the weights of a lead time are all zero; one must be above it");
  while (weights.back() <= 0) weights.pop_back();
  for (double& weight : weights) weight /= sum;
  LeadTime lead;
  lead.weights_ = std::move(weights);
  return lead;
}

double LeadTime::mean() const {
  double mean = 0;
  for (std::size_t k = 0; k < weights_.size(); ++k) mean += static_cast<double>(k) * weights_[k];
  return mean;
}

int LeadTime::at(double uniform) const {
  double reached = 0;
  for (std::size_t k = 0; k + 1 < weights_.size(); ++k) {
    reached += weights_[k];
    if (uniform < reached) return static_cast<int>(k);
  }
  return longest();
}

}  // namespace demandcast
