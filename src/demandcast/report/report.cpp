// One self-contained HTML file from the result of a backtest; computes no results.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/report.h"

#include <fmt/format.h>

#include <utility>

#include "demandcast/report/check_report.h"
#include "demandcast/report/html.h"
#include "demandcast/report/page.h"
#include "demandcast/report/sections.h"

namespace demandcast {
namespace {

/// Links to the sections that `main` has.
std::string contents(const std::string& main) {
  constexpr std::pair<const char*, const char*> kSections[] = {
      {"leaderboard", "Leaderboard"},   {"reading", "How to read this"},
      {"differences", "Differences"},   {"rules", "Rules"},
      {"horizon", "By step"},           {"cutoff", "By cutoff"},
      {"reliability", "Probabilities"}, {"sums", "Sums"},
      {"segments", "Segments"},         {"series", "Series"},
      {"definitions", "Definitions"}};
  std::string links;
  for (const auto& [id, title] : kSections) {
    if (main.find(fmt::format("<section id=\"{}\"", id)) == std::string::npos) continue;
    links += html::element("a", title, fmt::format("href=\"#{}\"", id)) + "\n";
  }
  return html::element("nav", links, "aria-label=\"Contents\"");
}

}  // namespace

std::string render_backtest_report(const BacktestReport& report) {
  check_report(report);
  std::string main =
      leaderboard_section(report) + reading_section() + value_added_section(report) + rules_section(report);
  main += horizon_section(report) + cutoff_section(report) + reliability_section(report) + sums_section(report) +
          segment_section(report);
  main += series_section(report) + definitions_section(report);
  return page(report.title, heading_section(report) + contents(main) + html::element("main", main) +
                                made_by(report.library_version, report.command_line));
}

}  // namespace demandcast
