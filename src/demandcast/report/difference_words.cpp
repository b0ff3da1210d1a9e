// A difference between two models in planner's words.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/difference_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/report/number_text.h"

namespace demandcast {

const ModelDifference* find_difference(const std::vector<ModelDifference>& differences, const std::string& model) {
  const auto found = std::find_if(differences.begin(), differences.end(),
                                  [&](const ModelDifference& difference) { return difference.model == model; });
  return found == differences.end() ? nullptr : &*found;
}

ValueAdded value_added(const ModelDifference& difference) {
  return {-difference.relative, -difference.high, -difference.low};
}

std::string_view difference_words(const ModelDifference& difference) {
  if (!difference.clear || !std::isfinite(difference.relative)) return "not told apart from noise";
  return difference.relative < 0 ? "clearly better" : "clearly worse";
}

std::string_view difference_kind(const ModelDifference& difference) {
  if (!difference.clear || !std::isfinite(difference.relative)) return "even";
  return difference.relative < 0 ? "good" : "bad";
}

std::string value_added_html(const ModelDifference* difference) {
  if (difference == nullptr) return kDash;
  const auto [value, low, high] = value_added(*difference);
  return fmt::format("<b>{}</b> <span class=\"nb\">({} to {})</span> <span class=\"verdict {}\">{}</span>",
                     signed_percent_text(value), signed_percent_text(low), signed_percent_text(high),
                     difference_kind(*difference), difference_words(*difference));
}

}  // namespace demandcast
