// demo: the whole way on the synthetic catalogue, without any data of one's own.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/pipeline/backtest.h"
#include "demandcast/pipeline/check.h"

namespace demandcast {

struct DemoResult {
  std::string sales;  ///< the generated file
  CheckResult check;
  BacktestResult backtest;
  std::string model;        ///< the best of the backtest, with which was forecast
  std::string forecast;     ///< the file of forecasts
  std::string orders;       ///< the file of orders
  std::size_t ordered = 0;  ///< series of which something is ordered
};

/// Generates a catalogue of `series` series in `folder`, checks it, backtests the classical models over two windows of
/// 13 weeks, forecasts with the best of them and orders from its paths; about ten seconds on two cores for 200 series.
DemoResult run_demo(const std::string& folder, int series, const ModelRegistry& registry, const RunContext& context);

}  // namespace demandcast
