// A forest over the series of a catalogue and all targets of a horizon: how it is fitted, asked, saved and loaded.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "demandcast/features/feature_set.h"
#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/forest/pooled/forest_insight.h"
#include "demandcast/models/forest/pooled/median_fill.h"
#include "demandcast/models/forest/pooled/sample_options.h"
#include "demandcast/models/forest/trees/forest.h"

namespace demandcast {

class ArtifactReader;

/// Trees, and what turns a series into a row that they can be asked about.
struct ForestPart {
  PooledFacts facts;
  std::vector<double> base;  ///< TargetBase::weights()
  MedianFill fill;
  Forest forest;
};

/// What all parts of a forest share.
struct ForestSetting {
  std::string owner;                  ///< the model's name, in progress and messages
  std::vector<std::string> features;  ///< names, in the order of the forest's bins
  Horizon horizon;                    ///< of the fit
  ModelInsight insight;
};

/// One forest, or several that were learnt on other rows: a row's distribution is the mean of the parts', each weighed
/// by its trees.
class ForestForecaster final : public Forecaster {
 public:
  ForestForecaster(ForestSetting setting, std::vector<ForestPart> parts)
      : setting_(std::move(setting)), parts_(std::move(parts)) {}
  /// Throws ConfigError for more steps, or other spans, than were learnt, and for data without the columns learnt
  /// from; FormatError where loaded weights of the base are not as many as there are candidates.
  std::vector<QuantileForecast> forecast(std::span<const PanelView> views, const Horizon& horizon,
                                         const RunContext& context) const override;
  ModelInsight insight() const override { return setting_.insight; }
  bool forecasts_spans() const override { return true; }
  /// "features", "horizon", "base", "fill" (empty without one), the pooled facts, what it tells of itself and the
  /// trees; further parts under the names in "parts".
  void save(ArtifactWriter& writer) const override;

  const ForestSetting& setting() const { return setting_; }
  const std::vector<ForestPart>& parts() const { return parts_; }

 private:
  QuantileForecast forecast(const PanelView& view, const Horizon& horizon, const RunContext& context) const;

  ForestSetting setting_;
  std::vector<ForestPart> parts_;
};

/// Learns steps 1 .. horizon.steps and horizon.spans; every origin of the history is an example. Throws DataError where
/// there is nothing to learn from, ConfigError for curves of features that there are not.
std::unique_ptr<Forecaster> fit_forest(const PanelStream& training, const Horizon& horizon, const SampleOptions& sample,
                                       const ForestOptions& options, const InsightOptions& insight,
                                       const RunContext& context);

/// Undoes ForestForecaster::save; `filled` as SampleOptions::every_cell was. Throws FormatError where arrays are
/// missing or make no sense.
std::unique_ptr<Forecaster> load_forest(const std::string& owner, bool filled, const ArtifactReader& reader);

}  // namespace demandcast
