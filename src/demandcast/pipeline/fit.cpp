// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/fit.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/core/launch.h"
#include "demandcast/core/version.h"
#include "demandcast/forecast/data_fingerprint.h"
#include "demandcast/pipeline/output_place.h"

namespace demandcast {
namespace {

ModelOptions resolved(const Composition& composition, const ModelRegistry& registry, const ModelOptions& given) {
  ModelOptions options;
  for (const std::string& part : all_parts(composition, registry, given)) {
    for (const OptionField& field : registry.find(part).options) options[part][field.name] = field.default_value;
    if (const auto own = given.find(part); own != given.end()) {
      for (const auto& [name, value] : own->second) options[part][name] = value;
    }
  }
  return options;
}

ModelManifest manifest_of(const RunConfig& config, const Recipe& recipe, const PanelStream& stream,
                          const Frequency& frequency, Period newest, const RunContext& context) {
  ModelManifest manifest;
  manifest.model = text_of(recipe.composition);
  manifest.options = recipe.options;
  manifest.frequency = frequency.name();
  manifest.horizon = config.horizon_of();
  manifest.known = config.data.known;
  manifest.past = config.data.past;
  manifest.statics = config.data.statics;
  manifest.trained_to = frequency.format(newest);
  DataFingerprint fingerprint;
  for (std::size_t shard = 0; shard < stream.shard_count(); ++shard) {
    stream.visit(shard, [&](const PanelView& view) {
      manifest.series += view.series_count();
      fingerprint.add(view);
    });
  }
  manifest.data_fingerprint = fingerprint.hex();
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

Horizon asked_horizon(const RunConfig& config, const Horizon& learned) {
  Horizon horizon = learned;
  if (config.horizon > 0) horizon.steps = config.horizon;
  if (!config.levels.empty()) horizon.levels = config.levels;
  if (!config.spans.empty()) horizon.spans = config.spans;
  horizon.validate();
  return horizon;
}

int asked_steps(const RunConfig& config) {
  if (config.horizon > 0) return config.horizon;
  return load_model(config.models.front()).manifest.horizon.steps;
}

AskedModel learn_or_load(const RunConfig& config, const PanelView& view, const ModelRegistry& registry,
                         const RunContext& context) {
  AskedModel model;
  if (is_model_directory(config.models.front())) {
    LearnedModel learned = load_learned(config.models.front(), view.frequency(), registry);
    model.horizon = asked_horizon(config, learned.manifest.horizon);
    model.horizon.spans.clear();
    model.label = parse_composition(learned.manifest.model, registry).label;
    model.forecaster = std::move(learned.forecaster);
    return model;
  }
  const Recipe recipe = recipe_of(config, registry);
  model.horizon = config.horizon_of();
  model.horizon.spans.clear();
  model.horizon.validate();
  model.label = recipe.composition.label;
  model.forecaster = recipe.estimator->fit(SingleShard(view), model.horizon, context);
  return model;
}

Recipe recipe_of(const RunConfig& config, const ModelRegistry& registry) {
  Composition composition = able_composition(config, config.models.front(), registry);
  ModelOptions options = resolved(composition, registry, options_with_season(config, registry));
  auto estimator = make_estimator(composition, registry, options);
  return {std::move(composition), std::move(options), std::move(estimator)};
}

std::vector<LearningCurve> learning_of(const Forecaster& forecaster) {
  const auto* taught = dynamic_cast<const Taught*>(&forecaster);
  return taught == nullptr ? std::vector<LearningCurve>() : taught->learning_curves();
}

PanelView newest_view(const Panel& panel, CutoffMode mode) {
  if (mode == CutoffMode::kCalendar) return PanelView(panel, panel.last_period()).with_newest_plans();
  std::vector<Period> origins;
  for (std::size_t i = 0; i < panel.series_count(); ++i) origins.push_back(panel.last_period(i));
  return PanelView(panel, std::move(origins)).with_newest_plans();
}

double bytes_of_fit(const PackedStore& store) {
  constexpr double kBase = 150e6, kOfCell = 20, kKept = 4000;
  std::size_t cells = 0;
  for (std::size_t shard = 0; shard < store.shard_count(); ++shard) cells = std::max(cells, store.cell_count(shard));
  return kBase + kOfCell * static_cast<double>(cells) + kKept * static_cast<double>(store.summary().series);
}

void save_learned(const LearnedModel& learned, const std::string& directory) {
  if (!launch_of_environment().leads()) return;
  Artifact artifact;
  ArtifactWriter writer(artifact);
  learned.forecaster->save(writer);
  save_model(directory, learned.manifest, artifact);
}

namespace {

/// From the data, or from the directory of a model that was learnt on such data.
LearnedModel learn_or_load(const RunConfig& config, const PanelStream& stream, const Frequency& frequency,
                           Period newest, const ModelRegistry& registry, const RunContext& context) {
  const std::string& model = config.models.front();
  if (is_model_directory(model)) return load_learned(model, frequency, registry);
  const Recipe recipe = recipe_of(config, registry);
  auto forecaster = recipe.estimator->fit(stream, config.horizon_of(), context);
  return {std::move(forecaster), manifest_of(config, recipe, stream, frequency, newest, context)};
}

FitResult fit_store(const RunConfig& config, const ModelRegistry& registry, const RunContext& context) {
  const PackedStore store(config.data.path, config.data.events);
  check_memory(config, bytes_of_fit(store), "a shard, and what a model keeps of every series,");
  const StoreStream stream(store, config.cutoff == CutoffMode::kPerSeries);
  LearnedModel learned =
      learn_or_load(config, stream, store.summary().frequency, store.summary().newest, registry, context);
  save_learned(learned, config.output);
  return {std::move(learned.manifest),
          report_of(store, config.data.path),
          learned.forecaster->notes(),
          learned.forecaster->insight(),
          false,
          learning_of(*learned.forecaster)};
}

FitResult fit_file(const RunConfig& config, const ModelRegistry& registry, const RunContext& context) {
  LoadedData data = load_data(config, context);
  const SingleShard stream(newest_view(data.panel, config.cutoff));
  LearnedModel learned =
      learn_or_load(config, stream, data.panel.frequency(), data.panel.last_period(), registry, context);
  save_learned(learned, config.output);
  return {std::move(learned.manifest),
          std::move(data.report),
          learned.forecaster->notes(),
          learned.forecaster->insight(),
          false,
          learning_of(*learned.forecaster)};
}

}  // namespace

namespace {

/// Throws ConfigError unless several processes can learn the model together.
void check_shared(const Launch& launch, const RunConfig& config, const ModelRegistry& registry) {
  if (launch.alone() || is_model_directory(config.models.front())) return;
  const Composition composition = parse_composition(config.models.front(), registry);
  const auto parts = all_parts(composition, registry, config.model_options);
  if (std::ranges::any_of(parts, [&](const auto& part) { return registry.find(part).needs_neural_library; })) return;
  throw ConfigError(
      fmt::format("{} is no network: {} processes would each learn the whole of it; start it without torchrun",
                  text_of(composition), launch.processes));
}

}  // namespace

FitResult run_fit(const RunConfig& config, const ModelRegistry& registry, const RunContext& context) {
  validate(config, Needs::kOneModel, registry);
  check_output_model(config);
  const Launch launch = launch_of_environment();
  check_shared(launch, config, registry);
  RunContext kept = context;
  if (launch.leads()) kept.checkpoints = checkpoints_of(config.output);
  if (!config.resume) remove_checkpoints(kept.checkpoints);
  const bool resumed = !checkpoints_in(kept.checkpoints).empty();
  FitResult result =
      is_packed_store(config.data.path) ? fit_store(config, registry, kept) : fit_file(config, registry, kept);
  remove_checkpoints(kept.checkpoints);
  result.resumed = resumed;
  return result;
}

}  // namespace demandcast
