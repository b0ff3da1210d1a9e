// Every (series, cutoff) of a backtest as a row: what was known of it, and what each model lost there.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/core/run_context.h"
#include "demandcast/data/table.h"
#include "demandcast/evaluation/scored_table.h"

namespace demandcast {

/// The names of the columns of losses begin with this, the label of the model follows.
inline constexpr std::string_view kLossColumn = "loss:";

/// Columns: unique_id, cutoff; the facts of series_facts.h as of the cutoff; the statics that are no lists (a static
/// with the name of another column is left out); demand, the sum of |y| over the periods scored; of each model the
/// loss, so that the sum of losses over the sum of demand is the wQL (wql_all where a decile is missing), null where it
/// scored other periods than the first model of the table, or none. O(rows * levels + pairs * history).
Table pair_table(const ScoredTable& table, const Panel& panel, const RunContext& context);

}  // namespace demandcast
