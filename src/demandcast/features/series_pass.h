// One pass over the series of a stream: work in parallel, results taken one after another.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "demandcast/core/parallel.h"
#include "demandcast/data/panel_view.h"

namespace demandcast {

/// For every series i of every view: work(view, i, result) on some thread, `result` a fresh Result; then
/// take(view, i, result) in the stream's order on this one. Holds the results of a chunk of series at a time.
template <class Result, class Work, class Take>
void pass_over_series(const PanelStream& stream, std::string_view task, const RunContext& context, const Work& work,
                      const Take& take) {
  constexpr std::size_t kSeriesAtOnce = 2'048;
  for (std::size_t shard = 0; shard < stream.shard_count(); ++shard) {
    stream.visit(shard, [&](const PanelView& view) {
      context.progress->start(task, view.series_count());
      for (std::size_t first = 0; first < view.series_count(); first += kSeriesAtOnce) {
        std::vector<Result> results(std::min(kSeriesAtOnce, view.series_count() - first));
        parallel_for(results.size(), context, [&](std::size_t i) { work(view, first + i, results[i]); });
        for (std::size_t i = 0; i < results.size(); ++i) take(view, first + i, results[i]);
      }
      context.progress->finish();
    });
  }
}

/// Calls body(column, category) for every category of a series.
template <class Body>
void for_each_category(const PanelView& view, std::size_t series, const Body& body) {
  for (const StaticColumn& column : view.statics()) {
    if (column.kind != StaticKind::kCategory) continue;
    const std::int32_t code = view.series(series).static_code(column);
    if (code >= 0) body(column.name, column.categories[static_cast<std::size_t>(code)]);
  }
}

}  // namespace demandcast
