// Networks that go on learning.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "demandcast/forecast/artifact.h"
#include "demandcast/forecast/safetensors.h"
#include "demandcast/models/neural/network/network_estimator.h"
#include "demandcast/models/neural/network_designs.h"
#include "demandcast/models/pooled/promoted_catalogue_test.h"
#include "demandcast/training/salient_layers.h"

namespace demandcast::neural {
namespace {

class UpdateNetwork : public testing::Test {
 protected:
  UpdateNetwork()
      : now_(all_.panel, kOrigin),
        stream_(now_),
        saved_(NetworkEstimator(design_of("mq_cnn", {{"updates", "8"}, {"width", "8"}, {"batch_series", "12"}}))
                   .fit(stream_, Horizon::of(kSteps), {})) {}
  UpdatedForecaster updated(const UpdateOptions& options) const {
    return dynamic_cast<const Updatable&>(*saved_).updated(stream_, options, {});
  }
  static Artifact arrays_of(const Forecaster& model) {
    Artifact artifact;
    ArtifactWriter writer(artifact);
    model.save(writer);
    return artifact;
  }
  static std::string bytes_of(const Forecaster& model) { return to_safetensors(arrays_of(model)); }

  Promoted all_ = promoted_catalogue(20);
  PanelView now_;
  SingleShard stream_;
  std::unique_ptr<Forecaster> saved_;
};

TEST_F(UpdateNetwork, GoesOnFromTheWeightsThatTheSavedOneHasAndLeavesItAsItIs) {
  const std::string before = bytes_of(*saved_);
  const UpdatedForecaster far = updated({.updates = 5}), near = updated({.updates = 5, .rate = 1e-6});
  EXPECT_EQ(bytes_of(*saved_), before);
  const auto median = [&](const Forecaster& model) {
    return forecast_one(model, now_, Horizon::of(kSteps), {}).quantiles(3, 2)[4];
  };
  EXPECT_NEAR(median(*near.forecaster) / median(*saved_), 1, 1e-3);
  EXPECT_NE(median(*near.forecaster), median(*saved_));
  EXPECT_GT(std::abs(median(*far.forecaster) - median(*saved_)), std::abs(median(*near.forecaster) - median(*saved_)));
}

TEST_F(UpdateNetwork, IsTheSameTwice) {
  const std::string once = bytes_of(*updated({.updates = 4}).forecaster);
  EXPECT_EQ(bytes_of(*updated({.updates = 4}).forecaster), once);
}

TEST_F(UpdateNetwork, ChangesNoLayerButTheSalientOnes) {
  const UpdatedForecaster part = updated({.updates = 4, .salient = 0.25});
  ASSERT_FALSE(part.layers.empty());
  const Artifact before = arrays_of(*saved_), after = arrays_of(*part.forecaster);
  const ArtifactReader old_member = ArtifactReader(before).part("member_0"),
                       new_member = ArtifactReader(after).part("member_0");
  int held = 0, changed = 0;
  for (const std::string layer : {"plans", "global", "contexts", "of_common", "hidden", "outputs", "mean"}) {
    const bool named = std::ranges::find(part.layers, layer) != part.layers.end();
    const bool same = old_member.floats(layer + ".weight") == new_member.floats(layer + ".weight");
    EXPECT_NE(named, same) << layer;
    ++(same ? held : changed);
  }
  EXPECT_GT(held, 0);
}

/// Two layers; the second one's gradient is longer.
struct Pair : torch::nn::Module {
  Pair()
      : calm(register_module("calm", torch::nn::Linear(2, 2))),
        wild(register_module("wild", torch::nn::Linear(2, 2))) {}
  torch::nn::Linear calm, wild;
};

TEST(SalientLayers, AreThoseOfTheLongestGradientsBesideTheirWeights) {
  Pair pair;
  const auto backward = [&] {
    (0.1 * pair.calm->weight.sum() / pair.calm->weight.norm().detach() + pair.wild->weight.sum()).backward();
  };
  backward();
  EXPECT_THAT(training::hold_all_but_salient(pair, 0.5), testing::ElementsAre("wild"));
  EXPECT_FALSE(pair.calm->weight.requires_grad());
  EXPECT_TRUE(pair.wild->weight.requires_grad());
  EXPECT_FALSE(pair.wild->weight.grad().defined());
  EXPECT_EQ(training::hold_all_but_salient(pair, 1e-9).size(), 1U);
}

}  // namespace
}  // namespace demandcast::neural
