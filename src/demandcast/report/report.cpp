// One self-contained HTML file from the result of a backtest; computes no results.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/report.h"

#include <fmt/format.h>

#include <utility>

#include "demandcast/report/check_report.h"
#include "demandcast/report/html.h"
#include "demandcast/report/sections.h"

namespace demandcast {
namespace {

std::string footer(const BacktestReport& report) {
  std::string text = "Made by demandcast " + html::escape(report.library_version) + ".";
  if (!report.command_line.empty()) text += " " + html::element("code", html::escape(report.command_line));
  return html::element("footer", html::element("p", text));
}

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
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}{}{}{}\n</body>\n</html>\n",
      html::escape(report.title), style_sheet(), heading_section(report), contents(main), html::element("main", main),
      footer(report));
}

}  // namespace demandcast
