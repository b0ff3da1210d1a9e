// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/choose_weights.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/models/neural/network/held_back_loss.h"
#include "demandcast/models/neural/network/network_estimator.h"

namespace demandcast::neural {

WeightTrial try_weights(const NetworkDesign& design, const PanelStream& training, int steps,
                        const RunContext& context) {
  if (design.options.weights != "held_back" || design.options.head != "quantiles") return {};
  const auto loss_with = [&](const std::string& weights) {
    NetworkDesign trial = design;
    trial.options.weights = weights;
    trial.by_scatter = weights == "scatter";
    trial.options.members = 1;
    trial.options.early_stop = false;
    trial.options.updates = std::max<std::int64_t>(1, design.options.updates / 2);
    trial.recipe += fmt::format("; trial of {}", weights);
    return held_back_loss(NetworkEstimator(trial), training, steps, context);
  };
  const double plain = loss_with("plain");
  if (std::isnan(plain)) return {};
  return {plain, loss_with("scatter")};
}

NetworkDesign with_better_weights(NetworkDesign design, const WeightTrial& trial) {
  if (design.options.weights == "held_back") design.by_scatter = trial.scatter < trial.plain;
  return design;
}

}  // namespace demandcast::neural
