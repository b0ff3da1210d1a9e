// Whether a model that went on learning is better than the one before, on new periods and on those that it knew.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <string>

#include "demandcast/data/panel_view.h"
#include "demandcast/forecast/forecaster.h"

namespace demandcast {

/// wQL before and after on the same periods; NaN where nothing was sold in them.
struct LossPair {
  double before = std::numeric_limits<double>::quiet_NaN(), after = std::numeric_limits<double>::quiet_NaN();
  bool judged() const;
  /// By how much `after` is worse, as a share; below 0 = better.
  double worse() const;
};

/// The two windows of `steps` periods that judge an update. Of the newest neither model has learnt when an update
/// learns up to `steps` before the newest period; of the second both have.
struct GateWindows {
  int steps = 0;
  int known_ago = 0;  ///< how long before the newest period the second one ends
};

/// The newest `steps` periods, and as many that the model before had learnt, the newest of those that end no later: of
/// a model that has learnt to `learnt_ago` periods before the newest.
GateWindows gate_windows(int steps, int learnt_ago);

struct UpdateGate {
  LossPair newest, known;
  double tolerance = 0;

  /// Whether neither window is worse by more than the tolerance, and one tells something.
  bool passed() const;
  /// "the newest 13 periods 0.412 -> 0.398 (3.4 % better); ..."
  std::string text(int steps) const;
};

UpdateGate judge_update(const Forecaster& before, const Forecaster& after, const PanelStream& stream,
                        const GateWindows& windows, double tolerance, const RunContext& context);

}  // namespace demandcast
