// MSTL as a local model: loess seasons repeated, a non-seasonal ETS for the rest.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/core/options.h"
#include "demandcast/models/classical/local/local_model.h"

namespace demandcast {

struct MstlOptions {
  std::string seasons;  ///< "7,365"; empty = the frequency's season
  std::int64_t robust_iterations = 0;
};

template <class Visitor>
void describe(Visitor& v, MstlOptions& o) {
  v.field("seasons", o.seasons, "periods in each season, comma separated (\"7,365\"); empty = by the frequency");
  v.field("robust_iterations", o.robust_iterations, "passes that weigh outliers down", at_least(0));
}

/// MSTL + ETS(Z,Z,N) [Bandara, Hyndman & Bergmeir 2021]; see README.md. A season that fits once but not twice into
/// the history is that of short_season, others are left out; with none left it is the ETS alone. Needs five observed
/// cells that are not all equal.
class MstlModel final : public LocalModel {
 public:
  /// Throws ConfigError when `seasons` is not a list of whole numbers of at least 2.
  explicit MstlModel(const MstlOptions& options);
  LocalFit fit(const LocalSeries& series) const override;
  void forecast(const LocalFit& fit, const LocalSeries& series, const Horizon& horizon, RandomStream& random,
                LocalForecast& out) const override;
  bool could_have_learnt(const std::vector<double>& numbers) const override;
  Explanation explain(const LocalFit& fit, const LocalSeries& series) const override;

 private:
  std::vector<int> seasons_of(const LocalSeries& series) const;

  std::vector<int> seasons_;
  int robust_iterations_ = 0;
};

}  // namespace demandcast
