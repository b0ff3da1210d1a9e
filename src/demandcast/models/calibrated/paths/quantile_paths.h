// Sample paths from quantile forecasts and from how errors of the past went together.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/calibrated/paths/error_templates.h"

namespace demandcast {

/// Marginals are those of a quantile forecast; the dependence is that of the error templates, as a Gaussian copula.
/// With scores s = shared + own of W windows, path p draws W multipliers g, the same for all series and steps, and
///   z(step) = 1/sqrt(W) sum_w g_w (shared(w, step) + sqrt(1 - d) own(w, step)) + sqrt(d) (L n)(step)
/// scaled to variance 1, where L L' is the covariance of own parts over steps, n the series' own normal numbers and
/// d = 4 / (W + 4): the empirical covariance of the windows, shrunk towards what all series share plus what is their
/// own [the Schaake shuffle of Clark et al. 2004 takes the windows themselves, W different futures; shrinkage to a
/// one-factor model: Ledoit & Wolf 2003]. A series without template has d = 1. The path is the quantile at the normal
/// probability of z, a whole number where demand is counted.
///
/// Given a simulation (the model's own equations), the own part is the simulated one instead: with u(p, step) the
/// normal score of simulated path p by its rank at the step, z = 1/sqrt(W) sum_w g_w shared(w, step) + sqrt(1 -
/// v(step)) u(p, step), where v is the variance of what is shared.
class QuantilePaths final : public PathSampler {
 public:
  /// `forecast` at the levels of CurveLevels::standard(), on `view`; `counted` [series] says where demand is counted.
  /// Throws ConfigError for more steps than the templates know.
  QuantilePaths(const PanelView& view, std::shared_ptr<const QuantileForecast> forecast, std::vector<char> counted,
                std::shared_ptr<const ErrorTemplates> templates, std::unique_ptr<PathSampler> simulation, int count,
                std::uint64_t seed);
  void sample(std::size_t series, std::span<float> paths) const override;

 private:
  struct Mixture;
  Mixture mixture_of(std::size_t series) const;
  Mixture shared_alone() const;
  void draw_scores(const Mixture& mixture, std::size_t series, std::span<float> scores) const;
  void mix_windows(const Mixture& mixture, std::span<float> scores) const;

  std::vector<std::string> ids_;
  std::shared_ptr<const QuantileForecast> forecast_;
  std::vector<char> counted_;
  std::shared_ptr<const ErrorTemplates> templates_;
  std::unique_ptr<PathSampler> simulation_;  ///< null where the own part goes by the templates too
  std::uint64_t seed_;
  std::vector<float> multipliers_;  ///< [path, window], over sqrt(windows)
  std::vector<double> own_factor_;  ///< [step, step] L, lower
};

/// Paths whose marginals are what `forecaster` forecasts for `view`; `simulation` may be null. Cost: one forecast of
/// every series.
std::unique_ptr<PathSampler> paths_of_quantiles(const Forecaster& forecaster,
                                                std::shared_ptr<const ErrorTemplates> templates,
                                                std::unique_ptr<PathSampler> simulation, const PanelView& view,
                                                int steps, int count, const RunContext& context);

}  // namespace demandcast
