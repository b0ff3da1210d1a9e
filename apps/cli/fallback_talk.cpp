// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/fallback_talk.h"

#include <fmt/format.h>

#include "demandcast/forecast/fallback.h"

namespace demandcast {

void tell_fallbacks(const std::map<std::string, std::size_t>& fallbacks, std::ostream& err) {
  for (const auto& [code, series] : fallbacks) {
    std::string_view text;
    for (int i = 0; i <= static_cast<int>(FallbackReason::kDegenerate); ++i) {
      const auto reason = static_cast<FallbackReason>(i);
      if (reason_code(reason) == code) text = reason_text(reason);
    }
    err << fmt::format("{} series fell back ({}): {}\n", series, code, text);
  }
}

}  // namespace demandcast
