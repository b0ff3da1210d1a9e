// What fitted forests tell of themselves, on a catalogue of known truth.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/pooled/forest_insight.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/models/forest/random_forest/random_forest.h"
#include "demandcast/models/forest/sqrf/sqrf.h"
#include "demandcast/models/pooled/promoted_catalogue_test.h"

namespace demandcast {
namespace {

SqrfOptions forty_trees() {
  SqrfOptions options;
  options.trees = 40;
  options.insight_rows = 1'000;
  return options;
}

std::unique_ptr<Forecaster> fit(const Panel& panel, const SqrfOptions& options) {
  return SqrfEstimator(options).fit(SingleShard(PanelView(panel, kOrigin)), Horizon::of(kSteps), {});
}

void expect_same(const ModelInsight& a, const ModelInsight& b) {
  EXPECT_EQ(a.held_out_wql, b.held_out_wql);
  EXPECT_EQ(a.rows, b.rows);
  for (const auto list : {&ModelInsight::features, &ModelInsight::groups}) {
    ASSERT_EQ((a.*list).size(), (b.*list).size());
    for (std::size_t i = 0; i < (a.*list).size(); ++i) {
      EXPECT_EQ((a.*list)[i].name, (b.*list)[i].name);
      EXPECT_EQ((a.*list)[i].group, (b.*list)[i].group);
      EXPECT_EQ((a.*list)[i].rise, (b.*list)[i].rise);
      EXPECT_EQ((a.*list)[i].error, (b.*list)[i].error);
    }
  }
  ASSERT_EQ(a.curves.size(), b.curves.size());
  for (std::size_t c = 0; c < a.curves.size(); ++c) {
    EXPECT_EQ(a.curves[c].feature, b.curves[c].feature);
    ASSERT_EQ(a.curves[c].points.size(), b.curves[c].points.size());
    for (std::size_t p = 0; p < a.curves[c].points.size(); ++p) {
      EXPECT_EQ(a.curves[c].points[p].place, b.curves[c].points[p].place);
      EXPECT_EQ(a.curves[c].points[p].value, b.curves[c].points[p].value);
      EXPECT_EQ(a.curves[c].points[p].mean, b.curves[c].points[p].mean);
      EXPECT_EQ(a.curves[c].points[p].high, b.curves[c].points[p].high);
    }
  }
}

TEST(ForestInsight, FindsThatPromotionsMatterMostAndHowMuchTheyDo) {
  const Promoted truth = promoted_catalogue(150);
  SqrfOptions options = forty_trees();
  options.partial = "promotion.planned,step";
  const ModelInsight insight = fit(truth.panel, options)->insight();
  EXPECT_EQ(insight.rows, 1000u);
  EXPECT_GT(insight.held_out_wql, 0.08);  // Poisson demand of 20 a week scatters by a fifth
  EXPECT_LT(insight.held_out_wql, 0.25);
  EXPECT_EQ(insight.groups.front().group, "plan");
  EXPECT_EQ(insight.features.front().group, "plan");
  EXPECT_GT(insight.groups.front().rise, 0.05);
  EXPECT_GT(insight.groups.front().rise, 5 * insight.groups.front().error);
  for (std::size_t i = 1; i < insight.groups.size(); ++i) {
    EXPECT_LT(insight.groups[i].rise, 0.5 * insight.groups.front().rise) << insight.groups[i].group;
  }
  ASSERT_EQ(insight.curves.size(), 2u);
  const auto& promoted = insight.curves[0].points;
  EXPECT_GT(promoted.back().mean, 1.2 * promoted.front().mean);  // other features of plans stay as they are
  const auto& step = insight.curves[1].points;
  EXPECT_EQ(step.size(), static_cast<std::size_t>(kSteps));
  for (const PartialPoint& point : step) EXPECT_NEAR(point.mean / step.front().mean, 1, 0.05);
}

TEST(ForestInsight, IsKeptInTheSavedModel) {
  const Promoted truth = promoted_catalogue(20);
  RandomForestOptions options;
  options.trees = 10;
  options.insight_rows = 1'000;
  const auto model =
      RandomForestEstimator(options).fit(SingleShard(PanelView(truth.panel, kOrigin)), Horizon::of(kSteps), {});
  Artifact artifact;
  ArtifactWriter writer(artifact);
  model->save(writer);
  const ModelRegistry models = builtin_models();
  const auto loaded = load_forecaster(parse_composition("random_forest", models), models, {}, ArtifactReader(artifact));
  EXPECT_GT(model->insight().features.size(), 10u);
  EXPECT_EQ(model->insight().curves.size(), 4u);
  expect_same(model->insight(), loaded->insight());
}

TEST(ForestInsight, IsTheSameInAnotherOrderOfSeries) {
  const Promoted truth = promoted_catalogue(20);
  std::vector<SeriesInput> reversed;
  for (std::size_t i = truth.level.size(); i-- > 0;) {
    const auto history = PanelView(truth.panel, kOrigin).series(i).target();
    const std::vector<float> y(history.begin(), history.end());
    reversed.push_back({truth.panel.id(i), 100, y, std::vector<CellState>(y.size(), CellState::kObserved)});
  }
  std::vector<std::vector<float>> plans = truth.promoted;
  std::ranges::reverse(plans);
  const Panel other(truth.panel.frequency(), std::move(reversed),
                    {weekly_channel("promotion", ChannelRole::kKnownFuture, plans)});
  expect_same(fit(truth.panel, forty_trees())->insight(), fit(other, forty_trees())->insight());
}

TEST(ForestInsight, IsNothingWhereNoRowsAreToBeLookedAt) {
  SqrfOptions options = forty_trees();
  options.insight_rows = 0;
  const ModelInsight insight = fit(promoted_catalogue(10).panel, options)->insight();
  EXPECT_EQ(insight.rows, 0u);
  EXPECT_TRUE(insight.features.empty());
}

TEST(ForestInsight, RefusesCurvesOfFeaturesThatThereAreNot) {
  SqrfOptions options = forty_trees();
  options.partial = "promotion.planed";
  try {
    fit(promoted_catalogue(10).panel, options);
    FAIL() << "no complaint";
  } catch (const ConfigError& error) {
    EXPECT_NE(std::string(error.what()).find("did you mean \"promotion.planned\""), std::string::npos) << error.what();
  }
}

TEST(ForestInsight, RefusesSavedArraysThatMakeNoSense) {
  Artifact sound;
  ArtifactWriter writer(sound);
  fit(promoted_catalogue(10).panel, forty_trees())->save(writer);
  const auto expect_refused = [&](auto&& damage) {
    Artifact damaged = sound;
    damage(damaged);
    EXPECT_THROW(load_insight("sqrf", ArtifactReader(damaged)), FormatError);
  };
  expect_refused([](Artifact& a) { a.numbers["held_out"].pop_back(); });
  expect_refused([](Artifact& a) { a.numbers["held_out"][1] = -1; });
  expect_refused([](Artifact& a) { a.numbers["worth"].pop_back(); });
  expect_refused([](Artifact& a) { a.texts["worth_groups"].pop_back(); });
  expect_refused([](Artifact& a) { a.integers["curve_places"][0] = 3; });
  expect_refused([](Artifact& a) { a.numbers["curve_points"].pop_back(); });
}

}  // namespace
}  // namespace demandcast
