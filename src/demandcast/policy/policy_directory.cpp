// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/policy_directory.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "demandcast/core/atomic_directory.h"
#include "demandcast/core/atomic_file.h"
#include "demandcast/core/checksum.h"
#include "demandcast/core/error.h"
#include "demandcast/core/json_nesting.h"
#include "demandcast/core/version.h"
#include "demandcast/forecast/safetensors.h"

namespace demandcast {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kManifest = "policy.json";
constexpr const char* kArrays = "arrays.safetensors";

void check_place(const fs::path& directory) {
  std::error_code error;
  if (!fs::exists(directory, error)) return;
  bool is_ours = fs::is_directory(directory, error);
  if (is_ours) {
    for (const fs::directory_entry& entry : fs::directory_iterator(directory, error)) {
      const std::string name = entry.path().filename().string();
      is_ours = is_ours && (name == kManifest || name == kArrays);
    }
  }
  if (!is_ours) {
    throw ConfigError(fmt::format("cannot save a policy to \"{}\": it holds something else; name another directory",
                                  directory.string()));
  }
}

Artifact artifact_of(const SavedPolicy& policy) {
  const TrainingState& state = policy.state;
  Artifact artifact;
  artifact.floats = {{"parameters", state.parameters},   {"best_parameters", state.best_parameters},
                     {"average", state.average},         {"adam_mean", state.adam.mean},
                     {"adam_square", state.adam.square}, {"centre", state.scale.centre},
                     {"slope", state.scale.slope},       {"lowest", state.lowest},
                     {"highest", state.highest}};
  artifact.numbers["state"] = {state.best_cost, state.rate_share, state.money, state.start_cost};
  artifact.integers["state"] = {state.step, state.adam.steps, state.looks_without_gain};
  for (const TrainingLook& look : state.looks) {
    artifact.integers["look_step"].push_back(look.step);
    artifact.numbers["look_training"].push_back(look.training_cost);
    artifact.numbers["look_validation"].push_back(look.validation_cost);
  }
  return artifact;
}

TrainingState state_of(const Artifact& artifact, const std::string& place) {
  const ArtifactReader reader(artifact);
  TrainingState state;
  state.parameters = reader.floats("parameters");
  state.best_parameters = reader.floats("best_parameters");
  state.average = reader.floats("average");
  state.adam.mean = reader.floats("adam_mean");
  state.adam.square = reader.floats("adam_square");
  state.scale = {reader.floats("centre"), reader.floats("slope")};
  state.lowest = reader.floats("lowest");
  state.highest = reader.floats("highest");
  const auto& numbers = reader.numbers("state");
  const auto& integers = reader.integers("state");
  const auto& steps = reader.integers("look_step");
  const auto &training = reader.numbers("look_training"), &validation = reader.numbers("look_validation");
  const std::size_t size = state.parameters.size();
  if (numbers.size() != 4 || integers.size() != 3 || steps.empty() || steps.size() != training.size() ||
      steps.size() != validation.size() || state.best_parameters.size() != size || state.average.size() != size ||
      state.adam.mean.size() != size || state.adam.square.size() != size) {
    throw FormatError(fmt::format("\"{}\": arrays do not fit each other; train the policy anew", place));
  }
  state.best_cost = numbers[0];
  state.rate_share = numbers[1];
  state.money = numbers[2];
  state.start_cost = numbers[3];
  state.step = static_cast<int>(integers[0]);
  state.adam.steps = static_cast<int>(integers[1]);
  state.looks_without_gain = static_cast<int>(integers[2]);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    state.looks.push_back({static_cast<int>(steps[i]), training[i], validation[i]});
  }
  return state;
}

std::string own_checksum(Json json) {
  json.erase("checksum");
  return checksum_of(json.dump());
}

