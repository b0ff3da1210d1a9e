// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/unite.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/core/checksum.h"
#include "demandcast/core/error.h"
#include "demandcast/models/forest/pooled/unite_forests.h"
#include "demandcast/pipeline/output_place.h"

namespace demandcast {
namespace {

constexpr const char *kTrees = "trees", *kFirstTree = "first_tree";

struct Member {
  std::string directory;
  LoadedModel loaded;
  const ModelManifest& manifest() const { return loaded.manifest; }
};

/// An option of the forest; `otherwise` where the model was written before there was such an option.
std::int64_t number(const ModelManifest& manifest, const char* option, std::int64_t otherwise) {
  const auto model = manifest.options.find(manifest.model);
  if (model == manifest.options.end()) return otherwise;
  const auto found = model->second.find(option);
  return found == model->second.end() ? otherwise : std::stoll(found->second);
}

std::int64_t first_tree(const ModelManifest& manifest) { return number(manifest, kFirstTree, 0); }
std::int64_t end_of_trees(const ModelManifest& manifest) { return first_tree(manifest) + number(manifest, kTrees, 0); }

ModelOptions without_tree_numbers(const ModelManifest& manifest) {
  ModelOptions options = manifest.options;
  options[manifest.model].erase(kTrees);
  options[manifest.model].erase(kFirstTree);
  return options;
}

void refuse_strangers(const Member& a, const Member& b) {
  const ModelManifest &one = a.manifest(), &other = b.manifest();
  const auto refuse = [&](const std::string& fault) {
    throw ConfigError(fmt::format("\"{}\" and \"{}\" cannot be united: {}", a.directory, b.directory, fault));
  };
  if (one.model != other.model) refuse(fmt::format("one is {}, the other {}", one.model, other.model));
  if (one.frequency != other.frequency) {
    refuse(fmt::format("one was learnt on {} data, the other on {}", one.frequency, other.frequency));
  }
  if (one.known != other.known || one.past != other.past || one.statics != other.statics) {
    refuse("their columns differ; fit them with the same --known, --past and --static");
  }
  if (one.horizon.steps != other.horizon.steps || one.horizon.spans != other.horizon.spans) {
    refuse("their horizons differ; fit them with the same -H and --spans");
  }
  if (one.horizon.levels != other.horizon.levels) refuse("their levels differ; fit them with the same --quantiles");
  if (without_tree_numbers(one) != without_tree_numbers(other)) {
    refuse(
        fmt::format("their options differ in more than {} and {}; fit them with the same --set", kTrees, kFirstTree));
  }
}

/// The same tree twice would count twice.
void refuse_twins(const Member& a, const Member& b) {
  const ModelManifest &one = a.manifest(), &other = b.manifest();
  if (one.seed != other.seed || one.data_fingerprint != other.data_fingerprint) return;
  if (end_of_trees(one) <= first_tree(other) || end_of_trees(other) <= first_tree(one)) return;
  throw ConfigError(
      fmt::format("\"{}\" and \"{}\" hold the same trees: both were learnt from the same data with seed {}, from tree "
                  "{} and {}; fit "
                  "one with another --seed or with --set {}.{}={}",
                  a.directory, b.directory, one.seed, first_tree(one), first_tree(other), one.model, kFirstTree,
                  std::max(end_of_trees(one), end_of_trees(other))));
}

void check_all(const std::vector<Member>& members) {
  for (std::size_t i = 1; i < members.size(); ++i) {
    refuse_strangers(members.front(), members[i]);
    for (std::size_t j = 0; j < i; ++j) refuse_twins(members[j], members[i]);
  }
}

ModelManifest manifest_of(const std::vector<Member>& members) {
  ModelManifest united = members.front().manifest();
  const bool same_data = std::ranges::all_of(
      members, [&](const Member& member) { return member.manifest().data_fingerprint == united.data_fingerprint; });
  std::int64_t trees = 0;
  std::string fingerprints;
  std::size_t series = 0;
  for (const Member& member : members) {
    trees += number(member.manifest(), kTrees, 0);
    series += member.manifest().series;
    fingerprints += member.manifest().data_fingerprint;
    united.trained_to = std::max(united.trained_to, member.manifest().trained_to);
  }
  united.options[united.model][kTrees] = std::to_string(trees);
  if (!same_data) {
    united.series = series;
    united.data_fingerprint = checksum_of(fingerprints);
  }
  return united;
}

}  // namespace

ModelManifest run_unite(const std::vector<std::string>& directories, const RunConfig& config,
                        const ModelRegistry& registry) {
  if (directories.size() < 2)
    throw ConfigError("there is nothing to unite; name the directories of two models or more");
  check_output_model(config);
  std::vector<Member> members;
  for (const std::string& directory : directories) members.push_back({directory, load_model(directory)});
  std::ranges::stable_sort(members, {}, [](const Member& member) { return first_tree(member.manifest()); });
  check_all(members);
  std::vector<NamedForecaster> forests;
  for (Member& member : members) {
    const Composition composition = parse_composition(member.manifest().model, registry);
    forests.push_back({member.directory, load_forecaster(composition, registry, member.manifest().options,
                                                         ArtifactReader(member.loaded.artifact))});
    member.loaded.artifact = {};
  }
  Artifact artifact;
  ArtifactWriter writer(artifact);
  unite_forests(std::move(forests))->save(writer);
  ModelManifest manifest = manifest_of(members);
  save_model(config.output, manifest, artifact);
  return manifest;
}

}  // namespace demandcast
