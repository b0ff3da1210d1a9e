// Batches cut from a panel: what a network reads of some series at some consecutive origins, and what came of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/data/horizon.h"
#include "demandcast/models/neural/network/calendar_inputs.h"
#include "demandcast/models/neural/network/network_facts.h"

namespace demandcast::neural {

/// Consecutive origins of one series, up to `last`.
struct Block {
  std::size_t series = 0;
  Period last = 0;
  bool calendar = true;  ///< false: its calendar inputs are zero
};

/// Row-major numbers on their way to tensors. Demand is in units of the level at the origin.
struct Batch {
  std::int64_t blocks = 0, time = 0, origins = 0, targets = 0;  ///< time = reach + origins - 1
  std::vector<float> past;                                      ///< [block, time, past input]
  std::vector<float> origin;                                    ///< [block, origin, origin input]
  std::vector<float> target;                                    ///< [block, origin, target, target input]
  std::vector<float> rough;                                     ///< [block, origin, target, rough forecast]
  std::vector<std::int64_t> categories;                         ///< [block, column]
  std::vector<float> demand;  ///< [block, origin, target]; NaN = not known or not an example
  std::vector<double> level;  ///< [block, origin] units of demand
};

/// Cuts batches of one view. Borrows everything it is given.
class Gatherer {
 public:
  struct Sizes {
    int reach = 1;    ///< periods of history that an origin's encoder reads
    int origins = 1;  ///< of a block
    int first = 0;    ///< known periods before the first origin that is an example
  };
  Gatherer(const PanelView& view, const FeatureSet& set, const NetworkFacts& facts, const InputLayout& layout,
           std::vector<Span> targets, Sizes sizes);

  int past_width() const { return past_width_; }
  int target_width() const { return layout_->target_width() + calendar_.width(); }
  /// Blocks in parallel. Demand after the view's origin, and at origins that are no examples, is NaN.
  Batch gather(std::span<const Block> blocks, const RunContext& context) const;

 private:
  class Writer;
  const PanelView* view_;
  const FeatureSet* set_;
  const NetworkFacts* facts_;
  const InputLayout* layout_;
  std::vector<Span> targets_;
  Sizes sizes_;
  int steps_;
  CalendarInputs calendar_;
  int past_width_;
  bool dated_plans_;
};

}  // namespace demandcast::neural