Json manifest_json(const SavedPolicy& policy, const std::string& arrays) {
  const PolicyManifest& manifest = policy.manifest;
  Json json{{"format", "demandcast.policy"},
            {"version", PolicyManifest::kFormatVersion},
            {"model", manifest.model},
            {"frequency", manifest.frequency},
            {"trained_to", manifest.trained_to},
            {"series", manifest.series},
            {"question", manifest.question},
            {"seed", manifest.seed},
            {"finished", manifest.finished},
            {"library_version", kVersion},
            {"pipeline", policy.inputs.pipeline},
            {"ages", policy.inputs.ages},
            {"features", outlook_features()},
            {"facts", policy.facts},
            {"hidden", policy.hidden},
            {"steps", policy.state.step},
            {"rule_cost", policy.state.looks.front().validation_cost},
            {"learned_cost", policy.state.best_cost},
            {"arrays", {{"bytes", arrays.size()}, {"checksum", checksum_of(arrays)}}}};
  json["checksum"] = own_checksum(json);
  return json;
}

SavedPolicy from_json(const Json& json, const std::string& place) {
  if (json.at("format") != "demandcast.policy" || json.at("version").get<int>() > PolicyManifest::kFormatVersion) {
    throw FormatError(fmt::format("\"{}\": is of a newer format than this program reads (up to {}); use a newer one",
                                  place, PolicyManifest::kFormatVersion));
  }
  if (json.at("version").get<int>() < PolicyManifest::kFormatVersion) {
    throw FormatError(
        fmt::format("\"{}\": corrects another rule than policies of this program do; train it anew", place));
  }
  if (json.at("checksum") != own_checksum(json)) {
    throw FormatError(fmt::format("\"{}\": was changed since it was written (checksum); train it anew", place));
  }
  if (json.at("features").get<std::vector<std::string>>() != outlook_features()) {
    throw FormatError(fmt::format("\"{}\": sees other features than this program computes; train it anew", place));
  }
  SavedPolicy policy;
  policy.manifest = {json.at("model"),    json.at("frequency"), json.at("trained_to"), json.at("series"),
                     json.at("question"), json.at("seed"),      json.at("finished"),   json.at("library_version")};
  policy.inputs = {json.at("pipeline"), json.at("ages"), outlook_features().size()};
  policy.facts = json.at("facts").get<std::vector<std::string>>();
  policy.inputs.features += policy.facts.size();
  policy.hidden = json.at("hidden");
  return policy;
}

}  // namespace

PolicyWeights SavedPolicy::weights() const {
  return {inputs, hidden, state.scale, state.lowest, state.highest, facts, state.best_parameters};
}

void save_policy(const fs::path& directory, const SavedPolicy& policy) {
  check_place(directory);
  const std::string arrays = to_safetensors(artifact_of(policy));
  AtomicDirectory made(directory);
  write_file(made.path() / kArrays, arrays);
  write_file(made.path() / kManifest, manifest_json(policy, arrays).dump(2) + "\n");
  made.commit();
}

SavedPolicy load_policy(const fs::path& directory) {
  const std::string manifest = (directory / kManifest).string(), arrays = (directory / kArrays).string();
  if (!is_policy_directory(directory)) {
    throw FormatError(fmt::format("\"{}\" is no policy: it holds no {}; name one that `demandcast policy -o` wrote",
                                  directory.string(), kManifest));
  }
  const std::string text = read_file(manifest), bytes = read_file(arrays);
  if (json_nesting(text) > kDeepestJson) throw FormatError(fmt::format("\"{}\": nests too deep", manifest));
  try {
    const Json json = Json::parse(text);
    SavedPolicy policy = from_json(json, manifest);
    if (bytes.size() != json.at("arrays").at("bytes") || checksum_of(bytes) != json.at("arrays").at("checksum")) {
      throw FormatError(fmt::format("\"{}\": was cut or changed since it was written; train it anew", arrays));
    }
    policy.state = state_of(from_safetensors(bytes, arrays), arrays);
    return policy;
  } catch (const Json::exception& error) {
    throw FormatError(fmt::format("\"{}\": is no whole manifest: {}; train the policy anew", manifest, error.what()));
  }
}

bool is_policy_directory(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path / kManifest, ignored);
}

}  // namespace demandcast
