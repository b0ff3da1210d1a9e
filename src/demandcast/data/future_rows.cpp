// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/future_rows.h"

#include "demandcast/core/error.h"
#include "demandcast/data/append_rows.h"

namespace demandcast {

std::vector<std::string> future_columns(const DataSource& source) {
  if (source.known.empty()) {
    throw ConfigError("a file of future values is given, but no column is known-future; name those that are planned");
  }
  std::vector<std::string> wanted{source.id, source.time};
  wanted.insert(wanted.end(), source.known.begin(), source.known.end());
  if (!source.known_at.empty()) wanted.push_back(source.known_at);
  return wanted;
}

PlanRows append_future(const DataSource& source, Table& table) {
  const std::vector<std::string> wanted = future_columns(source), ids{source.id};
  const PlanRows plans{table.row_count(), std::get<TextColumn>(table.find(source.id)->values).dictionary.size()};
  append_rows(table, read_table(source.future_path, wanted, ids), source.future_path);
  return plans;
}

void drop_idle_plans(const PlanRows& plans, Timestamp last_demand, bool dated, KeyedRows& rows) {
  for (std::size_t row = plans.begin; row < rows.times.size(); ++row) {
    if (!rows.usable(row)) continue;
    const bool known = static_cast<std::size_t>(rows.ids->codes[row]) < plans.known_ids;
    if (known && (dated || rows.times[row] > last_demand)) continue;
    if (known) rows.faults.add(fault::kPastPlan, rows.time_column, [&] { return rows.place(row); });
    if (!known) rows.faults.add(fault::kUnknownSeries, rows.id_column, [&] { return rows.place(row); });
    rows.times[row] = TimeColumn::kNoTime;
  }
}

}  // namespace demandcast
