// Every registered model, through a directory on disk and back.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <filesystem>

#include "demandcast/forecast/model_directory.h"
#include "demandcast/forecast/neural_library.h"
#include "demandcast/models/builtin_models.h"

namespace demandcast {
namespace {

namespace fs = std::filesystem;
constexpr Period kOrigin = 59;

std::vector<std::string> compositions() {
  std::vector<std::string> all;
  const ModelRegistry registry = builtin_models();
  for (const ModelEntry& entry : registry.entries()) {
    if (entry.needs_neural_library && !neural_library_is_there()) continue;
    all.push_back(entry.wraps ? "seasonal_naive+" + entry.name : entry.name);
  }
  return all;
}

Panel panel() {
  std::vector<SeriesInput> series;
  for (int s = 0; s < 3; ++s) {
    SeriesInput one{"series " + std::to_string(s), 0, {}, {}};
    for (int t = 0; t <= kOrigin; ++t) {
      const double smooth = 20 + s * t + 5 * std::sin(t) + 3 * std::cos(t * t);
      one.target.push_back(s == 2 && t % 3 != 0 ? 0 : static_cast<float>(smooth));
      one.states.push_back(t == 20 ? CellState::kMissing : CellState::kObserved);
    }
    series.push_back(std::move(one));
  }
  Channel price{"price", ChannelRole::kKnownFuture, {0}, {}, {}, {}};
  for (std::size_t s = 0; s < series.size(); ++s) {
    price.first_period.push_back(0);
    for (int t = 0; t <= kOrigin + 6; ++t) price.values.push_back(t % 7 == 0 ? 8 : 10);
    price.offsets.push_back(std::ssize(price.values));
  }
  return {Frequency::parse("MS"), std::move(series), {std::move(price)}};
}

std::vector<std::uint64_t> bits(const std::vector<double>& values) {
  std::vector<std::uint64_t> all;
  for (const double value : values) all.push_back(std::bit_cast<std::uint64_t>(value));
  return all;
}

void expect_same(const Artifact& a, const Artifact& b) {
  EXPECT_EQ(a.integers, b.integers);
  EXPECT_EQ(a.texts, b.texts);
  ASSERT_EQ(a.numbers.size(), b.numbers.size());
  EXPECT_EQ(a.floats, b.floats);
  EXPECT_EQ(a.codes, b.codes);
  for (const auto& [name, values] : a.numbers) EXPECT_EQ(bits(values), bits(b.numbers.at(name))) << name;
}

std::vector<double> numbers_of(const QuantileForecast& forecast) {
  std::vector<double> all;
  for (std::size_t i = 0; i < forecast.series_count(); ++i) {
    for (int step = 0; step < forecast.horizon().steps; ++step) {
      all.push_back(forecast.mean(i, step));
      for (const double q : forecast.quantiles(i, step)) all.push_back(q);
    }
  }
  return all;
}

class SavedModel : public testing::TestWithParam<std::string> {};

TEST_P(SavedModel, ComesBackBitEqualFromItsDirectory) {
  const ModelRegistry registry = builtin_models();
  const Composition composition = parse_composition(GetParam(), registry);
  const Panel known = panel();
  const PanelView view(known, kOrigin);
  const Horizon horizon = Horizon::of(6);
  ModelOptions options;  // few updates: how well a network is trained does not matter here
  if (registry.find(GetParam().substr(0, GetParam().find('+'))).needs_neural_library)
    options[GetParam()] = {{"updates", "5"}};
  const auto fitted = make_estimator(composition, registry, options)->fit(SingleShard(view), horizon, RunContext());
  Artifact artifact;
  ArtifactWriter writer(artifact);
  fitted->save(writer);

  const fs::path directory = fs::path(testing::TempDir()) / fmt::format("demandcast_saved_{}", ::getpid());
  ModelManifest manifest;
  manifest.model = GetParam();
  save_model(directory, manifest, artifact);
  const LoadedModel loaded = load_model(directory);
  fs::remove_all(directory);

  expect_same(artifact, loaded.artifact);
  const auto again = load_forecaster(parse_composition(loaded.manifest.model, registry), registry,
                                     loaded.manifest.options, ArtifactReader(loaded.artifact));
  EXPECT_EQ(bits(numbers_of(forecast_one(*fitted, view, horizon, RunContext()))),
            bits(numbers_of(forecast_one(*again, view, horizon, RunContext()))));
}

INSTANTIATE_TEST_SUITE_P(EveryModel, SavedModel, testing::ValuesIn(compositions()), [](const auto& name) {
  std::string word = name.param;
  std::ranges::replace(word, '+', '_');
  return word;
});

}  // namespace
}  // namespace demandcast
