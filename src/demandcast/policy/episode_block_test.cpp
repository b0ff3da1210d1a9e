// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/episode_block.h"

#include <gmock/gmock.h>

#include <cmath>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

/// Products of all kinds: lost sales and backlog, perishing or not, random lead times, orders that come in parts,
/// reviews every period or less often; features, levels and units that change.
class MixedEpisodes final : public EpisodeSource {
 public:
  MixedEpisodes() {
    for (int kind = 0; kind < 8; ++kind) {
      ItemEconomics item;
      item.holding_cost = 1;
      item.cost = 2;
      item.space = 0.5 * kind;
      (kind % 2 == 0 ? item.lost_sale_cost : item.backlog_cost) = 4;
      if (kind % 4 > 1) item.shelf_life = 3;
      item.lead_time = kind < 4 ? LeadTime::of_weights({0, 1, 1}) : LeadTime::of_periods(kind % 3);
      if (kind == 5) item.arrival_shares = {0.5, 0.5};
      item.review_period = 1 + kind / 6;
      items_.push_back(item);
    }
  }
  PolicyInputs inputs() const override { return {.pipeline = 1, .ages = 2, .features = 2}; }
  void fill(std::uint64_t draw, Episode& episode) const override {
    RandomStream stream(9, draw);
    episode.item = &items_[draw % items_.size()];
    episode.start_stock = 10 * stream.uniform();
    episode.weight = 0.5 + stream.uniform();
    episode.first_review = static_cast<int>(draw % 2);
    for (std::size_t t = 0; t < episode.demand.size(); ++t) {
      episode.demand[t] = 6 * stream.uniform();
      episode.levels[t] = 10 + 4 * stream.uniform();
      episode.units[t] = 1 + 2 * stream.uniform();
      episode.bounds[t] = 12;
      episode.storage_prices[t] = draw % 2 == 0 ? 0 : stream.uniform();
      episode.reorder_points[t] = draw % 3 == 0 ? 15 : kAlwaysReorder;
      double wish = episode.levels[t] * (0.6 + 0.4 * stream.uniform());
      for (std::size_t k = 0; k < kCurveKnots; ++k, wish -= 0.2 * episode.levels[t] * stream.uniform()) {
        episode.curves[t * kCurveKnots + k] = static_cast<float>(wish);
      }
      episode.lead_times[t] = episode.item->lead_time.at(stream.uniform());
    }
    RandomStream other(10, draw);
    for (std::size_t t = 0; t < episode.demand.size(); ++t) {
      episode.features[2 * t] = static_cast<float>(other.normal());
      episode.features[2 * t + 1] = t < 10 ? 1.0F : 0.0F;
    }
  }

 private:
  std::vector<ItemEconomics> items_;
};

InputScale some_scale(std::size_t inputs) {
  InputScale scale = InputScale::plain(inputs);
  for (std::size_t i = 0; i < inputs; ++i) {
    scale.centre[i] = 0.25F * static_cast<float>(i);
    scale.slope[i] = 0.5F + 0.25F * static_cast<float>(i % 3);
  }
  return scale;
}

class EpisodeBlockTest : public testing::Test {
 protected:
  double loss(const std::vector<double>& parameters) {
    return block_.run(PolicyNetwork<double>(shape_, parameters), scale_, OrderGrain::kAny);
  }
  std::vector<double> drawn() const {
    RandomStream stream(4, 2);
    std::vector<double> parameters(shape_.parameters());
    for (double& value : parameters) value = 0.2 * stream.normal();
    return parameters;
  }

  MixedEpisodes source_;
  NetworkShape shape_{source_.inputs().count(), 6};
  InputScale scale_ = some_scale(shape_.inputs);
  EpisodeBlock<double> block_{source_.inputs(), {0, 15, 0}, 6};
};

