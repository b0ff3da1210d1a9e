// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/series_choice.h"

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

constexpr std::size_t kWorst = 4, kLargest = 2, kTypical = 2;

double row_loss(const ScoredTable& scored, std::size_t row) {
  const auto quantiles = scored.forecasts.row_quantiles(row);
  double loss = 0;
  for (std::size_t i = 0; i < quantiles.size(); ++i) {
    const double level = scored.forecasts.levels[i], error = scored.actual[row] - quantiles[i];
    loss += std::max(level * error, (level - 1) * error);
  }
  return loss;
}

std::vector<std::size_t> largest_first(std::vector<std::size_t> order, const std::vector<double>& values) {
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
  return order;
}

/// Takes `wanted` series from `order`, from place `from` on, leaving out those that are there.
void take(std::vector<ChosenSeries>& chosen, const std::vector<std::size_t>& order, std::size_t from,
          std::size_t wanted, const char* why) {
  for (std::size_t i = from; i < order.size() && wanted > 0; ++i) {
    const bool there =
        std::any_of(chosen.begin(), chosen.end(), [&](const ChosenSeries& c) { return c.series == order[i]; });
    if (there) continue;
    chosen.push_back({order[i], why});
    --wanted;
  }
}

}  // namespace

void SeriesTotals::append(const SeriesTotals& part) {
  const std::size_t before = loss.size();
  loss.insert(loss.end(), part.loss.begin(), part.loss.end());
  demand.insert(demand.end(), part.demand.begin(), part.demand.end());
  for (const std::size_t series : part.scored) scored.push_back(before + series);
}

SeriesTotals series_totals(const ScoredTable& scored, std::size_t model) {
  const std::size_t count = scored.forecasts.ids.size();
  SeriesTotals totals{std::vector<double>(count, 0), std::vector<double>(count, 0), {}};
  for (const std::size_t row : scored_rows(scored, model)) {
    const auto series = static_cast<std::size_t>(scored.forecasts.series[row]);
    totals.loss[series] += row_loss(scored, row);
    totals.demand[series] += std::abs(scored.actual[row]);
    totals.scored.push_back(series);
  }
  std::ranges::sort(totals.scored);
  totals.scored.erase(std::ranges::unique(totals.scored).begin(), totals.scored.end());
  return totals;
}

std::vector<ChosenSeries> choose_series(const SeriesTotals& totals) {
  const auto by_loss = largest_first(totals.scored, totals.loss);
  std::vector<ChosenSeries> chosen;
  take(chosen, by_loss, 0, kWorst, "worst by loss");
  take(chosen, largest_first(totals.scored, totals.demand), 0, kLargest, "largest");
  take(chosen, by_loss, by_loss.size() / 2, kTypical, "typical");
  return chosen;
}

}  // namespace demandcast
