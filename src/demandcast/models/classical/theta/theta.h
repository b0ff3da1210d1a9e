// The theta models of Fiorucci et al. 2016: dynamic optimised (DOTM), optimised (OTM) and standard (STM).
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
};

template <class Visitor>
void describe(Visitor& v, ThetaOptions& o) {
  v.field("variant", o.variant, "dotm: line and theta follow the data; otm: fixed line; stm: fixed line, theta 2",
          one_of({"dotm", "otm", "stm"}));
  v.field("decomposition", o.decomposition, "how a season that passes the test is taken out",
          one_of({"multiplicative", "additive"}));
  v.field("season", o.season, "periods in a season; 0 = the frequency's default", at_least(0));
}

/// LocalFit::numbers: level, alpha, theta, sigma, kind of season (0 none, 1 additive, 2 multiplicative), factors
/// [calendar period mod season].
class ThetaModel final : public LocalModel {
 public:
  explicit ThetaModel(ThetaOptions options = {}) : options_(std::move(options)) {}

  LocalFit fit(const LocalSeries& series) const override;
  void forecast(const LocalFit& fit, const LocalSeries& series, const Horizon& horizon, RandomStream& random,
                LocalForecast& out) const override;
  Explanation explain(const LocalFit& fit, const LocalSeries& series) const override;
  int season() const override { return static_cast<int>(options_.season); }

 private:
  bool dynamic() const { return options_.variant == "dotm"; }

  ThetaOptions options_;
};

}  // namespace demandcast
