// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/check.h"

#include <fmt/format.h>

#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/panel_dates.h"

namespace demandcast {
namespace {

struct CellCounts {
  std::size_t observed = 0, missing = 0, censored = 0, zero = 0;
};

CellCounts count_cells(const Panel& panel) {
  CellCounts counts;
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    const auto y = panel.target(i);
    const auto states = panel.states(i);
    for (std::size_t t = 0; t < y.size(); ++t) {
      counts.observed += states[t] == CellState::kObserved;
      counts.missing += states[t] == CellState::kMissing;
      counts.censored += states[t] == CellState::kCensored;
      counts.zero += states[t] != CellState::kMissing && y[t] == 0;
    }
  }
  return counts;
}

std::string share(std::size_t part, std::size_t whole) {
  return fmt::format("{} ({:.1f} %)", part,
                     whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::vector<std::pair<std::string, std::string>> profile_of(const Panel& panel, const ReadReport& report) {
  const CellCounts cells = count_cells(panel);
  const std::size_t all = panel.cell_count();
  return {{"rows", std::to_string(report.rows)},
          {"series", std::to_string(panel.series_count())},
          {"frequency", panel.frequency().name() + (report.frequency_found ? " (found)" : "")},
          {"first period", first_date(panel)},
          {"last period", panel.frequency().format(panel.last_period())},
          {"observed cells", share(cells.observed, all)},
          {"missing cells", share(cells.missing, all)},
          {"censored cells (stock-outs)", share(cells.censored, all)},
          {"zero cells", share(cells.zero, all)}};
}

}  // namespace

CheckResult run_check(const RunConfig& config, const RunContext& context) {
  validate(config, Needs::kData, builtin_models());
  context.progress->start("reading " + config.data.path, 0);
  ReadResult read = read_panel(config.data);
  context.progress->finish();
  CheckResult result{std::move(read.report), {}};
  if (read.panel) result.profile = profile_of(*read.panel, result.report);
  return result;
}

}  // namespace demandcast
