// Any bytes as the manifest of a store, as they come and with the checksum mended.
// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>

#include "demandcast/core/error.h"
#include "demandcast/data/store/store_manifest.h"
#include "mended_manifest.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const std::string& manifest : {text, demandcast::mended_manifest(text)}) {
    demandcast::is_store_manifest(manifest);
    try {
      demandcast::store_manifest_text(demandcast::read_store_manifest(manifest, "manifest.json"));
    } catch (const demandcast::FormatError&) {  // the only answer to a manifest that is none
    }
  }
  return 0;
}
