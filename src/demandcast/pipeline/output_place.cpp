// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/output_place.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "demandcast/core/error.h"
#include "demandcast/data/table.h"
#include "demandcast/forecast/model_directory.h"

namespace demandcast {
namespace fs = std::filesystem;
namespace {

bool same_file(const fs::path& a, const fs::path& b) {
  std::error_code ignored;
  return !b.empty() && fs::equivalent(a, b, ignored);
}

fs::path absolute(const std::string& place) {
  std::error_code ignored;
  const fs::path path = fs::absolute(place, ignored).lexically_normal();
  return path.has_filename() ? path : path.parent_path();
}

/// Throws unless something could be made in `folder`, which may have to be made itself, for the output named.
void check_writable(fs::path folder, const std::string& output) {
  std::error_code ignored;
  while (folder.has_relative_path() && !fs::exists(folder, ignored)) folder = folder.parent_path();
  if (!fs::is_directory(folder, ignored)) {
    throw ConfigError(fmt::format("output \"{}\": \"{}\" is a file, not a folder", output, folder.string()));
  }
  if (::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) == 0) return;
  throw WriteError(fmt::format("cannot write \"{}\": {}", output, std::strerror(errno)));
}

void refuse_directory(const std::string& output) {
  std::error_code ignored;
  if (fs::is_directory(output, ignored))
    throw ConfigError(fmt::format("output \"{}\" is a directory; name a file", output));
}

/// None of the files that are read, and writable.
void check_file_place(const RunConfig& config, std::string_view also_read) {
  for (const std::string_view source :
       {std::string_view(config.data.path), std::string_view(config.data.statics_path),
        std::string_view(config.data.future_path), std::string_view(config.data.events.table), also_read}) {
    if (same_file(config.output, source)) {
      throw ConfigError(fmt::format("output \"{}\" is a file that is read; name another", config.output));
    }
  }
  check_writable(absolute(config.output).parent_path(), config.output);
}

}  // namespace

void check_output_file(const RunConfig& config, std::string_view format, std::string_view also_read) {
  if (config.output.empty()) return;
  refuse_directory(config.output);
  table_format(config.output, format);
  if (config.output != "-") check_file_place(config, also_read);
}

void check_output_page(const RunConfig& config) {
  if (config.output.empty()) return;
  if (!config.output.ends_with(".html")) {
    throw ConfigError(
        fmt::format("output \"{}\": a page is written; give -o a name that ends in .html", config.output));
  }
  refuse_directory(config.output);
  check_file_place(config, {});
}

void check_output_folder(const RunConfig& config) {
  if (config.output.empty()) return;
  if (config.output == "-") throw ConfigError("output \"-\": a folder is written; name one");
  std::error_code ignored;
  if (fs::exists(config.output, ignored) && !fs::is_directory(config.output, ignored)) {
    throw ConfigError(fmt::format("output \"{}\" is a file; name a folder", config.output));
  }
  check_writable(absolute(config.output), config.output);
}

void check_output_model(const RunConfig& config) {
  if (config.output.empty()) throw ConfigError("no place for the model given; name a directory with -o");
  check_output_folder(config);
  check_writable(absolute(config.output).parent_path(), config.output);  // a whole model is renamed into its place
  check_model_place(config.output);
}

}  // namespace demandcast
