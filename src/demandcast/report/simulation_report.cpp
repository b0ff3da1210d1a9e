// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/simulation_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "demandcast/report/html.h"
#include "demandcast/report/line_chart.h"
#include "demandcast/report/model_style.h"
#include "demandcast/report/number_text.h"
#include "demandcast/report/page.h"
#include "demandcast/report/row_chart.h"
#include "demandcast/report/scatter_chart.h"

namespace demandcast {
namespace {

constexpr std::size_t kStyles = 7, kMostSeries = 40;
constexpr double kBand = 1.96;  // standard errors of a 95 % interval

std::string name_of(const SimulationRow& row) { return row.policy + " from " + row.model; }

/// "12 400 EUR".
std::string money_text(const SimulationReport& report, double money) {
  return report.currency.empty() ? units_text(money) : units_text(money) + "\u00A0" + html::escape(report.currency);
}

std::string signed_money(const SimulationReport& report, double money) {
  return (money < 0 ? "\u2212" : "+") + money_text(report, std::abs(money));
}

/// [place] rows from the cheapest to the dearest.
std::vector<std::size_t> by_cost(const SimulationReport& report) {
  std::vector<std::size_t> order(report.rows.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return report.rows[i].cost; });
  return order;
}

/// A row that charts draw, with its class in the style sheet: the cheapest seven, and the reference of the cheapest.
struct Drawn {
  std::size_t row;
  std::string style;
};

std::vector<Drawn> drawn_rows(const SimulationReport& report) {
  std::vector<Drawn> drawn;
  const std::string& best_model = report.rows[cheapest(report)].model;
  for (const std::size_t i : by_cost(report)) {
    const SimulationRow& row = report.rows[i];
    if (row.is_reference && row.model == best_model) {
      drawn.push_back({i, "mr"});
    } else if (!row.is_reference && std::ranges::count_if(drawn, [](const Drawn& d) { return d.style != "mr"; }) <
                                        static_cast<std::ptrdiff_t>(kStyles)) {
      const auto place = std::ranges::count_if(drawn, [](const Drawn& d) { return d.style != "mr"; });
      drawn.push_back({i, "m" + std::to_string(place)});
    }
  }
  return drawn;
}

std::string legend(const SimulationReport& report, const std::vector<Drawn>& drawn) {
  std::string items;
  for (const Drawn& one : drawn) items += legend_entry(one.style, name_of(report.rows[one.row]));
  if (drawn.size() < report.rows.size()) {
    items += fmt::format("<li>and {} more in the table</li>", report.rows.size() - drawn.size());
  }
  return html::element("ul", items, "class=\"legend\"");
}

bool is_clear(const SimulationRow& row) { return std::abs(row.saves) > kBand * row.saves_error; }

std::string in_words(const SimulationReport& report) {
  const SimulationRow& best = report.rows[cheapest(report)];
  std::string text = fmt::format("<b>{}</b> with forecasts of <b>{}</b> cost least: {} over {} {}s.",
                                 html::name(best.policy), html::name(best.model), money_text(report, best.cost),
                                 report.dates.size(), html::escape(report.period_word));
  if (!best.is_reference) {
    text += fmt::format(" That is {} {} than ordering mean demand and a {} more (cover), ",
                        money_text(report, std::abs(best.saves)), best.saves < 0 ? "more" : "less",
                        html::escape(report.period_word));
    text += is_clear(best) ? "clearly more than chance between series." : "which chance between series may explain.";
  }
  text += fmt::format(" It met {} of demand at once, with {} units on hand a series on average.",
                      percent_text(best.fill_rate), units_text(best.mean_held));
  return html::element("p", text);
}

std::string cost_table(const SimulationReport& report) {
  html::Table table{"What each policy would have cost" + (report.currency.empty() ? "" : ", " + report.currency),
                    {"Policy", "Forecasts of", "Cost", "Holding", "Missed demand", "Ordering", "Waste", "Met at once",
                     "On hand", "Saves against cover"},
                    {},
                    2};
  for (const std::size_t i : by_cost(report)) {
    const SimulationRow& row = report.rows[i];
    const std::string saves = row.is_reference ? "reference"
                                               : signed_money(report, row.saves) + "<span class=\"nb\">\u00B1\u00A0" +
                                                     units_text(row.saves_error) + " standard error</span>";
    table.rows.push_back({html::name(row.policy), html::name(row.model), units_text(row.cost), units_text(row.holding),
                          units_text(row.shortage), units_text(row.ordering), units_text(row.waste),
                          percent_text(row.fill_rate), units_text(row.mean_held), saves});
  }
  return html::element("section", html::element("h2", "Cost by policy") + html::table(table), "id=\"policies\"");
}

std::string savings_figure(const SimulationReport& report) {
  std::vector<svg::Bar> bars;
  for (const std::size_t i : by_cost(report)) {
    const SimulationRow& row = report.rows[i];
    const double reference = row.cost + row.saves;
    if (row.is_reference || !(reference > 0)) continue;
    const double share = row.saves / reference, reach = kBand * row.saves_error / reference;
    const char* style = !is_clear(row) ? "even" : row.saves > 0 ? "good" : "bad";
    bars.push_back({name_of(row), share, share - reach, share + reach, style,
                    !is_clear(row)  ? "not told apart"
                    : row.saves > 0 ? "cheaper"
                                    : "dearer"});
  }
  if (bars.empty()) return "";
  const std::string title = "Share of the cost of cover that is saved";
  return html::element("figure", html::element("figcaption", title) + svg::bar_chart(title, bars));
}

std::string service_figure(const SimulationReport& report, const std::vector<Drawn>& drawn) {
  svg::ScatterChart chart{"Stock against service", "units on hand, a series", "demand met at once", {}};
  for (const Drawn& one : drawn) {
    const SimulationRow& row = report.rows[one.row];
    chart.points.push_back({name_of(row), one.style, row.mean_held, row.fill_rate});
  }
  return html::element("figure", html::element("figcaption", chart.label) + svg::scatter_chart(chart));
}

std::string time_figure(const SimulationReport& report, const std::vector<Drawn>& drawn) {
  svg::LineChart chart{
      "Cost up to each " + report.period_word, report.period_word, {}, report.dates, {}, false, true, false, {}};
  chart.units = true;
  for (std::size_t t = 0; t < report.dates.size(); ++t) chart.x.push_back(static_cast<double>(t));
  for (const Drawn& one : drawn) {
    svg::ChartLine line{name_of(report.rows[one.row]), one.style, {}};
    double sum = 0;
    for (const double cost : report.rows[one.row].cost_of_period) line.y.push_back(sum += cost);
    chart.lines.push_back(std::move(line));
  }
  return html::element("figure", html::element("figcaption", chart.label) + svg::line_chart(chart));
}

std::string charts(const SimulationReport& report) {
  const std::vector<Drawn> drawn = drawn_rows(report);
  return html::element(
      "section",
      html::element("h2", "Money, stock and service") + legend(report, drawn) +
          html::element("div", savings_figure(report) + service_figure(report, drawn) + time_figure(report, drawn),
                        "class=\"charts\"") +
          html::element("p",
                        "Up and to the left is better: more demand met from less stock. Bars hold 95 % intervals over "
                        "series; series share their dates, so the true ones are wider.",
                        "class=\"soft\""),
      "id=\"charts\"");
}

std::string series_section(const SimulationReport& report) {
  if (report.series.empty()) return "";
  const SimulationRow& best = report.rows[cheapest(report)];
  double total = 0;
  for (const SimulationSeries& one : report.series) total += one.cost;
  html::Table table{fmt::format("The dearest of {} series under {}", count_text(report.series.size()), name_of(best)),
                    {"Series", "Cost", "Of the whole", "Holding", "Missed demand", "Units missed", "Met at once",
                     "On hand", "Under cover"},
                    {},
                    1};
  for (std::size_t i = 0; i < std::min(kMostSeries, report.series.size()); ++i) {
    const SimulationSeries& one = report.series[i];
    table.rows.push_back({html::name(one.id), units_text(one.cost),
                          total > 0 ? percent_text(one.cost / total) : std::string(kDash), units_text(one.holding),
                          units_text(one.shortage), units_text(one.lost), percent_text(one.fill_rate),
                          units_text(one.mean_held), units_text(one.reference_cost)});
  }
  return html::element(
      "section",
      html::element("h2", "Where the money is") +
          html::element("p",
                        "Much of the cost lies with few series. Where missed demand outweighs holding, "
                        "look at lead times and forecasts; where holding does, at packs and minimum orders.",
                        "class=\"soft\"") +
          html::table(table),
      "id=\"series\"");
}

std::string course_html(const SimulationReport& report, const SimulationCourse& course) {
  svg::LineChart chart{"Stock of " + course.id, report.period_word, {}, report.dates, {}, false, true, false, {}};
  chart.units = true;
  for (std::size_t t = 0; t < report.dates.size(); ++t) chart.x.push_back(static_cast<double>(t));
  chart.lines = {{"demand", "mr", course.demand},
                 {"on hand at the end", "m0", course.held},
                 {"ordered", "m2", course.ordered},
                 {"missed", "m1", course.missed}};
  return html::element("article",
                       html::element("h3", html::name(course.id)) + html::element("figure", svg::line_chart(chart)),
                       "class=\"series\"");
}

std::string courses_section(const SimulationReport& report) {
  if (report.courses.empty()) return "";
  std::string key, articles;
  for (const auto& [style, name] :
       {std::pair{"mr", "demand"}, {"m0", "on hand at the end"}, {"m2", "ordered"}, {"m1", "missed"}}) {
    key += legend_entry(style, name);
  }
  for (const SimulationCourse& course : report.courses) articles += course_html(report, course);
  return html::element("section",
                       html::element("h2", "The dearest products, " + html::escape(report.period_word) + " by " +
                                               html::escape(report.period_word)) +
                           html::element("p",
                                         fmt::format("Units under {}; nothing is drawn before an order could arrive.",
                                                     html::escape(name_of(report.rows[cheapest(report)]))),
                                         "class=\"soft\"") +
                           html::element("ul", key, "class=\"legend\"") +
                           html::element("div", articles, "class=\"charts\""),
                       "id=\"products\"");
}

}  // namespace

std::size_t cheapest(const SimulationReport& report) { return by_cost(report).front(); }

std::string render_simulation_report(const SimulationReport& report) {
  std::string lead =
      fmt::format("{} series, {} to {}, {} pairs of series and {} count", count_text(report.series_count),
                  html::escape(report.dates.front()), html::escape(report.dates.back()), count_text(report.counted),
                  html::escape(report.period_word));
  if (report.drawn > 0) {
    lead += fmt::format(
        "; demand of {} drawn from the first model's forecast, since the shelf was empty or nothing is known",
        count_text(report.drawn));
  }
  const std::string head = html::element("h1", "Policies in money") + html::element("p", lead, "class=\"lead\"") +
                           html::element("div", in_words(report), "class=\"answer\"") +
                           html::list(report.notes, "class=\"warnings\"");
  return page("Policies in money", html::element("header", head) +
                                       html::element("main", cost_table(report) + charts(report) +
                                                                 series_section(report) + courses_section(report)) +
                                       made_by(report.library_version, report.command_line));
}

}  // namespace demandcast
