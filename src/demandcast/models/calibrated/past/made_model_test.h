// Models whose every forecast is made up by a test.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "demandcast/forecast/artifact.h"
#include "demandcast/forecast/forecaster.h"

namespace demandcast {

/// What a made model is asked.
struct MadeQuestion {
  const SeriesView& series;
  int step;
  Period learnt;  ///< the origin of the fit, of the first series
};

/// What it answers.
struct MadeLaw {
  std::function<double(const MadeQuestion&)> mean;
  std::function<double(const MadeQuestion&, double level)> quantile;
  std::function<FallbackReason(const SeriesView&)> reason = [](const SeriesView&) { return FallbackReason::kNone; };
};

class MadeForecaster final : public Forecaster {
 public:
  MadeForecaster(MadeLaw law, Period learnt) : law_(std::move(law)), learnt_(learnt) {}
  std::vector<QuantileForecast> forecast(std::span<const PanelView> views, const Horizon& horizon,
                                         const RunContext&) const override {
    std::vector<QuantileForecast> forecasts;
    for (const PanelView& view : views) {
      QuantileForecast& forecast = forecasts.emplace_back(view, horizon);
      for (std::size_t i = 0; i < view.series_count(); ++i) fill(view.series(i), forecast);
    }
    return forecasts;
  }
  void save(ArtifactWriter& writer) const override { writer.integers("learnt", {learnt_}); }

 private:
  void fill(const SeriesView& series, QuantileForecast& forecast) const {
    const Horizon& horizon = forecast.horizon();
    for (int step = 0; step < horizon.steps; ++step) {
      const MadeQuestion question{series, step, learnt_};
      forecast.mean(series.index(), step) = law_.mean(question);
      const auto quantiles = forecast.quantiles(series.index(), step);
      for (std::size_t q = 0; q < quantiles.size(); ++q) quantiles[q] = law_.quantile(question, horizon.levels[q]);
    }
    forecast.set_reason(series.index(), law_.reason(series));
  }

  MadeLaw law_;
  Period learnt_;
};

/// Remembers in `origins` from which origins it was asked to learn.
class MadeEstimator final : public Estimator {
 public:
  explicit MadeEstimator(MadeLaw law, std::vector<Period>* origins = nullptr)
      : law_(std::move(law)), origins_(origins) {}
  std::unique_ptr<Forecaster> fit(const PanelStream& training, const Horizon&, const RunContext&) const override {
    Period learnt = 0;
    training.visit(0, [&](const PanelView& view) { learnt = view.origin(0); });
    if (origins_ != nullptr) origins_->push_back(learnt);
    return std::make_unique<MadeForecaster>(law_, learnt);
  }

 private:
  MadeLaw law_;
  std::vector<Period>* origins_;
};

}  // namespace demandcast
