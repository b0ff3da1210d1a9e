// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/price_elasticity/price_elasticity.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/core/error.h"
#include "demandcast/core/normal_quantile.h"
#include "demandcast/core/random.h"
#include "demandcast/models/calibrated/past/made_model_test.h"
#include "demandcast/models/patchwork/price_elasticity/level_filter.h"
#include "demandcast/models/patchwork/price_elasticity/regular_price.h"

namespace demandcast {
namespace {

const Frequency kWeeks = Frequency::parse("W-SUN");
constexpr Period kStart = 2400;
constexpr int kWeeksLived = 110, kAhead = 4;
constexpr Period kOrigin = kStart + kWeeksLived - 1;
constexpr double kUplift = 0.3;

/// A shop whose elasticities are known: those of two categories, each series its own around them.
struct Shop {
  int series = 200;
  double first = -1.5, second = -3, spread = 0.3;
  bool price_varies = true;
  double price_after = 0;  ///< of the last series, from the origin on; 0 = as all others
};

double true_elasticity(const Shop& shop, int series) {
  RandomStream random(9, static_cast<std::uint64_t>(series));
  return (series % 2 == 0 ? shop.first : shop.second) + shop.spread * random.normal();
}

struct Sold {
  SeriesInput series;
  std::vector<float> price, promotion;  ///< [time], and the weeks ahead
};

/// 3 to 40 a week, a level that wanders, two weeks at 20 % off every ten or so, half of them advertised.
Sold sold_by(const Shop& shop, int number) {
  RandomStream random(5, static_cast<std::uint64_t>(number));
  Sold sold{{fmt::format("s{:03}", number), kStart, {}, {}, {}}, {}, {}};
  double level = std::log(3 + 37 * random.uniform());
  const double elasticity = true_elasticity(shop, number);
  int left = 0;
  bool advertised = false;
  for (int t = 0; t < kWeeksLived + kAhead; ++t) {
    if (left > 0) --left;
    if (left == 0 && random.uniform() < 0.1) {
      left = 2;
      advertised = random.uniform() < 0.5;
    }
    const double price = shop.price_varies && left > 0 ? 8 : 10;
    sold.price.push_back(static_cast<float>(price));
    sold.promotion.push_back(left > 0 && advertised ? 1 : 0);
    level += 0.05 * random.normal();
    if (t >= kWeeksLived) continue;
    const double mean =
        std::exp(level + elasticity * std::log(price / 10) + kUplift * static_cast<double>(sold.promotion.back()));
    sold.series.target.push_back(static_cast<float>(random.poisson(mean)));
    sold.series.states.push_back(CellState::kObserved);
  }
  return sold;
}

Channel channel_of(const char* name, const std::vector<Sold>& all, std::vector<float> Sold::* values) {
  Channel channel{name, ChannelRole::kKnownFuture, {0}, {}, {}, {}};
  for (const Sold& sold : all) {
    channel.first_period.push_back(kStart);
    channel.values.insert(channel.values.end(), (sold.*values).begin(), (sold.*values).end());
    channel.offsets.push_back(std::ssize(channel.values));
  }
  return channel;
}

Panel panel_of(const Shop& shop, const std::function<void(std::vector<Sold>&)>& change = {}) {
  std::vector<Sold> all;
  StaticColumn category{"category", StaticKind::kCategory, 1, {}, {}, {"first", "second"}};
  for (int i = 0; i < shop.series; ++i) {
    all.push_back(sold_by(shop, i));
    category.codes.push_back(i % 2);
  }
  if (change) change(all);
  std::vector<Channel> channels{channel_of("price", all, &Sold::price), channel_of("promo", all, &Sold::promotion)};
  std::vector<SeriesInput> series;
  for (Sold& sold : all) series.push_back(std::move(sold.series));
  return {kWeeks, std::move(series), std::move(channels), {category}};
}

std::unique_ptr<PriceEffects> effects_in(const Panel& panel, const char* categories = "category") {
  PriceElasticityOptions options;
  options.categories = categories;
  return learn_price_effects(options, SingleShard(PanelView(panel, kOrigin)), kAhead, {});
}

TEST(PriceEffects, RecoverKnownElasticitiesAndTheirIntervalsCoverThem) {
  const Shop shop{.series = 1000};
  const Panel panel = panel_of(shop);
  const auto effects = effects_in(panel);
  EXPECT_NEAR(effects->pooled().category(0).mean[0], -1.5, 0.1);
  EXPECT_NEAR(effects->pooled().category(1).mean[0], -3, 0.1);
  EXPECT_NEAR(effects->pooled().catalogue().mean[1], kUplift, 0.03);
  EXPECT_NEAR(std::sqrt(effects->pooled().between_series()[0]), 0.3, 0.08);
  double covered = 0;
  for (int i = 0; i < shop.series; ++i) {
    const Effects of = effects->effects_of(PanelView(panel, kOrigin), static_cast<std::size_t>(i), 0).effects;
    const double error = std::abs(of.mean[0] - true_elasticity(shop, i));
    covered += error <= normal_quantile(0.9) * std::sqrt(of.covariance(0, 0)) ? 1 : 0;
  }
  EXPECT_GT(covered / shop.series, 0.77);
  EXPECT_LT(covered / shop.series, 0.83);
}

TEST(PriceEffects, FollowTheHistoryOfASeriesUnlikeItsCatalogue) {
  const Panel panel = panel_of({.spread = 0});
  const auto effects = effects_in(panel, "none");
  const auto value = [&](std::size_t i) {
    return effects->effects_of(PanelView(panel, kOrigin), i, 0).effects.mean[0];
  };
  double first = 0, second = 0;
  for (std::size_t i = 0; i < 200; i += 2) {
    first += value(i) / 100;
    second += value(i + 1) / 100;
  }
  EXPECT_NEAR(first, -1.5, 0.35);
  EXPECT_NEAR(second, -3, 0.35);
}

TEST(PriceEffects, ShuffledPricesHaveNone) {
  const Panel panel = panel_of({}, [](std::vector<Sold>& all) {
    for (std::size_t i = 0; i + 1 < all.size(); i += 2) {
      std::swap(all[i].price, all[i + 1].price);
      std::swap(all[i].promotion, all[i + 1].promotion);
    }
  });
  const auto effects = effects_in(panel, "none");
  const Effects& all = effects->pooled().catalogue();
  EXPECT_NEAR(all.mean[0], 0, 0.2);
  EXPECT_NEAR(all.mean[1], 0, 0.05);
}

TEST(PriceEffects, AreThoseOfTheCategoryWhereThePriceNeverVaried) {
  const auto fix = [](std::vector<Sold>& all) {
    std::ranges::fill(all[0].price, 10.0F);
    std::ranges::fill(all[0].promotion, 0.0F);
  };
  const Panel panel = panel_of({}, fix);
  const auto effects = effects_in(panel);
  const SeriesEffects of = effects->effects_of(PanelView(panel, kOrigin), 0, 0);
  EXPECT_NEAR(of.effects.mean[0], effects->pooled().category(0).mean[0], 1e-12);
  EXPECT_GT(of.effects.covariance(0, 0), effects->pooled().between_series()[0]);
}

TEST(PriceEffects, DoNotTakeAnEmptyShelfForLowDemand) {
  const auto sell_out = [](bool told) {
    return [told](std::vector<Sold>& all) {
      for (Sold& sold : all) {
        for (std::size_t t = 0; t < sold.series.target.size(); ++t) {
          if (sold.price[t] == 10 || t % 3 != 0) continue;
          sold.series.target[t] = std::floor(sold.series.target[t] / 4);
          if (told) sold.series.states[t] = CellState::kCensored;
        }
      }
    };
  };
  const auto price_effect = [&](bool told) {
    return effects_in(panel_of({}, sell_out(told)))->pooled().category(1).mean[0];
  };
  EXPECT_NEAR(price_effect(true), -3, 0.2);
  EXPECT_GT(price_effect(false), -2.4);
}

TEST(PriceEffects, DoNotRiseWithThePriceUnlessAllowed) {
  const Panel panel = panel_of({.first = 1, .second = 1});
  PriceElasticityOptions options;
  const SingleShard training(PanelView(panel, kOrigin));
  EXPECT_EQ(learn_price_effects(options, training, 1, {})->effects_of(PanelView(panel, kOrigin), 0, 0).effects.mean[0],
            0);
  options.rising = true;
  EXPECT_GT(learn_price_effects(options, training, 1, {})->effects_of(PanelView(panel, kOrigin), 0, 0).effects.mean[0],
            0.5);
}

/// Forecasts the last value.
std::unique_ptr<Estimator> last_value() {
  const auto last = [](const MadeQuestion& question) { return static_cast<double>(question.series.target().back()); };
  return std::make_unique<MadeEstimator>(MadeLaw{last, [=](const MadeQuestion& q, double) { return last(q); }});
}

QuantileForecast forecast_of(const Panel& panel, const Estimator& estimator) {
  const PanelView view(panel, kOrigin);
  return forecast_one(*estimator.fit(SingleShard(view), Horizon::of(kAhead), {}), view, Horizon::of(kAhead), {});
}

TEST(PriceElasticity, ForecastsAtThePlannedPrice) {
  const Panel panel = panel_of({.series = 40});
  const auto effects = effects_in(panel, "none");
  const QuantileForecast wrapped = forecast_of(panel, PriceElasticityEstimator({}, last_value()));
  for (std::size_t i = 0; i < 40; ++i) {
    const PanelView view(panel, kOrigin);
    const SeriesEffects of = effects->effects_of(view, i, kAhead);
    const auto factor = [&](std::size_t t) {
      const float* price = &panel.channels()[0].values[i * (kWeeksLived + kAhead) + t];
      const float* promotion = &panel.channels()[1].values[i * (kWeeksLived + kAhead) + t];
      return std::pow(static_cast<double>(*price) / 10, of.effects.mean[0]) *
             std::exp(of.effects.mean[1] * static_cast<double>(*promotion));
    };
    const double last = static_cast<double>(panel.target(i).back()) / factor(kWeeksLived - 1);
    for (int step = 0; step < kAhead; ++step) {
      const double wanted = last * factor(static_cast<std::size_t>(kWeeksLived + step));
      EXPECT_NEAR(wrapped.mean(i, step), wanted, 1e-5 * wanted);
      EXPECT_NEAR(wrapped.quantiles(i, step)[4], wanted, 1e-5 * wanted);
    }
  }
}

TEST(PriceElasticity, ChangesNothingBitForBitWhereNoPriceVaries) {
  const auto quiet = [](std::vector<Sold>& all) {
    for (Sold& sold : all) std::ranges::fill(sold.promotion, 0.0F);
  };
  const Panel panel = panel_of({.series = 20, .price_varies = false}, quiet);
  const QuantileForecast plain = forecast_of(panel, *last_value());
  const QuantileForecast wrapped = forecast_of(panel, PriceElasticityEstimator({}, last_value()));
  for (std::size_t i = 0; i < 20; ++i) {
    for (int step = 0; step < kAhead; ++step) {
      EXPECT_EQ(plain.mean(i, step), wrapped.mean(i, step));
      EXPECT_TRUE(std::ranges::equal(plain.quantiles(i, step), wrapped.quantiles(i, step)));
    }
  }
}

/// The message of what fitting throws.
template <class Thrown>
std::string refusal(const Panel& panel, const PriceElasticityOptions& options) {
  try {
    learn_price_effects(options, SingleShard(PanelView(panel, kOrigin)), 1, {});
  } catch (const Thrown& error) {
    return error.what();
  }
  return "nothing thrown";
}

TEST(PriceElasticity, RefusesAPriceOfZeroWithItsPlace) {
  const Panel panel = panel_of({.series = 3}, [](std::vector<Sold>& all) { all[1].price[7] = 0; });
  const std::string text = refusal<DataError>(panel, {});
  EXPECT_NE(text.find("series \"s001\": price is 0 on " + kWeeks.format(kStart + 7)), std::string::npos) << text;
}

TEST(PriceElasticity, NamesTheNearestColumnOfAWrongOne) {
  PriceElasticityOptions options;
  options.price = "prize";
  const std::string text = refusal<ConfigError>(panel_of({.series = 3}), options);
  EXPECT_NE(text.find("price"), std::string::npos) << text;
}

TEST(PriceElasticity, SaysWhatToDoWithoutPricesAndPromotions) {
  const Panel with = panel_of({.series = 3});
  std::vector<SeriesInput> series{{"a", kStart, {1, 2, 3}, std::vector<CellState>(3, CellState::kObserved), {}}};
  const std::string text = refusal<ConfigError>({kWeeks, std::move(series)}, {});
  EXPECT_NE(text.find("--known"), std::string::npos) << text;
}

TEST(RegularPrices, AreNotLedAstrayByPromotionsAndFollowALastingChange) {
  std::vector<double> prices(40, 10.0);
  for (const std::size_t t : {5, 6, 12, 13}) prices[t] = 7;
  std::fill(prices.begin() + 20, prices.end(), 12.0);
  prices[30] = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> regular = regular_prices(prices, 8);
  for (std::size_t t = 0; t < 20; ++t) EXPECT_EQ(regular[t], 10) << t;
  for (std::size_t t = 22; t < 40; ++t) EXPECT_EQ(regular[t], 12) << t;
}

/// (X' V^-1 X)^-1 X' V^-1 z by hand for a level that wanders: V = drift min(s, t) + variance on the diagonal, and a
/// level that may start anywhere.
TEST(LevelFilter, IsTheRegressionOnTopOfARandomWalk) {
  const std::vector<double> x{0, 1, 0, 1, 1}, z{1, 2.5, 0.5, 3, 2}, variance{1, 0.5, 2, 1, 1};
  constexpr double kDrift = 0.3;
  std::vector<double> cells;
  for (std::size_t t = 0; t < 5; ++t) cells.insert(cells.end(), {x[t], z[t]});
  const InnovationSums sums = innovation_sums({cells, 2, variance}, kDrift);
  SmallMatrix covariance(5);
  for (std::size_t s = 0; s < 5; ++s) {
    for (std::size_t t = 0; t < 5; ++t) {
      covariance(s, t) = kDrift * static_cast<double>(std::min(s, t)) + (s == t ? variance[t] : 0);
    }
  }
  const SmallMatrix precision = inverse(covariance);
  const std::vector<double> ones(5, 1.0), px = precision * x, pz = precision * z, p1 = precision * ones;
  const auto dot = [](const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
  };
  EXPECT_NEAR(sums.products(0, 0), dot(x, px) - dot(x, p1) * dot(x, p1) / dot(ones, p1), 1e-12);
  EXPECT_NEAR(sums.products(0, 1), dot(x, pz) - dot(x, p1) * dot(z, p1) / dot(ones, p1), 1e-12);
}

TEST(LevelFilter, SmoothsBetweenNoLevelAndEveryLevel) {
  const std::vector<double> z{1, 3, 2, 6}, variance(4, 1.0);
  for (const double level : smoothed_level(z, variance, 0)) EXPECT_NEAR(level, 3, 1e-12);
  const std::vector<double> free = smoothed_level(z, variance, 1e9);
  for (std::size_t t = 0; t < 4; ++t) EXPECT_NEAR(free[t], z[t], 1e-6);
}

}  // namespace
}  // namespace demandcast
