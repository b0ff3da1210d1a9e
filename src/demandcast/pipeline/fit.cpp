// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/fit.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "demandcast/core/error.h"
#include "demandcast/core/version.h"
#include "demandcast/pipeline/output_place.h"

namespace demandcast {
namespace {

ModelOptions resolved(const Composition& composition, const ModelRegistry& registry, const ModelOptions& given) {
  ModelOptions options;
  for (const std::string& part : composition.parts) {
    for (const OptionField& field : registry.find(part).options) options[part][field.name] = field.default_value;
    if (const auto own = given.find(part); own != given.end()) {
      for (const auto& [name, value] : own->second) options[part][name] = value;
    }
  }
  return options;
}

ModelManifest manifest_of(const RunConfig& config, const Composition& composition, const ModelOptions& options,
                          const PanelView& view, Period newest, const RunContext& context) {
  ModelManifest manifest;
  manifest.model = text_of(composition);
  manifest.options = options;
  manifest.frequency = view.frequency().name();
  manifest.horizon = config.horizon_of();
  manifest.known = config.data.known;
  manifest.past = config.data.past;
  manifest.statics = config.data.statics;
  manifest.trained_to = view.frequency().format(newest);
  manifest.series = view.series_count();
  manifest.data_fingerprint = data_fingerprint(view);
  manifest.seed = context.seed;
  manifest.library_version = kVersion;
  return manifest;
}

}  // namespace

std::string text_of(const Composition& composition) {
  const std::string parts = fmt::format("{}", fmt::join(composition.parts, "+"));
  return composition.label == parts ? parts : composition.label + "=" + parts;
}

LearnedModel load_learned(const std::string& directory, const Frequency& frequency, const ModelRegistry& registry) {
  LoadedModel loaded = load_model(directory);
  if (loaded.manifest.frequency != frequency.name()) {
    throw ConfigError(fmt::format("the model in \"{}\" was learnt on {} data, these are {}; fit it anew", directory,
                                  loaded.manifest.frequency, frequency.name()));
  }
  const Composition composition = parse_composition(loaded.manifest.model, registry);
  auto forecaster = load_forecaster(composition, registry, loaded.manifest.options, ArtifactReader(loaded.artifact));
  return {std::move(forecaster), std::move(loaded.manifest)};
}

Recipe recipe_of(const RunConfig& config, const ModelRegistry& registry) {
  Composition composition = able_composition(config, config.models.front(), registry);
  ModelOptions options = resolved(composition, registry, options_with_season(config, registry));
  auto estimator = make_estimator(composition, registry, options);
  return {std::move(composition), std::move(options), std::move(estimator)};
}

PanelView newest_view(const Panel& panel, CutoffMode mode) {
  if (mode == CutoffMode::kCalendar) return PanelView(panel, panel.last_period()).with_newest_plans();
  std::vector<Period> origins;
  for (std::size_t i = 0; i < panel.series_count(); ++i) origins.push_back(panel.last_period(i));
  return PanelView(panel, std::move(origins)).with_newest_plans();
}

namespace {

/// From the data, or from the directory of a model that was learnt on such data.
LearnedModel learn_or_load(const RunConfig& config, const Panel& panel, const ModelRegistry& registry,
                           const RunContext& context) {
  const std::string& model = config.models.front();
  if (is_model_directory(model)) return load_learned(model, panel.frequency(), registry);
  const Recipe recipe = recipe_of(config, registry);
  const PanelView view = newest_view(panel, config.cutoff);
  auto forecaster = recipe.estimator->fit(SingleShard(view), config.horizon_of(), context);
  return {std::move(forecaster),
          manifest_of(config, recipe.composition, recipe.options, view, panel.last_period(), context)};
}

}  // namespace

FitResult run_fit(const RunConfig& config, const ModelRegistry& registry, const RunContext& context) {
  validate(config, Needs::kOneModel, registry);
  check_output_model(config);
  LoadedData data = load_data(config, context);
  LearnedModel learned = learn_or_load(config, data.panel, registry, context);
  Artifact artifact;
  ArtifactWriter writer(artifact);
  learned.forecaster->save(writer);
  save_model(config.output, learned.manifest, artifact);
  return {std::move(learned.manifest), std::move(data.report)};
}

}  // namespace demandcast
