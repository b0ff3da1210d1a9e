// A panel without what is known to multiply its demand.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/models/patchwork/adjusted/demand_factors.h"

namespace demandcast {

/// A view's series up to their origins, each cell divided by its factor; ids, states, channels and statics as they
/// were.
struct AdjustedPanel {
  Panel panel;
  std::vector<Period> origins;             ///< [series]
  std::vector<std::vector<double>> ahead;  ///< [series, step] factors of the periods after the origin
  bool newest_plans = false;               ///< whether the view saw the newest version of every plan

  PanelView view() const;
};

AdjustedPanel adjusted_panel(const PanelView& view, const DemandFactors& factors, int steps, const RunContext& context);

/// A stream of adjusted panels, each made when visited. Owns neither stream nor factors.
class AdjustedStream final : public PanelStream {
 public:
  AdjustedStream(const PanelStream& stream, const DemandFactors& factors, const RunContext& context)
      : stream_(&stream), factors_(&factors), context_(&context) {}
  std::size_t shard_count() const override { return stream_->shard_count(); }
  void visit(std::size_t shard, const std::function<void(const PanelView&)>& visit) const override {
    stream_->visit(shard, [&](const PanelView& view) { visit(adjusted_panel(view, *factors_, 0, *context_).view()); });
  }

 private:
  const PanelStream* stream_;
  const DemandFactors* factors_;
  const RunContext* context_;
};

}  // namespace demandcast
