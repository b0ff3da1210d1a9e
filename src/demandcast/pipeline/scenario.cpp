// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/scenario.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/core/json_nesting.h"
#include "demandcast/core/nearest_name.h"

namespace demandcast {
namespace {

using Json = nlohmann::json;
using Test = PlanCondition::Test;

[[noreturn]] void refuse_change(std::string_view text, const std::string& what) {
  throw ConfigError(fmt::format(
      "\"{}\": {}; wanted is, for example, \"category=juice:*0.9@2024-06-01..2024-06-14\" or \"=9.99\"", text, what));
}

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find(at);
    parts.emplace_back(text.substr(0, end));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

PlanCondition parse_condition(std::string_view whole, const std::string& text) {
  const std::size_t at = text.find_first_of("=<>!");
  PlanCondition condition;
  if (at == text.npos || at == 0)
    refuse_change(whole, fmt::format("\"{}\" is no condition such as category=juice", text));
  condition.column = text.substr(0, at);
  const bool is_not = text[at] == '!';
  if (is_not && (at + 1 == text.size() || text[at + 1] != '=')) refuse_change(whole, "! wants a = behind it");
  condition.test = is_not            ? Test::kNotEquals
                   : text[at] == '<' ? Test::kLess
                   : text[at] == '>' ? Test::kGreater
                                     : Test::kEquals;
  condition.values = split(std::string_view(text).substr(at + (is_not ? 2 : 1)), '|');
  return condition;
}

std::optional<PlanOperation> operation_of(char sign) {
  switch (sign) {
    case '*':
      return PlanOperation::kMultiply;
    case '/':
      return PlanOperation::kDivide;
    case '+':
      return PlanOperation::kAdd;
    case '-':
      return PlanOperation::kSubtract;
    case '=':
      return PlanOperation::kSet;
    default:
      return std::nullopt;
  }
}

Timestamp parse_date(std::string_view whole, std::string_view text) {
  if (const auto time = parse_timestamp(text)) return *time;
  std::int64_t number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && stop == text.data() + text.size()) return number;
  refuse_change(whole, fmt::format("\"{}\" is no date such as 2024-06-01", text));
}

void take_dates(std::string_view whole, std::string_view text, PlanChange& change) {
  constexpr std::string_view kTo = "..";
  const std::size_t dots = text.find(kTo);
  const std::string_view from = text.substr(0, dots), to = dots == text.npos ? from : text.substr(dots + kTo.size());
  if (!from.empty()) change.from = parse_date(whole, from);
  if (!to.empty()) change.to = parse_date(whole, to);
  if (change.from && change.to && *change.from > *change.to)
    refuse_change(whole, "the last date lies before the first");
}

void take_operation(std::string_view whole, std::string_view text, PlanChange& change) {
  const auto operation = text.empty() ? std::nullopt : operation_of(text[0]);
  if (!operation) refuse_change(whole, "no operation: one of * / + - = and a number");
  change.operation = *operation;
  const char *begin = text.data() + 1, *end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(begin, end, change.value);
  if (error != std::errc{} || stop != end || !std::isfinite(change.value)) {
    refuse_change(whole, fmt::format("\"{}\" is no number", text.substr(1)));
  }
  if (*operation == PlanOperation::kDivide && change.value == 0) refuse_change(whole, "a plan cannot be divided by 0");
}

/// The transformations of one file; `place` stands before complaints.
class TransformationReader {
 public:
  TransformationReader(const Json& json, std::string place) : json_(json), place_(std::move(place)) {}

  PlanChange read() const {
    const Json& action = part(json_, "Action");
    PlanChange change;
    change.column = text(action, "AttributeName");
    const std::string operation = text(action, "Operation");
    change.operation = word(operation, kOperations);
    change.value = number(action, "Value");
    change.text = fmt::format("{} {} {}", operation, change.column, change.value);
    if (change.operation == PlanOperation::kDivide && change.value == 0) refuse("a plan cannot be divided by 0");
    if (!json_.contains("TimeSeriesConditions")) return change;
    for (const Json& one : json_.at("TimeSeriesConditions")) {
      change.conditions.push_back(
          {text(one, "AttributeName"), word(text(one, "Condition"), kTests), {value_text(one)}});
    }
    return change;
  }

