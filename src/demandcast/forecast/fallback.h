// Why a series was not forecast by the model that was asked.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace demandcast {

/// Reason codes, as files and reports spell them (`reason_code`).
enum class FallbackReason : std::uint8_t {
  kNone,        ///< "": the model itself
  kNoHistory,   ///< "no_history": not one observed cell up to the origin
  kTooShort,    ///< "too_short": fewer observed cells than the model needs
  kAllZero,     ///< "all_zero": nothing ever sold
  kDegenerate,  ///< "degenerate": constant, or the fit found no usable parameters
};

std::string_view reason_code(FallbackReason reason);
/// One sentence for people: "fewer observations than the model needs".
std::string_view reason_text(FallbackReason reason);

}  // namespace demandcast
