// Tables of metrics held against each other, up to the rounding of sums.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "demandcast/data/table.h"

namespace demandcast {

/// The numbers of a result by their names.
inline std::map<std::string, double> numbers_of(const Table& table) {
  std::map<std::string, double> numbers;
  const auto words = [&](const char* name, std::size_t row) {
    const TableColumn* column = table.find(name);
    const auto& text = std::get<TextColumn>(column->values);
    return text.dictionary[static_cast<std::size_t>(text.codes[row])] + " ";
  };
  for (const TableColumn& column : table.columns) {
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      const std::string key = words("model", row) + words("dimension", row) + words("group", row) + column.name;
      if (const auto* values = std::get_if<NumberColumn>(&column.values)) numbers[key] = values->values[row];
      if (const auto* values = std::get_if<IntegerColumn>(&column.values)) {
        numbers[key] = static_cast<double>(values->values[row]);
      }
    }
  }
  return numbers;
}

inline void expect_near(const std::map<std::string, double>& of_store, const std::map<std::string, double>& of_file) {
  ASSERT_EQ(of_store.size(), of_file.size());
  for (const auto& [name, value] : of_file) {
    const double other = of_store.at(name);
    if (std::isnan(value)) {
      EXPECT_TRUE(std::isnan(other)) << name;
    } else {
      EXPECT_NEAR(other, value, 1e-11 * std::max(1.0, std::abs(value))) << name;
    }
  }
}

}  // namespace demandcast
