// What a rule asks of one fact of a series.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace demandcast {

/// Numbers between two ends, each of which is among them or not.
struct Bounds {
  double low = -std::numeric_limits<double>::infinity(), high = std::numeric_limits<double>::infinity();
  bool with_low = false, with_high = false;
};

/// One of some words, one of some numbers (equal in single precision, as statics are stored), or a number within
/// bounds. What is not known fulfils no condition.
class Condition {
 public:
  explicit Condition(std::vector<std::string> words) : asked_(std::move(words)) {}
  explicit Condition(std::vector<double> numbers) : asked_(std::move(numbers)) {}
  explicit Condition(Bounds bounds) : asked_(bounds) {}
  /// "< 13", ">= 0.2 and < 0.7"; nothing for other texts.
  static std::optional<Condition> parse_bounds(std::string_view text);

  bool is_of_words() const { return std::holds_alternative<std::vector<std::string>>(asked_); }
  bool holds(std::string_view word) const;
  bool holds(double number) const;  ///< false for NaN
  /// Whether nothing fulfils it.
  bool is_empty() const;
  /// Whether it holds wherever `other` does; false where that cannot be told (bounds within a list of numbers).
  bool covers(const Condition& other) const;
  /// As it stands in a file of rules: `["toys", "games"]`, `[11, 12]`, `">= 13"`.
  std::string text() const;

 private:
  std::variant<std::vector<std::string>, std::vector<double>, Bounds> asked_;
};

/// `word` as a string of TOML, quoted.
std::string toml_string(std::string_view word);

}  // namespace demandcast
