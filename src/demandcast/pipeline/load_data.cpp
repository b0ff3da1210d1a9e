// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/load_data.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "demandcast/core/error.h"

namespace demandcast {

namespace {

constexpr double kMega = 1 << 20;

/// Throws when a flag that was given says otherwise than the store; then the store's word is taken.
class StoreRoles {
 public:
  StoreRoles(DataSource& asked, const DataSource& stored) : asked_(asked), stored_(stored) {}

  template <class T>
  void take(const char* flag, T DataSource::* member) {
    const bool given = asked_.*member != DataSource{}.*member;
    if (given && asked_.*member != stored_.*member) refuse(flag);
    asked_.*member = stored_.*member;
  }
  [[noreturn]] void refuse(const char* flag) const {
    throw ConfigError(
        fmt::format("{}: \"{}\" is a store, packed with other roles; leave the flag out (the store knows "
                    "its columns), or pack the data anew",
                    flag, asked_.path));
  }

 private:
  DataSource& asked_;
  const DataSource& stored_;
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
  const DataSource& stored = store.summary().source;
  StoreRoles roles(data, stored);
  roles.take("--id", &DataSource::id);
  roles.take("--time", &DataSource::time);
  roles.take("--target", &DataSource::target);
  roles.take("--known", &DataSource::known);
  roles.take("--past", &DataSource::past);
  roles.take("--static", &DataSource::statics);
  roles.take("--availability", &DataSource::availability);
  roles.take("--known-at", &DataSource::known_at);
  roles.take("--negative", &DataSource::negative);
  roles.take("--fill", &DataSource::fill);
  if (!data.statics_path.empty()) roles.refuse("--statics");
  if (!data.future_path.empty()) roles.refuse("--future");
  if (!data.frequency.empty() && Frequency::parse(data.frequency).name() != store.summary().frequency.name()) {
    roles.refuse("--freq");
  }
}

ReadReport report_of(const PackedStore& store, const std::string& path) {
  const StoreSummary& summary = store.summary();
  return {path, summary.rows, summary.warnings, summary.source.frequency.empty(), summary.unused_columns};
}

void check_memory(const RunConfig& config, double bytes, std::string_view what) {
  if (config.memory == 0 || bytes <= static_cast<double>(config.memory)) return;
  throw ConfigError(fmt::format("{} takes about {:.0f} MB; --memory allows {:.0f} MB: give more, or fewer series", what,
                                bytes / kMega + 1, static_cast<double>(config.memory) / kMega));
}

LoadedData load_data(const RunConfig& config, const RunContext& context) {
  context.progress->start("reading " + config.data.path, 0);
  if (is_packed_store(config.data.path)) {
    const PackedStore store(config.data.path);
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
