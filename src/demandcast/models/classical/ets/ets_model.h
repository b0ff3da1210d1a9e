// Exponential smoothing as a local model: options, saved numbers, forecasts, explanation.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/core/options.h"
#include "demandcast/models/classical/ets/ets_selection.h"
#include "demandcast/models/classical/local/local_model.h"

namespace demandcast {

struct EtsOptions {
  std::string model = "ZZZ";
  std::string damped = "auto";
  std::int64_t season = 0;
  std::string criterion = "aicc";
};

template <class Visitor>
void describe(Visitor& v, EtsOptions& o) {
  v.field("model", o.model, "letters of error (A, M), trend (N, A, M) and season (N, A, M); Z = choose");
  v.field("damped", o.damped, "whether the trend is damped", one_of({"auto", "true", "false"}));
  v.field("season", o.season, "periods in a season; 0 = by the frequency, 1 = none", at_least(0));
  v.field("criterion", o.criterion, "what chooses the form", one_of({"aicc", "aic", "bic"}));
}

/// ETS(error, trend, season) of Hyndman, Koehler, Ord & Snyder 2008, the form chosen by information criterion; see
/// README.md. Needs five observed cells that are not all equal. Safe to share between threads.
class EtsModel final : public LocalModel {
 public:
  /// Throws ConfigError when the letters are wrong.
  explicit EtsModel(EtsOptions options);
  LocalFit fit(const LocalSeries& series) const override;
  void forecast(const LocalFit& fit, const LocalSeries& series, const Horizon& horizon, RandomStream& random,
                LocalForecast& out) const override;
  bool simulates() const override { return true; }
  void simulate(const LocalFit& fit, const LocalSeries& series, std::size_t steps, RandomStream& random,
                std::span<float> paths) const override;
  bool could_have_learnt(const std::vector<double>& numbers) const override;
  Explanation explain(const LocalFit& fit, const LocalSeries& series) const override;
  int season() const override { return static_cast<int>(options_.season); }

 private:
  EtsOptions options_;
};

}  // namespace demandcast
