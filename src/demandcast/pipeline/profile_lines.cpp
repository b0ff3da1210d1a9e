// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/profile_lines.h"

#include <fmt/format.h>

namespace demandcast {
namespace {

std::string share_of(std::size_t part, std::size_t whole) {
  return fmt::format("{} ({:.1f} %)", part,
                     whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string date_of_period(const CheckResult& check, const std::optional<Period>& period) {
  return period ? check.frequency.format(*period) : "none";
}

}  // namespace

std::vector<std::pair<std::string, std::string>> profile_lines(const CheckResult& check) {
  if (!check.profile) return {};
  const PanelProfile& p = *check.profile;
  const std::string word = check.frequency.period_word();
  std::vector<std::pair<std::string, std::string>> lines = {
      {"rows", std::to_string(check.report.rows)},
      {"series", std::to_string(p.series)},
      {"frequency", check.frequency.name() + (check.report.frequency_found ? " (found)" : "")},
      {"from", date_of_period(check, p.first)},
      {"to", date_of_period(check, p.last)},
      {word + "s of history", fmt::format("{} to {}, median {}", p.history[0], p.history[4], p.history[2])},
      {"observed cells", share_of(p.observed, p.cells)},
      {"missing cells",
       fmt::format("{}, {} gaps in {} series", share_of(p.missing, p.cells), p.gaps, p.series_with_gaps)},
      {"censored cells (stock-outs)", share_of(p.censored, p.cells)},
      {"zeros among the observed", fmt::format("{:.1f} %", 100 * p.zero_share)},
      {"total demand", fmt::format("{:.0f}", p.total_demand)},
      {"first sale in last season", share_of(p.launches, p.series)},
      {"no sale in last season", share_of(p.ended, p.series)}};
  for (const auto& [name, series] : p.classes) lines.emplace_back("demand " + name, share_of(series, p.series));
  lines.emplace_back("seasonal", p.series_told_of_season == 0
                                     ? std::string("no series is long enough to tell")
                                     : fmt::format("{:.0f} % of the {} series long enough to tell",
                                                   100 * p.seasonal_share, p.series_told_of_season));
  if (!check.plans.empty()) lines.emplace_back("plans", check.plans);
  return lines;
}

}  // namespace demandcast
