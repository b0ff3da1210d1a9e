// What a policy sees of a product, as the inputs of its network.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <numeric>
#include <span>

#include "demandcast/policy/episode.h"
#include "demandcast/policy/input_scale.h"
#include "demandcast/policy/lane_product.h"
#include "demandcast/policy/order_curve.h"

namespace demandcast {

/// Stock when an order may be placed (StockState, arrivals of the period in), and what the policy is told besides.
struct PolicyView {
  std::span<const double> stock, pipeline;
  double backlog = 0;
  OrderCurve rule;
  double unit = 1;
  std::span<const float> features;

  double on_hand() const { return std::accumulate(stock.begin(), stock.end(), 0.0); }
  double position() const { return on_hand() + std::accumulate(pipeline.begin(), pipeline.end(), 0.0) - backlog; }
  /// What the rule that the policy corrects wishes.
  double wish() const { return rule.wish(position()); }
  /// What is missing to the base stock.
  double missing() const { return rule.level - position(); }
};

/// Fills a lane of `rows` [input][lane], scaled; the meaning of inputs is told with PolicyInputs.
template <class Real>
void fill_lane(const PolicyInputs& inputs, const InputScale& scale, const PolicyView& view, std::size_t lane,
               Real* rows) {
  const auto set = [&](std::size_t input, double value) {
    rows[input * kLanes + lane] =
        (static_cast<Real>(value) - static_cast<Real>(scale.centre[input])) * static_cast<Real>(scale.slope[input]);
  };
  set(0, view.wish() / view.unit);
  set(1, view.missing() / view.unit);
  set(2, (view.on_hand() - view.backlog) / view.unit);
  for (std::size_t k = 0; k < inputs.pipeline; ++k) {
    double units = k < view.pipeline.size() ? view.pipeline[k] : 0;
    for (std::size_t later = k + 1; k + 1 == inputs.pipeline && later < view.pipeline.size(); ++later) {
      units += view.pipeline[later];
    }
    set(inputs.first_slot() + k, units / view.unit);
  }
  for (std::size_t k = 0; k < inputs.ages; ++k) {
    set(inputs.first_age() + k, k < view.stock.size() ? view.stock[k] / view.unit : 0);
  }
  for (std::size_t f = 0; f < inputs.features; ++f) {
    set(inputs.first_feature() + f, static_cast<double>(view.features[f]));
  }
}

}  // namespace demandcast
