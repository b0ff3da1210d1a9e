// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/run_config.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

/// Runs checks one after another and keeps what each complains of.
class Mistakes {
 public:
  void when(bool wrong, std::string message) {
    if (wrong) messages_.push_back(std::move(message));
  }
  void of(const std::function<void()>& check) {
    try {
      check();
    } catch (const ConfigError& error) {
      messages_.emplace_back(error.what());
    }
  }
  void throw_if_any() const {
    if (!messages_.empty()) throw ConfigError(fmt::format("{}", fmt::join(messages_, "\n")));
  }

 private:
  std::vector<std::string> messages_;
};

bool has_option(const ModelEntry& entry, std::string_view name) {
  return std::any_of(entry.options.begin(), entry.options.end(), [&](const auto& field) { return field.name == name; });
}

}  // namespace

ModelOptions options_with_season(const RunConfig& config, const ModelRegistry& registry) {
  ModelOptions options = config.model_options;
  if (config.season == 0) return options;
  for (const ModelEntry& entry : registry.entries()) {
    if (has_option(entry, "season")) options[entry.name].try_emplace("season", std::to_string(config.season));
  }
  return options;
}

void validate(const RunConfig& config, const ModelRegistry& registry) {
  Mistakes mistakes;
  mistakes.when(config.data.path.empty(), "no data given");
  mistakes.when(config.season < 0, fmt::format("season {}: at least 1 period is wanted", config.season));
  if (!config.data.frequency.empty()) mistakes.of([&] { Frequency::parse(config.data.frequency); });
  if (config.horizon == 0) {
    mistakes.when(true, "no horizon given; say how many periods with -H, for example -H 13");
  } else {
    mistakes.of([&] { config.horizon_of().validate(); });
  }
  mistakes.of([&] {
    for (const auto& [model, values] : config.model_options) registry.find(model);
  });
  if (config.model.empty()) {
    mistakes.when(true, fmt::format("no model given; name one with -m: {}", fmt::join(registry.names(), ", ")));
  } else {
    mistakes.of([&] {
      make_estimator(parse_composition(config.model, registry), registry, options_with_season(config, registry));
    });
  }
  mistakes.throw_if_any();
}

}  // namespace demandcast
