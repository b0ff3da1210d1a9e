// Of one series, why its forecast differs from that of an earlier origin: words, charts, tables.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/forecast/explanation.h"
#include "demandcast/report/forecast_change.h"

namespace demandcast {

/// `told` is what the model of now tells; `period_word` is "week".
std::string forecast_change_section(const ForecastChange& change, const Explanation& told,
                                    const std::string& period_word);

}  // namespace demandcast
