// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/whatif_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demandcast/report/html.h"
#include "demandcast/report/line_chart.h"
#include "demandcast/report/number_text.h"
#include "demandcast/report/page.h"
#include "demandcast/report/sections.h"

namespace demandcast {
namespace {

constexpr std::size_t kMostRows = 40;

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

std::string change_text(double base, double changed) {
  return base > 0 ? signed_percent_text(changed / base - 1) : kDash;
}

std::string signed_units(double value) { return (value < 0 ? "\u2212" : "+") + units_text(std::abs(value)); }

std::string in_words(const WhatIfReport& report) {
  const double base = sum(report.base), changed = sum(report.changed);
  std::string text = fmt::format("Expected demand over {} {}s is <b>{}</b> instead of {}: {} ({}).",
                                 report.dates.size(), html::escape(report.period_word), units_text(changed),
                                 units_text(base), change_text(base, changed), signed_units(changed - base));
  if (!std::isnan(report.total_low)) {
    text += fmt::format(" In eight of ten futures the difference lies between {} and {}.",
                        signed_units(report.total_low), signed_units(report.total_high));
  }
  return html::element("p", text);
}

std::string figure_html(const std::string& title, const std::string& drawing) {
  return html::element("figure", html::element("figcaption", html::escape(title)) + drawing);
}

svg::LineChart chart_of(const WhatIfReport& report, const std::string& title) {
  svg::LineChart chart{title, report.period_word, {}, report.dates, {}, false, true, false, {}};
  for (std::size_t step = 0; step < report.dates.size(); ++step) chart.x.push_back(static_cast<double>(step));
  return chart;
}

std::string charts(const WhatIfReport& report) {
  svg::LineChart demand = chart_of(report, "Expected demand of all series");
  demand.lines.push_back({"as planned", "mr", report.base});
  demand.lines.push_back({"scenario", "m0", report.changed});
  svg::LineChart difference = chart_of(report, "What the scenario adds");
  svg::ChartLine line{"scenario less plan", "m0", {}, report.low, report.high};
  for (std::size_t step = 0; step < report.base.size(); ++step) {
    line.y.push_back(report.changed[step] - report.base[step]);
  }
  difference.lines.push_back(std::move(line));
  difference.marks = {0};
  const std::string key = html::element("p",
                                        "Grey: as planned. Coloured: the scenario. Both are drawn from the same random "
                                        "numbers, so that what differs is the scenario alone; the band of the "
                                        "difference, where there is one, holds eight of ten futures.",
                                        "class=\"soft\"");
  return html::element("section", html::element("h2", "Demand") + key +
                                      html::element("div",
                                                    figure_html(demand.label, svg::line_chart(demand)) +
                                                        figure_html(difference.label, svg::line_chart(difference)),
                                                    "class=\"charts\""));
}

std::string step_table(const WhatIfReport& report) {
  html::Table table{
      "Demand by " + report.period_word, {"Date", "As planned", "Scenario", "Difference", "Change"}, {}, 1};
  for (std::size_t step = 0; step < report.dates.size(); ++step) {
    const double base = report.base[step], changed = report.changed[step];
    table.rows.push_back({html::escape(report.dates[step]), units_text(base), units_text(changed),
                          signed_units(changed - base), change_text(base, changed)});
  }
  return html::folded_table("Table", table);
}

std::string money_section(const WhatIfReport& report) {
  if (!report.has_money) return "";
  html::Table table{"Money" + (report.currency.empty() ? std::string() : ", " + report.currency),
                    {"", "As planned", "Scenario", "Difference"},
                    {},
                    1};
  const auto add = [&](const char* name, double WhatIfMoney::* figure) {
    const double base = report.base_money.*figure, changed = report.changed_money.*figure;
    table.rows.push_back({name, units_text(base), units_text(changed), signed_units(changed - base)});
  };
  add("Revenue of expected demand", &WhatIfMoney::revenue);
  add("Margin of expected demand", &WhatIfMoney::margin);
  add("Units to order now", &WhatIfMoney::ordered);
  add("Expected cost of these orders", &WhatIfMoney::expected_cost);
  return html::element(
      "section", html::element("h2", "Orders and profit") +
                     html::element("p",
                                   "Revenue and margin take all demand as met, at the planned prices; what orders cost "
                                   "counts holding, lost sales and waste in the periods that they serve.",
                                   "class=\"soft\"") +
                     html::table(table));
}

std::string series_section_of(const WhatIfReport& report) {
  if (report.series.empty()) return "";
  const std::string column = report.columns.empty() ? "plan" : report.columns.front();
  html::Table table{fmt::format("The most changed of {} series", count_text(report.series_changed)),
                    {"Series", html::name(column) + " as planned", html::name(column) + " in the scenario",
                     "Demand as planned", "Demand in the scenario", "Difference", "Change"},
                    {},
                    1};
  const auto plan_text = [](double plan) { return std::isnan(plan) ? std::string(kDash) : decimal_text(plan, 2); };
  for (std::size_t i = 0; i < std::min(kMostRows, report.series.size()); ++i) {
    const WhatIfSeries& one = report.series[i];
    table.rows.push_back({html::name(one.id), plan_text(one.base_plan), plan_text(one.changed_plan),
                          units_text(one.base), units_text(one.changed), signed_units(one.changed - one.base),
                          change_text(one.base, one.changed)});
  }
  return html::element("section", html::element("h2", "Series") + html::table(table));
}

}  // namespace

std::string render_whatif_report(const WhatIfReport& report) {
  const std::string lead = fmt::format("{} of {} series changed, forecast by {}", count_text(report.series_changed),
                                       count_text(report.series_count), html::name(report.model));
  const std::string head = html::element("h1", "What if") + html::element("p", lead, "class=\"lead\"") +
                           html::list(report.changes, "") + html::element("div", in_words(report), "class=\"answer\"") +
                           html::list(report.warnings, "class=\"warnings\"");
  return page("What if", html::element("header", head) +
                             html::element("main", charts(report) + step_table(report) + money_section(report) +
                                                       series_section_of(report)) +
                             made_by(report.library_version, report.command_line));
}

}  // namespace demandcast
