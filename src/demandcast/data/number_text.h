// Numbers as people and programs write them into text files; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace demandcast {

/// `text` without blanks at both ends.
std::string_view trimmed(std::string_view text);

/// Whether `text` says that there is no value: nothing, "NA", "NaN", "null", "None", "#N/A", "NaT" and their like.
bool says_nothing(std::string_view text);

/// A trimmed integer, with or without sign; nothing when `text` is none or does not fit.
std::optional<std::int64_t> parse_integer(std::string_view text);

/// A trimmed number: "12", "-1.5", "2e3", "inf". With `decimal_comma` it is "-1,5" or "1.234,5": points are then
/// allowed between groups of three digits before the comma, nowhere else.
std::optional<double> parse_number(std::string_view text, bool decimal_comma = false);

}  // namespace demandcast
