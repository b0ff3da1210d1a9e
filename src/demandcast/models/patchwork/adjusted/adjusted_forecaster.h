// A forecaster around another, which sees demand divided by known factors; what it says is multiplied by them again.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/patchwork/adjusted/demand_factors.h"

namespace demandcast {

/// Mean, quantiles and sample paths of the inner model times the factors of the periods ahead. Where all factors are 1,
/// the inner model's own, bit for bit. Spans come from the inner model's paths, where it has them: a sum of periods
/// with factors of their own has no other way. Costs a copy of the view beside what the inner model costs.
class AdjustedForecaster final : public Forecaster {
 public:
  AdjustedForecaster(std::string name, std::unique_ptr<DemandFactors> factors, std::unique_ptr<Forecaster> inner);
  /// Throws ConfigError for spans where the inner model draws no paths.
  std::vector<QuantileForecast> forecast(std::span<const PanelView> views, const Horizon& horizon,
                                         const RunContext& context) const override;
  /// The inner model's of demand without its factors; these are a component of the wrapper's name.
  Explanation explain(const PanelView& view, std::size_t series, const RunContext& context) const override;
  /// The factors' note first.
  std::vector<std::string> notes() const override;
  bool forecasts_spans() const override { return inner_->samples_paths(); }
  bool samples_paths() const override { return inner_->samples_paths(); }
  std::unique_ptr<PathSampler> path_sampler(const PanelView& view, int steps, int count,
                                            const RunContext& context) const override;
  std::unique_ptr<PathSampler> simulation(const PanelView& view, int steps, int count,
                                          const RunContext& context) const override;
  /// Writes the factors; the inner model saves itself under "inner".
  void save(ArtifactWriter& writer) const override;

 private:
  QuantileForecast forecast_view(const PanelView& view, const Horizon& horizon, const RunContext& context) const;

  std::string name_;
  std::unique_ptr<DemandFactors> factors_;
  std::unique_ptr<Forecaster> inner_;
};

/// Fits `inner` to demand without its factors. `name` is the model that errors name.
std::unique_ptr<Forecaster> fit_adjusted(std::string name, std::unique_ptr<DemandFactors> factors,
                                         const Estimator& inner, const PanelStream& training, const Horizon& horizon,
                                         const RunContext& context);

}  // namespace demandcast
