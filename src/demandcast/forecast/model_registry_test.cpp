// Compositions are parsed, made and loaded innermost first; artifacts keep the parts apart.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/model_registry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

/// A forecaster that remembers how it was made: "base(2)" or "wrap(3)[base(2)]".
class Named final : public Forecaster {
 public:
  explicit Named(std::string made) : name(std::move(made)) {}
  std::vector<QuantileForecast> forecast(std::span<const PanelView>, const Horizon&, const RunContext&) const override {
    return {};
  }
  void save(ArtifactWriter& writer) const override { writer.texts("name", {name}); }
  std::string name;
};

class NamedEstimator final : public Estimator {
 public:
  explicit NamedEstimator(std::string made) : name(std::move(made)) {}
  std::unique_ptr<Forecaster> fit(const PanelStream&, const Horizon&, const RunContext&) const override {
    return std::make_unique<Named>(name);
  }
  std::string name;
};

std::string size_of(const OptionValues& options) { return options.contains("size") ? options.at("size") : "none"; }

ModelEntry entry(const std::string& name, bool wraps) {
  ModelEntry made;
  made.name = name;
  made.wraps = wraps;
  made.make = [name](const OptionValues& options, std::unique_ptr<Estimator> inner) {
    const std::string own = name + "(" + size_of(options) + ")";
    const auto* part = dynamic_cast<const NamedEstimator*>(inner.get());
    return std::make_unique<NamedEstimator>(part ? own + "[" + part->name + "]" : own);
  };
  made.load = [](const OptionValues&, const ArtifactReader& reader, std::unique_ptr<Forecaster> inner) {
    const std::string own = reader.texts("name").front();
    const auto* part = dynamic_cast<const Named*>(inner.get());
    return std::make_unique<Named>(part ? own + "[" + part->name + "]" : own);
  };
  return made;
}

ModelRegistry registry() {
  ModelRegistry models;
  models.add(entry("base", false));
  models.add(entry("wrap", true));
  models.add(entry("shell", true));
  return models;
}

TEST(ModelRegistry, ListsNamesInTheOrderAdded) {
  EXPECT_THAT(registry().names(), ElementsAre("base", "wrap", "shell"));
}

TEST(ModelRegistry, RefusesANameTwice) {
  ModelRegistry models = registry();
  EXPECT_THROW(models.add(entry("base", true)), ConfigError);
}

TEST(ModelRegistry, NamesTheNearestModel) {
  const ModelRegistry models = registry();
  EXPECT_THAT([&] { models.find("shel"); }, ThrowsMessage<ConfigError>(HasSubstr("shell")));
}

TEST(Composition, IsLabelledByItsTextUnlessNamed) {
  EXPECT_EQ(parse_composition("base+wrap", registry()).label, "base+wrap");
  const Composition named = parse_composition("winter=base+wrap+shell", registry());
  EXPECT_EQ(named.label, "winter");
  EXPECT_THAT(named.parts, ElementsAre("base", "wrap", "shell"));
}

TEST(Composition, RefusesWhatDoesNotCompose) {
  for (const char* text : {"", "base+", "+wrap", "base++wrap", "wrap", "wrap+base", "base+base", "=base", "x=", "y"}) {
    EXPECT_THROW(parse_composition(text, registry()), ConfigError) << text;
  }
}

TEST(Composition, MakesEveryPartWithItsOwnOptions) {
  const ModelRegistry models = registry();
  const auto estimator = make_estimator(parse_composition("base+wrap", models), models,
                                        {{"base", {{"size", "2"}}}, {"wrap", {{"size", "3"}}}});
  EXPECT_EQ(dynamic_cast<const NamedEstimator&>(*estimator).name, "wrap(3)[base(2)]");
}

TEST(Composition, RefusesOptionsOfAModelThatThereIsNot) {
  const ModelRegistry models = registry();
  EXPECT_THROW(make_estimator(parse_composition("base", models), models, {{"bass", {}}}), ConfigError);
}

TEST(Composition, LoadsTheOutermostPartFromTheReaderAndInnerOnesBelowIt) {
  const ModelRegistry models = registry();
  Artifact artifact;
  ArtifactWriter outer(artifact);
  ArtifactWriter middle = outer.part("inner");
  ArtifactWriter innermost = middle.part("inner");
  outer.texts("name", {"s"});
  middle.texts("name", {"w"});
  innermost.texts("name", {"b"});
  EXPECT_TRUE(artifact.texts.contains("inner/inner/name"));
  const Composition composition = parse_composition("base+wrap+shell", models);
  const auto loaded = load_forecaster(composition, models, {}, ArtifactReader(artifact));
  EXPECT_EQ(dynamic_cast<const Named&>(*loaded).name, "s[w[b]]");
}

TEST(Artifact, GivesBackWhatWasWrittenAndNamesWhatIsAbsent) {
  Artifact artifact;
  ArtifactWriter writer = ArtifactWriter(artifact).part("a");
  writer.numbers("x", {1.5});
  writer.integers("x", {7});
  const ArtifactReader reader = ArtifactReader(artifact).part("a");
  EXPECT_THAT(reader.numbers("x"), ElementsAre(1.5));
  EXPECT_THAT(reader.integers("x"), ElementsAre(7));
  EXPECT_THAT([&] { reader.texts("x"); }, ThrowsMessage<FormatError>(HasSubstr("a/x")));
}

}  // namespace
}  // namespace demandcast
