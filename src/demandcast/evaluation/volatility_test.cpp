// Excess volatility and the marks of a martingale where the best forecast is known: a random walk seen to a date.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numeric>

#include "demandcast/core/random.h"
#include "demandcast/evaluation/metrics.h"

namespace demandcast {
namespace {

constexpr double kZ90 = 1.2815515655446004;

/// Random walks with steps N(0, size^2), of which each date is forecast from every cutoff up to `horizon` before it.
struct Walks {
  int series = 200, cutoffs = 20, horizon = 5;
  double shared = 0;  ///< part of the variance of a step that all series have in common
  std::uint64_t seed = 1;

  /// `mean(steps, t)`: the forecast from t, of all dates, over `steps` [time] and their sum up to t.
  ScoredTable table(const std::function<double(const std::vector<double>&, double, int)>& mean) const {
    ScoredTable table;
    table.forecasts.levels = {0.1, 0.5, 0.9};
    table.forecasts.models = {"M"};
    RandomStream common(seed, 0);
    const int length = cutoffs + horizon + 1;
    std::vector<double> of_all;
    for (int t = 0; t < length; ++t) of_all.push_back(common.normal());
    for (int s = 0; s < series; ++s) {
      RandomStream random(seed, static_cast<std::uint64_t>(s + 1));
      const double size = s % 2 == 0 ? 1 : 20;
      std::vector<double> steps, walk;
      double level = 100 * size;
      for (int t = 0; t < length; ++t) {
        const auto at = static_cast<std::size_t>(t);
        steps.push_back(size * (std::sqrt(shared) * of_all[at] + std::sqrt(1 - shared) * random.normal()));
        walk.push_back(level += steps.back());
      }
      table.forecasts.ids.push_back("S" + std::to_string(s));
      for (int t = 1; t <= cutoffs; ++t) {
        for (int h = 1; h <= horizon; ++h) {
          const double forecast = mean(steps, walk[static_cast<std::size_t>(t)], t);
          const double spread = size * std::sqrt(h);
          add(table, s, t, h, forecast, spread, walk[static_cast<std::size_t>(t + h)], size);
        }
      }
    }
    return table;
  }

