// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/model_directory.h"

#include <fmt/format.h>

#include <string_view>

#include "demandcast/core/atomic_directory.h"
#include "demandcast/core/atomic_file.h"
#include "demandcast/core/checksum.h"
#include "demandcast/core/error.h"
#include "demandcast/core/mapped_file.h"
#include "demandcast/forecast/manifest_text.h"
#include "demandcast/forecast/safetensors.h"

namespace demandcast {
namespace fs = std::filesystem;
namespace {

constexpr const char* kManifest = "manifest.json";
constexpr const char* kArrays = "arrays.safetensors";

Artifact checked_arrays(const fs::path& path, const ArraysStamp& stamp) {
  const auto file = std::make_shared<const MappedFile>(path);
  const std::string_view bytes = file->bytes();
  const auto refuse = [&](const std::string& fault) {
    throw FormatError(fmt::format("\"{}\": {}; copy the model again or fit it anew", path.string(), fault));
  };
  if (bytes.size() != stamp.bytes) {
    refuse(fmt::format("{} bytes, the manifest tells {}: the file was cut or changed", bytes.size(), stamp.bytes));
  }
  if (checksum_of(bytes) != stamp.checksum) refuse("was changed since it was written (checksum)");
  return from_safetensors(bytes, path.string(), file);
}

}  // namespace

void check_model_place(const fs::path& directory) {
  const auto refuse = [&](const std::string& reason) {
    throw ConfigError(
        fmt::format("cannot save a model to \"{}\": {}; nothing was written", directory.string(), reason));
  };
  std::error_code error;
  if (!fs::exists(directory, error)) return;
  if (!fs::is_directory(directory, error)) refuse("it is a file; name a directory");
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, error)) {
    const std::string name = entry.path().filename().string();
    if (name != kManifest && name != kArrays) {
      refuse(fmt::format("it holds \"{}\", which is no part of a model; name another directory", name));
    }
  }
}

void save_model(const fs::path& directory, const ModelManifest& manifest, const Artifact& artifact) {
  check_model_place(directory);
  const std::string arrays = to_safetensors(artifact);
  const std::string text = manifest_text(manifest, {arrays.size(), checksum_of(arrays)});
  AtomicDirectory made(directory);
  write_file(made.path() / kArrays, arrays);
  write_file(made.path() / kManifest, text);
  made.commit();
}

LoadedModel load_model(const fs::path& directory) {
  if (!is_model_directory(directory)) {
    throw FormatError(
        fmt::format("\"{}\" is no model directory: it holds no {}; name one that `demandcast fit -o` wrote",
                    directory.string(), kManifest));
  }
  const fs::path manifest = directory / kManifest, arrays = directory / kArrays;
  ReadManifest read = read_manifest(read_file(manifest), manifest.string());
  return {std::move(read.manifest), checked_arrays(arrays, read.arrays)};
}

bool is_model_directory(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path / kManifest, ignored);
}

}  // namespace demandcast