 private:
  template <class Value>
  using Words = std::vector<std::pair<std::string, Value>>;
  static inline const Words<PlanOperation> kOperations{{"ADD", PlanOperation::kAdd},
                                                       {"SUBTRACT", PlanOperation::kSubtract},
                                                       {"MULTIPLY", PlanOperation::kMultiply},
                                                       {"DIVIDE", PlanOperation::kDivide},
                                                       {"SET", PlanOperation::kSet}};
  static inline const Words<Test> kTests{{"EQUALS", Test::kEquals},
                                         {"NOT_EQUALS", Test::kNotEquals},
                                         {"LESS_THAN", Test::kLess},
                                         {"GREATER_THAN", Test::kGreater}};

  [[noreturn]] void refuse(const std::string& what) const { throw ConfigError(place_ + ": " + what); }

  template <class Value>
  Value word(const std::string& given, const Words<Value>& words) const {
    std::vector<std::string> known;
    for (const auto& [name, value] : words) {
      if (name == given) return value;
      known.push_back(name);
    }
    refuse(unknown_name_message("word", given, known));
  }
  const Json& part(const Json& json, const char* key) const {
    if (!json.is_object() || !json.contains(key)) refuse(fmt::format("there is no \"{}\"", key));
    return json.at(key);
  }
  std::string text(const Json& json, const char* key) const {
    const Json& value = part(json, key);
    if (!value.is_string()) refuse(fmt::format("\"{}\" is no text", key));
    return value;
  }
  double number(const Json& json, const char* key) const {
    const Json& value = part(json, key);
    if (!value.is_number()) refuse(fmt::format("\"{}\" is no number", key));
    return value;
  }
  std::string value_text(const Json& json) const {
    const Json& value = part(json, "AttributeValue");
    if (value.is_string()) return value;
    if (value.is_number()) return value.dump();
    refuse("\"AttributeValue\" is neither a text nor a number");
  }

  const Json& json_;
  std::string place_;
};

}  // namespace

PlanChange parse_plan_change(std::string_view text, const std::string& column) {
  PlanChange change;
  change.text = std::string(text);
  change.column = column;
  std::string_view rest = text;
  if (const std::size_t at = rest.rfind('@'); at != rest.npos) {
    take_dates(text, rest.substr(at + 1), change);
    rest = rest.substr(0, at);
  }
  if (const std::size_t colon = rest.rfind(':'); colon != rest.npos) {
    for (const std::string& one : split(rest.substr(0, colon), ',')) {
      change.conditions.push_back(parse_condition(text, one));
    }
    rest = rest.substr(colon + 1);
  }
  take_operation(text, rest, change);
  return change;
}

std::vector<PlanChange> parse_transformations(std::string_view text, const std::string& source) {
  Json json;
  if (json_nesting(text) > kDeepestJson) throw FormatError(fmt::format("\"{}\" nests too deep", source));
  try {
    json = Json::parse(text);
  } catch (const Json::exception& error) {
    throw FormatError(fmt::format("\"{}\" is no JSON: {}", source, error.what()));
  }
  if (json.is_object() && json.contains("TimeSeriesTransformations")) json = Json(json["TimeSeriesTransformations"]);
  if (json.is_object()) json = Json::array({json});
  if (!json.is_array() || json.empty()) throw ConfigError(fmt::format("\"{}\" holds no transformation", source));
  std::vector<PlanChange> changes;
  for (const Json& one : json) {
    changes.push_back(
        TransformationReader(one, fmt::format("\"{}\", transformation {}", source, changes.size() + 1)).read());
  }
  return changes;
}

Scenario read_scenario(const std::string& path) {
  Scenario scenario;
  if (path.ends_with(".json")) {
    scenario.changes = parse_transformations(read_file(path), path);
  } else {
    scenario.replacement = path;
  }
  return scenario;
}

}  // namespace demandcast
