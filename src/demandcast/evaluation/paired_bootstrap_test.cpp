// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/paired_bootstrap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/random.h"
#include "demandcast/evaluation/evaluation.h"
#include "demandcast/evaluation/generated_scores.h"

namespace demandcast {
namespace {

ModelDifference difference(const GeneratedScores& scores) {
  return evaluate(scores.table, scores.panel, {}, {}, {}).to_reference.at(0);
}

TEST(PairedBootstrap, IdenticalModelsDifferByExactlyZero) {
  GeneratedScores scores = generated_scores({.models = {{"a", 1.0}, {"b", 1.0}}});
  const std::size_t half = scores.table.forecasts.quantiles.size() / 2;
  std::copy_n(scores.table.forecasts.quantiles.begin(), half,
              scores.table.forecasts.quantiles.begin() + static_cast<std::ptrdiff_t>(half));
  const ModelDifference d = difference(scores);
  EXPECT_EQ(d.relative, 0);
  EXPECT_EQ(d.low, 0);
  EXPECT_EQ(d.high, 0);
  EXPECT_FALSE(d.clear);
}

/// Two models of a table of pairs, whose losses are drawn as told.
struct Experiment {
  int series, cutoffs;
  double series_effect, cutoff_effect, noise;  ///< standard deviations of the log of loss(b) / loss(a)
};

/// Share of 400 experiments whose interval holds the expected relative difference, which is 0.1.
double covered(const Experiment& experiment) {
  constexpr int kRuns = 400;
  int inside = 0;
  for (int run = 0; run < kRuns; ++run) {
    RandomStream stream(7, static_cast<std::uint64_t>(run));
    ScoredPairs pairs;
    std::vector<double> of_cutoff;
    for (int c = 0; c < experiment.cutoffs; ++c) {
      pairs.cutoffs.push_back(c);
      of_cutoff.push_back(experiment.cutoff_effect * stream.normal());
    }
    std::vector<PairLosses> losses(2);
    const double variance =
        std::pow(experiment.series_effect, 2) + std::pow(experiment.cutoff_effect, 2) + std::pow(experiment.noise, 2);
    for (int s = 0; s < experiment.series; ++s) {
      const double size = stream.exponential(), of_series = experiment.series_effect * stream.normal();
      for (int c = 0; c < experiment.cutoffs; ++c) {
        pairs.series.push_back(s);
        pairs.cutoff.push_back(c);
        const double log_ratio =
            of_series + of_cutoff[static_cast<std::size_t>(c)] + experiment.noise * stream.normal();
        losses[0].loss.push_back(size);
        losses[1].loss.push_back(size * 1.1 * std::exp(log_ratio - variance / 2));
        for (PairLosses& one : losses) one.periods.push_back(1);
      }
    }
    RunContext context;
    context.seed = static_cast<std::uint64_t>(run);
    const RelativeDifference d = compare_by_bootstrap(pairs, losses, {{1, 0}}, 400, context).at(0);
    inside += d.low <= 0.1 && 0.1 <= d.high ? 1 : 0;
  }
  return static_cast<double>(inside) / kRuns;
}

TEST(PairedBootstrap, TheIntervalHoldsTheTruthAboutAsOftenAsItSays) {
  EXPECT_NEAR(covered({100, 1, 0.5, 0, 0}), 0.94, 0.035) << "series alone";
  EXPECT_NEAR(covered({60, 9, 0.3, 0.2, 0.3}), 0.94, 0.035) << "series and cutoffs";
  EXPECT_NEAR(covered({60, 9, 0.3, 0, 0.3}), 0.97, 0.03) << "cutoffs that do not differ make it wide";
}

TEST(PairedBootstrap, FewCutoffsThatDifferMakeTheIntervalTooShort) {
  EXPECT_LT(covered({60, 3, 0.3, 0.2, 0.3}), 0.93);
  EXPECT_GT(covered({60, 3, 0.3, 0.2, 0.3}), 0.80);
}

TEST(PairedBootstrap, ComparesOnlyWherePeriodsAreTheSame) {
  GeneratedScores scores = generated_scores({.models = {{"a", 1.0}, {"b", 1.0}}, .series = 10});
  // Model "b" loses one row of one pair, and is far off in the rest of that pair.
  const std::size_t half = scores.table.actual.size() / 2;
  scores.table.actual[half] = std::nan("");
  const ModelDifference before = difference(scores);
  for (std::size_t i = 9 * (half + 1); i < 9 * (half + 4); ++i) scores.table.forecasts.quantiles[i] += 1000;
  const ModelDifference after = difference(scores);
  EXPECT_EQ(before.relative, after.relative);
  EXPECT_EQ(after.pairs, 19u);
}

TEST(PairedBootstrap, OneSeriesAndFewCutoffsHaveNoInterval) {
  const ModelDifference two = difference(generated_scores({.models = {{"a", 1.0}, {"b", 9.0}}, .series = 1}));
  EXPECT_TRUE(std::isnan(two.low) && std::isnan(two.high));
  EXPECT_FALSE(two.clear);
  const auto many = difference(generated_scores({.models = {{"a", 1.0}, {"b", 9.0}}, .series = 1, .cutoffs = 8}));
  EXPECT_TRUE(many.clear);
  EXPECT_GT(many.high, many.low);
}

TEST(PairedBootstrap, ComparesByAllLevelsWhereADecileIsMissing) {
  EXPECT_EQ(compared_levels({0.1, 0.5, 0.9}), (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(compared_levels({0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95}).size(), 9u);
}

}  // namespace
}  // namespace demandcast
