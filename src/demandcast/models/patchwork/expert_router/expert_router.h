// The expert router: rules send each series to one of several models.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/patchwork/expert_router/rules.h"

namespace demandcast {

/// The models that rules name, each once, the default first.
std::vector<std::string> experts_of(const RuleSet& rules);

/// Fits every expert on the whole catalogue, so that models that learn across series learn from all of it.
class ExpertRouterEstimator final : public Estimator {
 public:
  /// `experts` are those of experts_of. `season` as `route` takes it.
  ExpertRouterEstimator(RuleSet rules, int season, std::vector<std::unique_ptr<Estimator>> experts);
  /// Throws ConfigError for a condition on a column that the data do not have.
  std::unique_ptr<Forecaster> fit(const PanelStream& training, const Horizon& horizon,
                                  const RunContext& context) const override;
  bool is_local() const override;
  bool fits_apart() const override;

 private:
  RuleSet rules_;
  int season_;
  std::vector<std::unique_ptr<Estimator>> experts_;
};

/// Forecasts each series with the expert of the first rule that takes it at the view's origin: that expert's own
/// forecast, bit for bit. Costs a forecast of the whole view with every expert that serves a series of it.
class ExpertRouterForecaster final : public Forecaster {
 public:
  ExpertRouterForecaster(RuleSet rules, int season, std::vector<std::unique_ptr<Forecaster>> experts);
  /// Throws ConfigError for spans.
  std::vector<QuantileForecast> forecast(std::span<const PanelView> views, const Horizon& horizon,
                                         const RunContext& context) const override;
  /// Of all experts, each note once.
  /// That of the model that serves the series, its rule before the form.
  Explanation explain(const PanelView& view, std::size_t series, const RunContext& context) const override;
  std::vector<std::string> notes() const override;
  /// Writes "rules" (as a file has them) and "season"; expert n saves itself under "expert-n".
  void save(ArtifactWriter& writer) const override;

 private:
  QuantileForecast forecast_view(const PanelView& view, const Horizon& horizon, const RunContext& context) const;

  RuleSet rules_;
  int season_;
  std::vector<std::unique_ptr<Forecaster>> experts_;
  std::vector<std::size_t> expert_of_rule_;  ///< [rule, the default last]
};

/// The name of the part under which an expert is saved.
std::string expert_part(std::size_t expert);

}  // namespace demandcast
