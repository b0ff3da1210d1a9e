// Forests without some of their features.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/pooled/left_out.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/core/error.h"
#include "demandcast/models/forest/random_forest/random_forest.h"
#include "demandcast/models/forest/sqrf/sqrf.h"
#include "demandcast/models/forest/trees/forest.h"
#include "demandcast/models/pooled/promoted_catalogue_test.h"

namespace demandcast {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

Forest trees_of(const Estimator& estimator, const Panel& panel) {
  Artifact artifact;
  ArtifactWriter writer(artifact);
  estimator.fit(SingleShard(PanelView(panel, kOrigin)), Horizon::of(kSteps), {})->save(writer);
  return Forest::load(ArtifactReader(artifact));
}

/// Groups of the features that some node of the forest asks about.
std::vector<std::string> groups_asked(const Forest& forest, const FeatureSet& set) {
  std::vector<std::string> groups;
  for (std::size_t t = 0; t < forest.tree_count(); ++t) {
    for (const std::uint64_t node : forest.tree(t).nodes) {
      if (!Tree::is_leaf(node)) groups.push_back(set.infos()[Tree::feature(node)].group);
    }
  }
  return groups;
}

template <class Model, class Options>
void expect_no_questions_about_plans() {
  const Promoted truth = promoted_catalogue(60);
  const FeatureSet set(PanelView(truth.panel, kOrigin));
  Options options;
  options.trees = 10;
  EXPECT_THAT(groups_asked(trees_of(Model(options), truth.panel), set), testing::Contains("plan"));
  options.without = "plan,step";
  EXPECT_THAT(groups_asked(trees_of(Model(options), truth.panel), set),
              AllOf(testing::Not(testing::Contains("plan")), testing::Contains("demand")));
}

TEST(LeftOut, FeaturesAreNotAskedAboutBySqrf) { expect_no_questions_about_plans<SqrfEstimator, SqrfOptions>(); }

TEST(LeftOut, FeaturesAreNotAskedAboutByRandomForest) {
  expect_no_questions_about_plans<RandomForestEstimator, RandomForestOptions>();
}

TEST(LeftOut, NamesFeaturesOrGroups) {
  const Promoted truth = promoted_catalogue(2);
  const FeatureSet set(PanelView(truth.panel, kOrigin));
  const LeftOut left_out("sqrf", "horizon,promotion.planned", set);
  for (std::uint32_t f = 0; f < set.infos().size(); ++f) {
    const FeatureInfo& info = set.infos()[f];
    EXPECT_EQ(left_out.has(f), info.group == "horizon" || info.name == "promotion.planned") << info.name;
  }
  FeatureRow row;
  row.add(0, 1);
  row.add(set.starts().demand, 2);
  left_out.apply(row);
  EXPECT_EQ(row.entries(), (std::vector<FeatureEntry>{{set.starts().demand, 2}}));
  EXPECT_FALSE(LeftOut("sqrf", "", set).has(0));
}

TEST(LeftOut, RefusesUnknownNamesAndToLeaveNothing) {
  const Promoted truth = promoted_catalogue(2);
  const FeatureSet set(PanelView(truth.panel, kOrigin));
  EXPECT_THAT([&] { LeftOut("sqrf", "calender", set); },
              ThrowsMessage<ConfigError>(
                  AllOf(HasSubstr("[sqrf] option without"), HasSubstr("did you mean"), HasSubstr("calendar"))));
  std::string all;
  for (const FeatureInfo& info : set.infos()) all += (all.empty() ? "" : ",") + info.group;
  EXPECT_THAT([&] { LeftOut("sqrf", all, set); }, ThrowsMessage<ConfigError>(HasSubstr("leaves no feature")));
}

}  // namespace
}  // namespace demandcast
