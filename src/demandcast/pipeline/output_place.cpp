// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/output_place.h"

#include <fmt/format.h>

#include <filesystem>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/data/table.h"

namespace demandcast {
namespace fs = std::filesystem;
namespace {

bool same_file(const fs::path& a, const fs::path& b) {
  std::error_code ignored;
  return !b.empty() && fs::equivalent(a, b, ignored);
}

}  // namespace

void check_output_file(const RunConfig& config, std::string_view format, std::string_view also_read) {
  const std::string& output = config.output;
  if (output.empty()) return;
  if (fs::is_directory(output)) throw ConfigError(fmt::format("output \"{}\" is a directory; name a file", output));
  table_format(output, format);
  if (output == "-") return;
  for (const std::string_view source : {std::string_view(config.data.path), std::string_view(config.data.statics_path),
                                        std::string_view(config.data.future_path), also_read}) {
    if (same_file(output, source)) {
      throw ConfigError(fmt::format("output \"{}\" is a file that is read; name another", output));
    }
  }
  const AtomicFile probe(output);  // throws when the place cannot be written, and leaves nothing
}

void check_output_folder(const RunConfig& config) {
  if (config.output == "-") throw ConfigError("output \"-\": a folder is written; name one");
  if (fs::exists(config.output) && !fs::is_directory(config.output)) {
    throw ConfigError(fmt::format("output \"{}\" is a file; name a folder", config.output));
  }
}

}  // namespace demandcast
