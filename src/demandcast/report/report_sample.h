// A made-up backtest for the tests of the report.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/report/report_data.h"

namespace demandcast {

/// What a sample holds; the numbers come from a fixed stream.
struct SampleShape {
  std::vector<std::string> models{"ets+distribution_engine", "theta", "mstl", "sba", "seasonal_naive"};
  std::vector<double> levels{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
  int cutoffs = 3, horizon = 13, pages = 4;
};

BacktestReport sample_report(const SampleShape& shape = {});

}  // namespace demandcast
