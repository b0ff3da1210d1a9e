// Rows put in order of series and period, and made into a panel.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/read_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <set>

#include "demandcast/core/error.h"
#include "demandcast/data/build_panel.h"
#include "demandcast/data/choose_frequency.h"
#include "demandcast/data/future_rows.h"
#include "demandcast/data/missing_roles.h"
#include "demandcast/data/panel_warnings.h"
#include "demandcast/data/static_columns.h"

namespace demandcast {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// The columns of the rows: all that have a role but for statics that the table of statics has.
std::vector<std::string> wanted_columns(const DataSource& source, const std::vector<std::string>& elsewhere) {
  std::vector<std::string> names{source.id, source.time, source.target};
  for (const auto* more : {&source.known, &source.past, &source.statics})
    names.insert(names.end(), more->begin(), more->end());
  if (!source.availability.empty()) names.push_back(source.availability);
  std::set<std::string> seen;
  for (const std::string& name : names) {
    if (!seen.insert(name).second) throw ConfigError(fmt::format("column \"{}\" has two roles; give it one", name));
  }
  std::erase_if(names, [&](const auto& name) { return std::ranges::find(elsewhere, name) != elsewhere.end(); });
  return names;
}

/// Demand with the policy for negatives applied.
std::vector<double> read_target(const DataSource& source, const KeyedRows& rows) {
  std::vector<double> target = rows.take_numbers(source.target);
  const bool error = source.negative == NegativePolicy::kError;
  for (std::size_t row = 0; row < target.size(); ++row) {
    if (!(target[row] < 0) || source.negative == NegativePolicy::kKeep) continue;
    rows.faults.add(error ? fault::kNegative : fault::kNegativeChanged, source.target, [&] { return rows.place(row); });
    target[row] = source.negative == NegativePolicy::kMissing ? kNaN : 0.0;
  }
  return target;
}

std::vector<double> read_availability(const DataSource& source, const KeyedRows& rows) {
  if (source.availability.empty()) return {};
  std::vector<double> fractions = rows.take_numbers(source.availability);
  for (std::size_t row = 0; row < fractions.size(); ++row) {
    if (std::isinf(fractions[row]) || !(fractions[row] < 0 || fractions[row] > 1)) continue;
    rows.faults.add(fault::kBadAvailability, source.availability, [&] { return rows.place(row); });
  }
  return fractions;
}

void check_duplicates(const KeyedRows& rows, const RowGroups& groups) {
  for (const RowGroup& group : groups.series) {
    for (std::size_t i = group.begin + 1; i < group.end; ++i) {
      const std::size_t row = groups.row(i);
      if (rows.times[row] != rows.times[groups.row(i - 1)]) continue;
      rows.faults.add(fault::kDuplicateKey, rows.time_column, [&] { return rows.place(row); });
    }
  }
}

/// The rows, or DataError that says which columns are missing and how to name them.
Table read_rows(const DataSource& source, const std::vector<std::string>& wanted, std::vector<std::string>& present) {
  const std::vector<std::string> ids{source.id};
  try {
    return read_table(source.path, wanted, ids, &present);
  } catch (const MissingColumns& missing) {
    throw DataError(missing_roles_text(missing, source));
  }
}

}  // namespace

ReadResult read_panel(const DataSource& source) {
  std::optional<StaticsTable> statics_table;
  if (!source.statics_path.empty()) statics_table.emplace(source);
  const std::vector<std::string> elsewhere = statics_table ? statics_table->names() : std::vector<std::string>{};
  const std::vector<std::string> wanted = wanted_columns(source, elsewhere);
  std::vector<std::string> unused;
  Table table = read_rows(source, wanted, unused);
  std::erase_if(unused, [&](const auto& name) { return std::ranges::find(wanted, name) != wanted.end(); });
  const std::size_t row_count = table.row_count();
  std::optional<PlanRows> plans;
  if (!source.future_path.empty()) plans = append_future(source, table);
  FaultList faults;
  KeyedRows rows(source, table, row_count, faults);
  Cells cells;
  cells.target = read_target(source, rows);
  cells.availability = read_availability(source, rows);
  for (const std::string& name : source.known) {
    cells.channels.push_back({name, ChannelRole::kKnownFuture, rows.take_numbers(name)});
  }
  for (const std::string& name : source.past) {
    cells.channels.push_back({name, ChannelRole::kPastOnly, rows.take_numbers(name)});
  }
  if (std::all_of(cells.target.begin(), cells.target.end(), [](double y) { return std::isnan(y); })) {
    faults.add(fault::kNoTarget, source.target);
  }
  if (plans) drop_idle_plans(*plans, cells.target, rows);
  const RowGroups groups = group_rows(rows);
  check_duplicates(rows, groups);
  std::vector<StaticColumn> statics;
  for (const std::string& name : source.statics) {
    if (table.find(name)) statics.push_back(static_of_rows(name, rows, groups));
  }
  if (statics_table) std::ranges::move(statics_table->columns(rows, groups), std::back_inserter(statics));
  const auto frequency = choose_frequency(source.frequency, rows, groups);

  for (const std::string& name : unused) faults.add(fault::kUnused, "", [&] { return name; });

  ReadResult result;
  if (frequency) {
    const PanelBuilder builder(rows, groups, periods_of(rows, *frequency), source.fill);
    if (!faults.has_errors()) builder.check_lengths();
    if (!faults.has_errors()) {
      result.panel = builder.build(*frequency, cells, std::move(statics));
      note_oddities(*result.panel, source.target, faults);
      if (source.fill == FillPolicy::kNone) note_gaps(builder.gaps(*result.panel), *result.panel, faults);
    }
  }
  result.report = {source.path, row_count, faults.finish(), source.frequency.empty(), unused};
  return result;
}

Panel read_panel_or_throw(const DataSource& source) {
  ReadResult result = read_panel(source);
  if (!result.panel) throw DataError(result.report.error_text());
  return std::move(*result.panel);
}

}  // namespace demandcast
