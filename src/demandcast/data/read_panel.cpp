// A whole catalogue read at once, and assembled as one part.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/read_panel.h"

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/data/assemble_panel.h"
#include "demandcast/data/missing_roles.h"
#include "demandcast/data/panel_events.h"

namespace demandcast {
namespace {

/// The rows, or DataError that says which columns are missing and how to name them.
Table read_rows(const DataSource& source, const std::vector<std::string>& wanted, std::vector<std::string>& present) {
  const std::vector<std::string> ids{source.id};
  try {
    return read_table(source.path, wanted, ids, &present);
  } catch (const MissingColumns& missing) {
    throw DataError(missing_roles_text(missing, source));
  }
}

void add_events(const DataSource& source, Period newest, Panel& panel, FaultList& faults) {
  const PanelEvents events(source.events);
  panel = events.add_to(std::move(panel), source.id, newest);
  events.note(panel, source.id, newest, faults);
}

}  // namespace

ReadResult read_panel(const DataSource& source) {
  const std::unique_ptr<const StaticsTable> statics =
      source.statics_path.empty() ? nullptr : std::make_unique<const StaticsTable>(source);
  const std::vector<std::string> wanted =
      wanted_columns(source, statics ? statics->names() : std::vector<std::string>{});
  std::vector<std::string> unused;
  RowsOfPart part;
  part.table = read_rows(source, wanted, unused);
  std::erase_if(unused, [&](const auto& name) { return std::ranges::find(wanted, name) != wanted.end(); });
  const std::size_t row_count = part.table.row_count();
  part.numbers.plan_begin = row_count;
  if (!source.future_path.empty()) part.known_ids = append_future(source, part.table).known_ids;

  FaultList general;
  CatalogueScan scan(source);
  scan.add(part.table, 0, row_count);
  scan.add_plans(part.table, row_count, part.table.row_count());
  const CatalogueFacts facts = scan.finish(general);
  if (statics) statics->note_faults(general);
  for (const std::string& name : unused) general.add(fault::kUnused, "", [&] { return name; });

  ReadResult result;
  PartFindings findings;
  auto told = assemble_told(source, facts, statics.get(), std::move(part), general.has_errors(), findings);
  if (told) {
    const Period newest = *facts.frequency->period_at(facts.last_demand);
    result.panel = finish_panel(std::move(*told), *facts.frequency, newest, source.fill, findings);
    if (!source.events.empty()) add_events(source, newest, *result.panel, general);
  }
  auto faults = findings.finish(source.time, source.target, std::move(general));
  result.report = {source.path, row_count, std::move(faults), source.frequency.empty(), unused};
  return result;
}

Panel read_panel_or_throw(const DataSource& source) {
  ReadResult result = read_panel(source);
  if (!result.panel) throw DataError(result.report.error_text());
  return std::move(*result.panel);
}

}  // namespace demandcast
