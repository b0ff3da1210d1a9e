// Croston's method and its family for intermittent demand, with the exact quantiles of what they assume.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/models/classical/croston/croston_options.h"
#include "demandcast/models/classical/local/local_model.h"

namespace demandcast {

/// The size of demand when there is one, and how often there is one, smoothed apart:
///   classic    mean = z / n      z: smoothed non-zero sizes, n: smoothed intervals between them   [Croston 1972]
///   sba        mean = (1 - a/2) z / n, a the smoothing                              [Syntetos & Boylan 2005]
///   tsb        mean = p z,       p: smoothed indicator of demand, updated every period [Teunter, Syntetos & Babai
///   2011] optimized  classic, each smoothing of the least squared error in [0.1, 0.3]
/// The means equal those of StatsForecast (CrostonClassic, CrostonSBA, TSB, CrostonOptimized).
///
/// Quantiles are those of a mixture, in closed form: no demand with probability 1 - p, else a past size drawn with the
/// weight that it has in z, where p = 1/n, (1 - a/2)/n or TSB's own. Its mean is the model's mean.
/// Missing cells are left out, as if their periods had not been: they neither lengthen an interval nor count as zero.
/// Anything but a positive number is no demand. O(length + sizes log sizes) per series.
class Croston final : public LocalModel {
 public:
  explicit Croston(CrostonOptions options);
  explicit Croston(SbaOptions options);
  explicit Croston(TsbOptions options);

  /// Numbers: smoothing of sizes, smoothing of intervals or of the probability.
  LocalFit fit(const LocalSeries& series) const override;
  void forecast(const LocalFit& fit, const LocalSeries& series, const Horizon& horizon, RandomStream& random,
                LocalForecast& out) const override;
  bool could_have_learnt(const std::vector<double>& numbers) const override;
  /// Smoothed size, interval or probability, and the smoothings.
  Explanation explain(const LocalFit& fit, const LocalSeries& series) const override;

 private:
  double probability(const LocalFit& fit, const struct DemandPattern& pattern) const;

  CrostonOptions options_;
};

}  // namespace demandcast
