// One self-contained HTML file from the result of a backtest; computes no results.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/report.h"

#include <fmt/format.h>

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

}  // namespace

std::string render_backtest_report(const BacktestReport& report) {
  check_report(report);
  const std::string main = html::element("main", leaderboard_section(report) + series_section(report));
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}{}{}\n</body>\n</html>\n",
      html::escape(report.title), style_sheet(), heading_section(report), main, footer(report));
}

}  // namespace demandcast
