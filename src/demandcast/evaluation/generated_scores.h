// A scored table with a known truth, for tests of this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "demandcast/core/random.h"
#include "demandcast/evaluation/scored_table.h"

namespace demandcast {

struct GeneratedScores {
  Panel panel;
  ScoredTable table;
};

struct ScoreRecipe {
  std::vector<std::pair<std::string, double>> models;  ///< name, and standard deviation of its errors of the median
  int series = 60, cutoffs = 2, steps = 4;
  int history = 40;  ///< periods up to the first cutoff; the season is 7
  std::uint64_t seed = 1;
};

/// Positive demand around a level per series; forecasts are truth + error + a fixed fan, errors independent.
inline GeneratedScores generated_scores(const ScoreRecipe& recipe) {
  const int length = recipe.history + recipe.cutoffs * recipe.steps;
  std::vector<SeriesInput> inputs;
  StaticColumn category{"category", StaticKind::kCategory, 1, {}, {}, {"x", "y"}};
  for (int s = 0; s < recipe.series; ++s) {
    RandomStream stream(recipe.seed, static_cast<std::uint64_t>(s));
    SeriesInput input{
        "S" + std::to_string(s), 100, {}, std::vector(static_cast<std::size_t>(length), CellState::kObserved)};
    const double level = 5 + 50 * stream.uniform();
    for (int t = 0; t < length; ++t) input.target.push_back(static_cast<float>(stream.poisson(level)));
    inputs.push_back(std::move(input));
    category.codes.push_back(s % 3 == 0 ? 0 : 1);
  }
  Panel panel(Frequency::parse("D"), std::move(inputs), {}, {category});
  ForecastTable table;
  table.frequency = panel.frequency();
  table.levels = Horizon::default_levels();
  table.ids = panel.ids();
  for (std::size_t m = 0; m < recipe.models.size(); ++m) {
    table.models.push_back(recipe.models[m].first);
    for (int c = 0; c < recipe.cutoffs; ++c) {
      for (int s = 0; s < recipe.series; ++s) {
        RandomStream stream(recipe.seed + 1000 + m, static_cast<std::uint64_t>(s * recipe.cutoffs + c));
        for (int h = 1; h <= recipe.steps; ++h) {
          const int t = recipe.history + c * recipe.steps + h - 1;
          const double truth =
              static_cast<double>(panel.target(static_cast<std::size_t>(s))[static_cast<std::size_t>(t)]);
          const double median = truth + recipe.models[m].second * stream.normal();
          table.series.push_back(s);
          table.model.push_back(static_cast<std::int32_t>(m));
          table.cutoff.push_back(100 + recipe.history - 1 + c * recipe.steps);
          table.period.push_back(100 + t);
          table.mean.push_back(median);
          for (const double level : table.levels) table.quantiles.push_back(median + level - 0.5);
          table.reason.push_back(FallbackReason::kNone);
        }
      }
    }
  }
  ScoredTable scored = score_against(std::move(table), panel, 7, ScoreMode::kAvailable);
  return {std::move(panel), std::move(scored)};
}

}  // namespace demandcast
