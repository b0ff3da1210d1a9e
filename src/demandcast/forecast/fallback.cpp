// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/fallback.h"

namespace demandcast {

std::string_view reason_code(FallbackReason reason) {
  switch (reason) {
    case FallbackReason::kNone:
      return "";
    case FallbackReason::kNoHistory:
      return "no_history";
    case FallbackReason::kTooShort:
      return "too_short";
    case FallbackReason::kAllZero:
      return "all_zero";
    case FallbackReason::kDegenerate:
      return "degenerate";
  }
  return "";
}

std::string_view reason_text(FallbackReason reason) {
  switch (reason) {
    case FallbackReason::kNone:
      return "forecast by the model itself";
    case FallbackReason::kNoHistory:
      return "nothing was observed up to the origin; zero is forecast, by launch_analogues what others sold when "
             "launched";
    case FallbackReason::kTooShort:
      return "fewer observations than the model needs; the last season is repeated, by launch_analogues what others "
             "sold";
    case FallbackReason::kAllZero:
      return "nothing was ever sold; zero is forecast";
    case FallbackReason::kDegenerate:
      return "the model found no usable parameters; the last season is repeated";
  }
  return "";
}

}  // namespace demandcast
