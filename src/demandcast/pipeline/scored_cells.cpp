// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/scored_cells.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <vector>

namespace demandcast {
namespace {

bool is_stock_out(const Panel& panel, const std::string& id, Period period) {
  const auto series = panel.find(id);
  if (!series || period < panel.first_period(*series) || period > panel.last_period(*series)) return false;
  return panel.states(*series)[static_cast<std::size_t>(period - panel.first_period(*series))] == CellState::kCensored;
}

}  // namespace

ScoredCells count_scored(const ScoredTable& table, const Panel& panel) {
  const ForecastTable& rows = table.forecasts;
  ScoredCells cells;
  cells.mode = table.mode;
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    if (rows.model[row] != rows.model.front()) continue;
    const bool scored = !std::isnan(table.actual[row]);
    const bool stock_out = is_stock_out(panel, rows.ids[static_cast<std::size_t>(rows.series[row])], rows.period[row]);
    ++cells.forecast;
    cells.scored += scored ? 1 : 0;
    cells.stock_outs += stock_out ? 1 : 0;
    cells.without_demand += !scored && !stock_out ? 1 : 0;
  }
  return cells;
}

void add_cells(ScoredCells& all, const ScoredCells& part) {
  all.forecast += part.forecast;
  all.scored += part.scored;
  all.stock_outs += part.stock_outs;
  all.without_demand += part.without_demand;
  all.mode = part.mode;
}

std::string scored_text(const ScoredCells& cells) {
  const bool sales = cells.mode == ScoreMode::kSales;
  std::string text = cells.scored == cells.forecast
                         ? fmt::format("Scored all {} cells", cells.forecast)
                         : fmt::format("Scored {} of {} cells", cells.scored, cells.forecast);
  if (sales && cells.stock_outs > 0) text += fmt::format(", {} with a stock-out as they were sold", cells.stock_outs);
  std::vector<std::string> left_out;
  if (!sales && cells.stock_outs > 0) {
    left_out.push_back(fmt::format("{} with a stock-out (--score sales scores them as sold)", cells.stock_outs));
  }
  if (cells.without_demand > 0) left_out.push_back(fmt::format("{} without demand", cells.without_demand));
  if (!left_out.empty()) text += fmt::format("; left out: {}", fmt::join(left_out, ", "));
  return text + (cells.stock_outs == 0 ? "; no stock-out is known in them." : ".");
}

}  // namespace demandcast
