// A manifest whose own checksum is right again, so that its words are read and not only refused.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "demandcast/core/checksum.h"

namespace demandcast {

/// `text` itself where it is no JSON object.
inline std::string mended_manifest(std::string_view text) {
  using Json = nlohmann::json;
  constexpr const char* kChecksum = "manifest_xxh3_128";
  Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return std::string(text);
  json.erase(kChecksum);
  try {
    json[kChecksum] = checksum_of(json.dump());
    return json.dump();
  } catch (const Json::exception&) {  // texts that are no UTF-8
    return std::string(text);
  }
}

}  // namespace demandcast
