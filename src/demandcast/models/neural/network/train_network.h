// Trains one network on blocks drawn from a stream of series.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/forecast/learning_curve.h"
#include "demandcast/models/neural/network/forking_network.h"
#include "demandcast/training/peers.h"

namespace demandcast::neural {

struct TrainingTask {
  const PanelStream* training = nullptr;
  const FeatureSet* set = nullptr;
  const NetworkFacts* facts = nullptr;
  const InputLayout* layout = nullptr;
  std::vector<Span> targets;
  std::uint64_t seed = 0;
  std::string data;  ///< fingerprint of the training data
  training::Peers* peers = nullptr;
  double salient = 1;  ///< share of the layers that are trained (training/salient_layers.h)
  const PanelStream* judges =
      nullptr;     ///< its `judged` newest periods, which are not in the training data, are looked at
  int judged = 0;  ///< and end training early; null: they are not
};

struct TrainingRecord {
  std::vector<std::string> layers;  ///< that were trained, where not all were
  LearningCurve curve;
  std::int64_t best = 0;  ///< updates after which the judges' loss was least; 0 without them
};

/// Minimises the loss of the network's head on demand in levels, weighted by the root of the level, over every known
/// target of the origins drawn; series and blocks are drawn by counter-based numbers, so that neither the order of
/// series nor the number of threads matters to what is drawn. With context.checkpoints a run that was ended goes on bit
/// by bit. At the end the weights are their average over the later half. Several peers each work on a part of every
/// batch and add up gradients: they draw the batches, and but for rounding have the gradients, that one process would
/// have. Throws DataError where no series has an example, or where the loss is not finite; Error where a peer ended.
TrainingRecord train_network(ForkingNetwork& network, const NetworkDesign& design, const TrainingTask& task,
                             const RunContext& context);

}  // namespace demandcast::neural
