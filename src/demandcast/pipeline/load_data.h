// The panel that a run works on, with what its reading found.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "demandcast/data/read_panel.h"
#include "demandcast/data/store/packed_store.h"
#include "demandcast/pipeline/run_config.h"

namespace demandcast {

struct LoadedData {
  Panel panel;
  ReadReport report;
};

/// Reads config.data, a store whole. Throws DataError with every error found, FormatError when the file cannot be read,
/// ConfigError where a store does not fit into config.memory.
LoadedData load_data(const RunConfig& config, const RunContext& context);

/// The roles of a store's columns, where `data` names one: those that were given at packing. Throws ConfigError for
/// roles, policies and files that say otherwise.
void take_store_roles(DataSource& data);

/// The same for rows that are to be appended to `store`; files of plans and of statics may come with them.
void take_roles_to_append(DataSource& rows, const PackedStore& store, const std::string& place);

/// What packing found.
ReadReport report_of(const PackedStore& store, const std::string& path);

/// Throws ConfigError where `bytes`, an estimate, are more than config.memory, or, where none is given, than the memory
/// that is free; `what` is told, and what to do.
void check_memory(const RunConfig& config, double bytes, std::string_view what);

/// In a sentence, since when the plans are taken to have been known; "" where no column is known-future.
std::string plans_text(const DataSource& data);

/// How many warnings a report holds: one per kind and column, however many series it names.
std::size_t warning_count(const ReadReport& report);

}  // namespace demandcast
