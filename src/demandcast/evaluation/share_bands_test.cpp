// Standard errors and bands of coverage against closed forms, drawn resamples, and a truth that is known.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/share_bands.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "demandcast/core/random.h"
#include "demandcast/evaluation/evaluation.h"
#include "demandcast/evaluation/student_quantile.h"

namespace demandcast {
namespace {

struct Shape {
  int series, cutoffs, steps, apart;  ///< `apart` periods between cutoffs
};

/// Forecasts N(0, 1) of every cell; `truth(series, cutoff, step)`, both from 0, comes true.
ScoredTable table_of(const Shape& shape, const std::function<double(int, int, int)>& truth) {
  ScoredTable table;
  table.forecasts.levels = {0.1, 0.5, 0.9};
  table.forecasts.models = {"M"};
  for (int s = 0; s < shape.series; ++s) {
    table.forecasts.ids.push_back("S" + std::to_string(s));
    for (int c = 0; c < shape.cutoffs; ++c) {
      for (int h = 0; h < shape.steps; ++h) {
        table.forecasts.series.push_back(s);
        table.forecasts.model.push_back(0);
        table.forecasts.cutoff.push_back(c * shape.apart);
        table.forecasts.period.push_back(c * shape.apart + h + 1);
        table.forecasts.mean.push_back(0);
        for (const double quantile : {-1.2815515655446004, 0.0, 1.2815515655446004}) {
          table.forecasts.quantiles.push_back(quantile);
        }
        table.forecasts.reason.push_back(FallbackReason::kNone);
        table.actual.push_back(truth(s, c, h));
      }
    }
  }
  table.mase_scale.assign(table.actual.size(), 1);
  table.rmsse_scale.assign(table.actual.size(), 1);
  return table;
}

Metrics metrics_of(const ScoredTable& table) {
  std::vector<std::size_t> rows(table.actual.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return compute_metrics(table, rows);
}

constexpr double kInside = 0.5, kOutside = 5;

TEST(ShareBands, SeriesThatAreWhollyInOrOutAreASampleOfThatManySeries) {
  // p (1 - p) / (S - 1): the cutoffs and dates do not differ.
  const Metrics m = metrics_of(table_of({20, 4, 3, 3}, [](int s, int, int) { return s < 14 ? kInside : kOutside; }));
  EXPECT_DOUBLE_EQ(m.coverage80_pit, 0.7);
  EXPECT_NEAR(m.coverage80_pit_se, std::sqrt(0.7 * 0.3 / 19), 1e-12);
  EXPECT_NEAR(m.coverage80_pit_high - 0.7, student_quantile(0.975, 19) * m.coverage80_pit_se, 1e-9);
}

TEST(ShareBands, CutoffsThatAreWhollyInOrOutAreASampleOfThatManyCutoffs) {
  const Metrics m = metrics_of(table_of({20, 5, 3, 3}, [](int, int c, int) { return c < 4 ? kInside : kOutside; }));
  EXPECT_NEAR(m.coverage80_pit_se, std::sqrt(0.8 * 0.2 / 4), 1e-12);
  EXPECT_EQ(m.coverage80_pit_high, 1) << "a share is at most one";
  EXPECT_NEAR(m.coverage80_pit_low, 0.8 - student_quantile(0.975, 4) * m.coverage80_pit_se, 1e-9);
}

TEST(ShareBands, WithFewerThanThreeCutoffsDatesAreTheBlocks) {
  const Metrics m = metrics_of(table_of({20, 1, 10, 1}, [](int, int, int h) { return h < 6 ? kInside : kOutside; }));
  EXPECT_NEAR(m.coverage80_pit_se, std::sqrt(0.6 * 0.4 / 9), 1e-12);
}

TEST(ShareBands, ADateThatTwoCutoffsForecastIsOneDate) {
  // Dates are wholly in or out, cutoffs are two apart, three steps: one date in two is forecast twice.
  const auto by_date = [](int, int c, int h) { return (2 * c + h) % 5 < 3 ? kInside : kOutside; };
  const ScoredTable table = table_of({8, 6, 3, 2}, by_date);
  std::vector<double> of_cutoff(6), of_date(14);
  double cells = 0;
  const double p = metrics_of(table).coverage80_pit;
  for (int c = 0; c < 6; ++c) {
    for (int h = 0; h < 3; ++h) {
      const double residual = (by_date(0, c, h) == kInside ? 1 : 0) - p;
      of_cutoff[static_cast<std::size_t>(c)] += residual;
      of_date[static_cast<std::size_t>(2 * c + h)] += residual;
      cells += residual * residual;
    }
  }
  const auto squares = [](const std::vector<double>& v) {
    return std::inner_product(v.begin(), v.end(), v.begin(), 0.0);
  };
  const double together = squares(of_cutoff) + squares(of_date) - cells;
  EXPECT_GT(together, squares(of_cutoff));
  EXPECT_NEAR(metrics_of(table).coverage80_pit_se, std::sqrt(together * 6 / 5) / 18, 1e-12);
}

/// Standard deviation of the share over drawn resamples of series, and the same of cutoffs.
std::pair<double, double> drawn_errors(const ScoredTable& table, const Shape& shape, int draws) {
  const auto inside = [&](std::size_t row) { return std::abs(table.actual[row]) < 1.2815515655446004 ? 1.0 : 0.0; };
  const auto deviation_of = [&](int units, const std::function<int(std::size_t)>& unit_of) {
    double sum = 0, squares = 0;
    for (int draw = 0; draw < draws; ++draw) {
      RandomStream stream(3, static_cast<std::uint64_t>(draw));
      std::vector<double> weight(static_cast<std::size_t>(units), 0.0);
      for (int i = 0; i < units; ++i) ++weight[static_cast<std::size_t>(stream.below(units))];
      double hits = 0, rows = 0;
      for (std::size_t row = 0; row < table.actual.size(); ++row) {
        const double w = weight[static_cast<std::size_t>(unit_of(row))];
        hits += w * inside(row);
        rows += w;
      }
      sum += hits / rows;
      squares += hits / rows * hits / rows;
    }
    return std::sqrt(squares / draws - sum / draws * sum / draws);
  };
  return {deviation_of(shape.series, [&](std::size_t row) { return table.forecasts.series[row]; }),
          deviation_of(shape.cutoffs,
                       [&](std::size_t row) { return static_cast<int>(table.forecasts.cutoff[row]) / shape.apart; })};
}

TEST(ShareBands, TheErrorIsThatOfDrawnBootstrapsOfSeriesAndOfCutoffsAdded) {
  const Shape shape{30, 8, 4, 4};
  RandomStream stream(5, 1);
  std::vector<double> of_series, of_cutoff;
  for (int s = 0; s < shape.series; ++s) of_series.push_back(0.5 * stream.normal());
  for (int c = 0; c < shape.cutoffs; ++c) of_cutoff.push_back(0.5 * stream.normal());
  const ScoredTable table = table_of(shape, [&](int s, int c, int) {
    return of_series[static_cast<std::size_t>(s)] + of_cutoff[static_cast<std::size_t>(c)] + stream.normal();
  });
  const auto [series, cutoffs] = drawn_errors(table, shape, 4000);
  const double added = std::sqrt(series * series * 30 / 29 + cutoffs * cutoffs * 8 / 7);
  EXPECT_NEAR(metrics_of(table).coverage80_pit_se, added, 0.04 * added);
}

/// Deviations of what the errors of one series, cutoff, date and cell have in common; together 1.
struct Shocks {
  double series, cutoff, date;
};

struct Held {
  double bands, naive;  ///< share of runs whose 95 % band holds 0.8
};

Held held(const Shape& shape, const Shocks& shocks) {
  constexpr int kRuns = 400;
  const double noise =
      std::sqrt(1 - std::pow(shocks.series, 2) - std::pow(shocks.cutoff, 2) - std::pow(shocks.date, 2));
  int bands = 0, naive = 0;
  for (int run = 0; run < kRuns; ++run) {
    RandomStream stream(11, static_cast<std::uint64_t>(run));
    const auto normals = [&](int count) {
      std::vector<double> values;
      for (int i = 0; i < count; ++i) values.push_back(stream.normal());
      return values;
    };
    const std::vector<double> series = normals(shape.series), cutoff = normals(shape.cutoffs);
    const std::vector<double> date = normals(shape.cutoffs * shape.apart + shape.steps);
    const Metrics m = metrics_of(table_of(shape, [&](int s, int c, int h) {
      return shocks.series * series[static_cast<std::size_t>(s)] + shocks.cutoff * cutoff[static_cast<std::size_t>(c)] +
             shocks.date * date[static_cast<std::size_t>(c * shape.apart + h)] + noise * stream.normal();
    }));
    bands += m.coverage80_pit_low <= 0.8 && 0.8 <= m.coverage80_pit_high ? 1 : 0;
    const double p = m.coverage80_pit, error = std::sqrt(p * (1 - p) / static_cast<double>(m.rows));
    naive += std::abs(p - 0.8) <= 1.96 * error ? 1 : 0;
  }
  return {static_cast<double>(bands) / kRuns, static_cast<double>(naive) / kRuns};
}

TEST(ShareBands, HoldTheTruthAboutAsOftenAsTheySayWhereRowsAsASampleDoNot) {
  const Held dates = held({60, 6, 8, 8}, {0, 0, 0.5});
  EXPECT_NEAR(dates.bands, 0.95, 0.035) << "shocks of dates";
  EXPECT_LT(dates.naive, 0.8);
  const Held overlapping = held({60, 6, 8, 4}, {0, 0, 0.5});
  EXPECT_NEAR(overlapping.bands, 0.95, 0.045) << "dates that two cutoffs forecast";
  EXPECT_LT(overlapping.naive, 0.7);
  const Held all = held({60, 6, 8, 8}, {0.3, 0.3, 0.3});
  EXPECT_NEAR(all.bands, 0.95, 0.05) << "shocks of series, cutoffs and dates";
  EXPECT_LT(all.naive, 0.75);
  EXPECT_NEAR(held({60, 6, 1, 1}, {0.3, 0.3, 0.3}).bands, 0.95, 0.04) << "one step: a date per cutoff";
}

TEST(ShareBands, FewCutoffsThatDifferMuchMakeThemTooNarrow) {
  const double few = held({60, 3, 8, 8}, {0, 0.45, 0}).bands;
  EXPECT_LT(few, 0.9);
  EXPECT_GT(few, 0.7);
}

TEST(ShareBands, TellNothingOfTooFewDatesOrWhereNothingDiffers) {
  const auto alternate = [](int s, int, int) { return s % 2 == 0 ? kInside : kOutside; };
  EXPECT_TRUE(std::isnan(metrics_of(table_of({20, 2, 1, 1}, alternate)).coverage80_pit_low));
  EXPECT_TRUE(std::isnan(metrics_of(table_of({20, 1, 2, 1}, alternate)).coverage80_pit_se));
  EXPECT_FALSE(std::isnan(metrics_of(table_of({20, 1, 3, 1}, alternate)).coverage80_pit_se));
  EXPECT_TRUE(
      std::isnan(metrics_of(table_of({20, 4, 4, 4}, [](int, int, int) { return kInside; })).coverage80_pit_high));
}

TEST(ShareBands, AreTheSameInAnyOrderOfRowsAndSeries) {
  RandomStream stream(9, 2);
  const ScoredTable table = table_of({12, 4, 5, 3}, [&](int s, int, int) { return 0.2 * s * stream.normal(); });
  std::vector<std::size_t> rows(table.actual.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  const Metrics one = compute_metrics(table, rows);
  for (std::size_t i = rows.size() - 1; i > 0; --i) {
    std::swap(rows[i], rows[static_cast<std::size_t>(stream.below(static_cast<std::int64_t>(i) + 1))]);
  }
  const Metrics other = compute_metrics(table, rows);
  EXPECT_EQ(one.coverage80_pit_low, other.coverage80_pit_low);
  EXPECT_EQ(one.below_pit_high, other.below_pit_high);
  ScoredTable renamed = table;
  std::reverse(renamed.forecasts.ids.begin(), renamed.forecasts.ids.end());
  for (auto& code : renamed.forecasts.series) code = 11 - code;
  EXPECT_NEAR(metrics_of(renamed).coverage80_pit_se, one.coverage80_pit_se, 1e-14);
}

TEST(ShareBands, TheBandOfALevelHoldsItsShare) {
  RandomStream stream(9, 3);
  const Metrics m = metrics_of(table_of({12, 4, 5, 5}, [&](int, int, int) { return stream.normal(); }));
  ASSERT_EQ(m.below_pit_low.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_LT(m.below_pit_low[i], m.below_pit[i]);
    EXPECT_GT(m.below_pit_high[i], m.below_pit[i]);
  }
}

}  // namespace
}  // namespace demandcast
