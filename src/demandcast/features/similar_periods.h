// Demand in those past periods whose plans were most like the target's: what such a price or promotion did before.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/data/horizon.h"
#include "demandcast/features/channel_values.h"
#include "demandcast/features/demand_history.h"
#include "demandcast/features/feature_info.h"
#include "demandcast/features/feature_spans.h"

namespace demandcast {

void declare_similar_periods(std::vector<FeatureInfo>& infos);

/// The mean over past periods u of demand(u) / level around u, times level now / level, with weights
///
///   w(u) = prod_c 1 / (1 + (2 d_c(u) / s_c)^2)  (a quarter where u lies elsewhere in the cycle)
///
/// d_c the difference of channel c between u and the target, s_c its standard deviation over the past two years (a
/// channel that did not move then says nothing); and the sum of the weights. Absent where no plan ever moved. A kernel
/// regression [Nadaraya 1964, "On estimating regression"; Watson 1964].
class SimilarPeriods {
 public:
  /// Cost: O(length).
  SimilarPeriods(const DemandHistory& history, const FeatureSpans& spans);
  /// `history` as given before. Costs O(two years * channels * length of the target). `level` above 0; demand after the
  /// origin is not read.
  void tell(const DemandHistory& history, std::span<const ChannelValues> plans, Period origin, const Span& target,
            double level, FeatureSink& sink) const;

 private:
  double relative(const DemandHistory& history, Period period, Period origin) const;

  FeatureSpans spans_;
  Period half_;                   ///< periods on each side whose mean is the level around one
  std::vector<double> relative_;  ///< [time] demand over the mean of them all, for origins to which all are past
};

}  // namespace demandcast
