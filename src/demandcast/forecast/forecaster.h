// The one interface of all models: a recipe (Estimator) gives a learned thing (Forecaster), which gives forecasts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/data/panel_view.h"
#include "demandcast/forecast/explanation.h"
#include "demandcast/forecast/model_insight.h"
#include "demandcast/forecast/path_sampler.h"
#include "demandcast/forecast/quantile_forecast.h"

namespace demandcast {

class ArtifactWriter;

/// Learned and immutable; safe to share between threads.
class Forecaster {
 public:
  virtual ~Forecaster() = default;
  /// One forecast per view (origin), in the order of the views. Parameters stay those of the fit; what lies between the
  /// fit's origin and a view's is filtered through them. A series that the fit did not see is fitted on the spot by a
  /// local model. Every series gets a forecast: where the model cannot, a stated fallback with its reason.
  /// Same views, horizon and context.seed, same result, at any number of threads.
  virtual std::vector<QuantileForecast> forecast(std::span<const PanelView> views, const Horizon& horizon,
                                                 const RunContext& context) const = 0;
  /// What the model can tell about one series (index into `view`) as known at its origin; empty by default.
  virtual Explanation explain(const PanelView& view, std::size_t series, const RunContext& context) const;
  /// What the model left out when it was learnt, and why, as sentences ("seasonal_profile stands aside: ..."); empty by
  /// default. What wraps a model tells its notes as well.
  virtual std::vector<std::string> notes() const { return {}; }
  /// What the model found out about itself when it was fitted; empty by default.
  virtual ModelInsight insight() const;
  /// Whether forecasts fill Horizon::spans; where false, a horizon with spans is a ConfigError.
  virtual bool forecasts_spans() const { return false; }
  /// Whether `path_sampler` draws; where false, it throws ConfigError and names the wrapper that can.
  virtual bool samples_paths() const { return false; }
  /// `count` sample paths of `steps` periods for every series of `view`; marginals are those of `forecast`. The same
  /// view, numbers and context.seed, the same paths, in any order of series and at any number of threads.
  virtual std::unique_ptr<PathSampler> path_sampler(const PanelView& view, int steps, int count,
                                                    const RunContext& context) const;
  /// `count` futures of `steps` periods by the model's own equations, series by series: periods go together as the
  /// model says, series do not. Null where the model has no such equations (the default).
  virtual std::unique_ptr<PathSampler> simulation(const PanelView& view, int steps, int count,
                                                  const RunContext& context) const;
  /// Writes everything that `forecast` needs (see model_directory.h).
  virtual void save(ArtifactWriter& writer) const = 0;
};

/// A recipe: options in, `fit` gives a forecaster.
class Estimator {
 public:
  virtual ~Estimator() = default;
  /// Learns from every view of the stream, each up to its origins. Throws DataError when nothing can be learnt at all.
  virtual std::unique_ptr<Forecaster> fit(const PanelStream& training, const Horizon& horizon,
                                          const RunContext& context) const = 0;
  /// Whether each series is learnt by itself, so that a fit is cheap and another one soon repeated; what wraps such a
  /// model may learn across series besides.
  virtual bool is_local() const { return false; }
  /// Whether nothing is learnt across series, so that fits of parts of a catalogue together are the fit of the whole.
  virtual bool fits_apart() const { return false; }
};

/// The forecast of one view.
QuantileForecast forecast_one(const Forecaster& forecaster, const PanelView& view, const Horizon& horizon,
                              const RunContext& context);

}  // namespace demandcast
