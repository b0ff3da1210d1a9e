// The common shape of classical models: one series at a time, a small vector of learnt numbers each.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "demandcast/core/random.h"
#include "demandcast/forecast/forecaster.h"

namespace demandcast {

/// One series as a local model sees it.
struct LocalSeries {
  std::string_view id;
  std::vector<double> y;    ///< [time] from the first known period to the origin; NaN = not known
  Period first_period = 0;  ///< of y[0]
  std::string period_word;  ///< "week"
  int season = 1;           ///< periods in a season, at least 1
};

/// What a fit learnt; `reason` other than kNone sends the series to the fallback.
struct LocalFit {
  std::vector<double> numbers;  ///< the model's own layout; saved as they are
  FallbackReason reason = FallbackReason::kNone;
};

/// Where a model puts the forecast of one series; all start at zero. The caller sorts quantiles and floors at zero.
struct LocalForecast {
  std::vector<double> mean;       ///< [step]
  std::vector<double> quantiles;  ///< [step, level]
};

/// A classical model. Stateless apart from its options; every call may come from another thread.
class LocalModel {
 public:
  virtual ~LocalModel() = default;
  /// Learns one series with at least one observed cell that is not zero.
  virtual LocalFit fit(const LocalSeries& series) const = 0;
  /// Forecasts from the end of `series`, which may be longer or other than the fitted one: states are filtered afresh
  /// through the learnt parameters. `out` is sized. `random` is the series' own stream.
  virtual void forecast(const LocalFit& fit, const LocalSeries& series, const Horizon& horizon, RandomStream& random,
                        LocalForecast& out) const = 0;
  /// Whether `simulate` draws futures by the model's own equations.
  virtual bool simulates() const { return false; }
  /// Fills `paths` [path, step] with futures from the end of `series`, each step knowing the steps before it; the law
  /// of a step is that of `forecast`, to within what a closed form of its quantiles leaves out. The caller floors at
  /// zero.
  virtual void simulate(const LocalFit& fit, const LocalSeries& series, std::size_t steps, RandomStream& random,
                        std::span<float> paths) const;
  /// Whether `numbers`, read from a file, can be those of a fit: as many as there must be, codes and sizes in range.
  virtual bool could_have_learnt(const std::vector<double>&) const { return true; }
  virtual Explanation explain(const LocalFit& fit, const LocalSeries& series) const;
  /// Periods in a season; 0 = the frequency's default.
  virtual int season() const { return 0; }
};

/// An estimator that runs `model` on every series, in parallel. Series that the model cannot do fall back: without any
/// observation to zero; all zero to zero; else to the last season repeated, or to the last value where there is none,
/// with the quantiles of its own past errors.
std::unique_ptr<Estimator> make_local_estimator(std::string name, std::shared_ptr<const LocalModel> model);

/// Loads what such an estimator's forecaster saved. Throws FormatError for numbers that no fit of `model` gives.
std::unique_ptr<Forecaster> load_local_forecaster(std::string name, std::shared_ptr<const LocalModel> model,
                                                  const class ArtifactReader& reader);

}  // namespace demandcast
