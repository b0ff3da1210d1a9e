// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"

namespace demandcast {
namespace {

template <class Number>
bool parse_number(const std::string& text, Number& value) {
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  return error == std::errc{} && stopped == end;
}

}  // namespace

Allowed<double> in_range(double low, double high) {
  return {[=](const double& x) { return x >= low && x <= high; }, fmt::format("a number in [{:g}, {:g}]", low, high)};
}

Allowed<std::int64_t> at_least(std::int64_t low) {
  return {[=](const std::int64_t& x) { return x >= low; }, fmt::format("an integer of at least {}", low)};
}

Allowed<std::int64_t> whole_in_range(std::int64_t low, std::int64_t high) {
  return {[=](const std::int64_t& x) { return x >= low && x <= high; },
          fmt::format("an integer from {} to {}", low, high)};
}

Allowed<std::string> one_of(std::vector<std::string> names) {
  auto text = fmt::format("one of: {}", fmt::join(names, ", "));
  return {[names = std::move(names)](const std::string& x) {
            return std::find(names.begin(), names.end(), x) != names.end();
          },
          std::move(text)};
}

std::string option_text(bool value) { return value ? "true" : "false"; }
std::string option_text(std::int64_t value) { return fmt::format("{}", value); }
std::string option_text(double value) { return fmt::format("{}", value); }
std::string option_text(const std::string& value) { return value; }

bool parse_option(const std::string& text, bool& value) {
  value = text == "true" || text == "1" || text == "yes";
  return value || text == "false" || text == "0" || text == "no";
}
bool parse_option(const std::string& text, std::int64_t& value) { return parse_number(text, value); }
bool parse_option(const std::string& text, double& value) { return parse_number(text, value); }
bool parse_option(const std::string& text, std::string& value) {
  value = text;
  return true;
}

std::string option_type(bool) { return "bool"; }
std::string option_type(std::int64_t) { return "integer"; }
std::string option_type(double) { return "number"; }
std::string option_type(const std::string&) { return "text"; }

OptionReader::OptionReader(std::string owner, OptionValues values)
    : owner_(std::move(owner)), values_(std::move(values)) {}

void OptionReader::complain(std::string_view name, const std::string& value, const std::string& wanted) {
  mistakes_.push_back(fmt::format("[{}] option \"{}\": \"{}\" given, {} wanted", owner_, name, value, wanted));
}

void OptionReader::finish() const {
  auto mistakes = mistakes_;
  for (const auto& [name, value] : values_) {
    if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
    mistakes.push_back(known_.empty() ? fmt::format("[{}] has no options, \"{}\" given", owner_, name)
                                      : fmt::format("[{}] {}", owner_, unknown_name_message("option", name, known_)));
  }
  if (!mistakes.empty()) throw ConfigError(fmt::format("{}", fmt::join(mistakes, "\n")));
}

}  // namespace demandcast
