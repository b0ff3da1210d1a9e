// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace demandcast {
namespace {

template <class T>
std::optional<T> parse_plain(std::string_view text) {
  if (text.starts_with('+') && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
  T value{};
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return value;
}

/// "1.234.567" before a comma: groups of three behind the first point.
bool grouped(std::string_view whole) {
  if (whole.starts_with('-') || whole.starts_with('+')) whole.remove_prefix(1);
  const auto point = whole.find('.');
  if (point == whole.npos) return true;
  if (point == 0 || point > 3 || (whole.size() - point) % 4 != 0) return false;
  for (std::size_t i = point; i < whole.size(); ++i) {
    if ((whole[i] == '.') != ((i - point) % 4 == 0)) return false;
  }
  return true;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto begin = text.find_first_not_of(kBlanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

bool says_nothing(std::string_view text) {
  constexpr std::array<std::string_view, 14> kWords = {"",     "NA",   "N/A",  "n/a",  "NaN",  "nan",      "NAN",
                                                       "null", "NULL", "Null", "None", "#N/A", "#N/A N/A", "NaT"};
  text = trimmed(text);
  return text == "<NA>" || std::ranges::find(kWords, text) != kWords.end();
}

std::optional<std::int64_t> parse_integer(std::string_view text) { return parse_plain<std::int64_t>(trimmed(text)); }

std::optional<double> parse_number(std::string_view text, bool decimal_comma) {
  text = trimmed(text);
  const auto comma = text.find(',');
  if (!decimal_comma || comma == text.npos) {
    const bool point = text.find('.') != text.npos;
    return decimal_comma && point ? std::nullopt : parse_plain<double>(text);
  }
  if (!grouped(text.substr(0, comma)) || text.find('.', comma) != text.npos) return std::nullopt;
  std::string plain(text.substr(0, comma));
  std::erase(plain, '.');
  plain += '.';
  return parse_plain<double>(plain.append(text.substr(comma + 1)));
}

}  // namespace demandcast
