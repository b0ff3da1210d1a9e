// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/explanation_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/report/fan_chart.h"
#include "demandcast/report/forecast_change_section.h"
#include "demandcast/report/html.h"
#include "demandcast/report/line_chart.h"
#include "demandcast/report/model_style.h"
#include "demandcast/report/number_text.h"
#include "demandcast/report/page.h"

namespace demandcast {
namespace {

constexpr std::size_t kTargetsShown = 4;  // of attention: the nearest, the farthest, and two between

std::string figure_html(const std::string& title, const std::string& drawing) {
  return html::element("figure", html::element("figcaption", html::name(title)) + drawing);
}

svg::LineChart chart_over_past(const SeriesExplanation& series, const std::string& title, std::size_t first,
                               const std::string& period_word) {
  svg::LineChart chart;
  chart.label = title;
  chart.x_title = period_word;
  chart.x_labels.assign(series.dates.begin() + static_cast<std::ptrdiff_t>(first), series.dates.end());
  for (std::size_t t = 0; t < chart.x_labels.size(); ++t) chart.x.push_back(static_cast<double>(t));
  return chart;
}

std::vector<double> values_from(const Component& component, std::size_t first) {
  return {component.values.begin() + static_cast<std::ptrdiff_t>(first), component.values.end()};
}

std::string component_figure(const SeriesExplanation& series, const Component& component, const std::string& word) {
  svg::LineChart chart = chart_over_past(series, component.name, 0, word);
  const auto negative = [](double value) { return value < 0; };
  chart.from_zero = std::ranges::none_of(component.values, negative);
  chart.lines.push_back({component.name, "m0", component.values});
  return figure_html(component.name, svg::line_chart(chart));
}

/// The first period that any target looks at.
std::size_t first_seen(const std::vector<Component>& attention) {
  std::size_t first = attention.front().values.size();
  for (const Component& target : attention) {
    const auto seen = std::ranges::find_if(target.values, [](double share) { return share > 0; });
    first = std::min(first, static_cast<std::size_t>(seen - target.values.begin()));
  }
  return first;
}

/// A line per target, of few targets: where the forecast of that period looks in the past.
std::string attention_figure(const SeriesExplanation& series, const std::string& word) {
  const std::vector<Component>& all = series.told.attention;
  const std::size_t first = first_seen(all), shown = std::min(kTargetsShown, all.size());
  if (first >= all.front().values.size()) return {};
  svg::LineChart chart = chart_over_past(series, "Where the forecast looks", first, word);
  chart.percent = true;
  std::string key;
  for (std::size_t line = 0; line < shown; ++line) {
    const std::size_t target = shown > 1 ? line * (all.size() - 1) / (shown - 1) : 0;
    chart.lines.push_back({all[target].name, fmt::format("m{}", line), values_from(all[target], first)});
    key += legend_entry(chart.lines.back().style, chart.lines.back().name);
  }
  return figure_html(chart.label, html::element("ul", key, "class=\"legend\"") + svg::line_chart(chart));
}

std::string parameter_table(const Explanation& told) {
  if (told.parameters.empty()) return {};
  html::Table table{"What was learnt", {"Parameter", "Value"}, {}, 1};
  for (const auto& [name, value] : told.parameters) table.rows.push_back({html::name(name), units_text(value)});
  return html::table(table);
}

std::string relative_table(const Explanation& told) {
  if (told.relatives.empty()) return {};
  html::Table table{"Forecast from what these sold", {"Series", "Weight"}, {}, 1};
  for (const auto& [id, weight] : told.relatives) table.rows.push_back({html::name(id), percent_text(weight)});
  return html::table(table);
}

std::string form_text(const SeriesExplanation& series) {
  std::string form = series.told.form.empty() ? "The model tells nothing of this series."
                                              : html::element("b", html::name(series.told.form));
  if (!series.reason.empty()) form += " Why it is no ordinary forecast: " + html::escape(series.reason) + ".";
  return html::element("p", form);
}

const SeriesPage& page_of(const SeriesExplanation& series) { return series.page; }

std::string series_html(const SeriesExplanation& series, const ExplanationReport& report) {
  const Timeline timeline = timeline_of(series.page);
  std::string charts =
      figure_html("Forecast", fan_chart(series.page, timeline, report.model, highest_value(series.page, timeline)));
  if (!series.told.attention.empty()) charts += attention_figure(series, report.period_word);
  for (const Component& component : series.told.components) {
    charts += component_figure(series, component, report.period_word);
  }
  const std::string title =
      html::name(series.page.id) + " " + html::element("span", html::escape(series.page.why), "class=\"tag\"");
  const std::string change =
      series.change ? forecast_change_section(*series.change, series.told, report.period_word) : "";
  return html::element("article",
                       html::element("h3", title) + form_text(series) +
                           html::element("div", charts, "class=\"charts\"") + parameter_table(series.told) +
                           relative_table(series.told) + change,
                       "class=\"series\"");
}

}  // namespace

std::string render_explanation_report(const ExplanationReport& report) {
  const std::string head = html::element("h1", "What the model says, and why") +
                           html::element("p", html::name(report.model), "class=\"lead\"");
  std::string body =
      fan_legend({.truth = false, .stock_outs = std::ranges::any_of(report.series, has_stock_out, page_of)});
  for (const SeriesExplanation& series : report.series) body += series_html(series, report);
  return page("What the model says, and why", html::element("header", head) +
                                                  html::element("main", html::element("section", body)) +
                                                  made_by(report.library_version, report.command_line));
}

}  // namespace demandcast
