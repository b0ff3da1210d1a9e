// What a catalogue's launches tell about a young product.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "demandcast/models/patchwork/launch_analogues/launch_outlook.h"
#include "demandcast/models/patchwork/launch_analogues/launch_season.h"
#include "demandcast/models/patchwork/launch_analogues/launch_start.h"
#include "demandcast/models/patchwork/launch_analogues/learn_similarity.h"

namespace demandcast {

/// Everything that is learnt.
struct LaunchFacts {
  LaunchRule rule;
  Period young = 0;  ///< ages below it are forecast from analogues
  TraitSet traits;
  SeriesPools pools;
  LaunchSeason season;
  LaunchBook book;
  Similarity similarity;
  ChoiceLimits limits;
};

/// The forecast of one young product and what it stands on.
struct LaunchForecast {
  LaunchOutlook outlook;
  Likeness likeness = Likeness::kSimilar;
  Period age = 0;  ///< periods on sale up to the origin
};

/// Immutable; safe to share between threads.
class LaunchCatalogue {
 public:
  explicit LaunchCatalogue(LaunchFacts facts) : facts_(std::move(facts)) {}
  const LaunchFacts& facts() const { return facts_; }

  /// Nothing for a series that is not young at its origin, or where too few launches were seen by then.
  std::optional<LaunchForecast> forecast(const PanelView& view, std::size_t series, int steps) const;

 private:
  LaunchFacts facts_;
};

}  // namespace demandcast
