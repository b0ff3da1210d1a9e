// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/assemble_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <set>

#include "demandcast/core/error.h"
#include "demandcast/data/dated_plans.h"

namespace demandcast {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

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

Cells read_cells(const DataSource& source, const KeyedRows& rows) {
  Cells cells;
  cells.target = read_target(source, rows);
  cells.availability = read_availability(source, rows);
  for (const std::string& name : source.known) {
    cells.channels.push_back({name, ChannelRole::kKnownFuture, rows.take_numbers(name)});
  }
  for (const std::string& name : source.past) {
    cells.channels.push_back({name, ChannelRole::kPastOnly, rows.take_numbers(name)});
  }
  return cells;
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

std::vector<StaticColumn> read_statics(const DataSource& source, const StaticsTable* table, const KeyedRows& rows,
                                       const RowGroups& groups) {
  std::vector<StaticColumn> statics;
  for (const std::string& name : source.statics) {
    if (rows.table.find(name)) statics.push_back(static_of_rows(name, rows, groups));
  }
  if (table) std::ranges::move(table->columns(rows, groups), std::back_inserter(statics));
  return statics;
}

}  // namespace

void PartFindings::join(const PartFindings& later) {
  rows.join(later.rows);
  periods.join(later.periods);
  oddities.join(later.oddities);
  if (!later.frequencies) return;
  if (frequencies) {
    frequencies->join(*later.frequencies);
  } else {
    frequencies = later.frequencies;
  }
}

bool PartFindings::has_errors() const {
  return rows.has_errors() || periods.has_errors() || (frequencies && frequencies->differ());
}

std::vector<Fault> PartFindings::finish(const std::string& time_column, const std::string& target_column,
                                        FaultList general) const {
  general.join(rows);
  const bool mixed = frequencies && frequencies->note(time_column, general);
  if (!mixed) general.join(periods);
  if (!general.has_errors()) oddities.note(target_column, general);
  return general.finish();
}

std::optional<ToldPanel> assemble_told(const DataSource& source, const CatalogueFacts& facts, const StaticsTable* table,
                                       RowsOfPart part, bool has_errors, PartFindings& findings,
                                       const KnownSeries& known) {
  const PlanRows plans{part.numbers.plan_begin, part.known_ids};
  KeyedRows rows(source, facts.dates, part.table, std::move(part.numbers), findings.rows);
  Cells cells = read_cells(source, rows);
  const bool dated = !source.known_at.empty();
  if (dated) cells.known_at = read_known_at(source, facts, rows);
  drop_idle_plans(plans, facts.last_demand, dated, known, rows);
  RowGroups groups = group_rows(rows);
  if (dated) {
    settle_versions(source, rows, cells.known_at, groups, cells);
  } else {
    check_duplicates(rows, groups);
  }
  std::vector<StaticColumn> statics = read_statics(source, table, rows, groups);
  if (!facts.frequency) return std::nullopt;
  if (facts.frequency_voted) findings.frequencies.emplace(*facts.frequency).add(rows, groups);

  const PanelBuilder builder(rows, groups, periods_of(rows, *facts.frequency, findings.periods));
  if (has_errors || findings.has_errors()) return std::nullopt;
  builder.check_lengths(*facts.frequency->period_at(facts.last_demand), findings.periods);
  if (findings.has_errors()) return std::nullopt;
  return builder.build(cells, std::move(statics));
}

Panel finish_panel(ToldPanel told, const Frequency& frequency, Period newest, FillPolicy fill, PartFindings& findings) {
  if (fill == FillPolicy::kNone) findings.oddities.add_gaps(gaps_of(told, newest));
  Panel panel = panel_of(std::move(told), frequency, newest, fill);
  findings.oddities.add(panel, newest);
  return panel;
}

std::vector<std::string> wanted_columns(const DataSource& source, const std::vector<std::string>& elsewhere) {
  std::vector<std::string> names{source.id, source.time, source.target};
  for (const auto* more : {&source.known, &source.past, &source.statics})
    names.insert(names.end(), more->begin(), more->end());
  for (const std::string& name : {source.availability, source.known_at}) {
    if (!name.empty()) names.push_back(name);
  }
  if (!source.known_at.empty() && source.known.empty()) {
    throw ConfigError(fmt::format(
        "\"{}\" says when plans became known, but no column is known-future; name them with --known", source.known_at));
  }
  if (std::ranges::find(names, "") != names.end()) {
    throw ConfigError(
        "a column has the empty name; see that --id, --time, --target, --known, --past and --static name columns, or "
        "leave the flag out");
  }
  std::set<std::string> seen;
  for (const std::string& name : names) {
    if (!seen.insert(name).second) throw ConfigError(fmt::format("column \"{}\" has two roles; give it one", name));
  }
  std::erase_if(names, [&](const auto& name) { return std::ranges::find(elsewhere, name) != elsewhere.end(); });
  return names;
}

}  // namespace demandcast
