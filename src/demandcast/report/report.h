// One self-contained HTML file from the result of a backtest; computes no results.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/report/report_data.h"

namespace demandcast {

/// The whole document: UTF-8 HTML with inline style and SVG; no script, nothing fetched from anywhere. Texts from
/// outside are escaped; NaN is shown as a dash. Depends on `report` alone: no clock, no locale, so that equal values
/// give equal bytes. Throws DataError where lengths disagree (a fan whose quantiles are not [step, level], states that
/// are not [time]), or a model of the leaderboard has no overall metrics. O(size of the result).
std::string render_backtest_report(const BacktestReport& report);

}  // namespace demandcast
