// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/seasonal_profile/seasonal_profile.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/models/calibrated/past/made_model_test.h"
#include "demandcast/models/patchwork/seasonal_profile/pooled_profile.h"
#include "demandcast/models/patchwork/seasonal_profile/series_year_sums.h"
#include "demandcast/models/patchwork/seasonal_profile/year_position.h"

namespace demandcast {
namespace {

const Frequency kWeeks = Frequency::parse("W-SUN");
constexpr Period kStart = 2400;  // early 2016

/// The index of a week: two humps a year, mean 1.
double true_index(Period period, double turn) {
  const auto week = static_cast<double>(year_position(kWeeks, period));
  return 1 + 0.6 * std::sin(2 * std::numbers::pi * week / 52 + turn);
}

struct Shop {
  int years = 3;
  double season = 1;  ///< 0 = none
  double growth = 1;  ///< a year
  double turn = 0;    ///< by how much the second half of the series has its season elsewhere
};

/// 200 Poisson series around 2 to 40 a week, in two categories; every fifth has lived for 20 weeks only.
Panel panel_of(const Shop& shop) {
  std::vector<SeriesInput> all;
  StaticColumn category{"category", StaticKind::kCategory, 1, {}, {}, {"first", "second"}};
  for (int i = 0; i < 200; ++i) {
    RandomStream random(4, static_cast<std::uint64_t>(i));
    const int weeks = 52 * shop.years, lived = i % 5 == 0 ? 20 : weeks;
    SeriesInput series{
        fmt::format("s{}", i), kStart + weeks - lived, {}, std::vector<CellState>(lived, CellState::kObserved)};
    for (int t = weeks - lived; t < weeks; ++t) {
      const double index = 1 + shop.season * (true_index(kStart + t, i < 100 ? 0 : shop.turn) - 1);
      const double level = (2 + 0.19 * i) * std::pow(shop.growth, t / 52.0);
      series.target.push_back(static_cast<float>(random.poisson(level * index)));
    }
    all.push_back(std::move(series));
    category.codes.push_back(i < 100 ? 0 : 1);
  }
  return Panel(kWeeks, std::move(all), {}, {category});
}

PooledProfile profile_of(const Panel& panel, const char* categories = "none") {
  const SingleShard training(PanelView(panel, panel.last_period()));
  return PooledProfile(training, SeriesPools(categories, training, 52));
}

/// Mean absolute error of a series' indices.
double error_of(const Panel& panel, const PooledProfile& profile, std::size_t series, double turn, double season = 1) {
  const auto index = profile.index_of(PanelView(panel, panel.last_period()), series);
  double error = 0;
  for (Period t = 0; t < 52; ++t) {
    const double truth = 1 + season * (true_index(kStart + t, turn) - 1);
    error += std::abs(index[year_position(kWeeks, kStart + t)] - truth) / 52;
  }
  return error;
}

TEST(PooledProfile, RecoversAKnownSeasonForSeriesOfAnyLength) {
  const Panel panel = panel_of({});
  const PooledProfile profile = profile_of(panel);
  EXPECT_LT(error_of(panel, profile, 31, 0), 0.03);
  EXPECT_LT(error_of(panel, profile, 30, 0), 0.03);   // has lived for 20 weeks
  EXPECT_LT(profile.series_signal().front(), 0.002);  // all series have the same season
}

TEST(PooledProfile, TellsCategoriesApart) {
  const double turn = std::numbers::pi;
  const Panel panel = panel_of({.turn = turn});
  const PooledProfile profile = profile_of(panel, "category");
  EXPECT_LT(error_of(panel, profile, 31, 0), 0.05);
  EXPECT_LT(error_of(panel, profile, 131, turn), 0.05);
  EXPECT_LT(error_of(panel, profile, 130, turn), 0.05);
}

TEST(PooledProfile, FollowsASeriesThatIsUnlikeItsCatalogue) {
  const Panel panel = panel_of({.turn = 1.2});
  const PooledProfile profile = profile_of(panel);
  EXPECT_GT(profile.series_signal().front(), 0.01);
  EXPECT_LT(error_of(panel, profile, 131, 1.2), 0.15);
  EXPECT_LT(error_of(panel, profile, 131, 1.2), 0.75 * error_of(panel, profile, 130, 1.2));  // too young to tell
}

TEST(PooledProfile, SeesNoSeasonWhereThereIsNone) {
  const Panel panel = panel_of({.season = 0});
  EXPECT_LT(error_of(panel, profile_of(panel), 31, 0, 0), 0.01);
}

TEST(PooledProfile, DoesNotTakeGrowthForSeason) {
  const Panel panel = panel_of({.season = 0, .growth = 1.5});
  const PooledProfile profile = profile_of(panel);
  EXPECT_NEAR(profile.growth().of_all, 1.5, 0.03);
  EXPECT_LT(error_of(panel, profile, 31, 0, 0), 0.02);
}

TEST(PooledProfile, LetsASeriesGrowByItself) {
  const Panel growing = panel_of({.growth = 1.5});
  const Panel level = panel_of({});
  std::vector<SeriesInput> all;
  for (std::size_t i = 0; i < 200; ++i) {
    const Panel& from = i % 2 == 1 ? growing : level;
    const auto y = from.target(i);
    all.push_back({from.id(i),
                   from.first_period(i),
                   {y.begin(), y.end()},
                   std::vector<CellState>(y.size(), CellState::kObserved),
                   {}});
  }
  const Panel panel(kWeeks, std::move(all));
  const PooledProfile profile = profile_of(panel);
  EXPECT_GT(profile.growth().signal, 0.01);
  EXPECT_LT(error_of(panel, profile, 199, 0), 0.04);  // grows
  EXPECT_LT(error_of(panel, profile, 198, 0), 0.04);
}

TEST(PooledProfile, FollowsAFeastToItsNewDate) {
  const Frequency fridays = Frequency::parse("W-FRI");
  const auto friday = [&](int year, int month, int day) {
    return *fridays.period_at(timestamp_of({year, month, day}));
  };
  const Period first = friday(2010, 2, 5), last = friday(2011, 10, 28);
  std::vector<SeriesInput> all;
  for (int i = 0; i < 60; ++i) {
    RandomStream random(6, static_cast<std::uint64_t>(i));
    SeriesInput series{fmt::format("s{}", i), first, {}, {}};
    for (Period t = first; t <= last; ++t) {
      const double feast = t == friday(2010, 11, 26) ? 3 : 1;  // Thanksgiving, seen once
      series.target.push_back(static_cast<float>(random.poisson(100 * feast)));
      series.states.push_back(CellState::kObserved);
    }
    all.push_back(std::move(series));
  }
  const Panel panel(fridays, std::move(all));
  const PanelView view(panel, last);
  const SingleShard training(view);
  const PooledProfile profile(training, SeriesPools("none", training, 52), YearCalendar::with_feasts(training));
  const std::vector<double> ahead = profile.factors_of(view, 0, 6).ahead;  // from 4 November 2011 on
  EXPECT_NEAR(ahead[3], 3 * ahead[0], 0.15);                               // 25 November
  EXPECT_NEAR(ahead[2], ahead[0], 0.05);
  EXPECT_NEAR(ahead[4], ahead[0], 0.05);
}

/// How a series of five years scatters around a flat year; `level` of a week.
template <class Level>
double scatter_of(Level level) {
  SeriesInput series{"s", kStart, {}, std::vector<CellState>(5 * 52, CellState::kObserved)};
  RandomStream random(9, 1);
  for (int t = 0; t < 5 * 52; ++t) series.target.push_back(static_cast<float>(random.poisson(level(t))));
  const Panel panel(kWeeks, {series});
  const YearCalendar calendar;
  const YearShape flat{std::vector<double>(calendar.weeks(kWeeks), 1.0), 1};
  return year_sums(PanelView(panel, panel.last_period()).series(0), flat, calendar).dispersion;
}

TEST(YearSums, CountWhatRepeatsEachYearAsNoNoiseAndWhatDoesNotAsNoise) {
  const auto season = [](int t) { return 20 * true_index(kStart + t, 0); };
  EXPECT_NEAR(scatter_of([](int) { return 20.0; }), 1, 0.25);
  EXPECT_NEAR(scatter_of(season), 1, 0.35);  // Poisson, although a flat year holds nothing of the season
  const auto wander = [](int t) { return t / 13 * 7 % 3 == 0 ? 30.0 : 10.0; };  // quarters, other ones each year
  EXPECT_GT(scatter_of(wander), 3);                                             // neighbours alone would say about 1
}

TEST(PooledProfile, WantsAYearBeforeItTellsASeasonFromALevel) {
  const Panel panel = panel_of({.years = 1});
  const SingleShard half(PanelView(panel, panel.last_period() - 26));
  const PooledProfile profile(half, SeriesPools("none", half, 52));
  for (const double index : profile.indices()) EXPECT_EQ(index, 1);
}

/// Noise of ten a hundred around a season that every series has for itself: what is taken out leaves about that much.
TEST(PooledProfile, LeavesAsMuchNoiseInThePastAsThereWillBe) {
  constexpr std::size_t kLived = 104;
  std::vector<SeriesInput> all;
  for (int i = 0; i < 100; ++i) {
    RandomStream random(8, static_cast<std::uint64_t>(i));
    const double turn = 2 * std::numbers::pi * random.uniform();
    SeriesInput series{fmt::format("s{}", i), kStart, {}, std::vector<CellState>(kLived, CellState::kObserved), {}};
    for (Period t = kStart; t < kStart + static_cast<Period>(kLived); ++t) {
      const double noise = std::exp(0.1 * random.normal());
      series.target.push_back(static_cast<float>(100 * true_index(t, turn) * noise));
    }
    all.push_back(std::move(series));
  }
  const Panel panel(kWeeks, std::move(all));
  const PanelView view(panel, panel.last_period());
  const PooledProfile profile = profile_of(panel);
  double squares = 0;
  for (std::size_t i = 0; i < 100; ++i) {
    const std::vector<double> past = profile.factors_of(view, i, 1).past;
    for (std::size_t t = 0; t < kLived; ++t) {
      const double left = static_cast<double>(panel.target(i)[t]) / past[t] / 100 - 1;
      squares += left * left / (100 * kLived);
    }
  }
  EXPECT_GT(std::sqrt(squares), 0.08);
  EXPECT_LT(std::sqrt(squares), 0.17);
}

/// Forecasts the last value.
std::unique_ptr<Estimator> last_value() {
  const auto last = [](const MadeQuestion& question) { return static_cast<double>(question.series.target().back()); };
  return std::make_unique<MadeEstimator>(MadeLaw{last, [=](const MadeQuestion& q, double) { return last(q); }});
}

TEST(SeasonalProfile, TakesTheSeasonOutBeforeTheModelAndPutsItBack) {
  const Panel panel = panel_of({});
  const PanelView view(panel, panel.last_period());
  SeasonalProfileOptions options;
  options.feasts = false;
  const auto forecaster = SeasonalProfileEstimator(options, last_value()).fit(SingleShard(view), Horizon::of(4), {});
  const auto forecast = forecast_one(*forecaster, view, Horizon::of(4), {});
  const PooledProfile profile = profile_of(panel);
  const std::vector<double> taken = profile.index_of(view, 7, Shrinkage::kLeavingNoise),
                            put = profile.index_of(view, 7);
  const auto week = [&](int ahead) { return year_position(kWeeks, panel.last_period() + ahead); };
  const double last = static_cast<double>(panel.target(7).back());
  for (int step = 0; step < 4; ++step) {
    const double wanted = last / taken[week(0)] * put[week(step + 1)];
    EXPECT_NEAR(forecast.mean(7, step), wanted, 1e-5 * wanted);
    EXPECT_NEAR(forecast.quantiles(7, step)[4], wanted, 1e-5 * wanted);
  }
}

TEST(SeasonalProfile, ChangesNothingBitForBitWhereAYearHasNoSeason) {
  SeriesInput series{"a", 0, {3, 5, 4.3F}, std::vector<CellState>(3, CellState::kObserved)};
  const Panel panel(Frequency::parse("1"), {series});
  const PanelView view(panel, 2);
  const auto plain = forecast_one(*last_value()->fit(SingleShard(view), Horizon::of(2), {}), view, Horizon::of(2), {});
  const auto forecaster = SeasonalProfileEstimator({}, last_value()).fit(SingleShard(view), Horizon::of(2), {});
  const auto wrapped = forecast_one(*forecaster, view, Horizon::of(2), {});
  EXPECT_EQ(plain.mean(0, 1), wrapped.mean(0, 1));
  EXPECT_TRUE(std::ranges::equal(plain.quantiles(0, 0), wrapped.quantiles(0, 0)));
}

TEST(SeasonalProfile, NamesACategoryThatIsNotThere) {
  const Panel panel = panel_of({});
  SeasonalProfileOptions options;
  options.categories = "brand";
  const SeasonalProfileEstimator estimator(options, last_value());
  try {
    estimator.fit(SingleShard(PanelView(panel, panel.last_period())), Horizon::of(2), {});
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_NE(std::string(error.what()).find("[seasonal_profile] \"brand\" is no text or number among the statics"),
              std::string::npos)
        << error.what();
  }
}

TEST(YearPosition, CountsWeeksFromJanuaryTheFirst) {
  const Frequency days = Frequency::parse("D");
  const auto at = [&](int year, int month, int day) {
    return year_position(days, *days.period_at(timestamp_of({year, month, day})));
  };
  EXPECT_EQ(at(2024, 1, 1), 0U);
  EXPECT_EQ(at(2024, 1, 8), 1U);
  EXPECT_EQ(at(2024, 12, 31), 51U);
  const Frequency months = Frequency::parse("MS");
  EXPECT_EQ(year_position(months, *months.period_at(timestamp_of({2024, 12, 1}))), 11U);
  EXPECT_EQ(periods_in_year(months), 12);
  EXPECT_EQ(periods_in_year(kWeeks), 52);
  EXPECT_EQ(periods_in_year(days), 365);
}

}  // namespace
}  // namespace demandcast
