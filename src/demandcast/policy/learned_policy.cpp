// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/learned_policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "demandcast/core/error.h"
#include "demandcast/policy/storage_price.h"

namespace demandcast {
namespace {

constexpr double kSlack = 0.1;  ///< of a feature's range that it may lie outside

/// The shape of a network of these weights, which fit each other.
NetworkShape checked_shape(const PolicyWeights& weights) {
  const NetworkShape shape{weights.inputs.count(), weights.hidden};
  const auto refuse = [](const char* what) { throw FormatError(fmt::format("a policy's {}; train it anew", what)); };
  if (weights.hidden < 1 || weights.hidden > 4096 || weights.inputs.count() > 4096) refuse("sizes make no sense");
  if (weights.parameters.size() != shape.parameters()) refuse("parameters do not fit its sizes");
  if (weights.scale.centre.size() != shape.inputs || weights.scale.slope.size() != shape.inputs) {
    refuse("scales do not fit its inputs");
  }
  if (weights.lowest.size() != weights.inputs.features || weights.highest.size() != weights.inputs.features) {
    refuse("ranges do not fit its features");
  }
  if (weights.inputs.features != outlook_features().size() + weights.facts.size()) refuse("features have no names");
  for (const std::vector<float>* values : {&weights.parameters, &weights.scale.centre, &weights.scale.slope}) {
    if (!std::all_of(values->begin(), values->end(), [](float value) { return std::isfinite(value); })) {
      refuse("numbers are not finite");
    }
  }
  return shape;
}

}  // namespace

PolicyView view_of(const Outlook& outlook, const StockState& stock) {
  const OrderCurve rule{outlook.level, outlook.curve, outlook.reorder_point};
  return {stock.stock, stock.pipeline, stock.backlog, rule, outlook.unit, outlook.features};
}

LearnedPolicy::LearnedPolicy(PolicyWeights weights)
    : weights_(std::move(weights)), network_(checked_shape(weights_), weights_.parameters) {}

double LearnedPolicy::order(const ItemEconomics& item, const Outlook& outlook, const PolicyView& stock) const {
  if (stock.position() > outlook.reorder_point) return 0;
  if (outside(outlook)) return std::min(item.orderable(stock.wish()), outlook.bound);
  const double wish = stock.wish() + outlook.unit * correction(stock);
  return settled_order(item, outlook.grain, wish, outlook.bound);
}

bool LearnedPolicy::knows_storage_prices() const {
  return !weights_.facts.empty() && weights_.facts.back() == kStoragePrice;
}

double LearnedPolicy::correction(const PolicyView& stock) const {
  const NetworkShape& shape = network_.shape();
  thread_local std::vector<float> rows, y(kLanes);
  rows.assign(shape.rows() * kLanes, 0.0F);
  fill_lane(weights_.inputs, weights_.scale, stock, 0, rows.data() + shape.first_input() * kLanes);
  network_.forward(rows.data(), y.data());
  return static_cast<double>(y[0]);
}

std::optional<FeatureOutside> LearnedPolicy::outside(const Outlook& outlook) const {
  std::optional<FeatureOutside> worst;
  double furthest = kSlack;
  for (std::size_t f = 0; f < weights_.inputs.features; ++f) {
    const auto value = static_cast<double>(outlook.features[f]), low = static_cast<double>(weights_.lowest[f]),
               high = static_cast<double>(weights_.highest[f]);
    const double range = std::max(high - low, 1e-3 * (1 + std::abs(low)));
    const double beyond = std::max(low - value, value - high) / range;
    if (!(beyond > furthest)) continue;
    furthest = beyond;
    const std::size_t known = outlook_features().size();
    worst = FeatureOutside{f < known ? outlook_features()[f] : weights_.facts[f - known], value, low, high};
  }
  return worst;
}

std::string outside_text(const FeatureOutside& outside) {
  return fmt::format("{} {:.3g} (trained on {:.3g} to {:.3g})", outside.feature, outside.value, outside.lowest,
                     outside.highest);
}

}  // namespace demandcast
