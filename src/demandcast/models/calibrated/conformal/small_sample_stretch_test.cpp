// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/small_sample_stretch.h"

#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

/// 300 series that share all or nothing of their outcomes at 8 windows.
ErrorTemplates templates_of(bool shared) {
  std::vector<std::string> ids;
  for (int i = 0; i < 300; ++i) ids.push_back("s" + std::to_string(i));
  OutcomeRecord record(ids, 8, 4);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    for (std::size_t w = 0; w < 8; ++w) {
      RandomStream random(3, shared ? w : 100 + i * 8 + w);
      for (float& position : record.at(i, w)) position = static_cast<float>(random.normal());
    }
  }
  return ErrorTemplates(record, 1);
}

TEST(SmallSampleStretch, IsNoneWhereSeriesShareNothing) {
  EXPECT_NEAR(small_sample_stretch(templates_of(false), {8, 4, 4}), 1, 0.01);
}

TEST(SmallSampleStretch, FallsWithTheStretchesOfTimeThatWereSeen) {
  // all is shared: normal scores of eight ranks have the variance 0.88
  EXPECT_NEAR(small_sample_stretch(templates_of(true), {8, 4, 4}), std::sqrt(1 + 2 * 0.88 / 8), 0.01);
  EXPECT_NEAR(small_sample_stretch(templates_of(true), {8, 1, 4}), std::sqrt(1 + 2 * 0.88 / 2.75), 0.02);
}

}  // namespace
}  // namespace demandcast
