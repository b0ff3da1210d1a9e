// Model directories: round trip, replacement, and one clear message for each way in which they can be broken.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/model_directory.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/core/version.h"

namespace demandcast {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

ModelManifest manifest() {
  ModelManifest made;
  made.model = "ets+distribution_engine";
  made.options = {{"ets", {{"season", "52"}, {"form", "auto"}}}};
  made.frequency = "W-FRI";
  made.horizon = {13, {0.1, 0.5, 0.975}, {{0, 4}, {2, 3}}};
  made.known = {"price", "promotion"};
  made.past = {"visits"};
  made.statics = {"Käse"};
  made.trained_to = "2026-11-20";
  made.series = 3;
  made.data_fingerprint = "00ff";
  made.seed = 18446744073709551615ULL;
  made.library_version = kVersion;
  return made;
}

Artifact artifact(double value = 0.1) { return {{{"x", {value, 2}}}, {{"n", {3}}}, {{"ids", {"a", "b"}}}, {}, {}}; }

class ModelDirectory : public testing::Test {
 protected:
  ModelDirectory() : folder_(fs::path(testing::TempDir()) / fmt::format("demandcast_models_{}", ::getpid())) {
    fs::remove_all(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path model() const { return folder_ / "model"; }
  fs::path file(const char* name) const { return model() / name; }
  void save(double value = 0.1) const { save_model(model(), manifest(), artifact(value)); }

  void edit_manifest(const std::string& key, const nlohmann::json& value) const {
    auto json = nlohmann::json::parse(read_file(file("manifest.json")));
    json[key] = value;
    write_file(file("manifest.json"), json.dump());
  }
  void expect_refused(const std::string& place, const std::string& fault) const {
    EXPECT_THAT([&] { load_model(model()); }, ThrowsMessage<FormatError>(AllOf(HasSubstr(place), HasSubstr(fault))));
  }
  std::vector<std::string> names_beside() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_)) names.push_back(entry.path().filename().string());
    return names;
  }

  fs::path folder_;
};

TEST_F(ModelDirectory, GivesBackManifestAndArrays) {
  save();
  const auto [told, arrays] = load_model(model());
  const ModelManifest asked = manifest();
  EXPECT_EQ(told.model, asked.model);
  EXPECT_EQ(told.options, asked.options);
  EXPECT_EQ(told.frequency, asked.frequency);
  EXPECT_EQ(told.horizon, asked.horizon);
  EXPECT_EQ(told.known, asked.known);
  EXPECT_EQ(told.past, asked.past);
  EXPECT_EQ(told.statics, asked.statics);
  EXPECT_EQ(told.trained_to, asked.trained_to);
  EXPECT_EQ(told.series, asked.series);
  EXPECT_EQ(told.data_fingerprint, asked.data_fingerprint);
  EXPECT_EQ(told.seed, asked.seed);
  EXPECT_EQ(told.library_version, asked.library_version);
  EXPECT_EQ(arrays.numbers, artifact().numbers);
  EXPECT_EQ(arrays.integers, artifact().integers);
  EXPECT_EQ(arrays.texts, artifact().texts);
}

TEST_F(ModelDirectory, IsTheSameBytesForTheSameModel) {
  save();
  const std::string first = read_file(file("manifest.json")) + read_file(file("arrays.safetensors"));
  save();
  EXPECT_EQ(read_file(file("manifest.json")) + read_file(file("arrays.safetensors")), first);
}

TEST_F(ModelDirectory, ReplacesAModelAndLeavesNothingBeside) {
  save(1);
  save_model(model() / "", manifest(), artifact(2));
  EXPECT_EQ(load_model(model()).artifact.numbers.at("x")[0], 2);
  EXPECT_THAT(names_beside(), testing::ElementsAre("model"));
}

TEST_F(ModelDirectory, KeepsTheOldModelWhenTheNewOneCannotBeWritten) {
  save(1);
  ModelManifest wrong = manifest();
  wrong.model = "\xff";
  EXPECT_THROW(save_model(model(), wrong, artifact(2)), FormatError);
  EXPECT_EQ(load_model(model()).artifact.numbers.at("x")[0], 1);
  EXPECT_THAT(names_beside(), testing::ElementsAre("model"));
}

TEST_F(ModelDirectory, WritesThroughALinkIntoAnEmptyDirectory) {
  fs::create_directories(folder_ / "store");
  fs::create_directory_symlink(folder_ / "store", model());
  save();
  EXPECT_TRUE(fs::is_symlink(model()));
  EXPECT_TRUE(is_model_directory(folder_ / "store"));
}

