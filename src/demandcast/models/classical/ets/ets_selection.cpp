// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/ets/ets_selection.h"

#include <algorithm>
#include <cmath>

#include "demandcast/models/classical/ets/ets_filter.h"
#include "demandcast/models/classical/ets/ets_forecast.h"

namespace demandcast {
namespace {

double criterion_of(const EtsFit& fit, const std::string& name) {
  return name == "aic" ? fit.aic : name == "bic" ? fit.bic : fit.aicc;
}

// Enough for a judgement: a closed form where there is one, else a variance growing as if the parts were additive.
bool is_sane(const EtsFit& fit, std::span<const double> y, const ObservedBand& band, int steps) {
  constexpr double kLevel90 = 1.2815515655446004;
  EtsStates states = fit.start;
  if (!filter_ets(fit.form, fit.weights, y, states).valid) return false;
  const int phase = static_cast<int>(y.size() % static_cast<std::size_t>(fit.season));
  const EtsMoments moments = closed_moments(fit, states, phase, steps);
  for (std::size_t h = 0; h < moments.mean.size(); ++h) {
    const double high = moments.mean[h] + kLevel90 * std::sqrt(moments.variance[h]);
    if (!(moments.mean[h] >= band.low && high <= band.high)) return false;
  }
  return true;
}

}  // namespace

ObservedBand ObservedBand::of(std::span<const double> y, double ranges) {
  double low = INFINITY, high = -INFINITY;
  for (const double v : y) {
    if (std::isnan(v)) continue;
    low = std::min(low, v);
    high = std::max(high, v);
  }
  const double room = ranges * (high - low);
  return {low - room, high + room};
}

std::optional<EtsFit> select_ets(std::span<const double> y, int season, const EtsChoice& choice) {
  const EtsSeries series = prepare_ets_series(y, season);
  std::vector<EtsFit> fits;
  for (const EtsForm& form : candidate_forms(choice.letters, choice.damped, series.positive, series.season)) {
    fits.push_back(fit_ets(form, series, fits));
  }
  std::sort(fits.begin(), fits.end(), [&](const EtsFit& a, const EtsFit& b) {
    if (series.short_season && a.form.has_season() != b.form.has_season()) return a.form.has_season();
    return criterion_of(a, choice.criterion) < criterion_of(b, choice.criterion);
  });
  const ObservedBand band = ObservedBand::of(y, kSaneRanges);
  for (const EtsFit& fit : fits) {
    if (!std::isfinite(fit.aicc)) break;
    if (is_sane(fit, y, band, std::max(13, series.season))) return fit;
  }
  if (fits.empty() || !std::isfinite(fits.front().aicc)) return std::nullopt;
  return std::move(fits.front());
}

}  // namespace demandcast
