// What a planner would change: prices, promotions and other plans of the periods to come, for some series.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "demandcast/data/timestamp.h"

namespace demandcast {

enum class PlanOperation { kAdd, kSubtract, kMultiply, kDivide, kSet };

/// One thing that a series or a period has to be: of a column (the id, the date, a static, a planned column) that it
/// equals one of some values, none of them, or is less or greater than the first.
struct PlanCondition {
  enum class Test { kEquals, kNotEquals, kLess, kGreater };
  std::string column;
  Test test = Test::kEquals;
  std::vector<std::string> values;
};

/// A change of one planned column, in the periods after the origin that meet all conditions.
struct PlanChange {
  std::string text;  ///< as it was given, for messages
  std::string column;
  PlanOperation operation = PlanOperation::kMultiply;
  double value = 1;
  std::vector<PlanCondition> conditions;
  std::optional<Timestamp> from, to;  ///< dates, both within; nothing = to the end
};

/// Changes in the order in which they are made.
struct Scenario {
  std::vector<PlanChange> changes;
  std::string replacement;  ///< table of ids, dates and planned columns whose cells replace plans; "" = none
};

/// Reads "category=juice|tea,brand=acme:*0.9@2024-06-01..2024-06-14": conditions (may be left out with their colon), an
/// operation (* / + - =) with a number, dates (may be left out with their @; one date is that day's period). Throws
/// ConfigError that shows the form.
PlanChange parse_plan_change(std::string_view text, const std::string& column);

/// Reads the transformations of the Amazon Forecast API (CreateWhatIfForecast): a list of, or one of,
///     {"Action": {"AttributeName": "price", "Operation": "MULTIPLY", "Value": 0.9},
///      "TimeSeriesConditions": [{"AttributeName": "category", "AttributeValue": "juice", "Condition": "EQUALS"}]}
/// also as the value of "TimeSeriesTransformations"; the operation SET is ours. `source` is named in messages. Throws
/// FormatError for what is no JSON, ConfigError for what is no transformation, with its number.
std::vector<PlanChange> parse_transformations(std::string_view json, const std::string& source);

/// A scenario file by its ending: .json holds transformations, else it is a replacement table.
Scenario read_scenario(const std::string& path);

}  // namespace demandcast
