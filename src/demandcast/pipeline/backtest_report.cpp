// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/backtest_report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "demandcast/core/version.h"
#include "demandcast/pipeline/revisions.h"
#include "demandcast/pipeline/routers.h"
#include "demandcast/pipeline/series_choice.h"

namespace demandcast {
namespace {

constexpr std::size_t kFansPerPage = 4;
constexpr Period kHistorySeasons = 3, kLeastHistory = 40;

std::size_t index_of(const std::vector<std::string>& names, const std::string& name) {
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

/// Cutoff -> rows of one series and model, in the order of periods.
std::map<Period, std::vector<std::size_t>> rows_by_cutoff(const ForecastTable& table, std::size_t series,
                                                          std::size_t model) {
  std::map<Period, std::vector<std::size_t>> rows;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const bool mine =
        static_cast<std::size_t>(table.series[row]) == series && static_cast<std::size_t>(table.model[row]) == model;
    if (mine) rows[table.cutoff[row]].push_back(row);
  }
  for (auto& [cutoff, of_cutoff] : rows) {
    std::sort(of_cutoff.begin(), of_cutoff.end(),
              [&](std::size_t a, std::size_t b) { return table.period[a] < table.period[b]; });
  }
  return rows;
}

SeriesFan fan_of(const ForecastTable& table, const std::vector<std::size_t>& rows, Period cutoff) {
  SeriesFan fan;
  fan.model = table.models[static_cast<std::size_t>(table.model[rows.front()])];
  fan.cutoff = table.frequency.format(cutoff);
  fan.levels = table.levels;
  for (const std::size_t row : rows) {
    fan.dates.push_back(table.frequency.format(table.period[row]));
    fan.mean.push_back(table.mean[row]);
    const auto quantiles = table.row_quantiles(row);
    fan.quantiles.insert(fan.quantiles.end(), quantiles.begin(), quantiles.end());
  }
  return fan;
}

/// The channel that looks like a price, by its name.
const Channel* price_channel(const Panel& panel) {
  for (const Channel& channel : panel.channels()) {
    if (channel.name.find("price") != std::string::npos) return &channel;
  }
  return nullptr;
}

void fill_history(SeriesPage& page, const Panel& panel, std::size_t series, Period from) {
  const SeriesView view = PanelView(panel, panel.last_period(series)).with_newest_plans().series(series);
  const auto y = panel.target(series);
  const auto states = panel.states(series);
  for (auto t = static_cast<std::size_t>(from - panel.first_period(series)); t < y.size(); ++t) {
    page.dates.push_back(panel.frequency().format(panel.first_period(series) + static_cast<Period>(t)));
    page.actuals.push_back(static_cast<double>(y[t]));
    page.states.push_back(states[t]);
  }
  const Channel* price = price_channel(panel);
  if (price != nullptr) page.price = view.channel(*price, from, panel.last_period(series));
}

/// The newest fans of one series and model go onto the page; returns the oldest cutoff among them.
Period add_fans(SeriesPage& page, const ForecastTable& table, std::size_t series, std::size_t model, Period otherwise) {
  const auto rows = rows_by_cutoff(table, series, model);
  const std::size_t skipped = rows.size() > kFansPerPage ? rows.size() - kFansPerPage : 0;
  const auto oldest = std::next(rows.begin(), static_cast<std::ptrdiff_t>(skipped));
  for (auto it = oldest; it != rows.end(); ++it) page.fans.push_back(fan_of(table, it->second, it->first));
  return rows.empty() ? otherwise : oldest->first;
}

std::vector<std::string> warnings_of(const ReadReport& report) {
  std::vector<std::string> warnings;
  for (const Fault& fault : report.faults) {
    if (fault.severity != FaultSeverity::kWarning) continue;
    const bool placed = !fault.places.empty();
    const std::size_t more = placed ? fault.count - std::min(fault.count, fault.places.size()) : 0;
    warnings.push_back(fmt::format("{}{}{}{}", fault.message, placed ? ": " : "", fmt::join(fault.places, "; "),
                                   more > 0 ? fmt::format(" and {} more", more) : ""));
  }
  return warnings;
}

}  // namespace

SeriesPage page_of(const ForecastTable& table, const Panel& panel, const ChosenSeries& chosen,
                   const std::vector<std::size_t>& models) {
  SeriesPage page;
  page.id = table.ids[chosen.series];
  page.why = chosen.why;
  const std::size_t series = *panel.find(page.id);
  Period oldest = panel.last_period(series);
  for (const std::size_t model : models) {
    oldest = std::min(oldest, add_fans(page, table, chosen.series, model, oldest));
  }
  page.revisions = revisions_of(table, panel, chosen.series, models);
  const Period history = std::max<Period>(kLeastHistory, kHistorySeasons * panel.frequency().default_season());
  fill_history(page, panel, series, std::max(panel.first_period(series), oldest - history));
  return page;
}

std::vector<std::size_t> models_shown(const std::vector<std::string>& models, const Evaluation& evaluation) {
  const std::size_t best = index_of(models, evaluation.leaderboard.front());
  const std::size_t reference = index_of(models, evaluation.reference);
  return reference == best ? std::vector{best} : std::vector{best, reference};
}

std::vector<SeriesPage> pages_of(const ScoredTable& scored, const Panel& panel, const Evaluation& evaluation) {
  if (evaluation.leaderboard.empty()) return {};
  const std::vector<std::size_t> shown = models_shown(scored.forecasts.models, evaluation);
  std::vector<SeriesPage> pages;
  for (const ChosenSeries& chosen : choose_series(scored, shown.front())) {
    pages.push_back(page_of(scored.forecasts, panel, chosen, shown));
  }
  return pages;
}

void describe_models(const RunConfig& config, const ModelRegistry& registry,
                     const std::vector<Composition>& compositions, BacktestResult& result) {
  for (const Composition& composition : compositions) {
    result.models[composition.label] = fmt::format("{}", fmt::join(composition.parts, "+"));
  }
  result.options = options_with_season(config, registry);
}

BacktestReport report_of(const RunConfig& config, const BacktestResult& result) {
  BacktestReport report;
  report.library_version = kVersion;
  report.command_line = config.command_line;
  report.data = result.about;
  report.score_mode = config.score == ScoreMode::kSales ? "sales" : "available";
  report.notes = result.notes;
  report.warnings = warnings_of(result.report);
  for (std::string& idle : idle_rule_warnings(result.evaluation.rules)) report.warnings.push_back(std::move(idle));
  report.evaluation = result.evaluation;
  report.totals = result.totals;
  report.pages = result.pages;
  return report;
}

}  // namespace demandcast