TEST_F(EpisodeBlockTest, GoesBackThroughAWholeEpisodeAsFiniteDifferencesDo) {
  block_.load(source_, 0, kLanes);
  const auto parameters = drawn();
  std::vector<double> gradient(shape_.parameters());
  loss(parameters);
  block_.backward(PolicyNetwork<double>(shape_, parameters), scale_, gradient);
  constexpr double kStep = 1e-7;
  double largest = 0;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    auto more = parameters, less = parameters;
    more[i] += kStep;
    less[i] -= kStep;
    const double slope = (loss(more) - loss(less)) / (2 * kStep);
    EXPECT_NEAR(gradient[i], slope, 2e-5 * (1 + std::abs(slope))) << i;
    largest = std::max(largest, std::abs(slope));
  }
  EXPECT_GT(largest, 10);
}

TEST_F(EpisodeBlockTest, LearnsNothingFromOrdersOfTheTailButCarriesWhatTheyDo) {
  // The derivative by the weight of a feature that is 1 before the tail and 0 in it is that by a bias without the tail.
  const PolicyNetwork<double> network(shape_, drawn());
  const auto gradient = [&](const EpisodePlan& plan) {
    EpisodeBlock<double> block(source_.inputs(), plan, 6);
    block.load(source_, 0, kLanes);
    block.run(network, InputScale::plain(shape_.inputs), OrderGrain::kAny);
    std::vector<double> result(shape_.parameters());
    block.backward(network, InputScale::plain(shape_.inputs), result);
    return result;
  };
  const std::size_t bias = shape_.parameters() - 1, of_feature = bias - 1;
  const auto whole = gradient({0, 15, 0}), tailed = gradient({0, 15, 5});
  EXPECT_NEAR(tailed[bias], whole[of_feature], 1e-9 * std::abs(whole[of_feature]));
  EXPECT_GT(std::abs(whole[bias] - tailed[bias]), 0.1);
}

TEST_F(EpisodeBlockTest, CountsNothingOfTheWarmUp) {
  const PolicyNetwork<double> network(shape_, drawn());
  const auto cost = [&](const EpisodePlan& plan) {
    EpisodeBlock<double> block(source_.inputs(), plan, 6, false);
    block.load(source_, 0, kLanes);
    return block.run(network, scale_, OrderGrain::kAny);
  };
  EXPECT_NEAR(cost({9, 3, 0}), cost({0, 12, 0}) - cost({0, 9, 0}), 1e-9);
}

TEST_F(EpisodeBlockTest, NeverOrdersBeyondTheBoundWhateverTheNetworkSays) {
  std::vector<double> parameters(shape_.parameters(), 0.0);
  parameters.back() = 1e6;
  block_.load(source_, 0, kLanes);
  const double at_bound = loss(parameters);
  parameters.back() = 1e9;
  EXPECT_EQ(loss(parameters), at_bound);
  EXPECT_TRUE(std::isfinite(at_bound));
}

TEST(SettledOrder, IsOfWholePacksAtLeastTheMinimumAndWithinTheBound) {
  ItemEconomics item;
  EXPECT_EQ(settled_order(item, 0, 3.4, 10), 3.4);
  EXPECT_EQ(settled_order(item, 1, 3.4, 10), 3);
  EXPECT_EQ(settled_order(item, 1, -2, 10), 0);
  EXPECT_EQ(settled_order(item, 4, 5, 10), 4);
  EXPECT_EQ(settled_order(item, 4, 6, 10), 8);
  EXPECT_EQ(settled_order(item, 4, 99, 10), 8);
  item.min_order = 6;
  EXPECT_EQ(settled_order(item, 4, 1.9, 100), 0);
  EXPECT_EQ(settled_order(item, 4, 3.1, 100), 8);
  EXPECT_EQ(settled_order(item, 4, 7, 7), 0);  // a bound that no whole packs of the minimum fit under
  item = {};
  item.pack_size = 4;
  EXPECT_EQ(settled_order(item, 4, 0.5, 100), 4);
  EXPECT_EQ(settled_order(item, 4, 0, 100), 0);
}

}  // namespace
}  // namespace demandcast
