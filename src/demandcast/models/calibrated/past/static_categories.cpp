// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/static_categories.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "demandcast/core/error.h"

namespace demandcast {

const StaticColumn* static_named(const PanelView& view, std::string_view name) {
  const auto found = std::ranges::find(view.statics(), name, &StaticColumn::name);
  return found == view.statics().end() || found->kind == StaticKind::kEmbedding ? nullptr : &*found;
}

std::string category_of(const StaticColumn& column, const SeriesView& series) {
  if (column.kind == StaticKind::kNumber) {
    const float number = series.static_numbers(column)[0];
    return std::isnan(number) ? std::string() : fmt::format("{}", number);
  }
  const std::int32_t code = series.static_code(column);
  return code < 0 ? std::string() : column.categories[static_cast<std::size_t>(code)];
}

void add_categories(const StaticColumn& column, const PanelView& view, std::string_view owner,
                    std::vector<std::string>& all) {
  constexpr std::size_t kMostNumbers = 1000;
  std::vector<std::string> words = column.categories;
  if (column.kind == StaticKind::kNumber) {
    std::set<float> numbers;
    for (std::size_t i = 0; i < view.series_count() && numbers.size() <= kMostNumbers; ++i) {
      if (const float number = view.series(i).static_numbers(column)[0]; !std::isnan(number)) numbers.insert(number);
    }
    for (const float number : numbers) words.push_back(fmt::format("{}", number));
  }
  for (const std::string& word : words) {
    if (std::ranges::find(all, word) == all.end()) all.push_back(word);
  }
  if (column.kind != StaticKind::kNumber || all.size() <= kMostNumbers) return;
  throw ConfigError(
      fmt::format("[{}] \"{}\" holds more than {} different numbers, which are no categories; name "
                  "another static, or make it a text",
                  owner, column.name, kMostNumbers));
}

}  // namespace demandcast
