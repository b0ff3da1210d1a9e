// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/store/row_intake.h"

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/data/assemble_panel.h"
#include "demandcast/data/missing_roles.h"

namespace demandcast {
namespace {

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

RowIntake::RowIntake(const DataSource& source, const StaticsTable* statics, const RunContext& context)
    : source_(source),
      context_(context),
      columns_(wanted_columns(source, statics ? statics->names() : std::vector<std::string>{})),
      scan_(source) {}

void RowIntake::open(const std::vector<std::string>& texts, const std::vector<std::string>& optional) {
  context_.progress->start("reading " + source_.path, 0);
  std::vector<std::string> as_text{source_.id};
  as_text.insert(as_text.end(), texts.begin(), texts.end());
  std::erase_if(as_text, [&](const auto& name) { return !holds(columns_, name); });
  try {
    blocks_ = open_table_blocks(source_.path, columns_, as_text, &unused_);
  } catch (const MissingColumns& missing) {
    const bool all = std::ranges::all_of(missing.missing, [&](const auto& name) { return holds(optional, name); });
    if (!all) throw DataError(missing_roles_text(missing, source_));
    std::erase_if(columns_, [&](const auto& name) { return holds(missing.missing, name); });
    return open(texts, {});
  }
  std::erase_if(unused_, [&](const auto& name) { return holds(columns_, name); });
}

void RowIntake::stop_if_asked() const {
  if (context_.stop.stop_requested()) throw Interrupted("stopped; nothing was written");
}

void RowIntake::put_aside(RowSpill& spill) {
  put_rows_aside(spill);
  if (!source_.future_path.empty()) put_plans_aside(spill);
}

void RowIntake::put_rows_aside(RowSpill& spill) {
  context_.progress->start("reading " + source_.path, blocks_->row_estimate(), "rows");
  while (auto block = blocks_->next()) {
    stop_if_asked();
    in_order(block->rows);
    kinds_.add(*block);
    const std::size_t count = block->rows.row_count();
    scan_.add(block->rows, 0, count);
    spill.add(block->rows, source_.id, static_cast<std::int64_t>(rows_), false);
    rows_ += count;
    context_.progress->advance(count);
  }
  context_.progress->finish();
}

/// Folders put their own columns last.
void RowIntake::in_order(Table& rows) const {
  Table ordered;
  for (const std::string& name : columns_) ordered.columns.push_back(std::move(*rows.find(name)));
  rows = std::move(ordered);
}

void RowIntake::put_plans_aside(RowSpill& spill) {
  const std::vector<std::string> ids{source_.id};
  const auto blocks = open_table_blocks(source_.future_path, future_columns(source_), ids, nullptr);
  std::int64_t first = 0;
  while (auto block = blocks->next()) {
    stop_if_asked();
    block->place = source_.future_path;
    block->policy = KindPolicy::kTextForNumbers;
    kinds_.add(*block);
    Table rows;  // with all columns of the data
    for (const std::string& name : columns_) rows.columns.push_back({name, kinds_.empty_column(name)});
    append_rows(rows, block->rows, block->place);
    scan_.add_plans(rows, 0, rows.row_count());
    spill.add(rows, source_.id, first, true);
    first += static_cast<std::int64_t>(rows.row_count());
  }
}

}  // namespace demandcast
