// All features of a catalogue, declared once each, and the rows that they make: one for a series, an origin and a
// target.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "demandcast/data/horizon.h"
#include "demandcast/features/channel_values.h"
#include "demandcast/features/demand_history.h"
#include "demandcast/features/feature_info.h"
#include "demandcast/features/feature_spans.h"
#include "demandcast/features/pooled_facts.h"

namespace demandcast {

/// Which features there are: by the frequency, the channels and the statics of a catalogue. Their order is stable.
class FeatureSet {
 public:
  FeatureSet(const Frequency& frequency, const std::vector<Channel>& channels,
             const std::vector<StaticColumn>& statics);
  explicit FeatureSet(const PanelView& view) : FeatureSet(view.frequency(), view.channels(), view.statics()) {}

  const std::vector<FeatureInfo>& infos() const { return infos_; }
  const FeatureSpans& spans() const { return spans_; }
  std::uint32_t first_static() const { return first_static_; }  ///< index of the first feature of the statics

 private:
  FeatureSpans spans_;
  std::uint32_t first_static_ = 0;
  std::vector<FeatureInfo> infos_;
};

/// The known-future channels of one series, as known at the view's origin, in the panel's order.
std::vector<ChannelValues> plans_of(const PanelView& view, std::size_t series, int steps);

/// One series and what its features need, computed once for all origins up to the view's. Plans are as known at the
/// view's origin; where they carry dates of their own, hand row() those of an earlier one. Borrows `set` and `facts`.
class SeriesFeatures {
 public:
  SeriesFeatures(const FeatureSet& set, const PanelView& view, std::size_t series, int steps, const PooledFacts& facts);

  const DemandHistory& history() const { return history_; }
  /// Demand level at an origin; 0 = nothing was sold up to it, and it has no rows.
  double level(Period origin) const;
  /// The entries for `target` as seen from `origin`, at most the view's. The level there is above 0. Cost: O(1) for
  /// each feature, and what similar_periods() costs.
  void row(Period origin, const Span& target, FeatureRow& row) const { this->row(origin, target, plans_, row); }
  void row(Period origin, const Span& target, std::span<const ChannelValues> plans, FeatureRow& row) const;
  /// Mean demand of the target's periods; nothing where one of them is not known at the view's origin.
  std::optional<double> demand(Period origin, const Span& target) const;

 private:
  const FeatureSet* set_;
  Frequency frequency_;
  DemandHistory history_;
  std::vector<ChannelValues> plans_, past_;
  FeatureRow statics_;
  const GroupSeasons::Group* catalogue_ = nullptr;
  std::vector<const GroupSeasons::Group*> groups_;  ///< one for each column of categories; null = unknown
};

}  // namespace demandcast
