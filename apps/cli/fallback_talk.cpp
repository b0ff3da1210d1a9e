// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/fallback_talk.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "demandcast/forecast/fallback.h"

namespace demandcast {
namespace {

std::string_view text_of(const std::string& code) {
  for (int i = 0; i <= static_cast<int>(FallbackReason::kDegenerate); ++i) {
    const auto reason = static_cast<FallbackReason>(i);
    if (reason_code(reason) == code) return reason_text(reason);
  }
  return "";
}

}  // namespace

void tell_fallbacks(const ForecastResult& result, std::ostream& err) {
  for (const auto& [code, series] : result.fallbacks) {
    err << fmt::format("{} series fell back ({}): {}\n", series, code, text_of(code));
  }
}

void tell_fallbacks(const BacktestResult& result, std::ostream& err) {
  for (const auto& [model, reasons] : result.fallbacks) {
    std::size_t sum = 0;
    std::vector<std::string> parts;
    for (const auto& [code, pairs] : reasons) {
      sum += pairs;
      parts.push_back(fmt::format("{} {}", pairs, code));
    }
    err << fmt::format("{}: {} of {} forecasts are fallbacks ({})\n", model, sum,
                       result.cutoffs.size() * result.about.series, fmt::join(parts, ", "));
  }
}

}  // namespace demandcast
