// Where the errors are: by step, by cutoff, by level, and in segments; and whether the probabilities hold.
// SPDX-License-Identifier: Apache-2.0
#include <cctype>

#include "demandcast/report/breakdown_figure.h"
#include "demandcast/report/html.h"
#include "demandcast/report/model_style.h"
#include "demandcast/report/sections.h"

namespace demandcast {
namespace {

constexpr const char* kTwo = "class=\"charts\"";
constexpr const char* kThree = "class=\"charts three\"";

std::string section(const BacktestReport& report, const std::string& id, const std::string& title,
                    const std::string& words, const std::string& figures, const char* columns = kThree) {
  return html::element("section",
                       html::element("h2", title) + html::element("p", words) + model_legend(report.evaluation) +
                           html::element("div", figures, columns),
                       "id=\"" + id + "\"");
}

/// Loss, coverage and bias, by `of`.
std::vector<ShownMetric> three_metrics(const std::string& of) {
  return {{&Metrics::wql, "wQL by " + of, false, true, {}},
          {&Metrics::coverage80_pit,
           "Coverage of 80\u00A0% by " + of,
           true,
           false,
           {0.8},
           &Metrics::coverage80_pit_low,
           &Metrics::coverage80_pit_high},
          {&Metrics::bias, "Bias by " + of, true, false, {0}}};
}

/// The title of a dimension in planner's words, and what its groups are.
std::pair<std::string, std::string> dimension_words(const std::string& dimension) {
  if (dimension == "span")
    return {"Sums over spans", "Demand summed over lead:length: periods skipped after the cutoff, and periods summed."};
  if (dimension == "grouping") return {"Sums over series", "Totals by what is summed."};
  if (dimension == "velocity")
    return {"Sales volume", "Thirds of the series by what they sold in the season before the cutoff."};
  if (dimension == "scale") return {"Rank in sales", "From the many series that sell least to the few that sell most."};
  if (dimension == "intermittence")
    return {"Intermittence", "How often, and how evenly, a series sold up to the cutoff."};
  if (dimension == "age") return {"Age", "New: first sold within the season before the cutoff."};
  if (dimension == "season") return {"Seasonality", "How strongly a series followed the seasons up to the cutoff."};
  if (constexpr std::string_view kRules = "rule of "; dimension.starts_with(kRules)) {
    return {"Rules of " + dimension.substr(kRules.size()), "Series by the rule that chose their model."};
  }
  std::string name = dimension;
  if (!name.empty()) name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  return {name, "The static \"" + dimension + "\" of the series."};
}

/// Loss, coverage and bias of sums, by one dimension; nothing where there are none.
std::string sums_figures(const Evaluation& evaluation, const std::string& dimension) {
  const Breakdown sums = breakdown(evaluation, dimension);
  if (sums.groups.empty()) return "";
  const auto [title, words] = dimension_words(dimension);
  std::string figures;
  for (const ShownMetric& metric : three_metrics(dimension == "span" ? "span" : "what is summed")) {
    figures += dot_figure(evaluation, sums, metric);
  }
  return html::element("h3", title) + html::element("p", words, "class=\"soft\"") +
         html::element("div", figures, kThree);
}

}  // namespace

std::string horizon_section(const BacktestReport& report) {
  const Breakdown steps = breakdown(report.evaluation, "horizon");
  if (steps.groups.size() < 2) return "";  // the overall figures again
  std::string figures;
  for (const ShownMetric& metric : three_metrics("step"))
    figures += line_figure(report.evaluation, steps, metric, "step");
  return section(
      report, "horizon", "By step ahead",
      "The farther ahead, the harder. A line that climbs steeply says how far ahead a plan can lean on the forecast. "
      "The shaded band is the best model's: where its coverage would lie on other series and dates. It needs three "
      "cutoffs.",
      figures);
}

std::string cutoff_section(const BacktestReport& report) {
  const Breakdown cutoffs = breakdown(report.evaluation, "cutoff");
  if (cutoffs.groups.size() < 2) return "";
  std::string figures;
  for (const ShownMetric& metric : three_metrics("cutoff")) {
    figures += line_figure(report.evaluation, cutoffs, metric, "cutoff");
  }
  return section(
      report, "cutoff", "By cutoff",
      "A model that wins at one cutoff and loses at another has not won. Look for the weeks in which all of them "
      "were poor: something happened then that no model was told. The shaded band is what the luck of the dates within "
      "a window may do to the best model's coverage.",
      figures);
}

std::string reliability_section(const BacktestReport& report) {
  const Evaluation& evaluation = report.evaluation;
  if (evaluation.leaderboard.empty() || evaluation.levels.empty()) return "";
  const LevelMetric randomised{&Metrics::below_pit, &Metrics::below_pit_low, &Metrics::below_pit_high};
  const std::string figures =
      level_figure(evaluation, randomised, "Share of demand below the quantile, randomised", LevelView::kDiagonal) +
      level_figure(evaluation, randomised, "The same, distance from the diagonal", LevelView::kDistance) +
      level_figure(evaluation, {&Metrics::below}, "Ties counted as below, distance from the diagonal",
                   LevelView::kDistance) +
      level_figure(evaluation, {&Metrics::level_loss}, "Quantile loss by level", LevelView::kValue);
  return section(
      report, "reliability", "Do the probabilities hold?",
      "A quantile of level 0.9 should lie above demand nine times in ten: on the dashed line. Under the line the "
      "quantile is too low, over it too high. Where demand is a small count, it often equals a quantile; counting "
      "those ties as below overstates the share, the randomised figure is fair. The shaded band holds, 95 times in "
      "100, what the best model's figure would be on other series and dates: while the dashed line is within it, its "
      "probabilities hold as far as these dates can tell. The last chart has the loss of "
      "each quantile: high levels decide how much to stock of what must not run out, low ones how little of what "
      "spoils.",
      figures, kTwo);
}

std::string sums_section(const BacktestReport& report) {
  const std::string figures = sums_figures(report.evaluation, "span") + sums_figures(report.totals, "grouping");
  if (figures.empty()) return "";
  return html::element(
      "section",
      html::element("h2", "Sums over periods and over series") +
          html::element("p",
                        "What must be bought for a lead time, or fit into a store, is a sum; its quantiles are "
                        "not the sums of quantiles. They come from sample paths in which errors go together "
                        "as they did in the past.") +
          model_legend(report.evaluation) + figures,
      "id=\"sums\"");
}

std::string segment_section(const BacktestReport& report) {
  const std::vector<std::string> dimensions = segment_dimensions(report.evaluation);
  if (dimensions.empty()) return "";
  std::string body =
      html::element("h2", "By segment") +
      "<p>Segments are cut from what was known at each cutoff. The best model overall need not be the best "
      "for slow sellers or for launches. Thin lines at the dots of coverage are their 95&#160;% bands: where one "
      "crosses 80&#160;%, these dates do not tell that the interval fails.</p>" +
      model_legend(report.evaluation);
  for (const std::string& dimension : dimensions) {
    const auto [title, words] = dimension_words(dimension);
    std::string lower = title;
    lower[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(lower[0])));
    std::string figures;
    for (const ShownMetric& metric : three_metrics(lower)) {
      figures += dot_figure(report.evaluation, breakdown(report.evaluation, dimension), metric);
    }
    body += html::element("h3", html::escape(title)) + html::element("p", html::escape(words), "class=\"soft\"") +
            html::element("div", figures, kThree);
  }
  return html::element("section", body, "id=\"segments\"");
}

}  // namespace demandcast
