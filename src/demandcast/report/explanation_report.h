// One self-contained HTML page of what a model says of single series, and why; computes no results.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "demandcast/forecast/explanation.h"
#include "demandcast/report/forecast_change.h"
#include "demandcast/report/report_data.h"

namespace demandcast {

struct SeriesExplanation {
  SeriesPage page;  ///< history, and the forecast as its one fan
  Explanation told;
  std::vector<std::string> dates;             ///< [time] of the explanation's components and of its attention
  std::string reason;                         ///< why the series got a fallback; empty where the model itself forecast
  std::optional<ForecastChange> change = {};  ///< since an earlier origin, where one was asked for
};

struct ExplanationReport {
  std::string library_version, command_line;
  std::string model;
  std::string period_word;                ///< "week"
  std::vector<SeriesExplanation> series;  ///< in the order shown
};

/// The whole document, as render_backtest_report makes it: no script, nothing fetched, equal bytes for equal values.
std::string render_explanation_report(const ExplanationReport& report);

}  // namespace demandcast
