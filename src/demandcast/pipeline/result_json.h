// Results as JSON, with a versioned schema: {"schema": "demandcast.backtest/1", ...}.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/evaluation/evaluation.h"
#include "demandcast/forecast/model_registry.h"

namespace demandcast {

struct BacktestResult;
struct CheckResult;
struct DemoResult;
struct FitResult;
struct ForecastResult;
struct PackResult;
struct RunPlan;

std::string to_json(const Evaluation& evaluation);                            ///< demandcast.evaluation/1
std::string to_json(const BacktestResult& result);                            ///< demandcast.backtest/1
std::string to_json(const ForecastResult& result);                            ///< demandcast.forecast/1
std::string to_json(const FitResult& result, const std::string& directory);   ///< demandcast.fit/1
std::string to_json(const PackResult& result, const std::string& directory);  ///< demandcast.pack/1
std::string to_json(const CheckResult& result);                               ///< demandcast.check/1
std::string to_json(const ModelRegistry& registry);                           ///< demandcast.models/1
std::string to_json(const RunPlan& plan);                                     ///< demandcast.plan/1
std::string to_json(const DemoResult& result);                                ///< demandcast.demo/1
std::string generated_json(const std::vector<std::string>& files);            ///< demandcast.generate/1

}  // namespace demandcast
