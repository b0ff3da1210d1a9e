// Figures as planners read them; what is not defined is a dash.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

namespace demandcast {

/// Shown for NaN and infinity.
inline constexpr const char* kDash = "–";

std::string decimal_text(double value, int digits);             ///< "0.123", "−0.4"
std::string percent_text(double share, int digits = 1);         ///< 0.123 -> "12.3 %" (the space does not break)
std::string signed_percent_text(double share, int digits = 1);  ///< "+12.3 %", "−4.0 %", "0.0 %"
std::string percent_band_text(double low, double high, int digits = 1);  ///< "73.2 to 86.1 %"; nothing without a band
std::string units_text(double units);       ///< about three figures: "0.42", "7.5", "128", "12 400" with narrow spaces
std::string count_text(std::size_t count);  ///< "12 400" with narrow spaces
std::string seconds_text(double seconds);   ///< "0.04 s", "12 s", "3 min 05 s", "2 h 07 min"
std::size_t letter_count(const std::string& text);  ///< characters of UTF-8
/// At most `letters` characters of UTF-8, the last an ellipsis where some were left out.
std::string shortened(const std::string& text, std::size_t letters);
std::string level_text(double level);  ///< "0.1", "0.975"

}  // namespace demandcast
