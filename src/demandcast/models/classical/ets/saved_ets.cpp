// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/ets/saved_ets.h"

#include <cmath>

#include "demandcast/models/classical/ets/ets_start.h"

namespace demandcast {
namespace {

constexpr std::size_t kFixedNumbers = 14;

EtsSeries with_profile(std::span<const double> y, const EtsFit& fit, std::vector<double> season) {
  EtsSeries series = prepare_ets_series(y, 1);
  series.season = fit.season;
  if (fit.form.season == EtsComponent::kAdditive) {
    for (double& s : season) s /= series.scale;
  }
  (fit.form.season == EtsComponent::kAdditive ? series.sums : series.factors).season = std::move(season);
  return series;
}

}  // namespace

std::vector<double> SavedEts::numbers() const {
  const EtsWeights& w = fit.weights;
  std::vector<double> row{static_cast<double>(fit.form.code()),
                          static_cast<double>(first_period),
                          w.alpha,
                          w.beta_star,
                          w.gamma,
                          w.phi,
                          fit.start.level,
                          fit.start.growth,
                          fit.sigma2,
                          fit.loglik,
                          fit.aicc,
                          fit.parameters,
                          static_cast<double>(fit.observed),
                          static_cast<double>(fit.season)};
  row.insert(row.end(), fit.start.season.begin(), fit.start.season.end());
  return row;
}

bool SavedEts::is_row(std::span<const double> row) {
  constexpr double kForms = 54, kFarthestPeriod = 1e12, kMost = 1e8;
  const auto is_whole = [](double x, double low, double high) { return x >= low && x <= high && x == std::floor(x); };
  if (row.size() < kFixedNumbers || !is_whole(row[0], 0, kForms - 1) ||
      !is_whole(row[1], -kFarthestPeriod, kFarthestPeriod) || !is_whole(row[12], 0, kMost) ||
      !is_whole(row[13], 1, kMost)) {
    return false;
  }
  const EtsForm form = EtsForm::from_code(static_cast<int>(row[0]));
  const std::size_t season = form.has_season() ? static_cast<std::size_t>(row[13]) : 0;
  return form.error != EtsComponent::kNone && row.size() - kFixedNumbers == season;
}

SavedEts SavedEts::from_numbers(std::span<const double> row) {
  SavedEts saved;
  EtsFit& fit = saved.fit;
  fit.form = EtsForm::from_code(static_cast<int>(row[0]));
  saved.first_period = static_cast<Period>(row[1]);
  fit.weights = {row[2], row[3], row[4], row[5]};
  fit.start = {row[6], row[7], {row.begin() + kFixedNumbers, row.end()}};
  fit.sigma2 = row[8];
  fit.loglik = row[9];
  fit.aicc = row[10];
  fit.parameters = row[11];
  fit.observed = static_cast<int>(row[12]);
  fit.season = static_cast<int>(row[13]);
  return saved;
}

EtsStates SavedEts::start_at(Period first, std::span<const double> y) const {
  if (first == first_period) return fit.start;
  const auto m = static_cast<Period>(fit.season);
  const Period shift = ((first - first_period) % m + m) % m;
  std::vector<double> season(fit.start.season.size());
  for (std::size_t j = 0; j < season.size(); ++j) {
    season[j] = fit.start.season[(j + static_cast<std::size_t>(shift)) % season.size()];
  }
  const EtsSeries series = with_profile(y, fit, std::move(season));
  EtsStates states = start_states(fit.form, series);
  states.level *= series.scale;
  if (fit.form.trend == EtsComponent::kAdditive) states.growth *= series.scale;
  if (fit.form.season == EtsComponent::kAdditive) {
    for (double& s : states.season) s *= series.scale;
  }
  return states;
}

}  // namespace demandcast
