// How deep a JSON text nests: what is looked at before anything that calls itself for every level.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string_view>

namespace demandcast {

inline constexpr int kDeepestJson = 100;  ///< our own files nest five levels

/// The most brackets and braces that are open at once, those within strings left out; `text` need not be whole JSON.
/// O(length).
inline int json_nesting(std::string_view text) {
  int open = 0, deepest = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string && c == '\\') {
      ++i;  // what is escaped ends no string
      continue;
    }
    if (c == '"') in_string = !in_string;
    if (in_string) continue;
    if (c == '[' || c == '{') deepest = std::max(deepest, ++open);
    if (c == ']' || c == '}') --open;
  }
  return deepest;
}

}  // namespace demandcast
