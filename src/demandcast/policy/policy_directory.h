// A policy on disk: policy.json and arrays.safetensors, with checksums; also a training that is not finished.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "demandcast/policy/learned_policy.h"
#include "demandcast/policy/policy_training.h"

namespace demandcast {

/// What policy.json tells.
struct PolicyManifest {
  static constexpr int kFormatVersion = 2;
  std::string model;       ///< whose forecasts it was trained on
  std::string frequency;   ///< "W-FRI"
  std::string trained_to;  ///< date of the last period that it was trained or validated on
  std::size_t series = 0;
  std::string question;  ///< hex hash of data and plan, to tell whether a training can go on
  std::uint64_t seed = 0;
  bool finished = false;
  std::string library_version;
};

struct SavedPolicy {
  PolicyManifest manifest;
  PolicyInputs inputs;
  std::vector<std::string> facts;  ///< names, as PolicyFacts has them
  std::size_t hidden = 32;
  TrainingState state;

  /// The best parameters, to order with.
  PolicyWeights weights() const;
};

/// Writes the directory, whole or not at all. Throws ConfigError when it holds something else than a policy,
/// WriteError.
void save_policy(const std::filesystem::path& directory, const SavedPolicy& policy);
/// Throws FormatError: no manifest, a newer format or other features, a file that was cut or changed.
SavedPolicy load_policy(const std::filesystem::path& directory);
bool is_policy_directory(const std::filesystem::path& path);

}  // namespace demandcast
