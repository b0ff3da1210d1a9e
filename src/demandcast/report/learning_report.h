// One self-contained HTML page of how networks learnt; computes no results.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/forecast/learning_curve.h"

namespace demandcast {

struct LearningReport {
  std::string library_version, command_line;
  std::string model;
  std::vector<LearningCurve> curves;  ///< in the order shown
};

/// The whole document, as render_backtest_report makes it: no script, nothing fetched, equal bytes for equal values.
std::string render_learning_report(const LearningReport& report);

}  // namespace demandcast
