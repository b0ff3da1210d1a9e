// Series to look at: charts of the worst and of typical ones, each with its table.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "demandcast/report/fan_chart.h"
#include "demandcast/report/html.h"
#include "demandcast/report/number_text.h"
#include "demandcast/report/revision_chart.h"
#include "demandcast/report/sections.h"

namespace demandcast {
namespace {

std::vector<std::string> models_of(const SeriesPage& page) {
  std::vector<std::string> models;
  for (const SeriesFan& fan : page.fans) {
    if (std::find(models.begin(), models.end(), fan.model) == models.end()) models.push_back(fan.model);
  }
  return models;
}

/// Lowest level, middle, highest level of the fan that forecasts `date`; dashes where none does.
void append_fan_cells(const std::vector<const SeriesFan*>& fans, const std::string& date,
                      std::vector<std::string>& row) {
  for (const SeriesFan* fan : fans) {
    const auto at = std::find(fan->dates.begin(), fan->dates.end(), date);
    if (at == fan->dates.end()) continue;
    const double* quantiles =
        fan->quantiles.data() + (at - fan->dates.begin()) * static_cast<std::ptrdiff_t>(fan->levels.size());
    for (const std::size_t level : {std::size_t{0}, middle_level(fan->levels), fan->levels.size() - 1}) {
      row.push_back(units_text(quantiles[level]));
    }
    return;
  }
  row.insert(row.end(), 3, kDash);
}

std::string state_text(CellState state) {
  return state == CellState::kCensored ? "stock-out" : state == CellState::kMissing ? "not known" : "";
}

html::Table series_table(const SeriesPage& page, const Timeline& timeline, const std::vector<std::string>& models) {
  html::Table table{"Demand and forecasts of " + page.id, {"Period", "Demand", "State"}, {}, 1};
  if (!timeline.price.empty()) table.head.push_back("Price");
  std::vector<std::vector<const SeriesFan*>> fans;
  for (const std::string& model : models) {
    fans.push_back(fans_to_draw(page, model));
    const std::vector<double> levels = fans.back().empty() ? std::vector<double>{} : fans.back()[0]->levels;
    for (const std::size_t level : {std::size_t{0}, middle_level(levels), levels.size() - 1}) {
      table.head.push_back(html::name(model) + " " + (levels.empty() ? kDash : level_text(levels[level])));
    }
  }
  for (std::size_t i = 0; i < timeline.dates.size(); ++i) {
    std::vector<std::string> row{html::escape(timeline.dates[i]), units_text(timeline.actuals[i]),
                                 state_text(timeline.states[i])};
    if (!timeline.price.empty()) row.push_back(decimal_text(timeline.price[i], 2));
    for (const auto& of_model : fans) append_fan_cells(of_model, timeline.dates[i], row);
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string page_html(const SeriesPage& page, const Evaluation& evaluation) {
  const Timeline timeline = timeline_of(page);
  const double top = highest_value(page, timeline);
  const std::vector<std::string> models = models_of(page);
  std::string charts;
  for (const std::string& model : models) {
    charts +=
        html::element("figure", html::element("figcaption", html::name(model)) + fan_chart(page, timeline, model, top));
  }
  charts += revision_figure(page, evaluation);
  if (models.empty()) charts = html::element("figure", fan_chart(page, timeline, "no model", top));
  const std::string title = html::name(page.id) + " " + html::element("span", html::escape(page.why), "class=\"tag\"");
  return html::element("article",
                       html::element("h3", title) + html::element("div", charts, "class=\"charts\"") +
                           html::folded_table("Table", series_table(page, timeline, models)),
                       "class=\"series\"");
}

}  // namespace

std::string series_section(const BacktestReport& report) {
  std::string body = html::element("h2", "Series to look at");
  if (report.pages.empty()) return html::element("section", body + "<p>No series was chosen.</p>", "id=\"series\"");
  body += fan_legend({.truth = true, .stock_outs = std::ranges::any_of(report.pages, has_stock_out)});
  for (const SeriesPage& page : report.pages) body += page_html(page, report.evaluation);
  return html::element("section", body, "id=\"series\"");
}

}  // namespace demandcast
