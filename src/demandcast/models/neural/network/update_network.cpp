// SPDX-License-Identifier: Apache-2.0
#include <ATen/Parallel.h>
#include <fmt/format.h>

#include <algorithm>

#include "demandcast/core/checksum.h"
#include "demandcast/core/error.h"
#include "demandcast/core/launch.h"
#include "demandcast/core/random.h"
#include "demandcast/features/targets.h"
#include "demandcast/forecast/data_fingerprint.h"
#include "demandcast/models/neural/network/network_estimator.h"
#include "demandcast/models/neural/network/new_network.h"
#include "demandcast/models/neural/network/train_network.h"
#include "demandcast/models/pooled/pooled_model.h"
#include "demandcast/training/launched_peers.h"

namespace demandcast::neural {
namespace {

constexpr std::int64_t kFitsUpdatesOverUpdates = 4;

std::string key_of(const std::vector<ForkingNetwork>& members) {
  Checksum sum;
  for (const ForkingNetwork& member : members) {
    for (const at::Tensor& weight : member->parameters()) {
      const at::Tensor values = weight.detach().to(at::kCPU, at::kFloat).contiguous();
      sum.add_values(std::span<const float>(values.data_ptr<float>(), static_cast<std::size_t>(values.numel())));
    }
  }
  return sum.hex();
}

/// The design as the update trains it.
NetworkDesign design_of_update(NetworkDesign design, const UpdateOptions& options) {
  const std::int64_t less = std::max<std::int64_t>(1, design.options.updates / kFitsUpdatesOverUpdates);
  design.options.updates = options.updates > 0 ? options.updates : less;
  design.options.learning_rate *= options.rate;
  design.recipe += fmt::format("; update {} {} {}", design.options.updates, options.rate, options.salient);
  return design;
}

}  // namespace

UpdatedForecaster NetworkForecaster::updated(const PanelStream& training, const UpdateOptions& options,
                                             const RunContext& context) const {
  device_of(design_);
  const std::unique_ptr<training::Peers> peers = training::peers_of(launch_of_environment());
  check_parts(design_, *peers);
  keep_freed_memory();
  at::set_num_threads(context.threads);
  const std::optional<FeatureSet> set = feature_set_of(training);
  if (!set) throw DataError(fmt::format("[{}] there is nothing to learn from: the data have no series", design_.model));
  refuse_other_columns(design_.model, feature_names(*set), facts_.features);
  NetworkDesign design = design_of_update(with_better_weights(design_, trial_), options);
  design.recipe += " of " + key_of(members_);
  const std::string data = context.checkpoints.empty() && peers->alone() ? std::string() : data_fingerprint(training);
  peers->agree(stream_key(fmt::format("{} seed {} data {}", design.recipe, context.seed, data)),
               "other data, options or seed");
  const InputLayout layout(*set, facts_.scales, facts_.unit, design.engineered);
  std::vector<ForkingNetwork> members;
  std::vector<LearningCurve> curves = curves_;
  UpdatedForecaster updated;
  for (std::size_t m = 0; m < members_.size(); ++m) {
    members.push_back(copy_of(members_[m], design_, sizes_));
    const TrainingTask task{.training = &training,
                            .set = &*set,
                            .facts = &facts_,
                            .layout = &layout,
                            .targets = targets_of(horizon_),
                            .seed = seed_of(context.seed, static_cast<std::int64_t>(m)),
                            .data = data,
                            .peers = peers.get(),
                            .salient = options.salient};
    TrainingRecord record = train_network(members.back(), design, task, context);
    record.curve.name = fmt::format("update, member {}", m + 1);
    curves.push_back(std::move(record.curve));
    for (const std::string& layer : record.layers) {
      if (std::ranges::find(updated.layers, layer) == updated.layers.end()) updated.layers.push_back(layer);
    }
  }
  updated.forecaster = std::make_unique<NetworkForecaster>(design_, facts_, horizon_, sizes_, std::move(members),
                                                           trial_, std::move(curves));
  return updated;
}

}  // namespace demandcast::neural
