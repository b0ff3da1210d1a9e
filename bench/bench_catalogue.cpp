// SPDX-License-Identifier: Apache-2.0
#include "bench/bench_catalogue.h"

#include <unistd.h>

#include "demandcast/data/synthetic_catalogue.h"

namespace demandcast {

BenchCatalogue::BenchCatalogue(int series, const std::string& ending)
    : file_(std::filesystem::temp_directory_path() / ("demandcast_bench_" + std::to_string(::getpid()) + ending)) {
  SyntheticCatalogueOptions options;
  options.series = series;
  const SyntheticCatalogue catalogue = make_synthetic_catalogue(options, {});
  rows_ = catalogue.sales.row_count();
  write_table(catalogue.sales, file_.string());
}

BenchCatalogue::~BenchCatalogue() {
  std::error_code none;
  std::filesystem::remove(file_, none);
}

DataSource BenchCatalogue::source() const {
  DataSource source;
  source.path = file_.string();
  source.known = {"price", "promo"};
  source.past = {"page_views"};
  source.availability = "availability";
  return source;
}

}  // namespace demandcast
