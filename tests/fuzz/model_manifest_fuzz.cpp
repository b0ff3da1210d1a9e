// Any bytes as the manifest of a model, as they come and with the checksum mended, up to the estimator it names.
// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>

#include "demandcast/core/error.h"
#include "demandcast/forecast/manifest_text.h"
#include "demandcast/models/builtin_models.h"
#include "mended_manifest.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const demandcast::ModelRegistry models = demandcast::builtin_models();
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const std::string& manifest : {text, demandcast::mended_manifest(text)}) {
    try {
      const auto [read, arrays] = demandcast::read_manifest(manifest, "manifest.json");
      demandcast::manifest_text(read, arrays);
      make_estimator(parse_composition(read.model, models), models, read.options);
    } catch (const demandcast::Error&) {  // no manifest, or a model that is not known
    }
  }
  return 0;
}
