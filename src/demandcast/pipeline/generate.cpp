// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/generate.h"

#include <filesystem>

#include "demandcast/data/synthetic_catalogue.h"

namespace demandcast {

std::vector<OptionField> generator_options() { return list_options<SyntheticCatalogueOptions>(); }

std::vector<std::string> run_generate(const OptionValues& options, const std::string& output,
                                      const RunContext& context) {
  const auto catalogue =
      make_synthetic_catalogue(read_options<SyntheticCatalogueOptions>("generate", options), context);
  std::vector<std::string> files;
  const auto write = [&](const Table& table, const char* name) {
    files.push_back((std::filesystem::path(output) / name).string());
    write_table(table, files.back());
  };
  write(catalogue.sales, "sales.parquet");
  write(catalogue.statics, "statics.parquet");
  write(catalogue.items, "items.parquet");
  write(catalogue.truth, "truth.parquet");
  return files;
}

}  // namespace demandcast
