// A training stream as it was some periods ago.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/data/panel_view.h"

namespace demandcast {

/// The views of another stream, every origin `periods` earlier. Does not own that stream.
class EarlierStream final : public PanelStream {
 public:
  EarlierStream(const PanelStream& stream, int periods) : stream_(&stream), periods_(periods) {}
  std::size_t shard_count() const override { return stream_->shard_count(); }
  void visit(std::size_t shard, const std::function<void(const PanelView&)>& visit) const override {
    stream_->visit(shard, [&](const PanelView& view) { visit(view.earlier(periods_)); });
  }

 private:
  const PanelStream* stream_;
  int periods_;
};

}  // namespace demandcast
