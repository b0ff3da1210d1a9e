// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/update.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "demandcast/core/error.h"
#include "demandcast/core/launch.h"
#include "demandcast/core/version.h"
#include "demandcast/forecast/data_fingerprint.h"
#include "demandcast/models/calibrated/past/earlier_stream.h"
#include "demandcast/pipeline/output_place.h"

namespace demandcast {
namespace {

void check_share(const char* name, double value, double most) {
  if (value > 0 && value <= most) return;
  throw ConfigError(fmt::format("--{} {}: above 0 and at most {} is wanted", name, value, most));
}

void check(const UpdateQuestion& question) {
  check_share("rate", question.options.rate, 1000);
  check_share("salient", question.options.salient, 1);
  if (question.options.updates < 0 || question.options.updates > 10'000'000) {
    throw ConfigError(fmt::format("--updates {}: from 1 to 10000000 is wanted", question.options.updates));
  }
  if (!(question.tolerance >= 0 && question.tolerance <= 1)) {
    throw ConfigError(fmt::format("--tolerance {}: from 0 to 1 is wanted", question.tolerance));
  }
}

void take_roles(RunConfig& config, const ModelManifest& manifest) {
  DataSource& data = config.data;
  if (!data.known.empty() || !data.past.empty() || !data.statics.empty() || is_packed_store(data.path)) return;
  data.known = manifest.known;
  data.past = manifest.past;
  data.statics = manifest.statics;
}

/// How many periods before `newest` the model's training ended; nothing where that is farther than data reach. Throws
/// DataError where the data end before it.
std::optional<int> learnt_ago(const ModelManifest& manifest, const Frequency& frequency, Period newest) {
  constexpr int kFarthest = 100'000;
  for (int ago = 0; ago < kFarthest; ++ago) {
    if (frequency.format(newest - ago) == manifest.trained_to) return ago;
    if (frequency.format(newest + ago) == manifest.trained_to) {
      throw DataError(fmt::format("the data end at {}, the model has learnt up to {}; give it newer data",
                                  frequency.format(newest), manifest.trained_to));
    }
  }
  return std::nullopt;
}

/// One update, on a stream of data.
class Update {
 public:
  Update(const RunConfig& config, const UpdateQuestion& question, const ModelRegistry& registry,
         const RunContext& context)
      : config_(config), question_(question), registry_(registry), context_(context) {}

  UpdateResult on(const PanelStream& stream, const Frequency& frequency, Period newest) const {
    LearnedModel before = load_learned(config_.models.front(), frequency, registry_);
    const auto* updatable = dynamic_cast<const Updatable*>(before.forecaster.get());
    if (updatable == nullptr) {
      throw ConfigError(
          fmt::format("{} cannot go on learning; update takes networks by themselves, such as mq_cnn; fit it "
                      "anew",
                      before.manifest.model));
    }
    const std::string fingerprint = data_fingerprint(stream);
    if (fingerprint == before.manifest.data_fingerprint) {
      throw DataError(
          fmt::format("the model in \"{}\" has learnt from exactly these data; there is nothing new in them",
                      config_.models.front()));
    }
    const int steps = before.manifest.horizon.steps;
    const int ago = learnt_ago(before.manifest, frequency, newest).value_or(steps);
    const GateWindows windows = gate_windows(steps, ago);
    UpdatedForecaster after = updatable->updated(EarlierStream(stream, steps), question_.options, context_);
    UpdateResult result;
    result.gate = judge_update(*before.forecaster, *after.forecaster, stream, windows, question_.tolerance, context_);
    result.taken = result.gate.passed();
    if (result.taken && question_.learn_all) after = updatable->updated(stream, question_.options, context_);
    result.layers = std::move(after.layers);
    result.manifest = before.manifest;
    result.manifest.trained_to = frequency.format(question_.learn_all ? newest : newest - std::min(steps, ago));
    result.manifest.series = series_of(stream);
    result.manifest.data_fingerprint = fingerprint;
    result.manifest.seed = context_.seed;
    result.manifest.library_version = kVersion;
    if (result.taken) save_learned({std::move(after.forecaster), result.manifest}, config_.output);
    return result;
  }

 private:
  static std::size_t series_of(const PanelStream& stream) {
    std::size_t count = 0;
    for (std::size_t shard = 0; shard < stream.shard_count(); ++shard) {
      stream.visit(shard, [&](const PanelView& view) { count += view.series_count(); });
    }
    return count;
  }

  const RunConfig& config_;
  const UpdateQuestion& question_;
  const ModelRegistry& registry_;
  const RunContext& context_;
};

UpdateResult update_on(const RunConfig& config, const Update& update, const RunContext& context) {
  if (is_packed_store(config.data.path)) {
    const PackedStore store(config.data.path, config.data.events);
    check_memory(config, bytes_of_fit(store), "a shard, and what a model keeps of every series,");
    const StoreStream stream(store, config.cutoff == CutoffMode::kPerSeries);
    UpdateResult result = update.on(stream, store.summary().frequency, store.summary().newest);
    result.report = report_of(store, config.data.path);
    return result;
  }
  LoadedData data = load_data(config, context);
  const SingleShard stream(newest_view(data.panel, config.cutoff));
  UpdateResult result = update.on(stream, data.panel.frequency(), data.panel.last_period());
  result.report = std::move(data.report);
  return result;
}

nlohmann::json json_of(const LossPair& loss) {
  if (!loss.judged()) return nullptr;
  return {{"before", loss.before}, {"after", loss.after}};
}

}  // namespace

UpdateResult run_update(RunConfig config, const UpdateQuestion& question, const ModelRegistry& registry,
                        const RunContext& context) {
  if (config.models.size() != 1 || !is_model_directory(config.models.front())) {
    throw ConfigError("update goes on from a learned model; name its directory with -m, one that fit has written");
  }
  validate(config, Needs::kOneModel, registry);
  check(question);
  check_output_model(config);
  take_roles(config, load_model(config.models.front()).manifest);
  RunContext kept = context;
  if (launch_of_environment().leads()) kept.checkpoints = checkpoints_of(config.output);
  if (!config.resume) remove_checkpoints(kept.checkpoints);
  const bool resumed = !checkpoints_in(kept.checkpoints).empty();
  UpdateResult result = update_on(config, Update(config, question, registry, kept), kept);
  remove_checkpoints(kept.checkpoints);
  result.resumed = resumed;
  return result;
}

std::string to_json(const UpdateResult& result, const std::string& directory) {
  const ModelManifest& manifest = result.manifest;
  const nlohmann::json told = {
      {"schema", "demandcast.update/1"},
      {"directory", result.taken ? nlohmann::json(directory) : nlohmann::json()},
      {"taken", result.taken},
      {"wql", {{"newest", json_of(result.gate.newest)}, {"known", json_of(result.gate.known)}}},
      {"tolerance", result.gate.tolerance},
      {"layers", result.layers},
      {"model", manifest.model},
      {"horizon", manifest.horizon.steps},
      {"series", manifest.series},
      {"trained_to", manifest.trained_to},
      {"data_fingerprint", manifest.data_fingerprint},
      {"warnings", warning_count(result.report)}};
  return told.dump(2);
}

}  // namespace demandcast
