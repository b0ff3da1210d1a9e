// Figures as planners read them; what is not defined is a dash.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

constexpr const char* kMinus = "−";
constexpr const char* kNarrowSpace = "\u202F";

/// Digits in groups of three.
std::string grouped(const std::string& digits) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += kNarrowSpace;
    out += digits[i];
  }
  return out;
}

/// `value` rounded to `digits` places, without sign; a value that rounds to zero is "0.0".
std::string magnitude(double value, int digits) { return fmt::format("{:.{}f}", std::abs(value), digits); }

bool rounds_to_zero(const std::string& digits) { return digits.find_first_not_of("0.") == std::string::npos; }

}  // namespace

std::string decimal_text(double value, int digits) {
  if (!std::isfinite(value)) return kDash;
  const std::string text = magnitude(value, digits);
  return value < 0 && !rounds_to_zero(text) ? kMinus + text : text;
}

std::string percent_text(double share, int digits) {
  return std::isfinite(share) ? decimal_text(100 * share, digits) + "\u00A0%" : kDash;
}

std::string percent_band_text(double low, double high, int digits) {
  if (!std::isfinite(low) || !std::isfinite(high)) return "";
  return decimal_text(100 * low, digits) + " to " + percent_text(high, digits);
}

std::string signed_percent_text(double share, int digits) {
  if (!std::isfinite(share)) return kDash;
  const bool plus = share > 0 && !rounds_to_zero(magnitude(100 * share, digits));
  return (plus ? "+" : "") + percent_text(share, digits);
}

std::string units_text(double units) {
  if (!std::isfinite(units)) return kDash;
  const double size = std::abs(units);
  if (size >= 99.95) return (units < 0 ? kMinus : "") + grouped(magnitude(units, 0));
  if (units == std::round(units)) return decimal_text(units, 0);
  return decimal_text(units, size >= 9.995 ? 1 : 2);
}

std::string count_text(std::size_t count) { return grouped(std::to_string(count)); }

std::string seconds_text(double seconds) {
  if (!std::isfinite(seconds) || seconds < 0) return kDash;
  if (seconds < 1) return fmt::format("{:.2f}\u00A0s", seconds);
  if (seconds < 10) return fmt::format("{:.1f}\u00A0s", seconds);
  const auto whole = static_cast<long long>(std::llround(seconds));
  if (whole < 60) return fmt::format("{}\u00A0s", whole);
  if (whole < 3600) return fmt::format("{}\u00A0min {:02}\u00A0s", whole / 60, whole % 60);
  return fmt::format("{}\u00A0h {:02}\u00A0min", whole / 3600, whole % 3600 / 60);
}

std::size_t letter_count(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string shortened(const std::string& text, std::size_t letters) {
  std::size_t seen = 0, cut = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) continue;  // inside a character
    if (++seen == letters) cut = at;
    if (seen > letters) return text.substr(0, cut) + "…";
  }
  return text;
}

std::string level_text(double level) { return fmt::format("{:.6g}", level); }

}  // namespace demandcast
