// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/check_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/pipeline/profile_lines.h"

namespace demandcast {
namespace {

std::string fault_text(const Fault& fault) {
  const char* word = fault.severity == FaultSeverity::kError ? "fault" : "warning";
  std::string text = fmt::format("{} {}: {}\n", word, fault.kind, fault.message);
  for (const std::string& place : fault.places) text += "    at " + place + "\n";
  const std::size_t more = fault.count - std::min(fault.count, fault.places.size());
  if (more > 0 && !fault.places.empty()) text += fmt::format("    and {} more\n", more);
  if (!fault.remedy.empty()) text += "    remedy: " + fault.remedy + "\n";
  return text;
}

}  // namespace

std::string check_text(const CheckResult& result) {
  std::string text;
  for (const auto& [name, value] : profile_lines(result)) text += fmt::format("{:<28} {}\n", name, value);
  if (!text.empty()) text += "\n";
  for (const Fault& fault : result.report.faults) text += fault_text(fault);
  if (result.report.faults.empty()) text += "no fault found\n";
  return text;
}

}  // namespace demandcast
