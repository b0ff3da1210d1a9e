// The theta models of Fiorucci et al. 2016: standard and optimised (STM, OTM), and dynamic (DSTM, DOTM).
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "demandcast/core/options.h"
#include "demandcast/models/classical/local/local_model.h"

namespace demandcast {

struct ThetaOptions {
  std::string variant = "dotm";
  std::string decomposition = "multiplicative";
  std::int64_t season = 0;
  std::string distribution = "empirical";
};

template <class Visitor>
void describe(Visitor& v, ThetaOptions& o) {
  v.field("variant", o.variant,
          "dotm: line and theta follow the data; dstm: theta is 2; otm, stm: the same with a fixed line; auto: otm or "
          "dotm, whichever has the smaller errors",
          one_of({"dotm", "dstm", "otm", "stm", "auto"}));
  v.field("decomposition", o.decomposition, "how a season that passes the test is taken out",
          one_of({"multiplicative", "additive"}));
  v.field("season", o.season, "periods in a season; 0 = the frequency's default", at_least(0));
  v.field("distribution", o.distribution, "how errors spread around the mean: as those of the past did, or normally",
          one_of({"empirical", "normal"}));
}

/// LocalFit::numbers: level, alpha, theta, sigma, dynamic (0 or 1), parameters of the season,
/// kind of season (0 none, 1 additive, 2 multiplicative), factors [calendar period mod season].
class ThetaModel final : public LocalModel {
 public:
  explicit ThetaModel(ThetaOptions options = {}) : options_(std::move(options)) {}

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
  ThetaOptions options_;
};

}  // namespace demandcast
