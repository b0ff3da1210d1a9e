// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/feature_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "demandcast/core/random.h"
#include "demandcast/features/features_test.h"

namespace demandcast {
namespace {

constexpr int kWeeks = 130;
constexpr Period kOrigin = 219;  // 120 weeks known

std::vector<float> seasonal_demand(double level) {
  std::vector<float> y;
  RandomStream random(3, 1);
  for (int t = 0; t < kWeeks; ++t) {
    y.push_back(static_cast<float>(level * (1.2 + std::sin(2 * std::numbers::pi * t / 52)) +
                                   static_cast<double>(random.poisson(3))));
  }
  return y;
}

std::vector<float> promotions() {
  std::vector<float> flags;
  for (int t = 0; t < kWeeks; ++t) flags.push_back(t % 9 == 0 ? 1.0F : 0.0F);
  return flags;
}

StaticColumn category(std::vector<std::int32_t> codes) {
  StaticColumn column;
  column.name = "category";
  column.kind = StaticKind::kCategory;
  column.codes = std::move(codes);
  column.categories = {"juice", "tea"};
  return column;
}

Panel whole_panel(std::vector<float> target, std::vector<float> plan) {
  return weekly_panel({std::move(target)},
                      {weekly_channel("promotion", ChannelRole::kKnownFuture, {std::move(plan)}),
                       weekly_channel("views", ChannelRole::kPastOnly, {std::vector<float>(kWeeks, 7)})},
                      {category({0})});
}

std::size_t place(const FeatureSet& set, const std::string& name) {
  const auto at = std::ranges::find(set.infos(), name, &FeatureInfo::name);
  EXPECT_NE(at, set.infos().end()) << name;
  return static_cast<std::size_t>(at - set.infos().begin());
}

FeatureRow row_of(const Panel& panel, Period seen_from, Period origin, const Span& target) {
  const PanelView view(panel, seen_from);
  const FeatureSet set(view);
  const PooledFacts facts;
  FeatureRow row;
  SeriesFeatures(set, view, 0, 10, facts).row(origin, target, row);
  return row;
}

/// NaN = absent.
double value_of(const Panel& panel, const std::string& name, Period origin, const Span& target) {
  const FeatureSet set{PanelView(panel, origin)};
  const std::size_t feature = place(set, name);
  const FeatureRow row = row_of(panel, origin, origin, target);
  for (const FeatureEntry& entry : row.entries()) {
    if (entry.feature == feature) return entry.value;
  }
  return NAN;
}

TEST(FeatureSet, NamesEveryFeatureOnce) {
  const Panel panel = whole_panel(seasonal_demand(50), promotions());
  const FeatureSet set{PanelView(panel, kOrigin)};
  std::set<std::string> names;
  for (const FeatureInfo& info : set.infos()) {
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    EXPECT_FALSE(info.formula.empty()) << info.name;
  }
}

TEST(FeatureSet, RowsNameFeaturesOfTheSetByRisingIndex) {
  const Panel panel = whole_panel(seasonal_demand(50), promotions());
  const FeatureSet set{PanelView(panel, kOrigin)};
  const FeatureRow row = row_of(panel, kOrigin, kOrigin, {4, 1});
  EXPECT_GT(row.entries().size(), set.infos().size() / 2);
  EXPECT_LT(row.entries().back().feature, set.infos().size());
  EXPECT_TRUE(std::ranges::is_sorted(row.entries(), {}, &FeatureEntry::feature));
}

TEST(FeatureSet, DemandAfterTheOriginChangesNothing) {
  const std::vector<float> truth = seasonal_demand(50);
  std::vector<float> changed = truth;
  for (std::size_t t = 100; t < changed.size(); ++t) changed[t] = 9 * changed[t] + 1000;
  for (const Span& target : {Span{0, 1}, Span{9, 1}, Span{1, 5}}) {
    const FeatureRow early = row_of(whole_panel(truth, promotions()), kOrigin, 199, target);
    EXPECT_EQ(early.entries(), row_of(whole_panel(changed, promotions()), kOrigin, 199, target).entries());
    EXPECT_EQ(early.entries(), row_of(whole_panel(truth, promotions()), 199, 199, target).entries());
  }
}

TEST(FeatureSet, OnlyTheLevelKnowsTheUnitOfDemand) {
  std::vector<float> large = seasonal_demand(50);
  for (float& y : large) y *= 1024;
  const Panel panel = whole_panel(seasonal_demand(50), promotions());
  const FeatureRow a = row_of(panel, kOrigin, kOrigin, {3, 1});
  const FeatureRow b = row_of(whole_panel(large, promotions()), kOrigin, kOrigin, {3, 1});
  const FeatureSet set{PanelView(panel, kOrigin)};
  ASSERT_EQ(a.entries().size(), b.entries().size());
  for (std::size_t i = 0; i < a.entries().size(); ++i) {
    const bool level = a.entries()[i].feature == place(set, "level");
    EXPECT_EQ(level ? 1024 * a.entries()[i].value : a.entries()[i].value, b.entries()[i].value);
  }
}

TEST(FeatureSet, AYearAgoIsTheSameWeekOfTheYearBefore) {
  const std::vector<float> y = seasonal_demand(50);
  const Panel panel = whole_panel(y, promotions());
  const double level = value_of(panel, "level", kOrigin, {0, 1});
  EXPECT_NEAR(value_of(panel, "year_ago", kOrigin, {2, 1}), y[119 + 3 - 52] / level, 1e-6);
  const double three = (y[119 + 3 - 52] + y[119 + 4 - 52] + y[119 + 5 - 52]) / 3.0;
  EXPECT_NEAR(value_of(panel, "year_ago", kOrigin, {2, 3}), three / level, 1e-6);
}

TEST(FeatureSet, PlansAreThoseOfTheTarget) {
  const Panel panel = whole_panel(seasonal_demand(50), promotions());
  EXPECT_EQ(value_of(panel, "promotion.planned", kOrigin, {6, 1}), 1);  // week 126 = 14 * 9
  EXPECT_EQ(value_of(panel, "promotion.planned", kOrigin, {5, 1}), 0);
  EXPECT_NEAR(value_of(panel, "promotion.planned", kOrigin, {4, 4}), 0.25, 1e-7);
}

TEST(FeatureSet, SimilarDemandFindsWhatPromotionsDidBefore) {
  std::vector<float> y;
  const std::vector<float> plan = promotions();
  for (int t = 0; t < kWeeks; ++t) y.push_back(plan[static_cast<std::size_t>(t)] > 0 ? 30.0F : 10.0F);
  const Panel panel = whole_panel(y, plan);
  const double level = value_of(panel, "level", kOrigin, {0, 1});
  EXPECT_NEAR(level * value_of(panel, "similar_demand", kOrigin, {5, 1}), 10, 1);
  EXPECT_NEAR(level * value_of(panel, "similar_demand", kOrigin, {6, 1}), 30, 6);  // others weigh a little
}

TEST(FeatureSet, APlanThatNeverMovedTellsNothingOfDemand) {
  const Panel panel = whole_panel(seasonal_demand(50), std::vector<float>(kWeeks, 1));
  EXPECT_TRUE(std::isnan(value_of(panel, "similar_demand", kOrigin, {0, 1})));
}

TEST(FeatureSet, WhatIsNotKnownIsAbsent) {
  const Panel young = weekly_panel({std::vector<float>(20, 5)});
  EXPECT_TRUE(std::isnan(value_of(young, "year_ago", 119, {0, 1})));
  EXPECT_TRUE(std::isnan(value_of(young, "year_change", 119, {0, 1})));
  EXPECT_NEAR(value_of(young, "short_level", 119, {0, 1}), 1, 1e-7);
}

TEST(SeriesFeatures, PartsARowIntoTheOriginsTheTargetsAndTheCalendars) {
  const Panel panel = whole_panel(seasonal_demand(20), promotions());
  const PanelView view(panel, kOrigin);
  const FeatureSet set(view);
  const PooledFacts facts;
  const SeriesFeatures series(set, view, 0, 8, facts);
  FeatureRow whole, origin, target;
  series.row(kOrigin, {3, 2}, whole);
  series.origin_row(kOrigin, origin);
  series.target_row(kOrigin, {3, 2}, series.plans(), target);
  std::vector<FeatureEntry> parts = origin.entries();
  parts.insert(parts.end(), target.entries().begin(), target.entries().end());
  std::ranges::sort(parts, {}, &FeatureEntry::feature);
  std::vector<FeatureEntry> rest;
  for (const FeatureEntry& entry : whole.entries()) {
    const std::string& group = set.infos()[entry.feature].group;
    if (group != "calendar" && group != "horizon") rest.push_back(entry);
  }
  EXPECT_EQ(parts, rest);
}

TEST(SeriesFeatures, RaisesTheLevelOfWhatNeverSoldAndOfWhatIsNotKnown) {
  const Panel panel =
      weekly_panel({std::vector<float>(20, 0), std::vector<float>(20, std::nanf("")), std::vector<float>(20, 5)});
  const PanelView view(panel, 119);
  const FeatureSet set(view);
  PooledFacts facts;
  const auto level = [&](std::size_t i) { return SeriesFeatures(set, view, i, 1, facts).level(119); };
  EXPECT_EQ(level(0), 0);
  EXPECT_EQ(level(1), 0);
  facts.levels = {.least = 0.25, .unknown = 3};
  EXPECT_EQ(level(0), 0.25);
  EXPECT_EQ(level(1), 3);
  EXPECT_EQ(level(2), 5);
}

TEST(SeriesFeatures, TellsATargetOnlyWhereAllOfItIsKnown) {
  const Panel panel = weekly_panel({{1, 2, 3, NAN, 5, 6}});
  const PanelView view(panel, 105);
  const FeatureSet set(view);
  const PooledFacts facts;
  const SeriesFeatures series(set, view, 0, 4, facts);
  EXPECT_DOUBLE_EQ(*series.demand(100, {0, 2}), 2.5);
  EXPECT_FALSE(series.demand(101, {0, 2}));
  EXPECT_FALSE(series.demand(105, {0, 1}));
}

TEST(CategoryOrder, PlacesCategoriesByDemandAndDrawsRareOnesToTheMiddle) {
  CategoryOrder order;
  for (int i = 0; i < 10000; ++i) order.count("category", "juice", 2);
  order.count("category", "tea", 2);
  EXPECT_NEAR(order.place("category", "juice"), 2, 0.02);
  EXPECT_NEAR(order.place("category", "tea"), 1, 0.02);
  EXPECT_TRUE(std::isnan(order.place("category", "coffee")));
  EXPECT_TRUE(std::isnan(order.place("brand", "juice")));
}

}  // namespace
}  // namespace demandcast
