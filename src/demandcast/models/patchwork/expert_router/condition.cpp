// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/expert_router/condition.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace demandcast {
namespace {

using Words = std::vector<std::string>;
using Numbers = std::vector<double>;

bool within(const Bounds& bounds, double number) {
  const bool above = bounds.with_low ? number >= bounds.low : number > bounds.low;
  return above && (bounds.with_high ? number <= bounds.high : number < bounds.high);
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(' ');
  return begin == text.npos ? std::string_view() : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

/// One comparison, laid over `bounds`.
bool take_comparison(std::string_view text, Bounds& bounds) {
  text = trimmed(text);
  if (text.empty() || (text[0] != '<' && text[0] != '>')) return false;
  const bool below = text[0] == '<', with_end = text.size() > 1 && text[1] == '=';
  const std::string_view figure = trimmed(text.substr(with_end ? 2 : 1));
  double number = 0;
  const auto [stop, error] = std::from_chars(figure.data(), figure.data() + figure.size(), number);
  if (error != std::errc{} || stop != figure.data() + figure.size() || !std::isfinite(number)) return false;
  double& end = below ? bounds.high : bounds.low;
  bool& with = below ? bounds.with_high : bounds.with_low;
  const bool tighter = below ? number < end : number > end;
  if (tighter) with = with_end;
  if (number == end) with = with && with_end;
  if (tighter) end = number;
  return true;
}

bool covers_bounds(const Bounds& outer, const Bounds& inner) {
  const bool low = inner.low > outer.low || (inner.low == outer.low && (outer.with_low || !inner.with_low));
  return low && (inner.high < outer.high || (inner.high == outer.high && (outer.with_high || !inner.with_high)));
}

std::string bounds_text(const Bounds& bounds) {
  std::vector<std::string> parts;
  if (std::isfinite(bounds.low)) parts.push_back(fmt::format("{} {}", bounds.with_low ? ">=" : ">", bounds.low));
  if (std::isfinite(bounds.high)) parts.push_back(fmt::format("{} {}", bounds.with_high ? "<=" : "<", bounds.high));
  return fmt::format("\"{}\"", fmt::join(parts, " and "));
}

}  // namespace

std::string toml_string(std::string_view word) {
  std::string text = "\"";
  for (const char c : word) {
    if (c == '"' || c == '\\') text += '\\';
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      text += fmt::format("\\u{:04X}", static_cast<int>(c));
    } else {
      text += c;
    }
  }
  return text + '"';
}

std::optional<Condition> Condition::parse_bounds(std::string_view text) {
  constexpr std::string_view kAnd = " and ";
  Bounds bounds;
  while (true) {
    const std::size_t end = text.find(kAnd);
    if (!take_comparison(text.substr(0, end), bounds)) return std::nullopt;
    if (end == text.npos) return Condition(bounds);
    text.remove_prefix(end + kAnd.size());
  }
}

bool Condition::holds(std::string_view word) const {
  const auto* words = std::get_if<Words>(&asked_);
  return words != nullptr && !word.empty() && std::ranges::find(*words, word) != words->end();
}

bool Condition::holds(double number) const {
  if (std::isnan(number)) return false;
  if (const auto* bounds = std::get_if<Bounds>(&asked_)) return within(*bounds, number);
  const auto* numbers = std::get_if<Numbers>(&asked_);
  const auto same = [&](double one) { return static_cast<float>(one) == static_cast<float>(number); };
  return numbers != nullptr && std::ranges::any_of(*numbers, same);
}

bool Condition::is_empty() const {
  if (const auto* words = std::get_if<Words>(&asked_)) return words->empty();
  if (const auto* numbers = std::get_if<Numbers>(&asked_)) return numbers->empty();
  const auto& bounds = std::get<Bounds>(asked_);
  return bounds.low > bounds.high || (bounds.low == bounds.high && !(bounds.with_low && bounds.with_high));
}

bool Condition::covers(const Condition& other) const {
  if (const auto* words = std::get_if<Words>(&other.asked_)) {
    return std::ranges::all_of(*words, [&](const std::string& word) { return holds(word); });
  }
  if (const auto* numbers = std::get_if<Numbers>(&other.asked_)) {
    return std::ranges::all_of(*numbers, [&](double number) { return holds(number); });
  }
  const auto* bounds = std::get_if<Bounds>(&asked_);
  return bounds != nullptr && covers_bounds(*bounds, std::get<Bounds>(other.asked_));
}

std::string Condition::text() const {
  if (const auto* numbers = std::get_if<Numbers>(&asked_)) return fmt::format("[{}]", fmt::join(*numbers, ", "));
  if (const auto* bounds = std::get_if<Bounds>(&asked_)) return bounds_text(*bounds);
  std::vector<std::string> quoted;
  for (const std::string& word : std::get<Words>(asked_)) quoted.push_back(toml_string(word));
  return fmt::format("[{}]", fmt::join(quoted, ", "));
}

}  // namespace demandcast
