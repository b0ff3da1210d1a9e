// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/price_elasticity/cross_prices.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/core/error.h"
#include "demandcast/core/normal_quantile.h"
#include "demandcast/core/random.h"
#include "demandcast/models/calibrated/past/made_model_test.h"
#include "demandcast/models/patchwork/price_elasticity/price_elasticity.h"

namespace demandcast {
namespace {

const Frequency kWeeks = Frequency::parse("W-SUN");
constexpr Period kStart = 2400;
constexpr std::size_t kLived = 110, kAhead = 4, kLength = kLived + kAhead;
constexpr Period kOrigin = kStart + static_cast<Period>(kLived) - 1;
constexpr double kOwn = -2;

/// Products side by side, whose sales answer to their own price and to the mean price of the others on the shelf.
struct Shelves {
  int shelves = 60, products = 4;
  double cross = 0.8, spread = 0.3;
};

double true_cross(const Shelves& of, int product) {
  RandomStream random(13, static_cast<std::uint64_t>(product));
  return of.cross + of.spread * random.normal();
}

/// [time] 10, now and then two weeks at 7.
std::vector<float> prices_of(int product) {
  RandomStream random(14, static_cast<std::uint64_t>(product));
  std::vector<float> prices;
  while (prices.size() < kLength) {
    const bool low = random.uniform() < 0.15;
    prices.insert(prices.end(), 2, low ? 7.0F : 10.0F);
  }
  prices.resize(kLength);
  return prices;
}

SeriesInput sold_by(const Shelves& of, int product, const std::vector<std::vector<float>>& prices) {
  RandomStream random(15, static_cast<std::uint64_t>(product));
  SeriesInput series{
      fmt::format("p{:03}", product), kStart, {}, std::vector<CellState>(kLived, CellState::kObserved), {}};
  const double cross = true_cross(of, product);
  double level = std::log(5 + 35 * random.uniform());
  for (std::size_t t = 0; t < kLived; ++t) {
    const int first = product / of.products * of.products;
    double others = 0;
    for (int other = first; other < first + of.products; ++other) {
      if (other != product) others += std::log(static_cast<double>(prices[other][t]) / 10) / (of.products - 1);
    }
    level += 0.05 * random.normal();
    const double own = std::log(static_cast<double>(prices[product][t]) / 10);
    series.target.push_back(static_cast<float>(random.poisson(std::exp(level + kOwn * own + cross * others))));
  }
  return series;
}

Panel panel_of(const Shelves& of) {
  std::vector<std::vector<float>> prices;
  for (int product = 0; product < of.shelves * of.products; ++product) prices.push_back(prices_of(product));
  Channel channel{"price", ChannelRole::kKnownFuture, {0}, {}, {}, {}};
  StaticColumn shelf{"shelf", StaticKind::kCategory, 1, {}, {}, {}};
  std::vector<SeriesInput> series;
  for (int product = 0; product < of.shelves * of.products; ++product) {
    series.push_back(sold_by(of, product, prices));
    channel.first_period.push_back(kStart);
    channel.values.insert(channel.values.end(), prices[product].begin(), prices[product].end());
    channel.offsets.push_back(std::ssize(channel.values));
    shelf.codes.push_back(product / of.products);
    if (product % of.products == 0) shelf.categories.push_back(fmt::format("shelf {}", product / of.products));
  }
  return {kWeeks, std::move(series), {channel}, {shelf}};
}

PriceElasticityOptions with_cross() {
  PriceElasticityOptions options;
  options.cross = "shelf";
  return options;
}

std::unique_ptr<PriceEffects> effects_in(const Panel& panel, const PriceElasticityOptions& options = with_cross()) {
  return learn_price_effects(options, SingleShard(PanelView(panel, kOrigin)), kAhead, {});
}

TEST(CrossPrices, AreTheMeanOfTheOthersOfTheSameCategoryThatHaveAPrice) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const std::vector<float> y(4, 1.0F);
  const std::vector<CellState> states(4, CellState::kObserved);
  std::vector<SeriesInput> series;
  for (const char* id : {"a", "b", "c", "d"}) series.push_back({id, 0, y, states, {}});
  const Channel price{"price",
                      ChannelRole::kKnownFuture,
                      {0, 4, 8, 12, 16},
                      {0, 0, 0, 0},
                      {10, 5, 10, 10, 8, 8, 4, 8, 6, nan, 3, 6, 1, 1, 2, 1},
                      {}};
  const StaticColumn shelf{"shelf", StaticKind::kCategory, 1, {}, {0, 0, 0, 1}, {"one", "two"}};
  const Panel panel(Frequency::parse("1"), std::move(series), {price}, {shelf});
  const PanelView view(panel, 3);
  PriceElasticityOptions options = with_cross();
  const PriceTerms terms = find_price_terms(options, SingleShard(view));
  const CrossPrices others(terms, view, 0);
  const std::vector<double> own = relative_prices(terms, view, view.series(0), term_places(view.series(0), 0)).log;
  const std::vector<double> of_a = others.of_others(0, 0, own);
  EXPECT_NEAR(of_a[0], 0, 1e-12);
  EXPECT_NEAR(of_a[1], 0, 1e-12);              // b alone: c has no price
  EXPECT_NEAR(of_a[2], std::log(0.5), 1e-12);  // b and c at half price
  const std::vector<double> of_d = others.of_others(3, 0, std::vector<double>(4, 0.0));
  EXPECT_TRUE(std::isnan(of_d[0]));  // alone on its shelf
}

TEST(CrossPrices, RecoverAKnownCrossElasticityAndTheirIntervalsCoverIt) {
  const Shelves shelves{.shelves = 250};
  const Panel panel = panel_of(shelves);
  const PanelView view(panel, kOrigin);
  const auto effects = effects_in(panel);
  const Effects& all = effects->pooled().category(0);
  EXPECT_EQ(effects->terms().names().back(), "price of others");
  EXPECT_NEAR(all.mean[0], kOwn, 0.05);
  EXPECT_NEAR(all.mean[1], 0.8, 2 * std::sqrt(all.covariance(1, 1)));
  EXPECT_LT(std::sqrt(all.covariance(1, 1)), 0.05);
  const CrossPrices others(effects->terms(), view, 0);
  double covered = 0;
  for (int i = 0; i < 1000; ++i) {
    const Effects of = effects->effects_of(view, static_cast<std::size_t>(i), 0, others).effects;
    const double error = std::abs(of.mean[1] - true_cross(shelves, i));
    covered += error <= normal_quantile(0.9) * std::sqrt(of.covariance(1, 1)) ? 1.0 / 1000 : 0;
  }
  EXPECT_GT(covered, 0.77);
  EXPECT_LT(covered, 0.83);
}

TEST(CrossPrices, AreOfSubstitutesUnlessAllowed) {
  const Panel panel = panel_of({.cross = -0.8});
  const PanelView view(panel, kOrigin);
  PriceElasticityOptions options = with_cross();
  const auto cross_of = [&] {
    const auto effects = effects_in(panel, options);
    return effects->effects_of(view, 3, 0, CrossPrices(effects->terms(), view, 0)).effects.mean[1];
  };
  EXPECT_EQ(cross_of(), 0);
  options.complements = true;
  EXPECT_LT(cross_of(), -0.4);
}

TEST(CrossPrices, PlannedOnesMoveTheForecastOfTheOthers) {
  const Panel panel = panel_of({});
  const PanelView view(panel, kOrigin);
  const auto effects = effects_in(panel);
  const SeriesEffects of = effects->effects_of(view, 5, kAhead, CrossPrices(effects->terms(), view, kAhead));
  const SeriesFactors factors = effects->factors_of(view, 5, kAhead);
  for (std::size_t step = 0; step < kAhead; ++step) {
    double others = 0;
    for (int other = 4; other < 8; ++other) {
      if (other != 5) others += std::log(static_cast<double>(prices_of(other)[kLived + step]) / 10) / 3;
    }
    const double own = std::log(static_cast<double>(prices_of(5)[kLived + step]) / 10);
    EXPECT_NEAR(factors.ahead[step], std::exp(of.effects.mean[0] * own + of.effects.mean[1] * others), 1e-6) << step;
  }
}

template <class Thrown>
std::string refusal(const Panel& panel, const PriceElasticityOptions& options) {
  try {
    effects_in(panel, options);
  } catch (const Thrown& error) {
    return error.what();
  }
  return "nothing thrown";
}

TEST(CrossPrices, NameAStaticThatIsNotThereAndWantAPrice) {
  const Panel panel = panel_of({.shelves = 2});
  PriceElasticityOptions options;
  options.cross = "store";
  EXPECT_NE(refusal<ConfigError>(panel, options).find("cross: \"store\" is no text or number among the statics"),
            std::string::npos);
  options = with_cross();
  options.price = "none";
  options.promotions = "price";
  EXPECT_NE(refusal<ConfigError>(panel, options).find("there is no price"), std::string::npos);
}

}  // namespace
}  // namespace demandcast
