// A difference between two models in planner's words.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "demandcast/evaluation/evaluation.h"

namespace demandcast {

/// Null when there is none.
const ModelDifference* find_difference(const std::vector<ModelDifference>& differences, const std::string& model);

/// A difference as value added: the share of the reference's loss that a model saves; above zero is better.
struct ValueAdded {
  double value = 0, low = 0, high = 0;  ///< low and high: 95 % interval, NaN where there is none
};
ValueAdded value_added(const ModelDifference& difference);

/// "clearly better", "clearly worse", "not told apart from noise".
std::string_view difference_words(const ModelDifference& difference);

/// Its class in the style sheet: "good", "bad", "even".
std::string_view difference_kind(const ModelDifference& difference);

/// Value added = the share of the reference's wQL that the model saves: "+12.0 % (10.1 to 14.2 %) clearly better", as
/// HTML; a dash for null.
std::string value_added_html(const ModelDifference* difference);

}  // namespace demandcast
