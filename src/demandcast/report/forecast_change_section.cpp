// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/forecast_change_section.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/report/html.h"
#include "demandcast/report/line_chart.h"
#include "demandcast/report/model_style.h"
#include "demandcast/report/number_text.h"

namespace demandcast {
namespace {

std::string signed_units(double value) {
  const std::string units = units_text(std::abs(value));
  return units == "0" ? units : (value < 0 ? "−" : "+") + units;
}

std::string plan_text(double plan) { return std::isnan(plan) ? "no plan" : decimal_text(plan, 2); }

std::string periods_text(std::size_t count, const std::string& word) {
  return fmt::format("{} {}{}", count, html::escape(word), count == 1 ? "" : "s");
}

std::string answer(const ForecastChange& change, const std::string& word) {
  const auto from = [&](std::size_t part) { return signed_units(total_of(change.parts[part].share)); };
  const double before = total_of(change.before), after = total_of(change.after);
  return html::element(
      "p",
      fmt::format("Of {} from {} to {}, <b>{}</b> are expected now and {} were with what was known on {}: {}, of "
                  "which {} come from new data, {} from changed plans and {} from the model.",
                  periods_text(change.dates.size(), word), change.dates.front(), change.dates.back(), units_text(after),
                  units_text(before), change.then, signed_units(after - before), from(0), from(1), from(2)));
}

svg::LineChart chart_of(const ForecastChange& change, const std::string& title, const std::string& word) {
  svg::LineChart chart;
  chart.label = title;
  chart.x_title = word;
  chart.x_labels = change.dates;
  chart.units = true;
  for (std::size_t date = 0; date < change.dates.size(); ++date) chart.x.push_back(static_cast<double>(date));
  return chart;
}

std::string figure_html(const svg::LineChart& chart) {
  std::string key;
  for (const svg::ChartLine& line : chart.lines) key += legend_entry(line.style, line.name);
  return html::element("figure", html::element("figcaption", html::name(chart.label)) +
                                     html::element("ul", key, "class=\"legend\"") + svg::line_chart(chart));
}

std::string forecasts_figure(const ForecastChange& change, const std::string& word) {
  svg::LineChart chart = chart_of(change, "Expected demand then and now", word);
  chart.lines.push_back({"known on " + change.then, "mr", change.before.mean});
  chart.lines.push_back({"known on " + change.now, "m0", change.after.mean});
  return figure_html(chart);
}

std::string parts_figure(const ForecastChange& change, const std::string& word) {
  svg::LineChart chart = chart_of(change, "What changed it", word);
  chart.marks = {0};
  for (std::size_t part = 0; part < change.parts.size(); ++part) {
    chart.lines.push_back({change.parts[part].name, fmt::format("m{}", part), change.parts[part].share.mean});
  }
  return figure_html(chart);
}

/// What the other column of a part's row says.
std::string cause(const ForecastChange& change, const std::string& part, const std::string& word) {
  if (part == "model") return change.refitted ? "learnt anew on newer data" : "the same model";
  if (part == "plan") return change.plans.empty() ? "nothing of this series was planned otherwise" : "see below";
  double sold = 0, expected = 0;
  std::size_t known = 0;
  for (std::size_t k = 0; k < change.since.size(); ++k) {
    if (std::isnan(change.sold[k])) continue;
    sold += change.sold[k];
    expected += change.expected[k];
    ++known;
  }
  if (known == 0) return "no demand known since";
  return fmt::format("{} since: sold {}, expected {}", periods_text(known, word), units_text(sold),
                     units_text(expected));
}

std::string parts_table(const ForecastChange& change, const std::string& word) {
  html::Table table{"Sums over these dates, the mean over all orders of replacing one after another by what it is now",
                    {"Part", "Adds", "Least and most of an order", "Because"},
                    {},
                    1};
  for (const ChangePart& part : change.parts) {
    table.rows.push_back({part.name, signed_units(total_of(part.share)),
                          signed_units(part.low) + " to " + signed_units(part.high), cause(change, part.name, word)});
  }
  return html::table(table);
}

std::string plans_table(const ForecastChange& change, const std::string& word) {
  if (change.plans.empty()) return {};
  html::Table table{"Plans that were others then", {"Column", "Periods", "For example", "Then", "Now"}, {}, 1};
  for (const PlanDifference& plan : change.plans) {
    table.rows.push_back({html::name(plan.column), periods_text(plan.periods, word), plan.date, plan_text(plan.then),
                          plan_text(plan.now)});
  }
  return html::table(table);
}

std::string model_table(const ForecastChange& change, const Explanation& told) {
  html::Table table{"What the model learnt, then and now", {"Parameter", "Then", "Now"}, {}, 1};
  for (const auto& [name, value] : change.parameters_then) {
    const auto now = std::ranges::find(told.parameters, name, &std::pair<std::string, double>::first);
    const double known = now == told.parameters.end() ? std::nan("") : now->second;
    table.rows.push_back({html::name(name), units_text(value), units_text(known)});
  }
  const std::string form = change.form_then.empty() || change.form_then == told.form
                               ? ""
                               : html::element("p", "Then it was " + html::name(change.form_then) + ".");
  return form + (table.rows.empty() ? "" : html::table(table));
}

}  // namespace

double total_of(const DateForecast& forecast) {
  double sum = 0;
  for (const double mean : forecast.mean) sum += mean;
  return sum;
}

std::string forecast_change_section(const ForecastChange& change, const Explanation& told,
                                    const std::string& period_word) {
  return html::element("h4", "Why it differs from that of " + html::escape(change.then)) + answer(change, period_word) +
         html::element("div", forecasts_figure(change, period_word) + parts_figure(change, period_word),
                       "class=\"charts\"") +
         parts_table(change, period_word) + plans_table(change, period_word) +
         (change.refitted ? model_table(change, told) : "");
}

}  // namespace demandcast