 private:
  static void add(ScoredTable& table, int s, int t, int h, double mean, double spread, double y, double size) {
    table.forecasts.series.push_back(s);
    table.forecasts.model.push_back(0);
    table.forecasts.cutoff.push_back(t);
    table.forecasts.period.push_back(t + h);
    table.forecasts.mean.push_back(mean);
    for (const double z : {-kZ90, 0.0, kZ90}) table.forecasts.quantiles.push_back(mean + spread * z);
    table.forecasts.reason.push_back(FallbackReason::kNone);
    table.actual.push_back(y);
    table.mase_scale.push_back(size);
    table.rmsse_scale.push_back(size);
  }
};

Metrics metrics_of(const ScoredTable& table) {
  std::vector<std::size_t> rows(table.actual.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return compute_metrics(table, rows);
}

double optimal(const std::vector<double>&, double walk, int) { return walk; }

/// Adds `more` of the last step once again: over-reacts above zero, under-reacts below.
auto reacting(double more) {
  return [more](const std::vector<double>& steps, double walk, int t) {
    return walk + more * steps[static_cast<std::size_t>(t)];
  };
}

void expect_within(const Estimate& estimate, double truth) {
  EXPECT_LT(std::abs(estimate.value - truth), 4 * estimate.error) << estimate.value << " +- " << estimate.error;
  EXPECT_LT(estimate.error, 0.07) << "tells little";
}

TEST(Martingale, TheBestForecastOfARandomWalkMovesByNewsAlone) {
  for (const double shared : {0.0, 0.3}) {
    Walks walks;
    walks.shared = shared;
    walks.cutoffs = 100;
    const Metrics m = metrics_of(walks.table(optimal));
    expect_within(m.drift, 0);
    expect_within(m.revision_slope, 0);
    expect_within(m.error_slope, 0);
    EXPECT_LT(m.error_slope.low, 0);
    EXPECT_GT(m.error_slope.high, 0);
  }
}

TEST(Martingale, ItsSquaredRevisionsAreOnAverageWhatTheyGain) {
  // (new - old)^2 less the gain (y - old)^2 - (y - new)^2 is -2 (y - new) (new - old): excess volatility of the squared
  // loss, as a share of the movement, is minus twice the slope.
  const ScoredTable table = Walks().table(reacting(0.5));
  double moved = 0, excess = 0;
  for (std::size_t row = 0; row < table.actual.size(); ++row) {
    for (std::size_t next = row + 1; next < std::min(row + 5, table.actual.size()); ++next) {
      const ForecastTable& f = table.forecasts;
      if (f.series[next] != f.series[row] || f.period[next] != f.period[row] || f.cutoff[next] != f.cutoff[row] + 1)
        continue;
      const double scale = table.rmsse_scale[row], move = (f.mean[next] - f.mean[row]) / scale;
      const double before = (table.actual[row] - f.mean[row]) / scale,
                   after = (table.actual[row] - f.mean[next]) / scale;
      moved += move * move;
      excess += move * move - (before * before - after * after);
    }
  }
  EXPECT_NEAR(excess / moved, -2 * metrics_of(table).error_slope.value, 1e-9);
}

TEST(Martingale, AForecastThatReactsTooMuchOrTooLittleShowsByHowMuch) {
  // With steps e and a forecast of walk + a e_t, a revision is (1 + a) e_t - a e_(t-1) and the error later steps less
  // a e_t: both slopes are -a (1 + a) / ((1 + a)^2 + a^2).
  for (const double a : {0.5, 0.2, -0.5}) {
    Walks walks;
    walks.shared = 0.3;
    walks.cutoffs = 100;
    const Metrics m = metrics_of(walks.table(reacting(a)));
    const double slope = -a * (1 + a) / ((1 + a) * (1 + a) + a * a);
    expect_within(m.error_slope, slope);
    expect_within(m.revision_slope, slope);
    expect_within(m.drift, 0);
  }
  const Metrics over = metrics_of(Walks().table(reacting(0.5)));
  EXPECT_LT(over.error_slope.high, 0) << "clearly";
  EXPECT_LT(over.revision_slope.high, 0);
}

TEST(Martingale, AForecastThatIsLoweredStepByStepDrifts) {
  // 2 % of demand are taken off at each cutoff: its steps are not news.
  const Metrics m =
      metrics_of(Walks().table([](const std::vector<double>&, double walk, int t) { return walk * (2 - 0.02 * t); }));
  EXPECT_NEAR(m.drift.value, -0.02, 0.002);
  EXPECT_LT(m.drift.high, 0);
}

TEST(Martingale, BandsHoldTheTruthAboutAsOftenAsTheySay) {
  int held_slope = 0, held_last = 0;
  constexpr int kRuns = 200;
  for (int run = 0; run < kRuns; ++run) {
    Walks walks{40, 12, 4, 0.3, static_cast<std::uint64_t>(run + 10)};
    const Metrics m = metrics_of(walks.table(optimal));
    held_slope += m.error_slope.low <= 0 && m.error_slope.high >= 0;
    held_last += m.revision_slope.low <= 0 && m.revision_slope.high >= 0;
  }
  EXPECT_GE(held_slope, 0.85 * kRuns) << held_slope;
  EXPECT_LE(held_slope, 0.995 * kRuns);
  EXPECT_GE(held_last, 0.85 * kRuns) << held_last;
  EXPECT_LE(held_last, 0.995 * kRuns);
}

TEST(Martingale, HasNoFiguresWithoutRevisionsScalesOrMeans) {
  Walks walks{3, 4, 1, 0, 1};
  EXPECT_TRUE(std::isnan(metrics_of(walks.table(optimal)).drift.value)) << "no date is forecast twice";
  walks.horizon = 2;
  const Metrics twice = metrics_of(walks.table(optimal));
  EXPECT_FALSE(std::isnan(twice.error_slope.value));
  EXPECT_TRUE(std::isnan(twice.revision_slope.value)) << "no date is forecast three times";
  ScoredTable no_scale = walks.table(optimal), no_mean = no_scale;
  no_scale.rmsse_scale.assign(no_scale.actual.size(), 0);
  EXPECT_TRUE(std::isnan(metrics_of(no_scale).error_slope.value));
  EXPECT_FALSE(std::isnan(metrics_of(no_scale).drift.value));
  no_mean.forecasts.mean.assign(no_mean.actual.size(), std::nan(""));
  EXPECT_TRUE(std::isnan(metrics_of(no_mean).error_slope.value));
  EXPECT_TRUE(std::isnan(metrics_of(no_mean).drift.value));
  EXPECT_FALSE(std::isnan(metrics_of(no_mean).sfpc));
}

double density(double x) { return std::exp(-x * x / 2) / std::sqrt(2 * std::acos(-1.0)); }
double below(double x) { return std::erfc(-x / std::sqrt(2.0)) / 2; }

/// Expected loss of the quantile of N(0, old^2) at `level` were that of N(m, spread^2), m ~ N(0, 1), the truth, less
/// the loss that the newer one saves; steps of size 1.
double expected_excess(double level, double z, int steps) {
  const double spread_before = std::sqrt(steps), spread = std::sqrt(steps - 1), shift = (spread - spread_before) * z;
  const double moved = level * shift + density(shift) - shift * below(-shift);
  return moved - (spread_before - spread) * density(z);
}

TEST(ExcessVolatility, OfTheBestForecastOfARandomWalkIsThatOfTheFormulaAndNotZero) {
  Walks walks;
  walks.series = 400;
  const ScoredTable table = walks.table(optimal);
  double excess = 0, demand = 0;
  for (std::size_t row = 0; row < table.actual.size(); ++row) {
    const auto steps = static_cast<int>(table.forecasts.period[row] - table.forecasts.cutoff[row]);
    if (steps == 1 || table.forecasts.cutoff[row] == walks.cutoffs) continue;
    const double size = table.rmsse_scale[row];
    excess += size *
              (expected_excess(0.1, -kZ90, steps) + expected_excess(0.5, 0, steps) + expected_excess(0.9, kZ90, steps));
    demand += table.actual[row];
  }
  EXPECT_NEAR(metrics_of(table).excess_volatility, 2 * excess / 3 / demand, 0.03 * 2 * excess / 3 / demand);
  EXPECT_GT(excess, 0);
}

}  // namespace
}  // namespace demandcast
