// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/paths/error_templates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/random.h"

namespace demandcast {
namespace {

std::vector<std::string> names(std::size_t count) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < count; ++i) ids.push_back("s" + std::to_string(i));
  return ids;
}

/// `common` of the variance is shared by all series; steps of one window correlate by `memory`.
OutcomeRecord drawn(std::size_t series, int windows, int steps, double common, double memory) {
  OutcomeRecord record(names(series), windows, steps);
  const auto walk = [&](std::uint64_t key, double variance, std::span<float> out) {
    RandomStream random(5, key);
    double state = random.normal();
    for (float& value : out) {
      value += static_cast<float>(std::sqrt(variance) * state);
      state = memory * state + std::sqrt(1 - memory * memory) * random.normal();
    }
  };
  for (std::size_t i = 0; i < series; ++i) {
    for (std::size_t w = 0; w < record.windows(); ++w) {
      const auto row = record.at(i, w);
      std::ranges::fill(row, 0.0F);
      walk(w, common, row);
      walk(1000 + i * 100 + w, 1 - common, row);
    }
  }
  return record;
}

TEST(ErrorTemplates, GiveEachOutcomeTheScoreOfItsRank) {
  OutcomeRecord record(names(1), 3, 1);
  record.at(0, 0)[0] = 5;
  record.at(0, 1)[0] = -2;
  record.at(0, 2)[0] = 1;
  const ErrorTemplates templates(record, 1);
  EXPECT_NEAR(templates.score(0, 0, 0), 0.9674F, 0.02);  // normal quantile of 5/6
  EXPECT_NEAR(templates.score(0, 1, 0), -0.9674F, 0.02);
  EXPECT_NEAR(templates.score(0, 2, 0), 0, 1e-6);
}

TEST(ErrorTemplates, ShowThatASeriesLiesHighThroughout) {
  OutcomeRecord record = drawn(50, 4, 3, 0, 0);
  for (std::size_t w = 0; w < 4; ++w) {
    for (float& position : record.at(9, w)) position = 9;
  }
  const ErrorTemplates templates(record, 1);
  for (std::size_t w = 0; w < 4; ++w) EXPECT_GT(templates.score(9, w, 1), 1.9F);
}

TEST(ErrorTemplates, FindWhatSeriesShare) {
  const ErrorTemplates half(drawn(400, 40, 3, 0.5, 0), 1), none(drawn(400, 40, 3, 0, 0), 1);
  const auto variance = [](const ErrorTemplates& templates) {
    double sum = 0;
    for (const double score : templates.shared()) sum += score * score;
    return sum / static_cast<double>(templates.shared().size());
  };
  EXPECT_NEAR(variance(half), 0.5, 0.08);
  EXPECT_LT(variance(none), 0.01);
}

TEST(ErrorTemplates, FindHowLongErrorsLast) {
  const ErrorTemplates templates(drawn(300, 40, 4, 0, 0.8), 1);
  const auto covariance = [&](std::size_t a, std::size_t b) { return templates.own_covariance()[a * 4 + b]; };
  EXPECT_NEAR(covariance(0, 1) / covariance(0, 0), 0.8, 0.05);
  EXPECT_NEAR(covariance(0, 3) / covariance(0, 0), 0.512, 0.06);
  EXPECT_EQ(covariance(2, 1), covariance(1, 2));
}

TEST(ErrorTemplates, DrawWhatASeriesHasNotLivedThrough) {
  OutcomeRecord record = drawn(200, 20, 1, 0.9, 0);
  std::vector<double> kept;
  for (std::size_t w = 0; w < 10; ++w) record.at(7, w)[0] = std::numeric_limits<float>::quiet_NaN();
  const ErrorTemplates templates(record, 1);
  double product = 0;
  for (std::size_t w = 0; w < 10; ++w) product += static_cast<double>(templates.score(7, w, 0)) * templates.shared()[w];
  EXPECT_GT(product / 10, 0.3);  // it shares what all shared
}

TEST(ErrorTemplates, SaveAndLoad) {
  const ErrorTemplates templates(drawn(5, 7, 3, 0.3, 0.4), 1);
  Artifact artifact;
  ArtifactWriter writer(artifact);
  templates.save(writer);
  const ErrorTemplates loaded{ArtifactReader(artifact)};
  for (std::size_t i = 0; i < 5; ++i) {
    for (std::size_t w = 0; w < 7; ++w) {
      for (std::size_t h = 0; h < 3; ++h) ASSERT_EQ(loaded.score(i, w, h), templates.score(i, w, h));
    }
  }
  EXPECT_EQ(loaded.find("s3"), 3U);
  EXPECT_EQ(loaded.find("s9"), std::nullopt);
  EXPECT_EQ(loaded.own_covariance(), templates.own_covariance());
  artifact.integers["template_shape"][0] = 3;
  EXPECT_THROW(ErrorTemplates{ArtifactReader(artifact)}, FormatError);
}

}  // namespace
}  // namespace demandcast
