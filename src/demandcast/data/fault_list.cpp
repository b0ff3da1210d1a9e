// Faults counted, put in order and said in words.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/fault_list.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>

namespace demandcast {

Fault& FaultList::entry_of(const FaultKind& kind, const std::string& column) {
  for (Fault& entry : faults_) {
    if (entry.kind == kind.name && entry.severity == kind.severity && entry.column == column) return entry;
  }
  faults_.push_back({kind.severity, kind.name, column, 0, {}, kind.found, kind.remedy});
  return faults_.back();
}

void FaultList::add(const FaultKind& kind, std::size_t count, std::vector<std::string> places, std::string remedy) {
  Fault& entry = entry_of(kind, "");
  entry.count += count;
  entry.places = std::move(places);
  entry.remedy = std::move(remedy);
}

void FaultList::describe(const FaultKind& kind, const std::string& column, const std::string& found) {
  for (Fault& entry : faults_) {
    if (entry.kind == kind.name && entry.severity == kind.severity && entry.column == column) entry.message = found;
  }
}

bool FaultList::has_errors() const {
  return std::any_of(faults_.begin(), faults_.end(),
                     [](const Fault& f) { return f.severity == FaultSeverity::kError; });
}

void FaultList::join(const FaultList& later) {
  for (const Fault& more : later.faults_) {
    auto same = std::ranges::find_if(faults_, [&](const Fault& entry) {
      return entry.kind == more.kind && entry.severity == more.severity && entry.column == more.column;
    });
    if (same == faults_.end()) {
      faults_.push_back(more);
      continue;
    }
    if (more.places.empty()) continue;
    same->count += more.count;
    for (const std::string& place : more.places) {
      if (same->places.size() < kPlaces) same->places.push_back(place);
    }
  }
}

std::vector<Fault> FaultList::finish() {
  for (Fault& entry : faults_) {
    const std::string count = entry.places.empty() ? "" : fmt::format(" ({} in all)", entry.count);
    const std::string column = entry.column.empty() ? "" : fmt::format("column \"{}\": ", entry.column);
    entry.message = fmt::format("{}{}{}", column, entry.message, count);
  }
  const auto key = [](const Fault& f) { return std::tie(f.severity, f.kind, f.column); };
  std::sort(faults_.begin(), faults_.end(), [&](const Fault& a, const Fault& b) { return key(a) < key(b); });
  return std::move(faults_);
}

bool ReadReport::has_errors() const {
  return std::any_of(faults.begin(), faults.end(), [](const Fault& f) { return f.severity == FaultSeverity::kError; });
}

std::string ReadReport::error_text() const {
  std::vector<std::string> lines;
  for (const Fault& entry : faults) {
    if (entry.severity != FaultSeverity::kError) continue;
    const std::string at = entry.places.empty() ? "" : fmt::format(" at {}", fmt::join(entry.places, "; "));
    lines.push_back(fmt::format("{}{}: {}", entry.message, at, entry.remedy));
  }
  return fmt::format("{} {} in {}:\n  {}", lines.size(), lines.size() == 1 ? "fault" : "faults", path,
                     fmt::join(lines, "\n  "));
}

}  // namespace demandcast
