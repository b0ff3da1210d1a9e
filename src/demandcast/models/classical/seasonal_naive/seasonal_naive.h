// Seasonal naive: the last season again. The reference that every other model must beat.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "demandcast/core/options.h"
#include "demandcast/models/classical/local/local_model.h"

namespace demandcast {

struct SeasonalNaiveOptions {
  std::int64_t season = 0;
  std::string distribution = "empirical";
};

template <class Visitor>
void describe(Visitor& visitor, SeasonalNaiveOptions& options) {
  visitor.field("season", options.season, "periods in a season; 0 = the frequency's own", at_least(0));
  visitor.field("distribution", options.distribution,
                "how errors spread around the repeated season: those of the past, or a normal distribution",
                one_of({"empirical", "normal"}));
}

/// f[h] = the last observed value of the same position in the season [Hyndman & Athanasopoulos 2021, 5.2].
///
/// Missing cells are passed over: the value of an earlier season stands in. A history shorter than a season repeats its
/// last value; one with a single observation falls back (too_short). The mean equals StatsForecast's SeasonalNaive.
/// Quantiles: with e the errors of one season ahead and k the seasons ahead,
///   normal      f + sqrt(k) sigma z(q), sigma^2 the mean square of e      [the same book, 5.5]
///   empirical   f + sqrt(k) quantile of e and -e together, so that the median is the mean
/// O(length log length) per series.
class SeasonalNaive final : public LocalModel {
 public:
  explicit SeasonalNaive(SeasonalNaiveOptions options) : options_(std::move(options)) {}
  LocalFit fit(const LocalSeries& series) const override;
  void forecast(const LocalFit& fit, const LocalSeries& series, const Horizon& horizon, RandomStream& random,
                LocalForecast& out) const override;
  int season() const override { return static_cast<int>(options_.season); }

 private:
  SeasonalNaiveOptions options_;
};

}  // namespace demandcast
