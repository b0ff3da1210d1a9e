// What multiplies the demand of a series in each period, and is known for the periods ahead: a season, planned prices.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "demandcast/data/panel_view.h"

namespace demandcast {

class ArtifactWriter;

/// Factors of one series as known at its origin, all above 0.
struct SeriesFactors {
  std::vector<double> past;   ///< [time] as SeriesView::target
  std::vector<double> ahead;  ///< [step] of the periods after the origin
};

/// Learned and immutable; safe to share between threads.
class DemandFactors {
 public:
  virtual ~DemandFactors() = default;
  virtual SeriesFactors factors_of(const PanelView& view, std::size_t series, int steps) const = 0;
  /// What to ask for the factors of many series of one view, where what they share is worth finding once; null = these
  /// themselves. A guest of these factors and of the view.
  virtual std::unique_ptr<DemandFactors> bound_to(const PanelView&, int) const { return nullptr; }
  /// Why nothing is multiplied, as a sentence, where that is so for every series; else empty.
  virtual std::string note() const { return {}; }
  virtual void save(ArtifactWriter& writer) const = 0;
};

}  // namespace demandcast
