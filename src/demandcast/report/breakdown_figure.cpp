// One figure of a breakdown: a chart of the models drawn, and below it the table of all of them.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/breakdown_figure.h"

#include <limits>
#include <utility>

#include "demandcast/report/html.h"
#include "demandcast/report/line_chart.h"
#include "demandcast/report/model_style.h"
#include "demandcast/report/number_text.h"
#include "demandcast/report/row_chart.h"

namespace demandcast {
namespace {

std::string figure_html(const std::string& title, const std::string& chart, const html::Table& table) {
  return html::element("figure",
                       html::element("figcaption", html::escape(title)) + chart + html::folded_table("Table", table));
}

/// A value, and below it its band where it has one.
std::string cell_html(double value, double low, double high, bool percent) {
  const std::string text = percent ? percent_text(value) : decimal_text(value, 4), band = percent_band_text(low, high);
  return band.empty() ? text : text + html::element("small", band, "class=\"nw\"");
}

/// Its band; NaN where the metric has none.
std::pair<double, double> band_of(const Metrics* cell, const ShownMetric& metric) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  if (metric.low == nullptr) return {kNone, kNone};
  return {figure(cell, metric.low), figure(cell, metric.high)};
}

/// Cells scored in a group: of the first model that has it.
std::string rows_text(const Breakdown& breakdown, std::size_t group) {
  for (const auto& of_model : breakdown.cells) {
    if (of_model[group] != nullptr) return count_text(of_model[group]->rows);
  }
  return kDash;
}

html::Table group_table(const Breakdown& breakdown, const ShownMetric& metric, const std::string& first_column) {
  html::Table table{metric.title, {html::escape(first_column), "Cells"}, {}, 1};
  for (const std::string& model : breakdown.models) table.head.push_back(html::name(model));
  for (std::size_t group = 0; group < breakdown.groups.size(); ++group) {
    std::vector<std::string> row{html::name(breakdown.groups[group]), rows_text(breakdown, group)};
    for (const auto& of_model : breakdown.cells) {
      const auto [low, high] = band_of(of_model[group], metric);
      row.push_back(cell_html(figure(of_model[group], metric.member), low, high, metric.percent));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

double level_value(const Metrics* cell, std::vector<double> Metrics::* member, std::size_t level) {
  if (cell == nullptr || member == nullptr || level >= (cell->*member).size())
    return std::numeric_limits<double>::quiet_NaN();
  return (cell->*member)[level];
}

}  // namespace

std::string line_figure(const Evaluation& evaluation, const Breakdown& breakdown, const ShownMetric& metric,
                        const std::string& x_title) {
  svg::LineChart chart{metric.title,   x_title,          {},    breakdown.groups, {},
                       metric.percent, metric.from_zero, false, metric.marks};
  for (std::size_t group = 0; group < breakdown.groups.size(); ++group) chart.x.push_back(static_cast<double>(group));
  for (const DrawnModel& model : drawn_models(evaluation)) {
    svg::ChartLine line{model.name, model.style, {}};
    for (const Metrics* cell : breakdown.cells[model.number]) {
      line.y.push_back(figure(cell, metric.member));
      if (model.number > 0 || metric.low == nullptr) continue;
      line.low.push_back(figure(cell, metric.low));
      line.high.push_back(figure(cell, metric.high));
    }
    chart.lines.push_back(std::move(line));
  }
  return figure_html(metric.title, svg::line_chart(chart), group_table(breakdown, metric, x_title));
}

std::string dot_figure(const Evaluation& evaluation, const Breakdown& breakdown, const ShownMetric& metric) {
  svg::DotChart chart{metric.title, {}, metric.percent, metric.from_zero, metric.marks};
  for (std::size_t group = 0; group < breakdown.groups.size(); ++group) {
    svg::DotRow row{breakdown.groups[group], {}};
    for (const DrawnModel& model : drawn_models(evaluation)) {
      const Metrics* cell = breakdown.cells[model.number][group];
      const auto [low, high] = band_of(cell, metric);
      row.dots.push_back({model.name, model.style, figure(cell, metric.member), low, high});
    }
    chart.rows.push_back(std::move(row));
  }
  return figure_html(metric.title, svg::dot_chart(chart), group_table(breakdown, metric, "Segment"));
}

std::string level_figure(const Evaluation& evaluation, const LevelMetric& metric, const std::string& title,
                         LevelView view) {
  const Breakdown overall = breakdown(evaluation, "overall");
  const bool share = view != LevelView::kValue, distance = view == LevelView::kDistance;
  svg::LineChart chart{title, "level", evaluation.levels, {}, {}, share, !distance, view == LevelView::kDiagonal, {}};
  if (distance) chart.marks = {0};
  html::Table table{title, {"Level"}, {}, 1};
  for (const std::string& model : overall.models) table.head.push_back(html::name(model));
  for (std::size_t level = 0; level < evaluation.levels.size(); ++level) {
    chart.x_labels.push_back(level_text(evaluation.levels[level]));
    std::vector<std::string> row{chart.x_labels.back()};
    for (const auto& of_model : overall.cells) {
      row.push_back(cell_html(level_value(of_model[0], metric.member, level),
                              level_value(of_model[0], metric.low, level), level_value(of_model[0], metric.high, level),
                              share));
    }
    table.rows.push_back(std::move(row));
  }
  for (const DrawnModel& model : drawn_models(evaluation)) {
    svg::ChartLine line{model.name, model.style, {}};
    const Metrics* cell = overall.cells[model.number][0];
    for (std::size_t level = 0; level < evaluation.levels.size(); ++level) {
      const double from = distance ? evaluation.levels[level] : 0;
      line.y.push_back(level_value(cell, metric.member, level) - from);
      if (model.number > 0 || metric.low == nullptr) continue;
      line.low.push_back(level_value(cell, metric.low, level) - from);
      line.high.push_back(level_value(cell, metric.high, level) - from);
    }
    chart.lines.push_back(std::move(line));
  }
  return figure_html(title, svg::line_chart(chart), table);
}

}  // namespace demandcast
