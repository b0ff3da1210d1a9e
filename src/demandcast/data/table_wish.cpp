// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/table_wish.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/data/table.h"

namespace demandcast {

bool TableWish::is_text(const std::string& name) const {
  return std::ranges::find(text_columns, name) != text_columns.end();
}

std::vector<std::string> TableWish::choose(const std::vector<std::string>& known) const {
  if (present) *present = known;
  std::vector<std::string> missing;
  for (const std::string& name : columns) {
    const auto count = std::ranges::count(known, name);
    if (count == 0) missing.push_back(name);
    if (count > 1) {
      throw DataError(fmt::format("\"{}\": column \"{}\" is there {} times; rename one", source, name, count));
    }
  }
  if (!missing.empty()) throw MissingColumns(source, missing, known);
  return columns.empty() ? known : std::vector<std::string>(columns.begin(), columns.end());
}

}  // namespace demandcast
