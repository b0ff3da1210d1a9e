// Whether the parts of a report fit each other, before anything is drawn.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/check_report.h"

#include <fmt/format.h>

#include "demandcast/core/error.h"
#include "demandcast/report/breakdown.h"

namespace demandcast {
namespace {

void check_length(const std::string& id, std::string_view what, std::size_t length, std::size_t wanted) {
  if (length == wanted) return;
  throw DataError(fmt::format("[report] series \"{}\": {} {}, {} wanted", id, length, what, wanted));
}

void check_page(const SeriesPage& page) {
  check_length(page.id, "actuals", page.actuals.size(), page.dates.size());
  check_length(page.id, "states", page.states.size(), page.dates.size());
  if (!page.price.empty()) check_length(page.id, "prices", page.price.size(), page.dates.size());
  for (const SeriesFan& fan : page.fans) {
    check_length(page.id, "quantiles of " + fan.model, fan.quantiles.size(), fan.dates.size() * fan.levels.size());
    if (!fan.mean.empty()) check_length(page.id, "means of " + fan.model, fan.mean.size(), fan.dates.size());
  }
}

}  // namespace

void check_report(const BacktestReport& report) {
  const Breakdown overall = breakdown(report.evaluation, "overall");
  for (std::size_t model = 0; model < overall.models.size(); ++model) {
    if (overall.groups.empty() || overall.cells[model][0] == nullptr) {
      throw DataError(
          fmt::format("[report] model {}: on the leaderboard, but without overall metrics", overall.models[model]));
    }
  }
  for (const SeriesPage& page : report.pages) check_page(page);
}

}  // namespace demandcast
