// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/leaderboard.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace demandcast {
namespace {

constexpr const char* kReference = "seasonal_naive";

std::vector<ModelCost> in_order_of(const std::vector<std::string>& models, const std::vector<ModelCost>& costs) {
  std::vector<ModelCost> ordered;
  for (const std::string& model : models) {
    const auto at =
        std::find_if(costs.begin(), costs.end(), [&](const ModelCost& cost) { return cost.model == model; });
    ordered.push_back(at != costs.end() ? *at : ModelCost{.model = model});
  }
  return ordered;
}

}  // namespace

double leading_loss(const Metrics& metrics) { return std::isnan(metrics.wql) ? metrics.wql_all : metrics.wql; }

ModelDifference named_difference(const RelativeDifference& difference, const std::string& model,
                                 const std::string& reference) {
  return {model,           reference,       difference.relative,
          difference.low,  difference.high, difference.low > 0 || difference.high < 0,
          difference.pairs};
}

std::vector<std::size_t> order_by_loss(const std::vector<GroupMetrics>& overall) {
  std::vector<std::size_t> order(overall.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const double first = leading_loss(overall[a].metrics), second = leading_loss(overall[b].metrics);
    return std::isnan(second) ? !std::isnan(first) : first < second;
  });
  return order;
}

void add_leaderboard(std::vector<GroupMetrics> overall, const std::vector<std::size_t>& order,
                     const std::vector<ModelCost>& costs, Evaluation& evaluation) {
  const auto is_reference = [](const GroupMetrics& one) { return one.model == kReference; };
  const bool has_reference = std::any_of(overall.begin(), overall.end(), is_reference);
  evaluation.reference = has_reference ? kReference : overall.front().model;
  for (const std::size_t model : order) {
    evaluation.leaderboard.push_back(overall[model].model);
    evaluation.groups.push_back(std::move(overall[model]));
  }
  evaluation.costs = in_order_of(evaluation.leaderboard, costs);
}

void add_differences(const std::vector<std::string>& names, const ScoredPairs& pairs,
                     const std::vector<PairLosses>& losses, const std::vector<std::size_t>& order, int draws,
                     const RunContext& context, Evaluation& evaluation) {
  const auto reference =
      static_cast<std::size_t>(std::find(names.begin(), names.end(), evaluation.reference) - names.begin());
  std::vector<std::pair<std::size_t, std::size_t>> comparisons;
  for (const std::size_t against : {reference, order.front()}) {
    for (const std::size_t model : order) {
      if (model != against) comparisons.emplace_back(model, against);
    }
  }
  const auto differences = compare_by_bootstrap(pairs, losses, comparisons, draws, context);
  for (std::size_t i = 0; i < differences.size(); ++i) {
    auto& list = i < order.size() - 1 ? evaluation.to_reference : evaluation.to_best;
    list.push_back(named_difference(differences[i], names[comparisons[i].first], names[comparisons[i].second]));
  }
}

}  // namespace demandcast
