// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/revision_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/report/html.h"
#include "demandcast/report/line_chart.h"
#include "demandcast/report/model_style.h"
#include "demandcast/report/number_text.h"

namespace demandcast {
namespace {

svg::LineChart chart_of(const SeriesPage& page, const std::vector<DrawnModel>& drawn) {
  const DateRevisions& revisions = page.revisions;
  svg::LineChart chart;
  chart.label = fmt::format("Demand of {} on {} as it was forecast from cutoff to cutoff", page.id, revisions.date);
  chart.x_title = "cutoff";
  chart.units = true;
  for (std::size_t c = 0; c < revisions.cutoffs.size(); ++c) chart.x.push_back(static_cast<double>(c));
  chart.x_labels = revisions.cutoffs;
  if (std::isfinite(revisions.actual)) chart.marks.push_back(revisions.actual);
  for (const DateRevisions::OfModel& of : revisions.models) {
    const auto style = std::ranges::find(drawn, of.model, &DrawnModel::name);
    if (style == drawn.end()) continue;
    svg::ChartLine line{of.model, style->style, of.middle};
    if (chart.lines.empty()) {
      line.low = of.low;
      line.high = of.high;
    }
    chart.lines.push_back(std::move(line));
  }
  return chart;
}

/// "croston (with its band), seasonal_naive (grey)".
std::string names(const DateRevisions& revisions, const Evaluation& evaluation) {
  std::string all;
  for (const DateRevisions::OfModel& of : revisions.models) {
    const bool first = &of == &revisions.models.front();
    const char* how = first ? " (with its band)" : of.model == evaluation.reference ? " (grey)" : "";
    all += (first ? "" : ", ") + html::name(of.model) + how;
  }
  return all;
}

std::string words(const DateRevisions& revisions, const Evaluation& evaluation) {
  const std::string truth =
      std::isfinite(revisions.actual) ? fmt::format("; dashed: what came true, {}", units_text(revisions.actual)) : "";
  return fmt::format("{} from cutoff to cutoff: medians of {}{}", html::escape(revisions.date),
                     names(revisions, evaluation), truth);
}

}  // namespace

std::string revision_figure(const SeriesPage& page, const Evaluation& evaluation) {
  if (page.revisions.cutoffs.empty() || page.revisions.models.empty()) return "";
  const std::vector<DrawnModel> drawn = drawn_models(evaluation);
  return html::element("figure", html::element("figcaption", words(page.revisions, evaluation)) +
                                     svg::line_chart(chart_of(page, drawn)));
}

}  // namespace demandcast
