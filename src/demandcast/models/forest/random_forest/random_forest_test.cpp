// The random forest against Meinshausen's weights by their definition, and on a catalogue of known truth; what every
// model promises is in contract_test.cpp.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/random_forest/random_forest.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/models/forest/pooled/training_sample.h"
#include "demandcast/models/forest/trees/forest.h"
#include "demandcast/models/pooled/promoted_catalogue_test.h"

namespace demandcast {
namespace {

constexpr int kTrees = 12;

std::unique_ptr<Forecaster> fit(const Panel& panel, int trees) {
  RandomForestOptions options;
  options.trees = trees;
  return RandomForestEstimator(options).fit(SingleShard(PanelView(panel, kOrigin)), Horizon::of(kSteps), {});
}

Artifact saved(const Forecaster& model) {
  Artifact artifact;
  ArtifactWriter writer(artifact);
  model.save(writer);
  return artifact;
}

/// The rows that the forest learns from, and the forest itself out of what a fitted model saves.
struct Opened {
  TrainingSample sample;
  Forest forest;
};

Opened open(const FeatureSet& set, const Panel& panel, const Forecaster& model) {
  const SampleOptions options{.owner = "test", .rows = 200'000, .bins = 254, .every_cell = true};
  const Artifact artifact = saved(model);
  return {draw_training_sample(SingleShard(PanelView(panel, kOrigin)), set, Horizon::of(kSteps), options, {}),
          Forest::load(ArtifactReader(artifact))};
}

/// [value] weight of the training rows with that target, for a row given by its bins: the mean over trees of 1 / (rows
/// drawn into the leaf), for each time that a row was drawn into it.
std::map<double, double> meinshausen_weights(const Opened& opened, std::span<const Bin> asked) {
  const TrainingRows& training = opened.sample.training;
  ForestOptions options;
  options.bootstrap = true;
  std::map<double, double> weights;
  for (std::size_t t = 0; t < opened.forest.tree_count(); ++t) {
    const Tree& tree = opened.forest.tree(t);
    std::vector<std::size_t> leaf;
    for (std::size_t row = 0; row < training.targets.size(); ++row) {
      if (tree.leaf_of(training.rows.dense(row)) != tree.leaf_of(asked)) continue;
      leaf.insert(leaf.end(), Forest::times_drawn(options, RunContext().seed, t, training.blocks[row]), row);
    }
    for (const std::size_t row : leaf) {
      weights[training.grid.value(training.targets[row])] += 1.0 / static_cast<double>(leaf.size() * kTrees);
    }
  }
  return weights;
}

std::vector<Bin> bins_of(const Opened& opened, const SeriesFeatures& series, int step) {
  FeatureRow row;
  series.row(kOrigin, {step, 1}, row);
  opened.sample.fill.apply(row);
  std::vector<Bin> bins;
  for (const FeatureEntry& entry : row.entries()) bins.push_back(opened.forest.edges().bin(entry.feature, entry.value));
  return bins;
}

double quantile_of(const std::map<double, double>& weights, double level) {
  double below = 0;
  for (const auto& [value, weight] : weights) {
    below += weight;
    if (below > level - 1e-9) return value;
  }
  return weights.rbegin()->first;
}

TEST(RandomForest, ForecastsByMeinshausensWeightsOverItsTrainingRows) {
  const Promoted truth = promoted_catalogue(12);
  const PanelView view(truth.panel, kOrigin);
  const FeatureSet set(view);
  const auto model = fit(truth.panel, kTrees);
  const Opened opened = open(set, truth.panel, *model);
  const Horizon horizon = Horizon::of(kSteps);
  const QuantileForecast forecast = forecast_one(*model, view, horizon, {});
  for (std::size_t i = 0; i < truth.level.size(); ++i) {
    const SeriesFeatures series(set, view, i, kSteps, opened.sample.facts);
    for (int step = 0; step < kSteps; ++step) {
      const auto weights = meinshausen_weights(opened, bins_of(opened, series, step));
      double mean = 0;
      for (const auto& [value, weight] : weights) mean += value * weight;
      const double level = series.level(kOrigin);
      EXPECT_NEAR(forecast.mean(i, step), level * mean, 1e-6 * level);
      for (std::size_t q = 0; q < horizon.levels.size(); ++q) {
        EXPECT_NEAR(forecast.quantiles(i, step)[q], level * quantile_of(weights, horizon.levels[q]), 1e-6 * level);
      }
    }
  }
}

TEST(RandomForest, KeepsTheTargetsOfAllRowsThatATreeLearntFrom) {
  const Promoted truth = promoted_catalogue(12);
  const FeatureSet set(PanelView(truth.panel, kOrigin));
  const Opened opened = open(set, truth.panel, *fit(truth.panel, kTrees));
  ForestOptions options;
  options.bootstrap = true;
  for (std::size_t t = 0; t < kTrees; ++t) {
    std::size_t drawn = 0;
    for (const std::uint64_t block : opened.sample.training.blocks) {
      drawn += static_cast<std::size_t>(Forest::times_drawn(options, RunContext().seed, t, block));
    }
    EXPECT_EQ(opened.forest.tree(t).codes.size(), drawn);
  }
}

TEST(RandomForest, LearnsWhatAPromotionDoesAndHowDemandScatters) {
  const Promoted truth = promoted_catalogue(150);
  const QuantileForecast forecast =
      forecast_one(*fit(truth.panel, 40), PanelView(truth.panel, kOrigin), Horizon::of(kSteps), {});
  double plain = 0, plain_truth = 0, promoted = 0, promoted_truth = 0, inside = 0;
  for (std::size_t i = 0; i < truth.level.size(); ++i) {
    for (int step = 0; step < kSteps; ++step) {
      const double mean = truth.mean(i, kWeeks + step);
      const bool on = mean > truth.level[i];
      (on ? promoted : plain) += forecast.mean(i, step);
      (on ? promoted_truth : plain_truth) += mean;
      const auto quantiles = forecast.quantiles(i, step);
      inside += 0.5 * std::erf((quantiles[8] - mean) / std::sqrt(2 * mean)) -
                0.5 * std::erf((quantiles[0] - mean) / std::sqrt(2 * mean));
    }
  }
  EXPECT_NEAR(plain / plain_truth, 1, 0.05);
  EXPECT_NEAR(promoted / promoted_truth, 1, 0.1);
  EXPECT_NEAR(inside / static_cast<double>(truth.level.size() * kSteps), 0.8, 0.05);
}

TEST(RandomForest, RefusesMediansThatAreNotThoseOfItsFeatures) {
  const Promoted truth = promoted_catalogue(12);
  Artifact damaged = saved(*fit(truth.panel, 2));
  damaged.floats["fill"].pop_back();
  const ModelRegistry models = builtin_models();
  EXPECT_THROW(load_forecaster(parse_composition("random_forest", models), models, {}, ArtifactReader(damaged)),
               FormatError);
  damaged.floats["fill"].clear();  // rows of a dense forest have every feature
  EXPECT_THROW(load_forecaster(parse_composition("random_forest", models), models, {}, ArtifactReader(damaged)),
               FormatError);
}

TEST(RandomForest, SaysWhenThereIsNothingToLearnFrom) {
  const Panel unsold = weekly_panel({std::vector<float>(kWeeks, 0)});
  EXPECT_THROW(fit(unsold, 2), DataError);
}

}  // namespace
}  // namespace demandcast
