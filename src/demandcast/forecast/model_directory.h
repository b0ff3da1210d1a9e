// A learned model on disk: manifest.json, arrays in safetensors, checksums. Loading runs no code.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "demandcast/data/horizon.h"
#include "demandcast/forecast/artifact.h"
#include "demandcast/forecast/model_registry.h"

namespace demandcast {

/// What manifest.json tells about a model (docs/formats/model_directory.md).
struct ModelManifest {
  static constexpr int kFormatVersion = 1;
  std::string model;      ///< composition as given: "ets+distribution_engine"
  ModelOptions options;   ///< resolved, per part
  std::string frequency;  ///< "W-FRI"
  Horizon horizon;
  std::vector<std::string> known, past, statics;  ///< columns by role
  std::string trained_to;                         ///< date of the last origin
  std::size_t series = 0;
  std::string data_fingerprint;  ///< hex of the training cells' hash
  std::uint64_t seed = 0;
  std::string library_version;
};

struct LoadedModel {
  ModelManifest manifest;
  Artifact artifact;
};

/// What lies at `directory` may be replaced by a model: nothing, an empty directory, or a model and nothing beside it.
/// Throws ConfigError otherwise.
void check_model_place(const std::filesystem::path& directory);
/// Writes the directory, whole or not at all; an existing model is replaced only by a whole one. Throws what
/// check_model_place throws, WriteError, and FormatError when a name is not UTF-8.
void save_model(const std::filesystem::path& directory, const ModelManifest& manifest, const Artifact& artifact);
/// Throws FormatError: no manifest, newer format version, a file that was cut or changed (checksum), wrong dtype.
LoadedModel load_model(const std::filesystem::path& directory);
bool is_model_directory(const std::filesystem::path& path);

/// Hex hash of ids, calendar, states, cells and channels of a view, plans ahead included, to tell whether data are
/// those that a model learnt from.
std::string data_fingerprint(const PanelView& view);

}  // namespace demandcast
