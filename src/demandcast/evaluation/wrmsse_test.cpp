// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/wrmsse.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/evaluation/metrics.h"

namespace demandcast {
namespace {

constexpr int kSeries = 6, kLength = 60, kSteps = 5;
const std::vector<Period> kCutoffs = {44, 54};

/// Counts with some zeros; two statics; a price that changes.
Panel catalogue(float scale = 1) {
  std::vector<SeriesInput> inputs;
  StaticColumn store{"store", StaticKind::kCategory, 1, {}, {0, 0, 0, 1, 1, 1}, {"A", "B"}};
  StaticColumn dept{"dept", StaticKind::kCategory, 1, {}, {0, 1, 1, 0, 1, -1}, {"x", "y"}};
  Channel price;
  price.name = "price";
  price.role = ChannelRole::kKnownFuture;
  for (int s = 0; s < kSeries; ++s) {
    RandomStream stream(5, static_cast<std::uint64_t>(s));
    SeriesInput input{"S" + std::to_string(s), 0, {}, std::vector<CellState>(kLength, CellState::kObserved)};
    for (int t = 0; t < kLength; ++t) {
      input.target.push_back(t < 6 * s ? 0.0f : scale * static_cast<float>(stream.poisson(0.5 + 2 * s)));
      price.values.push_back(static_cast<float>(1 + s + t % 3));
    }
    price.offsets.push_back(static_cast<std::int64_t>(price.values.size()));
    price.first_period.push_back(0);
    inputs.push_back(std::move(input));
  }
  return Panel(Frequency::parse("D"), std::move(inputs), {price}, {store, dept});
}

/// A model whose mean is 2 + series number, times `scale`.
ScoredTable scored(const Panel& panel, double scale = 1) {
  ForecastTable table;
  table.levels = {0.5};
  table.ids = panel.ids();
  table.models = {"M"};
  for (int s = 0; s < kSeries; ++s) {
    for (const Period cutoff : kCutoffs) {
      for (int h = 1; h <= kSteps; ++h) {
        table.series.push_back(s);
        table.model.push_back(0);
        table.cutoff.push_back(cutoff);
        table.period.push_back(cutoff + h);
        table.mean.push_back(scale * (2 + s));
        table.quantiles.push_back(scale * (2 + s));
        table.reason.push_back(FallbackReason::kNone);
      }
    }
  }
  return score_against(std::move(table), panel, 1, ScoreMode::kAvailable);
}

/// The formula of the competition's guide, group by group; `group` names the group of a series.
template <class Group>
double slow_level(const Panel& panel, Period cutoff, const Group& group) {
  std::map<std::string, std::vector<double>> sold;
  std::map<std::string, double> forecast, revenue;
  for (int s = 0; s < kSeries; ++s) {
    auto& sums = sold[group(s)];
    sums.resize(kLength, 0.0);
    forecast[group(s)] += 2 + s;
    for (int t = 0; t < kLength; ++t) {
      const double y = static_cast<double>(panel.target(static_cast<std::size_t>(s))[static_cast<std::size_t>(t)]);
      sums[static_cast<std::size_t>(t)] += y;
      if (t > cutoff - 28 && t <= cutoff) revenue[group(s)] += y * (1 + s + t % 3);
    }
  }
  double all = 0, result = 0;
  for (const auto& [name, value] : revenue) all += value;
  for (const auto& [name, y] : sold) {
    std::size_t start = 0;
    while (y[start] == 0) ++start;
    double change = 0, error = 0;
    const auto last = static_cast<std::size_t>(cutoff);
    for (std::size_t t = start + 1; t <= last; ++t) change += std::pow(y[t] - y[t - 1], 2);
    change /= static_cast<double>(last - start);
    for (std::size_t h = 1; h <= kSteps; ++h) error += std::pow(y[last + h] - forecast[name], 2) / kSteps;
    result += revenue[name] / all * std::sqrt(error / change);
  }
  return result;
}

TEST(Wrmsse, IsTheFormulaOfTheCompetitionAtEveryLevel) {
  const Panel panel = catalogue();
  const HierarchyOptions options{{"total", "store", "store*dept", "series"}, "price"};
  const HierarchyError error = hierarchy_errors(scored(panel), panel, options, {}).at(0);
  const auto code = [&](const char* name, int s) {
    return std::to_string(panel.find_static(name)->codes[static_cast<std::size_t>(s)]);
  };
  std::vector<double> expected(4, 0.0);
  for (const Period cutoff : kCutoffs) {
    expected[0] += slow_level(panel, cutoff, [](int) { return std::string(); }) / 2;
    expected[1] += slow_level(panel, cutoff, [&](int s) { return code("store", s); }) / 2;
    expected[2] += slow_level(panel, cutoff, [&](int s) { return code("store", s) + "*" + code("dept", s); }) / 2;
    expected[3] += slow_level(panel, cutoff, [](int s) { return std::to_string(s); }) / 2;
  }
  ASSERT_EQ(error.level_rmsse.size(), 4u);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(error.level_rmsse[i], expected[i], 1e-9) << "level " << i;
  EXPECT_NEAR(error.wrmsse, (expected[0] + expected[1] + expected[2] + expected[3]) / 4, 1e-9);
}

TEST(Wrmsse, DoesNotDependOnUnitsOrThreads) {
  const Panel panel = catalogue(), dozens = catalogue(12);
  const HierarchyOptions options{{"total", "dept", "series"}, ""};
  RunContext four;
  four.threads = 4;
  const double one = hierarchy_errors(scored(panel), panel, options, {}).at(0).wrmsse;
  EXPECT_NEAR(hierarchy_errors(scored(dozens, 12), dozens, options, {}).at(0).wrmsse, one, 1e-9);
  EXPECT_EQ(hierarchy_errors(scored(panel), panel, options, four).at(0).wrmsse, one);
}

TEST(Wrmsse, WeighsBySalesBeforeTheCutoffAlone) {
  const Panel panel = catalogue();
  ScoredTable table = scored(panel);
  const HierarchyOptions options{{"series"}, ""};
  // A series of small demand, in error, counts for little: the weight is its units, not its error.
  const double before = hierarchy_errors(table, panel, options, {}).at(0).wrmsse;
  for (std::size_t row = 0; row < table.actual.size(); ++row) {
    if (table.forecasts.series[row] == 0) table.forecasts.mean[row] = table.actual[row];
  }
  const double after = hierarchy_errors(table, panel, options, {}).at(0).wrmsse;
  EXPECT_LT(after, before);
  EXPECT_GT(after, 0.9 * before) << "series 0 sells about 2 % of all";
}

TEST(Wrmsse, RefusesNamesThatAreNotThere) {
  const Panel panel = catalogue();
  EXPECT_THROW(hierarchy_errors(scored(panel), panel, {{"shop"}, ""}, {}), ConfigError);
  EXPECT_THROW(hierarchy_errors(scored(panel), panel, {{"store*shop"}, ""}, {}), ConfigError);
  EXPECT_THROW(hierarchy_errors(scored(panel), panel, {{"store"}, "cost"}, {}), ConfigError);
}

TEST(Wrmsse, IsUndefinedWithoutRowsOrMeans) {
  const Panel panel = catalogue();
  ScoredTable table = scored(panel);
  table.forecasts.mean[0] = std::nan("");
  EXPECT_TRUE(std::isnan(hierarchy_errors(table, panel, {{"total"}, ""}, {}).at(0).wrmsse));
  std::fill(table.actual.begin(), table.actual.end(), std::nan(""));
  EXPECT_TRUE(std::isnan(hierarchy_errors(table, panel, {{"total", "series"}, ""}, {}).at(0).wrmsse));
}

}  // namespace
}  // namespace demandcast
