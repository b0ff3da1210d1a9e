// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/series_fits.h"

#include <gtest/gtest.h>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

Artifact saved() {
  SeriesFits fits;
  fits.add("a", {{1, 2, 3}, FallbackReason::kNone});
  fits.add("b", {{}, FallbackReason::kTooShort});
  fits.add("c", {{4}, FallbackReason::kNone});
  Artifact artifact;
  ArtifactWriter writer(artifact);
  fits.save(writer);
  return artifact;
}

TEST(SeriesFits, KeepsFitsOfAnyLengthById) {
  const Artifact artifact = saved();
  const SeriesFits fits = SeriesFits::load("ets", ArtifactReader(artifact));
  EXPECT_EQ(fits.size(), 3u);
  EXPECT_EQ(fits.find("a", 0)->numbers, (std::vector<double>{1, 2, 3}));
  EXPECT_EQ(fits.find("b", 0)->reason, FallbackReason::kTooShort);
  EXPECT_EQ(fits.find("c", 9)->numbers, (std::vector<double>{4}));
  EXPECT_EQ(fits.find("d", 1), nullptr);
}

TEST(SeriesFits, RefusesArraysThatDoNotFitTogether) {
  Artifact cut = saved(), unordered = saved(), strange = saved();
  cut.numbers.begin()->second.pop_back();
  for (auto& [name, values] : unordered.integers) {
    if (name.ends_with("offsets")) std::swap(values[1], values[3]);
  }
  for (auto& [name, values] : strange.integers) {
    if (name.ends_with("reasons")) values[0] = 99;
  }
  for (const Artifact& broken : {cut, unordered, strange}) {
    EXPECT_THROW(SeriesFits::load("ets", ArtifactReader(broken)), FormatError);
  }
}

}  // namespace
}  // namespace demandcast
