// A panel without its season.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/models/patchwork/seasonal_profile/pooled_profile.h"

namespace demandcast {

/// A view's series up to their origins, each cell divided by the index of its position of the year; ids, states,
/// channels and statics as they were.
struct AdjustedPanel {
  Panel panel;
  std::vector<Period> origins;               ///< [series]
  std::vector<std::vector<double>> indices;  ///< [series, position]

  PanelView view() const { return {panel, origins}; }
};

AdjustedPanel adjusted_panel(const PanelView& view, const PooledProfile& profile, const RunContext& context);

/// A stream of adjusted panels, each made when visited. Owns neither stream nor profile.
class AdjustedStream final : public PanelStream {
 public:
  AdjustedStream(const PanelStream& stream, const PooledProfile& profile, const RunContext& context)
      : stream_(&stream), profile_(&profile), context_(&context) {}
  std::size_t shard_count() const override { return stream_->shard_count(); }
  void visit(std::size_t shard, const std::function<void(const PanelView&)>& visit) const override {
    stream_->visit(shard, [&](const PanelView& view) { visit(adjusted_panel(view, *profile_, *context_).view()); });
  }

 private:
  const PanelStream* stream_;
  const PooledProfile* profile_;
  const RunContext* context_;
};

}  // namespace demandcast
