// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/future_rows.h"

#include <algorithm>
#include <limits>

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

namespace {

/// [id] the date of its last row before the plans, or of the last one elsewhere; nothing of series that nobody knows.
std::vector<std::optional<Timestamp>> last_rows(const PlanRows& plans, const KeyedRows& rows,
                                                const KnownSeries& known) {
  std::vector<std::optional<Timestamp>> last;
  for (const std::string& id : rows.ids->dictionary) {
    last.push_back(known ? known(id) : std::nullopt);
    if (!last.back() && last.size() <= plans.known_ids) last.back() = std::numeric_limits<Timestamp>::min();
  }
  for (std::size_t row = 0; row < plans.begin; ++row) {
    if (!rows.usable(row)) continue;
    Timestamp& newest = *last[static_cast<std::size_t>(rows.ids->codes[row])];
    newest = std::max(newest, rows.times[row]);
  }
  return last;
}

}  // namespace

void drop_idle_plans(const PlanRows& plans, Timestamp last_demand, bool dated, const KnownSeries& known,
                     KeyedRows& rows) {
  if (plans.begin == rows.times.size()) return;
  const auto last_row = last_rows(plans, rows, known);
  for (std::size_t row = plans.begin; row < rows.times.size(); ++row) {
    if (!rows.usable(row)) continue;
    const auto& last = last_row[static_cast<std::size_t>(rows.ids->codes[row])];
    if (last && (dated || rows.times[row] > std::min(last_demand, *last))) continue;
    if (last) rows.faults.add(fault::kPastPlan, rows.time_column, [&] { return rows.place(row); });
    if (!last) rows.faults.add(fault::kUnknownSeries, rows.id_column, [&] { return rows.place(row); });
    rows.times[row] = TimeColumn::kNoTime;
  }
}

}  // namespace demandcast
