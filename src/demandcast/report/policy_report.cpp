// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/policy_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/report/html.h"
#include "demandcast/report/line_chart.h"
#include "demandcast/report/model_style.h"
#include "demandcast/report/number_text.h"
#include "demandcast/report/page.h"

namespace demandcast {
namespace {

constexpr std::size_t kMostSeries = 30;

std::string legend_of(const svg::LineChart& chart) {
  std::string key;
  for (const svg::ChartLine& line : chart.lines) key += legend_entry(line.style, line.name);
  return html::element("ul", key, "class=\"legend\"");
}

std::string figure(const svg::LineChart& chart, const std::string& caption) {
  return html::element("figure",
                       html::element("figcaption", html::escape(caption)) + legend_of(chart) + svg::line_chart(chart));
}

std::string short_number(double value) { return fmt::format("{:.3g}", value); }

std::string in_words(const PolicyReport& report) {
  const double saved = 1 - report.learned_cost / report.myopic_cost;
  std::string text = fmt::format(
      "Over the {}s that validated, a series costs {} a {} with the myopic rule and {} with what was learnt: <b>{} "
      "{}</b>.",
      html::escape(report.period_word), short_number(report.myopic_cost), html::escape(report.period_word),
      short_number(report.learned_cost), percent_text(std::abs(saved)), saved >= 0 ? "less" : "more");
  text +=
      " These periods chose the parameters, so that the figure flatters; <code>demandcast simulate</code> on later "
      "ones "
      "judges.";
  return html::element("p", text);
}

std::string training_section(const PolicyReport& report) {
  svg::LineChart chart;
  chart.label = "Cost over training";
  chart.x_title = "steps made";
  chart.from_zero = false;
  for (const int step : report.steps) {
    chart.x.push_back(step);
    chart.x_labels.push_back(std::to_string(step));
  }
  chart.lines.push_back({"of a batch of training", "m1", report.training});
  chart.lines.push_back({"of the periods that validate", "m0", report.validation});
  chart.marks.push_back(report.myopic_cost);
  return html::element("section",
                       html::element("h2", "How it learnt") +
                           figure(chart, "Cost of a series and " + report.period_word +
                                             "; dashed: the myopic rule over the periods that validate"),
                       "id=\"training\"");
}

std::string orders_section(const PolicyReport& report) {
  std::string figures;
  for (const PolicyReportOrders& one : report.orders) {
    svg::LineChart chart;
    chart.label = "Order by stock on hand";
    chart.x_title = "units on hand, nothing on its way";
    chart.units = true;
    chart.x = one.on_hand;
    for (const double units : one.on_hand) chart.x_labels.push_back(units_text(units));
    chart.lines.push_back({"learned", "m0", one.learned});
    chart.lines.push_back({"myopic rule", "m1", one.myopic});
    chart.lines.push_back({"base stock", "mr", one.base_stock});
    figures += figure(chart, fmt::format("{}, {}: {} wanted over lead time and review", one.id, one.date,
                                         units_text(one.mean_demand)));
  }
  return html::element(
      "section",
      html::element("h2", "What it orders") + html::element("div", figures, "class=\"charts\"") +
          html::element("p",
                        "Products of small, middling and large demand. The base stock fills up to a level; the myopic "
                        "rule asks for "
                        "less where little is on hand, because demand before the order arrives is lost anyway.",
                        "class=\"soft\""),
      "id=\"orders\"");
}

std::string corrections_section(const PolicyReport& report) {
  if (report.correction.size() < 2) return "";
  svg::LineChart chart;
  chart.label = "Correction by how certain the forecast is";
  chart.x_title = "mean demand, in deviations of it";
  chart.x = report.certainty;
  for (const double value : report.certainty) chart.x_labels.push_back(short_number(value));
  chart.lines.push_back({"correction", "m0", report.correction});
  chart.marks.push_back(0);
  return html::element(
      "section",
      html::element("h2", "What it corrects") +
          figure(chart, "Units ordered more than by the rule, in deviations of demand over lead time and review") +
          html::element(
              "p", "Left: demand that is hard to foretell. Below the dashed line it orders less than the rule does.",
              "class=\"soft\""),
      "id=\"corrections\"");
}

std::string series_section(const PolicyReport& report) {
  std::vector<PolicyReportSeries> rows = report.series;
  std::ranges::stable_sort(rows, std::greater{}, [](const auto& one) { return std::abs(one.learned - one.myopic); });
  html::Table table{fmt::format("Where it differs most, of {} series", count_text(rows.size())),
                    {"Series", "Myopic rule", "Learned", "Saved"},
                    {},
                    1};
  for (const PolicyReportSeries& one : rows) {
    if (table.rows.size() == kMostSeries) break;
    table.rows.push_back(
        {html::name(one.id), units_text(one.myopic), units_text(one.learned),
         (one.learned > one.myopic ? "\u2212" : "+") + units_text(std::abs(one.myopic - one.learned))});
  }
  const auto better = std::ranges::count_if(rows, [](const auto& one) { return one.learned < one.myopic; }),
             worse = std::ranges::count_if(rows, [](const auto& one) { return one.learned > one.myopic; });
  const std::string unit = report.currency.empty() ? "" : ", in " + html::escape(report.currency);
  return html::element("section",
                       html::element("h2", "Where it differs most") +
                           html::element("p", fmt::format("Cheaper for {} series, dearer for {}, over the {}s that "
                                                          "validated{}.",
                                                          count_text(static_cast<std::size_t>(better)),
                                                          count_text(static_cast<std::size_t>(worse)),
                                                          html::escape(report.period_word), unit)) +
                           html::table(table),
                       "id=\"series\"");
}

}  // namespace

std::string render_policy_report(const PolicyReport& report) {
  const std::string lead =
      fmt::format("{} series, forecasts of {}, {} to {}, validated from {}", count_text(report.trained_series),
                  html::name(report.model), html::escape(report.first), html::escape(report.last),
                  html::escape(report.validated_from));
  const std::string head =
      html::element("h1", "A policy that learnt to buy") + html::element("p", lead, "class=\"lead\"") +
      html::element("div", in_words(report), "class=\"answer\"") + html::list(report.notes, "class=\"warnings\"");
  return page("A policy that learnt to buy",
              html::element("header", head) +
                  html::element("main", training_section(report) + orders_section(report) +
                                            corrections_section(report) + series_section(report)) +
                  made_by(report.library_version, report.command_line));
}

}  // namespace demandcast
