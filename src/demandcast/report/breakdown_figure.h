// One figure of a breakdown: a chart of the models drawn, and below it the table of all of them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/report/breakdown.h"

namespace demandcast {

/// How a metric is shown.
struct ShownMetric {
  double Metrics::* member = nullptr;
  std::string title;  ///< "wQL by step"
  bool percent = false;
  bool from_zero = false;
  std::vector<double> marks;  ///< values that the eye should compare with
};

/// Lines over the groups (steps, cutoffs), which stand at equal distances.
std::string line_figure(const Evaluation& evaluation, const Breakdown& breakdown, const ShownMetric& metric,
                        const std::string& x_title);
/// A row of dots per group (segments).
std::string dot_figure(const Evaluation& evaluation, const Breakdown& breakdown, const ShownMetric& metric);

/// A metric that has a value per level, such as Metrics::below_pit, over the levels; `diagonal` draws what is wanted.
std::string level_figure(const Evaluation& evaluation, std::vector<double> Metrics::* member, const std::string& title,
                         bool diagonal);

}  // namespace demandcast
