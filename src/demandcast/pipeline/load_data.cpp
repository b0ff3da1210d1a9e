// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/load_data.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/core/free_memory.h"

namespace demandcast {

namespace {

constexpr double kMega = 1 << 20;

/// Throws when a flag that was given says otherwise than the store; then the store's word is taken.
class StoreRoles {
 public:
  StoreRoles(DataSource& asked, const StoreSummary& store, std::string place)
      : asked_(asked), store_(store), place_(std::move(place)) {}

  void take_all() {
    take("--id", &DataSource::id);
    take("--time", &DataSource::time);
    take("--target", &DataSource::target);
    take("--known", &DataSource::known);
    take("--past", &DataSource::past);
    take("--static", &DataSource::statics);
    take("--availability", &DataSource::availability);
    take("--known-at", &DataSource::known_at);
    take("--negative", &DataSource::negative);
    take("--fill", &DataSource::fill);
    if (!asked_.frequency.empty() && Frequency::parse(asked_.frequency).name() != store_.frequency.name()) {
      refuse("--freq");
    }
  }

  [[noreturn]] void refuse(const char* flag) const {
    throw ConfigError(
        fmt::format("{}: \"{}\" is a store, packed with other roles; leave the flag out (the store knows "
                    "its columns), or pack the data anew",
                    flag, place_));
  }

 private:
  template <class T>
  void take(const char* flag, T DataSource::* member) {
    const bool given = asked_.*member != DataSource{}.*member;
    if (given && asked_.*member != store_.source.*member) refuse(flag);
    asked_.*member = store_.source.*member;
  }

  DataSource& asked_;
  const StoreSummary& store_;
  std::string place_;
};

Panel read_whole(const PackedStore& store, const RunConfig& config) {
  constexpr double kBytesPerCell = 2 * 5;  // shards and the panel of all
  const StoreSummary& summary = store.summary();
  const double known = static_cast<double>(summary.source.known.size());
  const double channels = 8.0 * (known + static_cast<double>(summary.source.past.size())) +
                          (summary.source.known_at.empty() ? 0.0 : 40.0 * known);
  check_memory(config, static_cast<double>(summary.cells) * (kBytesPerCell + channels),
               "the whole store, which this work holds in memory,");
  return store.whole();
}

}  // namespace

void take_store_roles(DataSource& data) {
  if (!is_packed_store(data.path)) return;
  const PackedStore store(data.path);
  StoreRoles roles(data, store.summary(), data.path);
  roles.take_all();
  if (!data.statics_path.empty()) roles.refuse("--statics");
  if (!data.future_path.empty()) roles.refuse("--future");
}

void take_roles_to_append(DataSource& rows, const PackedStore& store, const std::string& place) {
  StoreRoles(rows, store.summary(), place).take_all();
}

ReadReport report_of(const PackedStore& store, const std::string& path) {
  const StoreSummary& summary = store.summary();
  return {path, summary.rows, summary.warnings, summary.source.frequency.empty(), summary.unused_columns};
}

void check_memory(const RunConfig& config, double bytes, std::string_view what) {
  const bool given = config.memory > 0;
  const double allowed = given ? static_cast<double>(config.memory) : free_memory();
  if (bytes <= allowed) return;
  throw ConfigError(fmt::format("{} takes about {:.0f} MB; {} {:.0f} MB: give more{}, or fewer series", what,
                                bytes / kMega + 1, given ? "--memory allows" : "free are", allowed / kMega,
                                given ? "" : ", try nevertheless with --memory"));
}

LoadedData load_data(const RunConfig& config, const RunContext& context) {
  context.progress->start("reading " + config.data.path, 0);
  if (is_packed_store(config.data.path)) {
    const PackedStore store(config.data.path, config.data.events);
    LoadedData data{read_whole(store, config), report_of(store, config.data.path)};
    context.progress->finish();
    return data;
  }
  ReadResult read = read_panel(config.data);
  context.progress->finish();
  if (!read.panel) throw DataError(read.report.error_text());
  return {std::move(*read.panel), std::move(read.report)};
}

std::string plans_text(const DataSource& data) {
  if (data.known.empty()) return "";
  const std::string names = fmt::format("{}", fmt::join(data.known, ", "));
  if (!data.known_at.empty()) {
    return fmt::format("Plans ({}) are seen at each cutoff as they were known then, by \"{}\".", names, data.known_at);
  }
  return fmt::format("Plans ({}) are taken to have been known at every cutoff (no --known-at).", names);
}

std::size_t warning_count(const ReadReport& report) {
  const auto is_warning = [](const Fault& fault) { return fault.severity == FaultSeverity::kWarning; };
  return static_cast<std::size_t>(std::count_if(report.faults.begin(), report.faults.end(), is_warning));
}

}  // namespace demandcast