TEST_F(ModelDirectory, IsNotPutOverOtherPeoplesFiles) {
  write_file(file("notes.txt"), "mine");
  EXPECT_THAT([&] { save(); }, ThrowsMessage<ConfigError>(HasSubstr("notes.txt")));
  EXPECT_EQ(read_file(file("notes.txt")), "mine");
  fs::remove_all(model());
  write_file(model(), "a file");
  EXPECT_THAT([&] { save(); }, ThrowsMessage<ConfigError>(HasSubstr("it is a file")));
  EXPECT_EQ(read_file(model()), "a file");
}

TEST_F(ModelDirectory, IsOneOnlyWithAManifest) {
  EXPECT_FALSE(is_model_directory(model()));
  expect_refused("model", "no manifest.json");
  save();
  EXPECT_TRUE(is_model_directory(model()));
  fs::remove(file("manifest.json"));
  expect_refused("model", "no manifest.json");
}

TEST_F(ModelDirectory, RefusesANewerFormatVersion) {
  save();
  edit_manifest("format_version", ModelManifest::kFormatVersion + 1);
  expect_refused("manifest.json", "format version 2, this demandcast reads versions up to 1; use a newer one");
}

TEST_F(ModelDirectory, RefusesAManifestThatWasCutChangedOrIsAnothers) {
  save();
  const std::string whole = read_file(file("manifest.json"));
  write_file(file("manifest.json"), whole.substr(0, whole.size() / 2));
  expect_refused("manifest.json", "is cut or no JSON");
  write_file(file("manifest.json"), "{\"format\": \"other\"}");
  expect_refused("manifest.json", "is no manifest of a demandcast model");
  write_file(file("manifest.json"), whole);
  edit_manifest("frequency", "D");
  expect_refused("manifest.json", "was changed since it was written");
}

TEST_F(ModelDirectory, RefusesArraysThatAreAbsentCutOrChanged) {
  save();
  const std::string whole = read_file(file("arrays.safetensors"));
  write_file(file("arrays.safetensors"), whole.substr(0, whole.size() - 1));
  expect_refused("arrays.safetensors", "was cut or changed");
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 4);
    write_file(file("arrays.safetensors"), changed);
    expect_refused("arrays.safetensors", "was changed since it was written (checksum)");
  }
  fs::remove(file("arrays.safetensors"));
  expect_refused("arrays.safetensors", "cannot read");
}

Panel panel(float last = 4, CellState state = CellState::kObserved, std::string id = "b", Period first = 10) {
  using enum CellState;
  return {
      Frequency::parse("D"),
      {{"a", 10, {1, 2, 3}, {kObserved, kMissing, kObserved}}, {std::move(id), first, {4, last}, {kObserved, state}}}};
}

std::string fingerprint(const Panel& panel, Period origin = 12) { return data_fingerprint(PanelView(panel, origin)); }

TEST(DataFingerprint, IsOfIdsCalendarStatesAndCellsUpToTheOrigin) {
  const std::string known = fingerprint(panel());
  EXPECT_EQ(known.size(), 32u);
  EXPECT_EQ(known, fingerprint(panel()));
  EXPECT_NE(known, fingerprint(panel(5)));
  EXPECT_NE(known, fingerprint(panel(4, CellState::kCensored)));
  EXPECT_NE(known, fingerprint(panel(4, CellState::kObserved, "c")));
  EXPECT_NE(known, fingerprint(panel(4, CellState::kObserved, "b", 9)));
  EXPECT_NE(known, fingerprint(panel(), 11));
}

TEST(DataFingerprint, KnowsNothingOfCellsAfterTheOrigin) {
  EXPECT_EQ(fingerprint(panel(4), 10), fingerprint(panel(5), 10));
}

TEST(DataFingerprint, IsOfPlansAsTheyWereKnownAtTheOrigin) {
  const auto planned = [](float newest) {
    Channel price{"price", ChannelRole::kKnownFuture, {0, 4}, {10}, {1, 2, 3, newest}, {0, 0}};
    const Frequency daily = Frequency::parse("D");
    if (newest != 4) price.versions = {{0, 2}, {13, 13}, {daily.timestamp_of(9), daily.timestamp_of(12)}, {4, newest}};
    return Panel(
        daily,
        {{"a", 10, {1, 2, 3}, std::vector<CellState>(3, CellState::kObserved)}, {"b", 10, {4}, {CellState::kObserved}}},
        {std::move(price)});
  };
  EXPECT_EQ(fingerprint(planned(4), 11), fingerprint(planned(5), 11));
  EXPECT_NE(fingerprint(planned(4), 12), fingerprint(planned(5), 12));
}

}  // namespace
}  // namespace demandcast
