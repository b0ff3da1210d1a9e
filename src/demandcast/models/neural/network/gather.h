// Batches cut from a panel: what a network reads of some series at some consecutive origins, and what came of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/data/horizon.h"
#include "demandcast/models/neural/network/event_inputs.h"

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
  std::vector<float> begun;   ///< [block, origin] 1 where the series had a known period by then

  /// Where attention is asked for: what is known of periods before they come. Of every period in the window of an
  /// origin and kNear periods on both sides of it, as known at that period; of the steps ahead of every origin, as
  /// known at it.
  static constexpr int kNear = 2, kPlaces = 2 * kNear + 1;
  std::int64_t window = 0, steps = 0;
  std::vector<float> events;  ///< [block, window + origins - 1, place, event input]
  std::vector<float> ahead;   ///< [block, origin, step, event input]
};

/// Cuts batches of one view. Borrows everything it is given.
class Gatherer {
 public:
  struct Sizes {
    int reach = 1;    ///< periods of history that an origin's encoder reads
    int origins = 1;  ///< of a block
    int first = 0;    ///< known periods before the first origin that is an example
    int window = 0;   ///< periods up to an origin that attention looks at; 0 = none
  };
  Gatherer(const Gatherer&) = delete;  // parts of it borrow others
  Gatherer& operator=(const Gatherer&) = delete;
  Gatherer(const PanelView& view, const FeatureSet& set, const NetworkFacts& facts, const InputLayout& layout,
           std::vector<Span> targets, Sizes sizes);

  int past_width() const { return past_width_; }
  int calendar_width() const { return calendar_.width(); }
  int target_width() const { return layout_->target_width() + calendar_.width(); }
  const EventInputs& events() const { return events_; }
  /// Blocks in parallel. Demand after the view's origin, and at origins that are no examples, is NaN.
  Batch gather(std::span<const Block> blocks, const RunContext& context) const;
  /// The same into the memory of an earlier batch.
  void gather(std::span<const Block> blocks, const RunContext& context, Batch& batch) const;

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
  EventInputs events_;
};

}  // namespace demandcast::neural
