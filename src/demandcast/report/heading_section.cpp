// The head of the page: what was forecast, the answer in words, warnings and notes.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "demandcast/report/breakdown.h"
#include "demandcast/report/difference_words.h"
#include "demandcast/report/html.h"
#include "demandcast/report/number_text.h"
#include "demandcast/report/sections.h"

namespace demandcast {
namespace {

std::string date_html(const std::string& date) { return html::element("span", html::escape(date), "class=\"nw\""); }

std::string data_line(const DataDescription& data) {
  std::string line =
      fmt::format("<b>{}</b>: {} series, {}, {} to {}; {} steps ahead from {} cutoff{}", html::name(data.name),
                  count_text(data.series), html::escape(data.frequency), date_html(data.first_date),
                  date_html(data.last_date), data.horizon, data.cutoffs.size(), data.cutoffs.size() == 1 ? "" : "s");
  if (data.cutoffs.size() == 1) line += " (" + date_html(data.cutoffs.front()) + ")";
  if (data.cutoffs.size() > 1) {
    line += " (" + date_html(data.cutoffs.front()) + " to " + date_html(data.cutoffs.back()) + ")";
  }
  return html::element("p", line, "class=\"lead\"");
}

std::string lean_words(double bias) {
  if (!(bias < -0.005 || bias > 0.005)) return "They lean neither high nor low.";
  return fmt::format("The medians lie {} {} the demand in sum.", percent_text(std::abs(bias)),
                     bias > 0 ? "above" : "below");
}

std::string answer(const Evaluation& evaluation) {
  const Breakdown overall = breakdown(evaluation, "overall");
  if (overall.models.empty()) return "<p class=\"answer\">No model was scored.</p>";
  const std::string& best = overall.models[0];
  const Metrics& m = *overall.cells[0][0];
  std::string text = fmt::format("<b>{}</b> comes first with a wQL of {}", html::escape(best), decimal_text(m.wql, 4));
  if (const ModelDifference* difference = find_difference(evaluation.to_reference, best)) {
    text += fmt::format(", a value added of {} over {}: {}", signed_percent_text(value_added(*difference).value),
                        html::escape(evaluation.reference), difference_words(*difference));
  }
  text += ". ";
  if (std::isfinite(m.coverage80_pit)) {
    text += fmt::format("Its 80&#160;% intervals held {} of what came true. ", percent_text(m.coverage80_pit, 0));
  }
  return html::element("p", text + lean_words(m.bias), "class=\"answer\"");
}

}  // namespace

std::string heading_section(const BacktestReport& report) {
  std::string body =
      html::element("h1", html::escape(report.title)) + data_line(report.data) + answer(report.evaluation);
  body += html::list(report.warnings, "class=\"warnings\" aria-label=\"Warnings\"");
  body += html::list(report.notes, "class=\"notes\" aria-label=\"Notes\"");
  return html::element("header", body);
}

}  // namespace demandcast
