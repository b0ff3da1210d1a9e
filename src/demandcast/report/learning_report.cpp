// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/learning_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/report/html.h"
#include "demandcast/report/line_chart.h"
#include "demandcast/report/model_style.h"
#include "demandcast/report/number_text.h"
#include "demandcast/report/page.h"

namespace demandcast {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kPointsShown = 200;

/// Both losses on one axis of updates; means of neighbours where there are more points than can be seen.
struct Axis {
  std::vector<std::int64_t> updates;
  std::vector<double> loss, held_back;
};

Axis axis_of(const LearningCurve& curve) {
  Axis axis;
  const std::size_t bundle = (curve.loss.size() + kPointsShown - 1) / kPointsShown;
  std::size_t look = 0;
  const auto add_looks = [&](std::int64_t until) {
    for (; look < curve.judged.size() && curve.judged[look] <= until; ++look) {
      axis.updates.push_back(curve.judged[look]);
      axis.loss.push_back(kNone);
      axis.held_back.push_back(curve.held_back[look]);
    }
  };
  for (std::size_t first = 0; first < curve.loss.size(); first += bundle) {
    const std::size_t end = std::min(curve.loss.size(), first + bundle);
    double sum = 0;
    for (std::size_t point = first; point < end; ++point) sum += curve.loss[point];
    add_looks(curve.updates[first] - 1);
    axis.updates.push_back(curve.updates[first]);
    axis.loss.push_back(sum / static_cast<double>(end - first));
    axis.held_back.push_back(kNone);
  }
  add_looks(std::numeric_limits<std::int64_t>::max());
  return axis;
}

/// A line runs through its own points, whatever lies between them.
std::vector<double> without_gaps(const std::vector<std::int64_t>& x, std::vector<double> y) {
  std::size_t before = y.size();
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (std::isnan(y[i])) continue;
    for (std::size_t j = before + 1; before < y.size() && j < i; ++j) {
      const double share =
          static_cast<double>(x[j] - x[before]) / static_cast<double>(std::max<std::int64_t>(1, x[i] - x[before]));
      y[j] = y[before] + share * (y[i] - y[before]);
    }
    before = i;
  }
  return y;
}

std::string curve_html(const LearningCurve& curve) {
  const Axis axis = axis_of(curve);
  svg::LineChart chart;
  chart.label = "Loss over updates";
  chart.x_title = "updates made";
  chart.from_zero = false;
  for (const std::int64_t update : axis.updates) {
    chart.x.push_back(static_cast<double>(update));
    chart.x_labels.push_back(std::to_string(update));
  }
  chart.lines.push_back({"of each batch", "m0", without_gaps(axis.updates, axis.loss)});
  if (!curve.held_back.empty()) {
    chart.lines.push_back({"on the newest horizon, held back", "m1", without_gaps(axis.updates, axis.held_back)});
  }
  std::string key;
  for (const svg::ChartLine& line : chart.lines) key += legend_entry(line.style, line.name);
  std::string said =
      fmt::format("The loss of a batch went from {:.4f} to {:.4f}.", curve.loss.front(), curve.loss.back());
  if (!curve.held_back.empty()) {
    const auto least = std::ranges::min_element(curve.held_back);
    said += fmt::format(" On periods held back it was least, {:.4f}, after {} updates.", *least,
                        curve.judged[static_cast<std::size_t>(least - curve.held_back.begin())]);
  }
  const std::string figure = html::element("ul", key, "class=\"legend\"") + svg::line_chart(chart);
  return html::element(
      "article",
      html::element("h3", html::name(curve.name)) + html::element("p", said) + html::element("figure", figure),
      "class=\"series\"");
}

}  // namespace

std::string render_learning_report(const LearningReport& report) {
  const std::string head =
      html::element("h1", "How it learnt") + html::element("p", html::name(report.model), "class=\"lead\"");
  std::string body;
  for (const LearningCurve& curve : report.curves) {
    if (!curve.loss.empty()) body += curve_html(curve);
  }
  if (body.empty()) body = html::element("p", "This model is not trained by updates; there is no curve.");
  return page("How it learnt", html::element("header", head) + html::element("main", html::element("section", body)) +
                                   made_by(report.library_version, report.command_line));
}

}  // namespace demandcast
