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
#include "demandcast/features/similar_periods.h"

namespace demandcast {

/// Which features there are: by the frequency, the channels and the statics of a catalogue. Their order is stable.
class FeatureSet {
 public:
  FeatureSet(const Frequency& frequency, const std::vector<Channel>& channels,
             const std::vector<StaticColumn>& statics);
  explicit FeatureSet(const PanelView& view) : FeatureSet(view.frequency(), view.channels(), view.statics()) {}

  const std::vector<FeatureInfo>& infos() const { return infos_; }
  const FeatureSpans& spans() const { return spans_; }
  /// Index of the first feature of each family, in their order.
  struct Starts {
    std::uint32_t demand = 0, season = 0, calendar = 0, plan = 0, past = 0, statics = 0;
  };
  const Starts& starts() const { return starts_; }

 private:
  FeatureSpans spans_;
  Starts starts_;
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
  const std::vector<ChannelValues>& plans() const { return plans_; }  ///< known-future channels, in the panel's order
  const std::vector<ChannelValues>& past() const { return past_; }    ///< past-only ones
  /// Demand level at an origin, raised as the facts' LevelFloor says; 0 = nothing was sold up to it, and it has no
  /// rows.
  double level(Period origin) const;
  /// The entries for `target` as seen from `origin`, at most the view's. The level there is above 0. Cost: O(1) for
  /// each feature, and what SimilarPeriods costs.
  void row(Period origin, const Span& target, FeatureRow& row) const { this->row(origin, target, plans_, row); }
  void row(Period origin, const Span& target, std::span<const ChannelValues> plans, FeatureRow& row) const;
  /// Of that row what is the same for every target: demand, past-only channels, statics.
  void origin_row(Period origin, FeatureRow& row) const;
  /// Of that row what is the target's own, without the calendar.
  void target_row(Period origin, const Span& target, std::span<const ChannelValues> plans, FeatureRow& row) const;
  /// Mean demand of the target's periods; nothing where one of them is not known at the view's origin.
  std::optional<double> demand(Period origin, const Span& target) const;

 private:
  void add_seasons(Period origin, const Span& target, FeatureRow& row) const;
  void add_plans(Period origin, const Span& target, std::span<const ChannelValues> plans, FeatureRow& row) const;
  void add_past(Period origin, FeatureRow& row) const;

  const FeatureSet* set_;
  LevelFloor levels_;
  Frequency frequency_;
  DemandHistory history_;
  std::vector<ChannelValues> plans_, past_;
  std::optional<SimilarPeriods> similar_;  ///< where there are plans
  FeatureRow statics_;
  const GroupSeasons::Group* catalogue_ = nullptr;
  std::vector<const GroupSeasons::Group*> groups_;  ///< one for each column of categories; null = unknown
};

}  // namespace demandcast
