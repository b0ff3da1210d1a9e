// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/run_config.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <set>

#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"
#include "demandcast/forecast/model_directory.h"

namespace demandcast {
namespace {

/// Runs checks one after another and keeps what each complains of.
class Mistakes {
 public:
  void when(bool wrong, std::string message) {
    if (wrong) add(std::move(message));
  }
  void of(const std::function<void()>& check) {
    try {
      check();
    } catch (const ConfigError& error) {
      add(error.what());
    }
  }
  void throw_if_any() const {
    if (!messages_.empty()) throw ConfigError(fmt::format("{}", fmt::join(messages_, "\n")));
  }

 private:
  /// Two checks may stumble over the same mistake.
  void add(std::string message) {
    if (std::find(messages_.begin(), messages_.end(), message) == messages_.end()) {
      messages_.push_back(std::move(message));
    }
  }

  std::vector<std::string> messages_;
};

bool has_option(const ModelEntry& entry, std::string_view name) {
  return std::any_of(entry.options.begin(), entry.options.end(), [&](const auto& field) { return field.name == name; });
}

/// The names that options may be given for: parts of the compositions, and in a backtest the reference.
std::set<std::string> option_owners(const RunConfig& config, Needs needs, const ModelRegistry& registry) {
  std::set<std::string> owners;
  for (const Composition& composition : compositions_of(config, registry)) {
    const auto parts = all_parts(composition, registry, options_with_season(config, registry));
    owners.insert(parts.begin(), parts.end());
  }
  if (needs == Needs::kModels) owners.insert("seasonal_naive");
  return owners;
}

void check_option_owners(const RunConfig& config, Needs needs, const ModelRegistry& registry) {
  for (const auto& [model, values] : config.model_options) registry.find(model);
  const std::set<std::string> owners = option_owners(config, needs, registry);
  for (const auto& [model, values] : config.model_options) {
    if (owners.contains(model)) continue;
    throw ConfigError(owners.empty() ? "a learned model keeps its options; fit it anew with others"
                                     : fmt::format("option \"{}.{}\": \"{}\" is not among the models asked for: {}",
                                                   model, values.begin()->first, model, fmt::join(owners, ", ")));
  }
}

void check_directories(const RunConfig& config, Needs needs) {
  for (const std::string& model : config.models) {
    const bool learned = is_model_directory(model);
    if (learned && needs == Needs::kModels) {
      throw ConfigError(fmt::format("\"{}\" is a learned model; a backtest learns anew, so name the model", model));
    }
    if (!learned && model.find('/') != model.npos) {
      throw ConfigError(fmt::format("\"{}\" is no directory that fit wrote: it has no manifest.json", model));
    }
  }
}

void check_models(const RunConfig& config, Needs needs, const ModelRegistry& registry, Mistakes& mistakes) {
  mistakes.when(config.models.empty(), "no model given; name one with -m (demandcast models lists them)");
  mistakes.when(needs == Needs::kOneModel && config.models.size() > 1,
                fmt::format("one model is wanted, {} given: {}", config.models.size(), fmt::join(config.models, ", ")));
  mistakes.of([&] { check_directories(config, needs); });
  mistakes.of([&] { check_option_owners(config, needs, registry); });
  mistakes.of([&] {
    for (const Composition& composition : compositions_of(config, registry)) {
      make_estimator(composition, registry, options_with_season(config, registry));
    }
  });
}

}  // namespace

Composition able_composition(const RunConfig& config, std::string_view text, const ModelRegistry& registry) {
  Composition composition = parse_composition(text, registry);
  const ModelEntry& outermost = registry.find(composition.parts.back());
  const bool lacks_paths = !config.totals.empty() && !outermost.samples_paths;
  const bool lacks_spans = !config.spans.empty() && !outermost.forecasts_spans;
  if (lacks_paths || lacks_spans) composition.parts.emplace_back("paths");
  return composition;
}

std::vector<Composition> compositions_of(const RunConfig& config, const ModelRegistry& registry) {
  std::vector<Composition> compositions;
  std::set<std::string> labels;
  for (const std::string& text : config.models) {
    if (is_model_directory(text) || text.find('/') != text.npos) continue;
    Composition composition = able_composition(config, text, registry);
    if (!labels.insert(composition.label).second) {
      throw ConfigError(fmt::format("model \"{}\" is named twice; give one of them another name: \"other={}\"",
                                    composition.label, text));
    }
    compositions.push_back(std::move(composition));
  }
  return compositions;
}

ModelOptions options_with_season(const RunConfig& config, const ModelRegistry& registry) {
  ModelOptions options = config.model_options;
  for (const std::string& text : config.models) {
    if (text.find('/') == text.npos && !is_model_directory(text)) {
      options = with_member_defaults(parse_composition(text, registry), registry, std::move(options));
    }
  }
  if (config.season == 0) return options;
  for (const ModelEntry& entry : registry.entries()) {
    if (has_option(entry, "season")) options[entry.name].try_emplace("season", std::to_string(config.season));
  }
  return options;
}

void validate(const RunConfig& config, Needs needs, const ModelRegistry& registry) {
  Mistakes mistakes;
  mistakes.when(config.data.path.empty(), "no data given");
  mistakes.when(config.season < 0, fmt::format("season {}: at least 1 period is wanted", config.season));
  mistakes.when(config.windows < 1, fmt::format("{} windows: at least 1 is wanted", config.windows));
  mistakes.when(config.step < 0, fmt::format("step {}: at least 1 period is wanted", config.step));
  if (!config.data.frequency.empty()) mistakes.of([&] { Frequency::parse(config.data.frequency); });
  if (needs != Needs::kData) {
    check_models(config, needs, registry, mistakes);
    const bool learned = config.models.size() == 1 && is_model_directory(config.models.front());
    const bool given = config.horizon != 0 || !learned;
    mistakes.when(config.horizon == 0 && !learned, "no horizon given; say how many periods with -H, for example -H 13");
    if (given && config.horizon != 0) mistakes.of([&] { config.horizon_of().validate(); });
  }
  mistakes.throw_if_any();
}

}  // namespace demandcast
