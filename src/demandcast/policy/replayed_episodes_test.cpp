// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/replayed_episodes.h"

#include <gmock/gmock.h>

#include <set>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

/// Three products; the third is recorded from period 6 of 10 on.
class Replayed : public testing::Test {
 protected:
  Replayed() : history_(3, 10) {
    for (int i = 0; i < 3; ++i) {
      ItemEconomics item;
      item.holding_cost = 1;
      item.lost_sale_cost = 4;
      item.lead_time = LeadTime::of_weights({0, 1, 1});
      items_.push_back(item);
      for (std::size_t t = i == 2 ? 6 : 0; t < 10; ++t) {
        Outlook outlook;
        outlook.level = 100 * i + static_cast<double>(t);
        outlook.curve = base_stock_curve(outlook.level);
        outlook.unit = 2;
        outlook.bound = 50;
        outlook.grain = 1;
        outlook.features.assign(outlook_features().size(), static_cast<float>(t));
        history_.record(static_cast<std::size_t>(i), t, outlook, 7 * i + static_cast<double>(t));
      }
    }
  }
  Episode episode(const ReplayedEpisodes& source, std::uint64_t draw, std::size_t length) const {
    Episode episode;
    episode.resize(length, outlook_features().size());
    source.fill(draw, episode);
    return episode;
  }

  std::vector<ItemEconomics> items_;
  PolicyHistory history_;
};

TEST_F(Replayed, GivesWhatWasRecordedFromAnyPeriodWithinTheWindow) {
  const ReplayedEpisodes source(items_, history_, 0, 8, 5, ReplayedEpisodes::Draw::kAny, 3);
  EXPECT_EQ(source.product_count(), 2U);
  std::set<double> starts;
  for (std::uint64_t draw = 0; draw < 200; ++draw) {
    const Episode one = episode(source, draw, 5);
    const double first = one.levels.front(), start = first >= 100 ? first - 100 : first;
    starts.insert(first);
    EXPECT_LE(start + 5, 8);
    EXPECT_EQ(one.start_stock, first);
    for (std::size_t t = 0; t < 5; ++t) {
      EXPECT_EQ(one.levels[t], first + static_cast<double>(t));
      EXPECT_EQ(one.demand[t], (first >= 100 ? 7 : 0) + start + static_cast<double>(t));
      EXPECT_EQ(one.features[t * outlook_features().size()], static_cast<float>(start + static_cast<double>(t)));
      EXPECT_EQ(one.curves[t * kCurveKnots], static_cast<float>(one.levels[t]));
      EXPECT_THAT(one.lead_times[t], testing::AnyOf(1, 2));
    }
  }
  EXPECT_EQ(starts.size(), 8U);  // two products, four starts
  EXPECT_EQ(episode(source, 5, 5).lead_times, episode(source, 5, 5).lead_times);
}

TEST_F(Replayed, GoesThroughProductsInTurnFromTheWindowsStart) {
  const ReplayedEpisodes source(items_, history_, 6, 10, 4, ReplayedEpisodes::Draw::kInTurn, 3);
  ASSERT_EQ(source.product_count(), 3U);
  for (std::uint64_t draw = 0; draw < 3; ++draw) {
    EXPECT_EQ(episode(source, draw, 4).levels.front(), 100 * static_cast<double>(draw) + 6);
  }
}

TEST_F(Replayed, DrawsDearProductsMoreOftenAndWeighsThemAsMuchLess) {
  items_[1].lost_sale_cost = items_[1].holding_cost = 40;
  const ReplayedEpisodes source(items_, history_, 0, 8, 5, ReplayedEpisodes::Draw::kAny, 3);
  constexpr int kDraws = 20000;
  double dear = 0, dear_weight = 0, weight = 0;
  for (std::uint64_t draw = 0; draw < kDraws; ++draw) {
    const Episode one = episode(source, draw, 5);
    weight += one.weight / kDraws;
    if (one.item != &items_[1]) continue;
    dear += 1.0 / kDraws;
    dear_weight += one.weight / kDraws;
  }
  EXPECT_GT(dear, 0.65);
  EXPECT_NEAR(dear_weight, 0.5, 0.01);
  EXPECT_NEAR(weight, 1, 0.01);
}

TEST_F(Replayed, TellsOfPricesOfSpaceByTheLastFeature) {
  for (ItemEconomics& item : items_) item.space = 3;
  ReplayedEpisodes source(items_, history_, 0, 8, 5, ReplayedEpisodes::Draw::kAny, 3);
  source.set_prices({0.1, 10});
  const std::size_t told = source.inputs().features;
  EXPECT_EQ(told, outlook_features().size() + 1);
  int none = 0, changed = 0;
  for (std::uint64_t draw = 0; draw < 400; ++draw) {
    Episode one;
    one.resize(5, told);
    source.fill(draw, one);
    const std::set<double> prices(one.storage_prices.begin(), one.storage_prices.end());
    EXPECT_LE(prices.size(), 2U);
    changed += prices.size() == 2 ? 1 : 0;
    for (std::size_t t = 0; t < 5; ++t) {
      const double price = one.storage_prices[t];
      none += price == 0 ? 1 : 0;
      EXPECT_THAT(price, testing::AnyOf(0, testing::AllOf(testing::Ge(0.1), testing::Le(10))));
      EXPECT_EQ(one.features[(t + 1) * told - 1], storage_price_feature(*one.item, price));
      EXPECT_EQ(one.features[t * told], one.features[t * told + 1]);  // recorded ones stay in their places
    }
  }
  EXPECT_NEAR(none / 2000.0, 0.25, 0.05);
  EXPECT_GT(changed, 200);
  EXPECT_THROW(source.set_prices({5, 1}), ConfigError);
}

TEST_F(Replayed, SaysWhenNoSeriesIsLongEnough) {
  EXPECT_THROW(ReplayedEpisodes(items_, history_, 0, 8, 9, ReplayedEpisodes::Draw::kAny, 3), DataError);
}

TEST_F(Replayed, HasAFingerprintOfAllOfIt) {
  const std::string before = history_.fingerprint();
  history_.demand[12] += 1;
  EXPECT_NE(history_.fingerprint(), before);
}

}  // namespace
}  // namespace demandcast
