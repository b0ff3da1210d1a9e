// A forking network as an estimator and a forecaster.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/forecast/learning_curve.h"
#include "demandcast/forecast/updatable.h"
#include "demandcast/models/neural/network/choose_weights.h"
#include "demandcast/models/neural/network/forking_network.h"

namespace demandcast::neural {

/// Learns steps 1 .. horizon.steps and horizon.spans, at the levels of grid_levels(); others come from those.
class NetworkEstimator final : public Estimator {
 public:
  explicit NetworkEstimator(NetworkDesign design) : design_(std::move(design)) {}
  /// With the peers of launch_of_environment() where there are some; each then has the same forecaster. Throws
  /// DataError as train_network and learn_network_facts do, ConfigError for a device that is not there and as peers_of
  /// does.
  std::unique_ptr<Forecaster> fit(const PanelStream& training, const Horizon& horizon,
                                  const RunContext& context) const override;

 private:
  NetworkDesign design_;
};

class NetworkForecaster final : public Forecaster, public Updatable, public Taught {
 public:
  NetworkForecaster(NetworkDesign design, NetworkFacts facts, Horizon horizon, NetworkSizes sizes,
                    std::vector<ForkingNetwork> members, WeightTrial trial, std::vector<LearningCurve> curves);
  /// Throws ConfigError for more steps, or other spans, than were learnt, and for data without the columns learnt from.
  std::vector<QuantileForecast> forecast(std::span<const PanelView> views, const Horizon& horizon,
                                         const RunContext& context) const override;
  bool forecasts_spans() const override { return true; }
  /// Form: the design and its head; attention of the steps, where the design has it.
  Explanation explain(const PanelView& view, std::size_t series, const RunContext& context) const override;
  const std::vector<LearningCurve>& learning_curves() const override { return curves_; }
  void save(ArtifactWriter& writer) const override;
  /// With the peers of launch_of_environment() where there are some.
  UpdatedForecaster updated(const PanelStream& training, const UpdateOptions& options,
                            const RunContext& context) const override;
  static std::unique_ptr<Forecaster> load(NetworkDesign design, const ArtifactReader& reader);

 private:
  /// Where a series' forecasts look in the past: [target][period], the shares of the window's periods, oldest first,
  /// the view's origin last; mean over heads and members. What is missing to 1 found nothing. Empty without attention.
  std::vector<std::vector<double>> attention(const PanelView& view, std::size_t series,
                                             const RunContext& context) const;

  NetworkDesign design_;
  NetworkFacts facts_;
  Horizon horizon_;  ///< of the fit
  NetworkSizes sizes_;
  mutable std::vector<ForkingNetwork> members_;  ///< modules have no const forward
  WeightTrial trial_;
  std::vector<LearningCurve> curves_;
};

}  // namespace demandcast::neural
