// Whether the parts of a report fit each other, before anything is drawn.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/report/report_data.h"

namespace demandcast {

/// Throws DataError naming the series or the model whose lengths disagree.
void check_report(const BacktestReport& report);

}  // namespace demandcast
