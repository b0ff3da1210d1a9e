// The loss of a network on the newest periods of a stream, looked at while it is trained on what was before them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "demandcast/models/neural/network/batch_loss.h"
#include "demandcast/models/neural/network/train_network.h"

namespace demandcast::neural {

class HeldBackJudge {
 public:
  /// Takes the targets of up to 512 series of the first shard of `now`, by their names' hash, from `steps` periods
  /// before its origins; `task` is that of the training.
  HeldBackJudge(const PanelStream& now, int steps, const NetworkDesign& design, const TrainingTask& task,
                const Gatherer::Sizes& reads, const RunContext& context);
  /// Of the head, and what goes with it (BatchLoss), without dropout. NaN where nothing is known.
  double loss_of(ForkingNetwork& network) const;

 private:
  training::Alone alone_;
  BatchLoss loss_;
  std::optional<BatchTensors> batch_;
};

}  // namespace demandcast::neural
