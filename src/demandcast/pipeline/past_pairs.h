// The (series, cutoff) pairs of past backtests, joined: what was known of each, and what each model lost.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "demandcast/evaluation/best_model.h"
#include "demandcast/forecast/model_registry.h"

namespace demandcast {

/// A fact of every pair: a number (NaN = not known) or a word ("" = not known).
using PairFact = std::variant<std::vector<double>, std::vector<std::string>>;

struct PastPairs {
  LossTable losses;                            ///< [model] in the order of `models`
  std::vector<std::string> models;             ///< compositions: "ets+calibrated"; expert routers are left out
  std::map<std::string, PairFact> facts;       ///< [pair], those that all backtests have
  std::map<std::string, std::string> options;  ///< "ets.season" = "52": options that the backtests were given
};

/// Reads pairs.parquet and backtest.json of each folder. A pair that several backtests have is one, with the models of
/// all. Throws ConfigError for a folder that no backtest wrote and for backtests of one composition with different
/// options, FormatError for one that an older version wrote.
PastPairs read_past_pairs(const std::vector<std::string>& folders, const ModelRegistry& registry);

}  // namespace demandcast
