// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/insight_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "apps/cli/figure_text.h"

namespace demandcast {
namespace {

constexpr std::size_t kShown = 12;

std::string worth_text(const std::string& name, const FeatureWorth& worth, std::size_t width) {
  return fmt::format("{:<{}}  {:>+9.5f}  ({:.5f})\n", name, width, worth.rise, worth.error);
}

std::string place_text(const PartialPoint& point) {
  switch (point.place) {
    case PartialPlace::kUpTo:
      return fmt::format("{:.4g}", point.value);
    case PartialPlace::kAbove:
      return fmt::format("> {:.4g}", point.value);
    case PartialPlace::kLacking:
      break;
  }
  return "absent";
}

std::string curve_text(const PartialCurve& curve) {
  const std::size_t width = std::max<std::size_t>(12, curve.feature.size());
  std::string text =
      fmt::format("\n{:<{}}  {:>8}  {:>8}  {:>8}  {:>8}\n", curve.feature, width, "mean", "0.1", "0.5", "0.9");
  for (const PartialPoint& point : curve.points) {
    text += fmt::format("{:>{}}  {:>8.3f}  {:>8.3f}  {:>8.3f}  {:>8.3f}\n", place_text(point), width, point.mean,
                        point.low, point.median, point.high);
  }
  return text;
}

}  // namespace

std::string insight_text(const ModelInsight& insight) {
  if (insight.rows == 0) return "";
  const std::size_t shown = std::min(kShown, insight.features.size());
  std::size_t width = 20;
  for (std::size_t i = 0; i < shown; ++i) width = std::max(width, insight.features[i].name.size());
  std::string text =
      fmt::format("wQL {} on {} rows, each from the trees that did not learn from its series; it rises by\n\n",
                  figure_text(insight.held_out_wql, 4), insight.rows);
  text += fmt::format("{:<{}}  {:>9}  (standard error)\n", "without", width, "wQL");
  for (const FeatureWorth& worth : insight.groups) text += worth_text("all of " + worth.group, worth, width);
  text += "\n";
  for (std::size_t i = 0; i < shown; ++i) text += worth_text(insight.features[i].name, insight.features[i], width);
  if (shown < insight.features.size()) text += fmt::format("and {} more (--json)\n", insight.features.size() - shown);
  if (!insight.curves.empty()) text += "\nThe forecast in units of its base, all else as it was, with\n";
  for (const PartialCurve& curve : insight.curves) text += curve_text(curve);
  return text;
}

}  // namespace demandcast
