// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/policy_insight.h"

#include <algorithm>
#include <utility>

namespace demandcast {
namespace {

constexpr std::size_t kPoints = 41, kBins = 10, kProductsLookedAt = 1000;

Outlook outlook_at(const PolicyHistory& history, std::size_t product, std::size_t period, std::size_t feature_count) {
  const std::size_t cell = product * history.periods + period;
  Outlook outlook;
  outlook.level = history.level[cell];
  outlook.reorder_point = history.reorder_point[cell];
  outlook.unit = history.unit[cell];
  outlook.bound = history.bound[cell];
  outlook.grain = history.grain[product];
  const auto knots = history.curve.begin() + static_cast<std::ptrdiff_t>(cell * kCurveKnots);
  std::copy_n(knots, kCurveKnots, outlook.curve.begin());
  const auto first = history.features.begin() + static_cast<std::ptrdiff_t>(cell * history.feature_count);
  outlook.features.assign(first, first + static_cast<std::ptrdiff_t>(history.feature_count));
  outlook.features.resize(feature_count, 0.0F);  // no price of space
  return outlook;
}

OrdersByStock orders_of(const PolicyHistory& history, const ItemEconomics& item, std::size_t product,
                        const LearnedPolicy& policy) {
  OrdersByStock orders;
  orders.product = product;
  orders.period = history.end[product] - 1;
  const Outlook outlook = outlook_at(history, product, orders.period, policy.weights().inputs.features);
  orders.mean_demand = static_cast<double>(outlook.features.front()) * outlook.unit;
  StockState state = StockState::empty(item);
  for (std::size_t i = 0; i < kPoints; ++i) {
    const double on_hand = 1.25 * outlook.level * static_cast<double>(i) / (kPoints - 1);
    state.stock.back() = on_hand;
    const PolicyView view = view_of(outlook, state);
    const bool reorders = view.position() <= outlook.reorder_point;
    orders.on_hand.push_back(on_hand);
    orders.learned.push_back(policy.order(item, outlook, view));
    orders.myopic.push_back(reorders ? settled_order(item, outlook.grain, view.wish(), outlook.bound) : 0);
    orders.base_stock.push_back(item.orderable(view.missing()));
  }
  return orders;
}

/// Products of small, middling and large demand: at a tenth, a half and nine tenths of those that sell.
std::vector<std::size_t> typical_products(const PolicyHistory& history) {
  std::vector<std::pair<double, std::size_t>> by_level;
  for (std::size_t i = 0; i < history.first.size(); ++i) {
    if (history.first[i] >= history.end[i]) continue;
    const double level = history.level[i * history.periods + history.end[i] - 1];
    if (level > 0) by_level.emplace_back(level, i);
  }
  std::sort(by_level.begin(), by_level.end());
  std::vector<std::size_t> products;
  for (const double share : {0.1, 0.5, 0.9}) {
    if (by_level.empty()) break;
    const auto place = static_cast<std::size_t>(share * static_cast<double>(by_level.size() - 1));
    if (const std::size_t product = by_level[place].second; std::ranges::count(products, product) == 0) {
      products.push_back(product);
    }
  }
  return products;
}

std::vector<CorrectionBin> corrections_of(const PolicyHistory& history, std::span<const ItemEconomics> items,
                                          const ReplayedEpisodes& validation, const LearnedPolicy& policy) {
  std::vector<std::pair<double, double>> all;  // certainty, correction
  const std::size_t stride = 1 + validation.product_count() / kProductsLookedAt;
  for (std::size_t place = 0; place < validation.product_count(); place += stride) {
    const std::size_t product = validation.product(place);
    StockState state = StockState::empty(items[product]);
    for (std::size_t period = validation.from(); period < history.end[product]; ++period) {
      const Outlook outlook = outlook_at(history, product, period, policy.weights().inputs.features);
      state.stock.back() = 0.5 * outlook.level;
      all.emplace_back(static_cast<double>(outlook.features.front()), policy.correction(view_of(outlook, state)));
    }
  }
  std::sort(all.begin(), all.end());
  std::vector<CorrectionBin> bins;
  for (std::size_t b = 0; b < kBins; ++b) {
    const std::size_t first = all.size() * b / kBins, end = all.size() * (b + 1) / kBins;
    CorrectionBin bin{0, 0, end - first};
    for (std::size_t i = first; i < end; ++i) {
      bin.certainty += all[i].first / static_cast<double>(end - first);
      bin.correction += all[i].second / static_cast<double>(end - first);
    }
    if (bin.count > 0) bins.push_back(bin);
  }
  return bins;
}

}  // namespace

PolicyInsight look_into(const PolicyHistory& history, std::span<const ItemEconomics> items,
                        const ReplayedEpisodes& validation, const ValidationPlan& plan, const PolicyWeights& weights,
                        const RunContext& context) {
  PolicyInsight insight;
  const LearnedPolicy policy(weights);
  for (const std::size_t product : typical_products(history)) {
    insight.orders.push_back(orders_of(history, items[product], product, policy));
  }
  const NetworkShape shape{weights.inputs.count(), weights.hidden};
  const std::vector<float> nothing(shape.parameters(), 0.0F);
  const auto costs = [&](const std::vector<float>& parameters) {
    return episode_costs(validation, plan, shape, parameters, weights.scale, context);
  };
  const std::vector<double> myopic = costs(nothing), learned = costs(weights.parameters);
  for (std::size_t i = 0; i < myopic.size(); ++i) {
    insight.costs.push_back({validation.product(i), myopic[i], learned[i]});
  }
  insight.corrections = corrections_of(history, items, validation, policy);
  return insight;
}

}  // namespace demandcast
