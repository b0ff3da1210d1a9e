// manifest.json: what a model is, in words that can be read by hand.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/forecast/model_directory.h"

namespace demandcast {

/// What the manifest holds about arrays.safetensors.
struct ArraysStamp {
  std::size_t bytes = 0;
  std::string checksum;  ///< XXH3-128, hex
};

/// The text of manifest.json (docs/formats/model_directory.md). Throws FormatError when a name is not UTF-8.
std::string manifest_text(const ModelManifest& manifest, const ArraysStamp& arrays);

struct ReadManifest {
  ModelManifest manifest;
  ArraysStamp arrays;
};

/// Undoes `manifest_text`. `place` is the file's name for messages. Throws FormatError: no JSON, not ours, a newer
/// format version, changed since it was written.
ReadManifest read_manifest(const std::string& text, const std::string& place);

}  // namespace demandcast
