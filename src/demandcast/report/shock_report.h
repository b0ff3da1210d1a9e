// One self-contained HTML page of what shocks do to the forecasts after them; computes no results.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/evaluation/shock_effects.h"

namespace demandcast {

struct ShockReport {
  std::string library_version;
  std::string command_line;
  std::size_t series = 0, shocked = 0;  ///< in the catalogue, and of them shocked
  int horizon = 0;                      ///< weeks that each forecast covers
  int last_weeks = 0;                   ///< the latest moment after a shock
  std::vector<std::string> models;      ///< in the order shown; the reference last
  std::vector<ShockEffect> effects;     ///< [kind, model]
};

/// The whole document, as render_backtest_report makes it: no script, nothing fetched, equal bytes for equal values.
std::string render_shock_report(const ShockReport& report);

/// "4 weeks", "at once", "not within 26 weeks".
std::string weeks_to_cover_text(const ShockEffect& effect, int last_weeks);

}  // namespace demandcast
