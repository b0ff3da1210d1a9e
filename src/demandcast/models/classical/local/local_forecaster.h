// The forecaster of every classical model: each series through its own learnt numbers.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "demandcast/models/classical/local/series_fits.h"

namespace demandcast {

/// What `model` learns of one series; series without demand are not shown to it.
LocalFit fit_series(const LocalModel& model, const LocalSeries& series);

/// Throws ConfigError when the horizon names spans: local models forecast periods one by one.
void refuse_spans(const std::string& name, const Horizon& horizon);

class LocalForecaster final : public Forecaster {
 public:
  LocalForecaster(std::string name, std::shared_ptr<const LocalModel> model, SeriesFits fits);

  /// Throws ConfigError when the horizon names spans.
  std::vector<QuantileForecast> forecast(std::span<const PanelView> views, const Horizon& horizon,
                                         const RunContext& context) const override;
  Explanation explain(const PanelView& view, std::size_t series, const RunContext& context) const override;
  std::unique_ptr<PathSampler> simulation(const PanelView& view, int steps, int count,
                                          const RunContext& context) const override;
  void save(ArtifactWriter& writer) const override;

  const LocalModel& model() const { return *model_; }
  /// What is known of a series: learnt by the fit, or on the spot where the fit did not see it.
  LocalFit fit_of(const LocalSeries& series, std::size_t place) const;

 private:
  void forecast_series(const SeriesView& view, const RunContext& context, QuantileForecast& out) const;

  std::string name_;
  std::shared_ptr<const LocalModel> model_;
  SeriesFits fits_;
};

}  // namespace demandcast
