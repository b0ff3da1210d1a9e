// Columns of a synthetic catalogue as plain vectors, for tests.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/data/synthetic_catalogue.h"

namespace demandcast::synthetic {

inline SyntheticCatalogue make(const SyntheticCatalogueOptions& options, std::uint64_t seed = 42, int threads = 2) {
  RunContext context;
  context.seed = seed;
  context.threads = threads;
  return make_synthetic_catalogue(options, context);
}

/// A catalogue in which nothing but price, promotion and growth moves demand.
inline SyntheticCatalogueOptions calm_options() {
  SyntheticCatalogueOptions o;
  o.intermittent_share = o.launch_share = o.shift_share = o.spikes_per_year = o.stock_outs_per_year = o.interest = 0;
  return o;
}

/// Numbers or integers of a column, as double.
inline std::vector<double> numbers(const Table& table, const char* name) {
  const TableColumn& column = *table.find(name);
  if (const auto* plain = std::get_if<NumberColumn>(&column.values)) return plain->values;
  const auto& integers = std::get<IntegerColumn>(column.values).values;
  return {integers.begin(), integers.end()};
}

inline std::vector<std::string> texts(const Table& table, const char* name) {
  const auto& column = std::get<TextColumn>(table.find(name)->values);
  std::vector<std::string> values;
  for (const auto code : column.codes)
    values.push_back(code < 0 ? "" : column.dictionary[static_cast<std::size_t>(code)]);
  return values;
}

inline std::vector<Timestamp> times(const Table& table) { return std::get<TimeColumn>(table.find("ds")->values).times; }

/// First row of every series, and the number of rows.
inline std::vector<std::size_t> starts(const Table& table) {
  const auto ids = texts(table, "unique_id");
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (i == 0 || ids[i] != ids[i - 1]) rows.push_back(i);
  }
  rows.push_back(ids.size());
  return rows;
}

}  // namespace demandcast::synthetic
