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
  std::vector<double> marks;        ///< values that the eye should compare with
  double Metrics::* low = nullptr;  ///< its 95 % band, drawn around the best model's line and every dot
  double Metrics::* high = nullptr;
};

/// Lines over the groups (steps, cutoffs), which stand at equal distances.
std::string line_figure(const Evaluation& evaluation, const Breakdown& breakdown, const ShownMetric& metric,
                        const std::string& x_title);
/// A row of dots per group (segments).
std::string dot_figure(const Evaluation& evaluation, const Breakdown& breakdown, const ShownMetric& metric);

enum class LevelView {
  kValue,     ///< as it is
  kDiagonal,  ///< a share against the level: on the diagonal is right
  kDistance   ///< the share minus the level: zero is right
};

/// A metric that has a value per level, and its 95 % band where it has one.
struct LevelMetric {
  std::vector<double> Metrics::* member = nullptr;
  std::vector<double> Metrics::* low = nullptr;
  std::vector<double> Metrics::* high = nullptr;
};

/// A metric over the levels. The table holds the values as they are.
std::string level_figure(const Evaluation& evaluation, const LevelMetric& metric, const std::string& title,
                         LevelView view);

}  // namespace demandcast
