// The synthetic catalogue that benchmarks run on, as a file that is removed at the end.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "demandcast/data/read_panel.h"

namespace demandcast {

class BenchCatalogue {
 public:
  /// Weeks of three years for `series` series. `ending` is ".parquet" or ".csv".
  BenchCatalogue(int series, const std::string& ending);
  ~BenchCatalogue();
  BenchCatalogue(const BenchCatalogue&) = delete;
  BenchCatalogue& operator=(const BenchCatalogue&) = delete;

  /// With price and promotion as plans, page views as past, availability.
  DataSource source() const;
  std::size_t rows() const { return rows_; }
  std::size_t bytes() const { return std::filesystem::file_size(file_); }

 private:
  std::filesystem::path file_;
  std::size_t rows_ = 0;
};

}  // namespace demandcast
